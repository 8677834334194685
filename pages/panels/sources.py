"""The panels on what the record rests on: its sources, inferences, disagreements, columns, addresses of the data, citation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from loaders.analysis.connections import Disagreement
from loaders.analysis.view import Used, View
from loaders.export import views
from loaders.export.forms import FORMS, WHOLE_NAME
from loaders.record import schema
from loaders.tables import columns
from loaders.tables.frames import Row
from loaders.tables.tables import TABLES
from loaders.tables.tables import rows as rows_of
from loaders.wording import names
from loaders.wording.language import say, to_say, word
from loaders.wording.pages import beside as besides
from loaders.wording.pages import sources as words
from pages import settings
from pages.panels import html, rows
from pages.panels.html import Cell, Html, joined, tag, text
from pages.panels.panel import Asked, Panel

MOST_SHOWN = 12  # sources; the others stand in a fold under them
SHOWN_FORMS = ("csv", "json", "xlsx", "parquet")


# The source that the record starts from


def _card(asked: Asked) -> Html:
    """The source with which the record opens, or the only one that is shown: what it is, and how far it is checked."""
    used = asked.view.lead
    if used is None:
        return Html()
    source, dataset = used.source, asked.view.whole
    every = next(len(file.reports) for file in dataset.source_files if file.source.id == source.id)
    number = words.how_many_reports(len(used.reports), every)
    link = asked.links.evidence(source.id, number, names.evidence(f"{number}: {names.title(source)}"))
    told = (
        words.described(dataset, source, kind=False),
        *([names.seen(source)] if source.via or asked.view.as_of else []),  # else the heading says it, as the kind
        words.appeared_later(asked.view.dataset, source),
        names.verification(dataset.verification(source.id)),
    )
    return tag(
        "div",
        tag("h2", _linked(source)),
        tag("p", " ".join(filter(None, told)), " ", link, "."),
        tag("div", *_folds(source), class_="asides"),
        class_="card",
    )


def _linked(source: schema.Source) -> Html:
    """Its title, which leads to it where its address is known."""
    if not source.url:
        return text(names.title(source))
    return tag("a", names.title(source), href=str(source.url), rel="noreferrer", target="_blank")


def _folds(source: schema.Source) -> list[Html]:
    """What has to be known of it, a line to each sort, that opens."""
    why = [source.published.inferred] if source.published and source.published.inferred else []
    told = (
        (say("How its date is inferred"), why),
        (words.how_much_left_out(len(source.left_out)), _left_out(source)),
        (words.notes(len(source.notes)), source.notes),
    )
    return [tag("details", tag("summary", title), html.lines(lines)) for title, lines in told if lines]


def _left_out(source: schema.Source) -> list[str]:
    return [f"{part.part}: {part.what} {part.why}" for part in source.left_out]


def about(view: View, source: schema.Source) -> Html:
    """Kind, date, how it was seen, how far its quotations are verified, doubts, and what is left out: for its evidence."""
    dataset = view.whole
    told = [tag("p", f"{words.described(dataset, source)} {names.seen(source)}")]
    told.append(tag("p", names.verification(dataset.verification(source.id))))
    if source.notes:
        told.append(html.lines(source.notes))
    if source.left_out:
        told += [tag("h3", say("Left out, and why")), html.lines(_left_out(source))]
    return joined(told)


def _lead_row(view: View) -> Sequence[Row]:
    return [row for row in rows_of(view, "sources") if view.lead and row["id"] == view.lead.source.id]


OPENING = Panel(
    "opening",
    lambda asked: words.heading(asked.view),
    "sources",
    lambda asked: words.of_years(asked.view),
    body=_card,
    own=_lead_row,
    offers=False,
    holds=lambda asked: bool(asked.view.used),
    what="sources",
)


# All that are shown


SOURCES_COLUMNS = to_say(
    {"title": "Title", "publisher": "Publisher", "published": "Published", "read": "Read", "reports": "Reports"}
)


def _sources(asked: Asked) -> Html:
    """A line to a source; of many the first, and the others in a fold."""
    lines = [_source(asked, used, row) for used, row in zip(asked.view.used, rows_of(asked.view, "sources"), strict=True)]
    shown = {**SOURCES_COLUMNS, **({"known": to_say("By then")} if asked.view.as_of else {})}
    first, others = lines[:MOST_SHOWN], lines[MOST_SHOWN : rows.MOST_LISTED]

    def listed(several: Sequence[Sequence[Cell]]) -> Html:
        return html.table(TABLES["sources"].heading, shown, several, kind="sources")

    more = tag("details", tag("summary", besides.more(len(others))), listed(others)) if others else Html()
    return joined([listed(first), more, rows.left_out(len(lines))])


def _source(asked: Asked, used: Used, row: Row) -> list[Cell]:
    """Its title leads to what it reports."""
    source = used.source
    name = names.evidence(names.source_line(asked.view.dataset, source))
    cells = [
        Cell(asked.links.evidence(source.id, names.title(source), name)),
        Cell(row["publisher"]),
        Cell(words.listed_date(source)),
        Cell(names.read(source)),
        Cell(len(used.reports), number=True),
    ]
    return [*cells, *([Cell(rows.by_then(row["known"], row["told_later"]))] if asked.view.as_of else [])]


SOURCES = Panel(
    "sources",
    lambda _: say("The sources, most reports first"),
    "sources",
    body=_sources,
    under=lambda asked: words.marks(one.source for one in asked.view.used),
    needs=lambda asked: len(asked.view.used) > 1,
)


# What was inferred, and where the record disagrees


def _parts(view: View) -> list[tuple[str, list[Row]]]:
    """The inferences by the part of a record that is inferred: the most first."""
    found: dict[str, list[Row]] = {}
    for row in rows_of(view, "inferences"):
        found.setdefault(str(row["part"]), []).append(row)
    return sorted(found.items(), key=lambda one: -len(one[1]))


def _inferred(asked: Asked, part: str, told: Sequence[Row]) -> list[Cell]:
    """Its first cell leads to the records; of what is taken for which reason, each stands once in a fold, the most first."""
    link = asked.links.evidence(" ".join(dict.fromkeys(str(row["id"]) for row in told)), word(part), words.inferred(word(part)))
    reasons = Counter((str(row["taken"]), str(row["reason"])) for row in told).most_common()
    lines = html.lines(f"{taken}: {reason}{f' ({number})' if number > 1 else ''}" for (taken, reason), number in reasons)
    fold = tag("details", tag("summary", words.reasons(len(reasons))), lines) if len(reasons) > 1 else lines
    return [Cell(link), Cell(fold), Cell(len(told), number=True)]


def _inferences(asked: Asked) -> Html:
    """A line to each part of a record."""
    headings = to_say({"part": "What", "reason": "Taken to be, and why", "number": "Inferences"})
    lines = [_inferred(asked, part, told) for part, told in _parts(asked.view)]
    return html.table(TABLES["inferences"].heading, headings, lines)


INFERENCES = Panel(
    "inferences",
    lambda asked: words.inferences(len(rows_of(asked.view, "inferences")), len(_parts(asked.view))),
    "inferences",
    body=_inferences,
    folds=True,
)


def _conflicts(asked: Asked) -> Html:
    """A line to a disagreement: between which reports it is, each leading to its evidence, and in what they differ."""
    headings = to_say({"between": "Between", "about": "What", "reason": "In what"})
    told = zip(asked.view.disagreements, rows_of(asked.view, "conflicts"), strict=True)
    lines = [[Cell(_between(asked, found)), Cell(word(str(row["about"]))), Cell(_differ(row))] for found, row in told]
    return joined([html.table(TABLES["conflicts"].heading, headings, lines[: rows.MOST_LISTED]), rows.left_out(len(lines))])


def _between(asked: Asked, found: Disagreement) -> Html:
    """The two reports that disagree; a group of which the reports do, or what a check puts to the test."""
    dataset = asked.view.dataset
    if found.flight:
        return asked.links.evidence(found.flight.id, found.flight.flight.name, names.evidence(found.flight.flight.name))
    if found.check:
        told = say("Tested: {claim}", claim=found.check.check.title)
        return asked.links.evidence(found.check.check.id, told, names.evidence(told))
    ends = (found.tie.one, found.tie.other) if found.tie else [one.id for one in found.totals or ()]
    called = {one: names.name(dataset, one) for one in ends}
    return joined(tag("p", asked.links.evidence(one, name, names.evidence(name))) for one, name in called.items())


def _differ(row: Row) -> str:
    """In what the reports differ, or the reason of the curator."""
    return " ".join(str(row[column]).replace("\n", " ") for column in ("differ", "reason") if row.get(column))


CONFLICTS = Panel(
    "conflicts",
    lambda asked: words.disagreements(asked.view.disagreements),
    "conflicts",
    body=_conflicts,
    needs=lambda asked: bool(asked.view.disagreements),
    folds=True,
)


# The data


def _columns(_asked: Asked) -> Html:
    """The columns of every table, page and download alike."""
    return joined(
        tag(
            "details",
            tag("summary", joined([f"{table.heading} (", tag("code", table.name), ")"])),
            tag("p", " ".join([table.meaning, *table.to_know])),
            html.lines(_column(name) for name in table.columns),
        )
        for table in TABLES.values()
    )


def _column(name: str) -> Html:
    unit = columns.unit(name)
    told = " ".join([columns.meaning(name), *([say("Unit: {unit}.", unit=unit)] if unit else [])])
    return joined([tag("strong", tag("code", name)), f": {told}"])


DICTIONARY = Panel("dictionary", lambda _: say("What each column means"), body=_columns, folds=True)


def _addresses(asked: Asked) -> Html:
    """The stable addresses of the tables, and the whole record as one file."""
    root = f"{settings.base()}{views.DATA}"
    told = tag(
        "p",
        say(
            "Each table stands at an address of its own, with the filters of the pages. The whole record is one file: a Data "
            "Package, every table with its columns, sources and licence; or an SQLite file, to ask in SQL."
        ),
    )
    led = tag(
        "p",
        joined(
            [
                tag("a", say("List of the tables"), href=root),
                tag("a", say("The whole record"), href=f"{root}{WHOLE_NAME}.zip"),
                tag("a", say("The whole record, SQLite"), href=f"{root}{WHOLE_NAME}.sqlite"),
            ],
            " · ",
        ),
    )
    body = [
        [
            Cell(joined([f"{table.heading} (", tag("code", table.name), ")"])),
            Cell(
                joined(
                    (
                        tag("a", word(FORMS[form].title), href=f"{root}{table.name}.{form}{asked.view.query}",
                            aria_label=f"{table.heading}: {word(FORMS[form].title)}")
                        for form in SHOWN_FORMS
                    ),
                    " · ",
                )
            ),
        ]
        for table in TABLES.values()
    ]  # fmt: skip
    return joined([told, led, html.table(say("The tables"), to_say({"table": "Table", "forms": "As"}), body)])


ADDRESSES = Panel("addresses", lambda _: say("Data links"), body=_addresses, folds=True)


def _citation(asked: Asked) -> Html:
    whole, root = asked.view.whole, f"{settings.base()}{views.DATA}"
    forms = (tag("a", word(known.title), href=f"{root}{WHOLE_NAME}.{form}") for form, known in views.CITED.items())
    told = views.reference(whole, settings.public()).text
    return joined([tag("p", told), tag("p", joined(forms, " · ")), tag("p", whole.about.licence)])


CITATION = Panel("citation", lambda _: say("Citation and licence"), body=_citation, folds=True)
