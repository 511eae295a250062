"""One paragraph of an HWPX as it is put together: characters, and what stands between them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from pipeline.sources.blocks import Block, Paragraph
from pipeline.sources.elements import name_of
from pipeline.sources.layout import space_between
from pipeline.sources.ledger import Ledger
from pipeline.sources.style import UNKNOWN, LineStyle

# Characters that are elements inside hp:t.
_SPECIAL = {"lineBreak": " ", "tab": " ", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
WORDS = ("t", "compose", "dutmal", "textart")
"""Text, overlapped characters, words with others above, words as pictures."""


@dataclass
class Line:
    """A paragraph being put together: text up to here, and what came before it."""

    mark: str
    ledger: Ledger
    text: str = ""
    before: list[Block] = field(default_factory=list)
    deleted: bool = False
    """Inside text that tracked changes have struck out."""
    is_raised: bool = False
    """The characters to come are superscript or subscript …"""
    was_raised: bool = False
    """… and those before them were."""
    look: Callable[[Counter[str]], LineStyle] = lambda _: UNKNOWN
    """The look of letters, counted by their style."""
    style: str = ""
    """The style of the characters to come."""
    letters: Counter[str] = field(default_factory=Counter)
    """Letters of the text by their style."""

    def add(self, words: str) -> None:
        """Add text; raised digits stay apart from those on the line."""
        if words:
            gap = space_between(self.text, words) if self.is_raised != self.was_raised else ""
            self.text += gap + words
            self.was_raised = self.is_raised
            self.letters[self.style] += sum(not letter.isspace() for letter in words)

    def put(self, blocks: list[Block]) -> None:
        """Put blocks after the text so far."""
        if blocks:
            self._end()
            self.before += blocks

    def done(self) -> list[Block]:
        """The blocks of the paragraph."""
        self._end()
        return self.before

    def _end(self) -> None:
        if self.text.strip():
            mark, self.mark = self.ledger.add(self.mark), ""
            text = f"{mark} {self.text.lstrip()}" if mark else self.text
            self.before.append(Paragraph(text, style=self.look(self.letters)))
            self.text = ""
            self.letters.clear()


def words_of(name: str, content: Element, line: Line) -> str:
    """The text of an element that holds no paragraphs."""
    if name == "compose":
        return content.get("composeText", "")
    if name == "textart":
        return content.get("text", "")
    if name == "dutmal":
        return " ".join(filter(None, map(_plain, content)))
    return "".join(_characters(content, line))


def _characters(text: Element, line: Line) -> Iterator[str]:
    """The characters of hp:t, those among them that are elements, and those behind elements."""
    yield _printed_text(text.text or "", line)
    for inner in text:
        name = name_of(inner)
        if name in ("deleteBegin", "deleteEnd"):
            line.deleted = name == "deleteBegin"
        sign = _SPECIAL.get(name, "")
        yield "" if line.deleted else line.ledger.add(sign)
        if not sign:
            line.ledger.leave_out("field", "".join(inner.itertext()))
        yield _printed_text(inner.tail or "", line)


def _printed_text(text: str, line: Line) -> str:
    """Text, unless tracked changes have struck it out."""
    if line.deleted:
        line.ledger.leave_out("struck out", text)
        return ""
    return text


def _plain(element: Element) -> str:
    return "".join(element.itertext()).strip()
