"""Units announced above a table: `(단위 : 백만원)`, `(단위 : 억원, %)`."""

import re
from collections.abc import Sequence

from pipeline.document.readable import closed, readable
from pipeline.reference import units, words

_NOTE = re.compile(r"단위\s*[:：]\s*([^()\]]+)")
_QUOTIENT = re.compile(r"\(?[A-Za-z](?:[-–][A-Za-z])?\)?/\(?[A-Za-z]\)?")
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


def unit_for(noted: Sequence[str], headings: Sequence[str]) -> str | None:
    """The one of the noted units that figures under and beside these headings are in.

    With more than one, a percentage is told by its heading; the first holds for the others.
    """
    if len(noted) > 1 and "%" in noted and any(map(_is_ratio, headings)):
        return "%"
    others = [unit for unit in noted if unit != "%"]
    return next(iter(others or noted), None)


def _is_ratio(heading: str) -> bool:
    name = closed(heading)
    return bool(_QUOTIENT.search(name)) or _ASIDE.sub("", name).endswith(tuple(words().ratio))
