"""Values as a reader wants to see them.

What belongs here: numbers, sizes and verdicts as text. What does not: HTML.
"""

import datetime
from collections.abc import Iterable

from pipeline.release.guide import korean_unit
from schemas import TABLE

_LABELS = TABLE["relations"].column("verdict").labels
VERDICTS = {
    verdict: _LABELS[verdict]
    for verdict in ("mismatch", "unlikely", "rounding", "not_checkable", "exact")
}
"""Verdict to its Korean name, the doubtful ones first."""

_GROUPED_FROM = 10_000  # years and line numbers stay as they are


def number_text(value: float | None, *, grouped_from: float = 0) -> str:
    """A number with commas between thousands, without a decimal point where it is whole."""
    if value is None:
        return "–"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            value = int(value)
        else:
            return f"{value:,}" if abs(value) >= grouped_from else str(value)
    return f"{value:,}" if abs(value) >= grouped_from else str(value)


def eok_text(won: float | None) -> str:
    """Money in 억원, to a hundredth."""
    return "–" if won is None else number_text(round(won / 1e8, 2))


def decimals_of(values: Iterable[float]) -> int:
    """The decimals that rates of one column are printed with: those of the longest."""
    return max((len(f"{value:.10g}".partition(".")[2]) for value in values), default=0)


def percent_text(rate: float | None) -> str:
    """A rate as reports print it: with one decimal at least."""
    if rate is None:
        return "–"
    return f"{rate:.1f} %" if round(rate, 1) == rate else f"{rate} %"


def value_text(value: object) -> str:
    """A value of a table as text; NULL is nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):  # whole numbers may be years and line numbers, 3.0 is none
        return number_text(value, grouped_from=0 if isinstance(value, float) else _GROUPED_FROM)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def bytes_text(size: int) -> str:
    """A file size in kB or MB."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(size / 1e3, 0.1):.1f} kB"


def unit_text(unit: str | None) -> str:
    """A canonical unit as Korean prints it; nothing for none."""
    return korean_unit(unit) if unit else ""


def verdict_text(verdict: str) -> str:
    """A verdict in Korean."""
    return VERDICTS[verdict]
