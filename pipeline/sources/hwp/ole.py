"""OLE compound files (MS-CFB), the container of HWP 5: its streams by name. Read only."""

import struct
from collections.abc import Iterator

from pipeline.errors import UnreadableError

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NONE = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_ENTRY = 128
_DEEPEST = 8
"""Storages inside storages; HWP has three."""


class OleFile:
    """The streams of a compound file in memory, by path: `BodyText/Section0`."""

    def __init__(self, data: bytes) -> None:
        """Read the tables of the file.

        Raises:
            UnreadableError: it is no whole compound file.
        """
        if not data.startswith(SIGNATURE) or len(data) < 512:
            raise UnreadableError("it is no OLE file")
        self._data = data
        try:
            self._read_tables()
        except (struct.error, IndexError) as error:
            raise UnreadableError("its table of contents is broken") from error

    def __contains__(self, path: str) -> bool:
        return path in self._streams

    def __iter__(self) -> Iterator[str]:
        return iter(self._streams)

    def read(self, path: str) -> bytes:
        """A whole stream.

        Raises:
            UnreadableError: it is missing or torn.
        """
        if path not in self._streams:
            raise UnreadableError("its part {path} is missing", path=path)
        start, size = self._streams[path]
        if size < self._cutoff:
            found = b"".join(
                self._mini[n << self._mini_shift : (n + 1) << self._mini_shift]
                for n in _chain(self._mini_fat, start, len(self._mini) >> self._mini_shift)
            )
        else:
            found = self._sectors(start)
        if len(found) < size:
            raise UnreadableError("its part {path} is torn off", path=path)
        return found[:size]

    def _read_tables(self) -> None:
        header = self._data[:512]
        self._shift, self._mini_shift = struct.unpack_from("<HH", header, 30)
        if self._shift not in (9, 12) or self._mini_shift != 6:
            raise UnreadableError("its sectors have no usual size")
        directory, self._cutoff = struct.unpack_from("<I4xI", header, 48)
        mini_fat, mini_count, more, more_count = struct.unpack_from("<IIII", header, 60)
        listed = list(struct.unpack_from("<109I", header, 76))
        per_sector = (1 << self._shift) // 4
        there = len(self._data) >> self._shift
        for _ in range(min(more_count, there)):
            if more >= _NONE or len(listed) > there + per_sector:
                break
            entries = struct.unpack(f"<{per_sector}I", self._sector(more))
            listed += entries[:-1]
            more = entries[-1]
        tables = [number for number in listed if number < _NONE]
        if len(set(tables)) < len(tables):
            raise UnreadableError("its table of contents is broken")
        fat = b"".join(map(self._sector, tables))
        self._fat = struct.unpack(f"<{len(fat) // 4}I", fat)
        packed = self._sectors(mini_fat) if mini_count else b""
        self._mini_fat = struct.unpack(f"<{len(packed) // 4}I", packed)
        self._streams: dict[str, tuple[int, int]] = {}
        entries_data = self._sectors(directory)
        root_start = struct.unpack_from("<I", entries_data, 116)[0]
        self._mini = self._sectors(root_start) if root_start < _NONE else b""
        self._list_streams(entries_data)

    def _list_streams(self, entries: bytes) -> None:
        """Walk the directory: a tree of siblings in each storage."""
        waiting = [(struct.unpack_from("<I", entries, 76)[0], "")]
        seen: set[int] = set()
        while waiting:
            number, folder = waiting.pop()
            if number >= _NONE or number in seen:
                continue
            seen.add(number)
            entry = entries[number * _ENTRY : (number + 1) * _ENTRY]
            length, kind = struct.unpack_from("<HB", entry, 64)
            left, right, child = struct.unpack_from("<III", entry, 68)
            start, size = struct.unpack_from("<II", entry, 116)
            name = folder + entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
            waiting += [(left, folder), (right, folder)]
            if kind == 1 and folder.count("/") < _DEEPEST:
                waiting.append((child, f"{name}/"))
            elif kind == 2:
                self._streams[name] = (start, size)

    def _sector(self, number: int) -> bytes:
        at = (number + 1) << self._shift
        sector = self._data[at : at + (1 << self._shift)]
        if len(sector) < 1 << self._shift:
            raise UnreadableError("it is cut off")
        return sector

    def _sectors(self, start: int) -> bytes:
        """The bytes of a chain of sectors. Sectors in no chain are not asked for."""
        size = 1 << self._shift
        parts: list[bytes] = []
        for number in _chain(self._fat, start, len(self._data) >> self._shift):
            part = self._data[(number + 1) * size : (number + 2) * size]
            if not part or (parts and len(parts[-1]) < size):
                raise UnreadableError("it is cut off")
            parts.append(part)
        return b"".join(parts)


def _chain(table: tuple[int, ...], start: int, sectors: int) -> Iterator[int]:
    """The sectors of a stream, of so many that there are."""
    seen = 0
    while start < _NONE:
        if start >= len(table) or seen > sectors:
            raise UnreadableError("its table of contents is broken")
        yield start
        start = table[start]
        seen += 1
