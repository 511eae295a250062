"""Is this a whole report? Refuses what is none, and what was cut off in the middle of a table."""

import re

from pipeline.document.document import Document
from pipeline.document.grid import Grid
from pipeline.errors import ReportError

_LEAST_HANGUL = 0.3
"""Share of the letters of a Korean report that are Hangul; the two first ones have 0.93."""
_OPEN_MARKUP = re.compile(r"<(?:/?[a-z][^<>]*)?$", re.IGNORECASE)


def refuse_unless_report(document: Document) -> None:
    """Refuse a text that is no Korean report.

    Raises:
        ReportError: it is not Korean, or has neither headings nor bullets nor tables.
    """
    letters = [char for char in document.text if char.isalpha()]
    hangul = sum("가" <= char <= "힣" for char in letters)
    structured = document.tables or {"heading", "item"} & set(document.kinds)
    if letters and hangul >= _LEAST_HANGUL * len(letters) and structured:
        return
    problem = "no heading, bullet or table of a report is in it" if letters else "it has no words"
    if letters and hangul < _LEAST_HANGUL * len(letters):
        problem = f"only {hangul:,} of its {len(letters):,} letters are Korean"
    raise ReportError(
        document.source.file,
        1,
        f"this is not a report: {problem}",
        "remove the file from raw/, or copy the report's text again",
    )


def refuse_if_cut_off(document: Document) -> None:
    """Refuse a text that ends in the middle of a table row or of a tag.

    Raises:
        ReportError: the last row of a table is shorter than the others, or markup is left open.
    """
    table = last_table(document)
    if table is None:
        return
    last = document.text.rstrip()
    first_line, last_line = document.line_span(table.span)
    tabs = [
        document.text.count("\t", line.start, line.end)
        for line in document.lines[first_line - 1 : last_line]
    ]
    torn_row = table.dialect == "tabs" and len(tabs) > 1 and tabs[-1] < min(tabs[:-1])
    short_end = any(row.row == table.rows - 1 for row in table.short_rows)
    if torn_row or short_end or _OPEN_MARKUP.search(last[-200:]):
        raise cut_off(document, table)


def last_table(document: Document) -> Grid | None:
    """The table that the text ends with, if it ends with one."""
    end = len(document.text.rstrip())
    return next((grid for grid in document.tables if grid.span.end >= end), None)


def cut_off(document: Document, table: Grid) -> ReportError:
    """The error for a file that ends inside a table."""
    first, last = document.line_span(table.span)
    return ReportError(
        document.source.file,
        last,
        f"the file ends inside the table that begins at line {first}",
        "copy the whole report again",
    )
