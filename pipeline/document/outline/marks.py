"""The mark of a line: a chapter's number, a circled number, a bullet."""

import re
import unicodedata
from dataclasses import dataclass

from pipeline.document.bullets import boxed_number, item_marks
from pipeline.document.counted import count_of
from pipeline.document.lines import Line
from pipeline.document.readable import readable
from pipeline.sources.style import LineStyle
from pipeline.vocabulary.markers import markers
from pipeline.vocabulary.words import words

_NUMBERED = re.compile(
    r"(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|X|IX|IV|V?I{1,3}|V)\s*\.\s*\S"
    r"|\d{1,2}\s*\.\s+\S"
    r"|\d{1,2}-\d{1,2}\s+(?:[^\W\d]|[「『‘“(\[<])"
    r"|\d{1,2}(?:\s+(?:\D|20\d\d\s+(?:[^\W\d]|「)).*)?$"
)
"""A number that heads a section, if the outline says so, or is a figure alone on its line."""
_CIRCLED = re.compile(r"^([①-⑳❶-❿➀-➓])[①-⑳❶-❿➀-➓]?\s*(.*)$")
_BRACKETED = re.compile(r"^(?:(【)|([<〈])\s)\s*(.+?)\s*[】>〉]")
_MARKDOWN = re.compile(r"^#{1,6}\s+(?=\S)")
_LABEL_END = re.compile(r"\s*[-–－(:]")


_WITHOUT_SIGN = ("number", "boxed", "circled", "bracket", "label")
"""Sorts whose marks differ from one section to the next."""

Signature = tuple[str, str, bool]


@dataclass(frozen=True)
class Mark:
    """The beginning of a line that may begin a section."""

    line: int
    """Number of the line."""
    sort: str
    """number, boxed, circled, heading, bracket, label, item or note."""
    marker: str
    number: int | None
    title: str
    """The rest of the line, readable; empty where the title stands on the next line."""
    indented: bool
    stated: str = ""
    """The mark stated in the file if none is printed, or the letters it counts with."""

    @property
    def signature(self) -> Signature:
        """The traits of marks of one rank: their sort, their sign, their indentation."""
        sign = "" if self.sort in _WITHOUT_SIGN else self.stated or self.marker
        return self.sort, sign, self.indented and self.sort == "item"


def mark_of(text: str, line: Line, kind: str) -> Mark | None:
    """The mark of a line, or None for a line that only goes on."""
    raw = text[line.start : line.end]
    whole = readable(raw)
    shown = _MARKDOWN.sub("", whole)
    if kind in ("blank", "table", "caption", "furniture") or not shown:
        return None
    indented = raw[:1] in " \t\u3000"
    if number := markers().boxed.get(boxed := boxed_number(raw)):
        title = readable(raw.lstrip()[len(boxed) :])
        return Mark(line.no, "boxed", boxed, number, title, False)
    if _NUMBERED.match(shown):
        return Mark(line.no, "number", shown.split()[0], None, shown, indented)
    mark = _mark_by_sign(line.no, shown, indented=indented)
    if mark is None and kind == "item":
        mark = _counted_item(line.no, shown, indented=indented)
    if mark is None and shown != whole:  # Markdown's own mark, where the report has none
        return Mark(line.no, "heading", whole.partition(" ")[0], None, shown, False)
    return mark or _label(line.no, shown)


def stated_mark(line: Line, shown: str, style: LineStyle) -> Mark | None:
    """The heading or item that the file states without printing a mark."""
    if style.heading_level is not None:
        return Mark(line.no, "heading", "", None, shown, False, f"level {style.heading_level}")
    if style.list_level is not None:
        return Mark(
            line.no, "item", "", None, shown, style.list_level > 1, f"list {style.list_level}"
        )
    return None


def _mark_by_sign(line: int, shown: str, *, indented: bool) -> Mark | None:
    # `- ① …` and `- ✓ …`: the first mark is the extractor's, the sign behind it the report's.
    rest = shown[1:].lstrip() if shown[1:2] == " " and shown[0] in item_marks() else ""
    signed = rest if rest[:1] in markers().kinds or _CIRCLED.match(rest) else shown
    if match := _CIRCLED.match(signed):
        number = int(unicodedata.numeric(match[1]))
        return Mark(line, "circled", match[1], number, match[2], indented)
    if match := _BRACKETED.match(signed):
        return Mark(line, "bracket", match[1] or match[2], None, signed, indented)
    sign = signed[:1]
    sort = markers().kinds.get(sign)
    if sort is None:
        return None
    title = signed[1:].strip()
    if title and not re.search(r"\w", title):
        return None  # a rule drawn with signs
    if sort == "heading":  # two headings side by side
        title = " | ".join(filter(None, re.split(rf"\s+{re.escape(sign)}\s*", title)))
    return Mark(line, sort, sign, None, title, indented and signed == shown)


def _counted_item(line: int, shown: str, *, indented: bool) -> Mark | None:
    """An item that a letter or a number in brackets counts."""
    found = count_of(shown)
    if found is None:
        return None
    title = shown[len(found.marker) :].strip()
    return Mark(line, "item", found.marker, found.number, title, indented, found.family)


def _label(line: int, shown: str) -> Mark | None:
    """A heading without any mark, known by its name: `인력현황 - 정원 …`."""
    name = _LABEL_END.split(shown, maxsplit=1)[0].replace(" ", "")
    return Mark(line, "label", "", None, shown, False) if name in words().section else None
