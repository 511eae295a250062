"""Letters that a search compares, as `static/search.js` does: folded texts, their pairs, shards."""

import re
import unicodedata

_FACTOR = 31
_NOT_FOUND_BY = re.compile(r"[^\w]|_")
_NOT_FOUND_BY_IN_LINES = re.compile(r"[^\w\n]|_")


def fold(text: str) -> str:
    """Letters and digits only, in one case."""
    return _NOT_FOUND_BY.sub("", unicodedata.normalize("NFC", text).lower())


def fold_lines(text: str) -> str:
    """The same of several lines, which stay apart."""
    return _NOT_FOUND_BY_IN_LINES.sub("", unicodedata.normalize("NFC", text).lower())


def pairs(text: str) -> list[str]:
    """The pairs of neighbouring letters of a folded text, each once, in order."""
    return list(dict.fromkeys(text[at : at + 2] for at in range(len(text) - 1)))


def shard_of(pair: str, shards: int) -> int:
    """The shard that a pair of letters stands in, counted in UTF-16 as the script counts."""
    units = pair.encode("utf-16-le")
    total = 0
    for at in range(0, len(units), 2):
        total = total * _FACTOR + int.from_bytes(units[at : at + 2], "little")
    return total % shards
