"""The parameters that an address of this site can have, and those that other sites hang onto a link. A misspelt one is told."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import QueryParams

from loaders.analysis import filters
from loaders.record.validation import nearest
from loaders.wording.language import say

FILTERS = list(filters.PARAMETERS)
"""Of pages and data routes alike."""
LANGUAGE = "lang"
QUERY = "q"
"""Holds what is looked for."""
ONE_CHART = "only"
"""Asks for one chart by itself, in another site's frame."""
FRAMED = (ONE_CHART, "embed", "embed_options")
"""How a page is shown, not what it shows: never in a link to it."""
PAGES = [*FILTERS, "record", "question", "side", "number", QUERY, *FRAMED]
TRACKING = {
    *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "yclid", "li_fat_id", "epik"),
    *("mc_cid", "mc_eid", "igshid", "igsh", "mkt_tok", "_ga", "_gl", "_hsenc", "_hsmi", "vero_id", "s_cid", "srsltid"),
}
TRACKING_FAMILIES = ("utm_", "pk_", "mtm_", "hsa_")
LONGEST_TOLD, MOST_TOLD = 40, 3  # characters of a name, and names, that a sentence repeats


def of_others(name: str) -> bool:
    """Whether other sites add this parameter to their links, to know them again. It means nothing here and is no mistake."""
    return name.lower() in TRACKING or name.lower().startswith(TRACKING_FAMILIES)


def own(query: QueryParams) -> QueryParams:
    """The parameters without those of other sites."""
    return QueryParams([(name, value) for name, value in query.multi_items() if not of_others(name)])


def linked(query: QueryParams) -> list[tuple[str, str]]:
    """What of a page's address belongs into a link to it, in its order."""
    return [(name, value) for name, value in query.multi_items() if name in PAGES and name not in FRAMED]


def unknown(names: Iterable[str], known: list[str]) -> list[str]:
    """For each name that is no parameter, which one may have been meant; the first few, each once."""
    strange = [name for name in dict.fromkeys(names) if name not in known and not of_others(name)]
    return [_unknown(name[:LONGEST_TOLD], nearest(name, known)) for name in strange[:MOST_TOLD]]


def _unknown(name: str, near: str) -> str:
    if near:
        return say("{name!r} is not a parameter. Did you mean '{near}'?", name=name, near=near)
    return say("{name!r} is not a parameter.", name=name)
