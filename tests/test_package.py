"""What leaves explains itself, and is opened by programs that this project did not write."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import bibtexparser
import duckdb
import frictionless
import openpyxl
import pandas as pd
import pytest
import rispy

from loaders import Dataset, __main__, load
from loaders.analysis.filters import Filters, Years, every
from loaders.analysis.view import View
from loaders.export import citation, excel, extract, forms, package, views
from loaders.export.extract import Extract, Scope
from loaders.export.version import checksum, version
from loaders.tables import counted, tables
from loaders.tables.columns import COLUMNS, DAY, TEXT, WHOLE, YES
from loaders.tables.tables import TABLES
from pages.panels import page as writer
from tests.conftest import SMALL

MORE = Path(__file__).parent / "more_sources"

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    '=HYPERLINK("https://example.org")',
    "https://example.org",
    "=cmd|' /C calc'!A0",
]


def _extract(view: View, name: str, first: int = 2000, last: int = 2020) -> Extract:
    shown = View(view.whole, Filters(Years(first, last), view.sources))
    scope = Scope(f"Years shown: {shown.years}.", f"?years={first}&years={last}", f"{first}-{last}")
    found = version(view.whole, SMALL)
    return extract.of_table(name, tables.rows(shown, name), view.whole, view.sources, scope, found, "https://example.org/x")


@pytest.mark.parametrize("name", list(TABLES))
def test_excel_and_parquet_read_back_as_the_rows_with_their_types(small: View, name: str) -> None:
    made = _extract(small, name)
    text: dict[str, str] = {column: "string" for column in made.table if COLUMNS[column].dtype == TEXT}
    for rows in (
        pd.read_excel(io.BytesIO(forms.FORMS["xlsx"].make(made)), dtype=text),  # it takes the text "2012" for a number
        pd.read_parquet(io.BytesIO(forms.FORMS["parquet"].make(made))),
    ):
        assert list(rows.columns) == list(TABLES[name].columns)
        assert len(rows) == len(made.table)
        for column in rows:
            given, back = made.table[column].dropna(), rows[column].dropna()
            if COLUMNS[column].dtype == DAY:
                given, back = given.dt.date, pd.to_datetime(back).dt.date
            assert list(given) == list(back), column


def test_duckdb_reads_the_types_and_sums(small: View, tmp_path: Path) -> None:
    path = tmp_path / "flight_reports.parquet"
    made = _extract(small, "flight_reports")
    path.write_bytes(forms.FORMS["parquet"].make(made))
    types = dict(duckdb.sql(f"select column_name, column_type from (describe from '{path}')").fetchall())  # noqa: S608
    assert (types["people"], types["earliest"], types["quotation"], types["primary"]) == ("BIGINT", "DATE", "VARCHAR", "BOOLEAN")
    assert duckdb.sql(f"select sum(people) from '{path}'").fetchall() == [(10 + 12 + 5 + 40,)]  # noqa: S608


def test_a_workbook_has_notes_and_typed_cells(small: View) -> None:
    book = openpyxl.load_workbook(io.BytesIO(forms.FORMS["xlsx"].make(_extract(small, "flights"))))
    assert book.sheetnames == ["Rows", "Notes"]
    told = "\n".join(str(cell.value) for row in book["Notes"] for cell in row if cell.value)
    for words in ("Years shown: 2000 to 2020.", "https://example.org/x", "Record: CC BY 4.0.", checksum(small.whole)):
        assert words in told
    for column in TABLES["flights"].columns:
        assert COLUMNS[column].meaning in told
    rows = pd.DataFrame(book["Rows"].values)
    assert book["Rows"].cell(2, list(rows.iloc[0]).index("earliest") + 1).is_date


@pytest.mark.parametrize("name", list(TABLES))
def test_a_number_is_a_number_in_a_workbook(everything: View, name: str) -> None:
    """Also where no cell of the column is empty: then pandas gives numpy's integers and booleans."""
    sheet = openpyxl.load_workbook(io.BytesIO(excel.to_xlsx(_extract(everything, name, 1600, 2200))))["Rows"]
    kinds = {WHOLE: "n", "Float64": "n", YES: "b"}
    for head, *cells in sheet.iter_cols():
        kind, given = kinds.get(COLUMNS[str(head.value)].dtype), [cell for cell in cells if cell.value is not None]
        assert kind is None or {cell.data_type for cell in given} <= {kind}, head.value
        for cell in (head, *given):  # a text right of a number does not touch it, and no program shows a truth as a number
            assert cell.alignment.indent == (0 if cell.data_type == "n" and not cell.is_date else 1), head.value
            assert (cell.number_format == '"TRUE";"TRUE";"FALSE"') == (cell.data_type == "b"), head.value


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(small: View) -> None:
    made = _extract(small, "milestones")
    hostile = made.table.iloc[:1].loc[[0] * len(FORMULAS)].assign(title=pd.array(FORMULAS, dtype="string"))
    sheet = openpyxl.load_workbook(io.BytesIO(excel.to_xlsx(Extract(**{**vars(made), "table": hostile}))))["Rows"]
    column = list(made.table.columns).index("title") + 1
    cells = [sheet.cell(row, column) for row in range(2, 2 + len(FORMULAS))]
    assert [cell.value for cell in cells] == FORMULAS
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_what_excel_cannot_hold_is_refused_with_a_way_out(small: View) -> None:
    made = _extract(small, "milestones")
    long = made.table.assign(title=pd.array(["x" * 40_000] * len(made.table), dtype="string"))
    with pytest.raises(ValueError, match="Take CSV or Parquet instead"):
        excel.to_xlsx(Extract(**{**vars(made), "table": long}))


