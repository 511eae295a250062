"""The text of an HWP 5 file as it is stored, paragraph by paragraph.

What belongs here: every character of every paragraph, so that nothing another reader leaves out is
lost. What does not: tables, or where a paragraph stands.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.errors import UnreadableError
from pipeline.sources import limits
from pipeline.sources.hwp.ole import OleFile
from pipeline.sources.hwpx.numbering import FORMS, in_form
from pipeline.sources.ledger import Ledger
from pipeline.state.names import escape_name

_PARAGRAPH, _TEXT, _CONTROL, _EQUATION = 66, 67, 71, 88
_NOTE_SIGN, _NUMBER_SIGN, _OVERLAP_SIGN = 17, 18, 23
"""Signs in the text where a note, a running number or overlapped characters (글자 겹침) stand."""
_SIGN_OF = {"fn  ": _NOTE_SIGN, "en  ": _NOTE_SIGN, "atno": _NUMBER_SIGN, "tcps": _OVERLAP_SIGN}
_FURNITURE, _NOTES, _HIDDEN = ("head", "foot"), ("fn  ", "en  "), ("tcmt",)
"""Controls whose paragraphs stand on every page, are notes, or are not printed."""
_PAGE_NUMBER = 0
_CHARACTERS = {9: " ", 10: " ", 24: "-", 30: " ", 31: " "}
_ONE_UNIT = frozenset({0, 10, 13, *range(24, 32)})
"""Control characters that are one unit long; all others are eight."""
_COMPRESSED, _PASSWORD, _DISTRIBUTION = 1, 2, 4
_SECTION = re.compile(r"BodyText/Section([0-9]{0,6})")


@dataclass(frozen=True)
class StoredParagraph:
    """A paragraph as stored."""

    text: str
    plain: str
    """The same without the numbers of notes and without overlapped characters."""
    furniture: bool
    """It stands in a running header or footer."""
    note: bool
    """It is a footnote or endnote."""
    filled: str
    """Text that its controls print: numbers of notes, running numbers, overlapped characters."""


@dataclass(frozen=True)
class StoredText:
    """The contents of a file."""

    paragraphs: list[StoredParagraph]
    """In the order of the file; those that are empty, or not printed, are left out."""
    texts: list[tuple[str, str]]
    """Every text of every section, with the name of its section, printed or not."""


@dataclass
class _Open:
    """A paragraph being read."""

    furniture: bool
    note: bool
    hidden: bool = False
    parts: list[str] = field(default_factory=list)
    filled: dict[int, str] = field(default_factory=dict)
    """Text of controls, by its index among the parts."""
    waiting: list[tuple[int, int]] = field(default_factory=list)
    """Sign and index of the controls that have not come yet."""

    def fill(self, sign: int, text: str) -> None:
        """Put what a control says where its sign stands."""
        index = next((i for s, i in self.waiting if s == sign), None)
        if index is not None:
            self.waiting.remove((sign, index))
            self.filled[index] = text

    def done(self) -> StoredParagraph:
        whole = "".join(self.filled.get(i, part) for i, part in enumerate(self.parts))
        filled = "".join(self.filled.values())
        return StoredParagraph(whole, "".join(self.parts), self.furniture, self.note, filled)


def stored_text(ole: OleFile, ledger: Ledger) -> StoredText:
    """Text of every paragraph, in the order of the file; what is not printed is counted.

    Raises:
        UnreadableError: the file is protected, or unpacks to more than a report has.
        UnreadableError: the container is broken.
    """
    head = ole.read("FileHeader")
    if not head.startswith(b"HWP Document File") or len(head) < 40:
        raise UnreadableError("it is an OLE file, but no HWP file")
    flags = struct.unpack_from("<I", head, 36)[0]
    if flags & _PASSWORD:
        raise UnreadableError("it is encrypted")
    if flags & _DISTRIBUTION:
        raise UnreadableError("it is a distribution copy (배포용 문서), whose text is locked")
    unpack = _Unpacking(compressed=bool(flags & _COMPRESSED))
    found = {name: match for name in ole if (match := _SECTION.match(name))}
    if unknown := next((name for name, match in found.items() if match.end() < len(name)), None):
        raise UnreadableError(
            "its part {value} is no section with a number", value=escape_name(unknown)
        )
    sections = sorted(found, key=lambda name: int(found[name][1] or 0))
    stored = StoredText([], [])
    for name in sections:
        section = unpack.stream(name, ole.read(name))
        stored.paragraphs.extend(_paragraphs(section, ledger))
        stored.texts.extend((name, text) for text in _texts(section))
    for name in ole:
        if name.startswith("BinData/"):  # unpacked only to see that it is no bomb
            unpack.measure(name, ole.read(name))
    return stored


class _Unpacking:
    """Unpacks streams until they are more than a report has."""

    def __init__(self, *, compressed: bool) -> None:
        self._compressed = compressed
        self._left = limits.ARCHIVE_PART_BYTES

    def stream(self, name: str, data: bytes) -> bytes:
        """A stream of text, unpacked."""
        if self._compressed:
            unpacking = zlib.decompressobj(-15)
            try:
                data = unpacking.decompress(data, self._left + 1)
            except zlib.error as error:
                raise UnreadableError(
                    "its part {name} is broken ({error})", name=name, error=error
                ) from error
            if len(data) <= self._left and not (unpacking.eof and _fits(data, unpacking)):
                raise UnreadableError(
                    "its part {name} is damaged: it does not unpack whole", name=name
                )
        self._left -= len(data)
        if self._left < 0:
            raise self._too_large(name)
        return data

    def measure(self, name: str, data: bytes) -> None:
        """Refuse a packed picture that is far larger than it says."""
        unpacking, size, left = zlib.decompressobj(-15), 0, data
        try:
            while left and not unpacking.eof:
                size += len(unpacking.decompress(left, 1 << 20))
                left = unpacking.unconsumed_tail
                if size > max(limits.ARCHIVE_PART_BYTES, len(data)):
                    raise self._too_large(name)
        except zlib.error:
            return  # stored as it is

    @staticmethod
    def _too_large(name: str) -> UnreadableError:
        return UnreadableError(
            "its parts unpack to more than {archive_part_bytes:,} bytes ({name})",
            archive_part_bytes=limits.ARCHIVE_PART_BYTES,
            name=name,
        )


def _fits(data: bytes, unpacking: "zlib._Decompress") -> bool:
    """The unpacked bytes have the checksum and length that Hangul writes behind it, if it did."""
    behind = unpacking.unused_data
    if len(behind) != 8:
        return not behind
    return struct.unpack("<II", behind) == (zlib.crc32(data), len(data))


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Tag, level and content of each record of a section."""
    at = 0
    while at + 4 <= len(data):
        head = struct.unpack_from("<I", data, at)[0]
        tag, level, size = head & 0x3FF, (head >> 10) & 0x3FF, head >> 20
        at += 4
        if size == 0xFFF:
            if at + 4 > len(data):
                break
            size = struct.unpack_from("<I", data, at)[0]
            at += 4
        if at + size > len(data):
            raise UnreadableError("a section ends inside a record")
        yield tag, level, data[at : at + size]
        at += size


