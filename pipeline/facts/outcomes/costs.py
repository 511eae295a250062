"""Figures under results that state none: targets, costs of projects, numbers that are names.

What belongs here: whether a figure is one of these, by its own line. What does not: what figures
of results measure (`metric`).
"""

import re

from pipeline.document.digits import TILDES, YEAR_MARK
from pipeline.document.tables.grid import Span
from pipeline.vocabulary.outcomes import outcomes

_DAY = rf"{YEAR_MARK}?[0-9]{{2,4}}[\s.년월일0-9]*"
_YEARS = re.compile(
    rf"(?<![0-9A-Za-z])(?:{_DAY}[{TILDES}]\s*(?:{_DAY})?|{YEAR_MARK}[0-9]{{2}}년?(?![.0-9]))"
    r"(?:\([^()]*\)\s*)?\s*(?:,\s*|(?<=년)\s*)(?:총\s*)?$"
)
"""The years of a project, and what stands behind them is its cost: ’24～’27, 313억원."""
_LABELLED = re.compile(r"(?<=\S)\s?[▹▸‣]\s*$")
_WHOLE = re.compile(r"\s*(?:$|[,;()\[※→▹▸‣*])")
_MONEY = re.compile(r"[0-9][0-9,.]*\s?(?:[천백십]?[조억만]|백만|천)\s?원?$")
_CLASS = re.compile(r"[급당](?![가-힣])")
"""A class, or what a rate is reckoned by: 20톤급 선박, 1㎢당."""
_APOSTROPHES = ("’", "'", "‘")
"""Before the year of a date that the name before it hides: Slush’D’24.6."""
_TARGET = re.compile(r"(?:^|[\s/(])(?:[가-힣]{2}\s?)?목표(?:치|액|량|값|율|인원)?(?=$|[\s/)])")
"""What was to be reached, not what was."""
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
    if _TARGET.search(said):
        return True
    if unit == "KRW":
        return _is_cost(line, figure) or _is_share_of_cost(line, figure)
    following = line[figure.end :]
    return (
        (unit, printed) == ("item", "대")
        or (printed == "호" and following.startswith(outcomes().numbered))
        or (printed is not None and _CLASS.match(following) is not None)
        or (unit is None and line[figure.start - 1 : figure.start] in _APOSTROPHES)
    )


def _is_cost(line: str, figure: Span) -> bool:
    """Money without a word of its own behind the years of a project, or behind its name's mark."""
    if not _WHOLE.match(line, figure.end):
        return False
    before = line[: figure.start]
    mark = _YEARS.search(before) or _LABELLED.search(before)
    if mark is None:
        return False
    named = re.sub(r"[\s(▹▸‣,]+$", "", before[: mark.start()])[-_LAST_WORDS:].rpartition(" ")[2]
    return not any(word in named for word in outcomes().won)


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
