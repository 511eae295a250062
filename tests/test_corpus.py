"""Many reports: one whose tables break their schema is refused alone."""

from pathlib import Path

import polars as pl
import pytest
from reports import FOLDER, RAW, head, read_files

from pipeline.corpus import batch
from pipeline.report import ReportTables, read_report
from pipeline.sources.source import Source
from schemas import TABLE

FILES = [f"{FOLDER}/2022-03.txt", f"{FOLDER}/2023-03.txt"]


def _read_wrongly(source: Source) -> ReportTables:
    """As a defect of the reader would: the 2023 report gets a kind of line that does not exist."""
    report = read_report(source)
    if "2023" in report.report_id:
        lines = report.frames["lines"].with_columns(pl.lit("poem").alias("kind"))
        report.frames["lines"] = lines
    return report


def test_a_report_that_breaks_its_schema_does_not_block_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch, "read_report", _read_wrongly)
    frames = read_files(RAW, FILES)
    assert frames["reports"]["report_id"].to_list() == [f"{FOLDER}-2022-03"]
    (held,) = frames["quarantine"].filter(pl.col("table_name") == "reports").to_dicts()
    assert held["report_id"] == f"{FOLDER}/2023-03.txt"
    assert "lines: kind: isin" in held["reason"]


def _read_or_fail(source: Source) -> ReportTables:
    """As a defect of the reader would: the 2023 report raises what is no fault of a file."""
    if "2023" in source.file:
        raise IndexError("list index out of range")
    return read_report(source)


def test_a_report_the_reader_fails_on_does_not_block_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch, "read_report", _read_or_fail)
    frames = read_files(RAW, FILES)
    assert frames["reports"]["report_id"].to_list() == [f"{FOLDER}-2022-03"]
    (held,) = frames["quarantine"].filter(pl.col("table_name") == "reports").to_dicts()
    assert held["report_id"] == f"{FOLDER}/2023-03.txt"
    assert "defect of the reader" in held["reason"]


def test_a_run_of_digits_that_is_no_number_refuses_its_report_alone(tmp_path: Path) -> None:
    # No count and no amount can be this long: one number fused nine hundred times.
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / "2022-03.txt").write_text(head("2022-03"), "utf-8")
    broken = head("2023-03").replace("749,663", "749663" * 900)
    (folder / "2023-03.txt").write_text(broken, "utf-8")
    frames = read_files(tmp_path, FILES)
    assert frames["reports"]["report_id"].to_list() == [f"{FOLDER}-2022-03"]
    (held,) = frames["quarantine"].filter(pl.col("table_name") == "reports").to_dicts()
    assert held["report_id"] == f"{FOLDER}/2023-03.txt"
    assert "5,400 digits in a row is more than a report has (limit 100)" in held["reason"]


def test_a_wrong_total_in_the_last_table_is_no_missing_row(tmp_path: Path) -> None:
    # 2023-03.txt up to its budget table (line 71), with one digit of 계 changed (line 60)
    text = "".join(head("2023-03").splitlines(keepends=True)[:71])
    folder = tmp_path / FOLDER
    folder.mkdir()
    file = folder / "2023-03.txt"
    file.write_text(text.replace("118,124", "128,124"), "utf-8")
    frames = read_files(tmp_path, [f"{FOLDER}/2023-03.txt"])
    assert frames["budget_execution"].height == 12
    # … whereas without its last row every column falls short
    file.write_text("".join(text.splitlines(keepends=True)[:70]), "utf-8")
    refused = read_files(tmp_path, [f"{FOLDER}/2023-03.txt"])["quarantine"]
    assert "the file ends inside the table that begins at line 58" in refused["reason"].item()


def test_departments_of_two_reports_are_one_row_each(tmp_path: Path) -> None:
    # head() holds the typed tables: 14 departments, 9 of them in both reports
    folder = tmp_path / FOLDER
    folder.mkdir()
    for month in ("2022-03", "2023-03"):
        (folder / f"{month}.txt").write_text(head(month), "utf-8")
    frames = read_files(tmp_path, [f"{FOLDER}/2022-03.txt", f"{FOLDER}/2023-03.txt"])
    spans = {
        row["name"]: (row["first_report_id"][-7:], row["last_report_id"][-7:])
        for row in frames["departments"].iter_rows(named=True)
    }
    assert len(spans) == 14
    assert spans["국제협력과"] == ("2023-03", "2023-03")
    assert spans["농업기술센터"] == ("2022-03", "2022-03")
    assert spans["바이오AI산업과"] == ("2022-03", "2023-03")
    assert sum(first != last for first, last in spans.values()) == 9


def test_rows_are_sorted_by_key_whatever_the_order_of_files() -> None:
    one, other = (read_files(RAW, order) for order in (FILES, FILES[::-1]))
    for name, frame in one.items():
        assert frame.equals(other[name]), name
        assert frame.equals(frame.sort(TABLE[name].primary_key)), name
