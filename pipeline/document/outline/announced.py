"""The roles that headings and labels of a program announce (headings.toml)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.document.digits import YEAR_MARK
from pipeline.document.readable import closed
from pipeline.vocabulary.audit import audit
from pipeline.vocabulary.headings import headings

LABEL_END = re.compile(r"(?<=\S)(?:\s*[:：]|\s[-–－]\s)")
"""Signs between a label and the text it announces."""


BRACKETED_LABEL = re.compile(r"^\(\s*([^()]{2,20}?)\s*\)\s*")
"""A label in a bracket, before what it announces: (향후계획) 설계 공모(3월)."""


_LONGEST_LABEL = 40


_YEAR_BEFORE = re.compile(rf"^\s*(?:{YEAR_MARK}\s?(\d{{2}})|(20\d{{2}}))\s*년?\s*(?:도\s+)?")


_BRACKET_BEHIND = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


_YEAR = re.compile(rf"{YEAR_MARK}\s?(\d{{2}})(?=\D|$)|(?<!\d)(20\d{{2}})(?!\d)")


_AND = re.compile(r"\s+(?:및|/)\s+")


_TITLES_KEPT = 4096
"""Titles of which it is kept what they announce: those of a report, which are asked for often."""


_FRAME = "【】<>〈〉[]◇◆✓ㆍ "


@dataclass(frozen=True)
class Announced:
    """The role that a heading announces."""

    roles: tuple[str, ...]
    year: int | None
    """The year it names, two digits as printed."""
    label_end: int
    """The end of its words in the title: behind the colon of a label, else at the end."""


@lru_cache(_TITLES_KEPT)
def announced_role(title: str) -> Announced | None:
    """The role that the title of a section announces, or None for any other heading or item."""
    bracketed = BRACKETED_LABEL.match(title)
    label = bracketed or LABEL_END.search(title, 0, _LONGEST_LABEL)
    words = bracketed[1] if bracketed else title[: label.start()] if label else title
    name = _BRACKET_BEHIND.sub("", words.strip(_FRAME))
    name = _BRACKET_BEHIND.sub("", _YEAR_BEFORE.sub("", name)).strip()
    roles = tuple(dict.fromkeys(r for part in _AND.split(name) if (r := _role(part))))
    if not roles:
        return None
    year = _YEAR.search(words)
    return Announced(
        roles,
        int(year[1] or year[2]) if year else None,
        label.end() if label else len(title),
    )


def is_answer(title: str) -> bool:
    """The title names a part of an audit's finding or of the answer to it: 지적사항, 처리결과."""
    name = closed(LABEL_END.split(title, maxsplit=1)[0])
    return name in audit().finding | audit().result or audit().part(name) is not None


def _role(part: str) -> str | None:
    name = closed(part)
    *_, last = part.split() or [""]
    return next((h.role for h in headings() if name in h.words or last in h.ending), None)
