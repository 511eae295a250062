"""One walk over the digits of a text: each run becomes part of a name, a date or an amount.

What belongs here: the order in which the readers are asked. What does not: any of their rules.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from pipeline.document.digits import MINUS, TRIANGLES, YEAR_MARK
from pipeline.document.document import Document
from pipeline.document.tables.grid import Span
from pipeline.figures.amount import Amount, read_amount, torn_end
from pipeline.figures.date_forms import MONTH_BEHIND_ARROW
from pipeline.figures.date_grammar import read_dates, weak_date, year_mark
from pipeline.figures.date_values import DateSpan, date_spans, short_years
from pipeline.figures.dates_over_lines import with_dates_whole
from pipeline.figures.triangles import Triangles, triangles
from pipeline.message import Message, message
from pipeline.vocabulary.units import RoleRule, role_rules

# A tag begins with a Latin letter; <자료 : 통계청> and <개정 2015. 1. 20.> are text.
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&#x?[0-9A-Fa-f]+;|!\[[^\]]*\]\([^()]*\)")


def markup(text: str) -> Iterator[Span]:
    """Tags, entities and pictures, in order."""
    for match in _MARKUP.finditer(text):
        yield Span(*match.span())


@cache
def _combine_rules(weak: bool) -> tuple[re.Pattern[str], tuple[RoleRule, ...]]:
    rules = tuple(rule for rule in role_rules() if rule.weak is weak)
    groups = (f"(?P<r{number}>{rule.pattern})" for number, rule in enumerate(rules))
    return re.compile("|".join(groups), re.MULTILINE | re.ASCII), rules


def role_at(text: str, at: int, *, weak: bool) -> tuple[str, int] | None:
    """Role of the digits at `at`, and where it ends; None when no rule claims them."""
    pattern, rules = _combine_rules(weak)
    match = pattern.match(text, at)
    if match is None or match.lastgroup is None:
        return None
    return rules[int(match.lastgroup[1:])].role, match.end()


_DIGITS = re.compile(r"[0-9]+")
_PAGE = re.compile(r"[^\w]*[0-9]{1,4}(?:\s?/\s?[0-9]{1,4})?[^\w]*")
"""Nothing but the number of a page, perhaps of all of them: - 3 -, 3/7."""
_SIGN = re.compile(rf"(?:[{TRIANGLES}]|(?<![0-9A-Za-z가-힣)\]%])[+{MINUS}])$|△\s$")
_STATED_YEAR = re.compile(rf"{YEAR_MARK}(\d{{2}})(?!\d)|(?<![\d,.])((?:19|20)\d{{2}})(?![\d,])")
# A bare month.day stands alone in parentheses, or before a word that goes with days.
_DAY_ALONE = re.compile(r"[0-9.]+\s*(?:\)|까지|부터|\s[가-힣])")
_COLON = re.compile(r"(?<=\S)\s?[:：]")
"""Behind it stands what a heading says, and not what it heads."""
_COUNTER = re.compile(r"[가-힣]{1,4}")
_POWER = re.compile(r"[십백천만억조]")
_FOOTNOTE = re.compile(r"(?<=[가-힣A-Za-z])[0-9]{1,2}(?=\))")

UnitHere = Callable[[int], bool]
"""Tells if a unit is announced for bare figures at a character."""


@dataclass(frozen=True)
class Signed:
    """An amount with its sign, as it stands in the text."""

    amount: Amount
    start: int
    """With the sign."""
    sign: str
    """△, ▲, ▽, ▼, a minus, + or nothing."""
    line: int
    meaning: str
    """`-`, `+` or nothing: what the sign says."""

    @property
    def negative(self) -> bool:
        """The sign says less than nothing."""
        return self.meaning == "-"


class Torn(NamedTuple):
    """Digits that are no whole number; nor is any part of them published."""

    span: Span
    reason: Message


@dataclass
class Scan:
    """The results of the walk, each list in the order of the text."""

    signs: Triangles
    """The meaning of triangles here."""
    unbroken: str
    """The text, with a space for each end of a line inside a date."""
    runs: list[Span] = field(default_factory=list)
    """Every maximal run of digits."""
    roles: list[str] = field(default_factory=list)
    """Role of each run; a quantity's is `quantity`."""
    amounts: list[Signed] = field(default_factory=list)
    dates: list[DateSpan] = field(default_factory=list)
    torn: list[Torn] = field(default_factory=list)
    covered_until: int = 0
    covering: str = ""


def scan(document: Document, report_year: int, unit_here: UnitHere) -> Scan:
    """Read all digits of a document."""
    text, found = document.text, Scan(triangles(document.text), with_dates_whole(document))
    tags = iter([*markup(text), Span(len(text), len(text))])
    tag = next(tags)
    years_of = _Years(document, report_year)
    for match in _DIGITS.finditer(text):
        at = match.start()
        found.runs.append(Span(at, match.end()))
        while tag.end <= at:
            tag = next(tags)
        if at >= found.covered_until:
            if tag.start <= at:
                found.covering, found.covered_until = "markup", tag.end
            else:
                _read(document, at, found, years_of, unit_here)
        found.roles.append(found.covering)
    return found


