"""Sums and differences that are written out: `[본예산]500명+[추경]100명=[변경]600명`."""

import re
from collections.abc import Iterator

from pipeline.document.bullets import bullets_only, note_marks
from pipeline.document.tables.grid import Span
from pipeline.reconcile.prose.build_claim import comparable, is_rate, make
from pipeline.reconcile.prose.statement import Mention, innermost
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim
from pipeline.vocabulary.signs import any_of, signs, times_sign

_EQUALS = re.compile(r"[=＝]")
_OPERATOR = re.compile(r"[+＋✚]|(?<=[\s)\]])[-－−](?=\s)")
_REACH = 400
"""Letters of one side of an equation; what is longer is none."""
_BEFORE = re.compile(r".*[:：,;\n]", re.DOTALL)
_AFTER = re.compile(
    rf"[,;/\n]|{any_of(note_marks())}|\s{any_of(bullets_only())}\s|{any_of(signs().arrows)}"
)


def equations(statement: Statement) -> Iterator[Claim]:
    """Every figure on the one side of `=` whose unit stands in each term of the other side."""
    for match in _EQUALS.finditer(statement.text, statement.start, statement.end):
        if innermost(statement.groups, match.start()) is not None:
            continue
        left, right = _sides(statement, match.start(), match.end())
        for terms, result in ((left, right), (right, left)):
            if len(terms) > 1 and len(result) == 1:
                yield from _claims(statement, terms, result[0])
                break


def _sides(
    statement: Statement, left_end: int, right_start: int
) -> tuple[list[tuple[str, Span]], list[tuple[str, Span]]]:
    """The terms on either side, with the operator before each."""
    left_start = max(statement.start, left_end - _REACH)
    right_end = min(statement.end, right_start + _REACH)
    before = _BEFORE.match(_outside(statement, left_start, left_end))
    after = _AFTER.search(_outside(statement, right_start, right_end))
    if (before is None and left_start > statement.start) or (
        after is None and right_end < statement.end
    ):
        return [], []
    if before:
        left_start += before.end()
    if after:
        right_end = right_start + after.start()
    return (
        _terms(statement, Span(left_start, left_end)),
        _terms(statement, Span(right_start, right_end)),
    )


def _outside(statement: Statement, start: int, end: int) -> str:
    return statement.marks[start - statement.start : end - statement.start]


def _terms(statement: Statement, side: Span) -> list[tuple[str, Span]]:
    shown = _outside(statement, side.start, side.end)
    if times_sign().search(shown):
        return []
    found, at, sign = [], side.start, "+"
    for match in _OPERATOR.finditer(shown):
        found.append((sign, Span(at, side.start + match.start())))
        at, sign = side.start + match.end(), match.group()
    return [*found, (sign, Span(at, side.end))]


def _claims(
    statement: Statement, terms: list[tuple[str, Span]], result: tuple[str, Span]
) -> Iterator[Claim]:
    for stated in statement.between(result[1].start, result[1].end):
        parts: list[tuple[str, Mention]] = []
        for sign, term in terms:
            same = [
                mention
                for mention in statement.between(term.start, term.end)
                if (comparable(stated, mention) or _bare(stated, mention))
                and (mention.group is None) == (stated.group is None)
            ]
            if len(same) != 1 or is_rate(same[0]) or same[0].quantity.part:
                break
            plus = "addend" if sign in "+＋✚" else "subtrahend"
            parts.append((plus, same[0]))
        if len(parts) == len(terms):
            less = any(role == "subtrahend" for role, _ in parts)
            if less:
                parts[0] = ("minuend", parts[0][1])
            yield make(statement, "equation", "difference" if less else "sum", stated, parts)


def _bare(one: Mention, other: Mention) -> bool:
    """Two numbers without any unit: 80 = 30 + 50."""
    return (
        one.quantity.unit_raw is None and other.quantity.unit_raw is None and one.unit == other.unit
    )
