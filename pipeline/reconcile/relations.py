"""Judged claims as rows of `relations` and `relation_terms`."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from pipeline.document.tables.grid import Span
from pipeline.facts.rows import Findings
from pipeline.reconcile.localize.suspects import Suspect, find_suspects
from pipeline.rules.claim import Claim, Judgement, Term, judge_table
from pipeline.vocabulary.messages import in_korean
from schemas.table import Row

QuantityAt = Callable[[Span, Fraction], str | None]
"""Finds the quantity of a value in a stretch of text."""

_NOWHERE = dict.fromkeys(("line_start", "line_end", "char_start", "char_end"))


def not_made_already(claims: Iterable[Claim], made: Iterable[Claim]) -> list[Claim]:
    """The claims that do not compute the same figure from the same figures as one made before.

    What a typed table claims, the prose around it may be read to claim once more.
    """
    known = {_figures(claim) for claim in made}
    return [claim for claim in claims if _figures(claim) not in known]


def _figures(claim: Claim) -> tuple[int, frozenset[int | None]]:
    """The places where the stated figure and its terms begin."""
    return claim.span.start, frozenset(
        term.span.start if term.span else None for term in claim.terms
    )


def judge_claims(claims: Sequence[Claim]) -> list[Judgement]:
    """Judge claims, those of one rule and table together, in the order given."""
    together: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        together.setdefault((claim.rule, claim.table_id), []).append(claim)
    return [judgement for group in together.values() for judgement in judge_table(group)]


def add_relations(findings: Findings, judgements: Sequence[Judgement]) -> None:
    """Publish every claim with its verdict, and the figures that it was recomputed from."""
    quantity_at = _quantities_at(findings)
    suspects = find_suspects(judgements, lambda span, value: quantity_at(span, value) or span)
    for index, judgement in enumerate(judgements):
        claim, computed = judgement.claim, judgement.computed
        identity = relation_id(findings.report_id, claim)
        findings.add(
            "relations",
            {
                "relation_id": identity,
                "rule": claim.rule,
                "kind": claim.kind,
                "expression": claim.expression,
                "expression_ko": in_korean(claim.expression),
                "stated_quantity_id": quantity_at(claim.span, claim.stated.value),
                "stated_value": float(claim.stated.value),
                "computed_value": None if computed is None else round(float(computed), 6),
                "factor": float(claim.factor),
                "unit": claim.unit,
                "difference": None
                if computed is None
                else round(float(computed - claim.stated.value), 6),
                "tolerance": None
                if judgement.tolerance is None
                else round(float(judgement.tolerance), 6),
                "verdict": judgement.verdict,
                "z_score": judgement.z_score,
                "rounding_mode": judgement.rounding_mode,
                **_suspect_id(suspects.get(index), quantity_at),
                **findings.place(claim.span),
            },
        )
        for position, term in enumerate(claim.terms, start=1):
            _add_term(findings, identity, position, term, quantity_at)


def _suspect_id(suspect: Suspect | None, quantity_at: QuantityAt) -> Row:
    """The quantity that is probably wrong; a dash is none."""
    quantity = quantity_at(suspect.span, suspect.stated) if suspect else None
    proposed = suspect.proposed if suspect and quantity else None
    return {
        "suspect_quantity_id": quantity,
        "proposed_value": None if proposed is None else float(proposed),
    }


def relation_id(report_id: str, claim: Claim) -> str:
    """Report, rule and subject of a claim."""
    return f"{report_id}/{claim.rule.replace('.', '/')}/{claim.subject}"


def _add_term(
    findings: Findings,
    relation: str,
    position: int,
    term: Term,
    quantity_at: QuantityAt,
) -> None:
    span = term.span
    findings.add(
        "relation_terms",
        {
            "relation_id": relation,
            "position": position,
            "quantity_id": quantity_at(span, term.figure.value) if span else None,
            "role": term.role,
            "value": float(term.figure.value),
            "resolution": float(term.figure.resolution),
            "raw": span.of(findings.document.text) if span else None,
            **(findings.place(span) if span else _NOWHERE),
        },
    )


def _quantities_at(findings: Findings) -> QuantityAt:
    """A look-up for the one quantity that stands in a stretch of text, or around it.

    Where it is read as another value than the claim computes with, it is not that quantity: a
    check says so.
    """
    quantities = sorted(
        (row["char_start"], row["char_end"], row["quantity_id"], row["value_normalized"])
        for row in findings.rows.get("quantities", [])
    )

    def at(span: Span, value: Fraction) -> str | None:
        first = bisect_left(quantities, (span.start,))
        # Quantities do not overlap: the one before is the only other that can reach in here.
        near = quantities[max(first - 1, 0) : first + 2]
        touching = [(name, read) for start, end, name, read in near
                    if start < span.end and end > span.start]  # fmt: skip
        if len(touching) != 1 or touching[0][1] != float(value):
            return None
        return str(touching[0][0])

    return at
