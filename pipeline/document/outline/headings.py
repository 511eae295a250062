"""Lines that may be headings: what they begin with, how they look, what they are called.

What belongs here: one line, as evidence. What does not: which of them are sections (mentions.py,
chapters.py, levels.py).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document.document import Document
from pipeline.document.outline.boxed_titles import boxed_titles
from pipeline.document.outline.numbering import Number, number_of
from pipeline.document.readable import readable
from pipeline.sources.style import UNKNOWN, LineStyle
from pipeline.vocabulary.markers import markers

_MARKDOWN = re.compile(r"^#{1,6}\s+(?=\S)")
_TAGGED = re.compile(r"^(?P<mark>[\[【《](?!\d)[^\[\]【】《》]{1,14}[\]】》])\s*(?P<title>\S.*)$")
_EXTRACTED = re.compile(r"^[-–•·]\s+(?=[①-⑳])")
"""A mark that text extraction put before the report's own: `- ①`."""
_LONGEST_UNMARKED = 45
"""Letters of a heading without any mark."""
_SIGN = re.compile(r"^(?P<mark>[□■◇◆▣❏◈▢])\s*(?P<title>\S.*)$")
_SKIPPED = ("blank", "table", "caption", "furniture")
_PRIVATE_PLANE = 0xF0000
_SHARE = 0.25
"""Share of the running text that is set in a face of the body, at least."""
_LONG = 25
_LARGE = 1.12
"""Size, of the body's, from which the size alone sets a heading apart."""
_SMALLEST = 0.85
_APART = 1.2
"""Distance to the line above, in its own lines, from which on a title does not go on from it."""
_LEAST_NUMBERED = 3
_MOST_NUMBERED = 0.7
"""Share of the lines of a look that are numbered, from which on it is a look of headings."""

_Look = tuple[float, str | None, bool | None, bool | None]


@dataclass(frozen=True)
class Heading:
    """A line that may be a heading."""

    line: int
    end: int
    """Last line of its title."""
    family: str
    """Its numbering; or tag, sign, glyph, stated, look for headings without number; or item: a
    list may announce headings."""
    number: int | None
    marker: str
    title: str
    style: LineStyle
    distinct: bool
    """Its look sets it apart from text. Where looks are no condition: every line."""
    page: int | None

    @property
    def size(self) -> float:
        """Size of its letters; 1.0 where nothing is known."""
        return self.style.size or 1.0


