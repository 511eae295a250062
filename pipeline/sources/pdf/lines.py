"""Glyphs set into lines of text, with a space where the printer left one.

Which glyphs belong together (a cell, a frame, what stands outside) is layout.py's question.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.sources.pdf.characters import Glyph
from pipeline.sources.pdf.objects import Box, box_around
from pipeline.sources.style import UNKNOWN, LineStyle

_SPACE = 0.17
"""Gap, of the glyphs' size, that is a space. Letters set wide apart leave up to 0.16, the
narrowest space of a justified line 0.18."""
_LEAST_APART = 4
"""Pairs of letters that tell whether a line is set with its letters apart."""
_BOLD_NAMES = ("bold", "heavy", "black", "headline", "견고딕", "헤드라인")
"""Parts of names of bold fonts; the weight that a PDF states is not reliable."""
_RAISED = 0.8
"""Size, of a line's, up to which glyphs above or below it are raised or lowered within it."""
_LEVEL = 0.1
"""Distance of baselines, of the size, of glyphs on one line that are not raised."""
_RAISED_OVERLAP = 0.1
"""Part of the height of raised glyphs that is level with their line."""


@dataclass(frozen=True)
class TextLine:
    """One printed line, or the part of it on one side of a table."""

    text: str
    """Without space around it."""
    box: Box
    """From the height of its capitals to its baseline."""
    size: float
    style: LineStyle = UNKNOWN
    """Its size in points, its face, whether it is coloured, and whether it is framed."""


def set_lines(
    glyphs: Iterable[Glyph], obstacles: Sequence[Box] = (), gutters: Sequence[Box] = ()
) -> list[TextLine]:
    """Set glyphs into lines, from the top down.

    Args:
        glyphs: in any order; each comes to stand in exactly one line.
        obstacles: boxes of tables and frames; a line ends where one interrupts it.
        gutters: boxes between two columns; a line ends there if it begins alike behind it.
    """
    rows = _raised_into_place(_rows(list(glyphs)))
    lines = [_line(part) for row in rows for part in _parts(row, obstacles, gutters)]
    return sorted((line for line in lines if line.text), key=lambda li: (li.box[1], li.box[0]))


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs that stand level: each one's middle is in the height of a row, or the other way."""
    rows: list[list[Glyph]] = []
    reach: list[tuple[float, float]] = []
    # Tall glyphs first, so that a small one finds the row that it is part of.
    for glyph in sorted(glyphs, key=lambda g: (-round(g.size, 1), g.bottom, g.left)):
        middle = (glyph.top + glyph.bottom) / 2
        best = None
        for number, (top, bottom) in enumerate(reach):
            if top <= middle <= bottom:
                off = abs((top + bottom) / 2 - middle)
                if best is None or off < best[0]:
                    best = off, number
        if best is None:
            rows.append([glyph])
            reach.append((glyph.top, glyph.bottom))
        else:
            rows[best[1]].append(glyph)
    return rows


def _raised_into_place(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Put raised and lowered words into the line that leaves room for them."""
    kept: list[list[Glyph]] = []
    for row in rows:  # by size, the largest first
        home = next((line for line in kept if _leaves_room(line, row)), None)
        if home is None:
            kept.append(list(row))
        else:
            home.extend(row)
    return kept


def _leaves_room(line: Sequence[Glyph], raised: Sequence[Glyph]) -> bool:
    first, small = line[0], raised[0]
    level = min(first.bottom, small.bottom) - max(first.top, small.top)
    if small.size > _RAISED * first.size or level < _RAISED_OVERLAP * (small.bottom - small.top):
        return False
    slack = 0.1 * small.size
    return not any(
        one.left < other.right - slack and other.left < one.right - slack
        for one in line
        if one.char != " "
        for other in raised
        if other.char != " "
    )


def _parts(
    row: list[Glyph], obstacles: Sequence[Box], gutters: Sequence[Box]
) -> Iterable[list[Glyph]]:
    """A row, parted where a table or frame stands between two of its glyphs.

    Between columns it is parted where both parts begin with one mark: □ 인력   □ 예산.
    """
    row.sort(key=lambda g: g.left)
    middle = (row[0].top + row[0].bottom) / 2
    between = [box for box in obstacles if box[1] <= middle <= box[3]]
    columns = [box for box in gutters if box[1] <= middle <= box[3]]
    part: list[Glyph] = []
    for glyph in row:
        alike = part and part[0].char == glyph.char and not glyph.char.isalnum()
        if part and any(
            part[-1].middle[0] <= box[0] and box[2] <= glyph.middle[0]
            for box in (*between, *(columns if alike else ()))
        ):
            yield part
            part = []
        part.append(glyph)
    if part:
        yield part


def _line(row: Sequence[Glyph]) -> TextLine:
    inked = [glyph for glyph in row if glyph.char != " "]
    if not inked:
        return TextLine("", (0.0, 0.0, 0.0, 0.0), 0.0)
    space = _least_space(inked)
    pieces: list[str] = []
    last: Glyph | None = None
    spaced = False
    for glyph in row:
        if glyph.char == " ":
            spaced = True
            continue
        if last is not None and (
            spaced or _gap(last, glyph) > space(last, glyph) or _is_raised_figure(last, glyph)
        ):
            pieces.append(" ")
        pieces.append(glyph.char)
        last, spaced = glyph, False
    box = box_around([(g.left, g.top, g.right, g.bottom) for g in inked])
    text = unicodedata.normalize("NFC", "".join(pieces))
    return TextLine(text, box, max(g.size for g in inked), _style(inked))


def _style(inked: Sequence[Glyph]) -> LineStyle:
    """The look of most of its letters."""
    looks = Counter([(round(glyph.size, 1), glyph.look) for glyph in inked])
    size, look = max(looks, key=lambda key: (looks[key], key[0]))
    faces: Counter[str] = Counter()
    for (_, of_some), count in looks.items():
        faces[of_some.face] += count
    bold = any(word in look.face.lower() for word in _BOLD_NAMES)
    return LineStyle(
        size=size, face=max(faces, key=lambda f: faces[f]), bold=bold, coloured=look.coloured
    )


def _gap(one: Glyph, following: Glyph) -> float:
    """Room between two glyphs, of the size of the larger."""
    return (following.left - one.right) / max(one.size, following.size)


def _is_raised_figure(one: Glyph, following: Glyph) -> bool:
    """Of two digits one is raised or lowered: two figures, as of a note and of the text."""
    small, large = sorted((one.size, following.size))
    level = abs(one.bottom - following.bottom) <= _LEVEL * large
    return (
        one.char.isdecimal()
        and following.char.isdecimal()
        and (small < _RAISED * large and not level)
    )


def _least_space(inked: Sequence[Glyph]) -> Callable[[Glyph, Glyph], float]:
    """The gap that is a space, for each two neighbours of a line.

    Where the letters of a whole line are set apart, the room between any two is no space.
    """
    gaps = sorted(_gap(a, b) for a, b in pairwise(inked) if _is_letter(a) and _is_letter(b))
    middle = gaps[len(gaps) // 2] if gaps else 0.0
    apart = len(gaps) >= _LEAST_APART and gaps[len(gaps) // 4] > _SPACE
    return lambda a, b: middle + _SPACE if apart and _is_letter(a) and _is_letter(b) else _SPACE


def _is_letter(glyph: Glyph) -> bool:
    return "가" <= glyph.char <= "힣"
