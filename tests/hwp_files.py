"""Small HWP 5 files, made in code: an OLE container with the streams that hold text."""

import struct
from collections.abc import Mapping, Sequence

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(tag: int, level: int, content: bytes = b"") -> bytes:
    """A record of a section."""
    size = min(len(content), 0xFFF)
    long = struct.pack("<I", len(content)) if size == 0xFFF else b""
    return struct.pack("<I", tag | level << 10 | size << 20) + long + content


def control(level: int, name: str, data: bytes = b"") -> bytes:
    """The record of a control."""
    return record(71, level, name[::-1].encode() + data)


def paragraph(text: str, level: int = 0, last: bool = False) -> bytes:
    """A paragraph of plain text."""
    units = (text + "\r").encode("utf-16-le")
    count = len(units) // 2 | (0x80000000 if last else 0)
    return (
        record(66, level, struct.pack("<IIHBBHHHI", count, 0, 0, 0, 0, 1, 0, 1, 0))
        + record(67, level + 1, units)
        + record(68, level + 1, bytes(8))
    )


def hwp(lines: Sequence[str], padding: int = _FREE) -> bytes:
    """A whole file, unpacked; its table of sectors is padded with a number."""
    head = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, 0) + bytes(216)
    info = record(16, 0, struct.pack("<7H", 1, 1, 1, 1, 1, 1, 1)[:10].ljust(26, b"\0"))
    info += record(17, 0, bytes(72))
    body = b"".join(
        paragraph(line, last=number == len(lines)) for number, line in enumerate(lines, start=1)
    )
    return ole({"FileHeader": head, "DocInfo": info, "BodyText/Section0": body}, padding)


def ole(streams: Mapping[str, bytes], padding: int = _FREE) -> bytes:
    """A compound file of small streams: sector 0 its table, 1 its directory, then the rest."""
    mini = b""
    mini_fat: list[int] = []
    starts = {}
    for name, data in streams.items():
        starts[name] = len(mini_fat)
        count = -(-len(data) // 64)
        mini_fat += [*range(len(mini_fat) + 1, len(mini_fat) + count), _END]
        mini += data.ljust(count * 64, b"\0")
    mini = mini.ljust(-(-len(mini) // 512) * 512, b"\0")
    table = struct.pack(f"<{len(mini_fat)}I", *mini_fat)
    table = table.ljust(-(-len(table) // 512) * 512, b"\xff")
    directory = _directory(streams, starts, 0, 0)
    parts = [directory, table, mini]
    fat, firsts = [_FAT], []
    for part in parts:
        count = max(len(part) // 512, 1)
        firsts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + count), _END]
    parts[0] = _directory(streams, starts, firsts[2], len(mini))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack(
        "<IIIIIIIIII", 0, 1, firsts[0], 0, 4096, firsts[1], len(table) // 512, _END, 0, 0
    )
    header += struct.pack("<108I", *[_FREE] * 108)
    sectors = struct.pack("<128I", *fat, *[padding] * (128 - len(fat)))
    return header + sectors + b"".join(parts)


def _directory(
    streams: Mapping[str, bytes], starts: Mapping[str, int], mini: int, size: int
) -> bytes:
    """The entries: the root, a storage for each folder, the streams."""
    names = ["Root Entry", *sorted({n.partition("/")[0] for n in streams}, key=_order)]
    inside = {n.partition("/")[0]: n for n in streams if "/" in n}
    entries = []
    for number, name in enumerate(names):
        following = number + 1 if 0 < number < len(names) - 1 else _FREE
        if number == 0:
            entries.append(_entry(name, 5, _FREE, 1, start=mini, size=size))
        elif name in inside:
            entries.append(_entry(name, 1, following, len(names)))
        else:
            entries.append(
                _entry(name, 2, following, _FREE, start=starts[name], size=len(streams[name]))
            )
    for path in inside.values():
        name = path.partition("/")[2]
        entries.append(_entry(name, 2, _FREE, _FREE, start=starts[path], size=len(streams[path])))
    data = b"".join(entries)
    while len(data) % 512:
        data += _entry("", 0, _FREE, _FREE)
    return data


def _order(name: str) -> tuple[int, str]:
    return len(name), name.upper()


def _entry(name: str, kind: int, right: int, child: int, *, start: int = 0, size: int = 0) -> bytes:
    words = (name + "\0").encode("utf-16-le") if name else b""
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(words), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
