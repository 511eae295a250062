"""Headings that are printed ahead of their text: contents, overviews, covers of goals.

What belongs here: which lines only mention a section to come. What does not: which lines begin one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from rapidfuzz import fuzz

from pipeline.document.outline.headings import Heading, Headings
from pipeline.document.readable import closed

_LEADER = re.compile(r"[·∙․.…⋯‥─-]{3,}\s*\d{0,3}\s*$")
_TAIL = re.compile(r"(?<![·∙․.…⋯‥\s])(?:[·∙․.…⋯‥\s]*\d{1,3}|\s*/.*)$|(?<=[·∙․.…⋯‥])\s*/.*$")
_GOES_ON = re.compile(r"[(\[<〈【]\s?계\s?속\s?[)\]>〉】]\s*$")
"""Behind a title that is printed again on top of the next page."""
_BEGINS = 6
"""Letters of a title that is the beginning of another."""
_ALIKE = 84.0
"""Similarity (0-100) of a title to its mention."""
_MOST = 3
"""A title printed more often is one that many parts have, such as 사업개요."""
_SHARE = 0.4
"""Share of the entries of a list that are printed again, at least."""
_LIST = 3
"""Entries of a page that is a list, at least."""
_CLOSE = 6
"""Lines from a number to the first mark of its text."""
_BETWEEN = 2
"""Lines that an entry may go on over."""
_LONGEST = 60
_NEAREST = 150
"""Titles with one first letter that a title is compared with, at most."""


@lru_cache(8192)
def name_of(title: str) -> str:
    """The letters and digits of a title, without leader, page number and tag behind it."""
    bare = _TAIL.sub("", _LEADER.sub("", title)) or title
    return "".join(filter(str.isalnum, closed(bare))).casefold()


def is_alike(one: str, other: str) -> bool:
    """Two names are of one title: nearly the same, or one is the beginning of the other."""
    if min(len(one), len(other)) >= _BEGINS and (one.startswith(other) or other.startswith(one)):
        return True
    return len(one) > 3 and fuzz.ratio(one, other) >= _ALIKE


class Mentions:
    """The mentions of a document, and the titles they announce."""

    def __init__(self, headings: Headings) -> None:
        self._headings = headings
        self._again = self._printed_again()
        self.lines: set[int] = set()
        """Lines that only mention a section."""
        marked = [h for h in headings.found if h.family != "look"]
        self._find(marked)
        self._fill(marked)
        self._fill_pages(marked)
        self.lines |= {h.line for h in marked if _LEADER.search(h.title)} | _repeats(marked)
        self.entries = [h for h in headings.found if h.line in self.lines]
        self._by_start: dict[str, list[Heading]] = defaultdict(list)
        for entry in self.entries:
            self._by_start[name_of(entry.title)[:1]].append(entry)

    def of(self, heading: Heading) -> list[Heading]:
        """The entries that announce a heading."""
        name = name_of(heading.title)
        near = islice(self._by_start[name[:1]], _NEAREST)
        return [e for e in near if e.line < heading.line and is_alike(name_of(e.title), name)]

    def _printed_again(self) -> dict[int, Heading]:
        """Headings to the next one that prints their title."""
        found = [h for h in self._headings.found if h.title and len(h.title) <= _LONGEST]
        names = [name_of(h.title) for h in found]
        counts = Counter(names)
        by_start: dict[str, list[int]] = defaultdict(list)
        again = {}
        for index in range(len(found) - 1, -1, -1):
            name = names[index]
            if not name or counts[name] > _MOST:
                continue
            near = islice(reversed(by_start[name[:1]]), _NEAREST)
            alike = (
                j
                for j in near
                if found[j].line > found[index].end
                and not _is_part(found[index], found[j])
                and is_alike(name, names[j])
            )
            later = next(alike, None)
            if later is not None:
                again[found[index].line] = found[later]
            here = found[index]
            if here.family != "item" and (here.number is not None or here.distinct):
                by_start[name[:1]].append(index)
        return again

    def _find(self, marked: Sequence[Heading]) -> None:
        """Entries: printed again, and nothing but other entries below them."""
        in_list = False
        announced = set[int]()
        for heading, after in zip(marked, [*marked[1:], None], strict=False):
            later = self._again.get(heading.line)
            is_entry = later is not None and self._is_bare(heading, after, in_list=in_list)
            if later is not None and heading.line in announced and not _count_alike(heading, later):
                is_entry = False  # the section itself; one within it is called like it
            if is_entry and later is not None:
                self.lines.add(heading.line)
                if heading.number is not None and _count_alike(heading, later):
                    announced.add(later.line)
            in_list = is_entry

    def _is_bare(self, heading: Heading, after: Heading | None, *, in_list: bool) -> bool:
        """No text stands below it, before the next heading or the end of its page."""
        if after is None:
            return False
        last = self._last_of_page(heading, after)
        if not self._are_few(heading, last):
            return False
        if heading.page is not None and after.page != heading.page:
            return True
        if after is self._again[heading.line]:
            return _count_alike(after, heading) or heading.number is None
        counts = after.family == heading.family and after.number == (heading.number or 0) + 1
        alike = (after.family, after.marker) == (heading.family, heading.marker)
        in_order = alike if heading.number is None else counts
        return after.line in self._again or in_order or (in_list and after.number is not None)

    def _last_of_page(self, heading: Heading, after: Heading) -> int:
        if heading.page is None or after.page == heading.page:
            return after.line
        lines = self._headings.document.lines
        return next(
            n
            for n in range(heading.line, after.line + 1)
            if self._headings.document.page_of(lines[n - 1]) != heading.page
        )

    def _are_few(self, heading: Heading, last: int) -> bool:
        kinds = self._headings.document.kinds
        between = [
            n for n in range(heading.end + 1, last) if kinds[n - 1] not in ("blank", "furniture")
        ]
        return len(between) <= _BETWEEN and all(kinds[n - 1] == "paragraph" for n in between)

    def _fill(self, marked: Sequence[Heading]) -> None:
        """A list of which enough is printed again is one as a whole, however it words the rest."""
        run: list[Heading] = []
        for heading in [*marked, None]:
            if heading is not None and run and self._goes_on(run[-1], heading):
                run.append(heading)
                continue
            if (
                heading is not None
                and heading.family == "sign"
                and run[-1:] != self.last_entry(run)
            ):
                run = run[:-1]  # the last one has a text of its own
            known = sum(h.line in self.lines for h in run)
            if len(run) > 1 and known >= _SHARE * len(run) and known > 1:
                self.lines |= {h.line for h in run}
            run = [] if heading is None else [heading]

    def last_entry(self, run: Sequence[Heading]) -> list[Heading]:
        """The last of a run, if it is known to be an entry."""
        return [h for h in run[-1:] if h.line in self.lines]

    def _fill_pages(self, marked: Sequence[Heading]) -> None:
        """A page that is a list holds entries only, below its own title."""
        pages: dict[int, list[Heading]] = defaultdict(list)
        for heading in marked:
            if heading.page is not None and heading.family != "item":
                pages[heading.page].append(heading)
        for listed in pages.values():
            known = [h.line for h in listed if h.line in self.lines]
            if len(known) >= _LIST and len(known) >= _SHARE * len(listed):
                self.lines |= {h.line for h in listed if h.line > known[0]}

    def _goes_on(self, before: Heading, heading: Heading) -> bool:
        same = before.family == heading.family and before.page == heading.page
        counts = heading.number is None or heading.number == (before.number or 0) + 1
        return same and counts and self._are_few(before, heading.line)


def _repeats(marked: Sequence[Heading]) -> set[int]:
    """Lines that print a title again on top of the next page: 2 안전한 보행환경 (계속)."""
    printed = set()
    found = set()
    for heading in marked:
        bare = _GOES_ON.sub("", heading.title)
        known = (heading.family, heading.number, closed(bare))
        if bare != heading.title and known in printed:
            found.add(heading.line)
        printed.add(known)
    return found


def _count_alike(one: Heading, other: Heading) -> bool:
    return (one.family, one.number) == (other.family, other.number)


def _is_part(heading: Heading, below: Heading) -> bool:
    """A mark close below a number heads a part of its text, however alike they are called."""
    close = below.line - heading.line <= _CLOSE
    return heading.number is not None and below.number is None and close
