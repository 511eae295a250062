"""HWP 5, the old binary format of Hangul: structure by `unhwp`, characters by ourselves.

The library says which paragraph stands where, and in which cell. It leaves out characters beyond
the first 65,536 (the numbers in boxes that head the parts of reports) and some captions; so the
text of every paragraph is the one that the file stores, and what the library left out is put back.
"""

import json
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import unhwp

from pipeline.errors import UnreadableError, refusing
from pipeline.sources.blocks import Block, Paragraph, Table, TableCell
from pipeline.sources.encoding import refuse_unless
from pipeline.sources.hwp.hwp_text import StoredParagraph, stored_text
from pipeline.sources.hwp.ole import SIGNATURE, OleFile
from pipeline.sources.layout import cells_by_span, space_between
from pipeline.sources.ledger import Ledger
from pipeline.sources.markup import markup_source
from pipeline.sources.saved import moment_of_summary
from pipeline.sources.source import Source
from pipeline.sources.style import UNKNOWN, LineStyle
from pipeline.vocabulary.messages import message

_MOST_JOINED = 12
"""Stored paragraphs that the library may give as one: a paragraph with its notes and boxes."""
_SUMMARY = "\x05HwpSummaryInformation"
_PRIVATE = range(0xE000, 0xF900)
_BEYOND = 0x10000

Json = dict[str, Any]


def read_hwp(file: str, data: bytes) -> Source:
    """Read an HWP 5 file.

    Raises:
        ReportError: it is no HWP 5, protected, broken, or too large.
    """
    remedy = message("give the file the ending of what it is, or save it as HWPX")
    refuse_unless(file, data, SIGNATURE, "HWP 5", remedy)
    with refusing(
        file, message("open it in Hangul, save it as HWPX without protection, and add that")
    ):
        container, ledger = OleFile(data), Ledger()
        stored = stored_text(container, ledger)
        saved = moment_of_summary(container.read(_SUMMARY)) if _SUMMARY in container else None
        blocks = _blocks(_structure(data), stored.paragraphs, ledger)
        return markup_source(
            *(file, "hwp", data, blocks),
            ledger=ledger,
            stored=stored.texts,
            encoding="utf-16-le",
            saved=saved,
        )


def _structure(data: bytes) -> list[Json]:
    """The sections as the library sees them."""
    try:
        with unhwp.parse_bytes(data) as parsed:
            return list(json.loads(parsed.json)["sections"])
    except (unhwp.UnhwpError, ValueError, KeyError, RecursionError) as error:
        raise UnreadableError("it cannot be read ({error})", error=error) from error


def _blocks(
    sections: Sequence[Json], stored: Sequence[StoredParagraph], ledger: Ledger
) -> list[Block]:
    """The blocks of the file: every stored paragraph once, in the place the library gives it."""
    reading = _Reading(stored, ledger)
    placed = [reading.block(content) for section in sections for content in section["content"]]
    return list(reading.with_left_out([p for p in placed if p is not None]))


@dataclass(frozen=True)
class _Placed:
    """A block, and the first and last of the stored paragraphs in it; -1 where it has none."""

    blocks: tuple[Block, ...]
    first: int
    last: int