@pytest.mark.parametrize("form", ["csv.zip", "parquet.zip"])
def test_a_table_with_notes_is_a_valid_data_package(small: View, form: str, tmp_path: Path) -> None:
    made = _extract(small, "flights")
    with zipfile.ZipFile(io.BytesIO(forms.FORMS[form].make(made))) as archive:
        archive.extractall(tmp_path)
    bare = f"{made.file_stem}.{form.removesuffix('.zip')}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["citation.txt", "datapackage.json", bare]
    assert (tmp_path / "citation.txt").read_text() == f"{citation.text(made.references)}\n"
    assert (tmp_path / bare).read_bytes() == forms.FORMS[form.removesuffix(".zip")].make(made)
    descriptor = json.loads((tmp_path / "datapackage.json").read_text())
    assert "Years shown: 2000 to 2020." in descriptor["description"]
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    if form == "csv.zip":
        report = frictionless.validate(str(tmp_path / "datapackage.json"))
        assert report.valid, report.flatten(["type", "message"])


@pytest.mark.parametrize("form", list(forms.FORMS))
def test_an_empty_table_leaves_with_its_header_and_a_note(small: View, form: str) -> None:
    made = _extract(small, "flights", 1700, 1700)
    content = forms.FORMS[form].make(made)
    assert content == forms.FORMS[form].make(made)
    assert extract.NOTHING in made.told
    if form in {"xlsx", "parquet"}:
        rows = (pd.read_excel if form == "xlsx" else pd.read_parquet)(io.BytesIO(content))
        assert (list(rows.columns), len(rows)) == (list(TABLES["flights"].columns), 0)
    if form == "json":
        assert extract.NOTHING in json.loads(content)["caveats"]


