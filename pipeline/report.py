"""One report, from its file to all its published rows: the pure function everything else maps.

It belongs to no step because it is the steps, in order. Nothing here knows about other reports,
files, Dagster or the clock.
"""

import re
from dataclasses import dataclass

import polars as pl

from pipeline.document.document import Document, read_document
from pipeline.document.outline.tree import Outline, read_outline
from pipeline.document.whole import (
    refuse_if_cut_off,
    refuse_if_too_large,
    refuse_unless_report,
)
from pipeline.errors import ReportError
from pipeline.facts.audit_findings import add_findings, read_findings
from pipeline.facts.audit_rows import finding_mentions, finding_rows
from pipeline.facts.audit_summary import add_summary, read_summary, summary_tables
from pipeline.facts.budget import (
    add_budget,
    add_components,
    budget_tables,
    read_budget,
    read_components,
)
from pipeline.facts.budget_headings import budget_mentions, budgets_tables
from pipeline.facts.budgets import add_budgets, read_budgets
from pipeline.facts.departments import Names, add_departments, department_mentions
from pipeline.facts.duties import add_duties, duty_tables
from pipeline.facts.errata import add_errata
from pipeline.facts.figures import add_figures
from pipeline.facts.identity import Identity, identify
from pipeline.facts.indicators import add_indicators
from pipeline.facts.located import Findings
from pipeline.facts.milestones import add_milestones
from pipeline.facts.outcomes import add_outcomes
from pipeline.facts.program_budgets import add_program_budgets, read_budget_parts
from pipeline.facts.programs import add_programs
from pipeline.facts.reports import add_report
from pipeline.facts.sections import SectionNames, add_lines, add_sections
from pipeline.facts.staffing import (
    add_staffing,
    read_staffing,
    staffing_rows_tables,
    staffing_tables,
)
from pipeline.facts.staffing_rows import read_staffing_rows, rows_mentions
from pipeline.facts.tables import add_tables, place_tables
from pipeline.figures.figures import read_figures
from pipeline.reconcile.audit_claims import audit_claims
from pipeline.reconcile.budget_claims import component_claims, rate_claims, total_claims
from pipeline.reconcile.budgets_claims import part_claims, year_claims
from pipeline.reconcile.catalogue import REFUSING_CHECKS
from pipeline.reconcile.check import run_checks
from pipeline.reconcile.missing_rows import refuse_if_short_of_totals
from pipeline.reconcile.program_claims import budget_part_claims, subprogram_claims
from pipeline.reconcile.prose.claims import prose_claims
from pipeline.reconcile.relations import add_relations, judge_claims, not_made_already
from pipeline.reconcile.staffing_claims import (
    column_claims,
    heading_claims,
    organisation_claims,
    row_claims,
)
from pipeline.reconcile.table_claims import table_claims
from pipeline.reference.errata import errata
from pipeline.sources.source import Source
from schemas import TABLES


@dataclass(frozen=True)
class ReportTables:
    """All rows of one report."""

    report_id: str
    frames: dict[str, pl.DataFrame]
    """Every published table but `checks`, which are asked of all reports together."""


def read_report(source: Source) -> ReportTables:
    """Read one report.

    Raises:
        ReportError: it is no report, not whole, or was read in a way that its own text refutes.
    """
    document = read_document(source)
    refuse_if_too_large(document)
    refuse_unless_report(document)
    refuse_if_cut_off(document)
    identity = identify(document)
    findings = Findings(document, identity.report_id)
    outline = read_outline(document)
    sections = SectionNames(identity.report_id, outline)
    add_sections(findings, outline, sections)
    add_lines(findings, document, sections)
    _add_facts(findings, identity, outline, sections)
    add_report(findings, identity)
    findings.rows.setdefault("quarantine", [])
    tables = ReportTables(
        identity.report_id,
        {table.name: table.frame(findings.rows.get(table.name, [])) for table in TABLES},
    )
    _refuse_misread(document, tables)
    return tables


def _add_facts(
    findings: Findings, identity: Identity, outline: Outline, sections: SectionNames
) -> None:
    document, text = findings.document, findings.document.text
    tables = place_tables(findings)
    add_tables(findings, tables, sections)
    figures = read_figures(document, [table.grid for table in tables], identity.period.year)
    add_figures(findings, figures, tables, sections)
    programs = add_programs(findings, outline, sections, identity)
    parts = read_budget_parts(findings, outline, figures, programs.published)
    add_program_budgets(findings, parts)
    add_outcomes(
        findings, outline, sections, identity, figures=figures, tables=tables, programs=programs
    )
    add_milestones(findings, outline, sections, identity, figures=figures, programs=programs)
    add_indicators(findings, outline, figures, tables, identity.period)
    staff, duty, money = (
        staffing_tables(text, tables),
        duty_tables(text, tables),
        budget_tables(text, tables),
    )
    staff_rows = staffing_rows_tables(text, tables)
    planned = budgets_tables(text, tables)
    audited = finding_rows(document, tables)
    mentions = [
        *rows_mentions(text, staff_rows),
        *budget_mentions(planned),
        *department_mentions(text, [*staff, *duty, *money]),
        *finding_mentions(text, audited),
    ]
    names = Names(identity.agency_id, mentions)
    add_departments(findings, identity.agency_id, names, mentions)
    cells = read_staffing(findings, staff, names)
    cells += read_staffing_rows(findings, staff_rows, names, cells)
    add_staffing(findings, cells, names)
    add_duties(findings, duty, names)
    rows = read_budget(findings, money, names)
    add_budget(findings, rows, names, identity)
    amounts = read_budgets(findings, planned)
    add_budgets(findings, amounts, names, identity)
    components = read_components(findings)
    add_components(findings, components)
    summary = read_summary(findings, summary_tables(text, tables))
    add_summary(findings, summary)
    answered = read_findings(findings, audited)
    add_findings(findings, answered, names)
    typed = {
        *(cell.table.table_id for cell in cells),
        *(row.table.table_id for row in rows),
        *(row.table.table_id for row in summary),
    }
    typed_claims = [
        *budget_part_claims(text, parts),
        *subprogram_claims(text, parts),
        *rate_claims(text, rows),
        *total_claims(text, rows),
        *component_claims(text, rows, components),
        *part_claims(text, amounts),
        *year_claims(text, amounts),
        *column_claims(text, cells),
        *row_claims(text, cells),
        *heading_claims(document, cells),
        *organisation_claims(document, cells),
        *audit_claims(document, summary, audited, answered),
    ]
    claims = [
        *prose_claims(document, figures, outline),
        *table_claims(text, tables, figures.quantities, typed),
    ]
    judgements = judge_claims([*typed_claims, *not_made_already(claims, typed_claims)])
    refuse_if_short_of_totals(document, judgements)
    add_errata(findings, errata(), figures.quantities)
    add_relations(findings, judgements)


def _refuse_misread(document: Document, tables: ReportTables) -> None:
    for result in run_checks(REFUSING_CHECKS, tables.frames):
        if result.sample is not None:
            first = result.outcome.failures[0]
            line = re.match(r"line (\d+): ", first)
            raise ReportError(
                document.source.file,
                int(line[1]) if line else 1,
                f"{result.check.description} {len(result.outcome.failures)} of "
                f"{result.outcome.checked} fail, the first: {first}",
                "compare these lines with the original; if they agree, this is a defect of the "
                "reader",
            )
