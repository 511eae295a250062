"""The values of one cell: a number, a pair 84/90, a number with another in brackets, a dash, words.

What belongs here: what is printed in a cell. What does not: what its headings say of it.
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.document.digits import TRIANGLES
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.document.tables.members import NOTHING, Members, read_heading
from pipeline.figures.number import Figure, parse_number
from pipeline.figures.triangles import triangles
from pipeline.vocabulary.dimensions import dimensions
from pipeline.vocabulary.units import Unit
from pipeline.vocabulary.words import words

_LONGEST = 60
"""A longer cell is prose."""
_BRACKET = re.compile(r"^(?P<main>[^()]*?)\s*\((?P<inner>[^()]*)\)\s*$")
_LABELLED = re.compile(
    rf"\s*(?P<label>[^\d\s()/][^\d()/]*?)\s*"
    rf"(?P<figure>[{TRIANGLES}+-]?\d[\d,.]*(?:[조억만천]\s*\d[\d,.]*)*\D*?)\s*$"
)
_PARTS = re.compile(r",(?!\d{3}(?!\d))|[·‧/]|\+|(?<=[\d원])\s+(?=[가-힣]{1,6}\s*\d)")
"""Between the entries of a list: a comma, or a blank before the next word and its figure."""
_WORD = re.compile(r"[가-힣A-Za-z]")


@dataclass(frozen=True)
class Value:
    """One value of a cell."""

    span: Span
    figure: Figure | None
    """As printed; None for words."""
    unit: Unit | None = None
    """Printed with it."""
    state: str = "figure"
    """figure, nil (a dash) or words."""
    place: str = "main"
    """main, first or second of a pair, or bracket."""
    said: Members = NOTHING
    """The meaning of a word beside it: 시비 10,541."""


def read_values(text: str, span: Span) -> list[Value]:
    """The values of a cell, in the order of its text; none of a blank one or of prose."""
    content = span.of(text)
    if not content.strip():
        return []
    if one := _one(text, span):
        return [one]
    if len(content) > _LONGEST:
        return [Value(span, None, state="words")]
    return (
        _pair(text, span)
        or _bracket_values(text, span)
        or _list(text, span)
        or [Value(span, None, state="words")]
    )


def _one(text: str, span: Span, place: str = "main", said: Members = NOTHING) -> Value | None:
    """A stretch of text that is one figure, or a dash."""
    bare = span.stripped(text)
    content = bare.of(text)
    if closed(content) in words().nil:
        return Value(bare, Figure(Fraction(0), Fraction(0)), None, "nil", place, said)
    read = parse_number(content, rising=triangles(text).rising)
    return Value(bare, read.figure, read.unit, "figure", place, said) if read else None


def _pair(text: str, span: Span) -> list[Value]:
    """Two figures with a slash between them."""
    content = span.of(text)
    at = content.find("/")
    if at < 0 or content.count("/") != 1 or "(" in content:
        return []
    middle = span.start + at
    first = _one(text, Span(span.start, middle), "first")
    second = _one(text, Span(middle + 1, span.end), "second")
    return [first, second] if first and second else []


def _bracket_values(text: str, span: Span) -> list[Value]:
    """A figure or a pair with figures in brackets behind it; a figure in brackets; 여성(135)."""
    match = _BRACKET.match(span.of(text))
    if match is None:
        return []
    main = Span(span.start + match.start("main"), span.start + match.end("main"))
    inner = Span(span.start + match.start("inner"), span.start + match.end("inner"))
    before = [one] if (one := _one(text, main)) else _pair(text, main)
    label = main.of(text).strip()
    if not before and label:
        one = _one(text, inner, said=read_heading(label)) if not re.search(r"\d", label) else None
        return [one] if one else []
    if not before:
        one = _one(text, inner)
        return [one] if one else []
    one = _one(text, inner, "bracket")
    behind = [one] if one else _in_unit_of(before[0], _list(text, inner, "bracket"))
    return [*before, *behind]


def _in_unit_of(whole: Value, parts: list[Value]) -> list[Value]:
    """Bare parts that add up to a figure with a unit are in it: 9백만원(국비 4, 도비 5)."""
    bare = all(part.unit is None and part.figure for part in parts)
    if not bare or not whole.figure or not whole.unit:
        return parts
    total = sum(part.figure.value for part in parts if part.figure)
    return [replace(p, unit=whole.unit) for p in parts] if total == whole.figure.value else parts


def _list(text: str, span: Span, place: str = "main") -> list[Value]:
    """Figures each with a word before it: 시비 10,541, 국비 3,430. All of them, or none."""
    found: list[Value] = []
    labels: list[str] = []
    at = span.start
    ends = [span.start + m.start() for m in _PARTS.finditer(span.of(text))]
    for end in [*ends, span.end]:
        match = _LABELLED.match(text[at:end])
        if match is None:
            return []
        figure = Span(at + match.start("figure"), at + match.end("figure"))
        one = _one(text, figure, place, read_heading(match["label"]))
        if one is None or not _WORD.search(match["label"]):
            return []
        found.append(one)
        labels.append(closed(match["label"]))
        at = end + 1
    return _by_source(found, labels)


def _by_source(found: list[Value], labels: list[str]) -> list[Value]:
    """Sources of money beside each other may be letters: 국 6,210, 도 2,842, 군 9,380."""
    funding = dimensions().funding
    if len(found) < 2 or not (funding.words | funding.letters).issuperset(labels):
        return found
    return [
        replace(one, said=Members(funding=label)) for one, label in zip(found, labels, strict=True)
    ]
