"""Lists of names: where they end, and how many things they name.

What belongs here: telling names apart. What does not: which number a list belongs to.
"""

import re
from dataclasses import dataclass

from pipeline.document.brackets import read_brackets, without_brackets
from pipeline.document.bullets import note_marks
from pipeline.document.digits import YEAR_MARK
from pipeline.document.tables.grid import Span
from pipeline.vocabulary.claims import claim_words
from pipeline.vocabulary.signs import any_of, more_behind, signs

_MARKED = re.compile(r"\(\s*([가-힣A-Za-z]{1,4})\s*\)\s*")
_LONGEST_NAME = 28
_WORD = re.compile(r"[가-힣A-Za-z0-9]")
_DATE = re.compile(
    rf"(?:{YEAR_MARK}\s?\d{{2}}\s?[.년]\s?)?\d{{1,2}}\s?[./월]\s?\d{{1,2}}(?:\s?일)?\.?"
)
_FIGURE = re.compile(r"\d")
_NAME_WITH_DIGITS = re.compile(r"[A-Za-z가-힣]+\s?-?\d{1,3}[가-힣A-Za-z]*|제?\d+[가-힣A-Za-z]+.*")
# What ends a sentence or begins one is no list of names.
_NO_NAME = re.compile(
    rf"[^'’‘“\"].*['’‘“\"]|[:：=+%]|{any_of((*signs().arrows, *note_marks()))}"
    rf"|{more_behind().pattern}"
    r"|(?:함|임|됨|음|다)\.$|\s(?:및|또는)\s.*\s(?:및|또는)\s"
)


@dataclass(frozen=True)
class Names:
    """A list that was read."""

    span: Span
    names: tuple[str, ...]
    marks: tuple[str, ...]
    """Marks of the groups the names stand in: (미), (일)."""


def read_names(text: str, span: Span) -> Names | None:
    """The names that fill a stretch of text; None where it is no plain list of two or more."""
    cut = text[span.start : span.end].rstrip()
    parts = _split(cut, "," if _outside(cut, ",") else "·‧・ㆍ")
    parts = [" ".join(part.split()) for part in parts]
    if not all(parts) or (len(parts) == 1 and _inner(parts[0]) in (None, parts)):
        return None
    if all(_DATE.fullmatch(part) for part in parts):
        return Names(Span(span.start, span.start + len(cut)), tuple(parts), ())
    names: list[str] = []
    marks: list[str] = []
    for part in parts:
        if (mark := _MARKED.match(part)) and mark.end() < len(part):
            marks.append(mark[1])
        inner = _inner(part)
        bare = without_brackets(part)
        if inner is None or not _is_name(bare):
            return None
        names += inner
    return Names(Span(span.start, span.start + len(cut)), tuple(names), tuple(marks))


def _is_name(shown: str) -> bool:
    if not _WORD.search(shown) or len(shown) > _LONGEST_NAME or _NO_NAME.search(shown):
        return False
    if " " in shown and shown.endswith(claim_words().action):
        return False
    return not _FIGURE.search(shown) or _NAME_WITH_DIGITS.fullmatch(shown) is not None


def _inner(part: str) -> list[str] | None:
    """The names in the parentheses of a name that is a group of them: 동북권(광진, 성북)."""
    opened, closed = part.find("("), part.rfind(")")
    if opened < 1 or closed < opened:
        return [part]
    listed = _split(part[opened + 1 : closed], ",")
    if len(listed) == 1:
        return [part]
    names = [" ".join(name.split()) for name in listed]
    return names if all(map(_is_name, names)) else None


def _outside(text: str, mark: str) -> bool:
    return len(_split(text, mark)) > 1


def _split(text: str, marks: str) -> list[str]:
    """Cut at marks outside of parentheses, and where a line ends."""
    found, at = [], 0
    brackets = read_brackets(text)
    for number, letter in enumerate(text):
        ends = letter == "\n" and "," in marks and text[at:number].strip()
        if (letter in marks or ends) and brackets.around(number) is None:
            found.append(text[at:number])
            at = number + 1
    return [*found, text[at:]] if text[at:].strip() or not found else found
