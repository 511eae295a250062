"""Single phrases about the economy: a name, a source, a period, whether a figure counts.

What belongs here: one phrase at a time, and the shape of what it says. What does not: which phrases
belong to which figure (`indicator_statement`, `indicator_table`, `indicator_setting`).
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.document.document import Document
from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Span
from pipeline.figures.date_values import DateSpan
from pipeline.figures.figures import Quantity
from pipeline.vocabulary.comparisons import spaced_pattern
from pipeline.vocabulary.indicators import Aside, Base, economy
from pipeline.vocabulary.markers import markers
from pipeline.vocabulary.units import modifiers

ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_LAST_DIGIT = re.compile(r"[0-9](?=[^0-9]*$)")
_NOT_A_PERIOD = re.compile(r"\s*(?:년|월|일)?\s*(?:이후|부터|이전|대비|=)")
_MARKS = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True)
class Period:
    """The time for which a figure holds."""

    text: str
    """As printed."""
    start: datetime.date | None
    end: datetime.date | None


@dataclass(frozen=True)
class Name:
    """The indicator that a label names."""

    text: str | None
    """Without geography, comparison and word of forecast; None when nothing is left."""
    geography: str | None
    forecast: bool


@dataclass(frozen=True)
class Description:
    """Everything said of one figure, by its line and cell, then by the headings above it."""

    name: str | None = None
    geography: str | None = None
    period: Period | None = None
    compared: Base | None = None
    source: str | None = None
    source_period: str | None = None
    provisional: bool = False
    forecast: bool = False
    """A word behind the figure says so."""
    named_forecast: bool = False
    """Its name does: 취업자 증감 전망."""
    headed_forecast: bool = False
    """A heading above it does."""
    direction: str | None = None
    """up or down; both ends of a range go where the last one goes."""
    moves: bool = False
    """More than its own sign says so: an arrow, a word, a plus."""
    came_about: bool = False
    """A word behind it says that it came about, whatever its heading announces."""
    in_series: bool = False
    """An arrow leads to it or from it."""
    index_base: str | None = None

    def or_else(self, far: "Description") -> "Description":
        """These words, and those of a farther heading where they say nothing."""
        return replace(
            self,
            geography=self.geography or far.geography,
            period=self.period or far.period,
            compared=self.compared or far.compared,
            source=self.source or far.source,
            provisional=self.provisional or far.provisional,
            headed_forecast=self.headed_forecast or far.headed_forecast,
        )


def period_of(date: DateSpan) -> Period:
    """The period a date covers."""
    return Period(date.raw, date.start, date.end)


def names_a_period(text: str, date: DateSpan) -> bool:
    """True when a date says when a figure holds: not since when, nor the base of an index."""
    return _NOT_A_PERIOD.match(text, date.char_end) is None


def read_name(label: str | None) -> Name:
    """The name of an indicator in a label such as `전월대비 광공업 생산` or `한국 경제성장률`."""
    words = economy()
    plain = _MARKS.sub("", label or "")
    for found in reversed(list(words.compared(plain))):
        plain = f"{plain[: found.start]} {plain[found.end :]}"
    tokens = [token for token in plain.split() if token not in markers().kinds]
    cut = max((n + 1 for n, token in enumerate(tokens) if token.endswith(words.clauses)), default=0)
    tokens = tokens[cut:]
    passing = words.joints | set(words.lasting) | set(words.since)
    while tokens and tokens[0] in passing:
        tokens.pop(0)
    forecast = bool(tokens) and words.is_forecast(tokens[-1])
    while tokens and tokens[-1] in words.forecast.words:
        tokens.pop()
    geography = None
    while len(tokens) > 1 and (named := words.geography(tokens[0])):
        geography = named
        tokens.pop(0)
    if len(tokens) > 1 and tokens[-1] in words.suffixes:
        tokens[-2:] = [tokens[-2] + tokens[-1]]
    return Name(_MARKS.sub("", " ".join(tokens)) or None, geography, forecast)


def heading_name(text: str) -> Name:
    """The name in a stretch of text with marks and asides."""
    return read_name(_MARKS.sub("", readable(ASIDE.sub(" ", text))))


def _parts(text: str) -> list[str]:
    """The parts of a text between its commas, closed up."""
    return [closed(part) for part in text.split(",")]


def aside_geography(text: str) -> str | None:
    """The geography that parentheses name: (전국, 전년대비, 천명)."""
    parts = (part for aside in ASIDE.findall(text) for part in _parts(aside))
    return next(filter(None, map(economy().geography, parts)), None)


def institution_in(text: str) -> str | None:
    """The institution that one of the parts of a text between its commas names."""
    return next(filter(economy().is_institution, _parts(text)), None)


def noted_source(text: str) -> str | None:
    """The source that a note names: <자료 : 통계청, p는 잠정치> is 통계청."""
    words = economy()
    match = re.search(rf"(?:{spaced_pattern(words.source_labels)})\s*[:：]\s*([^<>()\[\]]+)", text)
    if match is None:
        return None
    parts = [readable(part) for part in match[1].split(",")]
    return ", ".join(p for p in parts if p and not words.is_provisional(p)) or None


def moves(text: str, quantity: Quantity, end: int) -> bool:
    """True when more than a minus before it says that a figure goes up or down."""
    return quantity.direction is not None and (
        quantity.value >= 0 or _direction_behind().match(text, end) is not None
    )


@cache
def _direction_behind() -> re.Pattern[str]:
    return re.compile(rf"[\s)\]]*(?:{spaced_pattern([*modifiers().up, *modifiers().down])})")


def lasting(text: str, aside: Quantity) -> Period | None:
    """The time for which it has been so: 9개월 연속."""
    words = spaced_pattern(economy().lasting)
    match = re.compile(rf"(?:간\s)?\s*(?:{words})(?![가-힣])").match(text, aside.span.end)
    if match:
        return Period(text[aside.span.start : match.end()], None, None)
    raw = aside.span.of(text)
    return Period(raw, None, None) if raw.endswith(economy().lasting) else None


@cache
def forecast_behind() -> re.Pattern[str]:
    """A word of forecast behind a figure: its parentheses, bounds and verb may stand between."""
    between = [*modifiers().up, *modifiers().down, *modifiers().after]
    particles = "|".join(
        ["으로", "로", "에서", "까지", "할", "될", "이", "가", "을", "를", "것으로"]
    )
    forecast = "|".join(economy().forecast.words)
    return re.compile(
        rf"(?:[\s)\]]|\([^()]*\)|{spaced_pattern(between)}|{particles})*(?:{forecast})"
    )


def dates_in(dates: Sequence[DateSpan], span: Span) -> list[DateSpan]:
    """The dates that begin in a stretch of text."""
    return [date for date in dates if span.start <= date.char_start < span.end]


def find_aside(text: str, span: Span, unit: str | None) -> Aside | None:
    """The sort of figure that is no value of an indicator, or None for a value."""
    digit = _LAST_DIGIT.search(text, span.start, span.end)
    end = digit.end() if digit else span.end
    for aside in economy().asides:
        if aside.units is not None and unit not in aside.units:
            continue
        if aside.before and not aside.before.search(text[max(span.start - 20, 0) : span.start]):
            continue
        if aside.after and not aside.after.match(text, end):
            continue
        return aside
    return None


def is_economy(title: str | None) -> bool:
    """True when a section of this title is about the economic situation."""
    return closed(title or "") in economy().titles.words


def line_text(document: Document, line: int) -> str:
    """Text of a line, by its number."""
    return document.text[document.lines[line - 1].start : document.lines[line - 1].end]
