"""HTML cut into tags and text, in one pass: no page takes longer than its length says.

The parser of the standard library looks for the end of what is left open again and again. A page
that ends inside a tag or a comment is cut off, and nothing of it is guessed.

What belongs here: where tags begin and end. What does not: what they mean (`html_page`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from pipeline.errors import UnreadableError

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(
    r"[\s/]*+([^\s/>][^\s/>=]*+)"
    r"(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"'][^\s>]*+))?)?"
)
_CLOSE = re.compile(r"[\s/]*+>")
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea")
}
"""Elements whose content is no markup, and what ends each."""


@dataclass(frozen=True)
class Text:
    """Characters between two tags."""

    text: str
    line: int


@dataclass(frozen=True)
class Tag:
    """A tag that opens, or closes, an element."""

    name: str
    opens: bool
    attributes: Mapping[str, str]
    line: int
    """The line of its beginning in the page."""


def tokens(page: str) -> Iterator[Tag | Text]:
    """The tags of a page, and the text between them, in order.

    Raises:
        UnreadableError: the page ends inside one.
    """
    at, line = 0, 1
    while at < len(page):
        start = page.find("<", at)
        start = len(page) if start < 0 else start
        if start > at:
            yield Text(unescape(page[at:start]), line)
        line += page.count("\n", at, start)
        at = start
        if start < len(page):
            token, at = _token(page, start, line)
            if token:
                yield token
            if isinstance(token, Tag) and token.opens and token.name in _RAW:
                end = _RAW[token.name].search(page, at)
                if not end:
                    raise UnreadableError(
                        "it ends inside a <{name}>: it is cut off", name=token.name
                    )
                yield Text(page[at : end.start()], line)
                at = end.start()
        line += page.count("\n", start, at)


def _token(page: str, start: int, line: int) -> tuple[Tag | Text | None, int]:
    """The element that begins with a `<`, None for a comment or declaration, and where it ends."""
    if page.startswith("<!--", start):
        return None, _behind(page, "-->", start + 2)  # `<!-->` is a whole comment
    if page.startswith(("<!", "<?"), start):
        return None, _behind(page, ">", start)
    opens = not page.startswith("</", start)
    name = _NAME.match(page, start + (1 if opens else 2))
    if name is None:
        return (Text("<", line), start + 1) if opens else (None, _behind(page, ">", start))
    attributes, end = _attributes(page, name.end())
    return Tag(name[0].lower(), opens, attributes, line), end


def _behind(page: str, sign: str, at: int) -> int:
    found = page.find(sign, at)
    if found < 0:
        raise UnreadableError("it ends inside a comment or declaration: it is cut off")
    return found + len(sign)


def _attributes(page: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag, and where it ends."""
    found: dict[str, str] = {}
    while not (close := _CLOSE.match(page, at)):
        attribute = _ATTRIBUTE.match(page, at)
        if attribute is None:
            raise UnreadableError("it ends inside a tag: it is cut off")
        at = attribute.end()
        value = attribute[2] or attribute[3] or attribute[4] or ""
        found.setdefault(attribute[1].lower(), unescape(value))
    return found, close.end()
