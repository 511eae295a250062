"""The way the marks of a statement bind: clauses, segments, and the dates among their parts.

What belongs here: where a statement is cut. What does not: which words a figure gets (`reading`).
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.figures.names import Names
from pipeline.figures.tree import Node, has_figures, split

_BASE = re.compile(r"\s*(?:대비|보다|比|비)")


def clauses(statement: Sequence[Node]) -> list[list[Node]]:
    """Between slashes and the like; between dashes where what follows has a head of its own."""
    found: list[list[Node]] = []
    for clause in split(statement, "clause"):
        dashed = split(clause, "dash")
        items = any(len(split(part, "colon")) > 1 for part in dashed[1:])
        found += dashed if items else _headed_segments(clause)
    return found


def _headed_segments(clause: list[Node]) -> list[list[Node]]:
    """市 : 6,336, 자치구 : 2,953 has two heads; each holds to the comma before the next."""
    if sum(node.sort == "colon" for node in clause if node.kind == "mark") < 2:
        return [clause]
    found: list[list[Node]] = []
    for segment in split(clause, "segment"):
        if not found or any(n.kind == "mark" and n.sort == "colon" for n in segment):
            found.append(segment)
        else:
            comma = Node("mark", segment[0].start, segment[0].start, "segment")
            found[-1] += [comma, *segment]
    return found


def cut(nodes: Sequence[Node]) -> Iterator[tuple[str, list[Node]]]:
    """The segments, each with the mark before it; 및 and a dot part figures only."""
    found: list[Node] = []
    mark = ""
    counted = False  # a figure is among those found
    last = next((i for i in reversed(range(len(nodes))) if has_figures(nodes[i : i + 1])), -1)
    for at, node in enumerate(nodes):
        parts = node.kind == "mark" and node.sort in ("segment", "arrow", "dash", "colon", "clause")
        if node.kind == "mark" and node.sort in ("both", "dot"):
            parts = counted and at < last
            parts = parts and not (node.sort == "dot" and _joins_words(nodes, at))
        if not parts:
            found.append(node)
            counted = counted or has_figures([node])
            continue
        if found:
            yield mark, found
        mark, found, counted = node.sort, [], False
    if found:
        yield mark, found


def _joins_words(nodes: Sequence[Node], at: int) -> bool:
    """A dot between words, neither of them a figure or bracket: 공사·공단."""
    sides = [*nodes[max(at - 1, 0) : at], *nodes[at + 1 : at + 2]]
    return all(node.kind == "words" for node in sides)


def next_figure(nodes: Sequence[Node], at: int) -> bool:
    """Another figure stands behind one, in no bracket."""
    return any(nodes[i].kind == "figure" for i in range(at + 1, len(nodes)))


def date_in(nodes: Sequence[Node], *, deep: bool = True, events: bool = False) -> int | None:
    """The last date among some parts; that of an event in brackets only if it is asked for."""
    for node in reversed(nodes):
        if node.kind == "date" and (events or node.sort != "event"):
            return node.index
        if deep and node.inner and (found := date_in(node.inner, events=events)) is not None:
            return found
    return None


def either(first: int | None, second: int | None) -> int | None:
    """The first, if there is one."""
    return second if first is None else first


def is_base(text: str, date: Node) -> bool:
    """It is what something is compared with: '21년 대비."""
    return _BASE.match(text[date.end : date.end + 8].lstrip("년월일.")) is not None


def date_of(names: Names, nodes: Sequence[Node], at: int, pending: Sequence[Node]) -> int | None:
    """The date before a figure in its segment, in the bracket behind it, or at the end of both."""
    following = nodes[at + 1] if at + 1 < len(nodes) else None
    if following is not None and following.kind == "bracket":
        date = date_in(following.inner, deep=False, events=True)
        # Behind words, it is when a source said so: 3.1%(기재부, ’21.12월), not (’22년, 추경).
        first = next((n for n in following.inner if n.kind != "mark"), None)
        leads = first is not None and first.kind == "date"
        says = has_figures(following.inner) or (names.words(following.inner) and not leads)
        if date is not None and not says:
            return date
    for node in reversed(pending):
        if node.kind == "date" and not is_base(names.text, node):
            return node.index
        if node.kind == "bracket" and not has_figures(node.inner):
            date = date_in(node.inner, deep=False)
            if date is not None:
                return date
    if next_figure(nodes, at):
        return None
    late = [n for n in nodes[at + 1 :] if n.kind == "date" and not is_base(names.text, n)]
    return late[-1].index if late else None


def closing_dates(names: Names, segments: Sequence[Sequence[Node]]) -> list[int | None]:
    """The date alone in brackets that closes each segment or the next that has one.

    참여기업 68개사, 4개 교육기관 선정('22.4월) is said of both.
    """
    found: list[int | None] = []
    date: int | None = None
    for nodes in reversed(segments):
        printed = [n for n in nodes if n.kind != "words" or names.text[n.start : n.end].strip()]
        last = printed[-1] if printed else None
        if last is not None and last.kind == "bracket" and has_figures(printed[:-1]):
            alone = not has_figures(last.inner) and not names.words(last.inner)
            date = either(date_in(last.inner, deep=False) if alone else None, date)
        found.append(date)
    return found[::-1]


def behind_figure(nodes: Sequence[Node], at: int) -> list[Node]:
    """The parts behind a figure, up to the next one, without brackets of figures."""
    end = next((i for i in range(at + 1, len(nodes)) if nodes[i].kind == "figure"), len(nodes))
    return [n for n in nodes[at + 1 : end] if not (n.kind == "bracket" and has_figures(n.inner))]