def _texts(section: bytes) -> Iterator[str]:
    """Every text of a section, wherever it stands."""
    for tag, _, content in _records(section):
        if tag == _TEXT:
            anywhere = _Open(furniture=False, note=False)
            _read_text(content, anywhere)
            yield "".join(anywhere.parts)
        elif tag == _EQUATION:
            yield _script(content)


def _script(content: bytes) -> str:
    """The script of a formula."""
    length = struct.unpack_from("<H", content, 4)[0] if len(content) >= 6 else 0
    return content[6 : 6 + 2 * length].decode("utf-16-le", "replace")


def _paragraphs(section: bytes, ledger: Ledger) -> list[StoredParagraph]:
    """The paragraphs of a section, in order."""
    stored: list[_Open] = []
    open_by_level: dict[int, _Open] = {}
    inside: list[tuple[int, str]] = []
    """Level and name of such controls around a record."""
    for tag, level, content in _records(section):
        while inside and inside[-1][0] >= level:
            inside.pop()
        if tag == _PARAGRAPH:
            stored.append(_begin({name for _, name in inside}))
            open_by_level[level] = stored[-1]
        elif tag == _TEXT and (above := open_by_level.get(level - 1)):
            _read_text(content, above)
        elif tag == _CONTROL:
            name = content[3::-1].decode("latin-1")
            if name in (*_FURNITURE, *_NOTES, *_HIDDEN):
                inside.append((level, name))
            if name in _SIGN_OF and (above := open_by_level.get(level - 1)):
                above.fill(_SIGN_OF[name], _control_text(name, content))
        elif tag == _EQUATION:
            ledger.leave_out("formula script", _script(content))
    return _printed_paragraphs(stored, ledger)


def _begin(inside: set[str]) -> _Open:
    """A paragraph inside these controls."""
    furniture, note, hidden = (
        not inside.isdisjoint(names) for names in (_FURNITURE, _NOTES, _HIDDEN)
    )
    return _Open(furniture, note, hidden)


def _printed_paragraphs(stored: list[_Open], ledger: Ledger) -> list[StoredParagraph]:
    """The paragraphs that are printed; the others are counted."""
    for paragraph in stored:
        if paragraph.hidden:
            ledger.leave_out("hidden comment", paragraph.done().plain)
    printed = (paragraph.done() for paragraph in stored if not paragraph.hidden)
    return [paragraph for paragraph in printed if paragraph.text.strip()]


def _read_text(content: bytes, paragraph: _Open) -> None:
    """The characters of a paragraph; a control is skipped by its length."""
    codes = struct.unpack_from(f"<{len(content) // 2}H", content)
    at = run = 0

    def end_run() -> None:
        if at > run:
            paragraph.parts.append(content[run * 2 : at * 2].decode("utf-16-le", "replace"))

    while at < len(codes):
        code = codes[at]
        if code >= 32:
            at += 1
            continue
        end_run()
        if code in _SIGN_OF.values():
            paragraph.waiting.append((code, len(paragraph.parts)))
        paragraph.parts.append(_CHARACTERS.get(code, ""))
        at += 1 if code in _ONE_UNIT else 8
        run = at
    end_run()


def _control_text(name: str, content: bytes) -> str:
    """The text of a control: the number of a note, a running number, overlapped characters."""
    if name == "tcps" and len(content) >= 6:
        length = struct.unpack_from("<H", content, 4)[0]
        return content[6 : 6 + 2 * length].decode("utf-16-le", "replace")
    if name in ("fn  ", "en  ") and len(content) >= 12:
        number, suffix = struct.unpack_from("<I2xH", content, 4)
        return f"{number}{_suffix(suffix)}"
    if name == "atno" and len(content) >= 16:
        kind, number, *signs = struct.unpack_from("<IH2xHH", content, 4)
        if kind & 0xF == _PAGE_NUMBER:
            return ""
        before, after = (chr(sign) if sign else "" for sign in signs)
        form = (kind >> 4) & 0xFF
        shown = in_form(number, FORMS[form]) if form < len(FORMS) else str(number)
        return f"{before}{shown}{after}"
    return ""


def _suffix(code: int) -> str:
    return chr(code) if 32 < code < 128 else ")"
