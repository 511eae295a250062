"""The claims of program budgets: that parts make up their whole, and parts of a program it."""

from collections.abc import Sequence

from pipeline.facts.programs.budget_parts import BudgetParts
from pipeline.facts.programs.programs import PublishedProgram
from pipeline.figures.figures import Quantity
from pipeline.rules.claim import Claim, Term
from pipeline.vocabulary.messages import Message, message

Read = Sequence[tuple[PublishedProgram, BudgetParts]]
"""Every program with what was read of its budget."""


def budget_part_claims(text: str, read: Read) -> list[Claim]:
    """The parts of an amount, in a bracket or below it, add up to it."""
    claims = []
    for published, parts in read:
        for listed in parts.lists:
            addends = [parts.found[index] for index in listed.parts]
            if len(addends) == 1 and not _same(addends[0].quantity, listed.whole):
                continue  # one part alone, such as a source of money, is not all there is
            parent = addends[0].parent
            printed = [f"{part.label} {part.quantity.span.of(text)}" for part in addends]
            number = "headline" if parent is None else str(parent + 1)
            claims.append(
                _sum(
                    "program_budgets.parts",
                    f"{published.program.label}/{number}",
                    listed.whole,
                    [part.quantity for part in addends],
                    message(
                        "{computed}; {what} is {number}",
                        computed=" + ".join(printed),
                        what=message("budget") if parent is None else parts.found[parent].label,
                        number=listed.whole.span.of(text),
                    ),
                    complete=listed.complete,
                )
            )
    return claims


def subprogram_claims(text: str, read: Read) -> list[Claim]:
    """The budgets of all parts of a program, where each states one, add up to the program's own."""
    claims = []
    for published, own in read:
        number = published.program.number
        below = [(p, b) for p, b in read if p.program.number[:-1] == number and len(number) == 2]
        heads = [parts.head for _, parts in below if parts.head is not None]
        if own.head is None or not heads or len(heads) < len(below):
            continue
        printed = [f"{p.program.label} {b.head.span.of(text)}" for p, b in below if b.head]
        claims.append(
            _sum(
                "programs.subprogram_budgets",
                published.program.label,
                own.head,
                heads,
                message(
                    "{computed}; {where} has {number}",
                    computed=" + ".join(printed),
                    where=published.program.label,
                    number=own.head.span.of(text),
                ),
                complete=True,
            )
        )
    return claims


def _same(one: Quantity, other: Quantity) -> bool:
    return one.value_normalized == other.value_normalized


def _sum(
    rule: str,
    subject: str,
    whole: Quantity,
    parts: Sequence[Quantity],
    expression: Message,
    *,
    complete: bool,
) -> Claim:
    return Claim(
        rule=rule,
        subject=subject,
        kind="sum",
        stated=whole.figure,
        terms=tuple(Term(part.figure, "addend", part.span) for part in parts),
        unit="KRW",
        expression=expression,
        span=whole.span,
        complete=complete,
    )
