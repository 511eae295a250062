"""The rows or columns of a table that are computed from others, by what their headings say.

Said by letters, `비중 (B/A)` beside `전국 (A)` and `서울 (B)`; by measures, 과부족 beside 정원 and
현원; by time, 증감 beside two years, quarters or stages of a budget. Nothing is inferred from the
figures.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document.tables.members import read_heading
from pipeline.reconcile.tables.measured import rated_lines
from pipeline.reconcile.tables.sheet import Line
from pipeline.vocabulary.dimensions import dimensions
from pipeline.vocabulary.relations import Operation, relations

_LETTER = r"[A-Za-z㉠-㉻①-⑳ⓐ-ⓩ]"
_MINUS = "[-−–]"
_GROWTH = re.compile(rf"\(({_LETTER}){_MINUS}({_LETTER})\)[/÷](\2)(?:[×xX*]100%?)?")
_RATIO = re.compile(rf"\(?({_LETTER})[/÷]({_LETTER})\)?(?:[×xX*]100%?)?")
_PRODUCT = re.compile(rf"({_LETTER})(?:[×xX*]({_LETTER}))+")
_LINEAR = re.compile(rf"({_LETTER})(?:[-−–+]({_LETTER}))+")
_TWO = 2
_AMOUNTS = ("money", "count")
_MOST_BESIDE = 60
"""Lines beyond which headings are not compared one with another."""


@dataclass(frozen=True)
class Computed:
    """A line that is computed from others."""

    line: Line
    kind: str
    operands: tuple[Line, ...]
    less: tuple[int, ...] = ()
    """Positions of operands that a sum takes off."""
    either_sign: bool = False
    """A lack can be printed as a positive number."""


def computed_lines(lines: Sequence[Line]) -> list[Computed]:
    """Every line that its heading says is computed from other lines."""
    beside = _Beside(lines)
    found = []
    for line in lines:
        for rule in _RULES:
            if computed := rule(line, beside):
                found.append(computed)
                break
    return found


class _Beside:
    """The lines of one direction, to be asked for by letter, name or place."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.lettered: dict[str, list[Line]] = {}
        self._named: dict[tuple[tuple[str, ...], str], list[Line]] = {}
        self._below: dict[tuple[str, ...], list[Line]] = {}
        for line in lines:
            self._named.setdefault((line.path[:-1], line.name), []).append(line)
            self._below.setdefault(line.path[:-1], []).append(line)
            for formula in line.formulas:
                if len(formula.strip("()")) == 1:
                    self.lettered.setdefault(formula.strip("()"), []).append(line)

    def under(self, path: tuple[str, ...], line: Line) -> list[Line]:
        """Other lines under a heading; none where they are too many to be told apart."""
        found = self._below.get(path, [])
        return [] if len(found) > _MOST_BESIDE else [o for o in found if o is not line]

    def siblings(self, line: Line) -> list[Line]:
        """Other lines under the same heading, or under the one above it."""
        above = dict.fromkeys((line.path[:-1], line.path[:-2]))
        return [other for path in above for other in self.under(path, line)]

    def one_of(self, line: Line, names: Sequence[str], *, apart: bool = False) -> Line | None:
        """The one line with one of some names: beside `line`, or else at the top."""
        places = [()] if apart else dict.fromkeys((line.path[:-1], ()))
        for place in places:
            found = [o for name in names for o in self._named.get((place, name), [])[:_TWO]]
            found = [other for other in found if other is not line]
            if found:
                return found[0] if len(found) == 1 else None
        return None


def _by_letters(line: Line, beside: _Beside) -> Computed | None:
    """비중 (B/A), where exactly one heading is (A) and one is (B)."""
    for formula in line.formulas:
        kind = _kind_of(formula)
        if kind is None:
            continue
        letters = re.findall(_LETTER, re.sub(r"[×xX*]100%?|[×xX*]", "", formula))
        letters = letters[:_TWO] if kind == "growth" else letters
        found = [beside.lettered.get(letter, []) for letter in letters]
        if any(len(lines) != 1 or lines[0] is line for lines in found):
            continue
        less = tuple(
            position for position, letter in enumerate(letters)
            if kind == "sum" and re.search(rf"{_MINUS}{re.escape(letter)}", formula)
        )  # fmt: skip
        operands = tuple(lines[0] for lines in found)
        if less == (1,) and len(operands) == _TWO:
            return Computed(line, "difference", operands)
        return Computed(line, kind, operands, less)
    return None


def _kind_of(formula: str) -> str | None:
    bare = formula[1:-1] if re.fullmatch(r"\([^()]*\)", formula) else formula
    for kind, pattern in (
        ("growth", _GROWTH), ("ratio", _RATIO), ("product", _PRODUCT), ("sum", _LINEAR),
    ):  # fmt: skip
        if pattern.fullmatch(bare):
            return kind
    return None


def _by_measure(line: Line, beside: _Beside) -> Computed | None:
    """취·창업률 is 취·창업자 ÷ 대상; 과부족 is 현원 − 정원; 자산 is 부채 + 자본."""
    words = relations()
    listed: list[tuple[str, Operation]] = [
        *(("ratio", operation) for operation in words.rates),
        *(("difference", operation) for operation in words.differences),
        *(("sum", operation) for operation in words.sums),
    ]
    for kind, operation in listed:
        first: Sequence[str] = operation.first
        apart = False
        if line.name not in operation.names:
            # 집행률 / 지출액 is 지출액 ÷ 예산현액
            if len(line.path) < _TWO or line.path[-2] not in operation.names:
                continue
            first, apart = (line.name,), True
        operands = [beside.one_of(line, names, apart=apart) for names in (first, operation.second)]
        if operands[0] and operands[1]:
            measure = line.members.measure
            lack = measure is not None and measure.name == "headcount_gap"
            return Computed(line, kind, (operands[0], operands[1]), either_sign=lack)
    return None


