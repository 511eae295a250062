"""One printed amount at one place of a text: digits, Korean powers of ten, and its unit.

What belongs here: reading `1조 4천억원`, `507만5천명` or `58개 기업` from its first digit on.
What does not: whether these digits are an amount at all, or what a bare number counts.
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.document.readable import closed
from pipeline.vocabulary.units import MAGNITUDES, Unit, counters, unit_patterns

_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.([0-9]+))?")
_MAGNITUDE = re.compile(
    r"여?(?P<powers>[십백천만억조]+(?:여[만억조]+)?)|\s(?=[백천만억조]+\s?(?:원|불|달러))(?P<spaced>[백천만억조]+)"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:,[0-9]{1,2})*|[0-9]{4,}(?:,[0-9]{4,})*")
_RUN = re.compile(r"[0-9]+(?:,[0-9]+){0,40}")
_FRACTION = re.compile(r"(?P<whole>[1-9][0-9,]{0,30})\s?분의\s?(?P<part>[0-9]+)(?![0-9.,]*[0-9])")
_SHARE = Unit("분의", "percent", Fraction(100), exact=True)
_DIGIT = re.compile(r"[0-9]")
_CLOSING = "만억조"
"""Powers of ten that close a group: 7천5백억 is (7천 + 5백) × 억."""
_WORD_AFTER = re.compile(
    r"(?!여|이상|이하|이내|미만|초과|내외|정도|까지|수준|규모|한도|가량|대비)[가-힣]"
)
_SPACED_END = re.compile(
    r"(?![가-힣])|[을를의이가은는에로과와도만당씩중](?![가-힣])|에서|으로|까지"
)
_BARE_COUNTER = "개"
_COUNTED = re.compile(
    r"(?![을를의이가은는에로과와도만당씩중내여급간인외말초경쯤차월해])[가-힣](?![가-힣])"
)
"""A thing of one syllable behind 개: 6개원 are nurseries."""
_NEW_COUNTER = re.compile(r"(?:[을를의이가은는에로과와도]|(?P<counter>[가-힣]))(?![가-힣])")
"""A counter of one syllable, which no reference knows, behind 만: 412만포; or a particle."""
_MONEY = "원"
_LEAST_BEHIND_MAN = 10
"""Behind 만 and a space, a number with a unit; a single digit may count something else."""


@dataclass(frozen=True)
class Amount:
    """A number as printed, with what its powers of ten and its unit make of it."""

    start: int
    end: int
    """Behind the unit, or behind the last digit when no unit follows."""
    value: Fraction
    """As written before `unit_raw`: 8,215 of 8,215백만원; of several parts, their sum."""
    weight: Fraction
    """Weight of the last written digit, in units of `value`."""
    scale: int
    """Powers of ten that belong to `unit_raw`: 1,000,000 of 백만원."""
    unit_raw: str | None
    """Unit as printed, closed up, with its powers of ten."""
    unit: Unit | None
    """The base unit, when the reference knows it."""
    approximate: bool = False
    """여 stands between number and unit: 400여명."""
    closing: str = ""
    """The last 억 or 조 of an amount of several parts: what 2조 2,198억원 lists is in 억."""

    @property
    def listed_scale(self) -> int:
        """Powers of ten that bare figures listed behind the amount take from it."""
        return MAGNITUDES[self.closing] if self.closing else self.scale

    @property
    def has_unit(self) -> bool:
        """Something behind the number says what it counts."""
        return self.unit is not None

    def normalized(self, unit: Unit | None = None, scale: int = 1) -> Fraction:
        """The value in the canonical unit, its own or a given one."""
        own = unit or self.unit
        value = self.value * (self.scale * scale) if self.scale * scale != 1 else self.value
        return value * own.factor if own and own.factor != 1 else value

    def resolution(self, unit: Unit | None = None, scale: int = 1) -> Fraction:
        """Weight of the last digit in the canonical unit; 0 for whole things counted singly."""
        own = unit or self.unit
        total = self.weight * (self.scale * scale) if self.scale * scale != 1 else self.weight
        if own is None or own.factor == 1:
            return Fraction(0) if own and own.exact and total == 1 else total
        return total * own.factor


@dataclass(frozen=True)
class _Term:
    """One number with its powers of ten: 5천."""

    number: Fraction
    weight: Fraction
    small: int
    closing: int
    end: int
    number_end: int
    approximate: bool = False
    """여 stands before or between its powers of ten: 6,300여억."""

    @property
    def size(self) -> int:
        return self.small * self.closing


def torn_end(text: str, at: int) -> int | None:
    """The end of digits whose commas part no thousands: no part of them is the number."""
    run = _RUN.match(text, at)
    return run.end() if run and not _GROUPED.fullmatch(run.group()) else None


def read_fraction(text: str, at: int) -> Amount | None:
    """The fraction that begins at `at`: 100분의 30 is 0.3, and 30 percent."""
    match = _FRACTION.match(text, at)
    whole = int(match["whole"].replace(",", "")) if match else 0
    if match is None or int(match["part"]) > whole:
        return None
    value = Fraction(int(match["part"]), whole)
    return Amount(at, match.end(), value, Fraction(0), 1, None, _SHARE)


def read_amount(text: str, at: int) -> Amount | None:
    """The amount whose first digit stands at `at`; without a unit when none is known there."""
    if fraction := read_fraction(text, at):
        return fraction
    first = _term(text, at)
    if first is None:
        return None
    terms = [first]
    while terms[-1].size > 1 and (following := _next_term(text, terms)):
        terms.append(following)
    last = terms[-1]
    end, approximate = last.end, any(term.approximate for term in terms)
    if text[end : end + 1] == "여" and _unit_at(text, end + 1, first.number):
        end, approximate = end + 1, True
    found = _unit_at(text, end, last.number * last.size)
    if found is None and last.size > 1:
        found = _bare_money(text, last)
        # 3만 6천벌: whatever the word behind it counts, the parts are one number.
        if found is None and len(terms) == 1 and _WORD_AFTER.match(text, last.end):
            return _newly_counted(text, first) or _plain(text, at, first)
    if len(terms) > 1:
        return _composite(text, terms, found, end, approximate)
    if found is None:
        unit_raw = closed(_powers(text, last)) or None
        return Amount(
            at, last.end, first.number, first.weight, first.size, unit_raw, None, approximate
        )
    unit, unit_end = found
    raw = closed(_powers(text, last) + text[end:unit_end])
    return Amount(
        at, unit_end, first.number, first.weight, first.size, raw or None, unit, approximate
    )


def _plain(text: str, at: int, term: _Term) -> Amount:
    """The number alone: what looked like a power of ten begins a word (`32 만성질환`)."""
    found = _unit_at(text, term.number_end, term.number)
    if found:
        unit, end = found
        raw = closed(text[term.number_end : end])
        return Amount(at, end, term.number, term.weight, 1, raw, unit)
    return Amount(at, term.number_end, term.number, term.weight, 1, None, None)


def _newly_counted(text: str, term: _Term) -> Amount | None:
    """A number in 만 of something that no reference knows, or of nothing: 412만포, 96만의 도시."""
    behind = _NEW_COUNTER.match(text, term.end)
    if behind is None or term.size < MAGNITUDES["만"]:
        return None
    raw = closed(_powers(text, term) + (behind["counter"] or ""))
    at, end = term.number_end - len(_digits(text, term)), max(term.end, behind.end("counter"))
    return Amount(at, end, term.number, term.weight, term.size, raw, None, term.approximate)


def _composite(
    text: str,
    terms: list[_Term],
    found: tuple[Unit, int] | None,
    end: int,
    approximate: bool,
) -> Amount:
    total, section = Fraction(0), Fraction(0)
    for term in terms:
        section += term.number * term.small
        if term.closing > 1:
            total += section * term.closing
            section = Fraction(0)
    last = terms[-1]
    unit, unit_end = found or (None, end)
    raw = closed(text[end:unit_end]) or (_MONEY if unit else None)
    weight = last.weight * last.size
    first = terms[0]
    start = first.number_end - len(_digits(text, first))
    closing = next((letter for letter in "억조" if MAGNITUDES[letter] == last.closing), "")
    return Amount(start, unit_end, total + section, weight, 1, raw, unit, approximate, closing)


def _powers(text: str, term: _Term) -> str:
    """The powers of ten of a number, without the 여 before or between them."""
    return text[term.number_end : term.end].replace("여", "")


def _digits(text: str, term: _Term) -> str:
    at = term.number_end
    while at > 0 and text[at - 1] in "0123456789,.":
        at -= 1
    return text[at : term.number_end].lstrip(",.")


def _term(text: str, at: int) -> _Term | None:
    match = _NUMBER.match(text, at)
    if match is None:
        return None
    decimals = match[1] or ""
    whole = match.group().partition(".")[0].replace(",", "")
    base = 10 ** len(decimals)
    small = closing = 1
    end = match.end()
    if powers := _MAGNITUDE.match(text, end):
        end = powers.end()
        for letter in (powers["powers"] or powers["spaced"]).replace("여", ""):
            if letter in _CLOSING:
                closing *= MAGNITUDES[letter]
            else:
                small *= MAGNITUDES[letter]
    number = Fraction(int(whole + decimals), base)
    approximate = "여" in text[match.end() : end]
    return _Term(number, Fraction(1, base), small, closing, end, match.end(), approximate)


def _next_term(text: str, terms: list[_Term]) -> _Term | None:
    """The next part of one amount: smaller, and behind a space only with a power of ten or 원."""
    last = terms[-1]
    spaced = text[last.end : last.end + 1] == " "
    at = last.end + spaced
    if not _DIGIT.match(text, at):
        return None
    term = _term(text, at)
    if term is None:
        return None
    if last.closing > 1:
        smaller = term.number * term.size < last.closing and term.closing < last.closing
    else:
        smaller = term.number * term.small < last.small
    if not smaller or (spaced and not _goes_on(text, last, term)):
        return None
    return term


def _goes_on(text: str, last: _Term, term: _Term) -> bool:
    """True if text behind a space belongs to the amount: 2억 5천, 1억 5,300원, 2만 5,300건.

    A bare 만 counts nothing yet, so that a unit behind the next number is that of both.
    """
    if term.size > 1 or (last.closing > 1 and text.startswith(_MONEY, term.end)):
        return True
    bare = last.closing == MAGNITUDES["만"] and term.number >= _LEAST_BEHIND_MAN
    end = term.end + text.startswith("여", term.end)
    return bare and _unit_at(text, end, term.number) is not None


def _bare_money(text: str, term: _Term) -> tuple[Unit, int] | None:
    """억 and 조 without a unit are won: 200억 미만."""
    if term.closing < MAGNITUDES["억"]:
        return None
    money = counters()[_MONEY][0]
    return (money.unit, term.end) if money.fits(text, term.end, term.number) else None


def _unit_at(text: str, at: int, value: Fraction) -> tuple[Unit, int] | None:
    """The unit printed at `at`, directly or behind one space, and where it ends."""
    spaced = text[at : at + 1] in (" ", "\u00a0")
    start = at + spaced
    pattern = unit_patterns().get(text[start : start + 1])
    match = pattern.match(text, start) if pattern else None
    while match:
        end = match.end()
        for counter in counters()[closed(match.group())]:
            if counter.unit.printed in MAGNITUDES:
                continue
            bare = counter.unit.printed == _BARE_COUNTER and counter.fits(text, end, value)
            if bare and _COUNTED.match(text, end):
                return replace(counter.unit, printed=text[match.start() : end + 1]), end + 1
            if counter.fits(text, end, value) and not (spaced and not _SPACED_END.match(text, end)):
                return counter.unit, end
        # A shorter name may fit where the longer does not: 개 of 3개사업.
        assert pattern is not None
        match = pattern.match(text, start, end - 1)
    return None
