"""Units announced above a table: `(단위 : 백만원)`, `(단위 : 억원, %)`."""

import re
from collections.abc import Sequence

from pipeline.document.readable import closed, readable
from pipeline.vocabulary.units import Unit, told_units, units
from pipeline.vocabulary.words import words

_NOTE = re.compile(r"단위\s*[:：]\s*([^()\]]+)")
_QUOTIENT = re.compile(r"\(?[A-Za-z](?:[-–][A-Za-z])?\)?/\(?[A-Za-z]\)?")
_DECIMALS = re.compile(r"[0-9]\.[0-9]")
_ASIDE = re.compile(r"\([^()]*\)|\d\)$")


def noted_units(notes: str) -> tuple[str, ...]:
    """The units that a note names, as printed; what it says besides (a day) is left out.

    The first is given also where no reference knows it.
    """
    match = _NOTE.search(notes)
    if match is None:
        return ()
    first, *others = [readable(part) for part in re.split(r"[,/·]", match[1])]
    return tuple(part for part in (first, *(o for o in others if closed(o) in units())) if part)


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
        told = next(filter(None, map(_told, headings)), None)
        others = [name for name in others if (unit := _known(name)) and unit.canonical == told]
    found = next(iter(others), None)
    if found and len(noted) > 1 and _is_count(found) and _DECIMALS.search(printed):
        return None
    return found


def _known(name: str) -> Unit | None:
    return units().get(closed(name))


def _is_count(name: str) -> bool:
    unit = _known(name)
    return unit is not None and unit.exact and unit.factor == 1


def _is_ratio(heading: str) -> bool:
    name = closed(heading)
    return bool(_QUOTIENT.search(name)) or _ASIDE.sub("", name).endswith(tuple(words().ratio))


def _told(heading: str) -> str | None:
    """The canonical unit that the last word of a heading goes with."""
    name = _ASIDE.sub("", closed(heading))
    return next((unit for word, unit in told_units().items() if name.endswith(word)), None)
