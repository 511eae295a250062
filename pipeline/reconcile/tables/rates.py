"""What the headings of a table say that it computes from others: rates, differences, changes.

Said by a formula, `비중 (B/A)` beside `전국 (A)` and `서울 (B)`, by a name that relations.toml
lists, or by 증감 beside the columns of two years. Nothing is inferred from the figures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.figures.figures import Quantity
from pipeline.reconcile.tables.sheet import Line, Sheet, figure_of, is_bound, shown_like
from pipeline.rules.claim import Claim, Term, compute_terms, judge
from pipeline.vocabulary.relations import relations

_LETTER = "[A-Z㉠-㉻①-⑳ⓐ-ⓩ]"
_NAMED = re.compile(rf"\(({_LETTER})(?:=[^()]*(?:\([^()]*\)[^()]*)*)?\)")
_MINUS = "[-−－–]"
_FORMULAS = (
    ("growth", re.compile(rf"\(({_LETTER}){_MINUS}({_LETTER})\)[/÷](\2)(?:[×xX*]100%?)?")),
    ("ratio", re.compile(rf"({_LETTER})[/÷]({_LETTER})(?:[×xX*]100%?)?")),
    ("difference", re.compile(rf"({_LETTER})(?:{_MINUS}({_LETTER}))+")),
    ("sum", re.compile(rf"({_LETTER})(?:\+({_LETTER}))+")),
    ("product", re.compile(rf"({_LETTER})(?:[×xX*]({_LETTER}))+")),
)
_FORMULA = re.compile(rf"\((?:{_LETTER}=)?((?:[^()]|\([^()]*\))+)\)")
_YEAR = re.compile(r"['’‘]?((?:19|20)\d{2}|\d{2})(?:년도?)?")
_ROLES = {
    "ratio": ("numerator", "denominator"),
    "share": ("numerator", "denominator"),
    "growth": ("numerator", "base"),
    "difference": ("minuend", "subtrahend"),
    "sum": ("addend", "addend"),
    "product": ("factor", "factor"),
}
_SIGNS = {"difference": " − ", "sum": " + ", "product": " × ", "ratio": " ÷ ", "share": " ÷ "}


@dataclass(frozen=True)
class _Computed:
    """A line that is computed from others."""

    line: Line
    kind: str
    operands: tuple[Line, ...]
    sure: bool
    """A formula says so, and not only a name."""


def rate_claims(text: str, sheet: Sheet) -> list[Claim]:
    """Every rate, difference and change that headings of columns, or of rows, state."""
    claims = []
    for lines, across in ((sheet.columns, sheet.rows), (sheet.rows, sheet.columns)):
        for computed in _computed(lines):
            found = [
                claim
                for line in across
                if (claim := _claim(text, sheet, computed, line, by_row=lines is sheet.rows))
            ]
            if computed.sure or not _refuted(found):
                claims += found
    return claims


def _computed(lines: Sequence[Line]) -> list[_Computed]:
    found = []
    for line in lines:
        others = [other for other in lines if other is not line]
        computed = _by_formula(line, others) or _by_name(line, others) or _by_years(line, others)
        if computed:
            found.append(computed)
    return found


def _by_formula(line: Line, others: Sequence[Line]) -> _Computed | None:
    """비중 (B/A), where exactly one heading is (A) and one is (B)."""
    lettered: dict[str, list[Line]] = {}
    for other in others:
        for match in _NAMED.finditer(other.heading):
            lettered.setdefault(match[1], []).append(other)
    for aside in _FORMULA.finditer(line.heading):
        for kind, pattern in _FORMULAS:
            if not pattern.fullmatch(aside[1]):
                continue
            letters = list(dict.fromkeys(re.findall(_LETTER, re.sub("[xX]", "", aside[1]))))
            if any(len(lettered.get(letter, [])) != 1 for letter in letters):
                return None
            return _Computed(line, kind, tuple(lettered[letter][0] for letter in letters), True)
    return None


def _by_name(line: Line, others: Sequence[Line]) -> _Computed | None:
    """취·창업률 is 취·창업자 ÷ 대상; 집행률 / 지출액 is 지출액 ÷ 예산현액."""
    operations = [("ratio", o) for o in relations().rates]
    operations += [("difference", o) for o in relations().differences]
    for kind, operation in operations:
        operands = None
        if line.name in operation.names:
            operands = _operands(line, others, operation.first, operation.second)
        elif len(line.path) > 1 and line.path[-2] in operation.names:
            operands = _operands(line, others, (line.name,), operation.second, apart=line.path[:-1])
        if operands:
            return _Computed(line, kind, operands, False)
    return None


def _operands(
    line: Line,
    others: Sequence[Line],
    first: Sequence[str],
    second: Sequence[str],
    apart: tuple[str, ...] | None = None,
) -> tuple[Line, ...] | None:
    """The one line of each list of names: beside `line`, or else at the top."""
    found = []
    for names in (first, second):
        named = [o for o in others if o.name in names and (apart is None or o.path[:-1] != apart)]
        beside = [o for o in named if o.path[:-1] == line.path[:-1]] or [
            o for o in named if len(o.path) == 1
        ]
        if len(beside) != 1:
            return None
        found.append(beside[0])
    return tuple(found)


def _by_years(line: Line, others: Sequence[Line]) -> _Computed | None:
    """증감 beside exactly two years is the later less the earlier; 증감률 its percentage."""
    kind = {True: "difference", False: "growth"}[line.name in relations().change]
    if kind == "growth" and line.name not in relations().growth:
        return None
    beside = [
        (year, other)
        for other in others
        if other.path[:-1] in (line.path[:-1], line.path[:-2])
        and (year := _year(other.name)) is not None
    ]
    if len(beside) != 2 or beside[0][0] == beside[1][0]:
        return None
    earlier, later = sorted(beside, key=lambda pair: pair[0])
    return _Computed(line, kind, (later[1], earlier[1]), False)


def _year(name: str) -> int | None:
    """What orders the columns of two years: the year, or -1 and 0 for 전년 and 금년."""
    if match := _YEAR.fullmatch(name):
        return int(match[1]) % 100
    if name in relations().earlier:
        return -1
    return 0 if name in relations().later else None


def _claim(
    text: str, sheet: Sheet, computed: _Computed, line: Line, *, by_row: bool
) -> Claim | None:
    """What a computed line states in one line across; None where a figure is not printed."""
    entry = computed.line.entries.get(line.number)
    if entry is None or len(entry.figures) != 1:
        return None
    stated = entry.figures[0]
    operands = [_single(operand, line.number) for operand in computed.operands]
    quantities = [operand for operand in operands if operand]
    kind = _kind(computed, stated, quantities)
    if kind is None or len(quantities) < len(operands):
        return None
    roles = _ROLES[kind]
    terms = tuple(
        Term(figure_of(quantity), roles[min(position, 1)], quantity.span)
        for position, quantity in enumerate(quantities)
    )
    operations = list(zip(computed.operands, terms, strict=True))
    row, column = (computed.line, line) if by_row else (line, computed.line)
    return Claim(
        rule=f"table_cells.{kind}",
        subject=f"{sheet.number}/r{row.number + 1}c{column.number + 1}",
        kind=kind,
        stated=figure_of(stated),
        terms=terms,
        unit=stated.unit,
        expression=f"{line.shown}: {_expression(text, kind, operations, stated)}; "
        f"{computed.line.shown} states {stated.span.of(text)}",
        span=stated.span,
        factor=_factor(stated),
        bound=any(map(is_bound, [stated, *quantities])),
        table_id=sheet.table.table_id,
    )


def _single(line: Line, number: int) -> Quantity | None:
    entry = line.entries.get(number)
    return entry.figures[0] if entry and len(entry.figures) == 1 else None


def _kind(computed: _Computed, stated: Quantity, operands: Sequence[Quantity]) -> str | None:
    """The kind of claim, or None where the units do not allow it, or a sign is only an arrow."""
    kind, units = computed.kind, {operand.unit for operand in operands}
    if kind in ("difference", "growth") and stated.direction == "down" and stated.value > 0:
        return None
    allowed = {
        "difference": units == {stated.unit},
        "sum": units == {stated.unit},
        "product": True,
        "growth": len(units) == 1 and stated.unit == "percent",
        "ratio": len(units) == 1 and stated.unit in ("percent", "multiple"),
    }
    if not allowed[kind]:
        return None
    return "share" if kind == "ratio" and computed.line.name in relations().share else kind


def _expression(
    text: str, kind: str, operands: Sequence[tuple[Line, Term]], stated: Quantity
) -> str:
    names = [f"{line.shown} {term.span.of(text) if term.span else ''}" for line, term in operands]
    given = compute_terms(kind, [term for _, term in operands], _factor(stated))
    result = "?" if given is None else shown_like(given.value, stated)
    unit = " %" if stated.unit == "percent" else ""
    if kind == "growth":
        return f"({names[0]} − {names[1]}) ÷ {names[1]} = {result}{unit}"
    return f"{_SIGNS[kind].join(names)} = {result}{unit}"


def _factor(stated: Quantity) -> Fraction:
    return Fraction(100 if stated.unit == "percent" else 1)


def _refuted(claims: Sequence[Claim]) -> bool:
    """None of several claims holds: the name means something else here."""
    verdicts = [judge(claim).verdict for claim in claims]
    judged = [verdict for verdict in verdicts if verdict != "not_checkable"]
    return len(judged) > 1 and set(judged) == {"mismatch"}
