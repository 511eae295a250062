"""Pages of programs: what they say beside the rows they are made of."""

import datetime
import html
import re
from pathlib import Path

import pytest

from pipeline.release.reports import Report
from pipeline.site.pages import Site
from pipeline.site.program_pages import write_program_pages
from schemas import TABLE
from tests.reports import real

REPORT = "seoul-economic-policy-2023-03"
REPORTED = Report(
    REPORT, "서울특별시", "경제정책실", None, datetime.date(2023, 3, 1), "2023-03.txt", "", 0
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    plan = {
        "topic": "서울형 청년인턴 직무캠프 추진",
        "plan_program_id": "seoul-economic-policy-2022-03/2-1",
        "outcome_program_id": f"{REPORT}/3-2",
        "metric": "참여기업",
        "unit": "company",
        "plan_value": 71.0,
        "outcome_value": 68.0,
        "attainment_pct": 95.8,
    }
    rows = real("2023-03").frames | {"plan_outcomes": TABLE["plan_outcomes"].frame([plan])}
    write_program_pages(Site(folder, frozenset()), REPORTED, rows)
    return folder


def said(folder: Path, program: str) -> str:
    """The Korean text of a page."""
    page = (folder / f"program/{REPORT}/{program}.html").read_text("utf-8")
    page = re.sub(r'<span class="en".*?</span>', "", page)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def test_a_month_without_a_year_has_it(folder: Path) -> None:
    page = said(folder, "3-1")
    # 2023-03 line 834 is headed '22년, line 836 has its years
    assert "11월 2022 종합형" in page
    assert "'22.6월 ~ '23.6월 (교육)" in page


def test_the_ends_of_a_range_are_one_figure(folder: Path) -> None:
    page = said(folder, "3-1")
    assert "특화형: 300~999㎡" in page
    assert "종합형: 1,000㎡ 이상" in page


def test_the_same_program_in_another_report_has_the_name_of_the_report(folder: Path) -> None:
    assert "서울형 청년인턴 직무캠프 추진 경제정책실 2022-03" in said(folder, "3-2")
