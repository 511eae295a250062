"""Names of files as they can be told: a name may be any bytes, a text may not.

Only the standard library here.
"""

import re

_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_OLD_KOREAN = "cp949"
"""The encoding of names in older Korean zip archives."""


def escape_name(name: str) -> str:
    """A name that is text and moves no cursor: other bytes are escaped as Python does."""
    return _NO_TEXT.sub(lambda found: _escape(found[0]), name)


def is_text(name: str) -> bool:
    """A name can be told as it is."""
    return not _NO_TEXT.search(name)


def decode_korean(name: str) -> str | None:
    """A name that is no UTF-8, read as older systems wrote it."""
    try:
        read = name.encode("utf-8", "surrogateescape").decode(_OLD_KOREAN)
    except UnicodeError:
        return None
    return read if is_text(read) else None


def _escape(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # how Python holds a byte that is no text
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