class Headings:
    """The lines of a document that may be headings, in order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        styles = document.source.styles
        self.knows_looks = any(style.size is not None for style in styles)
        self.has_looks = self.knows_looks and document.source.wraps
        """Looks are a condition of headings: a line of a page may begin with a number by chance."""
        self._faces = _body_faces(document) if self.knows_looks else frozenset()
        self._is_bold = self.knows_looks and _has_bold_body(document)
        self._boxed = boxed_titles(document)
        self._numbered_looks: frozenset[_Look] = frozenset()
        found = tuple(self._all())
        if self.has_looks:
            self._numbered_looks = _numbered_looks(document, found)
            found = tuple(replace(h, distinct=self._is_apart(h)) for h in found)
        self.found = found
        self.by_line = {heading.line: heading for heading in self.found}

    def style(self, number: int) -> LineStyle:
        """The look of a line."""
        styles = self.document.source.styles
        return styles[number - 1] if number <= len(styles) else UNKNOWN

    def readable_line(self, number: int) -> str:
        """The readable line, without marks of Markdown."""
        return _MARKDOWN.sub("", readable(self.raw(number)))

    def raw(self, number: int) -> str:
        """A line as printed; a title in a table as one line."""
        if number in self._boxed:
            return self._boxed[number]
        line = self.document.lines[number - 1]
        return self.document.text[line.start : line.end]

    def is_distinct(self, number: int) -> bool:
        """The look of a line sets it apart from text."""
        style = self.style(number)
        if style.heading_level is not None:
            return True
        if style.size is None or style.size < _SMALLEST:
            return False
        is_bold = style.bold and not self._is_bold
        apart = style.coloured or is_bold or style.size >= _LARGE
        apart = apart or _look(style) in self._numbered_looks
        return bool(apart) or (style.face is not None and style.face not in self._faces)

    def _is_apart(self, heading: Heading) -> bool:
        """The title of a number alone on its line tells by its own look."""
        return heading.distinct or self.is_distinct(heading.line)

    def is_text(self, number: int) -> bool:
        """A line that may go on with the title above it, or be text below it: it has no mark."""
        return self.document.kinds[number - 1] == "paragraph" and (
            number not in self.by_line or self.by_line[number].family == "look"
        )

    def following(self, number: int) -> int | None:
        """The next line that is neither blank nor of the page; None at the end."""
        kinds = self.document.kinds
        later = range(number + 1, len(kinds) + 1)
        return next((n for n in later if kinds[n - 1] not in ("blank", "furniture")), None)

    def filled_between(self, first: int, last: int) -> int:
        """The number of lines between two that are neither blank nor of the page."""
        kinds = self.document.kinds
        between = range(first + 1, last)
        return sum(kinds[n - 1] not in ("blank", "furniture") for n in between)

    def _all(self) -> Iterator[Heading]:
        """The headings in order; the title below a number alone is no second one."""
        end = 0
        for line in self.document.lines:
            heading = self._heading(line.no) if line.no > end else None
            if heading is not None:
                end = heading.end
                yield heading

    def _heading(self, number: int) -> Heading | None:
        line, kind = self.document.lines[number - 1], self.document.kinds[number - 1]
        if kind in _SKIPPED and number not in self._boxed:
            return None
        raw, shown = self.raw(number), self.readable_line(number)
        if not shown:
            return None
        shown = _EXTRACTED.sub("", shown)
        found = number_of(raw, shown) or self._without_number(number, raw, shown)
        if found is None:
            return None
        heading = Heading(
            *(number, number, found.family, found.number or None, found.marker, found.title),
            self.style(number),
            distinct=not self.has_looks or number in self._boxed or self.is_distinct(number),
            page=self.document.page_of(line),
        )
        return heading if found.title else self._with_title_below(heading)

    def _without_number(self, number: int, raw: str, shown: str) -> Number | None:
        """The mark of a line without number, if it may be a heading; its number is 0."""
        if self.style(number).heading_level is not None:
            signed = _SIGN.match(shown)
            return Number("stated", signed["mark"] if signed else "", 0,
                          signed["title"] if signed else shown)  # fmt: skip
        for family, pattern in (("tag", _TAGGED), ("sign", _SIGN)):
            if match := pattern.match(shown):
                return Number(family, match["mark"], 0, match["title"])
        first = raw.strip()[:1]
        if "\ue000" <= first <= "\uf8ff" or ord(first) >= _PRIVATE_PLANE:
            return Number("glyph", shown[:1], 0, shown[1:].strip() or shown)
        if self.document.kinds[number - 1] == "item":
            return Number("item", shown[:1], 0, shown[1:].strip())
        short = len(shown) <= _LONGEST_UNMARKED and shown[:1].isalnum()
        alone = self.document.kinds[number - 1] == "paragraph" and not self._goes_on(number)
        apart = self.knows_looks and self.is_distinct(number)
        return Number("look", "", 0, shown) if short and alone and apart else None

    def _goes_on(self, number: int) -> bool:
        """The line goes on with the title above it: the same look, and close below it."""
        if number == 1 or self.document.kinds[number - 2] != "paragraph":
            return False
        one, above = self.style(number), self.style(number - 1)
        same = (one.size, one.face, one.coloured) == (above.size, above.face, above.coloured)
        close = (one.space_above or 0.0) < _APART * (one.size or 1.0)
        return same and close and not one.page_top

    def _with_title_below(self, heading: Heading) -> Heading | None:
        """A number alone on its line has its title on the next one."""
        below = self.following(heading.line)
        if below is None or self.document.kinds[below - 1] not in ("paragraph", "heading"):
            return None
        shown = self.readable_line(below)
        if number_of(self.raw(below), shown) or shown[:1] in markers().kinds or not shown:
            return None
        style = self.style(below)
        distinct = self.is_distinct(below) if self.has_looks else True
        return replace(heading, end=below, title=shown, style=style, distinct=distinct)


def _numbered_looks(document: Document, found: Sequence[Heading]) -> frozenset[_Look]:
    """The looks that hardly any line without a number has: they set titles apart."""
    looks: Counter[_Look] = Counter(
        _look(style)
        for style, kind in zip(document.source.styles, document.kinds, strict=False)
        if kind not in _SKIPPED
    )
    numbered = Counter(_look(h.style) for h in found if h.number is not None)
    return frozenset(
        look
        for look, count in numbered.items()
        if count >= _LEAST_NUMBERED and count >= _MOST_NUMBERED * looks[look] and look[0] >= 1.0
    )


def _look(style: LineStyle) -> _Look:
    return round(style.size or 0.0, 2), style.face, style.bold, style.coloured


def _has_bold_body(document: Document) -> bool:
    """Much of the running text is bold, so that it sets nothing apart."""
    bold = total = 0
    for line, style in zip(document.lines, document.source.styles, strict=False):
        length = line.end - line.start
        if length >= _LONG and style.size is not None:
            total += length
            bold += length if style.bold else 0
    return bold > _SHARE * total


def _body_faces(document: Document) -> frozenset[str | None]:
    """The faces that most running text is set in."""
    letters: Counter[str | None] = Counter()
    for line, style, kind in zip(
        document.lines, document.source.styles, document.kinds, strict=False
    ):
        length = line.end - line.start
        if length >= _LONG and kind not in ("blank", "table", "furniture"):
            letters[style.face] += length
    total = sum(letters.values())
    return frozenset(face for face, count in letters.items() if count > _SHARE * total)
