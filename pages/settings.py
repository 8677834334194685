"""What whoever runs the dashboard has set: the folder of the record, where readers find it, who may frame it, for whom.

The variables are read where they are needed; `check` reads them once at the start, so that a mistake is told at once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import streamlit as st

from loaders import FOLDER, folder

URL, FRAMES = "DEPORTATION_FLOWS_URL", "DEPORTATION_FLOWS_FRAMES"
MODE, FOLLOW = "DEPORTATION_FLOWS_MODE", "DEPORTATION_FLOWS_FOLLOW"
AUTHOR, SERVER = "author", "server"
ORIGIN = r"https?://(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?"
ADDRESS = re.compile(rf"{ORIGIN}(?:/[A-Za-z0-9._~%-]+)*/?")
OWN, ANY_SITE = "'self'", "*"


def check() -> None:
    """Raise ValueError, with the variable and what it must be, if one of them is set to what it cannot be."""
    public()
    frames()
    follows()
    if not folder().is_dir():
        raise ValueError(f"{FOLDER} is {str(folder())!r}. It must be a folder that there is, with about.yaml and sources/ in it")


@contextmanager
def told_in_words() -> Iterator[None]:
    """End with the sentence of a mistake, which is meant for whoever starts the dashboard; a traceback would hide it."""
    try:
        yield
    except ValueError as mistake:
        raise SystemExit(str(mistake)) from None


def is_server() -> bool:
    """Whether it runs for readers, in a server's mode, rather than for the author of the record."""
    return _one_of(MODE, AUTHOR, SERVER) == SERVER


def follows() -> bool:
    """Whether open pages are drawn anew as soon as a file of the record is saved: for an author, and for whoever asks for it."""
    return _one_of(FOLLOW, "no" if is_server() else "yes", "yes", "no") == "yes"


def for_streamlit() -> dict[str, str]:
    """The variables with which Streamlit starts in the mode that is set, unless the operator has set them: a server listens for
    readers everywhere, and does not greet whoever starts it, for which Streamlit would ask a web service for its address.
    """
    if not is_server():
        return {}
    return {
        "STREAMLIT_SERVER_ADDRESS": "0.0.0.0",  # noqa: S104  # an author's is in .streamlit/config.toml
        "STREAMLIT_SERVER_HEADLESS": "true",
        "STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true",
    }


def base() -> str:
    """The path under which this server serves the site: "" or "/record"."""
    return f"/{st.get_option('server.baseUrlPath').strip('/')}".rstrip("/")


def public() -> str:
    """Where readers find the site, without a slash at its end; "" if nobody has said. What a request says never counts."""
    value = os.environ.get(URL, "")
    if not value:
        return ""
    if not ADDRESS.fullmatch(value) or not _has_port(value):
        raise ValueError(
            f"{URL} is {value!r}. It must be the address at which readers find the first page, without parameters, for example "
            "https://flows.example.org or https://example.org/flows"
        )
    if not urlsplit(value).path.rstrip("/").endswith(base()):
        raise ValueError(f"{URL} is {value!r}. It must end in {base()}, which is this server's server.baseUrlPath")
    return value.rstrip("/")


def path() -> str:
    """The path of the site, for links within it: that of the public address, else the one it is served under."""
    return urlsplit(public()).path or base()


def frames() -> str:
    """Whose pages may show a chart of this site in a frame, as a policy has it; the site's own if nobody else is named."""
    named = os.environ.get(FRAMES, "").split()
    if named == [ANY_SITE]:
        return ANY_SITE
    for site in named:
        if not re.fullmatch(ORIGIN, site) or not _has_port(site):
            raise ValueError(
                f"{FRAMES} names {site!r}. It must be * for every site, or sites without a path, with blanks between them: "
                "https://example.org https://news.example.org"
            )
    return " ".join([OWN, *named])


def missing_for_frames() -> str:
    """What keeps other sites from showing a chart, in sentences for readers; "" if nothing does."""
    lacks = f"The address in it begins with the path: write the site's own before it, or have {URL} set." if not public() else ""
    closed = f"Other sites can show it once whoever runs this dashboard allows them to, with {FRAMES}." if frames() == OWN else ""
    return " ".join(filter(None, [closed, lacks]))


def _one_of(variable: str, usual: str, *others: str) -> str:
    """What a variable is set to, of a few words; the first if it is not set."""
    value = os.environ.get(variable) or usual
    if value not in {usual, *others}:
        raise ValueError(f"{variable} is {value!r}. It must be {' or '.join(dict.fromkeys([usual, *others]))}")
    return value


def _has_port(address: str) -> bool:
    """Whether the port of an address, if it names one, is one that there can be."""
    named = re.search(r":(\d+)(?:/|$)", address)
    return named is None or 0 < int(named[1]) < 65_536
