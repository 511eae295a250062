"""The claim of a note on a budget: that its components are all of it."""

from collections.abc import Sequence

from pipeline.facts.budgets.execution import BudgetRow, Component
from pipeline.facts.departments import TOTAL
from pipeline.rules.claim import Claim, Term
from pipeline.vocabulary.messages import message
from schemas import TABLE

_KO = {
    column.name.removesuffix("_krw").removesuffix("_pct"): column.ko
    for column in TABLE["budget_execution"].columns
}


def component_claims(
    text: str, rows: Sequence[BudgetRow], components: Sequence[Component]
) -> list[Claim]:
    """The components add up to 예산현액 of 계."""
    total = next((row for row in rows if row.is_total), None)
    if total is None or not components:
        return []
    stated = total.amounts["budget"]
    parts = [f"{part.name} {part.amount.span.of(text)}" for part in components]
    return [
        Claim(
            rule="budget_components.total",
            subject="budget",
            kind="sum",
            stated=stated.figure,
            terms=tuple(
                Term(part.amount.figure, "addend", part.amount.span) for part in components
            ),
            unit="KRW",
            expression=message(
                "{computed}; {what} of {whose} is {number}",
                computed=" + ".join(parts),
                what=_KO["budget"],
                whose=TOTAL,
                number=stated.span.of(text),
            ),
            span=stated.span,
        )
    ]
