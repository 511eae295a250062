"""The claims of each figure of a row or column that is computed from others: rates and changes.

What belongs here: making the claims. What does not: which lines are computed (`computed`).
"""

from collections.abc import Sequence
from fractions import Fraction

from pipeline.figures.figures import Quantity
from pipeline.figures.number import Figure
from pipeline.reconcile.tables.computed import Computed, computed_lines
from pipeline.reconcile.tables.sheet import Line, Sheet, is_bound, shown_like
from pipeline.rules.claim import Claim, Term, compute_terms, mark_doubtful, stated_at
from pipeline.vocabulary.relations import relations

_ROLES = {
    "ratio": ("numerator", "denominator"),
    "share": ("numerator", "denominator"),
    "growth": ("numerator", "base"),
    "difference": ("minuend", "subtrahend"),
    "sum": ("addend", "addend"),
    "product": ("factor", "factor"),
}
_SIGNS = {"difference": " − ", "sum": " + ", "product": " × ", "ratio": " ÷ ", "share": " ÷ "}


_WHOLE = 100


def rate_claims(text: str, sheet: Sheet) -> list[Claim]:
    """Every rate, difference, product and change that headings of columns, or of rows, state."""
    claims = []
    for lines, across in ((sheet.columns, sheet.rows), (sheet.rows, sheet.columns)):
        by_row = lines is sheet.rows
        for computed in computed_lines(lines):
            found = [
                claim
                for line in across
                if not (line.is_rate or relations().is_derived(line.name))
                # The price in a row of totals is an average.
                if not (computed.kind == "product" and line.members.total)
                if (claim := _claim(text, sheet, computed, line, by_row=by_row))
                if not _is_met_by_less(computed, claim)
            ]
            claims += mark_doubtful(found, sure=bool(computed.line.formulas))
        claims += mark_doubtful(_share_claims(text, sheet, lines, across, by_row=by_row))
    return claims


def _is_met_by_less(computed: Computed, claim: Claim) -> bool:
    """달성률 of a goal that is met by less of something: 목표 ÷ 실적, or how far it is below."""
    measure = computed.line.members.measure
    if computed.kind != "ratio" or measure is None or measure.name != "attainment_rate":
        return False
    result, goal = (term.figure.value for term in claim.terms)
    if not (result and goal and result < goal):
        return False
    near = claim.stated.resolution
    ways = (goal / result, 2 - result / goal)
    return any(abs(claim.factor * way - claim.stated.value) <= near for way in ways)


def _share_claims(
    text: str, sheet: Sheet, lines: Sequence[Line], across: Sequence[Line], *, by_row: bool
) -> list[Claim]:
    """구성비 beside an amount is its share of the total's, where the total's 구성비 is 100 %."""
    shares = [line for line in lines if line.name in relations().share and not line.formulas]
    totals = [line for line in across if line.members.total == "total"]
    if len(shares) != 1 or len(totals) != 1:
        return []
    share, total = shares[0], totals[0]
    before = [
        line for line in lines
        if line.number < share.number and not (line.is_rate or relations().is_derived(line.name))
    ]  # fmt: skip
    whole = _single(share, total.number)
    if len(before) != 1 or whole is None or whole.unit != "percent" or whole.value != _WHOLE:
        return []
    return [
        claim
        for line in across
        if line is not total and line.members.total is None
        if (claim := _share(text, sheet, (share, before[0]), (line, total), by_row=by_row))
    ]


def _share(
    text: str, sheet: Sheet, lines: tuple[Line, Line], across: tuple[Line, Line], *, by_row: bool
) -> Claim | None:
    """The claim of one share on the amount beside it and of the total."""
    (share, amount), (line, total) = lines, across
    stated = _single(share, line.number)
    part, whole = _single(amount, line.number), _single(amount, total.number)
    if stated is None or part is None or whole is None or part.unit != whole.unit:
        return None
    terms = (
        Term(part.figure, "numerator", part.span),
        Term(whole.figure, "denominator", whole.span),
    )
    row, column = (share, line) if by_row else (line, share)
    computed = compute_terms("share", terms, Fraction(_WHOLE))
    result = "?" if computed is None else shown_like(computed.value, stated)
    return Claim(
        rule="table_cells.share",
        subject=f"{sheet.number}/r{row.number + 1}c{column.number + 1}",
        kind="share",
        stated=stated.figure,
        terms=terms,
        unit=stated.unit,
        expression=stated_at(
            f"{line.shown}: {amount.shown} {part.span.of(text)} ÷ {total.shown} "
            f"{whole.span.of(text)} = {result} %",
            share.shown,
            stated.span.of(text),
        ),
        span=stated.span,
        factor=Fraction(_WHOLE),
        bound=any(map(is_bound, [stated, part, whole])),
        table_id=sheet.table.table_id,
    )