def _by_dimension(line: Line, beside: _Beside) -> Computed | None:
    """집행률 is 집행액(9월말) ÷ ’25년 예산; 달성률 is 2024년 실적 ÷ 2024년 목표."""
    operands = rated_lines(line, beside.siblings(line))
    return Computed(line, "ratio", operands) if operands else None


def _by_time(line: Line, beside: _Beside) -> Computed | None:
    """증감 beside exactly two times is the later less the earlier; 증감률 its percentage."""
    words = relations()
    under_change = len(line.path) > 1 and line.path[-2] in words.change | words.growth
    unit = line.members.unit
    percent = unit is not None and unit.canonical == "percent"
    if line.name in words.growth or (under_change and (percent or line.name.endswith("률"))):
        kind = "growth"
    elif line.name in words.change or (under_change and line.name in words.amount):
        kind = "difference"
    else:
        return None
    found = _two_times(beside.siblings(line))
    return Computed(line, kind, found) if found else None


def _two_times(lines: Sequence[Line]) -> tuple[Line, Line] | None:
    """The later and the earlier of the only two times of one measure: 2024년 예산, 2025년 예산."""
    by_measure: dict[str | None, list[tuple[tuple[int, ...], Line]]] = {}
    for line in lines:
        measure = line.members.measure
        if (time := _time(line)) is not None and (measure is None or measure.kind in _AMOUNTS):
            name = measure.name if measure else _settled(line)
            by_measure.setdefault(name, []).append((time, line))
    compared = [times for times in by_measure.values() if len(times) > 1]
    times = compared[0] if len(compared) == 1 else []
    if len(times) != _TWO or times[0][0] == times[1][0] or len(times[0][0]) != len(times[1][0]):
        return None
    earlier, later = sorted(times, key=lambda pair: pair[0])
    return later[1], earlier[1]


def _settled(line: Line) -> str | None:
    """결산 is compared with 결산."""
    return "settlement" if _stage(line) == "settlement" else None


def _time(line: Line) -> tuple[int, ...] | None:
    """The order of lines in time: year, or year and part of it, or stage of a budget."""
    members, words = line.members, relations()
    if line.name in words.earlier:
        return (-1,)
    if line.name in words.later:
        return (0,)
    if members.total is not None or members.items:
        return None
    year = members.year
    if members.part is not None:
        printed = year.printed if year and year.printed is not None else 0
        return (printed % 100, members.part.number)
    if year is not None:
        return (year.printed % 100,) if year.printed is not None else (year.relative or 0,)
    stage = dimensions().stage(members.stage) if members.stage else None
    return None if stage is None else (-1,) if stage == "budget" else (0,)


def _by_stages(line: Line, beside: _Beside) -> Computed | None:
    """최종예산 is 당초 and every 추경."""
    if _stage(line) != "budget_final":
        return None
    others = beside.under(line.path[:-1], line)
    base = [other for other in others if _stage(other) == "budget"]
    more = [other for other in others if _stage(other) == "budget_supplementary"]
    if len(base) != 1 or not more:
        return None
    return Computed(line, "sum", (*base, *more))


def _stage(line: Line) -> str | None:
    return dimensions().stage(line.members.stage) if line.members.stage else None


def _by_price(line: Line, beside: _Beside) -> Computed | None:
    """금액 is 단가 × 인원 × 개월, where these and nothing else stand beside it."""
    words = relations()
    if line.name not in words.product:
        return None
    others = beside.under(line.path[:-1], line)
    price = [other for other in others if other.name in words.price]
    numbers = [other for other in others if other.name in words.numbers]
    rivals = [other for other in others if other.name in words.product]
    if len(price) != 1 or not numbers or rivals:
        return None
    return Computed(line, "product", (*price, *numbers))


def _by_years(line: Line, beside: _Beside) -> Computed | None:
    """총사업비 is the budget of all years, if none is left before the first or after the last."""
    measure = line.members.measure
    if measure is None or measure.name != "total_cost" or line.members.year or line.formulas:
        return None
    if len(beside.lines) > _MOST_BESIDE:
        return None
    years: dict[tuple[int, int], Line] = {}
    for other in beside.lines:
        at = None if other is line else _budget_year(other)
        if at is not None and years.setdefault(at, other) is not other:
            return None
    ordered = sorted(years)
    named = [year for bound, year in ordered if bound == 0]
    closed = len(ordered) > _TWO and ordered[0][0] < 0 and ordered[-1][0] > 0
    if not closed or any(b - a != 1 for a, b in pairwise(named)):
        return None
    return Computed(line, "sum", tuple(years[at] for at in ordered))


def _budget_year(line: Line) -> tuple[int, int] | None:
    """Before, in or after a year: what orders the money of a project; None for anything else."""
    words, members = relations(), line.members
    if words.before.intersection(line.path):
        return (-1, 0)
    if words.after.intersection(line.path):
        return (1, 0)
    measure = members.measure.name if members.measure else "budget"
    year = members.year or next(
        (head.year for head in map(read_heading, reversed(line.path)) if head.year), None
    )
    if measure not in ("budget", "cost") or year is None or year.printed is None:
        return None
    bound = {"until": -1, "from": 1}.get(year.bound or "", 0)
    return (bound, year.printed % 100 if bound == 0 else 0)


_RULES: tuple[Callable[[Line, _Beside], Computed | None], ...] = (
    _by_letters,
    _by_measure,
    _by_dimension,
    _by_time,
    _by_stages,
    _by_price,
    _by_years,
)
