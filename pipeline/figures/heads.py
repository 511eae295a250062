"""The names at the head of a statement: before a colon or dash, in brackets, one for each clause.

What belongs here: which words head what follows. What does not: which figure gets them (`reading`).
"""

import re
from collections.abc import Sequence

from pipeline.document.brackets import QUOTES
from pipeline.figures.names import Names
from pipeline.figures.tree import Node, has_dates, has_figures, split
from pipeline.figures.wording import clean

_PAIR = re.compile(r"\s?[·‧∙․ㆍ/]\s?")
_MOST_PARTS = 7
"""Parts of a bracket that is a name."""


def split_heads(nodes: Sequence[Node]) -> list[list[Node]]:
    """Heads before a colon or a dash, a name in brackets at the beginning, and the body."""
    parts = split(nodes, "colon")
    if len(parts) > 1:
        return parts
    dashed = split(nodes, "dash")
    if len(dashed) == 2 and not has_figures(dashed[0]):
        return dashed
    return [list(nodes)] if nodes else [[]]


def paired_names(names: Names, clauses: Sequence[Sequence[Node]]) -> list[str] | None:
    """이용자·만족도 : 48,416명 / 98.6% names each of two figures; 정원/현원 : 84/90 too."""
    parts = split(clauses[0], "colon") if clauses else []
    if len(parts) != 2 or len(clauses) < 2 or has_figures(parts[0]):
        return None
    bodies = [parts[1], *clauses[1:]]
    if any(
        split(body, "colon")[1:] or not has_figures(body) or names.words(body) for body in bodies
    ):
        return None
    before, _, last = names.words(parts[0]).rpartition(" ")
    parted = [name for name in _PAIR.split(last) if name]
    if len(parted) != len(bodies):
        return None
    return [f"{before} {name}".strip() for name in parted]


def bracket_names(
    names: Names, clauses: Sequence[list[Node]]
) -> tuple[list[str], list[list[Node]]] | None:
    """(기간 / 용역비) '24.4.17. ~ '25.3.17.(11개월) / 184백만원 names both clauses."""
    first, name = split_bracket_name(names, clauses[0]) if clauses else ([], "")
    parted = [part.strip() for part in name.split("/") if part.strip()]
    bodies = [first, *clauses[1:]]
    if not 1 < len(parted) == len(bodies):
        return None
    if not all(has_figures(body) or has_dates(body) for body in bodies):
        return None
    return parted, bodies


def split_bracket_name(names: Names, segment: Sequence[Node]) -> tuple[list[Node], str]:
    """A bracket of words at the beginning names what follows: (참관) 30,000명."""
    nodes = [
        n for n in segment if not (n.kind == "words" and not names.text[n.start : n.end].strip())
    ]
    first = next((i for i, n in enumerate(nodes) if not _is_bare(names, n)), len(nodes))
    if first >= len(nodes) - 1 or nodes[first].kind != "bracket" or nodes[first].sort in QUOTES:
        return nodes, ""
    bracket = nodes[first]
    if has_figures(bracket.inner) or has_dates(bracket.inner) or len(bracket.inner) > _MOST_PARTS:
        return nodes, ""
    return nodes[first + 1 :], names.words(bracket.inner)


def _is_bare(names: Names, node: Node) -> bool:
    """Words that are only marks: the bullet of an item."""
    if node.kind == "mark":
        return node.sort in ("dot", "dash")
    return node.kind == "words" and not clean(names.text[node.start : node.end])
