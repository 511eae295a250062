"""The words of a table header written on one line, each with its span."""

import re
import unicodedata
from dataclasses import dataclass

from pipeline.document.readable import closed, split_words
from pipeline.document.tables.grid import Span
from pipeline.document.tables.members import is_department, read_heading
from pipeline.vocabulary.words import words

_TOKEN = re.compile(r"\S+")
# Marks that are no part of a heading's name: footnote numbers, units and remarks in parentheses.
_ASIDE = re.compile(r"\([^()]*\)|(?<=[가-힣])\d{1,2}\)|[¹²³⁴⁵]\)?")
_LONGEST_WORD = 14


@dataclass(frozen=True)
class HeaderWord:
    """One column heading."""

    name: str
    """Closed up, without footnote mark and parentheses: what vocabularies are compared with."""
    span: Span


def heading_name(text: str) -> str:
    """A heading without its asides: `예산현액1)` is 예산현액, `집행률(%)` is 집행률."""
    return _ASIDE.sub("", closed(text)) or closed(text)


def split_header(text: str, start: int, end: int) -> list[HeaderWord]:
    """The words of text[start:end], letter-spaced ones joined with the help of the vocabulary.

    What stands before the stub word belongs to it: `5대 분야` is one heading.
    """
    found: list[HeaderWord] = []
    run: list[Span] = []
    for match in _TOKEN.finditer(text, start, end):
        span = Span(match.start(), match.end())
        token = unicodedata.normalize("NFC", match.group())
        if len(token) == 1 and token.isalpha():
            run.append(span)
            continue
        found.extend(_words_of_run(text, run))
        run = []
        if found and token.startswith("("):  # a remark on the word before it
            before = found.pop()
            span = Span(before.span.start, span.end)
        found.append(HeaderWord(heading_name(span.of(text)), span))
    found.extend(_words_of_run(text, run))
    if len(found) > 2 and found[1].name in words().stub and found[0].name not in words().header:
        span = Span(found[0].span.start, found[1].span.end)
        found[:2] = [HeaderWord(found[1].name, span)]
    return found


def _words_of_run(text: str, run: list[Span]) -> list[HeaderWord]:
    """Letter-spaced words, each letter a token: 구 분 합 계 is 구분 and 합계."""
    if not run:
        return []
    joined = "".join(closed(span.of(text)) for span in run)
    parts = split_words(joined) or [joined]
    found, at = [], 0
    for part in parts:
        found.append(HeaderWord(part, Span(run[at].start, run[at + len(part) - 1].end)))
        at += len(part)
    return found


def is_header_line(text: str, start: int, end: int) -> bool:
    """True for a header at text[start:end]. Most lines hold no stub word, which is seen at once."""
    shown = closed(text[start:end])
    either = f"{shown}\n{_ASIDE.sub('', shown)}"
    named = any(word in either for word in words().stub)
    return named and is_header(split_header(text, start, end))


def is_header(found: list[HeaderWord]) -> bool:
    """A header begins with a stub word, and most of its words are headings of the genre."""
    if len(found) < 2 or any(len(word.name) > _LONGEST_WORD for word in found):
        return False
    known = sum(
        word.name in words().header
        or is_department(word.name)
        or read_heading(word.name).year is not None
        for word in found
    )
    return found[0].name in words().stub and known >= 2 and known * 2 >= len(found)


def continues_header(found: list[HeaderWord]) -> bool:
    """A further line of a header holds nothing but headings of the genre."""
    return bool(found) and all(word.name in words().header for word in found)
