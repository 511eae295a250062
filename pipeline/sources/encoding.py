"""Bytes to text: which of the encodings Korean offices use, or the reason why none fits."""

import codecs

from pipeline.errors import ReportError
from pipeline.vocabulary.messages import message

ARCHIVE = b"PK"
"""The beginning of every zip archive."""
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", message("a PDF")),
    (b"PK\x03\x04", message("a zip archive, as HWPX and Word files are")),
    (b"PK\x05\x06", message("an empty zip archive")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", message("an OLE file, as HWP 5 and old Word files are")),
    (b"HWP Document File", message("an HWP file of the 1990s")),
    (b"\x89PNG", message("a picture (PNG)")),
    (b"\xff\xd8\xff", message("a picture (JPEG)")),
    (b"{\\rtf", message("an RTF file")),
)


def kind_of_file(data: bytes) -> str:
    """The kind of the bytes, in words; a file without a known signature is called unknown."""
    unknown = message("of unknown kind")
    return next((name for start, name in SIGNATURES if data.startswith(start)), unknown)


def refuse_unless(file: str, data: bytes, beginning: bytes, kind: str, remedy: str) -> None:
    """Refuse a file that does not begin as files of its kind do.

    Raises:
        ReportError: it says what it is instead.
    """
    if not data.startswith(beginning):
        found = kind_of_file(data)
        raise ReportError(
            file, message("this is no {kind} file but {found}", kind=kind, found=found), remedy
        )


# A byte order mark names the encoding; it is not part of the text.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Without one, in order of likelihood; CP949 holds all of EUC-KR.
CANDIDATES = ("utf-8", "utf-16-le", "utf-16-be", "cp949")
_LEAST_PLAIN = 0.8
"""Share of Hangul and ASCII among the characters, for text to be UTF-16 without a mark."""

# Control characters no text file has. Tab, line feed, form feed and carriage return are text.
_CONTROL = frozenset(map(chr, range(32))) - set("\t\n\f\r")


def decode(data: bytes) -> tuple[str, str]:
    """Decode a text file strictly: no character is replaced or dropped.

    Returns:
        The text and the name of the encoding.

    Raises:
        ValueError: no known encoding gives text; the message says what stands in the way.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _text(data[len(mark) :].decode(encoding)), f"{encoding}-bom"
    first_problem: UnicodeDecodeError | None = None
    for encoding in CANDIDATES:
        if encoding.startswith("utf-16") and b"\0" not in data:
            continue  # Korean has spaces, and a space has a zero byte there
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            first_problem = first_problem or error
            continue
        if not encoding.startswith("utf-16") or _plain(text):
            return _text(text), encoding
    at = first_problem.start if first_problem else 0
    raise ValueError(
        message("byte {at} (0x{value:02x}) is neither UTF-8 nor CP949", at=at, value=data[at])
    )


def encode(text: str, encoding: str) -> bytes:
    """The bytes that `decode` read: with `decode`, proof that nothing was lost."""
    codec = encoding.removesuffix("-bom")
    marks = {name: mark for mark, name in BYTE_ORDER_MARKS}
    return (marks[codec] if codec != encoding else b"") + text.encode(codec)


def _plain(text: str) -> bool:
    """Nearly all characters are Hangul or ASCII: bytes of something else give any others."""
    plain = sum(char < "\x7f" or "가" <= char <= "힣" for char in text)
    return plain >= _LEAST_PLAIN * len(text) and not any(char in _CONTROL for char in text)


def _text(text: str) -> str:
    found = next((char for char in text if char in _CONTROL), None)
    if found is not None:
        raise ValueError(message("it holds the control character U+{value:04X}", value=ord(found)))
    return text
