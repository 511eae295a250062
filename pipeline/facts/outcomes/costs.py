"""Figures under results that state none: plans, targets, figures compared with, costs, names.

What belongs here: whether a figure is one of these, by its own line. What does not: what figures
of results measure (`metric`).
"""

import datetime
import re

from pipeline.document.digits import TILDES, YEAR_MARK
from pipeline.document.tables.grid import Span
from pipeline.vocabulary.comparisons import spaced_pattern
from pipeline.vocabulary.meaning import meaning
from pipeline.vocabulary.outcomes import outcomes
from pipeline.vocabulary.units import modifiers

_DAY = rf"{YEAR_MARK}?[0-9]{{2,4}}[\s.년월일0-9]*"
_YEARS = re.compile(
    rf"(?<![0-9A-Za-z])(?:{_DAY}[{TILDES}]\s*(?:{_DAY})?|{YEAR_MARK}[0-9]{{2}}년?(?![.0-9]))"
    r"(?:\([^()]*\)\s*)?\s*(?:,\s*|(?<=년)\s*)(?:총\s*)?$"
)
"""The years of a project, and what stands behind them is its cost: ’24～’27, 313억원."""
_LABELLED = re.compile(r"(?<=\S)\s?[▹▸‣]\s*$")
_LASTING = re.compile(r"(?<![0-9.,])[0-9]{1,2}\s?개?년\s?(?:간|동안)[^,;:()→⇒⇨]{0,16}$")
"""A sum for several years to come: 6년간 117억, 5년간 5개 분야 1조원."""
_REACH = 80
"""Letters before a figure among which these words and brackets stand."""
_WHOLE = re.compile(r"\s*(?:$|[,;()\[※→▹▸‣*])")
_NUMBER = r"[0-9][0-9,.]*\s?(?:[천백십]?[조억만]|백만|천)?\s?원?"
_MONEY = re.compile(r"[0-9][0-9,.]*\s?(?:[천백십]?[조억만]|백만|천)\s?원?$")
_PAYER = rf"(?:{'|'.join(map(re.escape, outcomes().payer))})"
_PAID_PART = re.compile(
    rf"(?<=[원억만])\s?[)]?\s?[(\[:/\-–]\s?(?:{_PAYER}\s?[:(]?\s?{_NUMBER}\)?\s?[,/·‧+:]?\s?){{0,8}}{_PAYER}\s?[:(]?\s?$"
)
"""The share that one of several pays of a sum before the bracket: 5.8억원(국 3.4, 시 1.2)."""
_INTENT = re.compile(
    rf"(?:{'|'.join(map(re.escape, outcomes().intent))})[^,;▹▸]{{0,12}}"
    rf"(?:{'|'.join(outcomes().agreed)})"
)
_SIZES = ("KRW", "USD", "watt", "watt_hour", "sqm", "metre", "tonne")
"""Units of what an agreement is about, not of how many there are."""
_CLASS = re.compile(r"[급당](?![가-힣])")
"""A class, or what a rate is reckoned by: 20톤급 선박, 1㎢당."""
_NUMBERED = re.compile(rf"(?:\s[가-힣]{{1,8}})?(?:{'|'.join(outcomes().numbered)})(?=\s|$)")
_APOSTROPHES = ("’", "'", "‘")
"""Before the year of a date that the name before it hides: Slush’D’24.6."""
_TARGET = re.compile(r"(?:^|[\s/(])(?:[가-힣]{2}\s?)?목표(?:치|액|량|값|율|인원)?(?=$|[\s/()])")
"""Words of a target, not of a result."""
_COUNTED = "|".join(map(re.escape, outcomes().counted.values()))
_FORMER = re.compile(
    rf"(?:^|[\s/])(?:{spaced_pattern(meaning().year_before)})(?: / (?:{_COUNTED}))?$"
)
"""The end of what is said of a figure of the year before: 상담 / 전년, 전년 / 인원."""
_ELSEWHERE = re.compile(r"(?:전국|[가-힣]{1,5}[시도군])\s(?:/\s)?평균$")
"""What is said of a figure that others have reached: 등록률 / 대구시 / 평균."""
_AGAINST = re.compile(r"(?:대비|보다)\s?$")
"""Before a share or change, which is one of the result: 목표액 3억원 대비 55.8%."""
_INPUTS = "|".join(map(re.escape, outcomes().inputs))
_INTENDED = re.compile(
    rf"(?:^(?:총|약)?\s?|/ )(?:(?:당초\s?)?(?:계획|예정)$|(?:{_INPUTS})(?: /|$))"
)
"""It was planned so, or is what the work takes: 14개사(계획 12개사), 사업비 / 국비."""
_FALLING = "|".join(map(re.escape, (*modifiers().up, *modifiers().down)))
_COMPARED_WITH = re.compile(
    rf"\s?(?:대비|보다)(?![가-힣])|에서\s(?=[0-9])[^\s,;()]{{1,16}}(?<!로)\s?(?:{_FALLING})"
)
"""Behind a figure: it is what another is compared with (88.1%에서 4.3%p 상승)."""
_PLANNED = re.compile(
    r"[^,;:()\[\]→⇒.]{0,24}?(?:예정|[할될]\s?계획|계획임|전망|목표(?!\s?(?:달성|대비|초과)))(?![가-힣]{2})"
)
"""Behind a figure: it is still to come."""
_RANKED = re.compile(
    r"[^0-9,;()]{0,14}중\s[^0-9,;()]{0,12}(?:[0-9]{1,3}\s?위|최고|최우수|최상위|유일|최초)"
)
"""It says among how many something is first: 17개 시·도 중 1위."""
_YEAR = re.compile(rf"{YEAR_MARK}\s?[0-9]{{2}}|[0-9]{{2}}년|(?:19|20)[0-9]{{2}}")
_BASE_OF_RATIO = re.compile(r"[0-9]\s?:\s?$")
_LAST_WORDS = 12
"""Letters before a cost that may say that it was won, saved or sold."""


