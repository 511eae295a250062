"""Numbers of things, with the things themselves listed behind them or right below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document.brackets import read_brackets, without_brackets
from pipeline.document.bullets import note_marks, without_marks
from pipeline.document.digits import YEAR_MARK
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.reconcile.prose.build_claim import is_rate, make_count
from pipeline.reconcile.prose.statement import Mention
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim, whole
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
_COUNTED = ("occurrence", "person")
"""Units, beside things, whose number a list of names or days can show."""
_MOST = 50
_NEAR = 5
"""A list with up to a fifth more or fewer names is about the number; any other describes it."""
_GAP = re.compile(rf"(?:(?!{any_of(signs().arrows)})[^0-9,;:：()\[\]]){{0,14}}[(\[]")
_AFTER_LABEL = re.compile(r"\s*\)\s*[:：]\s*")
_LABELLED = re.compile(r"(?P<label>[^:：,()]{2,20}?)\s*[:：]\s*")


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
    parts = _split(cut, "," if len(_split(cut, ",")) > 1 else "·‧・ㆍ")
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


def listings(statement: Statement) -> Iterator[Claim]:
    """Every number of a statement whose things are listed."""
    for mention in statement.mentions:
        if not can_count(mention):
            continue
        found = _in_parenthesis(statement, mention) or _behind_label(statement, mention)
        if found and is_about(len(found.names), mention):
            yield _claim(statement, mention, found.names, found.span)
    yield from _below(statement)


def can_count(mention: Mention) -> bool:
    """True when a figure says how many things there are, few enough to be listed."""
    quantity = mention.quantity
    bare = quantity.unit_raw is None and quantity.part is None
    counted = mention.unit in claim_words().things or mention.unit in _COUNTED
    exact = quantity.resolution == 0 or bare
    return (
        (counted or bare)
        and exact
        and quantity.part is None
        and not is_rate(mention)
        and 2 <= mention.value <= _MOST
    )


def is_about(number: int, mention: Mention) -> bool:
    """True when a list of so many is meant by a figure, right or not."""
    return abs(number - mention.value) * _NEAR <= mention.value and number > 1


def _claim(statement: Statement, mention: Mention, names: Sequence[str], place: Span) -> Claim:
    return make_count(
        statement, "listed", mention, [(whole(len(names)), place)], listed=", ".join(names)
    )


def _in_parenthesis(statement: Statement, mention: Mention) -> Names | None:
    """`4개 기술교육원 (중부, 남부, 동부, 북부)`."""
    group = next((g for g in statement.groups if g.opened >= mention.end), None)
    if group is None or not _GAP.fullmatch(statement.text[mention.end : group.opened + 1]):
        return None
    if any(group.opened < m.start < group.closed for m in statement.mentions):
        return None  # parts with figures of their own
    return read_names(statement.text, Span(group.opened + 1, group.closed))


def _behind_label(statement: Statement, mention: Mention) -> Names | None:
    """`의장(2개) : 시티넷, 세계스마트시티기구`."""
    match = _AFTER_LABEL.match(statement.text, mention.end, statement.end)
    if match is None or mention.group is None:
        return None
    return read_names(statement.text, Span(match.end(), statement.end))


def _below(statement: Statement) -> Iterator[Claim]:
    """The first item below is nothing but names: of the last number above, or of its label."""
    counts = [mention for mention in statement.mentions if can_count(mention)]
    if not counts or not statement.below:
        return
    item = statement.below[0]
    begin = without_marks(item.text, Span(item.start, item.end)).start
    label = _LABELLED.match(item.text, begin, item.end)
    names = read_names(item.text, Span(label.end() if label else begin, item.end))
    if names is None or (not label and _names_too(statement.below[1:])):
        return
    if label:
        named = [m for m in counts if _is_named(m.quantity.label or "", label["label"])]
        if len(named) == 1 and is_about(len(names.names), named[0]):
            yield _claim(statement, named[0], names.names, names.span)
        return
    last = counts[-1]
    if not is_about(len(names.names), last):
        return
    yield _claim(statement, last, names.names, names.span)
    if names.marks and len(counts) > 1 and _stands_before(statement, counts[-2], last):
        yield _claim(statement, counts[-2], names.marks, names.span)


def _is_named(label: str, name: str) -> bool:
    """A figure has a name, alone or before what is done with it: 직무분야, 직무분야 확정."""
    return closed(label) == closed(name) or label.startswith(f"{name} ")


def _names_too(items: Sequence[Statement]) -> bool:
    """Another item is a list of names as well: the first is not all of them."""
    return any(
        read_names(item.text, without_marks(item.text, Span(item.start, item.end)))
        for item in items
    )


def _stands_before(statement: Statement, group: Mention, last: Mention) -> bool:
    """`4개국 8개 도시`: the groups right before what is in them."""
    return not statement.text[group.end : last.start].strip() and group.value < last.value
