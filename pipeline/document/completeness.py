"""Is this a whole report? Refuses what is none, what is too large, and what was cut off."""

import re
import unicodedata

from pipeline.document.document import Document
from pipeline.document.outline.numbering import number_of
from pipeline.document.readable import readable
from pipeline.document.tables.grid import Grid
from pipeline.errors import ReportError
from pipeline.sources import limits
from pipeline.vocabulary.messages import message

_LEAST_HANGUL = 0.3
"""Share of the letters of a Korean report that are Hangul; the two first ones have 0.93."""
_HANGUL = re.compile("[가-힣]+")
_FIGURE = re.compile(r"[△▲+-]?\s?[\d,]*\d(?:\.\d+)?\s?%?")
_OPEN_MARKUP = re.compile(r"<(?:/?[a-z][^<>]*)?$", re.IGNORECASE)


def refuse_if_too_large(document: Document) -> None:
    """Refuse a text with a table that no report has: reading it would take for ever.

    Raises:
        ReportError: a table has too many columns or cells.
    """
    for grid in document.tables:
        wide = grid.columns > limits.TABLE_COLUMNS
        if wide or len(grid.cells) > limits.TABLE_CELLS:
            count, limit, what = (
                (grid.columns, limits.TABLE_COLUMNS, "columns")
                if wide
                else (len(grid.cells), limits.TABLE_CELLS, "cells")
            )
            raise ReportError(
                document.source.file,
                message(
                    "the table here has {count:,} {what} (limit {limit:,})",
                    count=count,
                    what=what,
                    limit=limit,
                ),
                message("check that the file is a report, and not a table of data"),
                document.line_at(grid.span.start),
            )


def refuse_unless_report(document: Document) -> None:
    """Refuse a text that is no Korean report.

    Raises:
        ReportError: it is not Korean, or has neither headings nor bullets nor tables.
    """
    if not unicodedata.is_normalized("NFC", document.text) and _is_decomposed(document.text):
        raise ReportError(
            document.source.file,
            message(
                "its Hangul is decomposed into letters (NFD), as some file systems do with names"
            ),
            message("convert the text to Unicode NFC and add it again"),
        )
    letters = sum(map(str.isalpha, document.text))
    hangul = sum(map(len, _HANGUL.findall(document.text)))
    structured = document.tables or {"heading", "item"} & set(document.kinds) or _counts(document)
    if letters and hangul >= _LEAST_HANGUL * letters and structured:
        return
    problem = (
        message("no heading, bullet or table of a report is in it")
        if letters
        else message("it has no words")
    )
    if letters and hangul < _LEAST_HANGUL * letters:
        problem = message(
            "only {hangul:,} of its {letters:,} letters are Korean", hangul=hangul, letters=letters
        )
    raise ReportError(
        document.source.file,
        message("this is not a report: {problem}", problem=problem),
        message("copy the report's text again"),
    )


def _counts(document: Document) -> bool:
    """Two lines at least begin with numbers of headings."""
    lines = (document.text[line.start : line.end] for line in document.lines)
    numbered = (number_of(raw, readable(raw)) for raw in lines)
    return sum(found is not None and bool(found.title) for found in numbered) > 1


def _is_decomposed(text: str) -> bool:
    """Most of its syllables are written as separate letters."""
    return sum("\u1100" <= char <= "\u1112" for char in text) > sum(
        "가" <= char <= "힣" for char in text
    )


def refuse_if_cut_off(document: Document) -> None:
    """Refuse a text that ends in the middle of a table row or of a tag.

    Raises:
        ReportError: the last row of a table is shorter than the others, or markup is left open.
    """
    table = last_table(document)
    if table is None or table.dialect == "box":
        return  # a table that the file states is whole, or the file could not be read
    last = document.text.rstrip()
    first_line, last_line = document.line_span(table.span)
    tabs = [
        document.text.count("\t", line.start, line.end)
        for line in document.lines[first_line - 1 : last_line]
        if document.kinds[line.no - 1] != "furniture"
    ]
    torn_row = table.dialect == "tabs" and len(tabs) > 1 and tabs[-1] < min(tabs[:-1])
    wanted = table.columns - table.stub_columns
    short_end = any(
        row.row == table.rows - 1 and len(row.values) < wanted for row in table.short_rows
    )
    torn = torn_row or short_end or _last_cell_torn(document.text, table)
    if torn or _OPEN_MARKUP.search(last[-200:]):
        raise cut_off(document, table)


def _last_cell_torn(text: str, table: Grid) -> bool:
    """The last cell is empty where all above it are not, or lacks the decimals that they have."""
    *above, last = [
        next((c.span.of(text) for c in row if c.column == table.columns - 1), "")
        for row in table.body()
    ] or [""]
    if table.dialect == "html" or not above or not all(above):
        return False
    decimals = {len(content.partition(".")[2]) for content in above}
    # Prose may well end in a digit, as of a date.
    torn_figure = all(map(_FIGURE.fullmatch, above)) and (last[-1:].isdigit() or last[-1:] == ".")
    return not last or (torn_figure and len(last.partition(".")[2]) < min(decimals))


def last_table(document: Document) -> Grid | None:
    """The table that the text ends with, if it ends with one."""
    end = len(document.text.rstrip())
    return next((grid for grid in document.tables if grid.span.end >= end), None)


def cut_off(document: Document, table: Grid) -> ReportError:
    """The error for a file that ends inside a table."""
    first, last = document.line_span(table.span)
    return ReportError(
        document.source.file,
        message("the file ends inside the table that begins at line {first}", first=first),
        message("copy the whole report again"),
        last,
    )
