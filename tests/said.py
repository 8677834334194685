"""What a page says, as text: what Streamlit shows, and what stands in the panels, whose HTML the component is given."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

BLOCK = re.compile(r"</?(?:p|div|h[1-6]|li|tr|t[dh]|caption|summary|details|footer|blockquote|button)\b[^>]*>")


def panels(app: AppTest) -> dict[str, dict[str, Any]]:
    """What each panel of the page is given, by its name."""
    return {data["name"]: data for data in _given(app) if "body" in data}


def masthead(app: AppTest) -> str:
    """The links of the first row, as HTML."""
    return "".join(str(data["head"]) for data in _given(app) if data["name"] == "masthead")


def _given(app: AppTest) -> list[dict[str, Any]]:
    """What each element of the one component is given."""
    return [json.loads(element.proto.json) for element in app.get("bidi_component")]


def heading(app: AppTest) -> str:
    """The heading of the page."""
    [told] = [found[1] for data in panels(app).values() if (found := re.search(r"<h1[^>]*>(.*?)</h1>", data["head"]))]
    return text_of(told)


def text_of(html: str) -> str:
    """HTML as its reader sees it, a line to each block."""
    lines = unescape(re.sub(r"<[^>]+>", "", BLOCK.sub("\n", html))).split("\n")
    return "\n".join(line for line in lines if line.strip())


def said(app: AppTest) -> str:
    """Everything that is on the page, without the backslashes that escape it where it is Markdown."""
    elements = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption]
    shown = [*(str(element.value) for element in elements), *(button.label for button in app.button)]
    shown += [block.proto.dialog.title for block in app.get("dialog")]
    told = [text_of(body) for element in app.get("html") if (body := element.proto.body).startswith("<div")]
    told += [text_of("".join(data[part] for part in ("fold", "head", "body", "under", "foot"))) for data in panels(app).values()]
    told.append(text_of(masthead(app)))
    return "\n".join([*(text.replace("\\", "") for text in shown), *told])
