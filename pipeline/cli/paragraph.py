"""A paragraph that somebody wrote, its figures compared with what a release states.

What belongs here: which statement of a report a figure of the paragraph may repeat, and whether it
does. What does not: reading the figures, which is done as in a report (`pipeline/figures/`).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import polars as pl

from pipeline.document.digits import YEAR_MARK
from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.facts.rows import Findings
from pipeline.facts.tables import place_tables
from pipeline.figures.figures import read_figures
from pipeline.figures.quantity import Quantity
from pipeline.release.reader import Published
from pipeline.sources.plain import read_text

Row = Mapping[str, Any]

STATED, DIFFERENT, NOT_FOUND = "stated", "different", "not_found"
MOST = 5
"""Statements named beside a figure."""
_COLUMNS = (
    *("quantity_id", "report_id", "raw", "value_normalized", "unit", "resolution", "subject"),
    *("label", "period", "period_start", "line_start", "line_end", "char_start", "char_end"),
)
_TOTALS = frozenset(("합계", "계", "소계", "총계", "전체"))
_ALIKE = 0.5
"""Share of the pairs of letters of a word that a text must have to speak of it: 지출액, 지출."""
_EXACT = 1000
"""Of its last digit, the least value that two figures of one thing do not share by chance."""
_LONG = 5
"""Letters of a word that names a thing by itself."""
_BESIDE = 2
"""Letters between a label and its figure: 현원은 40명."""
_SENTENCE = re.compile(r"(?<=[가-힣)\"'’”])[.!?](?=\s|$)|\n")
_YEAR = re.compile(rf"(?<![\d.,])((?:19|20)\d{{2}})(?=년|\s*회계|\.)|{YEAR_MARK}(\d{{2}})(?=년|\.)")


@dataclass(frozen=True)
class Checked:
    """A figure of the paragraph, and what the release says of it."""

    raw: str
    start: int
    end: int
    value: float
    unit: str | None
    verdict: str
    statements: Sequence[Row]
    """Rows of quantities: those it repeats, or those that say otherwise."""
    elsewhere: Sequence[Row] = ()
    """Of a figure that is not found: the same value, said of something else."""


def check_paragraph(release: Published, text: str) -> list[Checked]:
    """Compare every figure of a text with the figures of a release.

    A figure is `stated` where a report says the same of the same thing, as far as its digits go;
    `different` where reports speak of the same thing and say otherwise; else it is `not_found`.
    """
    reports = release.select("reports", lambda rows: rows.select("report_id", "period"))
    years = {report: period.year for report, period in reports.iter_rows()}
    found = _figures(text, max(years.values(), default=2000))
    units = {quantity.unit for quantity in found}
    known = release.select("quantities", lambda rows: _select_units(rows, units))
    return [_check(text, quantity, known, years) for quantity in found]


def _figures(text: str, year: int) -> Sequence[Quantity]:
    document = read_document(read_text("paragraph.txt", text.encode()))
    grids = [table.grid for table in place_tables(Findings(document, "paragraph"))]
    return read_figures(document, read_outline(document), grids, year).quantities


def _select_units(rows: pl.LazyFrame, units: Collection[str | None]) -> pl.LazyFrame:
    named = pl.col("unit").is_in([unit for unit in units if unit])
    return rows.filter(named | (pl.col("unit").is_null() & (None in units))).select(_COLUMNS)


def _check(text: str, quantity: Quantity, known: pl.DataFrame, years: Mapping[str, int]) -> Checked:
    span = quantity.span
    sentence = _sentence(text, span.start)
    same_unit = known.filter(pl.col("unit").eq_missing(pl.lit(quantity.unit, pl.String)))
    rows = list(same_unit.iter_rows(named=True))
    if named := _years(sentence):
        rows = [row for row in rows if _year(row, years) in named]
    # What a sentence is about is named in it, or in one before it.
    subjects = {row["subject"] for row in rows if row["subject"]}
    about = _subjects_in(_close_up(sentence), subjects) or _subjects_in(_close_up(text), subjects)
    closed = _close_up(sentence)
    of_it = [row for row in rows if row["subject"] in about]
    equal = {row["quantity_id"]: row for row in rows if _may_be_same(quantity, row)}
    same = [
        row
        for row in of_it
        if row["quantity_id"] in equal and _meets_label(row["label"], closed, whole=False)
    ]
    before = _close_up(_sentence(text, span.start, until=span.start))
    measured = [row for row in of_it if _meets_label(row["label"], closed, whole=True)]
    if beside := [row for row in measured if len(before) - _label_end(row, before) <= _BESIDE]:
        same = [row for row in same if row in beside or row not in measured]
    other = _prefer_years(_nearest(beside or measured, before), _years(text), years)
    if not same and not other and quantity.value_normalized >= _EXACT * quantity.resolution:
        # No label is named (예산 416억 1,900만원 for 예산현액): so many digits are its own.
        same = [row for row in of_it if row["quantity_id"] in equal]
    verdict = STATED if same else DIFFERENT if other else NOT_FOUND
    return Checked(
        text[span.start : span.end],
        span.start,
        span.end,
        float(quantity.value_normalized),
        quantity.unit,
        verdict,
        (_prefer_years(same, _years(text), years) or other)[:MOST],
        [] if same or other or not quantity.unit else [*equal.values()][:MOST],
    )


def _subjects_in(closed: str, subjects: Collection[str]) -> set[str]:
    """The subjects that a text names, or a long word of them; else those it has most letters of."""
    whole = {
        subject
        for subject in subjects
        if _close_up(subject.rpartition(" / ")[2]) in closed
        or any(len(word) >= _LONG and word in closed for word in map(_close_up, subject.split()))
    }
    return whole or {subject for subject in subjects if _meets_subject(subject, closed)}


def _nearest(rows: Sequence[Row], before: str) -> Sequence[Row]:
    """Those whose label stands nearest before the figure: 현원 40명, not the 정원 behind it.

    A label that another figure stands behind is that figure's: 예산현액 416억 가운데 22억 says
    nothing of what the 22억 are.
    """
    places = [_label_end(row, before) for row in rows]
    last = max(places, default=-1)
    if last >= 0 and any(letter.isdigit() for letter in before[last:]):
        return []
    return [row for row, at in zip(rows, places, strict=True) if at == last]


def _label_end(row: Row, before: str) -> int:
    """The end of a figure's label in the text before another; -1 where it does not end."""
    label = _close_up(row["label"].rpartition(" / ")[2])
    at = before.rfind(label)
    return at if at < 0 else at + len(label)


