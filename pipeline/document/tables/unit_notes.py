"""Units announced above a table: `(단위 : 백만원)`, `(단위 : 억원, %)`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document.readable import closed, readable
from pipeline.document.tables.axes import Head, combine_members
from pipeline.document.tables.grid import Noted
from pipeline.document.tables.members import Members
from pipeline.vocabulary.dimensions import Measure
from pipeline.vocabulary.units import Unit, told_units, units
from pipeline.vocabulary.words import words

_NOTE = re.compile(r"단위\s*[:：]\s*([^()\[\]<>〈〉【】｢｣「」]+)")
_ALONE = re.compile(r"[(\[<〈【「]\s*([^()\[\]<>〈〉【】「」\d]{1,12})\s*[)\]>〉】」]$")
# Units of one letter that are other words in brackets: (인), (대), (회).
_WORDS = frozenset(["인", "사", "대", "회", "동", "p", "P", "불", "실", "석", "편", "기업", "업체"])
_MONEY = ("KRW", "USD", "EUR")
_QUOTIENT = re.compile(r"\(?[A-Za-z](?:[-–][A-Za-z])?\)?/\(?[A-Za-z]\)?")
_DECIMALS = re.compile(r"[0-9]\.[0-9]")
_ASIDE = re.compile(r"\([^()]*\)|\d\)$")


def noted_units(notes: str) -> tuple[str, ...]:
    """The units that a note names, as printed; what it says besides (a day) is left out.

    The first is given also where no reference knows it, if the note says 단위. Units alone in
    brackets at the end of a line, (백만원) or 【억원】, are a note as well.
    """
    match = _NOTE.search(notes)
    if match is None:
        alone = _ALONE.search(notes.strip())
        parts = _entries(alone[1]) if alone else []
        known = [closed(part) in units() and closed(part) not in _WORDS for part in parts]
        return tuple(parts) if parts and all(known) else ()
    first, *others = _entries(match[1])
    return tuple(part for part in (first, *(o for o in others if closed(o) in units())) if part)


def _entries(note: str) -> list[str]:
    """The entries of a note; 천㎥/일 is one unit, 동 / 천㎡ are two."""
    found: list[str] = []
    for part in re.split(r"[,·]", note):
        found += [part] if closed(part) in units() else part.split("/")
    return [readable(part) for part in found]


def unit_for(noted: Sequence[str], headings: Sequence[str], printed: str = "") -> str | None:
    """The one of the noted units that a figure under and beside these headings is in.

    With more than one, the nearest heading that tells says which (집행률, 면적, 사업비): they are
    given from there outwards, those of columns first. That of a figure which no
    heading tells is not known, but beside a percentage alone the other holds. `printed` is the
    figure: a count of whole things has no decimals.
    """
    if len(noted) > 1 and "%" in noted and any(map(_is_ratio, headings)):
        return "%"
    others = [unit for unit in noted if unit != "%"] or list(noted)
    if len(others) > 1:
        meant = next(filter(None, map(_implied_unit, headings)), None)
        others = [name for name in others if (unit := _find_unit(name)) and unit.canonical == meant]
    found = next(iter(others), None)
    if found and len(noted) > 1 and _is_count(found) and _DECIMALS.search(printed):
        return None
    return found


def _find_unit(name: str) -> Unit | None:
    return units().get(closed(name))


def _is_count(name: str) -> bool:
    unit = _find_unit(name)
    return unit is not None and unit.exact and unit.factor == 1


def _is_ratio(heading: str) -> bool:
    name = closed(heading)
    return bool(_QUOTIENT.search(name)) or _ASIDE.sub("", name).endswith(tuple(words().ratio))


def _implied_unit(heading: str) -> str | None:
    """The canonical unit that the last word of a heading goes with."""
    name = _ASIDE.sub("", closed(heading))
    return next((unit for word, unit in told_units().items() if name.endswith(word)), None)


@dataclass(frozen=True)
class TableUnit:
    """The unit of one value of a table, and what says so."""

    unit: Unit
    source: str
    """cell, heading, measure, caption or note."""


def value_unit(
    heads: Sequence[Head], noted: Noted, printed: str, corner: Sequence[Head] = ()
) -> TableUnit | None:
    """The unit of a bare value: its headings say it, then its measure, the corner, the caption.

    Args:
        heads: headings of its column and then of its row, innermost first.
        corner: what heads the row headings.
    """
    members = combine_members(heads[::-1])
    measure = members.measure
    for head in heads:
        if head.members.unit and not _is_beside(head, measure):
            return TableUnit(head.members.unit, "heading")
    quotient = any("/" in (head.members.formula or "") for head in heads)
    if quotient or (measure and measure.kind == "rate"):
        return TableUnit(units()["%"], "measure")
    counts = measure is not None and measure.kind == "count"
    if counts and measure and measure.unit and _implies(noted, measure.unit):
        return TableUnit(units()[measure.unit], "measure")
    for head in corner:
        if head.members.unit and _fits(measure, head.members.unit, "note"):
            return TableUnit(head.members.unit, "heading")
    money = _of_money(noted.units) if _is_money(heads, members) else ()
    counted = _beside_money(noted.units) if counts and _is_amount(heads) else ()
    found = unit_for(money or counted or noted.units, [head.text for head in heads], printed)
    unit = _find_unit(found) if found else None
    if unit is not None and (named := _heading_unit(heads, unit)):
        return TableUnit(named, "heading")
    fits = unit is not None and _fits(measure, unit, noted.source)
    return TableUnit(unit, noted.source) if unit and fits else None


def _is_money(heads: Sequence[Head], members: Members) -> bool:
    """Headings that say where money comes from or which budget it is, and count nothing.

    A row may be named like a measure and be none: 예산 is a county, too.
    """
    if members.measure:
        nearest = heads[0].members.measure
        return nearest is not None and nearest.kind == "money"
    return bool(members.funding or members.side or members.stage or members.account)


def _of_money(noted: Sequence[str]) -> tuple[str, ...]:
    """The noted units that are units of money."""
    return tuple(name for name in noted if (u := _find_unit(name)) and u.canonical in _MONEY)


def _beside_money(noted: Sequence[str]) -> tuple[str, ...]:
    """The one of the noted units that is no money, where there is one."""
    others = tuple(name for name in noted if name != "%" and name not in _of_money(noted))
    return others if len(others) == 1 else ()


def _is_amount(heads: Sequence[Head]) -> bool:
    """The nearest heading says how much, not of what: 2024년 물량."""
    return closed(heads[0].text).endswith(words().amount)


def _heading_unit(heads: Sequence[Head], noted: Unit) -> Unit | None:
    """The unit that a heading is, where the note has another: 종목 and 팀 in a table of 명."""
    for head in heads:
        name = closed(head.text)
        unit = _find_unit(name) if name in told_units() else None
        if unit is not None and unit.canonical != noted.canonical:
            return unit
    return None


def _is_beside(head: Head, measure: Measure | None) -> bool:
    """A heading has the unit of figures beside a rate: 명 of its row, which 달성률 is not in."""
    rate = measure is not None and measure.kind == "rate"
    return rate and head.members.measure is None and head.members.unit != units()["%"]


def _fits(measure: Measure | None, unit: Unit, source: str) -> bool:
    """A count beside money takes no money unit, and money none of counts from a note far above."""
    if measure is None:
        return True
    is_money = unit.canonical in _MONEY
    if measure.kind == "count":
        return not is_money
    return measure.kind != "money" or source != "note" or is_money


def _implies(noted: Noted, printed: str) -> bool:
    """A word that counts one thing says so unless the table names a unit of the same sort."""
    found = [unit for name in noted.units if (unit := _find_unit(name))]
    return not any(unit.canonical == units()[printed].canonical for unit in found)
