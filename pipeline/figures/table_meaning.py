"""The words of a table's headings on the figures in its cells.

What belongs here: names, days and remarks of rows and columns. What does not: the words in the cell
itself (`reading`).
"""

import re
from functools import cached_property

from pipeline.document.document import Document
from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Grid
from pipeline.figures.announced_units import CellAround
from pipeline.figures.date_values import DateSpan
from pipeline.figures.titles import Titles
from pipeline.figures.wording import clean
from pipeline.vocabulary.meaning import meaning
from pipeline.vocabulary.units import implied_units, units
from pipeline.vocabulary.words import words

_BRACKET = re.compile(r"\s*\(([^()]+)\)\s*$")
_ONLY_DATE = re.compile(r"^[\W년월일말]*(?:기준|현재|이전|이후|부터|까지)?[\W]*$")
_UNIT_NOTE = re.compile(r"\s+[(\[<〈【]?\s?단위\s?[:：].*$")
_AS_OF = re.compile(r"기준|현재")
_AND_OTHERS = re.compile(r"[가-힣]\s등\s*$")
"""A heading that counts others as well: 금융기관 등."""
_NAME = r"([가-힣]{2,6})"
_STATED_PAIR = re.compile(rf"{_NAME}\s*[:：]?\s*\d[\d,.]*\s*[가-힣]?\s*/\s*{_NAME}\s*[:：]?\s*\d")
_NAMED_PAIR = re.compile(rf"[(\[,]\s*{_NAME}\s?/\s?{_NAME}\s*[)\]]")
_TWO_FIGURES = re.compile(r"[^/]*\d[^/]*/[^/]*\d[^/]*")
_ONLY_BRACKET = re.compile(r"[^\d()]*\([^()]*\d[^()]*\)\s*")
_SPELLED = re.compile(
    r"([가-힣]{2,6})\s?\(\s?[\d,.]+\s?[가-힣]?\s?\)|\(\s?([가-힣]{2,6})\s?[\d,.]+"
)


