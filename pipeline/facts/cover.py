"""The lines of a report that say who reports and when: its cover, its running head, its signature.

What belongs here: where such lines stand. What does not: what they say (`office_names`,
`stated_days`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline.document.document import Document
from pipeline.document.outline.numbering import number_of
from pipeline.document.outline.roles import role_of
from pipeline.document.readable import closed, readable
from pipeline.figures.stated_days import cover_month
from pipeline.vocabulary.agencies import agencies
from pipeline.vocabulary.signs import any_of

_COVER_LINES = 15
_CHAPTERS = ("roman", "chapter", "clause", "part")
"""Numberings of chapters: where one stands, the cover is over, and the contents begin at last."""
_HASHES = re.compile(r"#{1,6}\s+(?=\S)")
_CELL_EDGE = re.compile(r"\t| \| ")
_DOT = re.compile(r" [·ㆍ•∙・] ")
_MOST_DOTS = 5
_RULE = " -:|"
"""Signs of a cell without words: the line below the head of a Markdown table."""
_SPACED = re.compile(r"[가-힣](?: [가-힣]){2,}")
"""A name whose letters stand apart however wide: 한  밭  구."""
_FIRST_LINES = 25
_LAST_LINES = 12
"""A notice is signed below its title, or at its end."""
_ORGANISATION = re.compile(r"^\W*(?:[0-9가-하IⅠ-Ⅻ]+[.)]?\s*)?(?:조\s?직|기\s?구)")
_OTHER = re.compile(r"^\W*(?:[0-9가-하IⅠ-Ⅻ]+[.)]?\s*)?(?:인\s?력|정\s?원|현\s?원|예\s?산)")
_ORGANISATION_LINES = 250
"""The organisation of an office stands at the beginning of its report."""
_BELOW = 12
"""Lines below such a heading among which the head of the chart stands."""


@dataclass(frozen=True)
class CoverLine:
    """One line, or one cell of a line, as a person reads it."""

    no: int
    text: str


def cover(document: Document) -> list[CoverLine]:
    """Lines before the first chapter or heading; in HTML and Markdown the title may be one."""
    lines: list[CoverLine] = []
    titling = True
    for line, kind in zip(document.lines, document.kinds, strict=True):
        if len(lines) == _COVER_LINES:
            break
        if kind == "blank":
            continue
        shown = _line(document, line.no)
        if _is_chapter(shown.text):
            break
        titling = kind == "heading" and (titling or is_title(shown.text))
        if kind == "heading" and not (titling and _begins_unnumbered(document, shown)):
            break
        lines += _cells(document, line.no) or [shown]
    return lines


def _is_chapter(shown: str) -> bool:
    """A line begins with the number of a chapter, or is the title of the first one (일반현황)."""
    number = number_of(shown, shown)
    return role_of(shown) == "organisation" or (number is not None and number.family in _CHAPTERS)


def _cells(document: Document, no: int) -> list[CoverLine]:
    """The cells of a cover that is set as a table; none where the line is no row of one.

    A label and the cell behind it are one: 기준일 | 2025. 1. 31.
    """
    line = document.lines[no - 1]
    text = document.text[line.start : line.end].strip(" |")
    cells = _CELL_EDGE.split(text)
    if len(cells) == 1:  # 가람군 기획실 · 2025. 2. 5. · 제338회 임시회
        cells = _DOT.split(text, _MOST_DOTS)
        if len(cells) == 1 or not any(cover_month(readable(cell)) for cell in cells):
            return []
    words = agencies().cover
    shown: list[CoverLine] = []
    label = ""
    for cell in filter(lambda cell: cell.strip(_RULE), cells):
        if not label and closed(cell) in (*words.labels, *words.date_words):
            label = f"{cell.strip()} : "
            continue
        shown.append(_show(no, label + cell))
        label = ""
    return [*shown, _show(no, label)] if label else shown


def is_title(line: str) -> bool:
    """A line ends like a title, and is no path of pages: 홈 > 행정정보 > 주요업무계획."""
    words = agencies().cover
    shown = closed(line)
    ends = shown.endswith(words.title_endings) or _title_end().search(shown)
    return bool(ends) and " > " not in line


@cache
def _title_end() -> re.Pattern[str]:
    words = agencies().cover
    return re.compile(f"{any_of(words.title_subjects)}{any_of(words.title_tails)}+$")


def _begins_unnumbered(document: Document, line: CoverLine) -> bool:
    """A heading that the file states (`#` in a text) and that neither counts nor has a sign."""
    styles = document.source.styles
    known = line.no <= len(styles) and styles[line.no - 1].heading_level is not None
    stated = known or _HASHES.match(document.text, document.lines[line.no - 1].start)
    return bool(stated) and number_of(line.text, line.text) is None and line.text[:1].isalnum()


def furniture(document: Document) -> list[CoverLine]:
    """Running heads and feet, each once."""
    lines = {
        readable(document.text[line.start : line.end]): line.no
        for line, kind in zip(reversed(document.lines), reversed(document.kinds), strict=True)
        if kind == "furniture"
    }
    return sorted((CoverLine(no, text) for text, no in lines.items()), key=lambda line: line.no)


def signature(document: Document) -> list[CoverLine]:
    """The lines around a date that stands alone, first and last of the report, as in notices."""
    shown = [line.no for line in document.lines if document.kinds[line.no - 1] != "blank"]
    near = shown[:_FIRST_LINES] + shown[_FIRST_LINES:][-_LAST_LINES:]
    for at, no in enumerate(near):
        if cover_month(_line(document, no).text):
            return [_line(document, n) for n in (no, *near[at + 1 : at + 3])]
    return []


def organisation(document: Document) -> Iterator[CoverLine]:
    """Cells and lines below the heading of the organisation: its head stands first."""
    below = 0
    for line in document.lines[:_ORGANISATION_LINES]:
        if document.kinds[line.no - 1] == "blank":
            continue
        text = document.text[line.start : line.end]
        if below and _OTHER.match(readable(text)):
            return
        if below:
            yield from (CoverLine(line.no, cell) for cell in text.split("\t") if cell.strip())
            below -= 1
        elif _ORGANISATION.match(readable(text)):
            below = _BELOW


def text_behind_label(document: Document) -> Iterator[CoverLine]:
    """The text in the cell behind a label of offices: 담당 부서."""
    for line in document.lines:
        text = document.text[line.start : line.end]
        cells = text.split("\t") if "\t" in text else ()
        for label, cell in pairwise(cells):
            if closed(label) in agencies().cover.labels:
                yield CoverLine(line.no, cell)


def _line(document: Document, no: int) -> CoverLine:
    line = document.lines[no - 1]
    return _show(no, document.text[line.start : line.end])


def _show(no: int, printed: str) -> CoverLine:
    shown = readable(printed)
    if mark := _HASHES.match(shown):
        shown = shown[mark.end() :]
    return CoverLine(no, shown.replace(" ", "") if _SPACED.fullmatch(shown) else shown)
