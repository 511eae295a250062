"""The text on a page, in reading order: lines, tables, and what stands in their cells.

A grid with cells side by side is a table. A frame around one text, a heading in two boxes, a box
with a title on its edge or a pile of boxes is none: its text stands among the lines, in its place.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from pipeline.sources.pdf.characters import Glyph
from pipeline.sources.pdf.columns import find_columns
from pipeline.sources.pdf.fused_rows import split_fused
from pipeline.sources.pdf.lattice import GridCell, RuledGrid
from pipeline.sources.pdf.lines import TextLine, set_lines
from pipeline.sources.pdf.objects import Box, box_around
from pipeline.sources.pdf.side_by_side import gutters, titles_of

_MOST_PARTS = 2
"""Filled cells of a single row that are no table, but a heading with its number or label."""
_NUMBER = re.compile(r"[0-9ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+(?:[-–.][0-9]+)*[.)]?")
_LEVEL = 0.35
"""Distance of the middles, of the size, of words on one line."""
_NEAR = 1.5
"""Gap, of the size, between a word in a frame and the line that it belongs to."""
_NUMBER_NEAR = 4.0
"""Gap, of the size, between the number of a heading and its words, each in a frame."""
_OVERLAP = 1.0
"""Points by which things one below the other may overlap."""


@dataclass(frozen=True)
class TableCell:
    """A cell of a table and what stands in it, in reading order."""

    place: GridCell
    items: tuple["Item", ...]


@dataclass(frozen=True)
class RuledTable:
    """A table of a page."""

    cells: tuple[TableCell, ...]
    """By row and column."""
    box: Box


Item = TextLine | RuledTable
"""A part of a page or a cell."""
Block = Item | list[Item]
"""An item, or the lines of a frame, which stay together."""


def in_reading_order(glyphs: Sequence[Glyph], grids: Sequence[RuledGrid]) -> list[Item]:
    """Set a page: every glyph stands in one line, of one cell or of none."""
    return _Page(glyphs, grids).items(_OUTSIDE)


CellKey = tuple[int, int]
"""Number of a grid and of a cell in it."""
_OUTSIDE: CellKey = (-1, -1)


class _Page:
    def __init__(self, glyphs: Sequence[Glyph], grids: Sequence[RuledGrid]) -> None:
        self._grids = list(grids)
        self._boxes = [grid.box for grid in grids]
        # A grid inside a cell of another is smaller than it, and asked first.
        self._inner_first = sorted(range(len(grids)), key=lambda n: _area(self._boxes[n]))
        self._glyphs: dict[CellKey, list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            self._glyphs[self._cell_at(*glyph.middle, self._inner_first)].append(glyph)
        inked = [glyph for glyph in glyphs if glyph.char != " "]
        self._across = (
            min((glyph.left for glyph in inked), default=0.0),
            max((glyph.right for glyph in inked), default=0.0),
        )
        self._inside: dict[CellKey, list[int]] = defaultdict(list)
        for order, number in enumerate(self._inner_first):
            box = self._boxes[number]
            middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            self._inside[self._cell_at(*middle, self._inner_first[order + 1 :])].append(number)

    def _cell_at(self, x: float, y: float, order: Iterable[int]) -> CellKey:
        for number in order:
            if not _holds(self._boxes[number], x, y):
                continue
            for index, cell in enumerate(self._grids[number].cells):
                if _holds(cell.box, x, y):
                    return number, index
        return _OUTSIDE

    def items(self, key: CellKey) -> list[Item]:
        """The text in a cell, or outside of all, in reading order."""
        glyphs, inside = self._glyphs.get(key, []), sorted(self._inside.get(key, ()))
        return self._read(glyphs, inside) if key == _OUTSIDE else self._set(glyphs, inside)

    def _read(self, glyphs: Sequence[Glyph], inside: Sequence[int]) -> list[Item]:
        """What stands outside of all cells: one column after the other, where there are two."""
        boxes = [self._boxes[number] for number in inside]
        columns = find_columns(glyphs, boxes, self._across)
        if columns is None:
            return self._set(glyphs, inside)
        texts: list[list[Glyph]] = [[], [], [], []]
        grids: list[list[int]] = [[], [], [], []]
        for glyph in glyphs:
            texts[columns.part_of(*glyph.middle)].append(glyph)
        for number in inside:
            left, top, right, bottom = self._boxes[number]
            grids[columns.part_of((left + right) / 2, (top + bottom) / 2)].append(number)
        reads = (self._read, self._set, self._set, self._read)
        parts = zip(reads, texts, grids, strict=True)
        return list(chain.from_iterable(read(text, grid) for read, text, grid in parts))

    def _set(self, glyphs: Sequence[Glyph], inside: Sequence[int]) -> list[Item]:
        boxed: list[Block] = [block for number in inside if (block := self._block(number))]
        tables = [block.box for block in boxed if isinstance(block, RuledTable)]
        lines = set_lines(glyphs, [_box_of(block) for block in boxed], gutters(tables))
        ordered = _in_order(_with_titles(_with_boxed_words(lines, boxed)))
        return list(chain.from_iterable(b if isinstance(b, list) else [b] for b in ordered))

    def _block(self, number: int) -> Block:
        """A grid as a table, or as the lines in its cells; empty where nothing stands in it."""
        cells = self._grids[number].cells
        held = [_join_upright(self.items((number, index))) for index in range(len(cells))]
        filled = Counter(cell.row for cell, items in zip(cells, held, strict=True) if items)
        widest = max(filled.values(), default=0)
        if widest > (1 if len(filled) > 1 else _MOST_PARTS):
            contents = split_fused(list(zip(cells, held, strict=True)))
            table = tuple(TableCell(cell, tuple(items)) for cell, items in contents)
            return RuledTable(table, self._boxes[number])
        lines = [_frame(item) for items in held for item in items]
        if len(filled) == 1 and all(len(items) < 2 for items in held):
            return _join_parts(lines)
        return lines


def _with_boxed_words(lines: list[TextLine], boxed: Sequence[Block]) -> list[Block]:
    """Put a line that has a frame of its own into the line that it stands level with.

    Two framed lines stay apart, unless the first is the number of the second.
    """
    kept: list[Block] = []
    joined: list[TextLine] = list(lines)
    for block in sorted(boxed, key=lambda b: _box_of(b)[0]):
        word = block[0] if isinstance(block, list) and len(block) == 1 else None
        if not isinstance(word, TextLine):
            kept.append(block)
            continue
        home = next((line for line in joined if _is_beside(word, line)), None)
        if home is None:
            framed = (b[0] for b in kept if isinstance(b, list) and len(b) == 1)
            numbers = (b for b in framed if isinstance(b, TextLine) and _NUMBER.fullmatch(b.text))
            home = next((n for n in numbers if _is_beside(word, n, _NUMBER_NEAR)), None)
            kept = [b for b in kept if not (isinstance(b, list) and b[0] is home)]
        if home is None:
            kept.append(block)
            continue
        parts = sorted((word, home), key=lambda line: line.box[0])
        joined = [line for line in joined if line is not home]
        joined += [line for line in _join_parts(list(parts)) if isinstance(line, TextLine)]
    return [*joined, *kept]


def _with_titles(blocks: list[Block]) -> list[Block]:
    """Keep tables side by side together with their own titles: each is read as one column."""
    tables = [block for block in blocks if isinstance(block, RuledTable)]
    lines = [block for block in blocks if isinstance(block, TextLine)]
    titled = titles_of([table.box for table in tables], lines)
    if not titled:
        return blocks
    columns: list[Block] = [[*lines, tables[number]] for number, lines in titled.items()]
    taken = {id(item) for column in columns if isinstance(column, list) for item in column}
    return [*(block for block in blocks if id(block) not in taken), *columns]


def _is_beside(word: TextLine, line: TextLine, near: float = _NEAR) -> bool:
    size = max(word.size, line.size)
    level = abs(word.box[1] + word.box[3] - line.box[1] - line.box[3]) / 2 <= _LEVEL * size
    gap = max(word.box[0] - line.box[2], line.box[0] - word.box[2])
    return level and 0 <= gap <= near * size


def _join_upright(items: list[Item]) -> list[Item]:
    """Words written from the top down, a letter on each line, as one line."""
    letters = [item for item in items if isinstance(item, TextLine) and len(item.text) == 1]
    return _join_parts(items) if len(letters) == len(items) else items


def _join_parts(items: list[Item]) -> list[Item]:
    """Lines that are parts of one, such as a heading and its number in a box of its own."""
    lines = [item for item in items if isinstance(item, TextLine)]
    if len(lines) < 2 or len(lines) < len(items):
        return items
    # Two spaces behind a number: one would make it a part of letter-spaced words, `1 조 직`.
    first = lines[0].text + (" " if _NUMBER.fullmatch(lines[0].text) else "")
    text = " ".join([first, *(line.text for line in lines[1:])])
    style = max(lines, key=lambda line: len(line.text)).style
    if any(line.style.boxed for line in lines):
        style = replace(style, boxed=True)
    return [TextLine(text, _box_of(items), max(line.size for line in lines), style)]


def _frame(item: Item) -> Item:
    """A line that stands in a frame or on a fill says so."""
    if isinstance(item, TextLine):
        return replace(item, style=replace(item.style, boxed=True))
    return item


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _box_of(block: Block) -> Box:
    return box_around([item.box for item in block]) if isinstance(block, list) else block.box


def _in_order(blocks: Sequence[Block]) -> list[Block]:
    """Reading order: from the top down where a page can be cut across, else from left to right."""
    if len(blocks) < 2:
        return list(blocks)
    for low, high in ((1, 3), (0, 2)):  # cut between rows first, then between columns
        parts: list[list[Block]] = []
        end = 0.0
        for block in sorted(blocks, key=lambda b: (_box_of(b)[low], _box_of(b)[1 - low])):
            box = _box_of(block)
            if parts and box[low] < end - _OVERLAP:
                parts[-1].append(block)
            else:
                parts.append([block])
            end = max(end, box[high]) if len(parts[-1]) > 1 else box[high]
        if len(parts) > 1:
            return [block for part in parts for block in _in_order(part)]
    return sorted(blocks, key=lambda b: (_box_of(b)[1], _box_of(b)[0]))
