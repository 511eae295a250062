"""The results of programs (추진성과, 추진실적 …): every figure under a heading of results.

What it measures and when is what its quantity says. What belongs here: which figures are outcomes,
of which program, under which heading. What does not: which of them state none (`costs`).
"""

import datetime
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from pipeline.document.document import Document
from pipeline.document.lines import Line
from pipeline.document.readable import marks, readable
from pipeline.document.tables.grid import Span
from pipeline.facts.above import HeadedLine, HeadingsAbove, OwnLine
from pipeline.facts.outcomes.columns import ResultColumns, is_answer_item, is_of_other_column
from pipeline.facts.outcomes.compared import Stated, stating_none
from pipeline.facts.outcomes.costs import is_to_come, states_no_result
from pipeline.facts.quantities import quantity_id
from pipeline.facts.rows import Findings, PlacedTable
from pipeline.facts.sections import SectionNames
from pipeline.figures.figures import Figures, Quantity
from pipeline.figures.wording import is_done
from pipeline.vocabulary.comparisons import comparisons
from pipeline.vocabulary.meaning import meaning
from pipeline.vocabulary.outcomes import outcomes
from schemas.table import Row

_AROUND_HEADING = " :：<>〈〉【】" + marks()


def add_outcomes(
    findings: Findings,
    names: SectionNames,
    *,
    above: HeadingsAbove,
    figures: Figures,
    tables: Sequence[PlacedTable],
    apart: Container[int],
    month: datetime.date,
) -> None:
    """Publish every figure under a heading of results, but for plans, costs and names.

    Args:
        apart: the tables, by their place among `tables`, whose figures are no results.
        month: its month, after which nothing has come about yet.
    """
    found = _announced(findings, above, figures, tables, month)
    announced = [r for r in found if r.quantity.table not in apart]
    none = stating_none(_make_stated(result.quantity) for result in announced)
    stating = (result for result in announced if result.quantity.span.start not in none)
    for item_no, stated in enumerate(stating, start=1):
        line, quantity = stated.line, stated.quantity
        row = _row(findings, names, quantity)
        own = findings.document.lines[line.line - 1].start == line.span.start
        findings.add(
            "outcomes",
            row
            | {
                "item_no": item_no,
                "program_id": above.program_id(line.section),
                "subject": row["subject"] or above.subject(line.section, own=not own),
                "heading": stated.heading.strip(_AROUND_HEADING),
                "item": _item(findings, quantity, tables),
            },
        )


@dataclass(frozen=True)
class _Result:
    """A figure that may state a result, and what announces it."""

    line: OwnLine
    quantity: Quantity
    heading: str


def _make_stated(quantity: Quantity) -> Stated:
    period = quantity.meaning.period
    return Stated(
        quantity.span.start,
        quantity.table,
        " / ".join(quantity.meaning.subject) or None,
        quantity.label,
        quantity.unit,
        period.start if period else None,
        period.end if period else None,
    )


def _announced(
    findings: Findings,
    above: HeadingsAbove,
    figures: Figures,
    tables: Sequence[PlacedTable],
    month: datetime.date,
) -> Iterator[_Result]:
    """The figures under headings of results whose own line does not say that they are none."""
    document = findings.document
    columns = ResultColumns(document.text, tables)
    starts = [quantity.span.start for quantity in figures.quantities]
    reached = {q.meaning.statement for q in figures.quantities if _is_reached(q, month)}
    for line in above.lines():
        first, last = (bisect_left(starts, at) for at in (line.span.start, line.span.end))
        for quantity in figures.quantities[first:last]:
            is_reached = quantity.meaning.statement in reached
            if quantity.table is None:
                heading = _heading(document, above, line, is_reached=is_reached)
            elif isinstance(line, HeadedLine) and line.tells_results(in_table=True):
                heading = _heading_of_table(document, line, quantity)
            else:
                heading = columns.heading(quantity, is_reached=is_reached)
            if heading is None or quantity.repeated:
                continue
            if not _states_none(document, document.lines[line.line - 1], quantity, month):
                yield _Result(line, quantity, heading)


