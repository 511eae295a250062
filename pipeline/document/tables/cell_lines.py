"""The readable lines of one cell that holds prose with bullets, markup and nested tables.

What belongs here: where lines break, and how a nested table is written out. What does not: what
the lines mean.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from pipeline.document.readable import readable, strip_markup
from pipeline.document.tables.grid import Grid, Span
from pipeline.document.tables.html import html_tables

CELL_BAR = " | "
"""Between the cells of a nested table written out."""
# A ticked or empty box stands for the square of a heading.
_BOX = re.compile(r"""<input\b[^<>]*\bcheckbox\b[^<>]*>""", re.IGNORECASE)
_NAMES = "table|thead|tbody|tfoot|tr|th|td|caption|p|div|ul|ol|li|br|hr|center|h[1-6]"
_BLOCK = re.compile(rf"<(?:/(?:{_NAMES})|(?P<opened>{_NAMES}))\b[^<>]*>", re.IGNORECASE)
# <점검 강화> before a list is its heading.
_LIST_HEADING = re.compile(r"\s(?=<[^<>]+>\s*$)")
_LIST_NUMBER = re.compile(r"\s(?=\d{1,2}\.\s)")


def cell_lines(text: str, span: Span, bullets: Sequence[str], headings: Sequence[str]) -> list[str]:
    """Readable lines of a cell: one for each paragraph, bullet, or row of a nested table.

    A bullet begins a line when space stands on both its sides, so that the dot in 시정·처리 and
    the dash in a range do not; a heading's mark also without space behind it.
    """
    breaks = _line_breaks(bullets, headings)
    lines: list[str] = []
    at = span.start
    for grid in _outermost(html_tables(text, span)):
        rows, table = _rows(text, grid), grid.span.of(text)
        if letters("".join(rows)) != letters(table):
            continue  # it holds text outside its cells: prose loses none of it
        lines += _prose(text[at : grid.span.start], breaks) + rows
        at = grid.span.end
    return lines + _prose(text[at : span.end], breaks)


def letters(text: str) -> Counter[str]:
    """Letters and digits of a text without its markup: what no way of writing it out may change."""
    plain = unicodedata.normalize("NFC", strip_markup(text))
    return Counter(filter(str.isalnum, plain))


def _line_breaks(bullets: Sequence[str], headings: Sequence[str]) -> re.Pattern[str]:
    spaced, free = ("".join(map(re.escape, marks)) for marks in (bullets, headings))
    return re.compile(rf"\s(?=[{spaced}]\s|[{free}])")


def _prose(markup: str, breaks: re.Pattern[str]) -> list[str]:
    """Lines of text outside nested tables: a block tag, a bullet or a list number begins one."""
    plain = _BOX.sub(" □ ", markup)
    lines: list[str] = []
    at, opened = 0, ""
    for block in [*_BLOCK.finditer(plain), None]:
        pieces = breaks.split(plain[at : block.start() if block else len(plain)])
        if opened == "ol":  # the numbers of a list have no tags of their own
            pieces = [part for piece in pieces for part in _LIST_NUMBER.split(piece)]
        opened = block["opened"].lower() if block and block["opened"] else ""
        if opened in ("ul", "ol"):
            pieces[-1:] = _LIST_HEADING.split(pieces[-1])
        lines += filter(None, map(readable, pieces))
        at = block.end() if block else at
    return lines


def _outermost(grids: list[Grid]) -> list[Grid]:
    """Tables that stand in no other one, in order."""
    inside = [
        grid
        for grid in grids
        if any(o.span.start < grid.span.start and grid.span.end < o.span.end for o in grids)
    ]
    return sorted((grid for grid in grids if grid not in inside), key=lambda grid: grid.span.start)


def _rows(text: str, grid: Grid) -> list[str]:
    """A nested table, a line a row; what a merged cell covers stays empty."""
    rows = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = readable(cell.span.of(text))
    return [CELL_BAR.join(row).strip() for row in rows if any(row)]
