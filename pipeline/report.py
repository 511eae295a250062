"""One report, from its file to all its published rows: the pure function everything else maps.

It belongs to no step because it is the steps, in order. Nothing here knows about other reports,
files, Dagster or the clock.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import polars as pl

from pipeline.document.completeness import (
    refuse_if_cut_off,
    refuse_if_too_large,
    refuse_unless_report,
)
from pipeline.document.document import Document, read_document
from pipeline.document.outline.tree import Outline, read_outline
from pipeline.errors import ReportError
from pipeline.facts.above import HeadingsAbove
from pipeline.facts.budgets.context import Projects
from pipeline.facts.budgets.stating import is_state_of_budgets
from pipeline.facts.cube.bracketed import tell_brackets
from pipeline.facts.cube.observations import read_cubes
from pipeline.facts.cube.publish import add_observations
from pipeline.facts.errata import add_errata
from pipeline.facts.families import add_typed_tables, named_claims, typed_claims
from pipeline.facts.identity import Identity, identify
from pipeline.facts.indicators.indicators import add_indicators
from pipeline.facts.milestones.milestones import add_milestones
from pipeline.facts.outcomes.outcomes import add_outcomes
from pipeline.facts.programs.budget_parts import add_program_budgets, read_budget_parts
from pipeline.facts.programs.claims import budget_part_claims, subprogram_claims
from pipeline.facts.programs.listed import add_listed_programs
from pipeline.facts.programs.programs import add_programs, programs_of_lines
from pipeline.facts.quantities import add_figures, confirm_figures, quantity_id
from pipeline.facts.reports import add_report
from pipeline.facts.rows import Findings
from pipeline.facts.sections import SectionNames, add_lines, add_sections
from pipeline.facts.tables import add_tables, place_tables
from pipeline.figures.figures import read_figures
from pipeline.reconcile.catalogue import REFUSING_CHECKS
from pipeline.reconcile.missing_rows import refuse_if_short_of_totals
from pipeline.reconcile.prose.claims import prose_claims
from pipeline.reconcile.relations import add_relations, judge_claims, not_made_already
from pipeline.reconcile.restatements import restatement_claims
from pipeline.reconcile.tables.sums import table_claims
from pipeline.reconcile.withhold import withhold_refuted
from pipeline.rules.check import Result, line_of, run_checks
from pipeline.sources.source import Source
from pipeline.vocabulary.errata import errata
from pipeline.vocabulary.messages import message
from schemas import TABLES

_ROUNDS = 3
"""A row that is held back may be the whole of others, which the next round then refutes."""


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
    with _pause_collector():
        return _read(source)


@contextmanager
def _pause_collector() -> Iterator[None]:
    """Pause the search for cycles: one report makes few, and a full search takes 0.2 s of it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read(source: Source) -> ReportTables:
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
    return ReportTables(identity.report_id, _checked(findings, identity))


def _checked(findings: Findings, identity: Identity) -> dict[str, pl.DataFrame]:
    """The tables, without the rows that a check refutes."""
    for _ in range(_ROUNDS):
        findings.rows["reports"] = []  # its shares are those of the rows that are left
        add_report(findings, identity)
        frames = {table.name: table.frame(findings.rows.get(table.name, [])) for table in TABLES}
        failed = [result for result in run_checks(REFUSING_CHECKS, frames) if not result.passed]
        if not failed:
            return frames
        if not withhold_refuted(findings, failed):
            break
    raise _misread(findings.document, failed[0])


def _add_facts(
    findings: Findings, identity: Identity, outline: Outline, sections: SectionNames
) -> None:
    document, text = findings.document, findings.document.text
    tables = place_tables(findings)
    add_tables(findings, tables, sections)
    figures = read_figures(
        document, outline, [table.grid for table in tables], identity.period.year
    )
    cubes = [tell_brackets(text, cube) for cube in read_cubes(text, tables, figures.quantities)]
    programs = add_programs(findings, outline, sections, identity)
    add_listed_programs(findings, outline, sections, cubes, programs)
    add_figures(findings, figures, tables, sections, programs_of_lines(outline, programs))
    parts = read_budget_parts(findings, outline, figures, programs)
    add_program_budgets(findings, parts)
    above = HeadingsAbove(document, outline, programs, identity.period.year)
    month = identity.period
    apart = frozenset(n for n, c in enumerate(cubes) if is_state_of_budgets(c, month.year))
    add_outcomes(
        findings,
        sections,
        above=above,
        figures=figures,
        tables=tables,
        apart=apart,
        month=month,
    )
    add_milestones(findings, outline, sections, identity, above=above, figures=figures)
    add_indicators(findings, outline, figures, cubes, identity.period)
    projects = Projects(findings, cubes, outline, programs)
    typed = add_typed_tables(findings, outline, cubes, identity, projects)
    ids = [quantity_id(findings.report_id, quantity) for quantity in figures.quantities]
    add_observations(findings, cubes, typed.names, ids, identity.period.year)
    own_claims = [
        *budget_part_claims(text, parts),
        *subprogram_claims(text, parts),
        *typed_claims(document, typed),
    ]
    claims = [
        *prose_claims(document, figures, outline),
        *named_claims(table_claims(text, tables, figures.quantities), typed),
        *restatement_claims(text, cubes, figures.quantities),
    ]
    judgements = judge_claims([*own_claims, *not_made_already(claims, own_claims)])
    refuse_if_short_of_totals(document, judgements)
    add_errata(findings, errata(), figures.quantities)
    add_relations(findings, judgements)
    confirm_figures(findings)


def _misread(document: Document, result: Result) -> ReportError:
    """The error that a report was read in a way that its own text refutes."""
    first = result.outcome.failures[0]
    return ReportError(
        document.source.file,
        message(
            "{description} {count} of {checked} fail, the first: {first}",
            description=result.check.description,
            count=len(result.outcome.failures),
            checked=result.outcome.checked,
            first=first,
        ),
        message(
            "compare these lines with the original; if they agree, this is a defect of the reader"
        ),
        line_of(first),
    )
