"""The lines of a report as HTML, every published value marked in its place.

Values may stand inside one another (a figure in a cell in a table's row) and, rarely, across one
another or across lines. A line is therefore a tree of places: the outermost short one is a link, what
stands inside it keeps its own anchor, and a long one (a duty, a finding) is underlined as a whole.

What belongs here: from places to the HTML of a line. What does not: finding the places.
"""

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.site.places import Fact

_LONG = 40
"""From this many characters on a place is a passage, and what stands in it are the values."""
_WORST = ("mismatch", "errata", "unlikely", "quarantine", "rounding")


@dataclass
class Node:
    """A place in a line, with the places inside it."""

    start: int
    end: int
    span: tuple[int, int]
    """The whole place, of which this line may hold a part only."""
    facts: Sequence[Fact]
    children: list["Node"] = field(default_factory=list)


class Numbering:
    """Rows by the number that the page's script knows them by, in order of appearance."""

    def __init__(self) -> None:
        self.facts: dict[Fact, int] = {}

    def numbers(self, facts: Iterable[Fact]) -> str:
        """The numbers of some rows, as an attribute holds them."""
        return " ".join(str(self.facts.setdefault(fact, len(self.facts))) for fact in facts)


def line_html(
    text: str, start: int, spans: Mapping[tuple[int, int], Sequence[Fact]], numbering: Numbering
) -> str:
    """One line.

    Args:
        text: the line as it stands.
        start: its first character in the report's text.
        spans: the places that touch this line.
        numbering: of the page; rows met for the first time get a number.
    """
    return _inside(text, start, start, start + len(text), _tree(text, start, spans), numbering, ())


def _tree(text: str, start: int, spans: Mapping[tuple[int, int], Sequence[Fact]]) -> list[Node]:
    """The places of a line as a tree. One that crosses another is cut where the other ends."""
    end = start + len(text)
    top: list[Node] = []
    stack: list[Node] = []
    for span in sorted(spans, key=lambda span: (max(span[0], start), -min(span[1], end), span)):
        first, last = max(span[0], start), min(span[1], end)
        while stack and stack[-1].end <= first:
            stack.pop()
        if stack:
            last = min(last, stack[-1].end)
        if first >= last:
            continue
        if stack and (stack[-1].start, stack[-1].end) == (first, last):
            stack[-1].facts = [*spans[span], *stack[-1].facts]
            continue
        node = Node(first, last, span, spans[span])
        (stack[-1].children if stack else top).append(node)
        stack.append(node)
    return top


def _inside(
    text: str,
    offset: int,
    start: int,
    end: int,
    nodes: Sequence[Node],
    numbering: Numbering,
    anchors: tuple[int, ...],
    *,
    linked: bool = False,
) -> str:
    parts = []
    at = start
    for node in nodes:
        parts.append(html.escape(text[at - offset : node.start - offset], quote=False))
        parts.append(_node(text, offset, node, numbering, anchors, linked=linked))
        at = node.end
    parts.append(html.escape(text[at - offset : end - offset], quote=False))
    return "".join(parts)


def _node(
    text: str,
    offset: int,
    node: Node,
    numbering: Numbering,
    anchors: tuple[int, ...],
    *,
    linked: bool,
) -> str:
    """A place as an element: a passage, the link of a value, or a value inside another."""
    whole = node.span[1] - node.span[0]
    passage = not linked and (whole > _LONG or "\t" in text[node.start - offset : node.end - offset])
    # A passage without any value in it is what there is to follow.
    link = not linked and (not passage or not node.children)
    first = node.facts[0]
    attributes = [f'data-r="{numbering.numbers(node.facts)}"']
    # Only the first line of a place has its name; so has only the outermost of those that begin
    # at the same character.
    if node.start == node.span[0] and node.start not in anchors:
        attributes.append(f'id="c{node.start}"')
    mark = next((mark for mark in _WORST if any(fact.mark == mark for fact in node.facts)), "")
    kind = "p" if passage else "v"
    attributes.append(f'class="{" ".join(part for part in (kind, mark) if part)}"')
    if link:
        attributes.append(f'href="{html.escape(row_link(first))}"')
    tag = "a" if link else "span" if passage else "b"
    body = _inside(
        text,
        offset,
        node.start,
        node.end,
        node.children,
        numbering,
        (*anchors, node.start),
        linked=linked or link,
    )
    return f"<{tag} {' '.join(attributes)}>{body}</{tag}>"


def row_link(fact: Fact) -> str:
    """From the page of a report to a row."""
    if fact.table == "relations":
        return f"../claims.html#{fact.row_id}"
    return f"../table/{fact.table}.html#{fact.row_id}"
