"""Where every sentence passes: gettext, with English as the language of the templates. There is no catalogue yet."""

from __future__ import annotations

from gettext import NullTranslations

_catalogue = NullTranslations()


def say(template: str, /, **places: object) -> str:
    """A whole sentence from its template: `{name}` is a place."""
    return _catalogue.gettext(template).format(**places)


def count(one: str, many: str, number: int, /, **places: object) -> str:
    """The same in the plural form of a number, whose own place is `{number}` unless it is given."""
    return _catalogue.ngettext(one, many, number).format(**{"number": number, **places})
