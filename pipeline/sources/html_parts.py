"""Parts of an HTML page: cells and tables while they are open, and how tags and styles are read.

What belongs here: one tag. What does not: the walk over a page (`html_page`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.sources import limits
from pipeline.sources.blocks import Block, TableCell
from pipeline.sources.elements import is_whole
from pipeline.sources.shade import is_shade, is_shaded_by
from pipeline.vocabulary.load import load

_TAGS = load("html", __package__)
VOID, INLINE = frozenset(_TAGS["void"]), frozenset(_TAGS["inline"])
"""Tags that hold nothing and are never closed; those that stand within a line."""
ENDS: dict[str, list[str]] = _TAGS["ends"]
"""Tags that end an open one of that name, as browsers do; `p` is ended by whatever is a block."""
_NOT_PRINTED = {tag: why for why, tags in _TAGS["not_printed"].items() for tag in tags}
"""Tags whose text is not printed as it stands, by what they are called where that is counted."""
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_STRUCK_STYLE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.I)


@dataclass
class OpenCell:
    """A cell being read."""

    rows: int
    columns: int
    is_header: bool
    is_filled: bool
    blocks: list[Block] = field(default_factory=list)


@dataclass
class OpenTable:
    """A table being read."""

    rows: list[list[TableCell]] = field(default_factory=list)
    cell: OpenCell | None = None
    above: list[Block] = field(default_factory=list)
    """Text in the table but in no cell: its caption."""
    shaded_row: bool = False
    """The open row stands on a colour."""

    def close_cell(self) -> None:
        """End the open cell, if there is one."""
        cell, self.cell = self.cell, None
        if cell is None:
            return
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(
            TableCell(
                *(0, 0, cell.rows, cell.columns, tuple(cell.blocks)),
                is_header=cell.is_header,
                is_filled=cell.is_filled,
            )
        )


def is_ended_by(silent: str, tag: str) -> bool:
    """True when a tag ends an open one that has no end of its own."""
    return tag not in INLINE if silent == "p" else tag in ENDS.get(silent, ())


def hidden_reason(tag: str, attributes: Mapping[str, str]) -> str:
    """The reason why the text of an element is not printed; empty if it is."""
    style = attributes.get("style", "")
    if "hidden" in attributes or _HIDDEN_STYLE.search(style):
        return "hidden"
    return "struck out" if _STRUCK_STYLE.search(style) else _NOT_PRINTED.get(tag, "")


def is_filled(attributes: Mapping[str, str], *, around: bool = False) -> bool:
    """A cell or row stands on a colour: its own, or that of the row around it."""
    by_style = is_shaded_by(attributes.get("style", ""))
    if by_style is not None:
        return by_style
    return is_shade(attributes["bgcolor"]) if "bgcolor" in attributes else around


def span_of(attributes: Mapping[str, str], name: str) -> int:
    """Rows or columns that a cell covers; browsers take what is no number for one."""
    value = attributes.get(name, "").strip()
    if not is_whole(value):
        return 1
    return min(max(int(value[:6]), 1), limits.TABLE_CELLS)