class TableWords:
    """The headings of one table, each read once."""

    def __init__(self, document: Document, grid: Grid, titles: Titles, dated: Titles) -> None:
        """Words of titles come from `titles`, the dates of cells from `dated`."""
        self._document, self._grid, self._titles = document, grid, titles
        self._dated = dated

    @cached_property
    def _bracket_words(self) -> dict[int, set[str]]:
        """By column: the words that its brackets spell: 여성 of 307/301 여성(153)."""
        found: dict[int, set[str]] = {}
        for cell in self._grid.cells:
            if cell.row >= self._grid.header_rows:
                for match in _SPELLED.finditer(cell.span.of(self._document.text)):
                    found.setdefault(cell.column, set()).add(match[1] or match[2])
        return found

    @cached_property
    def _pair(self) -> tuple[str, str] | None:
        """The names that caption or corner give the two figures of a cell: 정원 307 / 현원 301."""
        grid, text = self._grid, self._document.text
        corner = [c.span for c in grid.cells if c.row < grid.header_rows and c.column == 0]
        for span in (*grid.captions, *corner):
            printed = span.of(text)
            match = _STATED_PAIR.search(printed) or _NAMED_PAIR.search(printed)
            if match and units().keys().isdisjoint(match.groups()):
                return match[1], match[2]
        return None

    def pair(self, cell: CellAround, position: int) -> str | None:
        """The name that the caption gives one of the two figures of a cell, or its bracket."""
        printed = cell.span.of(self._document.text)
        fits = self.is_bracket(cell) or _TWO_FIGURES.fullmatch(printed)
        # A torn cell holds more figures than the pair names.
        if self._pair is None or not fits or position >= len(self._pair):
            return None
        return self._pair[position]

    def is_bracket(self, cell: CellAround) -> bool:
        """The cell holds no more than the bracket of the one beside it: (18), 여성(153)."""
        return bool(_ONLY_BRACKET.fullmatch(cell.span.of(self._document.text)))

    @cached_property
    def caption(self) -> str:
        """The words above it, where they are more than a note on units and days."""
        for span in self._grid.captions:
            said = _UNIT_NOTE.sub("", self._titles.of_line(span))
            if said and not closed(said).startswith(("단위", "(단위")):
                return said
        return ""

    @cached_property
    def as_of(self) -> DateSpan | None:
        """The day that the notes above it state all for."""
        for span in self._grid.captions:
            if _AS_OF.search(span.of(self._document.text)):
                dates = self._dated.dates_in(span)
                if dates:
                    return dates[-1]
        return None

    @cached_property
    def _heading_dates(self) -> dict[str, DateSpan]:
        """Readable text of a heading to the date that it states."""
        found: dict[str, DateSpan] = {}
        for cell in self._grid.cells:
            if cell.row < self._grid.header_rows or cell.column < max(self._grid.stub_columns, 1):
                dates = self._dated.dates_in(cell.span)
                if dates:
                    found.setdefault(readable(cell.span.of(self._document.text)), dates[-1])
        return found

    @cached_property
    def _dating_columns(self) -> list[int]:
        text = self._document.text
        return [
            cell.column
            for cell in self._grid.cells
            if cell.row < self._grid.header_rows and _dates_rows(closed(cell.span.of(text)))
        ]

    def names(self, heading: str) -> list[str]:
        """The parts of a heading that name something: no dates, no units, no 구분."""
        found = []
        for part in heading.split(" / "):
            shown = part
            if date := self._heading_dates.get(part):
                shown = part.replace(readable(date.raw), " ")
                if _ONLY_DATE.match(shown):
                    continue
            if closed(shown) in words().stub:
                continue
            # A word that only joins in a sentence may head a column: 대상, 최대.
            joins = closed(shown) in meaning().connectives - meaning().dates_only
            if name := clean(shown) or (shown.strip() if joins else ""):
                found.append(f"{name} 등" if _AND_OTHERS.search(shown) else name)
        return list(dict.fromkeys(found))

    def date_of(self, cell: CellAround) -> tuple[DateSpan, str] | None:
        """The date of the column or row, or of the cell that dates its row; and where it is."""
        for heading in (cell.column_heading, cell.row_heading):
            for part in reversed(heading.split(" / ")):
                if part in self._heading_dates:
                    return self._heading_dates[part], "heading"
        date = self._row_dates.get(cell.cell.row)
        return None if date is None else (date, "row")

    @property
    def dates_rows(self) -> bool:
        """It has a column that dates its rows: nothing above dates one that has no date there."""
        return bool(self._row_dates)

    @cached_property
    def _row_dates(self) -> dict[int, DateSpan]:
        """By row: the date in the column that dates rows."""
        found: dict[int, DateSpan] = {}
        for cell in self._grid.cells:
            if cell.column in self._dating_columns:
                dates = self._dated.dates_in(cell.span)
                for row in range(cell.row, cell.row + cell.row_span) if dates else ():
                    found.setdefault(row, dates[-1])
        return found

    def bracket(self, cell: CellAround, own: str, *, alone: bool) -> tuple[str, str]:
        """Name outside and inside of the bracket of a heading: 건수 (인원), 현원 (여성).

        Where the heading has none, the one word that brackets of the column spell names all. That
        of a row names no bracket that fills its cell.
        """
        heading = cell.column_heading.rpartition(" / ")[2]
        match = _BRACKET.search(heading) or (not alone and _BRACKET.search(cell.row_heading))
        named = match[1].strip() if match else ""
        if _is_unit(named) or (alone and re.search(r"\d", named)):
            named = ""
        spelled = self._bracket_words.get(cell.cell.column, set())
        if not named and not own and len(spelled) == 1:
            named = next(iter(spelled))
        return _BRACKET.sub("", heading).strip(), named or own


def _is_unit(named: str) -> bool:
    """It is a unit, and no word for what is counted: 명, not 인원."""
    return closed(named) in units() and closed(named) not in implied_units()


def _dates_rows(heading: str) -> bool:
    """교육기간 dates its row as 기간 does; 개관연도 says when something began."""
    return heading in meaning().dating_column or heading.endswith(meaning().lasting)


def pair_of(heading: str, position: int, count: int) -> str | None:
    """The name of one of several figures of a cell under A/B."""
    named = [part.strip() for part in re.split(r"[/·]", heading) if part.strip()]
    return clean(named[position]) if len(named) == count > 1 else None
