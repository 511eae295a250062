"""Everything that the prose of a report claims, each claim once and named.

What belongs here: asking every rule, and the names of claims. What does not: any rule.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.tables.grid import Span
from pipeline.figures.figures import Figures
from pipeline.reconcile.prose.bare_products import bare_products
from pipeline.reconcile.prose.cells_below import listings_in_tables, sums_of_cells
from pipeline.reconcile.prose.changes import differences, growths
from pipeline.reconcile.prose.days import durations
from pipeline.reconcile.prose.equations import equations
from pipeline.reconcile.prose.items_below import sums_of_items
from pipeline.reconcile.prose.listed import listings
from pipeline.reconcile.prose.parts import restatements, running_totals, sums_of_parts
from pipeline.reconcile.prose.products import products
from pipeline.reconcile.prose.remaining import remainders
from pipeline.reconcile.prose.shares import attainments, named_rates, named_rests, shares
from pipeline.reconcile.prose.statements import Statement, read_statements
from pipeline.rules.claim import Claim

RULES: tuple[Callable[[Statement], Iterator[Claim]], ...] = (
    sums_of_parts,
    sums_of_items,
    running_totals,
    restatements,
    equations,
    products,
    growths,
    differences,
    remainders,
    shares,
    attainments,
    named_rates,
    named_rests,
    bare_products,
    listings,
    durations,
    sums_of_cells,
    listings_in_tables,
)


_MOST_FIGURES = 300
"""Figures, or parentheses, of a statement that claims something; a table read as prose has more."""


def prose_claims(document: Document, figures: Figures, outline: Outline) -> list[Claim]:
    """The claims of the prose, in the order of the text.

    A claim is named for the program it stands in, or the chapter, and numbered there among those
    of its rule: `1-1-2/3`. A line more elsewhere changes no name.
    """
    found: list[Claim] = []
    ordinals: Counter[tuple[str, str]] = Counter()
    for statement in read_statements(document, figures, outline):
        place = "-".join(statement.program) or "report"
        for claim in _claims_of(statement):
            ordinals[claim.rule, place] += 1
            found.append(replace(claim, subject=f"{place}/{ordinals[claim.rule, place]}"))
    return found


def _claims_of(statement: Statement) -> list[Claim]:
    """The claims of one statement, by the place of the stated figure; nothing twice."""
    if max(len(statement.mentions), len(statement.groups)) > _MOST_FIGURES:
        return []
    claims: dict[object, Claim] = {}
    products: set[Span] = set()
    for rule in RULES if statement.mentions else ():  # every claim states one of its figures
        for claim in rule(statement):
            if claim.kind == "product" and claim.span in products:
                continue  # read by another rule
            if claim.kind == "product":
                products.add(claim.span)
            claims.setdefault((claim.kind, claim.span, claim.terms), claim)
    return sorted(claims.values(), key=lambda claim: (claim.span.start, claim.rule))
