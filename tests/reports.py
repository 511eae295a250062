"""The two real reports, and short ways to read a text and to look at what came out."""

import hashlib
import re
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.corpus.batch import Batch, read_batch
from pipeline.corpus.cache import Shards
from pipeline.corpus.collection import write_collection
from pipeline.corpus.merge import Frames, read_frames
from pipeline.report import ReportTables, read_report
from pipeline.sources.source import Source

RAW = Path(__file__).parents[1] / "raw"
FOLDER = "seoul-economic-policy"
REPORTS = ("2022-03", "2023-03")
HEAD_LINES = {"2022-03": 119, "2023-03": 90}
"""Lines up to which the typed tables stand, and a line or more of what comes after them."""


@cache
def whole(month: str) -> str:
    """The text of a real report."""
    return (RAW / FOLDER / f"{month}.txt").read_bytes().decode("utf-8")


@cache
def head(month: str) -> str:
    """The beginning of a real report, with all its typed tables: read in a tenth of the time."""
    return "".join(whole(month).splitlines(keepends=True)[: HEAD_LINES[month]])


def source_of(text: str, file: str = f"{FOLDER}/2022-03.txt") -> Source:
    """A source that holds a text, as if it had been read from a file."""
    data = text.encode("utf-8")
    digest = hashlib.sha256(data).hexdigest()
    return Source(file, "txt", text, "text_layer", "utf-8", digest, len(data))


def read(text: str, file: str = f"{FOLDER}/2022-03.txt") -> ReportTables:
    """Read a text as a report."""
    return read_report(source_of(text, file))


def read_files(raw: Path, files: Sequence[str]) -> Frames:
    """Files of one folder below `raw`, read and put together as a build does it."""
    with tempfile.TemporaryDirectory() as folder:
        shards = Shards(f"{folder}/shards")
        reads = read_batch(Batch(raw, tuple(files), shards))
        write_collection(Path(folder) / "tables", reads, shards)
        return read_frames(Path(folder) / "tables")


@cache
def real(month: str) -> ReportTables:
    """A real report, read."""
    return read(whole(month), f"{FOLDER}/{month}.txt")


def rows(report: ReportTables, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of a table, in the order of the table."""
    return report.frames[table].select(columns).rows()


Facts = dict[str, dict[Any, Any]]


def facts(report: ReportTables) -> Facts:
    """What a report says, without where it says so."""
    return {
        "staffing": {
            (row["department"], row["category"]): (
                row["authorized"],
                row["actual"],
                row["cell_status"],
                row["as_of"],
            )
            for row in report.frames["staffing"].iter_rows(named=True)
        },
        "budget": {
            row["department"]: tuple(
                row[column]
                for column in row
                if column.endswith(("_krw", "_pct")) or column in ("fiscal_year", "as_of")
            )
            for row in report.frames["budget_execution"].iter_rows(named=True)
        },
        "duties": {
            (row["department"], row["item_no"]): re.sub(r"\s", "", row["text"])
            for row in report.frames["duties"].iter_rows(named=True)
        },
        "components": dict(rows(report, "budget_components", "component", "amount_krw")),
        "verdicts": {
            (rule, stated): verdict
            for rule, stated, verdict in rows(
                report, "relations", "rule", "stated_value", "verdict"
            )
            if rule.startswith(("staffing", "budget_", "departments"))
        },
    }


def quarantined(report: ReportTables) -> list[tuple[str, int, str]]:
    """Table, line and reason of everything held back."""
    return rows(report, "quarantine", "table_name", "line_start", "reason")


def with_row(frame: pl.DataFrame, index: int, **values: Any) -> pl.DataFrame:
    """A frame with some values of one row replaced."""
    changed = frame.to_dicts()
    changed[index] |= values
    return pl.DataFrame(changed, schema=frame.schema)


@cache
def short(month: str) -> ReportTables:
    """The beginning of a real report, read."""
    return read(head(month), f"{FOLDER}/{month}.txt")


def of_program(lines: str) -> str:
    """A report whose first program, 갑 사업 추진, has these lines below its title and purpose."""
    return (
        "2022. 3. 서울특별시 경제정책실 주요 업무보고\n\n2022. 3.\n\n경제정책실\n\n"
        "Ⅰ. 주요 업무\n\n1. 첫째 목표\n\n2. 둘째 목표\n\n\n1. 첫째 목표\n\n"
        "□ 갑 사업 추진\n\n□ 을 사업 추진\n\n1 갑 사업 추진\n\n무엇을 위한 사업\n\n"
        f"{lines}\n\n2 을 사업 추진\n\n□ 사업개요\n○ 없음\n"
    )
