"""The parts of a program's headline budget: in brackets behind it, and in the items below it.

    ○ 인건비 : 9,289백만원 (市 : 6,336백만원, 자치구 : 2,953백만원)

is one part of the budget that heads it, and has two parts of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document.brackets import read_brackets
from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.readable import closed, content_start, marks, readable
from pipeline.document.tables.grid import Span
from pipeline.document.tables.members import read_heading
from pipeline.facts.programs.headline_budget import funding_in
from pipeline.facts.programs.programs import PublishedProgram
from pipeline.facts.quantities import quantity_id
from pipeline.facts.rows import Findings
from pipeline.figures.date_values import DateSpan
from pipeline.figures.figures import Figures, Quantity
from pipeline.vocabulary.signs import signs
from pipeline.vocabulary.units import modifiers

_OPENED_BEHIND = re.compile(r"[ \t]*(?:\r?\n)?[ \t]*[(【]")
"""A bracket right behind an amount, or at the beginning of the next line."""
_PAID = ("execution", "expenditure", "commitment", "remainder")
_BLANK_LINE = re.compile(r"\n\n")


def read_budget_parts(
    findings: Findings, outline: Outline, figures: Figures, programs: Sequence[PublishedProgram]
) -> list[tuple[PublishedProgram, BudgetParts]]:
    """The parts of the budget of every program; none where it states no budget or no parts."""
    return [(p, BudgetParts(findings.document, outline, figures, p)) for p in programs]


def add_program_budgets(
    findings: Findings, read: Sequence[tuple[PublishedProgram, BudgetParts]]
) -> None:
    """Publish every part."""
    text = findings.document.text
    for program, parts in read:
        for index, part in enumerate(parts.found):
            won = part.quantity.value_normalized
            year = part.label_date.start.year if part.label_date and part.label_date.start else None
            findings.add(
                "program_budgets",
                {
                    "program_id": program.program_id,
                    "item_no": index + 1,
                    "parent_item_no": None if part.parent is None else part.parent + 1,
                    "label": part.label,
                    "amount_krw": int(won),
                    "amount_raw": part.quantity.span.of(text),
                    "formula_raw": part.formula.of(text) if part.formula else None,
                    "note": readable(part.note.of(text)) if part.note else None,
                    "funding_source": funding_in(part.label),
                    "fiscal_year": year or program.fiscal_year,
                    "quantity_id": quantity_id(findings.report_id, part.quantity),
                    **findings.place(part.quantity.span),
                },
            )


_BETWEEN = " \t\r\n,，/:：+→⇒()"
_LABEL = re.compile(r"^(?P<label>[^:：]*[^\s:：])\s*[:：]\s*(?:총\s*)?$")
_BARE_LABEL = re.compile(r"^(?P<label>\D{2,20}?)\s+(?:총\s*)?$")
_PER_UNIT = re.compile(r"(?:당|별)$")


@dataclass(frozen=True)
class BudgetPart:
    """One part of a budget."""

    quantity: Quantity
    label: str
    label_date: DateSpan | None
    """Set where the label is a date only: what of the whole falls into that year."""
    parent: int | None
    """Index of the part that it is a part of; None below the headline itself."""
    formula: Span | None
    """The product in brackets behind it."""
    note: Span | None
    """Other text in brackets behind it: neither a product nor parts."""


@dataclass(frozen=True)
class PartsList:
    """The parts of one amount."""

    whole: Quantity
    parts: tuple[int, ...]
    """Indexes of its parts."""
    complete: bool
    """Nothing says that others are left out, and they are no shares of time."""


class BudgetParts:
    """The parts below one program's headline budget, in the order of the text."""

    def __init__(
        self, document: Document, outline: Outline, figures: Figures, published: PublishedProgram
    ) -> None:
        self._document, self._outline, self._figures = document, outline, figures
        self._starts = [q.span.start for q in figures.quantities]
        self._own = set(published.program.own)
        self.found: list[BudgetPart] = []
        self.lists: list[PartsList] = []
        budget = published.budget
        self.head = self._quantity_at(budget.span.start) if budget else None
        """The headline itself."""
        if self.head is not None:
            line = document.line_at(self.head.span.start)
            self._read_below(self.head, None, outline.section_of[line - 1])

    def _read_below(self, whole: Quantity, parent: int | None, section: int) -> None:
        """The parts of one amount: those in its bracket, else those in the items of its section."""
        listed = self._in_bracket(whole, parent)
        if self._outline.sections[section].line_start != self._line(whole):
            return
        items = []
        for index, child in enumerate(self._outline.sections):
            if child.parent != section or index not in self._own:
                continue
            found = self._item(child.line_start)
            if found is None:
                continue
            label, quantity = found
            items.append(self._add(quantity, label, None, parent))
            self._read_below(quantity, items[-1], index)
        if items and not listed:
            self.lists.append(PartsList(whole, tuple(items), complete=True))

    def _in_bracket(self, whole: Quantity, parent: int | None) -> bool:
        """Read the parts in the bracket behind an amount; whether there are any."""
        text = self._document.text
        inside = _bracket_behind(text, whole.span.end)
        if inside is None:
            return False
        money = self._money(inside)
        if self._product(inside) or not money:
            return False
        parts, begin = [], inside.start
        for quantity in money:
            between = Span(begin, quantity.span.start)
            begin = quantity.span.end
            label = readable(between.of(text).strip(_BETWEEN)).strip(_BETWEEN + marks())
            if label and not _is_paid(label):
                parts.append(self._add(quantity, label, self._date(between, label), parent))
        rest = closed(text[begin : inside.end]).strip(_BETWEEN)
        dated = any(self.found[part].label_date for part in parts)
        if parts:
            complete = len(parts) > 1 and not dated and rest not in signs().incomplete
            self.lists.append(PartsList(whole, tuple(parts), complete))
        return bool(parts)

    def _add(
        self, quantity: Quantity, label: str, date: DateSpan | None, parent: int | None
    ) -> int:
        inside = _bracket_behind(self._document.text, quantity.span.end)
        formula = inside if inside is not None and self._product(inside) else None
        note = inside if inside is not None and not formula and not self._money(inside) else None
        self.found.append(BudgetPart(quantity, label, date, parent, formula, note))
        return len(self.found) - 1

    def _item(self, line_no: int) -> tuple[str, Quantity] | None:
        """Label and amount of an item that is one: `○ 인건비 : 9,289백만원`."""
        line = self._document.lines[line_no - 1]
        quantity = next(
            (q for q in self._within(Span(line.start, line.end)) if q.unit == "KRW"), None
        )
        if quantity is None or _is_rate(quantity):
            return None
        start = content_start(self._document.text, line.start, line.end)
        before = readable(self._document.text[start : quantity.span.start])
        match = _LABEL.match(f"{before} ") or _BARE_LABEL.match(f"{before} ")
        return (match["label"], quantity) if match else None

    def _money(self, inside: Span) -> list[Quantity]:
        return [q for q in self._within(inside) if q.unit == "KRW" and not _is_rate(q)]

    def _product(self, inside: Span) -> bool:
        """True for a bracket with a product: two figures with a sign of multiplication between."""
        text = self._document.text
        within = self._within(inside)
        return any(
            text[one.span.end : other.span.start].strip() in signs().times
            for one, other in pairwise(within)
        )

    def _date(self, between: Span, label: str) -> DateSpan | None:
        """The date that a label consists of, if it does."""
        for date in self._figures.dates:
            if between.start <= date.char_start and date.char_end <= between.end:
                rest = label.replace(readable(date.raw), "").strip(_BETWEEN + "'’‘년도분")
                return None if rest else date
        return None

    def _within(self, span: Span) -> Sequence[Quantity]:
        first, last = (bisect_left(self._starts, at) for at in (span.start, span.end))
        return self._figures.quantities[first:last]

    def _quantity_at(self, start: int) -> Quantity | None:
        index = bisect_left(self._starts, start)
        found = index < len(self._starts) and self._starts[index] == start
        return self._figures.quantities[index] if found else None

    def _line(self, quantity: Quantity) -> int:
        return self._document.line_at(quantity.span.start)


def _is_paid(label: str) -> bool:
    """집행, 잔액: what became of the whole, and no part of it."""
    measure = read_heading(label).measure
    return measure is not None and measure.name in _PAID


def _is_rate(quantity: Quantity) -> bool:
    """Money per beneficiary, or a bound: no part of a budget."""
    words = (quantity.modifier or "").split()
    label = (quantity.label or "").rpartition(" ")[2]
    return any(w in modifiers().bound or _PER_UNIT.search(w) for w in words) or bool(
        _PER_UNIT.search(label)
    )


def _bracket_behind(text: str, at: int) -> Span | None:
    """The text in the bracket right behind a place, or None where none begins or it is open."""
    match = _OPENED_BEHIND.match(text, at)
    if match is None:
        return None
    opened = match.end() - 1
    blank = _BLANK_LINE.search(text, opened)
    pairs = read_brackets(text, opened, blank.start() if blank else None).pairs
    closed_by = next((pair.end for pair in pairs if pair.start == opened), None)
    return Span(match.end(), closed_by - 1) if closed_by else None
