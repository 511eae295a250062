"""The title of an item or heading: its line, and the lines it runs on over.

What belongs here: where the text of a mark ends. What does not: which marks begin a section, or
the titles of numbered headings, which their contents pages tell (`numbered`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.document.outline.announced import announced_role
from pipeline.document.outline.marks import Mark
from pipeline.document.outline.page import Page
from pipeline.document.readable import closed, readable
from pipeline.vocabulary.wraps import wraps

_NARROW = 12
"""Letters that the lines of a narrow cell have at most."""


@dataclass(frozen=True)
class Title:
    """Readable words, and the last line they stand on."""

    text: str
    end: int


class Titles:
    """Reads the titles of one document, which are asked for in order."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._last: tuple[Mark, bool] | None = None
        """The item before, and whether it runs on over a blank line."""

    def of(self, mark: Mark, opened: Collection[str]) -> Title:
        """The title of a mark; that of its own line where nothing stands behind the mark.

        Args:
            opened: the signs of the items that it stands below.
        """
        is_item = mark.sort in ("item", "note")
        runs_on = is_item and self._page.document.source.wraps and not _heads(mark)
        lines = self._right_below(mark, runs_on=runs_on)
        over = self._over_blanks(mark, opened) if runs_on and mark.title and not lines else []
        if is_item:
            self._last = mark, bool(over)
        lines += over
        own = [mark.title] if mark.title else []
        text = wraps().joined([*own, *map(self._readable, lines)])
        return Title(text, max([mark.line, *lines]))

    def _right_below(self, mark: Mark, *, runs_on: bool) -> list[int]:
        """The lines below without a blank one between; the first where the mark has no words."""
        found: list[int] = []
        for number in range(mark.line + 1, len(self._page.document.lines) + 1):
            kind = self._page.kind(number)
            has_words = bool(mark.title or found)
            if self._page.is_marked(number) or kind == "table":
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

        Where a blank line stands between all lines of a page, it stands inside an item as well;
        elsewhere it ends the item. Lines right below one another are set otherwise than their item:
        a drawing, or a paragraph of its own. Several short lines below a long one are captions.
        """
        lines: list[int] = []
        at = mark.line
        while not wraps().is_finished(self._readable(at)) and self._goes_on(at):
            at += 2
            lines.append(at)
        if not lines or self._page.kind(at + 1) not in ("blank", None):
            return []
        lengths = [len(closed(words)) for words in (mark.title, *map(self._readable, lines))]
        if not _fills_lines(lengths) or not self._page.is_double_spaced(mark.line, at):
            return []
        in_list = self._is_inside(self._next_line(at), opened)
        if (in_list or self._is_like_last(mark)) and self._are_cells(mark.line, at, max(lengths)):
            return lines
        taken: list[int] = []
        for upper, lower in zip([mark.line, *lines], lines, strict=False):
            if not self._is_one_text(upper, lower, in_list=in_list):
                break
            taken.append(lower)
        return taken

    def _is_one_text(self, upper: int, lower: int, *, in_list: bool) -> bool:
        """The end of a line, or the beginning of the next, says that its sentence goes on.

        A full line goes on inside its list; above another list or a heading, where captions and
        headings without a mark may stand, the next line must be part of a sentence.
        """
        above, below, known = self._readable(upper), self._readable(lower), wraps()
        if known.breaks_off(above) or known.clings(below) or below.startswith("("):
            return True
        words = below.split()
        is_sentence = in_list or any(map(known.breaks_off, words))
        return is_sentence and self._page.is_full(upper, words[0])

    def _is_inside(self, following: int, opened: Collection[str]) -> bool:
        """The list goes on below."""
        after = self._page.marks.get(following)
        return after is not None and (
            after.sort == "note" or (after.sort == "item" and after.marker in opened)
        )

    def _is_like_last(self, mark: Mark) -> bool:
        """The item before is set like this one and runs on."""
        before, ran_on = self._last or (None, False)
        return before is not None and ran_on and before.signature == mark.signature

    def _are_cells(self, first: int, last: int, longest: int) -> bool:
        """All lines of a stretch are narrow, and half of those around it."""
        around = self._page.around(first, last)
        narrow = [n for n in around if len(closed(self._readable(n))) <= _NARROW]
        return longest <= _NARROW and 2 * len(narrow) >= len(around)

    def _goes_on(self, number: int) -> bool:
        """Below one blank line stands one without any mark that may be part of the same text."""
        below = number + 2
        if self._page.kind(number + 1) != "blank" or self._page.kind(below) != "paragraph":
            return False
        return not self._page.is_marked(below) and not wraps().is_apart(self._readable(below))

    def _next_line(self, number: int) -> int:
        following = range(number + 1, len(self._page.document.lines) + 1)
        return next((n for n in following if self._page.kind(n) != "blank"), 0)

    def _readable(self, number: int) -> str:
        return readable(self._page.raw(number))


def _heads(mark: Mark) -> bool:
    """Its words announce what follows and say nothing else: 추진일정."""
    found = announced_role(mark.title)
    return found is not None and found.label_end >= len(mark.title)


def _fills_lines(lengths: Sequence[int]) -> bool:
    """All lines but the last reach half as far as the longest at least, or all are narrow."""
    return max(lengths) <= _NARROW or 2 * min(lengths[:-1]) >= max(lengths)