def test_the_command_writes_the_whole_record_as_a_valid_data_package(tmp_path: Path, capsys) -> None:
    for folder in ("one", "two"):
        assert __main__.main(["export", str(tmp_path / folder), str(SMALL)]) == 0
    assert "datapackage.json" in capsys.readouterr().out
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted(["datapackage.json", "deportation-flows.sqlite", "metadata.json", *(f"{name}.csv" for name in TABLES)])
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    report = frictionless.validate(str(tmp_path / "one" / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldNumber", "type", "message"])
    assert len(report.tasks) == len(TABLES)
    described = frictionless.Package(str(tmp_path / "one" / "datapackage.json"))
    assert all(field.description for field in described.get_resource("flights").schema.fields)
    (tmp_path / "file").write_text("")
    assert __main__.main(["export", str(tmp_path / "file"), str(SMALL)]) == 1


def test_the_checksum_is_of_what_the_record_says(folder: Path) -> None:
    before = checksum(load(folder))
    about = folder / "about.yaml"
    about.write_text(about.read_text() + "# a comment\n")
    assert checksum(load(folder)) == before
    about.write_text(about.read_text().replace("invented", "made-up"))
    assert checksum(load(folder)) != before


def test_citations_are_read_by_others(dataset: Dataset) -> None:
    found = version(dataset, "data")
    sources = [citation.of_source(dataset, file.source.id) for file in dataset.source_files]
    references = [*sources, citation.of_record(dataset, found, "100 % of {it} & more_", "https://example.org/")]
    parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)
    entries = bibtexparser.loads(citation.bibtex(references), parser).entries
    assert [entry["ID"] for entry in entries] == [reference.key for reference in references]
    assert all(entry["title"] for entry in entries)
    read = rispy.loads(citation.ris(references))
    assert [(entry["id"], entry["title"]) for entry in read] == [
        (reference.key, " ".join(reference.title.split())) for reference in references
    ]
    one = citation.of_report(dataset, "kvao-total-2020", found)
    assert "paragraph" in one[0].text
    assert "Record kvao-total-2020" in one[1].text


FIELDS = {
    "article": {"author", "title", "journal", "year"},
    "techreport": {"author", "title", "institution", "year"},
    "dataset": {"author", "title", "year"},
    "online": {"title", "url", "urldate"},
    "misc": {"title"},
}
"""What BibTeX, and biblatex for its own two types, want of each."""


def test_an_entry_has_the_fields_that_its_type_needs(whole: Dataset) -> None:
    sources = {file.source.id: file.source for file in whole.source_files}
    references = [*(citation.of_source(whole, one) for one in sources), citation.of_record(whole, version(whole, "data"))]
    parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False)
    found = {entry["ID"]: entry for entry in bibtexparser.loads(citation.bibtex(references), parser).entries}
    assert len(found) == len(references)
    for name, entry in found.items():
        assert FIELDS[entry["ENTRYTYPE"]] <= {field for field, told in entry.items() if told}, name
    assert {entry["ENTRYTYPE"] for entry in found.values()} == FIELDS.keys()
    undated = [one for one in sources.values() if one.published is None or one.published.edtf.year is None]
    assert undated
    assert all("year" not in found[one.id] and found[one.id]["ENTRYTYPE"] in {"misc", "online"} for one in undated)
    for entry in rispy.loads(citation.ris(references)):
        assert entry["type_of_reference"] in {"NEWS", "RPRT", "DATA", "ELEC", "BLOG"}
        if entry["id"] in sources:
            publisher = whole.actors[sources[entry["id"]].publisher].name
            assert entry["secondary_title" if entry["type_of_reference"] == "NEWS" else "publisher"] == publisher


def test_a_workbook_prints_across_on_sheets_that_can_be_read_with_header_and_first_column_on_each(everything: View) -> None:
    many = set()
    for name in TABLES:
        book = openpyxl.load_workbook(io.BytesIO(excel.to_xlsx(_extract(everything, name))))
        for sheet in book:
            setup = sheet.page_setup
            assert (setup.orientation, setup.fitToHeight) == ("landscape", 0)
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
        rows = book["Rows"]
        assert (rows.print_title_rows, rows.freeze_panes) == ("$1:$1", "B2")
        widths = {place: one.width for one in rows.column_dimensions.values() for place in range(one.min, one.max + 1)}
        paper, sheets = rows.page_setup.paperSize, rows.page_setup.fitToWidth or 1  # unsaid, it is one
        many.add((paper, sheets > 1))
        across, first = {excel.A4: 150, excel.A3: 210}[paper] + rows.max_column, widths[1]  # the edge of a column counts too
        assert sum(widths.values()) - first <= sheets * (across - first)
        assert (rows.print_title_cols == "$A:$A") == (sheets > 1)
        assert (book["Notes"].page_setup.paperSize, book["Notes"].page_setup.fitToWidth or 1) == (excel.A4, 1)
        for number, (head, *cells) in enumerate(rows.iter_cols(), start=1):
            assert excel.NARROWEST <= widths[number] <= excel.WIDEST + 1, head.value
            for cell in cells:
                assert cell.alignment.wrap_text or len(str(cell.value)) <= excel.WIDEST, head.value
    assert many == {(excel.A3, False), (excel.A3, True)}  # no table of the record is narrow enough for A4


def test_ids_that_look_like_dates_stay_text_in_a_workbook_and_the_note_beside_a_csv_says_so(everything: View) -> None:
    made = _extract(everything, "flights")
    assert "2018-04" in list(made.table["flight"])
    sheet = openpyxl.load_workbook(io.BytesIO(forms.FORMS["xlsx"].make(made)))["Rows"]
    assert {(cell.value, cell.data_type) for cell in sheet["A"] if cell.value == "2018-04"} == {("2018-04", "s")}
    for name, told in (("flights", True), ("sources", False)):
        with zipfile.ZipFile(io.BytesIO(forms.FORMS["csv.zip"].make(_extract(everything, name)))) as archive:
            [described] = json.loads(archive.read("datapackage.json"))["resources"]
        assert (package.DATES in described["description"]) is told


