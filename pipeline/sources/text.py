"""The text of a file: characters that can be printed, without the room between them."""

import re

NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""No characters: what cannot be text, and half a pair of surrogates."""
_UNSEEN = re.compile(rf"\s+|{NOT_TEXT.pattern}")


def visible_text(text: str) -> str:
    """The characters of a text that can be seen, closed up."""
    return _UNSEEN.sub("", text)
