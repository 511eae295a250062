"""The sample HWPX and HWP, read whole: outline, tables and figures, checked by eye."""

import re
from dataclasses import replace
from functools import cache

import polars as pl
import pytest
from reports import rows
from samples import sample

from pipeline.reconcile.catalogue import CHECKS
from pipeline.report import ReportTables, read_report
from pipeline.rules.check import run_checks
from pipeline.sources.hwp.reader import read_hwp
from pipeline.sources.hwpx.reader import read_hwpx
from pipeline.sources.sidecar import Sidecar

Row = tuple[object, ...]


@cache
def moel() -> ReportTables:
    data = sample("moel2025_고용노동부_업무보고.hwpx")
    return read_report(read_hwpx("moel/2025-12.hwpx", data))


@cache
def moef() -> ReportTables:
    source = read_hwp("moef/2010-11.hwp", sample("moef_통합재정통계_2010-11.hwp"))
    return read_report(replace(source, sidecar=Sidecar(agency="기획재정부")))


def _text(report: ReportTables) -> str:
    return "".join(f"{line}\n" for line in report.frames["lines"]["text_raw"])


def _table(report: ReportTables, number: int) -> list[Row]:
    """Row heading, column heading, value and unit of the figures of a table."""
    cells = report.frames["table_cells"].filter(
        pl.col("table_id").str.ends_with(f"/t{number:03}") & pl.col("value").is_not_null()
    )
    return list(cells.select("row_header", "column_header", "value", "unit").iter_rows())


@pytest.mark.parametrize("read", [moel, moef])
def test_nothing_is_lost_or_misread(read: type) -> None:
    report = read()
    text = _text(report)
    runs = [(m.start(), m.end()) for m in re.finditer("[0-9]+", text)]
    assert rows(report, "numerals", "char_start", "char_end") == runs
    for raw, start, end in rows(report, "table_cells", "text_raw", "char_start", "char_end"):
        assert text[start:end] == (raw or "")
    failing = [
        (result.check.table, result.check.name, result.outcome.failures[:3])
        for result in run_checks(CHECKS, report.frames | {"checks": pl.DataFrame()})
        if result.check.severity == "error" and result.outcome.failures
    ]
    assert failing == []
    assert report.frames["quarantine"].height == 0


def test_who_and_when() -> None:
    (row,) = moel().frames["reports"].iter_rows(named=True)
    # cover: 고용노동부 업무보고 / 2025. 12. 11.
    assert (row["agency"], row["title"], str(row["period"])) == (
        "고용노동부", "고용노동부 업무보고", "2025-12-01",
    )  # fmt: skip
    assert (row["source_format"], row["text_origin"], row["encoding"]) == (
        "hwpx",
        "markup",
        "utf-8",
    )


def test_the_outline() -> None:
    sections = rows(moel(), "sections", "level", "kind", "number", "title")
    chapters = [(number, title) for _, kind, number, title in sections if kind == "chapter"]
    assert chapters == [
        (1, "일반현황"),
        (2, "’25년 평가 및 향후 업무추진방향"),
        (3, "중점 추진과제: 노동과 함께하는 진짜 성장"),
    ]
    # the numbers in boxes, from 1 to 12 through the three parts of chapter Ⅲ
    third = sections[sections.index((1, "chapter", *chapters[2])) :]
    boxed = [(number, title) for _, kind, number, title in third if kind == "program"]
    assert [number for number, _ in boxed] == list(range(1, 13))
    assert boxed[9][1] == "일한만큼 정당한 대우를 받는 공정일터"  # (국정 92, 93) is a note
    assert [title for level, kind, _, title in third if (level, kind) == (2, "goal")] == [
        "노동시장 격차 해소", "노동있는 산업 대전환", "노동이 존중받는 일터",
    ]  # fmt: skip
    # chapter Ⅱ: a number in a box holds dotted numbers, these hold □
    first, last = (sections.index((1, "chapter", *chapters[n])) for n in (1, 2))
    numbered = [section for section in sections[first + 1 : last] if section[2]]
    assert numbered == [
        (2, "heading", 1, "’25년 성과 및 보완점"),
        (3, "heading", 1, "’25년 성과: 노동과 생명을 존중하는 정책기조로 전환"),
        (3, "heading", 2, "정책 보완점"),
        (2, "heading", 2, "향후 업무추진방향"),
        (3, "heading", 1, "추진방향"),
        (3, "heading", 2, "추진전략"),
    ]


