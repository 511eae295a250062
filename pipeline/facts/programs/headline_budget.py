"""The headline budget of a program, told from the other money that a program speaks of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.document.bullets import bullet_inside, without_marks
from pipeline.document.digits import TILDES, YEAR_MARK
from pipeline.document.document import Document
from pipeline.document.lines import Line
from pipeline.document.readable import closed, content_start, readable
from pipeline.document.tables.grid import Span
from pipeline.figures.amount import read_amount
from pipeline.vocabulary.dimensions import dimensions
from pipeline.vocabulary.programs import programs

_YEAR = rf"(?:{YEAR_MARK}" + r"\s*(?P<{name}>\d{{2}})\s*년|(?P<{name}_long>20\d{{2}})\s*년)"
_AMOUNT = r"(?P<amount>(?=\d))"
_RANGE = re.compile(rf"\s*[{TILDES}]\s*\d")
# What may stand between a label and its amount: a year, 총, a colon, brackets of the label.
_LEAD = (
    rf"\s*\)?\s*[:：]?\s*(?:[❍○◦ㅇ▹•]\s+)?(?:총\s*)?(?:{_YEAR.format(name='year')}\s*)?(?:총\s*)?"
)
_SCALE_LEAD = r"\s*[:：]\s*(?:연\s*\d+회\s*(?:\([^()]*\))?\s*/\s*)?[^\d(]*"


_BEHIND_TITLE = re.compile(
    r"[(\[]\s*(?:총\s*)?(?:사업비|예산|소요예산)?\s*[:：]?\s*(?:총\s*)?(?P<amount>(?=\d))[^()\[\]]*원\s*[)\]]\s*$"
)
_MONEY = re.compile(rf"\s*{_AMOUNT}")
_LABELLED = re.compile(r"(?P<label>[가-힣 /]{2,14}?)\s*[:：\t](?=\s*\S)\s*")
_SLASH = re.compile(r"\s/\s(?![^()]*\))")
_BETWEEN_WORDS = re.compile(r"[,:：/()※+]")


@dataclass(frozen=True)
class HeadlineBudget:
    """The budget a program states for itself."""

    krw: int
    span: Span
    year: int | None
    """The fiscal year, where it is printed with the amount."""


def headline_budget(document: Document, lines: Sequence[Line]) -> HeadlineBudget | None:
    """The budget among the lines that are a program's own, or None.

    A line that begins with the label comes first, then a scale that is money, then a label inside
    a bracket, last one among what an overview says: `사업개요 : 3개소 / 사업비 25억원`.
    """
    text = document.text
    boxed = programs().box_marks
    own = [
        (_words_start(text, start, line.end), line.end)
        for line in lines
        if not text[line.start : line.end].lstrip().startswith(boxed)
        for start in _starts(document, line)
    ]
    own = [(start, end) for start, end in own if not _is_other_money(text[start:end])]
    for pattern in (_label_pattern(), _scale_pattern()):
        for start, end in own:
            match = pattern.match(text, _year_start(text, start), end)
            if match and (budget := _read(match)):
                return budget
    for start, end in own:
        for match in _inside().finditer(text, start, end):
            if budget := _read(match):
                return budget
    return next((b for start, end in own if (b := _of_overview(text, start, end))), None)


def _of_overview(text: str, start: int, end: int) -> HeadlineBudget | None:
    """The budget among what one line says: 기간 : 연중 / 사업비 : 2억원; 예산/집행 : 2억 / 1억."""
    match = _LABELLED.match(text, start, end)
    if match is None:
        return None
    labels = [closed(label) for label in match["label"].split("/")]
    values = _split_values(text, match.end(), end)
    if len(labels) == len(values):
        for label, (begin, stop) in zip(labels, values, strict=True):
            found = _MONEY.match(text, begin, stop) if label in programs().budget else None
            if found and (budget := _read(found)):
                return budget
    if not programs().overview.issuperset(labels):
        return None
    for pattern in (_among(), _with_sources()):
        for found in pattern.finditer(text, match.end() - 1, end):
            if budget := _read(found):
                return budget
    return None


def _split_values(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the parts between slashes outside brackets begin and end."""
    slashes = [m.span() for m in _SLASH.finditer(text, start, end)]
    return list(
        zip([start, *(b for _, b in slashes)], [*(a for a, _ in slashes), end], strict=True)
    )


def title_budget(document: Document, lines: Sequence[Line]) -> HeadlineBudget | None:
    """The amount in brackets behind a program's title: `도로 건설 (57억원)`.

    A source of money before it, as in (국비 57억원), says that it is only a part.
    """
    for line in lines:
        match = _BEHIND_TITLE.search(document.text, line.start, line.end)
        if match and (budget := _read(match)):
            return budget
    return None


