"""Is every byte of a PDF there? What the library repairs in silence, with figures missing, is told.

Each packed stream has a checksum of what it holds, and the end of the file says where its table of
contents begins: bytes that are gone or changed break the one or the other.

What belongs here: damage that can be seen without reading a page. What does not: what a page says.
"""

import re
import zlib

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_END = b"endstream"
_FLATE = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_START = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")
_CONTENTS = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_HEAD = 4096  # bytes before a stream among which its dictionary begins
_PART = 1 << 20


def damage(data: bytes) -> str | None:
    """The damage of a file, in words; None where nothing is."""
    if not _leads_to_contents(data):
        return "its table of contents is not where its end says"
    if b"/Encrypt" in data:
        return None  # its streams are locked, not packed only
    broken = sum(not _is_whole(data, start, end) for start, end in _packed_streams(data))
    return f"{broken} of its packed parts are damaged" if broken else None


def _leads_to_contents(data: bytes) -> bool:
    """The last end of the file says where its table of contents begins, or says nothing."""
    stated = list(_START.finditer(data))
    if not stated:
        return True
    begins = max(data.find(b"%PDF-"), 0)  # some mail programs put a line before it
    at = int(stated[-1][1])
    return any(_CONTENTS.match(data, place) for place in (at, at + begins))


def _packed_streams(data: bytes) -> list[tuple[int, int]]:
    """The places where each packed stream that is no picture begins, and the next can begin."""
    starts = [found.span() for found in _STREAM.finditer(data)]
    ends = [*(start for start, _ in starts), len(data)][1:]
    found = []
    for (before, start), end in zip(starts, ends, strict=True):
        head = data[max(data.rfind(b"obj", max(0, before - _HEAD), before), 0) : before]
        if _FLATE.search(head) and not _PICTURE.search(head):
            found.append((start, end))
    return found


def _is_whole(data: bytes, start: int, end: int) -> bool:
    """A stream unpacks to its end, and its checksum is that of what it holds, if it has one."""
    packed = data[start:end]
    if _behind(packed, zlib.MAX_WBITS) is not None:
        return True
    # Some programs leave the checksum out; then nothing but a line end is behind the data.
    body = packed[2 : packed.rfind(_END)] if _END in packed else packed[2:]
    rest = _behind(body, -zlib.MAX_WBITS)
    return rest is not None and len(rest.strip()) < 4


def _behind(packed: bytes, form: int) -> bytes | None:
    """The bytes behind packed data; None where it does not unpack to its end."""
    unpacking = zlib.decompressobj(form)
    try:
        while packed and not unpacking.eof:
            unpacking.decompress(packed, _PART)
            packed = unpacking.unconsumed_tail
    except zlib.error:
        return None
    return unpacking.unused_data if unpacking.eof else None
