"""Lines and claims of a sum: which can be added to a total, and whether their claims bear it out.

What belongs here: judging one total and its lines. What does not: which lines they are (`sums`).
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from pipeline.figures.number import Figure
from pipeline.reconcile.tables.sheet import Entry, Line
from pipeline.rules.claim import Claim, Term, judge


def without_asides(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines without those that print in brackets a part of the one before, under its heading."""
    return tuple(
        line
        for before, line in zip((None, *lines), lines, strict=False)
        if before is None or line.path != before.path or not is_bracketed(before, line)
    )


def addend_of(entry: Entry, index: int, size: int, resolution: Fraction) -> Term | None:
    """The addend an entry states; a dash is 0; None where it is another number of figures."""
    if entry.is_nil:
        return Term(Figure(Fraction(), resolution), "addend", entry.span)
    if len(entry.figures) != size:
        return None
    quantity = entry.figures[index]
    return Term(quantity.figure, "addend", quantity.span)


def is_reached(
    summed: Fraction, stated: Figure, terms: Sequence[Term], entries: Sequence[Entry | None]
) -> bool:
    """The addends that are printed make up the total already, and the others are blank.

    A blank cell can hold any number, so that a sum without it may be short of what is stated, but
    can never be more.
    """
    printed = [entry for entry in entries if entry and not entry.is_blank]
    positive = all(term.figure.value >= 0 for term in terms)
    return len(printed) == len(terms) and positive and summed >= stated.value


def have_one_unit(total: Line, line: Line) -> bool:
    """True when most figures of a line have the unit of the total's beside them, or there are none.

    Units may change from place to place: a row of 개소 above one of 대.
    """
    beside = [
        entry.figures[0].unit == own.figures[0].unit
        for number, entry in line.entries.items()
        if entry.figures and (own := total.entries.get(number)) and own.figures
    ]
    if beside:
        return 2 * sum(beside) >= len(beside)
    return _unit(line) in (_unit(total), None)


def _unit(line: Line) -> str | None:
    """The unit of most of a line's figures."""
    units = [entry.figures[0].unit for entry in line.counts]
    return max(units, key=units.count, default=None)


def is_aside(total: Line, line: Line) -> bool:
    """A line in brackets is part of the one above it."""
    return (line.heading[:1], line.heading[-1:]) == ("(", ")") or is_bracketed(total, line)


def is_bracketed(total: Line, line: Line) -> bool:
    """All figures of a line stand in brackets, and those of its total do not."""
    aside = [entry.is_aside for entry in line.counts]
    return bool(aside) and all(aside) and not all(entry.is_aside for entry in total.counts)


def is_borne_out(claims: Sequence[Claim]) -> bool:
    """At least one sum is exact, of more than nothing, and most hold."""
    verdicts = [judge(claim).verdict for claim in claims]
    exact = any(
        verdict == "exact" and sum(term.figure.value != 0 for term in claim.terms) > 1
        for claim, verdict in zip(claims, verdicts, strict=True)
    )
    judged = [verdict for verdict in verdicts if verdict != "not_checkable"]
    return exact and verdicts.count("mismatch") * 2 <= len(judged)


def is_carried_on(claim: Claim) -> bool:
    """A total that states one of its parts again: of a budget of which each part says what is left.

    Of parts in time (상반기, 하반기) the first states the whole, and the next what remains of it.
    """
    values = [term.figure.value for term in claim.terms]
    if claim.stated.value not in values or values.count(Fraction()) >= len(values) - 1:
        return False
    return judge(claim).verdict == "mismatch"


def is_too_much(claims: Sequence[Claim]) -> bool:
    """The addends are more than the total in every place."""
    judged = [j for claim in claims if (j := judge(claim)).verdict != "not_checkable"]
    return bool(judged) and all(
        j.verdict == "mismatch" and j.computed is not None and j.computed > j.claim.stated.value
        for j in judged
    )


def without_unlisted(claims: Sequence[Claim], total: Line, parts: Sequence[Line]) -> list[Claim]:
    """Claims; one that lacks just what the total has where no part has any cannot be checked.

    The head of an office is counted in 계 and in a grade of its own, and has no row: 3급 1, and a
    dash in every department.
    """
    lacks = sum(
        (
            entry.figures[0].figure.value
            for number, entry in total.entries.items()
            if len(entry.figures) == 1
            and all((part := line.entries.get(number)) and part.is_nil for line in parts)
        ),
        Fraction(),
    )
    return [
        replace(claim, complete=False)
        if lacks > 0 and claim.stated.value - sum(t.figure.value for t in claim.terms) == lacks
        else claim
        for claim in claims
    ]
