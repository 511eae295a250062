"""Observations as published: tidy data of every table, whether it has columns of its own or not."""

from collections.abc import Sequence

from pipeline.document.readable import closed, readable
from pipeline.document.tables.axes import Head
from pipeline.document.tables.members import bare_item
from pipeline.facts.cube.observations import Cube, Observation
from pipeline.facts.cube.periods import period_of
from pipeline.facts.departments import Names
from pipeline.facts.rows import Findings
from pipeline.vocabulary.dimensions import RATE
from schemas.table import Row


def add_observations(
    findings: Findings,
    cubes: Sequence[Cube],
    names: Names,
    quantity_ids: Sequence[str],
    report_year: int,
) -> None:
    """Publish every figure of every table that is a quantity, with the members of its headings."""
    for cube in cubes:
        for seen in cube.observations:
            if seen.quantity is None or seen.figure is None:
                continue
            findings.add(
                "observations",
                {
                    "table_id": cube.table.table_id,
                    "row_no": seen.row + 1,
                    "column_no": seen.column + 1,
                    "value_no": seen.value_no,
                    **_members(cube, seen, names, report_year),
                    "value": float(seen.figure.value),
                    "unit": seen.unit,
                    "unit_from": seen.unit_from,
                    "unconfirmed": findings.document.source.is_recognised(seen.span),
                    "quantity_id": quantity_ids[seen.quantity],
                    **findings.place(seen.span),
                },
            )


def _members(cube: Cube, seen: Observation, names: Names, report_year: int) -> Row:
    members, about = seen.members, cube.about
    timed = members if members.year or members.part else about
    period = period_of(timed, report_year)
    heads = [*seen.rows, *seen.columns]
    named = [name for name in members.items if closed(name) in names.readings]
    department = members.department or next(map(closed, named[::-1]), None)
    known = names.readings.get(department) if department else None
    own = (name for name in members.items if members.department or name not in named)
    items = [*map(readable, own), *_rates(heads)]
    stated = next((h.text for h in heads[::-1] if h.members.year or h.members.part), None)
    return {
        "department": known.name if known else department,
        "department_id": names.department_id(known.name) if known else None,
        "item": " / ".join(items) or None,
        "measure": members.measure.name if members.measure else None,
        "stage": members.stage or about.stage,
        "category": members.category,
        "side": members.side or about.side,
        "funding_source": members.funding,
        "account": members.account or about.account,
        "period": stated or (str(period.year) if period else None),
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "is_total": seen.is_total,
        "formula": " / ".join(seen.formulas) or None,
    }


def _rates(heads: Sequence[Head]) -> list[str]:
    """The names of rates that no word of the vocabulary is: 부채비율, 대중교통 분담률."""
    measured = ((head.text, head.members.measure) for head in heads)
    return [bare_item(text) for text, measure in measured if measure and measure.name == RATE]
