"""`program_budgets`: each part below a headline budget, as published."""

from collections.abc import Sequence

from pipeline.document.outline.tree import Outline
from pipeline.document.readable import readable
from pipeline.facts.budget_parts import BudgetParts
from pipeline.facts.figures import quantity_id
from pipeline.facts.located import Findings
from pipeline.facts.program_budget import funding_in
from pipeline.facts.programs import PublishedProgram
from pipeline.figures.figures import Figures


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
