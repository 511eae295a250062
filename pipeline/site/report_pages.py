"""The pages and data of single reports: all of the site that grows with the number of reports.

They are made of the rows of their report alone, so that they can be drawn side by side, and kept.

What belongs here: which they are. What does not: any page itself, who draws them, what is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from pipeline.release.reports import Report
from pipeline.site.claims_page import write_report_claims_page
from pipeline.site.line_search import write_report_lines
from pipeline.site.pages import Site
from pipeline.site.program_pages import write_program_pages
from pipeline.site.source_pages import write_source_page
from pipeline.site.table_pages import write_report_data
from pipeline.site.tables import by_report

Rows = Mapping[str, pl.DataFrame]
"""The rows of one report in every table."""


@dataclass(frozen=True)
class Drawing:
    """The pages of reports of one release."""

    release: Path
    site: Site
    split: frozenset[str]
    """Tables whose data come report by report."""

    def rows(self, reports: Sequence[Report]) -> Iterator[tuple[Report, Rows]]:
        """Reports with their rows; of few reports at once in memory."""
        ids = [report.report_id for report in reports]
        return zip(reports, by_report(self.release, ids), strict=True)

    def pages(self, report: Report, rows: Rows) -> dict[str, str]:
        """Paths in the site to the texts of the pages and data of one report."""
        sheaf = _Sheaf(self.site.folder, self.site.left_out)
        write_source_page(sheaf, report, rows, self.split)
        write_report_claims_page(sheaf, report, rows)
        write_program_pages(sheaf, report, rows)
        write_report_data(sheaf, report, rows, self.split)
        write_report_lines(sheaf, report, rows)
        return sheaf.texts


@dataclass(frozen=True)
class _Sheaf(Site):
    """Pages that are not written yet."""

    texts: dict[str, str] = field(default_factory=dict)

    def write_text(self, path: str, text: str) -> None:
        """Keep a text."""
        self.texts[path] = text


def draw(drawing: Drawing, reports: Sequence[Report]) -> None:
    """Draw and write the pages of all reports, one after another."""
    for report, rows in drawing.rows(reports):
        for path, text in drawing.pages(report, rows).items():
            drawing.site.write_text(path, text)
