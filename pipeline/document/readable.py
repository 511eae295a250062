"""Printed text to readable text: NFC, markup removed, letter-spacing closed up.

Readable text is for people and for comparing words. Positions are never taken from it; they come
from the canonical text.
"""

import html
import re
import unicodedata
from functools import lru_cache

from pipeline.vocabulary.markers import markers
from pipeline.vocabulary.words import words

_PHRASES_KEPT = 8192
"""Phrases whose readable and closed forms are kept: all of a report, whose lines are asked for
again and again, and never more than a few megabytes."""

# Tags of HTML that text recognition leaves in cells. Anything else in angle brackets is text, such
# as the Korean captions <자료 : 통계청>.
_TAG = re.compile(
    r"</?(?:table|thead|tbody|tfoot|tr|th|td|caption|p|div|span|ul|ol|li|br|hr|img|input|a|b|i|u|s"
    r"|em|strong|sub|sup|small|font|center|h[1-6])\b[^<>]*>",
    re.IGNORECASE,
)
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")

# All characters that readable text shows others for are in here; few texts have any.
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_HAN = "가-힣\u4e00-\u9fff"
# One letter standing alone: a Hangul syllable, a Chinese character or a capital.
_LONE = rf"[{_HAN}A-Z](?!\w)"
_RUN = re.compile(rf"(?<!\w)(?:[0-9](?!\w) )?{_LONE}(?: (?:[·‧∙․/,] )?{_LONE})+")
_LETTER = re.compile(rf"[{_HAN}]")
# Words set with their letters apart, and further apart from one another: 추 진  실 적.
_WORDS_APART = re.compile(rf"(?<!\w){_LONE}(?: {{1,4}}{_LONE})+")
_YEAR_APART = re.compile(r"(?<!\S)2 0 ([0-9]) ([0-9]) 년(?: 도(?!\w))?")
# Where a label of two letters stands alone: at the start of a line, cell or parenthesis …
_LABEL_BEFORE = re.compile(r"[\t(\[【<「]\s*$|^\W*$")
# … and before its colon, its figure or its end.
_LABEL_AFTER = re.compile(r"\s*(?:$|[\t:)\]】>」(]|\d)")


def strip_markup(text: str) -> str:
    """Remove HTML tags and entities and Markdown's bold; other angle brackets and stars stay."""
    bare = _BOLD.sub(r"\1", text) if "**" in text else text
    return html.unescape(_TAG.sub(" ", bare) if "<" in bare else bare)


@lru_cache(_PHRASES_KEPT)
def readable(text: str) -> str:
    """The text as a person would write it on one line."""
    plain = unicodedata.normalize("NFC", strip_markup(text))
    return " ".join(close_up(_with_shown_marks(plain)).split())


def _with_shown_marks(text: str) -> str:
    if not _PRIVATE_USE.search(text):
        return text
    shown = markers().readable
    return markers().unreadable.sub(lambda mark: shown[mark.group()], text)


def marks() -> str:
    """Every mark that an item, a heading or a note may begin with."""
    return "".join(markers().kinds)


def after_marks(text: str, start: int, end: int) -> int:
    """The place where a line goes on behind its marks: `- ✓ (협력)` goes on at the parenthesis.

    A letter that is a mark (ㅇ) is one only where a space is behind it.
    """
    at = start
    while at < end and (text[at].isspace() or _is_mark(text, at)):
        at += 1
    return at


def _is_mark(text: str, at: int) -> bool:
    letter = text[at].isalnum()
    return text[at] in markers().kinds and (not letter or text[at + 1 : at + 2].isspace())


def content_start(text: str, start: int, end: int) -> int:
    """The place where the words of a line begin, behind its marks and any other sign."""
    at = start
    while at < end and (not text[at].isalnum() or _is_mark(text, at)):
        at += 1
    return at


@lru_cache(_PHRASES_KEPT)
def closed(text: str) -> str:
    """The text without any space: the form in which names and headings are compared."""
    return "".join(unicodedata.normalize("NFC", strip_markup(text)).split())


def close_up(text: str) -> str:
    """Close letter-spaced words: `경 제 정 책 과` is 경제정책과, `구 분 합 계` is 구분 합계."""
    text = _YEAR_APART.sub(lambda year: year.group().replace(" ", ""), text)
    text = _WORDS_APART.sub(_close_words, text)
    return _RUN.sub(_close_run, text)


def _close_words(match: re.Match[str]) -> str:
    run = match.group()
    apart = [word.replace(" ", "") for word in re.split(" {2,}", run)]
    if len(apart) == 1 or min(map(len, apart)) == 1:
        return run
    particle = any(letter in words().particle for letter in _LETTER.findall(run))
    return run if particle else " ".join(apart)


def _close_run(match: re.Match[str]) -> str:
    run = match.group()
    letters = _LETTER.findall(run)
    joined = run.replace(" ", "")
    if parts := split_words(joined):
        return " ".join(parts)
    if any(letter in words().particle for letter in letters):
        return run
    if len(letters) >= 3 or (not letters and len(joined) >= 3):
        return joined
    text, start, end = match.string, match.start(), match.end()
    if _LABEL_BEFORE.search(text[after_marks(text, 0, start) : start]) and _LABEL_AFTER.match(
        text, end
    ):
        return joined
    return run


def split_words(joined: str) -> list[str] | None:
    """Split a closed-up run into header words, or None when they do not make it up exactly."""
    known = words().header | words().spaced
    longest = max(map(len, known))
    best: list[tuple[int, int] | None] = [(0, 0)] + [None] * len(joined)
    for end in range(1, len(joined) + 1):
        ways = (
            (before[0] + 1, start)
            for start in range(max(end - longest, 0), end)
            if (before := best[start]) is not None and joined[start:end] in known
        )
        best[end] = min(ways, default=None)
    parts, at = list[str](), len(joined)
    while at and (way := best[at]) is not None:
        parts.append(joined[way[1] : at])
        at = way[1]
    return parts[::-1] or None
