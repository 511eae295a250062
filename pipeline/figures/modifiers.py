"""The words right around an amount: how it is meant (약, 이상), which way it goes.

What belongs here: modifiers and direction. What does not: what it measures and when (`meaning`).
"""

import re
from collections.abc import Sequence
from functools import cache

from pipeline.document.tables.grid import Span
from pipeline.figures.scan import Signed
from pipeline.vocabulary.units import modifiers

_REACH = 14
_COUNTED = re.compile(r"(?<![0-9.,])1\s?개?\s?$")
"""Before 업체당: 1개 업체당 최대 800만원."""
_ARROW = re.compile(r"\s*[)\]]?\s*([↑↓])")


@cache
def _before() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in modifiers().before)
    nouns = modifiers().nouns_in_about
    return re.compile(
        rf"(?:^|(?<=[^가-힣0-9·‧∙․ㆍ])|(?<=[가-힣])(?=총)|(?<=[가-힣])(?<![{nouns}])(?=약))({words})\s*$"
    )


@cache
def _after() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in modifiers().after)
    return re.compile(
        rf"\s?({words})(?![가-힣])|\s?({words})(?=[의을를은는이가로에서])|(/[월일년인])"
    )


@cache
def _behind_a_word() -> re.Pattern[str]:
    """`8,037명 발굴(누적)`: in brackets behind what was done."""
    words = "|".join(re.escape(word) for word in modifiers().after if _is_bracketed(word))
    return re.compile(rf"\s?[가-힣]{{2,4}}\s?({words})")


@cache
def _joints() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The text between the figures of a list, and between alternatives."""
    listed, alternative = (
        "|".join(map(re.escape, words)) for words in (modifiers().listed, modifiers().alternative)
    )
    return (
        re.compile(rf" ?(?:{listed}) ?"),
        re.compile(rf"\s?(?:{alternative})\s[^0-9,;:/()\[\]→⇒⇨\r\n\t]{{0,20}}"),
    )


@cache
def _direction() -> re.Pattern[str]:
    up, down = (
        "|".join(re.escape(w) for w in words) for words in (modifiers().up, modifiers().down)
    )
    return re.compile(rf"\s*(?:\([^()]{{0,12}}\))?\s*[)\]]?\s*(?:(?P<up>{up})|(?P<down>{down}))")


def words_before(text: str, start: int, line_start: int) -> tuple[list[str], int]:
    """Modifiers before a figure, in order, and where the first of them begins."""
    found: list[str] = []
    at = start
    while match := _before().search(text[max(at - _REACH, line_start) : at]):
        found.insert(0, match[1])
        at = max(at - _REACH, line_start) + match.start(1)
    return found, at


def words_after(text: str, end: int) -> list[str]:
    """Modifiers behind a figure, in order."""
    found: list[str] = []
    at = end
    while match := _after().match(text, at):
        found.append(match[1] or match[2] or match[3])
        at = match.end()
    if not any(map(_is_bracketed, found)) and (match := _behind_a_word().match(text, at)):
        found.append(match[1])
    return found


def _is_bracketed(word: str) -> bool:
    return word.startswith("(")


def held_in_common(
    text: str, figures: Sequence[Signed], words: Sequence[tuple[list[str], list[str]]]
) -> list[tuple[list[str], list[str]]]:
    """Modifiers before and behind each figure, with those behind a later one that hold for it too.

    `1,315팀·5,329명(누적)`: both are totals. `10억 또는 투자유치 3억 이상`: both are bounds.
    """
    found = list(words)
    listed, alternative = _joints()
    for index in range(len(figures) - 2, -1, -1):
        between = text[figures[index].amount.end : figures[index + 1].start]
        before, after = found[index]
        behind = found[index + 1][1]
        shared: list[str] = []
        if listed.fullmatch(between):
            shared = [word for word in behind if _is_bracketed(word)]
        elif alternative.fullmatch(between) and modifiers().bound.isdisjoint([*before, *after]):
            shared = [word for word in behind if word in modifiers().bound]
        found[index] = before, [*after, *(word for word in shared if word not in after)]
    return found


def with_modifiers(text: str, figure: Span, begin: int) -> tuple[int, int]:
    """The stretch of a figure and the words that modify it, not before `begin`."""
    words, start = words_before(text, figure.start, begin)
    if words and words[0].endswith("당") and (counted := _COUNTED.search(text, begin, start)):
        start = counted.start()
    end = figure.end
    while match := _after().match(text, end):
        end = match.end()
    return start, end


def direction(text: str, signed: Signed) -> str | None:
    """Up or down, from the sign, an arrow, or the word behind the figure."""
    if signed.negative:
        return "down"
    if arrow := _ARROW.match(text, signed.amount.end):
        return "up" if arrow[1] == "↑" else "down"
    if signed.meaning == "+":
        return "up"
    if match := _direction().match(text, signed.amount.end):
        return "up" if match["up"] else "down"
    return None
