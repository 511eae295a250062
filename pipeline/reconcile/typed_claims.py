"""Every claim of the typed tables: sums and rates that the meaning of their columns makes claims.

What belongs here: which claims there are, in their order. What does not: making any one of them.
"""

from pipeline.document.document import Document
from pipeline.facts.typed_tables import TypedTables
from pipeline.reconcile.audit_claims import audit_claims
from pipeline.reconcile.budget_claims import component_claims, rate_claims, total_claims
from pipeline.reconcile.budgets_claims import part_claims, year_claims
from pipeline.reconcile.claim import Claim
from pipeline.reconcile.staffing_claims import (
    column_claims,
    heading_claims,
    organisation_claims,
    row_claims,
)


def typed_claims(document: Document, typed: TypedTables) -> list[Claim]:
    """The claims of a report's typed tables."""
    text = document.text
    return [
        *rate_claims(text, typed.execution),
        *total_claims(text, typed.execution),
        *component_claims(text, typed.execution, typed.components),
        *part_claims(text, typed.budgets),
        *year_claims(text, typed.budgets),
        *column_claims(text, typed.staffing),
        *row_claims(text, typed.staffing),
        *heading_claims(document, typed.staffing),
        *organisation_claims(document, typed.staffing),
        *audit_claims(document, typed.audit_summary, typed.audit_rows, typed.audit_findings),
    ]
