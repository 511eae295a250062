"""Short ways to read a table that stands alone, and to see what it claims."""

from reports import source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.facts.rows import Findings
from pipeline.facts.tables import place_tables
from pipeline.figures.figures import read_figures
from pipeline.reconcile.localize.suspects import Suspect, find_suspects
from pipeline.reconcile.relations import judge_claims
from pipeline.reconcile.tables.sums import table_claims
from pipeline.rules.claim import Claim, Judgement


def claims_of(text: str) -> list[Claim]:
    """Everything that the tables of a text claim, whether typed or not."""
    document = read_document(source_of(text))
    tables = place_tables(Findings(document, "r"))
    figures = read_figures(document, read_outline(document), [table.grid for table in tables], 2023)
    return table_claims(text, tables, figures.quantities)


def judged(text: str) -> list[Judgement]:
    """The claims of the tables of a text, judged."""
    return judge_claims(claims_of(text))


def said(text: str) -> dict[str, tuple[str, str]]:
    """Place of each claim to its kind and verdict."""
    return {
        judgement.claim.subject.partition("/")[2]: (judgement.claim.kind, judgement.verdict)
        for judgement in judged(text)
    }


def suspects(text: str) -> dict[str, float | None]:
    """What is suspected as it is printed, with the proposed value."""
    found = find_suspects(judged(text), lambda span, _: span)
    return {
        suspect.span.of(text): None if suspect.proposed is None else float(suspect.proposed)
        for suspect in set(found.values())
    }


def suspected(text: str) -> set[Suspect]:
    """Everything that is suspected, with its place."""
    return set(find_suspects(judged(text), lambda span, _: span).values())


def tabs(*rows: str) -> str:
    """A table with tabs between cells, written here with bars."""
    return "\n".join(row.replace(" | ", "\t") for row in rows) + "\n"