def _claim(
    text: str, sheet: Sheet, computed: Computed, line: Line, *, by_row: bool
) -> Claim | None:
    """The claim of a computed line in one line across; None where a figure is not printed."""
    entry = computed.line.entries.get(line.number)
    if entry is None or len(entry.figures) != 1:
        return None
    stated = entry.figures[0]
    terms = _terms(computed, stated, line.number)
    quantities = [q for operand in computed.operands if (q := _single(operand, line.number))]
    kind = _kind(computed, stated, quantities)
    if terms is None or kind is None:
        return None
    operations = list(zip(computed.operands, terms, strict=True))
    if terms[0].role == "subtrahend":  # a lack, printed as a positive number
        operations = [
            (operand, Term(term.figure, role, term.span))
            for (operand, term), role in zip(operations[::-1], _ROLES["difference"], strict=True)
        ]
        terms = tuple(term for _, term in operations)
    row, column = (computed.line, line) if by_row else (line, computed.line)
    return Claim(
        rule=f"table_cells.{kind}",
        subject=f"{sheet.number}/r{row.number + 1}c{column.number + 1}",
        kind=kind,
        stated=stated.figure,
        terms=terms,
        unit=stated.unit,
        expression=stated_at(
            f"{line.shown}: {_expression(text, kind, operations, stated)}",
            computed.line.shown,
            stated.span.of(text),
        ),
        span=stated.span,
        factor=_factor(stated),
        bound=any(map(is_bound, [stated, *quantities])),
        table_id=sheet.table.table_id,
    )


def _terms(computed: Computed, stated: Quantity, number: int) -> tuple[Term, ...] | None:
    """The operands of a computed figure; None where one is not printed.

    A dash is nothing where figures are added. A lack (결원 3) that is printed without its sign
    takes the first operand off the second.
    """
    roles = _ROLES[computed.kind]
    terms: list[Term] = []
    for position, operand in enumerate(computed.operands):
        entry = operand.entries.get(number)
        role = "subtrahend" if position in computed.less else roles[min(position, 1)]
        quantity = _single(operand, number)
        if quantity is not None:
            figure = quantity.figure
            if computed.kind == "product" and position and figure.value.denominator == 1:
                figure = Figure(figure.value, Fraction())  # people, months and times are counted
            terms.append(Term(figure, role, quantity.span))
        elif entry is not None and entry.is_nil and computed.kind in ("sum", "difference"):
            resolution = stated.figure.resolution
            terms.append(Term(Figure(Fraction(), resolution), role, entry.span))
        else:
            return None
    first, second = (term.figure.value for term in terms[:2])
    if computed.either_sign and _is_lack(computed, stated.value, first - second):
        terms[0] = Term(terms[0].figure, "subtrahend", terms[0].span)
    return tuple(terms)


def _is_lack(computed: Computed, stated: Fraction, difference: Fraction) -> bool:
    """A figure says how many are lacking: as most of its line do, where some have a sign."""
    kept = turned = 0
    signed = False
    for number in computed.line.entries:
        own, *others = (_single(line, number) for line in (computed.line, *computed.operands))
        if own is not None and others[0] and others[1]:
            by = others[0].value_normalized - others[1].value_normalized
            signed = signed or own.value < 0
            kept += own.value_normalized == by != 0
            turned += own.value_normalized == -by != 0
    return turned > kept if signed else difference < 0 < stated


def _single(line: Line, number: int) -> Quantity | None:
    entry = line.entries.get(number)
    return entry.figures[0] if entry and len(entry.figures) == 1 else None


def _kind(computed: Computed, stated: Quantity, operands: Sequence[Quantity]) -> str | None:
    """The kind of claim, or None where the units do not allow it, or a sign is only an arrow."""
    kind, units = computed.kind, {operand.unit for operand in operands}
    if kind in ("difference", "growth") and stated.direction == "down" and stated.value > 0:
        return None
    allowed = {
        "difference": units <= {stated.unit},
        "sum": units <= {stated.unit},
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
    if kind == "sum":
        signs = ["", *(" − " if term.role == "subtrahend" else " + " for _, term in operands[1:])]
        return f"{''.join(s + name for s, name in zip(signs, names, strict=True))} = {result}"
    return f"{_SIGNS[kind].join(names)} = {result}{unit}"


def _factor(stated: Quantity) -> Fraction:
    return Fraction(100 if stated.unit == "percent" else 1)
