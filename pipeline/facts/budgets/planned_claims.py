"""What a table of budgets claims by its headings: the years add up to 총사업비."""

from collections.abc import Sequence
from itertools import groupby

from pipeline.facts.budgets.tables import BudgetAmount
from pipeline.rules.claim import Claim, Term


def year_claims(text: str, amounts: Sequence[BudgetAmount]) -> list[Claim]:
    """총사업비 is what is budgeted for all years, in each row."""
    claims = []
    rows = groupby(amounts, key=lambda a: (a.cube.table.table_id, a.seen.row))
    for _, row in rows:
        line = [amount for amount in row if amount.seen.place == "main"]
        totals = [amount for amount in line if amount.measure == "total_cost"]
        years = [a for a in line if a.measure == "budget" and _of_a_year(a)]
        # Where no year has a budget yet, none is meant to add up.
        budgeted = any(a.seen.figure and a.seen.figure.value for a in years)
        if len(totals) == 1 and budgeted:
            claims += _claim(text, totals[0], years)
    return claims


def _of_a_year(amount: BudgetAmount) -> bool:
    across = [head.members for head in amount.seen.columns]
    return any(m.year for m in across) and not any(m.total for m in across)


def _claim(text: str, total: BudgetAmount, parts: Sequence[BudgetAmount]) -> list[Claim]:
    read = [(part.seen, part.seen.figure) for part in parts if part.seen.figure]
    stated = total.seen.figure
    if stated is None or not read:
        return []
    number = total.cube.table.table_id.rpartition("/")[2]
    summed = sum(figure.value for _, figure in read)
    return [
        Claim(
            rule="budgets.total_cost",
            subject=f"{number}/{total.seen.row + 1}/{total.seen.column + 1}",
            kind="row_sum",
            stated=stated,
            terms=tuple(Term(figure, "addend", seen.span) for seen, figure in read),
            unit="KRW",
            expression=f"{' + '.join(seen.span.of(text) for seen, _ in read)} = "
            f"{int(summed):,} KRW; stated {total.seen.span.of(text)}",
            span=total.seen.span,
            complete=len(read) == len(parts),
            table_id=total.cube.table.table_id,
        )
    ]
