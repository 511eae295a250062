"""When an outcome was reached: the date nearest to its figure that speaks of it.

What belongs here: which printed date goes with which figure. What does not: reading dates.
"""

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pipeline.document.tables.grid import Grid, Span
from pipeline.facts.above import Announcement
from pipeline.figures.date_values import DateSpan
from pipeline.figures.figures import Figures, Quantity
from pipeline.vocabulary.outcomes import outcomes
from schemas.table import Row

_STATEMENT = re.compile(r"[;→⇒⇨※]|\s/\s")
_CLAUSE = re.compile(r"[,;→⇒⇨※]|\s/\s")
_ASIDE = re.compile(r"\(([^()]*)\)")
_LABEL = re.compile(r"[^:：\r\n]*[:：]")
_CLOSES = re.compile(r"\s*(?:$|[,;→⇒⇨※]|/\s)")
_TILDE = re.compile(r"[~∼～〜]")
_LAST_DAY = re.compile(
    rf"[년월]?\s?(?:{'|'.join(outcomes().last_day)})"
    rf"(?:(?![가-힣])|\s?(?:{'|'.join(outcomes().beside_date)}))"
)
_LIST_OF_DATES = re.compile(r"[\s,~∼·./년월일\-]*")


class Periods:
    """Finds the period of each figure of a document."""

    def __init__(self, text: str, figures: Figures) -> None:
        self._text, self._dates = text, figures.dates
        self._starts = [date.char_start for date in figures.dates]

    def of(
        self,
        quantity: Quantity,
        item: Span,
        dated: Span | None,
        announcement: Announcement,
        above: Iterable[Span],
    ) -> Row:
        """`period`, where it is printed, its first and its last day.

        The date right at the figure comes first, then one that is said of its part of the item,
        then that of its row, then one that closes an item above, then that of the heading. In a
        table that dates its rows, a row without a date has none.

        Args:
            quantity: the figure.
            item: the item or cell it stands in.
            dated: the cell of its row that dates it, where the table has such a column.
            announcement: the heading of results.
            above: the items that it stands below, nearest first.
        """
        inside = self._within(item)
        own = next((date for date in inside if date.raw == quantity.period), None)
        if own is not None:
            return self._shown([own], "figure")
        if said := self._said(quantity, item, inside):
            return self._shown(said, "item")
        if dated is not None:
            return self._shown(dates := self._within(dated), "row" if dates else None)
        if closing := next(filter(None, map(self._closing, above)), None):
            return self._shown(closing, "item")
        heading: Announcement | None = announcement
        while heading is not None:
            if dates := self._within(heading.words):
                return self._shown(dates, "heading")
            heading = heading.above
        return self._shown([], None)

    def column_of_dates(self, grid: Grid) -> int | None:
        """The first column of a table whose cells begin with a date in at least half the rows."""
        body = grid.body()
        for column in range(grid.columns):
            cells = [cell.span for row in body for cell in row if cell.column == column]
            dated = [span for span in cells if self._begins_with_date(span)]
            if body and 2 * len(dated) >= len(body):
                return column
        return None

    def _begins_with_date(self, span: Span) -> bool:
        begin = span.end - len(span.of(self._text).lstrip())
        return any(date.char_start == begin for date in self._within(span))

    def _within(self, span: Span) -> list[DateSpan]:
        first, last = (bisect_left(self._starts, at) for at in (span.start, span.end))
        return list(self._dates[first:last])

    def _said(self, quantity: Quantity, item: Span, dates: Sequence[DateSpan]) -> list[DateSpan]:
        """Dates alone in a parenthesis that closes a part of the item, or before the figure."""
        at, end = quantity.span.end, item.end
        if cut := _STATEMENT.search(self._text, at, end):
            end = cut.start()
        for aside in _ASIDE.finditer(self._text, at, end):
            listed = [d for d in dates if aside.start() < d.char_start < aside.end()]
            if listed and self._only_dates(Span(*aside.span(1)), listed):
                if _CLOSES.match(self._text, aside.end(), item.end):
                    return listed
                break  # it is said of the word before it: 용산(11월) · 강동(12월)
        at = quantity.span.start
        cuts = [match.end() for match in _CLAUSE.finditer(self._text, item.start, at)]
        begin = max(cuts, default=item.start)
        before = [
            d for d in dates if begin <= d.char_start < at and not self._bracketed(begin, d, at)
        ]
        return before[-1:]

    def _closing(self, item: Span) -> list[DateSpan]:
        """Dates alone in a parenthesis that closes a whole item, or behind its label's colon."""
        ends = [
            (Span(aside.start(), aside.end()), Span(*aside.span(1)))
            for aside in _ASIDE.finditer(self._text, item.start, item.end)
            if not self._text[aside.end() : item.end].strip()
        ]
        if colon := _LABEL.match(self._text, item.start, item.end):
            behind = Span(colon.end(), item.end)
            ends.append((behind, behind))
        for whole, inside in ends:
            listed = self._within(whole)
            if listed and self._only_dates(inside, listed):
                return listed
        return []

    def _bracketed(self, begin: int, date: DateSpan, end: int) -> bool:
        """A parenthesis stands around a date and closes, or begins, before the figure."""
        before = self._text[begin : date.char_start]
        return before.count("(") > before.count(")") and ")" in self._text[date.char_end : end]

    def _first_day(self, date: DateSpan) -> datetime.date | None:
        """That of a date; of '22.12월말 it is the last one too."""
        last = self._text[date.char_end - 1 : date.char_end] in outcomes().last_day  # 12월말
        ends = _LAST_DAY.match(self._text, date.char_end - last)
        single = not (date.open_start or date.open_end or _TILDE.search(date.raw))
        return date.end if ends and single else date.start

    def _only_dates(self, part: Span, dates: Sequence[DateSpan]) -> bool:
        rest, at = "", part.start
        for date in dates:
            rest += self._text[at : date.char_start]
            at = date.char_end
        rest += self._text[at : part.end]
        for word in outcomes().beside_date:
            rest = rest.replace(word, "")
        return _LIST_OF_DATES.fullmatch(rest) is not None

    def _shown(self, dates: Sequence[DateSpan], source: str | None) -> Row:
        if not dates:
            return dict.fromkeys(("period", "period_source", "period_start", "period_end"))
        starts = [self._first_day(date) for date in dates]
        ends = [date.end for date in dates]
        return {
            "period": self._text[dates[0].char_start : dates[-1].char_end].strip(),
            "period_source": source,
            "period_start": None if None in starts else min(d for d in starts if d),
            "period_end": None if None in ends else max(d for d in ends if d),
        }
