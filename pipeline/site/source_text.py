"""The lines of a report as HTML, every published value marked in its place.

Values may stand inside one another (a figure in a cell in a row) and, rarely, across one another
or across lines. A line is therefore a tree of places: the outermost short one is a link, what
stands inside it keeps its own anchor, and a long one (a duty, a finding) is underlined as a whole.

What belongs here: from places to the HTML of a line. What does not: finding the places.
"""

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.site.places import Fact

_LONG = 40
"""From this many characters on a place is a passage, and what stands in it are the values."""
_CELLS = ("table_cells", "department_aliases")
"""Places that are known for standing in a table only are marked lightly."""
_WORST = ("mismatch", "errata", "unlikely", "quarantine", "rounding")

Spans = Mapping[tuple[int, int], Sequence[Fact]]


class Numbering:
    """Rows by the number that the page's script knows them by, in order of appearance."""

    def __init__(self) -> None:
        self.facts: dict[Fact, int] = {}

    def numbers(self, facts: Iterable[Fact]) -> str:
        """The numbers of some rows, as an attribute holds them."""
        return " ".join(str(self.facts.setdefault(fact, len(self.facts))) for fact in facts)


def line_html(text: str, start: int, spans: Spans, numbering: Numbering) -> str:
    """One line.

    Args:
        start: its first character in the report's text.
        numbering: of the page; rows met for the first time get a number.
    """
    if not spans:
        return html.escape(text, quote=False)
    line = _Line(text, start, numbering)
    return line.inside(start, line.end, line.tree(spans), linked=False)


def row_link(fact: Fact) -> str:
    """From the page of a report to a row."""
    if fact.table == "relations":
        report, _, _ = fact.row_id.partition("/")  # a report's own id has no stroke
        return f"../claims/{report}.html#{fact.row_id}"
    return f"../table/{fact.table}.html#{fact.row_id}"


@dataclass
class _Node:
    """A place in a line, with the places inside it."""

    start: int
    end: int
    whole: tuple[int, int]
    """The place, of which this line may hold a part only."""
    facts: Sequence[Fact]
    children: list["_Node"] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    """A line, and what its places become."""

    text: str
    start: int
    numbering: Numbering
    named: set[int] = field(default_factory=set)
    """Characters whose anchor is there already."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def tree(self, spans: Spans) -> list[_Node]:
        """The places as a tree. One that crosses another is cut where the other ends."""
        top: list[_Node] = []
        stack: list[_Node] = []
        for span in sorted(spans, key=self._outermost_first):
            first, last = max(span[0], self.start), min(span[1], self.end)
            while stack and stack[-1].end <= first:
                stack.pop()
            if stack:
                last = min(last, stack[-1].end)
            if first >= last:
                continue
            if stack and (stack[-1].start, stack[-1].end) == (first, last):
                stack[-1].facts = [*spans[span], *stack[-1].facts]
                stack[-1].whole = span  # the one that begins later: here, if either does
                continue
            node = _Node(first, last, span, spans[span])
            (stack[-1].children if stack else top).append(node)
            stack.append(node)
        return top

    def inside(self, start: int, end: int, nodes: Sequence[_Node], *, linked: bool) -> str:
        """The text between two characters, with the places in it."""
        parts = []
        for node in nodes:
            parts += [self._text(start, node.start), self._element(node, linked=linked)]
            start = node.end
        return "".join([*parts, self._text(start, end)])

    def _outermost_first(self, span: tuple[int, int]) -> tuple[int, int, tuple[int, int]]:
        return max(span[0], self.start), -min(span[1], self.end), span

    def _text(self, start: int, end: int) -> str:
        return html.escape(self.text[start - self.start : end - self.start], quote=False)

    def _element(self, node: _Node, *, linked: bool) -> str:
        """A passage, the link of a value, or a value inside another."""
        tabbed = "\t" in self.text[node.start - self.start : node.end - self.start]
        passage = not linked and (node.whole[1] - node.whole[0] > _LONG or tabbed)
        # A passage without any value in it is what there is to follow.
        link = not linked and not (passage and node.children)
        digits = linked and all(fact.table == "numerals" for fact in node.facts)
        kind = "p" if passage else "d" if digits else "v"
        attributes = f'data-r="{self.numbering.numbers(node.facts)}" class="{_style(node, kind)}"'
        # Only the first line of a place bears its name, and of several places that begin at one
        # character only the outermost.
        if node.start == node.whole[0] and node.start not in self.named:
            self.named.add(node.start)
            attributes += f' id="c{node.start}"'
        if link:
            # The keyboard stops once a line, at its number; arrows go on from there.
            attributes += f' href="{html.escape(row_link(node.facts[0]))}" tabindex="-1"'
        tag = "a" if link else "span" if passage else "b"
        body = self.inside(node.start, node.end, node.children, linked=linked or link)
        return f"<{tag} {attributes}>{body}</{tag}>"


def _style(node: _Node, kind: str) -> str:
    """`p` for a passage, `v` for a value, `d` for the digits of one; then what marks it."""
    marks = {fact.mark for fact in node.facts}
    mark = next((mark for mark in _WORST if mark in marks), "")
    cell = "cell" if all(fact.table in _CELLS for fact in node.facts) else ""
    return " ".join(part for part in (kind, cell, mark) if part)
