"""Markdown files: the text is the file itself, and its tables between bars are stated tables."""

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.sources.plain import read_text
from pipeline.sources.source import Source, SourceCell, SourceTable
from pipeline.sources.style import UNKNOWN, LineStyle

_LINE = re.compile(r"[^\r\n]+")
_LINE_END = re.compile(r"\r\n|\n|\r")
_HEADING = re.compile(r"(#{1,6})\s+\S")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_STRONG = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<inside>[^*_\s](?:[^*_]*[^*_\s])?)(?P=mark)")

Row = list[tuple[int, int]]
"""Offsets of the cells of a row."""


def read_markdown(file: str, data: bytes) -> Source:
    """Read a Markdown file: its canonical text is the decoded file, unchanged.

    Raises:
        ReportError: it is not text.
    """
    source = read_text(file, data)
    return replace(
        source,
        format="md",
        text_origin="markup",
        tables=tuple(_tables(source.text)),
        styles=tuple(map(_style, _LINE_END.split(source.text))),
    )


def _style(line: str) -> LineStyle:
    """The level of a heading: 2 for `##`."""
    marks = _HEADING.match(line)
    return LineStyle(heading_level=len(marks[1])) if marks else UNKNOWN


def _tables(text: str) -> list[SourceTable]:
    """Tables: a row of headings, a rule of dashes, and the rows up to a line without bars."""
    lines = list(_LINE.finditer(text))
    found = []
    at = 0
    while at + 1 < len(lines):
        head, rule = lines[at], lines[at + 1]
        adjacent = text[head.end() : rule.start()] in ("\n", "\r\n", "\r")
        if not (adjacent and "|" in head[0] and "|" in rule[0] and _RULE.fullmatch(rule[0])):
            at += 1
            continue
        rows, end = [_row(text, head)], rule.end()
        at += 2
        while at < len(lines) and text[end : lines[at].start()] in ("\n", "\r\n", "\r"):
            if not _BAR.search(lines[at][0]):
                break
            rows.append(_row(text, lines[at]))
            end = lines[at].end()
            at += 1
        cells = tuple(
            SourceCell(r, c, start, stop, is_header=r == 0)
            for r, row in enumerate(rows)
            for c, (start, stop) in enumerate(row)
        )
        found.append(SourceTable(head.start(), end, cells))
    return found


def _row(text: str, line: re.Match[str]) -> Row:
    """The cells of a line: what stands between bars; bars at its ends are its frame."""
    bars = [line.start() + bar.start() for bar in _BAR.finditer(line[0])]
    edges = [line.start() - 1, *bars, line.end()]
    row = [(left + 1, right) for left, right in pairwise(edges)]
    framed = [i for i in (0, len(row) - 1) if not text[slice(*row[i])].strip()]
    return [_trim(text, *span) for i, span in enumerate(row) if i not in framed]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A cell without the blanks around it, and without marks that set all of it in bold."""
    content = text[start:end]
    left = len(content) - len(content.lstrip()) if content.strip() else 0
    first, last = start + left, start + left + len(content.strip())
    strong = _STRONG.fullmatch(text, first, last)
    return strong.span("inside") if strong else (first, last)
