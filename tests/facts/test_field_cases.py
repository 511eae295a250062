"""Kinds of tables and numbers that were reported as read wrongly, each in a small report."""

from pathlib import Path
from typing import Any

import polars as pl
from reports import read_files, rows

from pipeline.report import ReportTables, read_report
from pipeline.sources.html_page import read_html

COVER = "<p>2025년도 주요업무보고</p><p>2025. 2.</p><p>솔빛시 기획조정실</p><p>Ⅰ. 일반현황</p>"


def _page(body: str) -> ReportTables:
    return read_report(read_html("office/2025-02.html", f"{COVER}{body}".encode()))


def _table(*lines: str, caption: str = "") -> str:
    """A table of HTML from rows whose cells are parted by |."""
    head, *body = ("".join(f"<td>{cell}</td>" for cell in line.split("|")) for line in lines)
    below = "".join(f"<tr>{row}</tr>" for row in body)
    return f"<table>{caption}<tr>{head.replace('td>', 'th>')}</tr>{below}</table>"


def _verdicts(report: ReportTables) -> list[tuple[Any, ...]]:
    return rows(report, "relations", "rule", "stated_value", "computed_value", "verdict")


def test_full_width_digits_are_digits_of_a_whole_report(tmp_path: Path) -> None:
    """As a build reads it: the published digits stay as they are printed."""
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "report.txt").write_text(
        "２０２５년도 주요업무보고\n\n２０２５. ３.\n\n솔빛시 기획조정실\n\nⅠ. 일반현황\n\n"
        "□ 재정\n ○ 총예산 : ２，３４０백만원\n ○ 인원 : １５명\n ○ 기금 : 6，780천원\n",
        "utf-8",
    )
    frames = read_files(tmp_path, ["office/report.txt"])
    found = frames["quantities"].select("raw", "value_normalized", "unit").rows()
    assert found == [
        ("２，３４０백만원", 2_340_000_000, "KRW"),
        ("１５명", 15, "person"),
        ("6，780천원", 6_780_000, "KRW"),
    ]
    assert frames["reports"]["period"].dt.strftime("%Y-%m").to_list() == ["2025-03"]
    printed = frames["numerals"].filter(pl.col("line_start") == 10)["raw"].to_list()
    assert printed == ["２", "３４０"]


def test_staff_that_is_there_by_kind_with_a_row_of_shares() -> None:
    """A dash says that nobody is there, and nothing of who might be: 정원 is unknown."""
    report = _page(
        "<p>□ 공무원 현원</p>"
        + _table(
            "구분|전체|일반직|별정직|정무직", "현원|206명|205명|-|1명", "비율|100%|99.5%|-|0.5%"
        )
    )
    assert rows(report, "staffing", "department", "category", "authorized", "actual") == [
        ("계", "합계", None, 206),
        ("계", "일반직", None, 205),
        ("계", "별정직", None, 0),
        ("계", "정무직", None, 1),
    ]
    assert rows(report, "departments", "name") == []
    assert {verdict for *_, verdict in _verdicts(report)} == {"exact"}


def test_every_kind_of_staff_counts_in_its_sum() -> None:
    report = _page(
        "<p>□ 정원</p>"
        + _table("구분|교육전문직|일반직|교원|교육공무직|계", "인원 수|31|80|12|7|130")
    )
    assert _verdicts(report) == [("staffing.category_total", 130, 130, "exact")]
    counts = rows(report, "staffing", "department", "category", "authorized", "actual")
    assert ("계", "교육공무직", 7, None) in counts


def test_two_tables_of_staff_add_up_each_by_itself() -> None:
    report = _page(
        "<p>□ 직종별 인력</p>"
        + _table("구분|계|일반직|임기제", "정원|12|10|2", "현원|11|10|1")
        + "<p>□ 부서별 인력</p>"
        + _table(
            "부서|합계|5급|6급", "계|12/11|3/3|9/8", "기획예산과|7/7|2/2|5/5", "총무과|5/4|1/1|4/3"
        )
    )
    assert len(_verdicts(report)) >= 10
    assert {verdict for *_, verdict in _verdicts(report)} == {"exact"}
    assert report.frames["quarantine"].height == 0