def _starts(document: Document, line: Line) -> list[int]:
    """The places where a label may stand: a line's start, and of a table each cell's and mark's."""
    if document.kinds[line.no - 1] != "table":
        return [line.start]
    text = document.text
    tabs = (m.end() for m in re.finditer("\t", text[line.start : line.end]))
    marks = (m.start() for m in bullet_inside().finditer(text, line.start, line.end))
    return sorted({line.start, *(line.start + at for at in tabs), *marks})


def _words_start(text: str, start: int, end: int) -> int:
    """The place where the words of a line begin, behind its marks and its number."""
    return without_marks(text, Span(content_start(text, start, end), end)).start


def _year_start(text: str, start: int) -> int:
    """The quotation mark of a year that a line's words begin with belongs to them: '23년 예산."""
    return start - 1 if text[start - 1 : start] in ("'", "’", "‘") else start


def note_behind(document: Document, budget: HeadlineBudget) -> str | None:
    """The text behind an amount on its line, readable: `(추경 : 일반회계)`."""
    line = document.lines[document.line_at(budget.span.start) - 1]
    note = readable(document.text[budget.span.end : line.end])
    return note if any(map(str.isalnum, note)) else None


def funding_in(words: str) -> str | None:
    """The sources of money that a label or note names, joined by a comma, or None.

    What a bracket with amounts names (시비: 2,394백만원) is the source of a part only.
    """
    for bracket in re.findall(r"\([^()]*\)", words):
        if any(_is_money(bracket, match.start()) for match in re.finditer(r"\d+", bracket)):
            words = words.replace(bracket, "")
    named = (closed(word) for word in _BETWEEN_WORDS.split(words))
    known = programs().funding_of
    found = [known.get(word) or known.get(word.removesuffix(programs().used)) for word in named]
    return ", ".join(dict.fromkeys(filter(None, found))) or None


def _is_money(words: str, at: int) -> bool:
    amount = read_amount(words, at)
    return amount is not None and amount.unit is not None and amount.unit.canonical == "KRW"


def _words(listed: Sequence[str]) -> str:
    """A pattern for labels whose letters may be spaced."""
    spaced = (r"\s*".join(map(re.escape, word)) for word in listed)
    return "|".join(sorted(spaced, key=len, reverse=True))


@cache
def _label_pattern() -> re.Pattern[str]:
    label = rf"(?:{_YEAR.format(name='before')}\s*)?(?:{_words(programs().budget)})"
    return re.compile(rf"{label}{_LEAD}{_AMOUNT}")


@cache
def _scale_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words(programs().scale)}){_SCALE_LEAD}{_AMOUNT}")


@cache
def _among() -> re.Pattern[str]:
    """A label behind a slash, a comma or a mark."""
    year = _YEAR.format(name="before")
    return re.compile(rf"[/,▹▸▷—]\s*(?:{year}\s*)?(?:{_words(programs().budget)}){_LEAD}{_AMOUNT}")


@cache
def _with_sources() -> re.Pattern[str]:
    """An amount without a label, the last of its line, and the sources it comes from."""
    sources = _words(tuple(dimensions().funding.words))
    return re.compile(rf"\s/\s{_AMOUNT}[^()/]+\((?:{sources})[^()]*\)\s*$")


@cache
def _inside() -> re.Pattern[str]:
    label = rf"{_YEAR.format(name='before')}\s*(?:{_words(programs().budget)})"
    return re.compile(rf"\({label}{_LEAD}{_AMOUNT}")


def _is_other_money(content: str) -> bool:
    return closed(readable(content)).startswith(programs().not_budget)


def _read(match: re.Match[str]) -> HeadlineBudget | None:
    """The money where a label's number begins; None for a count, or one end of a range."""
    start = match.start("amount")
    amount = read_amount(match.string, start)
    if amount is None or amount.unit is None or amount.unit.canonical != "KRW":
        return None
    won = amount.normalized()
    if won.denominator != 1 or _RANGE.match(match.string, amount.end):
        return None
    span = Span(amount.start, amount.end)
    return HeadlineBudget(int(won), span, next(_years(match), None))


def _years(match: re.Match[str]) -> Iterator[int]:
    groups = match.groupdict()
    for name in ("before", "year"):
        if groups.get(f"{name}_long"):
            yield int(groups[f"{name}_long"])
        elif groups.get(name):
            yield 2000 + int(groups[name])
