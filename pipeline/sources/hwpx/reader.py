"""HWPX, the open format of Hangul: a zip of XML, with the grid of every table.

What belongs here: which parts of the archive hold text. What does not: which elements of a section
do (`sections.py`), or where the text stands in the end (`layout.py`).
"""

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from pipeline.errors import ReportError, UnreadableError, refusing
from pipeline.sources.archive import Archive
from pipeline.sources.blocks import Block
from pipeline.sources.elements import find_all, find_first
from pipeline.sources.encoding import ARCHIVE, refuse_unless
from pipeline.sources.hwpx.looks import Looks
from pipeline.sources.hwpx.numbering import Numbering
from pipeline.sources.hwpx.sections import SectionReader, raised_styles, stored_text
from pipeline.sources.ledger import Ledger
from pipeline.sources.markup import markup_source
from pipeline.sources.saved import moment_of_iso
from pipeline.sources.source import Source
from pipeline.vocabulary.messages import message

_HEADER = "Contents/header.xml"
_CONTENTS = "Contents/content.hpf"
_MANIFEST = "META-INF/manifest.xml"
_MODIFIED = "ModifiedDate"
_SECTION = re.compile(r"Contents/section(\d+)\.xml")
_LEFT_OUT = re.compile(r"(?P<chart>Chart/.*\.xml)|Contents/masterpage\d*\.xml", re.IGNORECASE)
"""Parts whose words are not among those of the sections: charts, and what lies behind each page."""
_ADVICE = message("open it in Hangul, save it again as HWPX, and add it again")


def read_hwpx(file: str, data: bytes) -> Source:
    """Read an HWPX file.

    Raises:
        ReportError: it is no HWPX, encrypted, broken, or larger than a report.
    """
    remedy = message("give the file the ending of what it is, or save it as HWPX")
    refuse_unless(file, data, ARCHIVE, "HWPX", remedy)
    with refusing(file, _ADVICE):
        archive = Archive(data)
        if _is_encrypted(archive):
            remedy = message("save it without a password and add it again")
            raise ReportError(file, message("it is encrypted"), remedy)
        ledger, parts = Ledger(), list(_parts(archive))
        blocks = _blocks(archive, parts, ledger)
        stored, saved = stored_text(parts), _saved_at(archive)
        return markup_source(file, "hwpx", data, blocks, ledger=ledger, stored=stored, saved=saved)


def _is_encrypted(archive: Archive) -> bool:
    return archive.is_encrypted or (
        _MANIFEST in archive
        and find_first(archive.xml(_MANIFEST).iter(), "encryption-data") is not None
    )


def _parts(archive: Archive) -> Iterator[tuple[str, Element]]:
    """The sections in order, then other parts that hold text, each with its name."""
    sections = _sections(archive)
    if not sections:
        raise UnreadableError("it is a zip archive without the sections of an HWPX")
    for name in (*sections, *sorted(filter(_LEFT_OUT.fullmatch, archive))):
        yield name, archive.xml(name)


def _blocks(
    archive: Archive, parts: Sequence[tuple[str, Element]], ledger: Ledger
) -> Iterator[Block]:
    """All paragraphs and tables, section by section."""
    header = archive.xml(_HEADER) if _HEADER in archive else None
    numbering, raised, looks = Numbering(header), raised_styles(header), Looks(header)
    for name, root in parts:
        if aside := _LEFT_OUT.fullmatch(name):
            ledger.leave_out("chart" if aside["chart"] else "master page", "".join(root.itertext()))
        else:
            yield from SectionReader(numbering, raised, looks, ledger).blocks(root)


def _saved_at(archive: Archive) -> str | None:
    """The time when it was last saved, as its own metadata say."""
    elements = archive.xml(_CONTENTS).iter() if _CONTENTS in archive else ()
    stated = (e.text or "" for e in elements if e.get("name") == _MODIFIED)
    return next((found for text in stated if (found := moment_of_iso(text))), None)


def _sections(archive: Archive) -> list[str]:
    """Names of the sections: in the order of the spine, else in the order of their numbers."""
    if _CONTENTS in archive:
        contents = list(archive.xml(_CONTENTS).iter())
        parts = {e.get("id"): e.get("href", "") for e in find_all(contents, "item")}
        spine = [parts.get(e.get("idref"), "") for e in find_all(contents, "itemref")]
        listed = [name for part in spine if (name := _section_name(archive, part))]
        if listed:
            return listed
    found = {name: int(match[1]) for name in archive if (match := _SECTION.fullmatch(name))}
    return sorted(found, key=lambda name: found[name])


def _section_name(archive: Archive, part: str) -> str | None:
    """The entry that a part of the spine is, if it is a section."""
    for name in (part, f"Contents/{part}"):
        if _SECTION.fullmatch(name):
            if name not in archive:
                raise UnreadableError("its part {name} is missing", name=name)
            return name
    return None
