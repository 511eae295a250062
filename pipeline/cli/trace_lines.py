"""Lines of a report around the places of a row, and the value marked in them.

What belongs here: lines and marks. What does not: the answer (`trace`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.cli.provenance import RowPlace
from pipeline.cli.terminal import printable_line
from pipeline.document.lines import LINE_ENDINGS
from pipeline.release.reader import Published

MOST_LINES = 40
"""Lines printed of a place that names lines only."""

_LINE = ("line_no", "char_start", "text_raw", "line_ending", "page_no")

Span = tuple[int, int]


@dataclass(frozen=True)
class Line:
    """A line of a report."""

    number: int
    start: int
    """Its first character."""
    text: str
    ending: str
    page: int | None

    @property
    def end(self) -> int:
        """Behind its last character."""
        return self.start + len(self.text)


def read_lines(release: Published, report_id: str) -> dict[int, Line]:
    """The lines of a report, by their numbers."""
    frame = release.frame("lines", [report_id])
    return {
        number: Line(number, start, text, LINE_ENDINGS[ending], page)
        for number, start, text, ending, page in frame.select(_LINE).iter_rows()
    }


def lines_to_print(
    places: Sequence[RowPlace], lines: Mapping[int, Line], context: int
) -> list[int]:
    """Numbers of the lines to print."""
    found: set[int] = set()
    for place in places:
        last = place.line_end
        if place.char_start is None:
            last = min(last, place.line_start + MOST_LINES - 1)
            numbers = range(place.line_start, last + 1)
        else:
            numbers = lines_of_place(place, lines)
        if numbers:
            found.update(range(numbers[0] - context, numbers[-1] + context + 1))
    return sorted(found & lines.keys())


def lines_of_place(place: RowPlace, lines: Mapping[int, Line]) -> range:
    """The lines that the characters of a place are on."""
    numbers = [
        number
        for number in range(place.line_start, place.line_end + 1)
        if number in lines and _overlap(place, lines[number])
    ]
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


def _overlap(place: RowPlace, line: Line) -> Span | None:
    """The characters of a line that a place covers."""
    if place.char_start is None or place.char_end is None:
        return None
    first, last = max(place.char_start, line.start), min(place.char_end, line.end)
    return (first, last) if first < last else None


def mark_value(
    lines: Mapping[int, Line],
    wanted: Sequence[int],
    places: Sequence[RowPlace],
    marks: tuple[str, str],
) -> Iterator[str]:
    """The lines around a value, with the value marked."""
    digits = len(str(wanted[-1]))
    whole = {
        number
        for place in places
        if place.char_start is None
        for number in range(place.line_start, place.line_end + 1)
    }
    before = wanted[0] - 1
    for number in wanted:
        if number != before + 1:
            yield " " * (digits + 2) + " ⋮"
        line = lines[number]
        spans = _union(span for place in places if (span := _overlap(place, line)))
        gutter = ">" if spans or number in whole else " "
        yield f"{gutter} {number:>{digits}} │ {_mark(line, spans, marks)}"
        before = number


def _union(spans: Iterator[Span]) -> list[Span]:
    """The characters of all spans, as few spans as there can be: marks never cross."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _mark(line: Line, spans: Sequence[Span], marks: tuple[str, str]) -> str:
    parts, at = [], 0
    for first, last in spans:
        start, end = first - line.start, last - line.start
        parts += [
            printable_line(line.text[at:start]),
            marks[0],
            printable_line(line.text[start:end]),
        ]
        parts.append(marks[1])
        at = end
    return "".join([*parts, printable_line(line.text[at:])])
