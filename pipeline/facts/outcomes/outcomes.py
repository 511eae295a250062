"""What came of programs (추진성과, 추진실적 …): every figure, with what it measures and when.

What belongs here: the row of each figure under a heading of results. What does not: what its
sentence says that it measures (`metric`), when (`outcome_period`), what stands around (`results`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document.outline.tree import Outline
from pipeline.document.readable import marks, readable
from pipeline.document.tables.grid import Span
from pipeline.facts.above import Announcement, HeadingsAbove
from pipeline.facts.outcomes.costs import states_no_result
from pipeline.facts.outcomes.metric import Above, Metric, Metrics, leading_head
from pipeline.facts.outcomes.passages import Results, Stretch
from pipeline.facts.outcomes.period import Periods
from pipeline.facts.quantities import quantity_id
from pipeline.facts.rows import Findings, PlacedTable
from pipeline.facts.sections import SectionNames
from pipeline.figures.figures import Figures, Quantity
from pipeline.figures.phrase import amounts_of, parse
from pipeline.vocabulary.outcomes import outcomes
from schemas.table import Row

_WORD = re.compile(r"[^\W_]{2,}")
_ENOUGH = 3
"""A metric of fewer words is not understood without what its item stands under."""
_AROUND_HEADING = " :：<>〈〉【】" + marks()


def add_outcomes(
    findings: Findings,
    outline: Outline,
    names: SectionNames,
    *,
    above: HeadingsAbove,
    figures: Figures,
    tables: Sequence[PlacedTable],
) -> None:
    """Publish every figure under a heading of results, but for costs of projects and names."""
    document = findings.document
    results = Results(document, outline, figures, tables)
    periods = Periods(document.text, figures)
    found: dict[int, Row] = {}
    for stretch in results.stretches(list(above.lines_under("results"))):
        program = above.program_id(stretch.section)
        stated = _metrics(
            document.text,
            figures,
            results,
            stretch,
            in_program=program is not None,
            title=above.title(stretch.section) or "",
        )
        for number, metric in stated.items():
            found[number] = {
                "program_id": program,
                "subject": " / ".join(figures.quantities[number].meaning.subject)
                or above.subject(stretch.section, own=not stretch.is_item),
                "metric": metric.shown,
                "kind": metric.kind,
                "heading": _heading(document.text, stretch.announcement),
                "item": results.shown(stretch),
                **_begun(
                    figures.quantities[number],
                    metric,
                    periods.of(
                        figures.quantities[number],
                        stretch.span,
                        stretch.dated,
                        stretch.announcement,
                        results.items_above(stretch),
                    ),
                ),
            }
    stating = (n for n in sorted(found) if not _states_none(findings, figures.quantities[n]))
    for item_no, number in enumerate(stating, start=1):
        row = _quantity_columns(findings, names, figures.quantities[number])
        findings.add("outcomes", {"item_no": item_no, **found[number], **row})


def _states_none(findings: Findings, quantity: Quantity) -> bool:
    document, span = findings.document, quantity.span
    line = document.lines[document.line_at(span.start) - 1]
    return states_no_result(
        document.text[line.start : line.end],
        Span(span.start - line.start, span.end - line.start),
        quantity.unit,
        quantity.unit_raw,
        f"{quantity.modifier or ''} {quantity.label or ''}",
    )


def _begun(quantity: Quantity, metric: Metric, period: Row) -> Row:
    """The period of a figure; when a running total began to be counted is not said."""
    running = outcomes().is_running_total(f"{quantity.modifier} {metric.shown}")
    return period | {"period_start": None} if running else period


def _quantity_columns(findings: Findings, names: SectionNames, quantity: Quantity) -> Row:
    """What is stated of a quantity, as it is in `quantities`."""
    place = findings.place(quantity.span)
    return {
        "value": float(quantity.value_normalized),
        "unit": quantity.unit,
        "unit_raw": quantity.unit_raw,
        "modifier": quantity.modifier,
        "direction": quantity.direction,
        "part": quantity.meaning.part,
        "raw": quantity.span.of(findings.document.text),
        "quantity_id": quantity_id(findings.report_id, quantity),
        "section_id": names.of_line(place["line_start"]),
        **place,
    }


def _metrics(
    text: str, figures: Figures, results: Results, stretch: Stretch, *, in_program: bool, title: str
) -> dict[int, Metric]:
    """Index of each quantity of a stretch, with what it measures."""
    numbers, span = results.figures(stretch.span), stretch.span
    heads = stretch.headings if stretch.row else results.heads_above(stretch, in_program=in_program)
    head = leading_head(text, span) if stretch.row is None else None
    if head and not results.figures(Span(span.start, head[1])):
        heads, span = (*heads, head[0]), Span(head[1], span.end)
    reader = Metrics(text, results.dates(span))
    amounts = amounts_of(text, figures.quantities, numbers, span.start)
    reader.read(parse(text, span, amounts), Above(heads))
    counts = {n: outcomes().counts(q.unit, q.unit_raw) for n, q in _of(figures, numbers)}
    bare = " / ".join(heads) if stretch.row is None else None
    found = {
        n: _completed(reader.found.get(n, Metric(heads)), quantity, counts[n], bare)
        for n, quantity in _of(figures, numbers)
    }
    alone = stretch.row is not None or stretch.announcement.section == stretch.section
    if alone or any(len(_WORD.findall(metric.shown)) < _ENOUGH for metric in found.values()):
        context = results.context(stretch, title, in_program=in_program)
        found = {n: replace(m, words=(context, *m.words)) for n, m in found.items()}
    return _told_apart(found, counts, {n: q.modifier for n, q in _of(figures, numbers)})


def _told_apart(
    metrics: dict[int, Metric], counts: dict[int, str | None], modifiers: dict[int, str | None]
) -> dict[int, Metric]:
    """Name what figures of one item count, or how, where nothing else tells them apart.

    Args:
        metrics: index of a quantity to its metric.
        counts: what the unit of each counts.
        modifiers: what modifies each.
    """
    found = dict(metrics)
    for names in (counts, modifiers):
        same: dict[tuple[str, str], list[int]] = {}
        for number, metric in found.items():
            same.setdefault((metric.shown, metric.kind), []).append(number)
        for numbers in same.values():
            depth = min(found[n].depth for n in numbers)
            outer = [n for n in numbers if found[n].depth == depth]
            if len({names[n] for n in numbers}) < 2:
                continue
            for number in numbers:
                name = names[number]
                if name and (found[number].depth > depth or len(outer) > 1):
                    found[number] = _named(found[number], name)
    return found


def _named(metric: Metric, name: str) -> Metric:
    return replace(metric, words=(*metric.words, name))


def _of(figures: Figures, numbers: Sequence[int]) -> Iterator[tuple[int, Quantity]]:
    return ((number, figures.quantities[number]) for number in numbers)


def _completed(metric: Metric, quantity: Quantity, counts: str | None, bare: str | None) -> Metric:
    """A metric with the kind its unit gives, and what it counts where its item has no words."""
    if outcomes().is_duration(quantity.unit, quantity.meaning.part):
        return replace(metric, kind="duration")
    if counts and metric.shown == bare:
        return replace(metric, words=(*metric.words, counts))
    return metric


def _heading(text: str, announcement: Announcement) -> str:
    return readable(announcement.words.of(text)).strip(_AROUND_HEADING)