def test_audits_with_number_answer_and_state_in_columns() -> None:
    report = _page(
        "<p>Ⅱ. 행정사무감사 처리결과</p><p>□ 지적사항</p>"
        + _table(
            "연번|지적사항|조치사항|담당부서|추진상황",
            "1|체납이 늘고 있으니 대책을 마련할 것|고지서를 매월 발송|교통과|추진중",
            "2|수질검사 주기를 단축할 것|주 1회로 단축|체육과|완료",
        )
    )
    assert rows(report, "audit_findings", "category", "number", "department", "status") == [
        ("지적사항", 1, "교통과", "in_progress"),
        ("지적사항", 2, "체육과", "done"),
    ]


def test_stages_of_a_budget_are_compared() -> None:
    report = _page(
        "<p>□ 부서별 예산</p><p>(단위: 백만원)</p>"
        + _table(
            "부서|기정액|경정액|증감", "계|700|760|60", "총무과|400|430|40", "홍보과|300|330|30"
        )
        + "<p>□ 세입예산</p><p>(단위: 백만원)</p>"
        + _table(
            "구분|당초|1회 추경|최종예산",
            "계|700|60|760",
            "지방세|400|20|420",
            "세외수입|300|40|350",
        )
    )
    million = 1_000_000
    wrong = [claim for claim in _verdicts(report) if claim[-1] == "mismatch"]
    assert sorted(wrong) == [
        ("table_cells.column_sum", 60 * million, 70 * million, "mismatch"),
        ("table_cells.column_sum", 760 * million, 770 * million, "mismatch"),
        ("table_cells.difference", 40 * million, 30 * million, "mismatch"),
        ("table_cells.sum", 350 * million, 340 * million, "mismatch"),
    ]
    assert {(stage, measure) for stage, measure in rows(report, "budgets", "stage", "measure")} == {
        ("기정액", "budget"),
        ("경정액", "budget_supplementary"),
        (None, "change"),
        ("당초", "budget"),
        ("1회추경", "budget_supplementary"),
        ("최종예산", "budget_final"),
    }


def test_a_caption_or_note_between_the_unit_and_its_table() -> None:
    table = ("집행월|내역|금액", "1월|업무협의|1,092", "2월|간담회|994")
    caption = "<caption>업무추진비 집행 내역을 안내하는 표</caption>"
    for body in (
        _table(*table, caption=caption),
        "<p>※ 세부 내역은 붙임과 같음</p>" + _table(*table),
    ):
        report = _page(f"<p>□ 업무추진비</p><p>(단위 : 천원)</p>{body}")
        found = rows(report, "quantities", "value_normalized", "unit")
        assert found == [(1_092_000, "KRW"), (994_000, "KRW")]


def test_a_heading_with_its_unit_on_one_line() -> None:
    report = _page(
        "<p>□ 예산현황 (단위: 백만원)</p>"
        + _table("부서|2024년|2025년", "계|900|950", "총무과|500|600", "홍보과|400|350")
    )
    found = rows(report, "budgets", "department", "fiscal_year", "amount_krw")
    assert found == [
        ("계", 2024, 900_000_000),
        ("계", 2025, 950_000_000),
        ("총무과", 2024, 500_000_000),
        ("총무과", 2025, 600_000_000),
        ("홍보과", 2024, 400_000_000),
        ("홍보과", 2025, 350_000_000),
    ]


def test_a_last_table_that_lists_the_largest_only() -> None:
    """The file states where its table ends, and the total says that it counts more."""
    report = _page(
        "<p>□ 주요 공모사업 (상위 2건)</p><p>(단위: 백만원)</p>"
        + _table("사업명|사업비", "합계 (9건)|8,700", "도시재생|3,000", "하천정비|2,000")
    )
    assert [verdict for *_, verdict in _verdicts(report)] == ["not_checkable"]