def states_no_result(
    line: str, figure: Span, unit: str | None, printed: str | None, said: str = ""
) -> bool:
    """True when a figure under a heading of results states no result.

    Args:
        line: the text of its line.
        figure: where it stands in the line.
        unit: its canonical unit.
        printed: its unit as printed.
        said: its modifier and label.
    """
    aim = _TARGET.search(said) is not None and not _is_measured_by_aim(unit, said)
    share = unit in ("percent", "percentage_point") and _AGAINST.search(line, 0, figure.start)
    if not share and (aim or any(p.search(said) for p in (_FORMER, _ELSEWHERE, _INTENDED))):
        return True
    if any(p.match(line, figure.end) for p in (_PLANNED, _RANKED, _COMPARED_WITH)):
        return True
    if unit in _SIZES and _is_intended(line, figure, said):
        return True
    if unit == "KRW":
        return any(
            told(line, figure) for told in (_is_cost, _is_share_of_cost, _is_part, _is_of_years)
        )
    return _is_no_count(line, figure, unit, printed, said)


def _is_measured_by_aim(unit: str | None, said: str) -> bool:
    """The share of an aim that was reached: 목표 6억원 대비 111.3%."""
    return unit == "percent" and "대비" in said


def is_to_come(
    period: str | None, start: datetime.date | None, month: datetime.date, said: str
) -> bool:
    """It is stated for a printed year behind the month of its report, and nothing is won yet."""
    ahead = start is not None and (start.year, start.month) > (month.year, month.month)
    return ahead and _YEAR.search(period or "") is not None and not _is_won(said)


def _is_no_count(line: str, figure: Span, unit: str | None, printed: str | None, said: str) -> bool:
    """A number of a name, a class, a rate or of the parts of a plan."""
    before, following = line[: figure.start], line[figure.end :]
    return (
        (unit, printed) == ("item", "대")
        or (printed == "호" and _NUMBERED.match(following) is not None)
        or (printed is not None and _CLASS.match(following) is not None)
        or (unit is None and before[-1:] in _APOSTROPHES)
        or (unit is None and printed is None and said.endswith(outcomes().plan_parts))
        or (printed is None and re.search(r"(?<=\s)외\s?$", before) is not None)
        or (_BASE_OF_RATIO.search(before) is not None and line[figure.start : figure.end] == "1")
    )


def _is_won(words: str) -> bool:
    return any(word in words for word in outcomes().won)


def _is_cost(line: str, figure: Span) -> bool:
    """Money without a word of its own behind the years of a project, or behind its name's mark."""
    if not _WHOLE.match(line, figure.end):
        return False
    before = line[: figure.start]
    mark = _YEARS.search(before) or _LABELLED.search(before)
    if mark is None:
        return False
    named = re.sub(r"[\s(▹▸‣,]+$", "", before[: mark.start()])[-_LAST_WORDS:].rpartition(" ")[2]
    return not _is_won(named)


def _is_share_of_cost(line: str, figure: Span) -> bool:
    """Money in the parenthesis of a cost: 348억원(국226, 시122)."""
    opened = line.rfind("(", 0, figure.start)
    if opened < 0 or ")" in line[opened : figure.start]:
        return False
    whole = _MONEY.search(line[:opened].rstrip())
    if whole is None:
        return False
    begins = [at for at in range(*whole.span()) if line[at].isdigit()]  # ’22～’24,107.8억원
    return any(_is_cost(line, Span(at, whole.end())) for at in begins)


def _is_part(line: str, figure: Span) -> bool:
    """True for a share that one of several pays, if the sum itself was not won from them."""
    part = _PAID_PART.search(line, max(figure.start - _REACH, 0), figure.start)
    return part is not None and not _is_won(
        line[max(part.start() - 2 * _LAST_WORDS, 0) : part.start()]
    )


def _is_of_years(line: str, figure: Span) -> bool:
    """A sum for several years, of which the words around it do not say that it came in."""
    span = _LASTING.search(line, max(figure.start - _REACH, 0), figure.start)
    behind = re.split(r"[,;()→]", line[figure.end : figure.end + _LAST_WORDS])[0]
    return span is not None and not _is_won(span.group() + behind)


def _is_intended(line: str, figure: Span, said: str) -> bool:
    """The size of what an agreement or a plan was signed or drawn up for."""
    before = line[max(figure.start - _REACH, 0) : figure.start]
    told = _INTENT.search(before)
    if told is None:
        return False
    named = before[max(told.start() - _LAST_WORDS, 0) : told.end()]
    for word in outcomes().agreed:
        named = named.replace(word, "")
    return not _is_won(f"{named} {said.replace('체결', '')}")
