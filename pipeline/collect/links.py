"""The links of a page, as addresses."""

import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

_MOST = 500
"""Links of a page that are followed."""


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a link."""
        if tag == "a":
            self._close()
            self._open = dict(attrs).get("href")

    def handle_data(self, data: str) -> None:
        """Take the text of a link."""
        self._text += data if self._open else ""

    def handle_endtag(self, tag: str) -> None:
        """End a link."""
        if tag == "a":
            self._close()

    def _close(self) -> None:
        if self._open:
            self.found.append((self._open, " ".join(self._text.split())))
        self._open, self._text = None, ""


def links(page: bytes, base: str, pattern: re.Pattern[str]) -> list[str]:
    """The addresses that a page links to, where a pattern is in the address or the link's text."""
    parser = _Links()
    parser.feed(_text(page))
    parser.close()
    found: dict[str, None] = {}
    for href, text in parser.found:
        url = re.sub(r"\s", "%20", urldefrag(urljoin(base, href.strip())).url)
        if pattern.search(url) or pattern.search(text):
            found[url] = None
    return list(found)[:_MOST]


def _text(page: bytes) -> str:
    for encoding in ("utf-8", "cp949"):
        try:
            return page.decode(encoding)
        except UnicodeError:
            continue
    return page.decode("latin-1")
