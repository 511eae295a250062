"""Zip archives and XML from outside, read within limits and never unpacked to disk.

Names inside an archive are only looked up in it: a name with `..` points at nothing else.
"""

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

import defusedxml
from defusedxml.ElementTree import iterparse

from pipeline.errors import UnreadableError
from pipeline.message import MessageError
from pipeline.sources import limits

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, IndexError, OSError, ValueError),
)
"""Errors of the library for damaged archives."""


class Archive:
    """A zip archive in memory."""

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            UnreadableError: it is no whole zip archive, or has too many entries.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*_BROKEN, NotImplementedError) as error:
            raise UnreadableError("it is no whole zip archive ({error})", error=error) from error
        # Some programs on Windows part folders with backslashes, which no name of a part has.
        entries = self._zip.infolist()
        self._entries = {entry.filename.replace("\\", "/"): entry for entry in entries}
        self._names = Counter(entry.filename.replace("\\", "/") for entry in entries)
        self._left = limits.ARCHIVE_PART_BYTES
        if len(self._entries) > limits.ARCHIVE_ENTRIES:
            raise UnreadableError(
                "it holds {value:,} files (limit {archive_entries:,})",
                value=len(self._entries),
                archive_entries=limits.ARCHIVE_ENTRIES,
            )

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    @property
    def is_encrypted(self) -> bool:
        """Some entry needs a password."""
        return any(entry.flag_bits & 1 for entry in self._entries.values())

    def read(self, name: str) -> bytes:
        """A part, unpacked. What the archive says of its size is not trusted.

        Raises:
            UnreadableError: it is not there, there twice, broken, or larger than a report.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise UnreadableError("its part {name} is missing", name=name)
        if self._names[name] > 1:
            raise UnreadableError(
                "its part {name} is in it {value} times", name=name, value=self._names[name]
            )
        try:
            with self._zip.open(entry) as part:
                data = part.read(self._left + 1)
        except (*_BROKEN, RuntimeError) as error:  # the last: encrypted, or packed unusually
            raise UnreadableError(
                "its part {name} is broken ({error})", name=name, error=error
            ) from error
        if len(data) > self._left:
            raise UnreadableError(
                "its parts unpack to more than {archive_part_bytes:,} bytes ({name})",
                archive_part_bytes=limits.ARCHIVE_PART_BYTES,
                name=name,
            )
        packed = max(entry.compress_size, 1)
        if len(data) > limits.ARCHIVE_RATIO_FROM and len(data) > packed * limits.ARCHIVE_RATIO:
            raise UnreadableError(
                "its part {name} unpacks to {value:,} times its size (limit {archive_ratio})",
                name=name,
                value=len(data) // packed,
                archive_ratio=limits.ARCHIVE_RATIO,
            )
        self._left -= len(data)
        return data

    def xml(self, name: str) -> Element:
        """A part as XML.

        Raises:
            UnreadableError: it cannot be read, is no XML, or declares entities or a document type.
        """
        try:
            return parse_xml(self.read(name))
        except XmlError as error:
            raise UnreadableError("its part {name} {error}", name=name, error=error) from error


class XmlError(MessageError):
    """Bytes that are no acceptable XML."""


def parse_xml(data: bytes) -> Element:
    """Parse XML that declares nothing: no entities, no document type, nothing from elsewhere.

    Raises:
        XmlError: it is not well-formed, declares something, or is nested too deeply.
    """
    depth = 0
    root: Element | None = None
    try:
        for event, element in iterparse(io.BytesIO(data), ("start", "end"), forbid_dtd=True):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > limits.XML_DEPTH:
                raise XmlError(
                    "is nested more than {xml_depth} elements deep", xml_depth=limits.XML_DEPTH
                )
    except defusedxml.DefusedXmlException as error:
        raise XmlError("declares entities or a document type, which no report does") from error
    except (ParseError, LookupError, ValueError) as error:  # of several bytes a letter: no XML here
        raise XmlError("is not well-formed XML ({error})", error=error) from error
    if root is None:
        raise XmlError("is empty")
    return root
