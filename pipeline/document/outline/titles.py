"""The title of an item or heading: its line, and the lines it runs on over.

What belongs here: where the text of a mark ends. What does not: which marks begin a section, or
the titles of numbered headings, which their contents pages tell (`numbered`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.document.document import Document
from pipeline.document.outline.marks import Mark
from pipeline.document.readable import closed, readable
from pipeline.reference.headings import announced
from pipeline.reference.wraps import wraps

_NARROW = 12
"""Letters that the lines of a narrow cell have at most."""


@dataclass(frozen=True)
class Title:
    """Readable words, and the last line they stand on."""

    text: str
    end: int


class Titles:
    """Reads the titles of one document, which are asked for in order."""

    def __init__(
        self, document: Document, marks: Mapping[int, Mark], numbered: Collection[int]
    ) -> None:
        self._document = document
        self._marks = marks
        self._numbered = numbered
        self._last: tuple[Mark, bool] | None = None
        """The item before, and whether it runs on over a blank line."""

    def of(self, mark: Mark, opened: Collection[str]) -> Title:
        """The title of a mark; that of its own line where nothing stands behind the mark.

        Args:
            mark: the mark.
            opened: the signs of the items that it stands below.
        """
        is_item = mark.sort in ("item", "note")
        runs_on = is_item and self._document.source.wraps
        lines = self._right_below(mark, runs_on=runs_on)
        over = self._over_blanks(mark, opened) if runs_on and mark.title and not lines else []
        if is_item:
            self._last = mark, bool(over)
        lines += over
        own = [mark.title] if mark.title else []
        text = wraps().joined([*own, *map(self._shown, lines)])
        return Title(text, max([mark.line, *lines]))

    def _right_below(self, mark: Mark, *, runs_on: bool) -> list[int]:
        """The lines below without a blank one between; the first where the mark has no words."""
        found: list[int] = []
        for number in range(mark.line + 1, len(self._document.lines) + 1):
            kind = self._document.kinds[number - 1]
            has_words = bool(mark.title or found)
            if number in self._marks or number in self._numbered or kind == "table":
                break
            if kind == "blank" and (has_words or number > mark.line + 2):
                break
            if kind == "paragraph" and (runs_on or not has_words):
                found.append(number)
            elif kind != "blank":
                break
        return found

    def _over_blanks(self, mark: Mark, opened: Collection[str]) -> list[int]:
        """The lines, each with one blank line above it, that an item goes on over.

        Where a blank line stands between all lines of a page, it stands inside an item as well.
        Lines right below one another are set otherwise than their item: a drawing, or a paragraph
        of its own. What stands between two items of one list belongs to the first; elsewhere, as
        above another list, its words must tell. Several short lines below a long one are captions.
        """
        lines: list[int] = []
        at = mark.line
        while self._kind(at + 1) == "blank" and self._goes_on(at + 2):
            at += 2
            lines.append(at)
        if not lines or self._kind(at + 1) not in ("blank", None):
            return []
        if not _filled([mark.title, *map(self._shown, lines)]):
            return []
        heads = announced(mark.title)
        if wraps().is_finished(mark.title) or (heads and heads.label_end >= len(mark.title)):
            return []
        after = self._marks.get(self._next_filled(at))
        in_list = after is not None and (
            after.sort == "note" or (after.sort == "item" and after.marker in opened)
        )
        return lines if in_list or self._is_one_text(mark, lines) else []

    def _is_one_text(self, mark: Mark, lines: list[int]) -> bool:
        """The words say so, or the item before is set like this one."""
        first, known = self._shown(lines[0]), wraps()
        if known.breaks_off(mark.title) or known.clings(first) or first.startswith("("):
            return True
        if any(known.breaks_off(word) for number in lines for word in self._shown(number).split()):
            return True
        if self._last is None:
            return False
        before, ran_on = self._last
        return ran_on and before.signature == mark.signature

    def _goes_on(self, number: int) -> bool:
        """A line without any mark that may be part of the text above it."""
        marked = number in self._marks or number in self._numbered
        plain = self._kind(number) == "paragraph" and not marked
        return plain and not wraps().is_apart(self._shown(number))

    def _kind(self, number: int) -> str | None:
        kinds = self._document.kinds
        return kinds[number - 1] if number <= len(kinds) else None

    def _next_filled(self, number: int) -> int:
        following = range(number + 1, len(self._document.lines) + 1)
        return next((n for n in following if self._kind(n) != "blank"), 0)

    def _shown(self, number: int) -> str:
        line = self._document.lines[number - 1]
        return readable(self._document.text[line.start : line.end])


def _filled(lines: Sequence[str]) -> bool:
    """All lines but the last reach half as far as the longest at least, or all are narrow."""
    lengths = [len(closed(line)) for line in lines]
    return max(lengths) <= _NARROW or 2 * min(lengths[:-1]) >= max(lengths)
