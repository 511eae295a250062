"""What a table of budgets claims: its totals, and that the years add up to 총사업비."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby

from pipeline.facts.budgets.planned import BudgetCell
from pipeline.rules.claim import Claim, Term


def part_claims(text: str, cells: Sequence[BudgetCell]) -> list[Claim]:
    """계 is the sum of the departments or sources, in each column, or in each row."""
    claims = []
    for table in _tables(cells):
        for kind, along, across in (
            ("column_sum", "column", "row"),
            ("row_sum", "row", "column"),
        ):
            abouts = getattr(table[0].found, f"{across}s")
            totals = [number for number, about in abouts.items() if about.total]
            parts = {n for n, a in abouts.items() if a.department or a.source}
            if len(totals) != 1 or not parts:
                continue
            for line in sorted({getattr(cell, along) for cell in table}):
                here = {getattr(c, across): c for c in table if getattr(c, along) == line}
                total = here.get(totals[0])
                addends = [here[number] for number in sorted(parts) if number in here]
                if total:
                    claims += _claim(text, "total", kind, total, addends)
    return claims


def year_claims(text: str, cells: Sequence[BudgetCell]) -> list[Claim]:
    """총사업비 is what is budgeted for all years, in each row."""
    claims = []
    for table in _tables(cells):
        for _, row in groupby(table, key=lambda cell: cell.row):
            line = list(row)
            totals = [cell for cell in line if cell.measure == "total_cost"]
            years = [cell for cell in line if cell.measure == "budget" and cell.about.year]
            # Where no year has a budget yet, none is meant to add up.
            budgeted = any(cell.figure and cell.figure.value for cell in years)
            if len(totals) == 1 and budgeted:
                claims += _claim(text, "total_cost", "row_sum", totals[0], years)
    return claims


def _tables(cells: Sequence[BudgetCell]) -> Iterable[list[BudgetCell]]:
    for _, table in groupby(cells, key=lambda cell: cell.found.table.table_id):
        yield list(table)


def _claim(
    text: str, rule: str, kind: str, total: BudgetCell, parts: Sequence[BudgetCell]
) -> list[Claim]:
    read = [(part, part.figure) for part in parts if part.figure]
    unit = total.found.table.unit
    if total.figure is None or not read or unit is None:
        return []
    summed = sum((figure.value for _, figure in read), Fraction())
    number = total.found.table.table_id.rpartition("/")[2]
    return [
        Claim(
            rule=f"budgets.{rule}",
            subject=f"{number}/{total.row + 1}/{total.column + 1}",
            kind=kind,
            stated=total.figure,
            terms=tuple(Term(figure, "addend", part.span) for part, figure in read),
            unit="KRW",
            expression=f"{' + '.join(part.span.of(text) for part, _ in read)} = "
            f"{float(summed / unit.factor):,g}; stated {total.span.of(text)} {unit.printed}",
            span=total.span,
            complete=len(read) == len(parts),
            table_id=total.found.table.table_id,
        )
    ]