class _Reading:
    """Finds the stored paragraph of each paragraph that the library gives."""

    def __init__(self, stored: Sequence[StoredParagraph], ledger: Ledger) -> None:
        self._stored = stored
        self._ledger = ledger
        for paragraph in stored:
            ledger.add(paragraph.filled)
        self._unused: dict[str, deque[int]] = defaultdict(deque)
        for index, paragraph in enumerate(stored):
            self._unused[_key(paragraph.plain)].append(index)
        self._used: set[int] = set()
        self._last = -1
        self._notes: list[int] = []

    def block(self, content: Json) -> _Placed | None:
        """A paragraph or table of the library; None for a picture and what else has no text.

        Its notes stand behind it, also those of the cells of a table.
        """
        if "Paragraph" in content:
            placed = self._paragraph(content["Paragraph"])
        elif "Table" in content:
            placed = self._table(content["Table"])
        else:
            return None
        notes, self._notes = self._notes, []
        return replace(
            placed, blocks=(*placed.blocks, *map(self._own, notes)), last=max([placed.last, *notes])
        )

    def with_left_out(self, placed: Sequence[_Placed]) -> Iterator[Block]:
        """The blocks, and behind each the stored paragraphs that the library left out there."""
        waiting = deque(i for i in range(len(self._stored)) if i not in self._used)
        reached = -1
        for number, block in enumerate(placed):
            following = next((p.first for p in placed[number:] if p.first >= 0), None)
            while waiting and reached >= 0 and following is not None and waiting[0] < following:
                yield self._own(waiting.popleft())
            yield from block.blocks
            reached = max(reached, block.last)
        yield from map(self._own, waiting)

    def _paragraph(self, paragraph: Json) -> _Placed:
        parts = [part["Text"] for part in paragraph["content"] if "Text" in part]
        texts, mark = [part["text"] for part in parts], ""
        if (paragraph.get("style") or {}).get("head") and len(texts) > 1:
            mark, *texts = texts  # printed before the paragraph, not stored in its text
            del parts[0]
        found = self._find("".join(texts)) or self._find(mark + "".join(texts))
        self._notes += [index for index in found if self._stored[index].note]
        found = [index for index in found if not self._stored[index].note]
        blocks: list[Block] = [self._own(index) for index in found]
        if not found:
            return _Placed((), -1, -1)
        first = _with_raised_apart(self._stored[found[0]].text, parts)
        blocks[0] = Paragraph(
            f"{self._ledger.add(mark.strip())} {first.lstrip()}" if mark else first,
            style=_look(parts),
        )
        return _Placed(tuple(blocks), found[0], found[-1])

    def _find(self, text: str) -> list[int]:
        """Indexes of the stored paragraphs that a text is: one, or several given as one."""
        key = _key(text)
        if not key:
            return []
        if waiting := self._unused[key]:
            return self._use([waiting.popleft()])
        letters: Counter[str] = Counter()
        joined: list[int] = []
        for index in range(self._last + 1, min(self._last + 1 + _MOST_JOINED, len(self._stored))):
            if index in self._used:
                continue
            letters.update(_key(self._stored[index].plain))
            joined.append(index)
            if letters == Counter(key):
                for one in joined:
                    self._unused[_key(self._stored[one].plain)].remove(one)
                return self._use(joined)
        return []

    def _use(self, found: list[int]) -> list[int]:
        self._used.update(found)
        self._last = found[-1]
        return found

    def _own(self, index: int) -> Paragraph:
        stored = self._stored[index]
        return Paragraph(stored.text, stored.furniture)

    def _table(self, table: Json) -> _Placed:
        places: list[_Placed] = []
        rows = []
        for row in table["rows"]:
            cells = []
            for cell in row["cells"]:
                inner = [self._paragraph(paragraph) for paragraph in cell["content"]]
                inner += [self._table(nested) for nested in cell.get("nested_tables") or []]
                inner.sort(key=lambda placed: placed.first)
                places += inner
                blocks = tuple(block for placed in inner for block in placed.blocks)
                cells.append(TableCell(0, 0, cell["rowspan"], cell["colspan"], blocks))
            rows.append(cells)
        indexes = [i for placed in places for i in (placed.first, placed.last) if i >= 0]
        return _Placed(
            (Table(cells_by_span(rows)),), min(indexes, default=-1), max(indexes, default=-1)
        )


def _with_raised_apart(text: str, parts: Sequence[Json]) -> str:
    """The text of a paragraph, raised digits apart from those on the line.

    The library says which of its parts are raised; they are found in the text by their letters.
    """
    at = 0
    for before, after in pairwise(parts):
        at = _behind(text, at, _key(before["text"]))
        if _is_raised(before) != _is_raised(after):
            text = text[:at] + space_between(text[:at], text[at:]) + text[at:]
    return text


def _behind(text: str, at: int, letters: str) -> int:
    """The places where these letters end in a text; where they began if it has others."""
    end = at
    for letter in letters:
        found = text.find(letter, end)
        if found < 0:
            return at
        end = found + 1
    return end


def _look(parts: Sequence[Json]) -> LineStyle:
    """The look of most letters of a paragraph."""
    letters: Counter[tuple[float | None, str | None, bool]] = Counter()
    for part in parts:
        style = part.get("style") or {}
        look = style.get("font_size"), style.get("font_name"), bool(style.get("bold"))
        letters[look] += len(_key(part["text"]))
    if not letters.total():
        return UNKNOWN
    (size, face, bold), _ = letters.most_common(1)[0]
    return LineStyle(size=size, face=face, bold=bold)


def _is_raised(part: Json) -> bool:
    style = part.get("style") or {}
    return bool(style.get("superscript") or style.get("subscript"))


def _key(text: str) -> str:
    """The common part of a paragraph in library and file: no space, no private characters."""
    return "".join(
        char
        for char in text
        if not char.isspace() and ord(char) not in _PRIVATE and ord(char) < _BEYOND
    )
