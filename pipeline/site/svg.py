"""Pieces of a chart as SVG that fits any width without a script.

Positions across are shares of the width, heights are pixels: a drawing is as wide as its place, and
its letters keep their size. What belongs here: marks, axes, texts. What does not: what a chart
says (`chart_drawings`).
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_BESIDE = 9.5
"""Names up to this wide, in Korean letters, stand beside their marks on a phone too."""
_LINE = 26.0
"""Width of a line of a name above its marks, in Korean letters."""
_NAMES_SHARE = 35.0
_MOST_LINES = 2
_LINE_HEIGHT = 17
_MARGIN = 1.0
"""Share of the width kept free at both sides, for half of a round mark."""
_LEGEND = 24
"""Height of a legend."""
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


def width_of(text: str) -> float:
    """The width of a text, in Korean letters."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.56 for letter in text)


def lines_of(text: str) -> list[str]:
    """A name in lines that fit a phone; what goes beyond the last ends in an ellipsis."""
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if line and width_of(joined) > _LINE:
            lines.append(line)
            line = word
        else:
            line = joined
    lines.append(line)
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES - 1 :] = [f"{lines[_MOST_LINES - 1]} …"]
    return list(map(_cut, lines))


def _cut(text: str) -> str:
    if width_of(text) <= _LINE + 1:
        return text
    while width_of(text) > _LINE - 1:
        text = text[:-1]
    return f"{text}…"


@dataclass(frozen=True)
class Axis:
    """Values to shares of the width."""

    low: float
    high: float
    left: float = _MARGIN
    """The beginning of the axis, as a share of the width."""
    right: float = 100.0 - _MARGIN

    def at(self, value: float) -> float:
        """The place where a value stands."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.left + share * (self.right - self.left), 2)

    def ticks(self) -> list[float]:
        """Round values between the ends."""
        rough = (self.high - self.low) / 5
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(nice * power for nice in _NICE if nice * power >= rough * 0.999)
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        return [round(number * step, 10) for number in range(first, last + 1)]


@dataclass(frozen=True)
class Line:
    """One named line of a chart."""

    name: str
    marks: Sequence[str]
    """Its marks, drawn as if its middle stood at the height 0."""
    words: str
    """All of it in words, shown when a pointer rests on it."""
    href: str | None = None
    room: int = 22
    """Height that the marks need."""
    strong: bool = False


@dataclass(frozen=True)
class Drawing:
    """A chart, drawn."""

    ko: str
    """Its finding, in a sentence."""
    en: str
    body: str
    """SVG without the element around it."""
    height: int


@dataclass(frozen=True)
class Frame:
    """Lines under one another on one axis."""

    axis: Axis
    beside: bool
    """Names stand beside the marks, not above them."""

    def body(
        self, lines: Sequence[Line], labels: Sequence[tuple[float, str]], top: int
    ) -> tuple[str, int]:
        """The SVG of all lines below `top`, and where it ends."""
        heights = [self._height(line) for line in lines]
        bottom = top + _LINE_HEIGHT + sum(heights)
        parts = list(self._grid(labels, top, bottom))
        at = top + _LINE_HEIGHT + 4
        for line, height in zip(lines, heights, strict=True):
            parts.append(self._line(line, at, height))
            at += height
        return "".join(parts), bottom + 8

    def _height(self, line: Line) -> int:
        above = 0 if self.beside else _LINE_HEIGHT * len(lines_of(line.name))
        return above + line.room + (0 if self.beside else 4)

    def _grid(self, labels: Sequence[tuple[float, str]], top: int, bottom: int) -> Iterator[str]:
        for value, label in labels:
            x = self.axis.at(value)
            anchor = "start" if x < self.axis.left + 4 else "end" if x > 94 else "middle"
            yield text(x, top + 10, label, cls="axis", anchor=anchor)
            yield (
                f'<line class="grid" x1="{x}%" x2="{x}%" y1="{top + _LINE_HEIGHT}" y2="{bottom}"/>'
            )

    def _line(self, line: Line, top: int, height: int) -> str:
        middle = top + height - line.room // 2 - (0 if self.beside else 4)
        style = "name strong" if line.strong else "name"
        if self.beside:
            name = text(0, middle + 4, line.name, cls=f"{style} beside")
        else:
            name = "".join(
                text(0, top + 12 + _LINE_HEIGHT * number, one, cls=style)
                for number, one in enumerate(lines_of(line.name))
            )
        if line.href is not None:
            name = f'<a href="{escape(line.href)}">{name}</a>'
        marks = f'<g transform="translate(0 {middle})">{"".join(line.marks)}</g>'
        return f"<g><title>{escape(line.words, quote=False)}</title>{name}{marks}</g>"


def frame(names: Sequence[str], low: float, high: float) -> Frame:
    """A frame for lines of these names: beside their marks where all are short."""
    beside = all(width_of(name) <= _BESIDE for name in names)
    return Frame(Axis(low, high, _NAMES_SHARE if beside else _MARGIN), beside)


def text(x: float, y: float, content: str, *, cls: str, anchor: str = "start", dx: int = 0) -> str:
    """A text at a share of the width."""
    shift = f' dx="{dx}"' if dx else ""
    end = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text class="{cls}" x="{x}%" y="{y:g}"{shift}{end}>{escape(content, quote=False)}</text>'
    )


def bar(start: float, end: float, height: int, cls: str) -> str:
    """A bar between two shares of the width, in the middle of its line."""
    left, width = min(start, end), abs(end - start)
    return (
        f'<rect class="{cls}" x="{left:g}%" y="{-height / 2:g}" width="{width:.2f}%" '
        f'height="{height}"/>'
    )


def rule(start: float, end: float, cls: str) -> str:
    """A thin line between two shares of the width."""
    return f'<line class="{cls}" x1="{start}%" x2="{end}%" y1="0" y2="0"/>'


def dot(x: float, cls: str) -> str:
    """A round mark."""
    return f'<circle class="{cls}" cx="{x}%" cy="0" r="5"/>'


def legend(entries: Sequence[tuple[str, str, str]], y: int) -> str:
    """The legend of the marks: class of the mark, its name, and that in English."""
    share = 100 / max(len(entries), 3)
    parts = []
    for number, (cls, ko, en) in enumerate(entries):
        x, shown = number * share, escape(ko)
        if en != ko:  # a file of its own is Korean, a page shows one of both
            shown = f'<tspan class="ko">{shown}</tspan><tspan class="en">{escape(en)}</tspan>'
        parts.append(f'<rect class="{cls}" x="{x:.2f}%" y="{y - 10}" width="12" height="12"/>')
        parts.append(f'<text class="axis" x="{x:.2f}%" y="{y}" dx="17">{shown}</text>')
    return "".join(parts)


def labelled_bar(drawn: Frame, value: float, height: int, cls: str, label: str) -> list[str]:
    """A bar from 0 to a value, with its label behind its end."""
    zero, end = drawn.axis.at(0), drawn.axis.at(value)
    anchor, dx = ("end", -5) if value < 0 else ("start", 5)
    written = text(end, 4, label, cls="value", anchor=anchor, dx=dx)
    return [bar(zero, end, height, cls), written]


def draw(
    drawn: Frame,
    lines: Sequence[Line],
    ticks: Sequence[tuple[float, str]],
    finding: tuple[str, str],
    entries: Sequence[tuple[str, str, str]] = (),
) -> Drawing:
    """The chart of some lines: its finding in Korean and English, the entries of its legend."""
    body, height = drawn.body(lines, ticks, _LEGEND if entries else 0)
    return Drawing(*finding, (legend(entries, 12) if entries else "") + body, height)
