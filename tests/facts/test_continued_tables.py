"""A table that goes on at the top of the next page prints its caption only once."""

import datetime
from dataclasses import replace

import pytest
from reports import rows
from test_busan_reports import report

from pipeline.report import read_report
from pipeline.sources.html_page import read_html
from pipeline.sources.sidecar import Sidecar

Captions = list[tuple[str | None, str | None]]


def _table(*table: tuple[str, str]) -> str:
    body = "".join(f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in table)
    return f"<table>{body}</table>"


# busan2025_주택건축국.pdf, page 8, shortened
FIRST = _table(("위 원 회 명", "위원수"), ("주거정책심의위원회", "25"))
SECOND = _table(("위원회명", "위원수"), ("집합건물분쟁조정위원회", "10"))


def _captions(between: str, first: str = FIRST, second: str = SECOND) -> Captions:
    page = f"<p>□ 위원회 현황</p><p>(단위 : 명)</p>{first}{between}{second}"
    source = read_html("office/2025-02.html", page.encode())
    said = Sidecar(agency="주택건축국", period=datetime.date(2025, 2, 1))
    return rows(read_report(replace(source, sidecar=said)), "tables", "caption", "unit")


def test_the_same_heads_right_behind_are_those_of_one_table() -> None:
    assert _captions("") == [("위원회 현황", "명")]


def test_a_table_of_its_own_under_the_same_heads_has_the_same_caption() -> None:
    first, second = (
        _table(("위원회명", "위원수"), ("계", n), ("주거위원회", n)) for n in ("25", "10")
    )
    assert _captions("", first, second) == [("위원회 현황", "명")] * 2


@pytest.mark.parametrize(
    ("between", "second"),
    [
        ("<p>위원회는 다음과 같이 운영한다.</p>", SECOND),
        ("", _table(("위원회명", "예산"), ("집합건물분쟁조정위원회", "10"))),
    ],
)
def test_other_tables_have_their_own(between: str, second: str) -> None:
    assert _captions(between, second=second)[1][1] is None


def test_the_tables_of_a_report_that_go_on() -> None:
    # Pages 8 and 9: 16 committees (단위 : 명); pages 56 to 59: the years of 11 projects.
    found = rows(report("housing"), "tables", "caption", "unit", "row_count")
    assert found.count(("위원회 현황", "명", 17)) == 1
    assert ("2024년 신청 추진 공모사업 * 미선정 사업 포함", "백만원", 12) in found
