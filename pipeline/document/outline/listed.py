"""Which numbers head a section: chapters, goals and programs, found with the help of contents.

A report names a program up to three times: in a contents page, on the cover of its goal, and above
its text. Only the last begins a section; the others say how many there must be, and what they are
called, so that one whose number was lost is still found.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.document.document import Document
from pipeline.document.outline.boxed import boxed_programs
from pipeline.document.outline.headings import Contents, Numbered
from pipeline.document.outline.marks import Mark
from pipeline.document.outline.paired import paired_programs
from pipeline.document.readable import closed, readable
from pipeline.vocabulary.chapters import appendix, work_chapters

_BEHIND = re.compile(r"\s*(?:[:：].*|\([^()]*\))\s*$")


def is_work(title: str) -> bool:
    """A chapter of this title tells the office's work, program by program."""
    return closed(_BEHIND.sub("", title)).endswith(work_chapters().endings)


_LEAST_SIMILAR = 60.0
"""Similarity (0-100) of a heading to its entry in the contents; other headings reach some 40."""
_LEADER = re.compile(r"[·∙․.…⋯‥]{3,}\s*\d{0,3}$")
"""What leads from a title to its page, in a list of contents."""
_PAGE = re.compile(r"[·∙․.…⋯‥\s]*\d{0,3}$")
_BETWEEN = ("blank", "furniture")
"""Kinds of line that interrupt no list."""
_TITLE_LINES = 5
"""Lines that a title on the cover of a goal may be broken into."""


