"""Lines that repeat on every page and are no text: page numbers, running heads and feet."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.sources.pdf.lines import TextLine
from pipeline.sources.pdf.reading_order import Item

Place = tuple[int, int]
"""Number of a page, and of an item on it."""

_MARGIN = 2
"""Items at the top and at the bottom of a page that may be furniture."""
_LEAST_PAGES = 3
_SHARE = 0.4
"""Share of the pages that a running head stands on; left pages may have another than right ones."""
_HEIGHT = 3.0
"""Points within which furniture stands at the same height."""
_LARGER = 1.3
"""Size of a number, of the smallest page number of its page, from which it is none."""
_PAGE_NUMBER = re.compile(
    r"[-–－‒—\s]*(?:쪽|[Pp](?:age|\.)?)?\s*([0-9]{1,4})\s*쪽?[-–－‒—\s]*(?:/\s*[0-9]{1,4})?"
)


def find_furniture(pages: Sequence[Sequence[Item]]) -> set[Place]:
    """Items that are furniture.

    A page number counts along with the pages, at one height. A running head is the same at one
    height on many pages.
    """
    margins = [
        (page, index, item)
        for page, items in enumerate(pages)
        for index, item in enumerate(items)
        if isinstance(item, TextLine) and not _MARGIN <= index < len(items) - _MARGIN
    ]
    return _page_numbers(margins) | _running_heads(margins, sum(bool(items) for items in pages))


def _page_numbers(margins: Sequence[tuple[int, int, TextLine]]) -> set[Place]:
    numbers = [
        (page, index, int(match[1]) - page, line)
        for page, index, line in margins
        if (match := _PAGE_NUMBER.fullmatch(line.text))
    ]
    counted = Counter((ahead, _height(line)) for _, _, ahead, line in numbers)
    found = {
        (page, index): line.size
        for page, index, ahead, line in numbers
        if sum(counted[ahead, _height(line) + near] for near in (-1, 0, 1)) >= _LEAST_PAGES
    }
    smallest: dict[int, float] = {}
    for (page, _), size in found.items():
        smallest[page] = min(size, smallest.get(page, size))
    # A page has one number; a larger one that counts as well is that of a heading.
    return {place for place, size in found.items() if size <= _LARGER * smallest[place[0]]}


def _running_heads(margins: Sequence[tuple[int, int, TextLine]], pages: int) -> set[Place]:
    places: dict[tuple[str, int], set[Place]] = defaultdict(set)
    for page, index, line in margins:
        for near in (-1, 0, 1):
            places[line.text, _height(line) + near].add((page, index))
    enough = max(_LEAST_PAGES, _SHARE * pages)
    return {
        place
        for same in places.values()
        if len({page for page, _ in same}) >= enough
        for place in same
    }


def _height(line: TextLine) -> int:
    return round(line.box[3] / _HEIGHT)
