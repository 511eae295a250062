"""The context above a figure of the economy: whose it is, when, which source.

What belongs here: sections of the outline, and notes on the source. What does not: the figure's own
line or cell.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Span
from pipeline.facts.indicators.wording import (
    ASIDE,
    Description,
    aside_geography,
    dates_in,
    institution_in,
    line_text,
    names_a_period,
    noted_source,
    period_of,
)
from pipeline.figures.date_values import DateSpan
from pipeline.vocabulary.indicators import economy

_FRAME = re.compile(r"[<>〈〉【】\[\]]")
_AS_OF = re.compile(r"\s*\S{0,8}\s*기준")
_WORD = re.compile(r"[^\s(),<>〈〉【】]+")
_MARK = re.compile(r"^[\W_]+")


class Settings:
    """Looks up what is said above a figure of one chapter."""

    def __init__(
        self, document: Document, outline: Outline, dates: Sequence[DateSpan], chapter: int
    ) -> None:
        self._document, self._outline, self._chapter = document, outline, chapter
        section = outline.sections[chapter]
        first = document.lines[section.line_start - 1].start
        last = document.lines[section.line_end - 1].end
        self._dates = dates_in(dates, Span(first, last))
        self._sources: dict[int, str] = {}
        for line in range(section.line_start, section.line_end + 1):
            if source := noted_source(line_text(document, line)):
                heading = next(i for i in self._up(outline.section_of[line - 1])
                               if i == chapter or outline.sections[i].kind != "item")  # fmt: skip
                self._sources.setdefault(heading, source)

    def topic(self, section: int) -> str | None:
        """The topic of the nearest heading: 고용 동향 of `< 고용 동향, ‘22.2월 서울 기준 >`."""
        for index in self._up(section):
            if index != self._chapter and self._outline.sections[index].kind != "item":
                title = ASIDE.sub(" ", _FRAME.sub(" ", self._outline.sections[index].title))
                return _MARK.sub("", readable(title.partition(",")[0])) or None
        return None

    def above(
        self, section: int, name: str | None, known: Mapping[int, Sequence[Description]]
    ) -> Description:
        """The words of a section and of those above it, the nearest first.

        An item with figures of its own speaks for those below it of the same name only.

        Args:
            known: section to what its figures are said to be: name, geography and period.
        """
        said = Description()
        for index in self._up(section):
            if index == self._chapter:
                break
            item = self._outline.sections[index].kind == "item"
            if item and known.get(index):
                said = said.or_else(_same(known[index], name))
            else:
                said = said.or_else(self._read_title(index))
        return said

    def _up(self, section: int) -> Iterator[int]:
        at: int | None = section
        while at is not None:
            yield at
            if at == self._chapter:
                return
            at = self._outline.sections[at].parent

    def _read_title(self, section: int) -> Description:
        """The words in the title of one section."""
        document, words = self._document, economy()
        spans = [
            Span(document.lines[line - 1].start, document.lines[line - 1].end)
            for line in self._title_lines(section)
        ]
        title = " ".join(span.of(document.text) for span in spans)
        dates = [date for span in spans for date in dates_in(self._dates, span)]
        stated = [date for date in dates if self._is_period(date)]
        as_of = [date for date in stated if _AS_OF.match(document.text, date.char_end)]
        date = next(iter([*as_of, *stated]), None)
        compared = next(iter(words.compared(title)), None)
        item = self._outline.sections[section].kind == "item"
        bare = closed(ASIDE.sub(" ", _FRAME.sub(" ", title)))
        return Description(
            geography=_geography(title, [d.raw for d in dates], leads=not item),
            period=period_of(date) if date else None,
            compared=compared.of(title) if compared else None,
            source=self._sources.get(section),
            provisional=words.is_provisional(title),
            headed_forecast=words.is_forecast(bare),
        )

    def _is_period(self, date: DateSpan) -> bool:
        """A date that is not the day of a source: (기재부, ’21.12월)."""
        text = self._document.text
        line = self._document.lines[self._document.line_at(date.char_start) - 1]
        for aside in ASIDE.finditer(text, line.start, line.end):
            around = aside.start() < date.char_start < aside.end()
            if around and institution_in(aside[1]):
                return False
        return names_a_period(text, date)

    def _title_lines(self, section: int) -> list[int]:
        """The line of a heading; all lines of an item that are its own."""
        found = self._outline.sections[section]
        if found.kind != "item":
            return [found.line_start]
        lines = range(found.line_start, found.line_end + 1)
        return [
            line
            for line in lines
            if self._outline.section_of[line - 1] == section
            and noted_source(line_text(self._document, line)) is None
        ]


def _geography(title: str, dates: Sequence[str], *, leads: bool) -> str | None:
    """The geography a title is stated for (서울 기준, 전국) or begins with; none it speaks of."""
    words = economy()
    for found in reversed(list(words.compared(title))):
        title = f"{title[: found.start]} {title[found.end :]}"
    for date in dates:
        title = title.replace(date, " ")
    tokens = [match.group() for match in _WORD.finditer(title)]
    tokens = [token for token in tokens if any(letter.isalnum() for letter in token)]
    for number, token in enumerate(tokens):
        stated = (leads and number == 0) or tokens[number + 1 : number + 2] == ["기준"]
        if stated and (geography := words.geography(token)):
            return geography
    return aside_geography(title)


def _same(known: Sequence[Description], name: str | None) -> Description:
    """The words of an item on the indicator of this name, if it speaks of one only."""
    same = {(said.geography, said.period) for said in known if said.name == name}
    if len(same) != 1:
        return Description()
    geography, period = same.pop()
    return Description(geography=geography, period=period)