class NumberedHeadings:
    """The chapters, goals and programs of a document."""

    def __init__(self, document: Document, marks: Sequence[Mark]) -> None:
        self._document = document
        self._marks = marks
        self._by_line = {mark.line: mark for mark in marks}
        self.found: list[Numbered] = []
        self.contents: list[Contents] = []
        last = len(document.lines)
        chapters = self._chapters()
        appendices = self._appendices(chapters[-1].line if chapters else last)
        self.found += chapters + appendices
        for chapter, end in _spans(chapters + appendices, last):
            if chapter.kind != "chapter":
                continue
            parts = self._listed(chapter.title_end + 1, end, ("dotted",), ("dotted", "plain"))
            programs: list[Numbered] = []
            for part, part_end in _spans(parts, end):
                programs += self._programs(part.title_end + 1, part_end)
            # Parts of a chapter without programs, such as of an audit's results, are no goals.
            kind = "goal" if programs else "heading"
            self.found += [replace(part, kind=kind) for part in parts] + programs
            if not parts and is_work(chapter.title):
                self.found += self._of_work(chapter.title_end + 1, end)
        self.found.sort(key=lambda heading: heading.line)

    def _of_work(self, first: int, last: int) -> list[Numbered]:
        """Programs of a chapter whose goals no list announces: 1-1 of goal 1, or of no goal."""
        here = [mark for mark in self._marks if first <= mark.line <= last]
        document = self._document
        if told := paired_programs(document, here, first) or boxed_programs(document, here):
            return told
        return self._programs(first, last, ("plain",)) or self._programs(first, last)

    def _chapters(self) -> list[Numbered]:
        """Chapters by their Roman numbers, in the order of the text.

        Contents pages come before the first chapter of the text; a heading that a page repeats at
        its top has the title of one before. A number that is printed twice is two chapters.
        """
        printed = [m for m in self._marks if m.sort == "chapter" and m.number is not None]
        marks = [mark for mark in printed if not _LEADER.search(mark.title)] or printed
        if marks and all(mark.number != 1 for mark in marks):
            before = [mark for mark in self._marks if mark.line < marks[0].line]
            ones = [mark for mark in before if (mark.sort, mark.number) == ("dotted", 1)]
            marks = [*ones[-1:], *marks]  # Ⅰ may be printed as 1
        last = {mark.number: mark.line for mark in marks}
        begin = min(last.values(), default=0)
        chapters: dict[tuple[int | None, str], Mark] = {}
        for mark in marks:
            if mark.line >= begin:
                chapters.setdefault((mark.number, closed(mark.title)), mark)
        listed = [mark for mark in printed if mark.line < begin]
        if len(listed) > 1:
            entries = tuple((mark.number or 0, mark.title) for mark in listed)
            self.contents.append(Contents(entries, listed[0].line, begin - 1))
        return [self._chapter(mark, listed) for mark in chapters.values()]

    def _chapter(self, mark: Mark, listed: Sequence[Mark]) -> Numbered:
        """A chapter, with the rest of its title on the next lines where the contents print it."""
        whole = {closed(_PAGE.sub("", m.title)) for m in listed if m.number == mark.number}
        lines = self._title_lines(mark, len(self._document.lines))
        for count in range(2, len(lines) + 1):
            printed = " ".join(shown for _, shown in lines[:count])
            if closed(printed) in whole:
                return self._heading("chapter", mark, printed, lines[count - 1][0])
        return self._heading("chapter", mark, mark.title, mark.line)

    def _appendices(self, after: int) -> list[Numbered]:
        """What is attached behind the last chapter, and no part of its last program."""
        found = []
        for number in range(after + 1, len(self._document.lines) + 1):
            if self._document.kinds[number - 1] in ("paragraph", "table"):
                match = appendix().pattern.match(self._shown(number))
                if match:
                    marker, count, title = match["word"], int(match["number"] or 0), match["title"]
                    found.append(
                        Numbered("appendix", count, marker, title or marker, number, number)
                    )
        return found

    def _listed(
        self, first: int, last: int, list_sorts: tuple[str, ...], sorts: tuple[str, ...]
    ) -> list[Numbered]:
        """The parts of a chapter that its contents list, where their text begins."""
        contents = self._contents(first, last, list_sorts)
        if contents is None:
            return []
        self.contents.append(contents)
        found: list[Numbered] = []
        at = contents.last + 1
        for number, title in contents.entries:
            heading = self._heading_of("goal", number, title, (at, last), sorts)
            heading = heading or self._headed_table(number, title, (at, last))
            if heading is None:
                continue
            found.append(heading)
            at = heading.title_end + 1
        return found

    def _programs(
        self, first: int, last: int, sorts: tuple[str, ...] = ("heading", "circled", "item")
    ) -> list[Numbered]:
        """The programs that the cover of a goal lists, where their text begins."""
        contents = self._contents(first, last, sorts)
        if contents is None or not self._is_cover(contents, last):
            return []
        self.contents.append(contents)
        found: list[Numbered | None] = []
        at = contents.last + 1
        for number, title in contents.entries:
            heading = self._heading_of("program", number, title, (at, last), ("plain",))
            found.append(heading)
            at = heading.title_end + 1 if heading else at
        return self._with_lost(found, contents, last)

    def _is_cover(self, contents: Contents, last: int) -> bool:
        """A cover is followed by its first program, number or title."""
        for number in range(contents.last + 1, last + 1):
            if self._document.kinds[number - 1] not in _BETWEEN:
                mark = self._by_line.get(number)
                return mark is not None and (mark.sort, mark.number) == ("plain", 1)
        return False

    def _contents(self, first: int, last: int, sorts: tuple[str, ...]) -> Contents | None:
        """The first list of entries between which nothing stands, counted from 1 if numbered."""
        run: list[Mark] = []
        for number in range(first, last + 1):
            if self._document.kinds[number - 1] in _BETWEEN:
                continue
            mark = self._by_line.get(number)
            fits = mark is not None and mark.sort in sorts and bool(mark.title)
            if mark and fits and _continues(run, mark):
                run.append(mark)
                continue
            if len(run) > 1:
                break
            run = []
            if not (mark is None and number - first < _TITLE_LINES):
                break
        if len(run) < 2:
            return None
        entries = [(mark.number or count, mark.title) for count, mark in enumerate(run, start=1)]
        return Contents(tuple(entries), run[0].line, run[-1].line)

    def _heading_of(
        self,
        kind: str,
        number: int,
        title: str,
        span: tuple[int, int],
        sorts: tuple[str, ...],
    ) -> Numbered | None:
        """The heading that an entry of the contents announces, or None when it is nowhere."""
        for mark in self._marks:
            if not span[0] <= mark.line <= span[1]:
                continue
            if mark.sort not in sorts or mark.number != number:
                continue
            lines = self._title_lines(mark, span[1])
            for count in range(len(lines), 0, -1):
                printed = " ".join(shown for _, shown in lines[:count])
                if _similar(printed, title) >= _LEAST_SIMILAR and (
                    count == 1 or _similar(printed, title) > _similar(lines[0][1], title)
                ):
                    return self._heading(kind, mark, printed, lines[count - 1][0])
        return None

    def _headed_table(self, number: int, title: str, span: tuple[int, int]) -> Numbered | None:
        """The table whose own header is the title, where no heading stands above it."""
        for line in self._document.lines[span[0] - 1 : span[1]]:
            if self._document.kinds[line.no - 1] == "table":
                first = self._document.text[line.start : line.end].partition("\t")[0]
                if closed(first) == closed(title):
                    return Numbered("goal", number, "", title, line.no, line.no - 1)
        return None

    def _title_lines(self, mark: Mark, last: int) -> list[tuple[int, str]]:
        """The lines that may make up a heading's title, with their numbers."""
        lines = [(mark.line, mark.title)] if mark.title else []
        for number in range(mark.line + 1, min(last, mark.line + 2 * _TITLE_LINES) + 1):
            kind = self._document.kinds[number - 1]
            if kind == "blank":
                continue
            if kind != "paragraph" or number in self._by_line or len(lines) == _TITLE_LINES:
                break
            lines.append((number, self._shown(number)))
        return lines

    def _with_lost(
        self, found: list[Numbered | None], contents: Contents, last: int
    ) -> list[Numbered]:
        """Find the beginning of programs whose number is lost, in the text before the next one."""
        complete: list[Numbered] = []
        for index, (number, title) in enumerate(contents.entries):
            heading = found[index]
            if heading is None:
                after = complete[-1].title_end if complete else contents.last
                following = next((h for h in found[index + 1 :] if h), None)
                end = following.line - 1 if following else last
                heading = self._lost(number, title, after + 1, end)
            if heading is not None:
                complete.append(heading)
        return complete

    def _lost(self, number: int, title: str, first: int, last: int) -> Numbered | None:
        """A paragraph above a heading that shares most words with a title, if it shares any."""
        best: tuple[float, int] | None = None
        for mark in self._marks:
            if mark.sort != "heading" or not first < mark.line <= last:
                continue
            start = self._paragraph_above(mark.line, first)
            if start is None:
                continue
            shown = " ".join(self._shown(n) for n in range(start, mark.line))
            score = fuzz.token_set_ratio(title, shown)
            if _shares_word(title, shown) and (best is None or score > best[0]):
                best = score, start
        if best is None:
            return None
        return Numbered("program", number, "", title, best[1], best[1] - 1)

    def _paragraph_above(self, line: int, first: int) -> int | None:
        """First line of the paragraph that stands right above a line, or None."""
        start = None
        for number in range(line - 1, first - 1, -1):
            kind = self._document.kinds[number - 1]
            if kind == "paragraph" and number not in self._by_line:
                start = number
            elif kind != "blank":
                break
        return start

    def _heading(self, kind: str, mark: Mark, title: str, title_end: int) -> Numbered:
        return Numbered(kind, mark.number or 0, mark.marker, title, mark.line, title_end)

    def _shown(self, number: int) -> str:
        line = self._document.lines[number - 1]
        return readable(self._document.text[line.start : line.end])


def _spans(headings: Sequence[Numbered], last: int) -> list[tuple[Numbered, int]]:
    """Each heading with the last line before the next one."""
    ends = [heading.line - 1 for heading in headings[1:]]
    return list(zip(headings, [*ends, last], strict=False))


def _continues(run: Sequence[Mark], mark: Mark) -> bool:
    """A list begins with 1, if it is numbered, goes on in one sort, and counts upwards."""
    if not run:
        return mark.number in (None, 1)
    before = run[-1].number
    counts = mark.number is None if before is None else (mark.number or 0) > before
    return run[0].sort == mark.sort and counts


def _similar(one: str, other: str) -> float:
    return fuzz.ratio(closed(one), closed(other))


def _shares_word(title: str, text: str) -> bool:
    """A word of three letters or more of the title stands in the text."""
    joined = closed(text)
    return any(len(word) >= 3 and word in joined for word in title.split())
