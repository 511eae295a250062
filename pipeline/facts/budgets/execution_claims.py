"""What a budget table claims: its rates, its column totals, and the sum of its components."""

from collections.abc import Sequence
from fractions import Fraction

from pipeline.facts.budgets.execution import AMOUNTS, RATES, BudgetRow, Component
from pipeline.facts.departments import TOTAL
from pipeline.rules.claim import Claim, Term, stated_at
from pipeline.vocabulary.messages import message
from schemas import TABLE

_KO = {
    column.name.removesuffix("_krw").removesuffix("_pct"): column.ko
    for column in TABLE["budget_execution"].columns
}


def rate_claims(text: str, rows: Sequence[BudgetRow]) -> list[Claim]:
    """집행률 = 원인행위액 ÷ 예산현액, and 지출액 ÷ 예산현액, in every row."""
    claims = []
    for rate in RATES:
        amount = rate.removesuffix("_rate")
        for row in rows:
            if rate not in row.amounts:
                continue
            stated, part, base = row.amounts[rate], row.amounts[amount], row.amounts["budget"]
            derived = row.derived_rate(rate)
            shown = "?" if derived is None else f"{float(derived):.3f}"
            claims.append(
                Claim(
                    rule=f"budget_execution.{rate}",
                    subject=row.department,
                    kind="ratio",
                    stated=stated.figure,
                    terms=(
                        Term(part.figure, "numerator", part.span),
                        Term(base.figure, "denominator", base.span),
                    ),
                    unit="percent",
                    factor=Fraction(100),
                    expression=message(
                        "{computed}; stated {number}",
                        computed=f"{row.department}: {_KO[amount]} {part.span.of(text)} ÷ "
                        f"{_KO['budget']} {base.span.of(text)} = {shown} %",
                        number=f"{stated.span.of(text)} %",
                    ),
                    span=stated.span,
                )
            )
    return claims


def total_claims(text: str, rows: Sequence[BudgetRow]) -> list[Claim]:
    """The departments add up to 계, in every column of money."""
    total = next((row for row in rows if row.is_total), None)
    parts = [row for row in rows if not row.is_total]
    if total is None or not parts:
        return []
    tables = {row.table.table_id: row.table for row in rows}
    complete = len(rows) == sum(len(table.grid.body()) for table in tables.values())
    claims = []
    for amount in AMOUNTS:
        stated = total.amounts[amount]
        addends = [row.amounts[amount] for row in parts]
        unit = total.table.unit
        summed = sum((addend.figure.value for addend in addends), Fraction())
        shown = f"{int(summed / unit.factor):,}" if unit else f"{int(summed):,}"
        claims.append(
            Claim(
                rule="budget_execution.total",
                subject=amount,
                kind="column_sum",
                stated=stated.figure,
                terms=tuple(Term(addend.figure, "addend", addend.span) for addend in addends),
                unit="KRW",
                expression=stated_at(
                    f"{_KO[amount]}: "
                    f"{' + '.join(addend.span.of(text) for addend in addends)} = {shown}",
                    TOTAL,
                    stated.span.of(text),
                ),
                span=stated.span,
                complete=complete,
            )
        )
    return claims


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
