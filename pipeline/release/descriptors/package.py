"""A release as one thing with a name, an author, files and tables: what every descriptor describes.

    Package ─┬→ descriptor.py    datapackage.json   Data Package v2
             ├→ schema_org.py    dataset.jsonld     schema.org Dataset
             ├→ dcat.py          dcat.jsonld        DCAT-AP 3 catalogue
             ├→ croissant.py     croissant.json     Croissant 1.1
             ├→ csvw.py          csvw.json          CSV on the Web (W3C)
             ├→ citation.py      CITATION.cff       Citation File Format 1.2
             └→ portal.py        metadata.ko.json   fields of Korea's open-data portal

Addresses of files are relative in all of them: they are right wherever the folder is put. The
version is the latest month reported and a hash of the data. When it was published only a clock
knows; what the notes beside the reports know is when these were issued, and the data are as new as
the newest of them.

What belongs here: what at least two descriptors say. What does not: how any of them says it.
"""

import calendar
import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.release.checksums import FileEntry
from pipeline.release.duckdb_file import DUCKDB_FILE
from pipeline.release.reports import Report, latest_month, offices, release_title
from schemas import TableSpec

NAME = "openbogo"
WORKBOOK_FILE = "openbogo.xlsx"
DESCRIPTION_KO = "정부 업무보고를 원문 그대로, 그리고 원문의 줄을 가리키는 표로 읽은 공개 데이터."
DESCRIPTION = (
    "Korean government reports as open data: the text itself, and tables whose every row "
    "points at the lines it was read from."
)
NOT_ENDORSED_KO = (
    "표와 계산값은 원문에서 프로그램으로 추출한 것으로, 원문을 쓴 기관이 작성하거나 보증한 것이 "
    "아닙니다."
)
KEYWORDS = ("업무보고", "공공데이터", "open data", "Korea", "public finance")
LANGUAGE = "ko"


@dataclass(frozen=True)
class FileFormat:
    """A format in which files of a release are published."""

    name: str
    """Short name in capitals, as portals and EU file types write it."""
    media_type: str


FILE_FORMATS = {
    ".cff": FileFormat("YAML", "application/yaml"),
    ".csv": FileFormat("CSV", "text/csv"),
    ".duckdb": FileFormat("DUCKDB", "application/vnd.duckdb"),
    ".json": FileFormat("JSON", "application/json"),
    ".jsonld": FileFormat("JSON_LD", "application/ld+json"),
    ".md": FileFormat("MARKDOWN", "text/markdown"),
    ".sql": FileFormat("SQL", "application/sql"),
    ".parquet": FileFormat("PARQUET", "application/vnd.apache.parquet"),
    ".xlsx": FileFormat(
        "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
}
"""Suffix to format, of every file that a descriptor may list."""


def file_format(path: str) -> FileFormat:
    """The format of a file of the release.

    Raises:
        KeyError: no published file has this suffix.
    """
    return FILE_FORMATS[path[path.rindex(".") :]]


@dataclass(frozen=True)
class Package:
    """A release, for descriptors."""

    specs: Sequence[TableSpec]
    """The tables, in published order."""
    reports: Sequence[Report]
    """The reports that the data was read from."""
    rows: Mapping[str, int]
    """Table name to number of rows."""
    files: Mapping[str, FileEntry]
    """Path to entry, of every file written before the descriptor, sorted by path."""

    @property
    def title(self) -> str:
        """The name of the release, in Korean."""
        return release_title(self.reports)

    @property
    def description(self) -> str:
        """A description of it and of whose reports, Korean first."""
        return f"{DESCRIPTION_KO} {DESCRIPTION} By: {', '.join(offices(self.reports))}."

    @property
    def keywords(self) -> list[str]:
        """Subject words, then the governments and agencies that report."""
        return list(dict.fromkeys([*KEYWORDS, *self.governments, *self.agencies]))

    @property
    def governments(self) -> list[str]:
        """The governments that report, each once, by code point."""
        return sorted({report.government for report in self.reports if report.government})

    @property
    def agencies(self) -> list[str]:
        """The agencies that report, each once, by code point."""
        return sorted({report.agency for report in self.reports})

    @property
    def version(self) -> str:
        """The latest month reported as a semantic version, with a hash of the data."""
        sums = "".join(f"{file.sha256}  {file.path}\n" for file in self.data_files)
        digest = hashlib.sha256(sums.encode()).hexdigest()[:12]
        return f"{self.last_day.year}.{self.last_day.month}.0+{digest}"

    @property
    def issued(self) -> datetime.date | None:
        """Day the newest report was issued; None where a report does not say when it was."""
        days = [report.issued for report in self.reports]
        return max(filter(None, days)) if all(days) else None

    @property
    def first_month(self) -> str:
        """The earliest month reported, YYYY-MM."""
        return min(report.month for report in self.reports)

    @property
    def last_month(self) -> str:
        """The latest month reported, YYYY-MM."""
        return latest_month(self.reports)

    @property
    def first_day(self) -> datetime.date:
        """First day of the earliest month reported."""
        return min(report.period for report in self.reports)

    @property
    def last_day(self) -> datetime.date:
        """Last day of the latest month reported."""
        last = max(report.period for report in self.reports)
        return last.replace(day=calendar.monthrange(last.year, last.month)[1])

    @property
    def whole(self) -> list[FileEntry]:
        """The files that hold many tables at once."""
        return [self.files[path] for path in (DUCKDB_FILE, WORKBOOK_FILE) if path in self.files]

    def of_table(self, spec: TableSpec) -> list[FileEntry]:
        """The files that hold exactly one table, by path."""
        paths = (csv_path(spec.name), excel_path(spec.name))
        parquet = (parquet_path(spec.name), f"parquet/{spec.name}/")  # one, or one for each agency
        below = (file for path, file in self.files.items() if path.startswith(parquet))
        return [*(self.files[path] for path in paths), *below]

    @property
    def data_files(self) -> list[FileEntry]:
        """All files that hold data: those of many tables first."""
        return [*self.whole, *(file for spec in self.specs for file in self.of_table(spec))]


def csv_path(table: str) -> str:
    """The place where the CSV file of a table is in a release."""
    return f"csv/{table}.csv"


def excel_path(table: str) -> str:
    """The place where the CSV file of a table for Korean Excel is in a release."""
    return f"csv-excel/{table}.csv"


def parquet_path(table: str) -> str:
    """The place where the Parquet file of a table is in a release."""
    return f"parquet/{table}.parquet"
