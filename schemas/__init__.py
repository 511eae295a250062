"""The published tables. A new table is a model in one of these modules and a line in `TABLES`."""

from schemas.audit import AuditFindings, AuditSummary
from schemas.economy import Indicators
from schemas.figures import Numerals, Quantities
from schemas.judgement import Checks, Errata, Quarantine
from schemas.money import BudgetComponents, BudgetExecution, Budgets
from schemas.observations import Observations
from schemas.organisation import DepartmentAliases, Departments, Duties, Entrustments, Staffing
from schemas.policy import ProgramBudgets, Programs
from schemas.progress import Milestones, Outcomes
from schemas.reconciliation import PlanOutcomes, Relations, RelationTerms
from schemas.reports import Reports, Superseded
from schemas.source import Lines, Sections, TableCells, Tables
from schemas.table import ColumnSpec, TableSpec, spec

# In the order they are published; a table comes after the tables its foreign keys point at.
TABLES: tuple[TableSpec, ...] = tuple(
    spec(model)
    for model in (
        Reports,
        Superseded,
        Sections,
        Lines,
        Programs,
        Tables,
        Quantities,
        Numerals,
        TableCells,
        Departments,
        DepartmentAliases,
        Observations,
        Staffing,
        Duties,
        Entrustments,
        BudgetExecution,
        BudgetComponents,
        Indicators,
        ProgramBudgets,
        Budgets,
        Milestones,
        Outcomes,
        AuditSummary,
        AuditFindings,
        Relations,
        RelationTerms,
        PlanOutcomes,
        Errata,
        Checks,
        Quarantine,
    )
)
TABLE: dict[str, TableSpec] = {table.name: table for table in TABLES}

__all__ = ["TABLE", "TABLES", "ColumnSpec", "TableSpec"]
