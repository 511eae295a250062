"""The text above a line: the titles of its sections, trimmed, and the dates they state.

What belongs here: which titles say something, and which of them dates what stands below. What does
not: the words of the statement itself (`reading`).
"""

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.document.brackets import QUOTES
from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline, Section
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.figures.date_values import DateSpan
from pipeline.figures.tree import Node, parse
from pipeline.figures.wording import clean
from pipeline.vocabulary.meaning import meaning

_ENDS = ("statement", "clause", "colon", "arrow")
_LONGEST = 45
_AS_OF = re.compile(r"기준|현재|말\s*\)")
_SAYING = re.compile(r"[\s·‧∙․ㆍ/,&]+|\s(?:및|또는)\s")
_NUMBER = re.compile(r"[0-9０-９]+")
_YEAR_APART = re.compile(r"(?<!\S)2 0 [0-9] [0-9](?= ?년)")
"""A year in a title whose letters stand apart."""
_ENDS_WITH_DATE = re.compile(r"[\s년월일말末.~∼]*(?:기준|현재)?\s*[)）]?\s*")
_YEAR = 366
_NUMBERED_NAME = re.compile(r"(?:(?:19|20)[0-9]{2}|제[0-9]+회)\s?[^\W\d_년월일][^\d]{3,}")
"""The name of an event of a year: 2024부산세계탁구선수권."""
_KEPT_KINDS = ("program", "subprogram")
_NEAREST = 2
_STATED = re.compile(r"[^\d()\[\]]{0,12}\d")
"""Text behind a dash that states a figure: 인력현황 - 정원 307 / 현원 301명."""


@dataclass(frozen=True)
class Title:
    """The title of a section."""

    words: str
    """Trimmed; empty where it says nothing of what stands below it."""
    printed: str
    """Closed up, as printed: for 계획 and 실적."""
    date: DateSpan | None
    """The date that holds for what stands below it."""
    detail: str = ""
    """The text behind the name in brackets at its head: 총회 개최 of (브랜드 제고) 총회 개최."""

    @property
    def is_measure(self) -> bool:
        """It says what is measured: 소요예산."""
        return closed(self.words) in meaning().measure_title