def _is_reached(quantity: Quantity, month: datetime.date) -> bool:
    """What is told of progress (추진상황) has come about: at its own date, or as its words say."""
    period = quantity.meaning.period
    if period is not None and period.source == "statement":
        end = period.end or period.start
        return end is not None and (end.year, end.month) <= (month.year, month.month)
    return quantity.part in ("from", "to") or any(map(is_done, (quantity.label or "").split(" / ")))


def _heading(
    document: Document, above: HeadingsAbove, line: OwnLine, *, is_reached: bool
) -> str | None:
    """The words above a line that announce its figures as results."""
    if isinstance(line, HeadedLine) and (
        line.tells_results(in_table=False) or (line.tells_progress and is_reached)
    ):
        return readable(line.announcement.words.of(document.text))
    text = line.span.of(document.text)
    return next(filter(lambda title: is_answer_item(text, title), above.titles(line.section)), None)


def _heading_of_table(document: Document, line: HeadedLine, quantity: Quantity) -> str | None:
    """The words above a table of results; None in a column of something else."""
    if is_of_other_column(" / ".join(quantity.meaning.subject), quantity.label):
        return None
    return readable(line.announcement.words.of(document.text))


def _states_none(document: Document, line: Line, quantity: Quantity, month: datetime.date) -> bool:
    """Its own line says that it states no result, or that it is still to come."""
    text = document.text[line.start : line.end]
    at = Span(quantity.span.start - line.start, quantity.span.end - line.start)
    said = f"{quantity.modifier or ''} {quantity.label or ''}"
    period = quantity.meaning.period
    if states_no_result(text, at, quantity.unit, quantity.unit_raw, said):
        return True
    return period is not None and is_to_come(period.raw, period.start, month, said)


def _row(findings: Findings, names: SectionNames, quantity: Quantity) -> Row:
    """The columns of a quantity, as they are in `quantities`."""
    place = findings.place(quantity.span)
    meaning, period = quantity.meaning, quantity.meaning.period
    return {
        "subject": " / ".join(meaning.subject) or None,
        "metric": quantity.label,
        "kind": _kind(quantity),
        "period": period.raw if period else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_source": period.source if period else None,
        "value": float(quantity.value_normalized),
        "unit": quantity.unit,
        "unit_raw": quantity.unit_raw,
        "modifier": quantity.modifier,
        "direction": quantity.direction,
        "part": meaning.part,
        "raw": quantity.span.of(findings.document.text),
        "quantity_id": quantity_id(findings.report_id, quantity),
        "section_id": names.of_line(place["line_start"]),
        **place,
    }


def _kind(quantity: Quantity) -> str:
    """duration, threshold (it says which ones are counted), change or result."""
    if outcomes().is_duration(quantity.unit, quantity.meaning.part):
        return "duration"
    bounds = outcomes().bound & set((quantity.modifier or "").split())
    sizes = quantity.unit in meaning().timeless_units and quantity.part in ("low", "high")
    if quantity.meaning.describes or bounds or sizes:
        return "threshold"
    return "change" if comparisons().is_compared(quantity.label or "") else "result"


def _item(findings: Findings, quantity: Quantity, tables: Sequence[PlacedTable]) -> str:
    """Its item or sentence, or its row of a table, readable."""
    text, span = findings.document.text, quantity.meaning.statement
    if quantity.table is None:
        return readable(span.of(text))
    cells = tables[quantity.table].grid.cells
    own = next((cell for cell in cells if cell.span == span), None)
    if own is None:
        return readable(span.of(text))
    row = (readable(cell.span.of(text)) for cell in cells if cell.row == own.row)
    return " | ".join(shown for shown in row if shown)
