"""The time that something lasts, stated beside its first and last day."""

import calendar
import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.document.digits import TILDES
from pipeline.document.readable import readable
from pipeline.document.tables.grid import Span
from pipeline.figures.date_values import DateSpan
from pipeline.figures.number import Figure
from pipeline.reconcile.prose.build_claim import make_count
from pipeline.reconcile.prose.statement import Mention
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim

_BEHIND = re.compile(r"\s*[,(]\s*(?:총\s*)?|\s+")
_BEFORE = re.compile(r"\s*\(\s*")
_A_MONTH_EITHER_WAY = 2
"""Resolution of a number of months whose ends are printed to the month: '25.5.~11. may be six."""
_RANGE = re.compile(f"[{TILDES}]")


def durations(statement: Statement) -> Iterator[Claim]:
    """`3.18 ~ 3.23, 6일간`, `10개월('22.1.~'22.10.)`: first and last day or month both count."""
    for date in statement.dates:
        for mention in statement.mentions:
            behind = statement.text[date.char_end : mention.start]
            before = statement.text[mention.end : date.char_start]
            beside = (mention.start >= date.char_end and _BEHIND.fullmatch(behind)) or (
                mention.end <= date.char_start and _BEFORE.fullmatch(before)
            )
            if not beside or mention.quantity.part or not _is_length(mention):
                continue
            number = length(date, mention.unit)
            if number is not None:
                place = Span(date.char_start, date.char_end)
                shown = readable(date.raw)
                open_ends = mention.unit == "month" and date.precision == "month"
                figure = Figure(Fraction(number), Fraction(_A_MONTH_EITHER_WAY * open_ends))
                yield make_count(statement, "lasting", mention, [(figure, place)], listed=shown)


def _is_length(mention: Mention) -> bool:
    raw = mention.quantity.unit_raw or ""
    return mention.unit in ("day", "month") and not mention.words and raw not in ("일", "달")


def length(date: DateSpan, unit: str | None) -> int | None:
    """Days or whole months of a range; None where its ends leave that open."""
    if date.start is None or date.end is None or not _RANGE.search(date.raw):
        return None
    if unit == "day":
        return (date.end - date.start).days + 1 if date.precision == "day" else None
    if unit != "month" or date.precision not in ("day", "month"):
        return None
    last = calendar.monthrange(date.end.year, date.end.month)[1]
    months = (date.end.year - date.start.year) * 12 + date.end.month - date.start.month
    if date.start.day == 1 and date.end.day == last:
        return months + 1
    return months if date.end.day == date.start.day - 1 else None
