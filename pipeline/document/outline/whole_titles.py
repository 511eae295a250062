"""The whole title of a heading: over several lines, and without the note beside it.

What belongs here: where a title ends. What does not: which lines are headings.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.document.document import Document
from pipeline.document.outline.headings import Heading, Headings
from pipeline.document.outline.mentions import Mentions, name_of
from pipeline.document.readable import closed, readable
from pipeline.vocabulary.title_notes import title_notes
from pipeline.vocabulary.wraps import wraps

_BETWEEN_CELLS = re.compile(r"\t|\s{2,}|[|│]")
_NOTE = re.compile(r"\([^()]*\)\s*$")
_LAST_BRACKET = re.compile(r"\s*[(〔【\[]([^()〔〕【】\[\]]+)[)〕】\]]$")
_BETWEEN_OFFICES = re.compile(r"[,·、/]")
_LEAST_BRACKETED = 2
"""Titles with an office in a bracket behind them, at least."""
_MOST_LINES = 4
_NOTES = 2
"""Notes that stand behind a title, at most."""
_CLOSE = 1.2
"""Room above a line that goes on with a title, in lines."""
_COVER_SIZE = 1.8
"""Size from which lines of one look are one title, whatever the room between them."""
_LONGEST = 100
_ALIKE = 75.0
"""Similarity (0-100) of a title to its mention, at least."""
_LARGE = 1.12
_LEAST = 3
_SHARE = 0.75
"""Titles with an office behind them, and their share, from which on it is no part of them."""


class WholeTitles:
    """Completes the titles of one document."""

    def __init__(self, headings: Headings, mentions: Mentions) -> None:
        self._headings = headings
        self._mentions = mentions

    def whole(self, heading: Heading) -> Heading:
        """The heading with all the lines of its title, and no more."""
        if heading.family == "goal":
            return heading
        lines = self._by_look(heading) if heading.style.size is not None else []
        if not lines:
            lines = self._by_mention(heading)
        above = self._above(heading)
        shown = [self._headings.readable_line(n) for n in above]
        title = wraps().joined(
            [*shown, heading.title, *(self._headings.readable_line(n) for n in lines)]
        )
        if aside := title_notes().aside.search(self._headings.raw(max([heading.end, *lines]))):
            title = title.removesuffix(readable(aside["office"])).rstrip()
        return replace(
            heading,
            title=without_notes(title),
            line=min([heading.line, *above]),
            end=max([heading.end, *lines]),
        )

    def _above(self, heading: Heading) -> list[int]:
        """The first line of a large title whose number stands beside the second."""
        above = heading.line - 1
        if heading.size < _LARGE or above < 1 or heading.number is None:
            return []
        known = self._headings.by_line.get(above)
        style = self._headings.style(above)
        same = style.size == heading.style.size and style.face == heading.style.face
        return [above] if same and style.page_top and known and known.family == "look" else []

    def _below(self, heading: Heading) -> list[int]:
        """Lines that may go on with the title: text without marks, right below it."""
        lines: list[int] = []
        at: int | None = self._headings.following(heading.end)
        while at is not None and len(lines) < _MOST_LINES and self._headings.is_text(at):
            if (
                self._headings.document.page_of(self._headings.document.lines[at - 1])
                != heading.page
            ):
                break
            lines.append(at)
            at = self._headings.following(at)
        return lines

    def _by_look(self, heading: Heading) -> list[int]:
        """Lines of the same face and size, close below one another."""
        found = []
        for number in self._below(heading):
            style = self._headings.style(number)
            same = style.size == heading.style.size and style.face == heading.style.face
            same = same and style.boxed == heading.style.boxed
            close = style.space_above is not None and style.space_above <= _CLOSE
            if not same or not (close or heading.size >= _COVER_SIZE):
                break
            found.append(number)
        return found

    def _by_mention(self, heading: Heading) -> list[int]:
        """As many lines as make the title what an earlier mention prints."""
        names = [name_of(e.title) for e in self._mentions.of(heading)]
        names += [
            name_of(e.title)
            for e in self._mentions.entries
            if e.line < heading.line and (e.family, e.number) == (heading.family, heading.number)
        ]
        if not names:
            return []
        title, best, count = heading.title, _closeness(name_of(heading.title), names), 0
        lines = self._below(heading)
        for index, number in enumerate(lines, start=1):
            title = f"{title} {self._headings.readable_line(number)}"
            if len(title) > _LONGEST:
                break
            likeness = _closeness(name_of(title), names)
            if likeness > max(best, _ALIKE):
                best, count = likeness, index
        return lines[:count]


def without_offices(titles: Sequence[str], listed: Container[str]) -> list[str]:
    """The titles of programs without the office in charge behind them.

    Args:
        titles: of all programs of a report.
        listed: texts of cells, closed up: what a table lists by itself is an office wherever it
            stands; other words are if most titles end in one.
    """
    titles = _without_bracketed_offices(titles)
    pattern = title_notes().office_behind
    behind = [pattern.search(title) for title in titles]
    ending = sum(map(bool, behind))
    most = ending >= max(_LEAST, _SHARE * len(titles))
    return [
        (title[: found.start()] or title)
        if found and (most or all(word.strip(",") in listed for word in found[0].split()))
        else title
        for title, found in zip(titles, behind, strict=True)
    ]


def _without_bracketed_offices(titles: Sequence[str]) -> list[str]:
    """Titles without brackets of offices only: 농기계 임대 (기술보급과, 원종장).

    One title alone may end with an office that it builds: 공간 조성(청년센터).
    """
    names = [
        {name.strip() for name in _BETWEEN_OFFICES.split(bracket[1])} if bracket else set()
        for bracket in map(_LAST_BRACKET.search, titles)
    ]
    offices = {name for some in names for name in some if title_notes().office.fullmatch(name)}
    offices |= {name for some in names if some & offices for name in some}  # named beside one
    charged = [bool(some) and some <= offices for some in names]
    if sum(charged) < _LEAST_BRACKETED:
        return list(titles)
    return [
        _LAST_BRACKET.sub("", title) if is_charged else title
        for title, is_charged in zip(titles, charged, strict=True)
    ]


def texts_of_cells(document: Document) -> frozenset[str]:
    """Texts alone in a cell, without spaces and without a bracket behind them."""
    return frozenset(
        closed(_NOTE.sub("", cell))
        for line, kind in zip(document.lines, document.kinds, strict=True)
        if kind == "table"
        for cell in _BETWEEN_CELLS.split(document.text[line.start : line.end])
    )


def without_notes(title: str) -> str:
    """A title without what is said of it behind: its budget, who is in charge, 신규사업."""
    bare = title
    for _ in range(_NOTES):
        bare = title_notes().pattern.sub("", bare).rstrip()
    return bare or title


def _closeness(name: str, names: list[str]) -> float:
    return max(fuzz.ratio(name, other) for other in names)
