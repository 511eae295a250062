"""The tables that have columns of their own in the release: staffing, duties, budgets, audit.

Which of its tables are which is seen by their headings, and of all of them together the departments
are named. What belongs here: the order of the steps. What does not: reading any one of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.facts.audit.claims import count_claims, summary_heading_claims
from pipeline.facts.audit.findings import AuditFinding, add_findings, read_findings
from pipeline.facts.audit.rows import FindingRow, finding_mentions, finding_rows
from pipeline.facts.audit.summary import SummaryRow, add_summary, read_summary
from pipeline.facts.budgets.budgets import add_budgets, plan_year
from pipeline.facts.budgets.context import Projects
from pipeline.facts.budgets.execution import (
    RATES,
    BudgetRow,
    Component,
    add_budget,
    add_components,
    execution_mentions,
    read_budget,
    read_components,
)
from pipeline.facts.budgets.execution_claims import component_claims
from pipeline.facts.budgets.stated import add_stated, stated_amounts, stated_mentions
from pipeline.facts.budgets.stating import is_execution
from pipeline.facts.budgets.tables import budget_amounts, budget_mentions
from pipeline.facts.cube.observations import Cube
from pipeline.facts.cube.typed_records import add_records
from pipeline.facts.departments import Names, add_departments
from pipeline.facts.duties import add_duties, duty_mentions, duty_rows
from pipeline.facts.identity import Identity
from pipeline.facts.rows import Findings
from pipeline.facts.staffing.attached import (
    add_attached_staff,
    attached_mentions,
    attached_staff,
)
from pipeline.facts.staffing.claims import heading_claims, organisation_claims
from pipeline.facts.staffing.kinds import add_stated_kinds, stated_kinds
from pipeline.facts.staffing.projection import StaffingCell, add_staffing, read_staffing
from pipeline.facts.staffing.stated import add_stated_staff, stated_staff
from pipeline.facts.staffing.tables import staff_mentions, staff_tables
from pipeline.rules.claim import Claim


@dataclass(frozen=True)
class TypedTables:
    """The contents of the typed tables of a report: what their arithmetic is recomputed from."""

    staffing: list[StaffingCell]
    execution: list[BudgetRow]
    components: list[Component]
    """Of the whole budget, from the note that says what 예산현액 is the sum of."""
    audit_summary: list[SummaryRow]
    audit_rows: list[FindingRow]
    audit_findings: list[AuditFinding]
    names: Names


def add_typed_tables(
    findings: Findings,
    outline: Outline,
    cubes: Sequence[Cube],
    identity: Identity,
    projects: Projects,
) -> TypedTables:
    """Read the typed tables, and publish their rows and the departments that they name."""
    text = findings.document.text
    tables = [cube.table for cube in cubes]
    staff = staff_tables(cubes)
    duty, money = (
        duty_rows(findings.document, cubes),
        [cube for cube in cubes if is_execution(cube)],
    )
    audited = finding_rows(findings.document, tables)
    attached = attached_staff(findings, outline)
    mentions = [
        *staff_mentions(staff),
        *attached_mentions(findings, attached),
        *duty_mentions(text, duty),
        *execution_mentions(money),
        *finding_mentions(text, audited),
    ]
    known = frozenset(mention.name for mention in mentions)
    amounts = budget_amounts(cubes, known, plan_year(identity))
    stated = stated_amounts(findings, outline)
    mentions += [*budget_mentions(amounts), *stated_mentions(findings.report_id, stated)]
    # The cell that names a department in a table of both staff and duties is one mention.
    mentions = list({(mention.span, mention.name): mention for mention in mentions}.values())
    names = Names(identity.agency_id, mentions)
    add_departments(findings, identity.agency_id, names, mentions)
    cells = read_staffing(findings, staff, names)
    add_staffing(findings, cells, names)
    add_stated_staff(findings, stated_staff(findings, outline))
    add_stated_kinds(findings, stated_kinds(findings, outline))
    add_attached_staff(findings, attached, names)
    add_duties(findings, duty, names)
    add_records(findings, cubes)
    rows = read_budget(findings, money, names)
    add_budget(findings, rows, names, identity)
    add_budgets(findings, amounts, names, projects, identity)
    add_stated(findings, stated, names, identity)
    components = read_components(findings)
    add_components(findings, components)
    summary = read_summary(findings, cubes)
    add_summary(findings, summary)
    answered = read_findings(findings, audited)
    add_findings(findings, answered, names)
    return TypedTables(cells, rows, components, summary, audited, answered, names)


def typed_claims(document: Document, typed: TypedTables) -> list[Claim]:
    """The claims of a report's typed tables."""
    text = document.text
    return [
        *component_claims(text, typed.execution, typed.components),
        *heading_claims(document, typed.staffing),
        *organisation_claims(document, typed.staffing),
        *summary_heading_claims(document, typed.audit_summary),
        *count_claims(typed.audit_summary, typed.audit_rows, typed.audit_findings),
    ]


_SUMS = {
    "staffing": {"column_sum": "department_total", "row_sum": "category_total"},
    "budget_execution": {"column_sum": "total"},
    "audit_summary": {"column_sum": "category_total", "row_sum": "status_total"},
}
"""Names of the sums of a typed table, by their kind."""


def named_claims(claims: Iterable[Claim], typed: TypedTables) -> list[Claim]:
    """Claims of tables under the names of the checks that ask for those of a typed table."""
    table_of = {
        **{row.table.table_id: "staffing" for row in typed.staffing},
        **{row.table.table_id: "budget_execution" for row in typed.execution},
        **{row.table.table_id: "audit_summary" for row in typed.audit_summary},
    }
    rates = {
        row.amounts[rate].span.start: f"budget_execution.{rate}"
        for row in typed.execution
        for rate in RATES
        if rate in row.amounts
    }
    found = []
    for claim in claims:
        table = table_of.get(claim.table_id, "")
        kind = _SUMS.get(table, {}).get(claim.kind)
        rule = f"{table}.{kind}" if kind else claim.rule
        if claim.kind == "ratio":
            rule = rates.get(claim.span.start, rule)
        # A row of budget execution that is missing shows in every sum: these are not given up.
        certain = table == "budget_execution" and kind
        found.append(replace(claim, rule=rule, doubted=claim.doubted and not certain))
    return found