def test_staff_by_grade() -> None:
    # 인원 현황(’25.11.30. 기준): 합계 정원 8,491 = 4+51+16+91+78+651+7,427+173
    table = _table(moel(), 3)
    assert table[:3] == [
        ("합계 / 정원", "계", 8491.0, "명"),
        ("합계 / 정원", "정무직", 4.0, "명"),
        ("합계 / 정원", "고공단", 51.0, "명"),
    ]
    grades = [value for row, column, value, _ in table if row == "합계 / 정원" and column != "계"]
    assert sum(map(int, grades)) == 8491
    # the merged cell 합계 heads its two rows only
    assert ("본부 / 현원", "6급이하", 408.0, "명") in table
    assert ("소속 기관 / 정원", "계", 7833.0, "명") in table
    (found,) = moel().frames["tables"].filter(table_id="moel-2025-12/t003").iter_rows(named=True)
    assert (found["caption"], str(found["as_of"])) == ("② 인원 현황(’25.11.30. 기준)", "2025-11-30")


def test_budget_with_two_units() -> None:
    # 예산 현황 (단위 : 억원, %): the column (B-A)/A is the percentage
    assert _table(moel(), 4)[:4] == [
        ("총지출(a+b)", "2025 예산 (A)", 353452.0, "억원"),
        ("총지출(a+b)", "2026년 예산 (B)", 376761.0, "억원"),
        ("총지출(a+b)", "증 감 (B-A)", 23309.0, "억원"),
        ("총지출(a+b)", "(B-A)/A", 6.6, "%"),
    ]
    assert _table(moel(), 4)[-1] == ("⋅근로복지", "(B-A)/A", -0.4, "%")
    quantities = moel().frames["quantities"].filter(pl.col("raw").is_in(["353,452", "△0.4"]))
    assert rows(ReportTables("", {"q": quantities}), "q", "unit", "value_normalized") == [
        ("KRW", 35_345_200_000_000.0), ("percent", -0.4),
    ]  # fmt: skip


def test_raised_years_are_no_digits_of_rates() -> None:
    # 의무고용률 상향(민간: 3.1→’29 3.5%/공공:3.8→’29 4.0%), ’29 printed small above
    found = moel().frames["quantities"].filter(pl.col("line_start") == 216)
    assert found["raw"].to_list() == ["3.1", "3.5%", "3.8", "4.0%", "3.6천명"]


def test_the_table_of_the_finance_ministry() -> None:
    table = _table(moef(), 1)
    assert len(table) == 8 * 6
    assert table[0] == ("수 입 (A)", "일반 회계", 168550.0, "십억원")
    assert table[6] == ("수 입 (A) / 경상수입1)", "일반 회계", 167642.0, "십억원")
    assert table[-5:-3] == [
        ("통합재정수지 (A-B)", "특별 회계", -18308.0, "십억원"),
        ("통합재정수지 (A-B)", "세입 세출외", -777.0, "십억원"),
    ]
    # the notes of its cells follow it, and their marks count nothing
    lines = moef().frames["lines"]["text"].to_list()
    assert lines[lines.index("1) 경상수입") + 3].startswith("2) 자본수입 : 고정․재고자산")
    text = _text(moef())
    roles = {
        role
        for end, role in rows(moef(), "numerals", "char_end", "role")
        if text[end : end + 1] == ")"
    }
    assert roles == {"ordinal"}
