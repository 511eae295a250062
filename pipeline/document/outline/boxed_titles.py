"""Titles that stand in tables: a number or its word in one cell, the words in the next.

What belongs here: a table that is a title box (1 | 도서관 건립), or a card whose first row is one
(과제 1 | 도서관 건립, 사업비 below). What does not: which of them are headings.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.document.document import Document
from pipeline.document.outline.numbering import number_of
from pipeline.document.readable import readable
from pipeline.document.tables.grid import Cell
from pipeline.document.tables.heading_rows import is_figure

_NUMBER = re.compile(r"[Ⅰ-Ⅻ]|0?[1-9]|[1-9]\d|[1-9]-[1-9]\d?|[①-⑳❶-❿]|[IVX]{1,4}")
_TITLE = re.compile(r"(?=[「『‘’“'(\[<]?\d{0,4}\s?[가-힣A-Z]).{2,60}")
_BRACKETS = "()[]<>【】〔〕 "
_MOST_CELLS = 3
"""Cells of a title: number, words, and who is in charge."""


def boxed_titles(document: Document) -> dict[int, str]:
    """Line to the number and title that a table prints there, as one readable line."""
    found = {}
    for grid in document.tables:
        rows: dict[int, list[Cell]] = defaultdict(list)
        for cell in grid.cells:
            if cell.span.of(document.text).strip():
                rows[cell.row].append(cell)
        first = rows.get(0, [])
        if not 2 <= len(first) <= _MOST_CELLS:
            continue
        lines = {document.line_at(cell.span.start) for cell in first}
        mark, title, *behind = (readable(cell.span.of(document.text)) for cell in first)
        below = [row[0] for at, row in rows.items() if at and row[0].column == first[0].column]
        labels = [readable(label.span.of(document.text)) for label in below]
        if len(lines) == 1 and _is_title(mark, title, labels):
            note = f" ({behind[0].strip(_BRACKETS)})" if behind else ""
            found[lines.pop()] = f"{mark} {title}{note}"
    return found


def _is_title(mark: str, title: str, labels: Sequence[str]) -> bool:
    """The first cell counts, the second has words; in a card labels stand below the count.

    Where numbers stand below it, the table is a list.
    """
    if not _TITLE.fullmatch(title):
        return False
    if not labels:
        return bool(_NUMBER.fullmatch(mark) or _is_counted(mark))
    is_card = not any(_NUMBER.fullmatch(label) or is_figure(label) for label in labels)
    return _is_counted(mark) or (is_card and bool(_NUMBER.fullmatch(mark)))


def _is_counted(mark: str) -> bool:
    number = number_of(mark, mark)
    return number is not None and number.family.startswith("word:") and not number.title