class Titles:
    """Looks up titles; each is read once."""

    def __init__(
        self, document: Document, outline: Outline, dates: Sequence[DateSpan], report_year: int
    ) -> None:
        self._document, self._outline, self._dates = document, outline, dates
        self._report_year = report_year
        self._starts = [date.char_start for date in dates]
        self._found: dict[int, Title] = {}

    def above(self, first: int, last: int) -> list[Title]:
        """The titles above a stretch of lines, nearest first, the chapter's last."""
        return [self._title(index) for index in self._chain(first, last)]

    def subject(self, first: int, last: int) -> tuple[str, ...]:
        """Program, part of a program and the two nearest titles that say something."""
        kept: list[str] = []
        named = 0
        for index in self._chain(first, last):
            section, title = self._outline.sections[index], self._title(index)
            if not title.words or title.is_measure or section.kind == "chapter":
                continue
            if named < _NEAREST or section.kind in _KEPT_KINDS:
                kept += [title.detail] if title.detail and not kept else []
                kept.append(title.words)
                named += 1
        return tuple(dict.fromkeys(reversed(kept)))

    def _chain(self, first: int, last: int) -> list[int]:
        """Indexes of the sections above some lines, without the one whose title they are."""
        index: int | None = self._outline.section_of[first - 1]
        found = []
        while index is not None:
            section = self._outline.sections[index]
            own = section.line_start <= last and first <= section.title_end
            if section.parent is not None and not own:
                found.append(index)
            index = section.parent
        return found

    def _title(self, index: int) -> Title:
        if index not in self._found:
            self._found[index] = self._read(self._outline.sections[index])
        return self._found[index]

    def _read(self, section: Section) -> Title:
        lines = self._document.lines
        first, end = lines[section.line_start - 1], lines[section.title_end - 1].end
        raw = self._document.text[first.start : first.end]
        marked = section.marker and raw.lstrip().startswith(section.marker)
        begin = first.start + (len(raw) - len(raw.lstrip()) + len(section.marker) if marked else 0)
        span = Span(begin, end)
        text, dates = self._document.text, self.dates_in(span)
        printed = closed(span.of(text))
        held = dates[-1] if dates and meaning().dating_title.search(span.of(text).strip()) else None
        held = held or self._closing(span, dates)
        if held and held.precision == "year" and any(w in printed for w in meaning().asked):
            held = None
        words = self.trimmed(span)
        held = held or self._noted_day(section) or self._stated_date(section)
        if not (held or dates) and section.kind == "chapter":
            held = self._year_of_words(span)
        return Title(words, printed, held, self._detail(span, words))

    def _year_of_words(self, span: Span) -> DateSpan | None:
        """The year that a chapter says in words (지난해 성과), or with its digits apart."""
        text, known = self._document.text, meaning().year_words
        if found := _YEAR_APART.search(text, span.start, span.end):
            year = int("".join(_NUMBER.findall(found.group())))
        elif found := meaning().years_in_words.search(text, span.start, span.end):
            year = self._report_year + known[closed(found.group())]
        else:
            return None
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        place = (found.start(), found.end(), found.group())
        return DateSpan(*place, first, last, "year", "stated", open_start=False, open_end=False)

    def of_line(self, span: Span) -> str:
        """The words of a line: of a title without the number that it has in the outline."""
        line = self._document.line_at(span.start)
        index = self._outline.section_of[line - 1]
        is_title = self._outline.sections[index].line_start == line and index > 0
        return self._title(index).words if is_title else self.trimmed(span)

    def trimmed(self, span: Span) -> str:
        """The words of a title; empty where it says nothing of what stands below it."""
        dates = [Span(d.char_start, d.char_end) for d in self.dates_in(span)]
        words = self._trim_nodes(parse(self._document.text, span, [], dates))
        return "" if says_nothing(words) else words

    def _trim_nodes(self, nodes: Sequence[Node]) -> str:
        """Up to a colon, without dates and brackets of figures; a name in brackets at its head."""
        text = self._document.text
        if self._names(nodes):
            bracket = next(n for n in nodes if n.kind == "bracket")
            return clean(text[bracket.start + 1 : bracket.end - 1])
        kept: list[str] = []
        for at, node in enumerate(nodes):
            ends = node.sort in _ENDS or (node.sort == "dash" and self._states(nodes[at + 1 :]))
            if node.kind == "mark" and ends and clean(" ".join(kept)):
                break
            printed = text[node.start : node.end]
            if node.kind == "date" or (node.kind == "bracket" and _NUMBER.search(printed)):
                kept.append(" ")
            else:
                kept.append(printed)
        words = clean("".join(kept))
        return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0]

    def _closing(self, span: Span, dates: Sequence[DateSpan]) -> DateSpan | None:
        """The date alone behind the colon, or in the last brackets, of a title: 운영 : '22.7.20. ~.

        When something opens or is finished says nothing of what stands below it.
        """
        text = self._document.text
        if not dates or not _ENDS_WITH_DATE.fullmatch(text, dates[-1].char_end, span.end):
            return None
        before = text[span.start : dates[-1].char_start].rstrip()
        named = before[:-1].rstrip().endswith(meaning().once)
        return dates[-1] if before[-1:] in ("(", "（", ":", "：") and not named else None

    def _detail(self, span: Span, name: str) -> str:
        """The words behind the name in brackets at the head of a title."""
        dates = [Span(d.char_start, d.char_end) for d in self.dates_in(span)]
        nodes = parse(self._document.text, span, [], dates)
        if not name or not self._names(nodes):
            return ""
        first = next(i for i, n in enumerate(nodes) if n.kind == "bracket")
        words = self._trim_nodes(nodes[first + 1 :])
        return "" if says_nothing(words) or words == name else words

    def _states(self, nodes: Sequence[Node]) -> bool:
        """A named figure stands first, no date."""
        first = nodes[0] if nodes and nodes[0].kind == "words" else None
        return first is not None and bool(
            _STATED.match(self._document.text[first.start : first.end])
        )

    def _names(self, nodes: Sequence[Node]) -> bool:
        """It begins with a name in brackets: (글로벌 창업허브) 수도권에 예속되지 않는 …."""
        text = self._document.text
        for at, node in enumerate(nodes[:3]):
            if node.kind == "bracket":
                inner = text[node.start + 1 : node.end - 1]
                return bool(
                    node.sort not in QUOTES
                    and len(inner) <= 25
                    and (not _NUMBER.search(inner) or _NUMBERED_NAME.fullmatch(inner.strip()))
                    and bool(nodes[at + 1 :])
                )
            if node.kind != "words" or clean(text[node.start : node.end]):
                return False
        return False

    def _stated_date(self, section: Section) -> DateSpan | None:
        """The dates of what a heading is about, where an item below it says so (일시 : …)."""
        for child in self._children.get(section.line_start, ()):
            line = self._document.lines[child.line_start - 1]
            printed = self._document.text[line.start : line.end]
            if match := meaning().taking_place.match(printed):
                dates = self.dates_in(Span(line.start + match.end(), line.end))
                if dates and _within_a_year(dates[0]):
                    return dates[0]
        return None

    @cached_property
    def _children(self) -> dict[int, list[Section]]:
        """By first line of a heading: the items right below it."""
        found: dict[int, list[Section]] = {}
        sections = self._outline.sections
        for section in sections:
            if section.kind == "item" and section.parent:
                found.setdefault(sections[section.parent].line_start, []).append(section)
        return found

    def _noted_day(self, section: Section) -> DateSpan | None:
        """The day that a note right below the title states all for: ('25. 1. 1. 기준)."""
        for line in self._document.lines[section.title_end : section.title_end + 2]:
            shown = self._document.text[line.start : line.end].strip()
            if shown[:1] in ("(", "[", "<", "※", "*", "《", "〈") and _AS_OF.search(shown):
                dates = self.dates_in(Span(line.start, line.end))
                if dates:
                    return dates[-1]
        return None

    def dates_in(self, span: Span) -> list[DateSpan]:
        """The dates of a stretch of text."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return list(self._dates[first:last])


def _within_a_year(date: DateSpan) -> bool:
    if date.start is None or date.end is None:
        return False
    return (date.end - date.start).days <= _YEAR


def says_nothing(words: str) -> bool:
    """추진실적, 사업 개요, 추진현황 및 향후계획: no subject and no label."""
    bare = _NUMBER.sub("", words)
    if closed(bare).strip("()[]<>《》") in meaning().empty_title or not clean(bare):
        return True
    if closed(bare).endswith("개요"):
        return True
    parts = [closed(part).strip("()[]<>《》년도") for part in _SAYING.split(bare)]
    return all(not p or p == "및" or p in meaning().empty_title for p in parts)