def _read(
    document: Document, at: int, found: Scan, years_of: "_Years", unit_here: UnitHere
) -> None:
    """Ask the readers in turn what begins at a digit."""
    text, number = document.text, document.line_at(at)
    line = document.lines[number - 1]
    if document.kinds[number - 1] == "furniture" and _PAGE.fullmatch(text, line.start, line.end):
        found.covering, found.covered_until = "markup", line.end
        return
    marked = year_mark(text, at, line.start)
    is_date = marked or MONTH_BEHIND_ARROW.match(text, at)
    role = None if is_date else role_at(text, at, weak=False)
    if role:
        found.covering, found.covered_until = role
        return
    printed = read_dates(found.unbroken, at, marked=marked, short_years=years_of.short)
    if printed and printed[0].first.month and not marked and _is_figure(text, at, unit_here):
        printed = []
    amount = None if printed else read_amount(text, at)
    if amount and not amount.has_unit:
        weak = role_at(text, at, weak=True)
        if (weak and not unit_here(at)) or (weak := _footnote(text, at, document)):
            found.covering, found.covered_until = weak
            return
        alone = (
            text[max(at - 2, 0) : at].rstrip()[-1:] in ("(", "/", "") or "는" in text[at - 2 : at]
        )
        if alone and _DAY_ALONE.match(text, at) and not unit_here(at):
            printed = weak_date(text, at)
    if printed:
        found.dates.extend(date_spans(text, printed, years_of.report, years_of.heading(number)))
        found.covering, found.covered_until = "date", printed[-1].end
    elif amount and (torn := _torn(document, at, amount)):
        found.torn.append(torn)
        found.covering, found.covered_until = "unknown", torn.span.end
    elif amount:
        found.amounts.append(_sign(document, at, amount, number, found.signs))
        found.covering, found.covered_until = "quantity", amount.end
    else:
        found.covering, found.covered_until = "unknown", at + 1


def _torn(document: Document, at: int, amount: Amount) -> Torn | None:
    if end := torn_end(document.text, at):
        return Torn(Span(at, end), message("commas stand where no thousands are"))
    if end := _end_on_next_line(document, at, amount):
        return Torn(Span(at, end), message("a number goes on in the next line"))
    return None


def _end_on_next_line(document: Document, at: int, amount: Amount) -> int | None:
    """The end of an amount whose powers of ten stand on the next line: 3 / 만 6천벌."""
    text, number = document.text, document.line_at(at)
    if not document.source.wraps or text[amount.end : amount.end + 1] != "\n":
        return None
    if number == len(document.lines) or document.kinds[number] != "paragraph":
        return None
    below = document.lines[number]
    rest = text[below.start : below.end].lstrip()
    if not (_POWER.match(rest) or (_POWER.match(text, amount.end - 1) and rest[:1].isdigit())):
        return None
    whole = read_amount(f"{text[at : amount.end]}{rest}", 0)
    goes_on = whole.end - (amount.end - at) if whole else 0
    if whole is None or not (whole.has_unit or re.search(r"[0-9]", rest[: max(goes_on, 0)])):
        return None  # 만족도: no power of ten
    return below.end - len(rest) + goes_on if goes_on > 0 else None


def _is_figure(text: str, at: int, unit_here: UnitHere) -> bool:
    """Digits with a point that look like month.day, where a unit is announced for them."""
    return re.compile(r"[0-9]+\.[0-9]+(?![0-9.(월]|\s*[~∼(])").match(
        text, at
    ) is not None and unit_here(at)


def _footnote(text: str, at: int, document: Document) -> tuple[str, int] | None:
    """The mark of a note behind a word: 예산현액1). A closing parenthesis needs an opening one."""
    match = _FOOTNOTE.match(text, at)
    if match is None:
        return None
    line = text[document.lines[document.line_at(at) - 1].start : at]
    return ("ordinal", match.end()) if line.count("(") <= line.count(")") else None


def _sign(document: Document, at: int, amount: Amount, number: int, signs: Triangles) -> Signed:
    text = document.text
    line_start = document.lines[number - 1].start
    match = _SIGN.search(text, max(at - 2, line_start), at)
    sign = match.group().strip() if match else ""
    meaning = signs.meaning(text, match.start()) if match and sign in TRIANGLES else _plain(sign)
    if match and sign in TRIANGLES and not meaning:
        match = None  # the mark of an item
    if match and sign in MINUS and not text[line_start : match.start()].strip(" "):
        match = None  # the mark of an item
    if not amount.has_unit and amount.end < len(text):
        amount = _with_unknown_counter(text, amount)
    start = match.start() if match else at
    return Signed(amount, start, sign if match else "", number, meaning if match else "")


def _plain(sign: str) -> str:
    return "-" if sign and sign in MINUS else sign


def _with_unknown_counter(text: str, amount: Amount) -> Amount:
    """A word directly behind a number that no unit is known for is kept as its raw unit."""
    match = _COUNTER.match(text, amount.end)
    if match is None or amount.unit_raw:
        return amount
    return replace(amount, end=match.end(), unit_raw=match.group())


class _Years:
    """The year of the report, and the one that the nearest heading above a line states."""

    def __init__(self, document: Document, report: int) -> None:
        self.report = report
        self.short = short_years(report)
        self._years: list[int | None] = []
        year: int | None = None
        for line, kind in zip(document.lines, document.kinds, strict=True):
            if kind == "heading":
                label = document.text[line.start : line.end]
                colon = _COLON.search(label)
                match = _STATED_YEAR.search(label[: colon.start()] if colon else label)
                year = int(match[2] or 2000 + int(match[1])) if match else None
            self._years.append(year)

    def heading(self, number: int) -> int | None:
        """The year of the heading above a line, by its number."""
        return self._years[number - 1]
