"""Numbers that a column of whole numbers cannot hold: their rows are held back, with the reason."""

import pytest
from reports import head, quarantined, read, rows

LARGE = "1234567890" * 4
"""40 digits; a column of whole numbers holds 18 of any kind."""
HEAD = "2025. 2.\n\n경제정책실\n\n주요업무보고\n\nⅠ. 일반현황\n\n"
BUDGET = (
    "□ 예산집행\n(단위: 백만원)\n구 분\t예산현액\t원인행위액\t지출액\t집행률\n"
    "계\t{}\t3,186\t2,281\t7.7\n창업정책과\t41,619\t3,186\t2,281\t7.7\n"
)
STAFF = "□ 인력현황\n(단위: 명)\n구분\t계\t일반\n정원\t{}\t3\n현원\t3\t3\n"


def reason(columns: str) -> str:
    return f"{columns}: a whole number of more than 64 bits; compare it with the original"


@pytest.mark.parametrize(
    ("table", "text", "columns", "kept"),
    [
        ("budget_execution", BUDGET, "budget_krw", 1),
        ("staffing", STAFF, "authorized", 1),
    ],
)
def test_in_a_table(table: str, text: str, columns: str, kept: int) -> None:
    report = read(HEAD + text.format(LARGE) + "\n끝\n")
    assert report.frames[table].height == kept
    assert [(t, why) for t, _, why in quarantined(report)] == [(table, reason(columns))]
    assert LARGE in report.frames["quantities"]["raw"].to_list()


@pytest.mark.parametrize(
    ("number", "held"), [(2**63 - 1, []), (2**63, ["budget_krw"])], ids=["the largest", "one more"]
)
def test_where_it_ends(number: int, held: list[str]) -> None:
    text = HEAD + BUDGET.replace("백만원", "원").format(number) + "\n끝\n"
    report = read(text)
    assert [why for _, _, why in quarantined(report)] == [reason(columns) for columns in held]
    assert ((number,) in rows(report, "budget_execution", "budget_krw")) is not bool(held)


def test_a_program_stays_without_its_budget() -> None:
    program = "\nⅡ. 주요 업무 추진계획\n\n1  일자리 창출\n\n1-1 청년 일자리 지원\n"
    text = f"{head('2023-03')}{program}  ○ 사업예산 : {LARGE}백만원\n○ 추진계획 : 1월\n"
    report = read(text)
    assert rows(report, "programs", "title", "budget_krw") == [("청년 일자리 지원", None)]
    held = [(table, why) for table, _, why in quarantined(report)]
    assert held == [("programs", reason("budget_krw"))]
