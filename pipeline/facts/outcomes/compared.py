"""Figures of tables of results that only stand there to be compared with others, or add up costs.

What belongs here: figures of one table, side by side. What does not: what a figure's own line says
of it (`costs`).
"""

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.document.readable import closed
from pipeline.vocabulary.outcomes import outcomes
from pipeline.vocabulary.words import words

_LEAST_FUNDING = 2
_MONEY = "KRW"
_LEAST_SEASONS = 3
_LONGEST_SEASON = 100
"""Days; no quarter is as long."""


@dataclass(frozen=True)
class Stated:
    """A figure that may be a result."""

    key: Hashable
    table: Hashable | None
    """The table that it stands in; None outside of tables."""
    subject: str | None
    label: str | None
    unit: str | None
    start: datetime.date | None
    end: datetime.date | None
    """Of its period."""

    @property
    def last(self) -> str:
        """The last part of its label, closed up and without brackets behind it."""
        return closed((self.label or "").rpartition(" / ")[2]).partition("(")[0]


def stating_none(figures: Iterable[Stated]) -> set[Hashable]:
    """Keys of those that state no result of their own.

    A figure of an earlier year beside one of the same measure and a later year; the change beside
    both; those of months beside their total; and money that a table parts by who pays it.
    """
    tables: dict[Hashable, list[Stated]] = defaultdict(list)
    for figure in figures:
        if figure.table is not None:
            tables[figure.table].append(figure)
    found: set[Hashable] = set()
    for beside in tables.values():
        former = _former(beside)
        changes = (figure.key for figure in beside if figure.last in outcomes().change)
        found |= former | _funding(beside) | (set(changes) if former else set())
        found |= _months_of_totals(beside)
    return found


def _former(figures: Sequence[Stated]) -> set[Hashable]:
    """Those of an earlier year than another one of the same measure, for as long a time."""
    alike: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for figure in figures:
        if figure.start is not None and figure.end is not None:
            season = (figure.start.month, figure.start.day, figure.end.month)
            alike[figure.subject, figure.label, figure.unit, season].append(figure)
    return {
        figure.key
        for same in alike.values()
        for figure in same
        if any(_year(figure) < _year(other) for other in same)
    }


def _months_of_totals(figures: Sequence[Stated]) -> set[Hashable]:
    """Those of months or quarters, beside one that is their total (누계) and names no time."""
    rows: dict[str, list[Stated]] = defaultdict(list)
    totals: set[str] = set()
    for figure in figures:
        row = " / ".join(filter(None, (figure.subject, figure.label)))
        if figure.last in outcomes().running_total or figure.last in words().total:
            totals.add(row.rpartition(" / ")[0])
        elif figure.start and figure.end and (figure.end - figure.start).days < _LONGEST_SEASON:
            rows[row].append(figure)
    found = (rows[row] for row in totals if len(rows.get(row, ())) >= _LEAST_SEASONS)
    return {figure.key for months in found for figure in months}


def _year(figure: Stated) -> int:
    return figure.start.year if figure.start else 0


def _funding(figures: Sequence[Stated]) -> set[Hashable]:
    """The sums of a table that says who pays which part of them."""
    money = [figure for figure in figures if figure.unit == _MONEY]
    paid = [figure for figure in money if _names_payer(figure)]
    if len(paid) < _LEAST_FUNDING:
        return set()
    totals = [figure for figure in money if figure.last in words().total]
    return {figure.key for figure in (*paid, *totals)}


def _names_payer(figure: Stated) -> bool:
    return any(closed(part) in outcomes().funding for part in (figure.label or "").split(" / "))
