"""Extract -> a workbook: the rows with typed cells on the first sheet, everything that explains them on the second.

Excel knows no day before 1900 and no cell longer than 32,767 characters: the first stay text, the second is refused.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pandas as pd

from loaders.export.extract import Extract, columns_of
from loaders.tables.columns import COLUMNS, DAY, TEXT
from loaders.wording.language import say

LONGEST_CELL, MOST_ROWS = 32_767, 1_048_575
WIDEST, NARROWEST, NOTE = 28, 9, 90  # characters; longer text goes on in the next line of its cell
INDENT = 2  # characters, about: what stands before a text, so that it does not run into the number or the text left of it
A3, A4 = 8, 9  # as Excel counts paper
ACROSS = {A4: 150, A3: 210}  # characters that stand side by side on a sheet of paper and can still be read
LINE, TALLEST = 15, 409  # points: a line of text, and the highest row that Excel knows
MADE = dt.datetime(1980, 1, 1)  # noqa: DTZ001  # the same file for the same rows, whenever it is made


def to_xlsx(extract: Extract) -> bytes:
    """The workbook: sheets "Rows" and "Notes". Raises ValueError, with what to do, where Excel cannot hold the rows."""
    import xlsxwriter  # noqa: PLC0415  # 0.1 s that only whoever asks for this form has to wait

    _fits(extract.table)
    content = io.BytesIO()
    # Text stays text: neither "=1+1" becomes a formula nor an address a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"title": extract.title, "comments": extract.references[-1].text, "created": MADE})
        text = {"valign": "top", "align": "left", "indent": 1}
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, **text}),
            "about": book.add_format({"bold": True, "text_wrap": True, **text}),
            "text": book.add_format(text),
            "wrap": book.add_format({"text_wrap": True, **text}),
            "number": book.add_format({"valign": "top"}),
            "yes": book.add_format({"num_format": '"TRUE";"TRUE";"FALSE"', **text}),  # else LibreOffice shows some as 1 and 0
            "day": book.add_format({"num_format": "yyyy-mm-dd", **text}),
        }
        rows, notes = (book.add_worksheet(name) for name in (say("Rows"), say("Notes")))
        rows.repeat_rows(0)
        _printed(rows, extract.title, _rows(rows, extract.table, formats))
        _notes(notes, extract, formats)
        _printed(notes, extract.title, [])
    return content.getvalue()


def _fits(table: pd.DataFrame) -> None:
    if len(table) > MOST_ROWS:
        raise ValueError(f"Excel holds {MOST_ROWS:,} rows and this table has {len(table):,}. Take CSV or Parquet instead.")
    for name in table.columns:
        if COLUMNS[name].dtype == TEXT and (table[name].str.len() > LONGEST_CELL).any():
            raise ValueError(f"A text in the column {name} is longer than an Excel cell can hold. Take CSV or Parquet instead.")


def _printed(sheet: Any, title: str, widths: list[int]) -> None:
    """How a sheet is printed: across, as wide as the paper, with its title above and the number of each page below.

    What would be too small to read so is printed on larger paper; if need be on several sheets, each with the first column.
    """
    sheet.set_landscape()
    paper = A4 if sum(widths) <= ACROSS[A4] else A3
    sheets = 1
    if sum(widths) > ACROSS[paper]:
        sheets = -(-sum(widths[1:]) // (ACROSS[paper] - widths[0]))
        sheet.repeat_columns(0)
    sheet.set_paper(paper)
    sheet.fit_to_pages(sheets, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header(f"&L{title.replace('&', '&&')}")
    sheet.set_footer("&C&P / &N")


def _rows(sheet: Any, table: pd.DataFrame, formats: dict[str, Any]) -> list[int]:
    """Write them; how wide each column is."""
    sheet.freeze_panes(1, 1)
    lines, widths = [1] * len(table), list[int]()
    for index, name in enumerate(table.columns):
        cells = [None if pd.isna(cell) else cell for cell in table[name].tolist()]  # Python's own types, none of numpy's
        longest = max((len(str(cell)) for cell in cells if COLUMNS[name].dtype != DAY), default=10)
        wide = max(NARROWEST, min(WIDEST, max(longest, len(name)) + INDENT))
        widths.append(wide)
        sheet.set_column(index, index, wide)
        sheet.write_string(0, index, str(name), formats["head"])
        for row, cell in enumerate(cells, start=1):
            _cell(sheet, row, index, cell, formats)
            lines[row - 1] = max(lines[row - 1], _lines(cell, wide - INDENT) if isinstance(cell, str) else 1)
    for row, many in enumerate(lines, start=1):
        _height(sheet, row, many)
    if len(table):
        sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
    return widths


def _lines(text: str, wide: int) -> int:
    """On how many lines a text stands in a cell so many characters wide; some room more, as words are not broken."""
    return sum(max(1, -(-len(line) * 11 // (wide * 10))) for line in text.split("\n"))


def _height(sheet: Any, row: int, lines: int) -> None:
    """A row as high as its lines: not every program that opens a workbook works that out."""
    if lines > 1:
        sheet.set_row(row, min(TALLEST, lines * LINE))


def _cell(sheet: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    match value:
        case None:
            pass
        case bool():
            sheet.write_boolean(row, column, value, formats["yes"])
        case int() | float():
            sheet.write_number(row, column, value, formats["number"])
        case dt.datetime() if value.year >= 1900:
            sheet.write_datetime(row, column, value.replace(tzinfo=None), formats["day"])
        case dt.datetime():
            sheet.write_string(row, column, f"{value:%Y-%m-%d}", formats["text"])
        case _:
            sheet.write_string(
                row, column, str(value), formats["wrap" if "\n" in str(value) or len(str(value)) > WIDEST - INDENT else "text"]
            )


def _notes(sheet: Any, extract: Extract, formats: dict[str, Any]) -> None:
    """What JSON and datapackage.json hold too, to be read: a heading to the left, sentences to the right."""
    about = extract.dataset.about
    lines = [
        (say("Title"), extract.title),
        (say("What a row is"), extract.description),
        (say("Filters"), extract.scope.in_words),
        *([(say("Address"), extract.address)] if extract.address else []),
        *[(say("To know"), sentence) for sentence in extract.told],
        *[(say("Source"), reference.text) for reference in extract.references[:-1]],
        (say("How to cite"), say("Cite the original sources first, then: {text}", text=extract.references[-1].text)),
        (say("Licence"), about.licence),
        (say("Version"), str(extract.version)),
    ]
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, NOTE)
    for row, (heading, sentence) in enumerate(lines):
        sheet.write_string(row, 0, heading, formats["about"])
        sheet.write_string(row, 1, sentence[:LONGEST_CELL], formats["wrap"])
        _height(sheet, row, _lines(sentence, NOTE - INDENT))
    sheet.write_string(len(lines) + 1, 0, say("Column"), formats["head"])
    sheet.write_string(len(lines) + 1, 1, say("Meaning"), formats["head"])
    for row, column in enumerate(columns_of(extract.table), start=len(lines) + 2):
        unit = f" {say('Unit: {unit}.', unit=column['unit'])}" if column["unit"] else ""
        sheet.write_string(row, 0, column["name"], formats["text"])
        sheet.write_string(row, 1, f"{column['meaning']}{unit}", formats["wrap"])
        _height(sheet, row, _lines(f"{column['meaning']}{unit}", NOTE - INDENT))
