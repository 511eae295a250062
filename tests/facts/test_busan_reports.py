"""The typed tables of three Busan reports, beside their pages. Skipped where they are absent."""

from functools import cache
from typing import Any

import pytest
from reports import rows
from samples import sample

from pipeline.report import ReportTables, read_report
from pipeline.sources.pdf.reader import read_pdf

FILES = {
    "airport": "busan2025_신공항추진본부.pdf",
    "tourism": "busan2025_관광마이스국.pdf",
    "housing": "busan2025_주택건축국.pdf",
}


@cache
def report(name: str) -> ReportTables:
    """A sample, read."""
    return read_report(read_pdf(f"busan-{name}/2025-02.pdf", sample(FILES[name])))


def staffing(name: str, department: str) -> dict[str, tuple[int, int]]:
    """정원 and 현원 of a department by category."""
    columns = ("department", "category", "authorized", "actual")
    listed = rows(report(name), "staffing", *columns)
    return {category: (a, b) for d, category, a, b in listed if d == department}


def budgets(name: str, *columns: str, **wanted: Any) -> list[tuple[Any, ...]]:
    """Columns of the budgets that have some values."""
    frame = report(name).frames["budgets"]
    for column, value in wanted.items():
        frame = frame.filter(frame[column].eq_missing(value))
    return frame.select(columns).rows()


def test_the_office_that_reports_and_not_the_committee_it_reports_to() -> None:
    # Page 1 of each: 건설교통위원회 or 행정문화위원회, the title, then the office.
    for name, title in (
        ("airport", "2025년도 주요업무계획"),
        ("tourism", "2025년 주요업무계획"),
        ("housing", "2025년 주요업무계획"),
    ):
        office = FILES[name].removeprefix("busan2025_").removesuffix(".pdf")
        assert rows(report(name), "reports", "agency", "title") == [(office, title)]


def test_staffing_by_grade_with_a_row_each_for_posts_and_people() -> None:
    # Page 5: 정원 45명 1 3 9 16 13 3 -, 현원 51명 1 3 9 11 23 4 -.
    assert staffing("airport", "계") == {
        "합계": (45, 51),
        "3급": (1, 1),
        "4급": (3, 3),
        "5급": (9, 9),
        "6급": (16, 11),
        "7급": (13, 23),
        "8급": (3, 4),
        "9급": (0, 0),
    }
    # Page 5 of the other: 정원 87 1 3 19 37 24 3, 현원 88 1 3 17 30 34 3.
    assert staffing("housing", "계")["6급"] == (37, 30)
    assert staffing("housing", "계")["합계"] == (87, 88)


def test_staffing_by_grade_and_department_in_pairs() -> None:
    # Page 5: 국 제 협 력 과 24 / 27 – 1 / 1 5 / 5 11 / 10 6 / 10 1 / 1, with a remark behind.
    assert staffing("tourism", "국제협력과") == {
        "합계": (24, 27),
        "3급": (0, 0),
        "4급": (1, 1),
        "5급": (5, 5),
        "6급": (11, 10),
        "7급": (6, 10),
        "8급": (1, 1),
    }
    assert staffing("tourism", "계")["합계"] == (80, 85)


def test_budgets_of_departments() -> None:
    # Page 5: 공항기획과 3,273 (2025), 2,286 (2024), 987 more, in million won.
    columns = ("measure", "fiscal_year", "amount_krw")
    assert budgets("airport", *columns, department="공항기획과") == [
        ("budget", 2025, 3_273_000_000),
        ("budget", 2024, 2_286_000_000),
        ("change", 2025, 987_000_000),
    ]
    # Page 5: 세입 계 16,167, of which 국제협력과 has none; 세출 7,951.
    assert budgets("tourism", "side", "amount_krw", department="국제협력과") == [
        ("revenue", 0),
        ("expenditure", 7_951_000_000),
    ]
    assert budgets("housing", "amount_krw", department="계") == [
        (373_956_000_000,),
        (427_058_000_000,),
    ]


def test_budgets_and_execution_of_projects_by_year() -> None:
    # Page 40, second project: decimals, and 미정 where no budget is decided.
    tables = sorted({table for (table,) in budgets("tourism", "table_id", measure="total_cost")})
    columns = ("measure", "fiscal_year", "year_bound", "amount_krw", "amount_raw")
    assert budgets("tourism", *columns, table_id=tables[1], funding_source="시비") == [
        ("total_cost", None, None, 985_000_000, "985"),
        ("budget", 2023, "until", 492_500_000, "492.5"),
        ("execution", 2023, "until", 468_500_000, "468.5"),
        ("budget", 2024, None, 492_500_000, "492.5"),
        ("execution", 2024, None, 476_400_000, "476.4"),
        ("budget", 2025, None, None, "미정"),
        ("budget", 2026, "from", None, "미정"),
    ]
    # Pages 54 to 59: fifteen projects.
    assert len({t for (t,) in budgets("housing", "table_id", measure="total_cost")}) == 15


def test_duties() -> None:
    # Page 9: five, four and five bullets.
    listed = [department for (department,) in rows(report("tourism"), "duties", "department")]
    assert [listed.count(d) for d in ("관광정책과", "관광마이스산업과", "국제협력과")] == [5, 4, 5]


@pytest.mark.parametrize(
    ("name", "exact"), [("airport", 2 + 11), ("tourism", 57), ("housing", 154)]
)
def test_what_the_tables_claim_comes_out(name: str, exact: int) -> None:
    """All that is claimed; what is not decided yet or left open by the headings is not."""
    judged = rows(report(name), "relations", "rule", "verdict")
    verdicts = [v for rule, v in judged if rule.startswith(("staffing.", "table_cells."))]
    assert verdicts.count("exact") == exact
    assert set(verdicts) <= {"exact", "not_checkable"}


@pytest.mark.parametrize("name", FILES)
def test_what_is_held_back_and_every_line_has_its_page(name: str) -> None:
    frames = report(name).frames
    # Dates of which nothing says what happens, and those of roadmaps drawn below a 추진계획.
    held = frames["quarantine"].select("table_name", "reason").unique().rows()
    assert {table for table, _ in held} <= {"milestones"}
    assert {reason for _, reason in held} <= {
        "nothing says what happens at this date",
        "below the first line of an item of a plan",
    }
    assert frames["lines"]["page_no"].null_count() == 0
    assert frames["lines"]["page_no"].is_sorted()
