"""The outline as a tree: every line of a document belongs to one section.

Numbered headings stand where numbered.py found them. Below them, marks are ranked by how the
report uses them: a mark that is open already continues its list; a new one goes below the open
ones, unless the report elsewhere puts it above them.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.document.document import Document
from pipeline.document.lines import Line
from pipeline.document.outline.marks import Mark, Signature, mark_of, stated_mark
from pipeline.document.outline.numbered import Found, Numbered, numbered_headings
from pipeline.document.outline.page import Page
from pipeline.document.outline.ranks import Ranks
from pipeline.document.outline.roles import roles_of
from pipeline.document.outline.titles import Titles
from pipeline.document.outline.unmarked import next_filled_line, unmarked_headings
from pipeline.document.readable import readable

_UNRANKED = 9
"""Rank of sections that marks head: below all numbered ones."""
_BELOW_NUMBERS = ("heading", "bracket", "circled", "item", "note")


@dataclass
class Section:
    """A stretch of lines under one heading, or one item of a list."""

    kind: str
    """report, chapter, goal, program, subprogram, heading or item."""
    marker: str
    number: int | None
    title: str
    line_start: int
    title_end: int
    """Last line of its title."""
    signature: Signature | None = field(default=None, repr=False)
    """The traits that its mark shares with marks of its rank; None for numbered headings."""
    rank: int = field(default=_UNRANKED, repr=False)
    """Its level: 1 for a chapter, 2 for its parts."""
    line_end: int = 0
    path: tuple[int, ...] = ()
    """Position among its siblings, from the top down; empty for the report."""
    parent: int | None = None
    """Index of the section above; None for the report."""


@dataclass(frozen=True)
class Outline:
    """All sections of a document, in order, and the section of every line."""

    sections: tuple[Section, ...]
    section_of: tuple[int, ...]
    """Index of the innermost section of each line, by line number - 1."""

    @cached_property
    def roles(self) -> tuple[str | None, ...]:
        """The role of each section, its own or inherited; None where no heading tells."""
        return tuple(roles_of(self.sections))


def read_outline(document: Document) -> Outline:
    """Read the outline. Any text has one: at the least the report itself."""
    marks = [mark for line in document.lines if (mark := _mark(document, line))]
    return _Builder(document, marks, numbered_headings(document)).outline()


def _mark(document: Document, line: Line) -> Mark | None:
    """The mark of a line, or what the file states of it."""
    printed = mark_of(document.text, line, document.kinds[line.no - 1])
    styles = document.source.styles
    if line.no > len(styles) or (printed is not None and printed.sort != "label"):
        return printed
    shown = readable(document.text[line.start : line.end])
    return stated_mark(line, shown, styles[line.no - 1]) or printed


class _Builder:
    def __init__(self, document: Document, marks: Sequence[Mark], found: Found) -> None:
        self._document, self._headings = document, found.headings
        numbered, mentions = found.numbered, found.mentions
        titles = {n for h in numbered for n in range(h.line, h.title_end + 1)}
        self._numbered = {heading.line: heading for heading in numbered}
        self._marks = {m.line: m for m in marks if m.line not in mentions | titles}
        self._marks |= unmarked_headings(document, self._marks, numbered)
        self._marked = sorted(self._marks)
        self._in_program = _covered_lines(numbered, len(document.lines))
        self._ranks = Ranks(
            sorted(self._marks.values(), key=lambda mark: mark.line), list(self._numbered)
        )
        self._titles = Titles(Page(document, self._marks, self._numbered))
        whole = Section("report", "", None, "", 1, 1, line_end=len(document.lines))
        self._sections = [whole]
        self._open = [0]
        self._children: Counter[int] = Counter()
        self._circled = 0

    def outline(self) -> Outline:
        section_of = []
        for line in self._document.lines:
            if heading := self._numbered.get(line.no):
                self._open_numbered(heading)
            elif mark := self._marks.get(line.no):
                self._open_mark(mark)
            section_of.append(self._open[-1])
        self._close_to(1, len(self._document.lines))
        return Outline(tuple(self._sections), tuple(section_of))

    def _open_numbered(self, heading: Numbered) -> None:
        below = (
            d for d, i in enumerate(self._open) if d and self._sections[i].rank >= heading.level
        )
        depth = next(below, len(self._open))
        self._close_to(depth, heading.line - 1)
        self._circled = 0
        kind = "heading" if heading.kind == "appendix" else heading.kind
        section = Section(
            *(kind, heading.marker, heading.number, heading.title, heading.line, heading.title_end),
            rank=heading.level,
        )
        self._push(section)

    def _open_mark(self, mark: Mark) -> None:
        if mark.sort == "number":
            return  # a number that heads nothing, such as a figure alone on its line
        kind = {"item": "item", "note": "item"}.get(mark.sort, "heading")
        if mark.sort == "circled":
            kind = "item"
            if mark.line in self._in_program and self._is_part(mark):
                kind, self._circled = "subprogram", mark.number or 0
        depth = self._depth_for(mark.signature, kind)
        if mark.sort == "note" and self._heads_items(mark) and self._is_item(self._open[-1]):
            depth = min(depth, len(self._open) - 1)  # a note on the list, not on its last item
        if kind == "subprogram" and mark.number == 1 and self._holds_headings(mark):
            depth = min(depth, self._depth_of_sort("heading"))
        self._close_to(depth, mark.line - 1)
        opened = {mark.marker} | {self._sections[index].marker for index in self._open}
        title = self._titles.of(mark, opened)
        self._push(
            Section(
                kind, mark.marker, mark.number, title.text, mark.line, title.end, mark.signature
            )
        )

    def _depth_for(self, signature: Signature, kind: str) -> int:
        """The number of open sections that stay open above a new one."""
        open_sections = [self._sections[index] for index in self._open]
        for depth, section in enumerate(open_sections):
            if section.signature == signature and section.kind == kind:
                return depth
        for depth, section in enumerate(open_sections):
            if section.signature is None or signature[0] == "note":
                continue
            if _less_indented(signature, section.signature) or _number_ends(
                signature[0], section.signature[0]
            ):
                return depth
            if kind != "item" and section.kind == "item":
                return depth  # an item holds no heading
            if self._ranks.puts_above(signature, section.signature):
                return depth
            if section.signature[0] == "bracket" and self._leaves_box(signature, depth):
                return depth
        return len(open_sections)

    def _is_part(self, mark: Mark) -> bool:
        """A circled number begins the parts of a program, or goes on while the last is open.

        A list on one line (① … ② …) has no parts, nor has a second list behind the first.
        """
        if mark.number is None or _lists_on_one_line(mark):
            return False
        if self._headings.has_looks and not self._headings.is_distinct(mark.line):
            return False
        is_open = any(self._sections[index].kind == "subprogram" for index in self._open)
        if mark.number == 1:
            circled = self._circled_from(mark)
            alone = len(circled) < 2 or _lists_on_one_line(circled[1])
            return is_open or (self._circled == 0 and not alone and self._have_texts(circled))
        return is_open and mark.number == self._circled + 1

    def _circled_from(self, first: Mark) -> list[Mark]:
        """The circled numbers that count on from a first one."""
        found = [first]
        for line in sorted(line for line in self._marks if line > first.line):
            mark = self._marks[line]
            if mark.sort == "circled" and mark.number == len(found) + 1:
                found.append(mark)
            elif mark.sort == "circled" or line not in self._in_program:
                break
        return found

    def _have_texts(self, circled: Sequence[Mark]) -> bool:
        """Something stands below most of them; points of a list follow one another."""
        lines = [mark.line for mark in circled]
        after = [next_filled_line(self._document, line) for line in lines[:-1]]
        bare = sum(below == line for below, line in zip(after, lines[1:], strict=True))
        return 2 * bare <= len(after)

    def _holds_headings(self, mark: Mark) -> bool:
        """True when the first part of a program begins with a heading: then its parts hold them."""
        following = self._following(mark)
        return following is not None and following.sort == "heading"

    def _heads_items(self, note: Mark) -> bool:
        """A list of its own begins right below a note: ※ 시설현황 · (위치) … · (규모) …."""
        following = self._following(note)
        if following is None or following.sort != "item":
            return False
        known = {self._sections[index].signature for index in self._open}
        below = next_filled_line(self._document, note.line)
        return below == following.line and following.signature not in known

    def _is_item(self, index: int) -> bool:
        section = self._sections[index]
        return section.kind == "item" and bool(section.signature and section.signature[0] == "item")

    def _following(self, mark: Mark) -> Mark | None:
        """The next mark below one."""
        at = bisect_right(self._marked, mark.line)
        return self._marks[self._marked[at]] if at < len(self._marked) else None

    def _depth_of_sort(self, sort: str) -> int:
        """Depth of the first open section whose mark is of a sort; all that are open if none."""
        signatures = [self._sections[index].signature for index in self._open]
        found = (d for d, signature in enumerate(signatures) if signature and signature[0] == sort)
        return next(found, len(signatures))

    def _leaves_box(self, signature: Signature, depth: int) -> bool:
        """An item that elsewhere stands right below a heading ends a box of other items."""
        if depth + 1 >= len(self._open):
            return False
        inside = self._sections[self._open[depth + 1]].signature
        return self._ranks.tops[signature] > 1 and not self._ranks.tops[inside]

    def _push(self, section: Section) -> None:
        parent = self._open[-1]
        self._children[parent] += 1
        section.parent = parent
        section.path = (*self._sections[parent].path, self._children[parent])
        self._sections.append(section)
        self._open.append(len(self._sections) - 1)

    def _close_to(self, depth: int, last_line: int) -> None:
        """Close open sections until `depth` are left, ending at a line."""
        for index in self._open[depth:]:
            self._sections[index].line_end = last_line
        del self._open[depth:]


def _lists_on_one_line(mark: Mark) -> bool:
    """The next circled number stands on the same line: ① … ② …."""
    return chr(ord(mark.marker) + 1) in mark.title


def _less_indented(signature: Signature, opened: Signature) -> bool:
    """The same mark, further left: it goes on with the list, or with one above it."""
    return signature[:2] == opened[:2] and opened[2] and not signature[2]


def _number_ends(number: str, opened: str) -> bool:
    """A number in a box holds signs, not the other way round."""
    return number == "boxed" and opened in _BELOW_NUMBERS


def _covered_lines(headings: Sequence[Numbered], last: int) -> set[int]:
    """Lines that belong to a program."""
    covered: set[int] = set()
    for heading, following in zip(headings, [*headings[1:], None], strict=False):
        if heading.kind == "program":
            covered.update(range(heading.line, following.line if following else last + 1))
    return covered
