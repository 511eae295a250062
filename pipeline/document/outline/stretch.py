"""A stretch of a document under one title, and what the headings in it are.

Headings whose number was lost count as well: a list announces them, and no number stands above
their text. What belongs here: what is asked of any chapter. What does not: which headings are what
(parts.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.document.outline.headings import Heading, Headings
from pipeline.document.outline.mentions import Mentions, is_alike, name_of
from pipeline.document.readable import closed
from pipeline.sources.style import UNKNOWN

_LEAST_WORD = 3


class LostHeadings:
    """Finds where the text of entries begins that no heading prints."""

    def __init__(self, headings: Headings, mentions: Mentions) -> None:
        self._headings = headings
        self._mentions = mentions

    def among(self, found: Sequence[Heading], first: int, last: int) -> list[Heading]:
        """The lost ones of the list that stands above the headings found.

        Args:
            first: first line of the stretch, above the list.
        """
        if not found:
            return []
        entries = [e for e in self._mentions.entries if first <= e.line < found[0].line]
        if len(entries) <= len(found) or len({e.family for e in entries}) > 1:
            return []
        lost: list[Heading] = []
        placed = _match_entries(entries, found)
        for index, entry in enumerate(entries):
            if placed[index] is not None:
                continue
            before = [h for h in placed[:index] if h]
            start = before[-1].end + 1 if before else found[0].line
            after = next((h.line - 1 for h in placed[index + 1 :] if h), last)
            heading = self._table(index, entry, start, after) or self._text(
                index, entry, start, after
            )
            if heading:
                placed[index] = heading
                lost.append(heading)
        return lost

    def _table(self, index: int, entry: Heading, first: int, last: int) -> Heading | None:
        """The table whose own header is the title, where no heading stands above it."""
        document = self._headings.document
        for line in document.lines[first - 1 : last]:
            if document.kinds[line.no - 1] == "table":
                cell = document.text[line.start : line.end].partition("\t")[0]
                if closed(cell) == closed(entry.title):
                    return _lost_heading(index, entry, line.no)
        return None

    def _text(self, index: int, entry: Heading, first: int, last: int) -> Heading | None:
        """A paragraph above a heading that shares most words with a title, if it shares any."""
        best: tuple[float, int] | None = None
        for number in range(first + 1, last + 1):
            if self._headings.document.kinds[number - 1] != "heading":
                continue
            start = self._paragraph_above(number, first)
            if start is None:
                continue
            shown = " ".join(self._headings.readable_line(n) for n in range(start, number))
            score = fuzz.token_set_ratio(entry.title, shown)
            if _shares_word(entry.title, shown) and (best is None or score > best[0]):
                best = score, start
        return _lost_heading(index, entry, best[1]) if best else None

    def _paragraph_above(self, line: int, first: int) -> int | None:
        """First line of the paragraph that stands right above a line, or None."""
        start = None
        for number in range(line - 1, first - 1, -1):
            known = self._headings.by_line.get(number)
            is_text = self._headings.document.kinds[number - 1] == "paragraph"
            if is_text and (known is None or known.number is None):
                start = number
            elif self._headings.document.kinds[number - 1] != "blank":
                break
        return start


def _match_entries(entries: Sequence[Heading], found: Sequence[Heading]) -> list[Heading | None]:
    """The heading that prints each entry's title, or its number."""
    free = list(found)
    placed: list[Heading | None] = []
    for index, entry in enumerate(entries, start=1):
        name, number = name_of(entry.title), entry.number or index
        match = next((h for h in free if is_alike(name_of(h.title), name)), None) or next(
            (h for h in free if h.number == number), None
        )
        if match is not None:
            free.remove(match)
        placed.append(match)
    return placed


def _lost_heading(index: int, entry: Heading, line: int) -> Heading:
    number = entry.number or index + 1
    return Heading(line, line - 1, "lost", number, "", entry.title, UNKNOWN, True, None)


def _shares_word(title: str, text: str) -> bool:
    """A word of three letters or more of the title stands in the text."""
    joined = closed(text)
    return any(len(word) >= _LEAST_WORD and word in joined for word in title.split())


@dataclass(frozen=True)
class Part:
    """A heading, and what it is."""

    kind: str
    """goal, program, subprogram or heading."""
    heading: Heading


@dataclass(frozen=True)
class Chapter:
    """A stretch of a document under one title."""

    headings: Headings
    mentions: Mentions
    first: int
    """The first line below the title."""
    last: int

    @property
    def lost(self) -> LostHeadings:
        """Finds headings that are only announced."""
        return LostHeadings(self.headings, self.mentions)

    @property
    def inside(self) -> list[Heading]:
        """Its headings without mentions."""
        return [
            h
            for h in self.headings.found
            if self.first <= h.line <= self.last and h.line not in self.mentions.lines
        ]

    def end_of(self, item: Heading, among: Sequence[Heading]) -> int:
        """The last line below a heading, before the next one of its level."""
        return next((h.line - 1 for h in among if h.line > item.line), self.last)

    def lines_between(self, first: int, last: int) -> int:
        """Lines between two that are neither blank nor mentions."""
        listed = [h for h in self.mentions.entries if first < h.line < last]
        inside = sum(h.end - h.line + 1 for h in listed)
        return self.headings.filled_between(first, last) - inside