def _prefer_years(
    rows: Sequence[Row], named: Collection[int], years: Mapping[str, int]
) -> Sequence[Row]:
    """Those of the years that the text names; all where none is of them."""
    return [row for row in rows if _year(row, years) in named] or rows


def _may_be_same(quantity: Quantity, row: Row) -> bool:
    """True when two figures can be the same: each stands for what its digits leave open."""
    stated = Fraction(row["value_normalized"]).limit_denominator(10**6)
    own, its = quantity.resolution, Fraction(row["resolution"]).limit_denominator(10**6)
    return abs(quantity.value_normalized - stated) <= max(own, its) / 2


def _sentence(text: str, at: int, until: int | None = None) -> str:
    """The sentence around a character, or its beginning until another."""
    start = max((m.end() for m in _SENTENCE.finditer(text, 0, at)), default=0)
    end = _SENTENCE.search(text, at)
    return text[start : until if until is not None else end.start() if end else len(text)]


def _years(text: str) -> set[int]:
    """The years that a text names."""
    return {int(whole or f"20{short}") for whole, short in _YEAR.findall(text)}


def _year(row: Row, years: Mapping[str, int]) -> int:
    period = row["period_start"]
    return period.year if period is not None else years[row["report_id"]]


def _meets_subject(subject: str, closed: str) -> bool:
    """True when a text names what a figure is about: the innermost, else any long name of it."""
    *outer, last = subject.split(" / ")
    return _meets(last, closed) or any(
        len(_close_up(name)) > 5 and _meets(name, closed) for name in outer
    )


def _meets_label(label: str | None, closed: str, *, whole: bool) -> bool:
    """True when a sentence says what is measured: all of it, or a part if the value is the same."""
    parts = [part for part in (label or "").split(" / ") if part not in _TOTALS]
    met = [_meets(part, closed) for part in parts]
    return bool(met) and (all(met) if whole else any(met))


def _meets(name: str, closed: str) -> bool:
    """True when a text has a name, or most of its pairs of letters: endings differ."""
    word = _close_up(name)
    if word in closed:
        return bool(word)
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return len(word) > 2 and sum(pair in closed for pair in pairs) >= _ALIKE * len(pairs)


def _close_up(text: str) -> str:
    return re.sub(r"[\s·・,()「」『』]", "", text)
