"""The outline and the lines of a report: `sections`, `lines`."""

from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.readable import readable
from pipeline.facts.rows import Findings


class SectionNames:
    """Stable ids of the sections of one report, and the section of each line."""

    def __init__(self, report_id: str, outline: Outline) -> None:
        self._outline = outline
        self.ids = [
            "/".join([report_id, ".".join(map(str, section.path))] if section.path else [report_id])
            for section in outline.sections
        ]

    def of_line(self, line: int) -> str:
        """Id of the innermost section of a line."""
        return self.ids[self._outline.section_of[line - 1]]


def add_sections(findings: Findings, outline: Outline, names: SectionNames) -> None:
    """Publish every section."""
    roles = outline.roles
    for ordinal, section in enumerate(outline.sections, start=1):
        findings.add(
            "sections",
            {
                "section_id": names.ids[ordinal - 1],
                "parent_id": None if section.parent is None else names.ids[section.parent],
                "ordinal": ordinal,
                "level": len(section.path),
                "kind": section.kind,
                "role": roles[ordinal - 1],
                "marker": section.marker or None,
                "number": section.number,
                "title": section.title or None,
                "line_start": section.line_start,
                "line_end": section.line_end,
            },
        )


def add_lines(findings: Findings, document: Document, names: SectionNames) -> None:
    """Publish every line, in its section."""
    for line, kind in zip(document.lines, document.kinds, strict=True):
        raw = document.text[line.start : line.end]
        findings.add(
            "lines",
            {
                "line_no": line.no,
                "text_raw": raw,
                "text": readable(raw),
                "char_start": line.start,
                "line_ending": line.ending,
                "page_no": document.page_of(line),
                "section_id": names.of_line(line.no),
                "kind": kind,
            },
        )