def test_a_name_is_safe_on_every_system() -> None:
    for name in ("a:b/c\\d", "sum:to:2018", "x" * 300, "..", 'a"b<c>|d?*', "ជំរាប"):
        made = extract.safe(name)
        assert made
        assert len(made) <= 120
        assert not set(made) & set('<>:"/\\|?* ')
        assert not made.startswith(".")


def test_every_table_says_what_a_row_is() -> None:
    for name, one in TABLES.items():
        assert one.description.startswith("Each row is "), name
        assert all(sentence.endswith((".", ".)")) for sentence in (one.description, *one.caveats)), name
        assert [counted.rows(name, many).split(" ", 1)[0] for many in (0, 1, 2, 1000)] == ["0", "1", "2", "1,000"], name
    assert counted.ROWS.keys() == TABLES.keys()


@pytest.fixture
def two(folder: Path) -> Dataset:
    """The small record of the herald, with the gazette as a second source."""
    shutil.copy(MORE / "gazette.yaml", folder / "sources")
    return load(folder)


BOTH, HERALD, GAZETTE = ("gazette", "herald"), ("herald",), ("gazette",)


@pytest.mark.parametrize(
    ("year", "name", "sources"),
    [
        (2012, "ledger", BOTH),  # the herald's total of 2012, and the groups before it, which the gazette counts too
        (2012, "readings", BOTH),  # 100 by the herald, 70 before it by the gazette
        (2012, "checks", BOTH),  # they name the spring group, of which the gazette reports
        (2012, "totals", HERALD),
        (2011, "by_year", BOTH),  # the autumn group; the gazette's own date for it is of 2010
        (2010, "conflicts", BOTH),  # the days of the spring group
        (2011, "conflicts", ()),  # of the autumn group five were removed and more than six boarded
        (2009, "series", GAZETTE),
        (2010, "relations", GAZETTE),  # the gazette corrects itself
        (2013, "relations", BOTH),  # it retracts what the herald says of 2011
        (None, "positions", HERALD),  # the gazette states nothing
        (None, "sources", BOTH),
        (2012, "sources", HERALD),
        (2006, "by_year", ()),
    ],
)
def test_downloads_and_feet_name_the_sources_that_the_rows_rest_on(
    two: Dataset, year: int | None, name: str, sources: tuple[str, ...]
) -> None:
    view = View(two, Filters(Years(year, year) if year else None))
    assert views.of_table(view, name, "").source_ids == sources
    titles = {"herald": "Few go to Zenda", "gazette": "Zenda counts again"}
    named = writer._sources(view, views.sources_of(view, tables.rows(view, name)))
    assert [title for title in titles.values() for line in named if title in line] == [
        title for name, title in titles.items() if name in sources
    ]
    assert len(named) == len(sources)


def test_a_number_worked_out_is_cited_with_what_it_rests_on(two: Dataset) -> None:
    view = View(two, Filters(Years(2012, 2012)))
    assert views.of_record(view, "sum:not-itemised:total-2012", "").source_ids == BOTH


def test_the_id_of_a_flight_stands_for_its_reports_and_a_derived_one_for_nothing(two: Dataset) -> None:
    row = {"id": "sum:x", "records": ("winter", "sum:year:2010")}
    assert extract.sources_of([row], two, BOTH) == HERALD
    assert extract.sources_of([row], two, GAZETTE) == ()


@pytest.mark.parametrize("name", list(TABLES))
def test_of_many_sources_exactly_those_of_the_reports_are_named(whole: Dataset, name: str) -> None:
    for year in (2012, 2018, 2020):
        view = View(whole, Filters(Years(year, year), every(whole)))
        made = tables.table(view, name)
        found = views.of_table(view, name, "").source_ids
        asked = [column for column in ("records", "one", "other") if column in made]
        reports = {one for column in asked for ids in made[column].dropna() for one in ids.split("\n")}
        if asked:
            assert set(found) == {whole.by_id[report][0].id for report in reports}
        foot = writer._sources(view, views.sources_of(view, tables.rows(view, name)))
        assert len(foot) == len(found) or foot[0].startswith(f"{len(found)} sources, ")
