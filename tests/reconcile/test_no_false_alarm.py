"""Tables and sentences that are right, or of which nobody can say: no mismatch may be claimed."""

import pytest
from reports import REPORTS, real, rows, source_of
from table_reading import said, tabs

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.facts.cube.observations import read_cubes
from pipeline.facts.rows import Findings
from pipeline.facts.tables import place_tables
from pipeline.figures.figures import read_figures
from pipeline.reconcile.prose.claims import prose_claims
from pipeline.reconcile.relations import judge_claims
from pipeline.reconcile.restatements import restatement_claims

# One entry a kind: the table, and the verdicts that its claims may have.
RIGHT = {
    "총사업비 of which one year is listed": tabs(
        "구분 | 총사업비(억원) | '24년 | '25년", "가 | 100 | 20 | 30", "나 | 50 | 10 | 10"
    ),
    "총사업비 of one year, in a table of years": "(단위 : 백만원)\n"
    + tabs(
        "구분 | 총사업비('24년) | '23년 이전 | '24년 | '25년 | '26년 이후",
        "국비 | 92 | 94 | 92 | 92 | 120",
        "시비 | 55 | 57 | 55 | 55 | 72",
    ),
    "a project that goes on beyond its years": "(단위 : 백만원)\n"
    + tabs(
        "구분 | 총사업비 | '23년 이전 | '24년 | '25년 | '26년 이후",
        "계 | 12,560 | - | 3,140 | 3,520 | 3,520",
        "국비 | 9,320 | - | 2,330 | 2,728 | 2,728",
        "시비 | 3,240 | - | 810 | 792 | 792",
    ),
    "the largest of many": "(단위 : 백만원)\n"
    + tabs(
        "사업명 | 사업비 | 국비",
        "합계 (12건) | 9,800 | 4,900",
        "도시재생 | 3,000 | 1,500",
        "하천정비 | 2,000 | 1,000",
    ),
    "years that are left out": "(단위 : 억원)\n"
    + tabs("구분 | 1차 | 2차 | ․․․․ | 9차 | 합계", "가 | 510 | 510 | ․․․․ | 510 | 4,590"),
    "a total in the last group": "(단위 : 억원)\n"
    + tabs(
        "구분 |  | '25년 | '26년",
        "모펀드 | 은행 | 350 | 350",
        " | 시 | 50 | 50",
        "자펀드 | 기타 | 600 | 600",
        " | 합계 | 1,000 | 1,000",
    ),
    "a balance that is carried on": "(단위 : 백만원)\n"
    + tabs(
        "구분 | 예산액 | 집행액 | 잔액",
        "합계 | 900 | 800 | 100",
        "상반기 | 900 | 500 | 400",
        "하반기 | 400 | 300 | 100",
    ),
    "an average price in the row of totals": "(단위 : 명, 천원)\n"
    + tabs(
        "구분 | 인원 | 1인당 지원액 | 지원액",
        "합계 | 30 | 100 | 3,400",
        "청년 | 10 | 100 | 1,000",
        "노인 | 20 | 120 | 2,400",
    ),
    "a goal that is met by less": "(단위 : 건, %)\n"
    + tabs(
        "지표 | 목표 | 실적 | 달성률",
        "사고 | 50 | 40 | 125.0",
        "민원 | 50 | 40 | 120.0",
        "상담 | 200 | 180 | 90.0",
        "교육 | 50 | 50 | 100.0",
    ),
    "lacks as positive numbers, and what is over below 0": "(단위 : 명)\n"
    + tabs(
        "구분 | 정원 | 현원 | 과부족", "가 | 30 | 28 | 2", "나 | 20 | 21 | △1", "다 | 9 | 8 | 1"
    ),
    "ratios of a split": "(단위 : 백만원)\n"
    + tabs("사업명 | 사업비 | 부담비율(국:시)", "가 | 5,000 | 50:50", "나 | 3,000 | 70:30"),
    "a kind that no total counts": "(단위 : 명)\n"
    + tabs(
        "구분 | 계 | 일반직 | 특정직 | 공무직", "정원 | 50 | 30 | 20 | 7", "현원 | 48 | 29 | 19 | 6"
    ),
    "▲ for more where ▽ is for less": "(단위 : 명)\n"
    + tabs(
        "구분 | 2023년 | 2024년 | 증감",
        "가 | 30 | 33 | ▲3",
        "나 | 20 | 18 | ▽2",
        "계 | 50 | 51 | ▲1",
    ),
    "brackets for less": "(단위 : 천원)\n"
    + tabs(
        "구분 | 2023년 | 2024년 | 증감",
        "가 | 80,000 | 64,000 | (16,000)",
        "나 | 20,000 | 22,000 | 2,000",
        "계 | 100,000 | 86,000 | (14,000)",
    ),
    "two breakdowns of one subject, as of two days": "(단위 : 명)\n"
    + tabs("구분 | 계 | 남 | 여", "직원 | 30 | 18 | 12")
    + "\n□ 직급별\n(단위 : 명)\n"
    + tabs("구분 | 계 | 5급 | 6급", "직원 | 31 | 5 | 26"),
    "the head of an office, who has no row": "(단위 : 명)\n"
    + tabs(
        "구분 | 계 | 3급 | 4급 | 5급",
        "계 | 51 | 1 | 20 | 30",
        "총무과 | 30 | - | 12 | 18",
        "예산과 | 20 | - | 8 | 12",
    ),
    "growth rates": tabs(
        "구분 | 예산(억원) | (B-A)/A", "계 | 30 | 15%", "가 | 10 | 10%", "나 | 20 | 18%"
    ),
    "scores": tabs("구분 | 건수 | 평점", "계 | 30 | 4.5", "가 | 10 | 4.4", "나 | 20 | 4.6"),
    "a total with a footnote": tabs(
        "구분 | 단체 | 회원", "계* | 11 | 29", "가 | 5 | 20", "나 | 6 | 10"
    ),
    "a figure in brackets among others": "(단위 : 백만원)\n"
    + tabs("구분 | 금액", "계 | 84,000", "가 | 100,000", "나 | (16,000)"),
    "headings that mean something else": tabs(
        "구분 | 계(명) | 가 | 나", "1팀 | 9 | 2명 | 3명", "2팀 | 8 | 4명 | 3명"
    ),
}


@pytest.mark.parametrize("table", RIGHT.values(), ids=RIGHT.keys())
def test_no_mismatch_is_claimed_of_a_table(table: str) -> None:
    assert {verdict for _, verdict in said(table).values()} <= {
        "exact",
        "rounding",
        "not_checkable",
    }


def test_a_column_of_amounts_with_remarks_is_added_up() -> None:
    table = tabs(
        "구분 | 계(개소) | 공연장(개소) | 영화관(개소)",
        "가 | 141 | 107 | 34 (스크린 235)",
        "나 | 141 | 107 | 34",
    )
    assert set(said(table).values()) == {("row_sum", "exact")}


def test_one_slip_among_several_is_told() -> None:
    table = tabs(
        "구분 | 가(명) | 나(명) | 다(명)", "계 | 3 | 5 | 9", "a | 1 | 2 | 4", "b | 2 | 3 | 4"
    )
    assert said(table)["r2c4"] == ("column_sum", "mismatch")


# What headings say by dimension: heading line, a right row, a wrong row.
COMPUTED = [
    ("difference", "정원 | 현원 | 과부족", "30명 | 28명 | △2명", "30명 | 28명 | △3명"),
    ("difference", "정원 | 현원 | 결원", "30명 | 28명 | 2명", "30명 | 28명 | 3명"),
    ("difference", "기정액 | 경정액 | 증감", "500억원 | 560억원 | 60억원",
     "500억원 | 560억원 | 70억원"),
    ("difference", "1분기 | 2분기 | 증감", "50건 | 56건 | 6건", "50건 | 56건 | 7건"),
    ("growth", "'24년 | '25년 | 증감률(%)", "50.0억원 | 60.0억원 | 20%",
     "50.0억원 | 60.0억원 | 22%"),
    ("sum", "당초 | 1회 추경 | 2회 추경 | 최종예산", "600억원 | 20억원 | 10억원 | 630억원",
     "600억원 | 20억원 | 10억원 | 640억원"),
    ("sum", "자산 | 부채 | 자본", "90억원 | 60억원 | 30억원", "95억원 | 60억원 | 30억원"),
    ("difference", "수입 | 지출 | 차액", "90억원 | 60억원 | 30억원", "90억원 | 60억원 | 33억원"),
    ("product", "단가 | 인원 | 개월 | 금액", "200천원 | 10명 | 12개월 | 24,000천원",
     "200천원 | 10명 | 12개월 | 25,000천원"),
    ("sum", "계 ①=②+③ | 국비 ② | 시비 ③", "90억원 | 60억원 | 30억원", "93억원 | 60억원 | 30억원"),
    ("sum", "총사업비 | '23년 이전 | '24년 | '25년 이후", "90억원 | 20억원 | 30억원 | 40억원",
     "94억원 | 20억원 | 30억원 | 40억원"),
    ("ratio", "목표 | 실적 | 달성률", "200건 | 150건 | 75%", "200건 | 150건 | 76%"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "headings", "right", "wrong"), COMPUTED)
def test_what_a_heading_computes(kind: str, headings: str, right: str, wrong: str) -> None:
    table = tabs(f"구분 | {headings}", f"가 | {right}", f"나 | {right}", f"다 | {wrong}")
    verdicts = [verdict for found, verdict in said(table).values() if found == kind]
    assert verdicts == ["exact", "exact", "mismatch"]


def test_shares_of_the_total_in_the_same_column() -> None:
    table = tabs(
        "구분 | 예산 | 구성비", "계 | 400억원 | 100%", "가 | 100억원 | 25%", "나 | 300억원 | 76%"
    )
    assert said(table)["r3c3"] == ("share", "exact")
    assert said(table)["r4c3"] == ("share", "mismatch")


def test_a_rate_can_be_cut_off_beside_one_that_is_rounded() -> None:
    table = tabs(
        "구분 | 예산 | 집행 | 집행률",
        "가 | 300억원 | 200억원 | 66.6%",
        "나 | 300억원 | 100억원 | 33.4%",
        "다 | 300억원 | 250억원 | 83.3%",
    )
    assert [v for k, v in said(table).values() if k == "ratio"] == ["rounding", "rounding", "exact"]


# ---- sentences: what is claimed, right and wrong ------------------------------------------------

PAIRS = [
    ("○ 지원 : 3개소 × 5백만원 = 15백만원", "○ 지원 : 3개소 × 5백만원 = 16백만원"),
    ("○ 부스 : 2×4×25=200", "○ 부스 : 2×4×25=220"),
    ("○ 인건비 : 550,000원 × 11인 × 12월 = 72,600천원",
     "○ 인건비 : 550,000원 × 11인 × 12월 = 76,200천원"),
    ("○ 규모 : 80=30+50", "○ 규모 : 80=30+60"),
    ("○ 직원 : 총 100명(남 60, 여 40)", "○ 직원 : 총 100명(남 60, 여 30)"),
    ("○ 예산 100억원 중 63.6억원(63.6%) 집행", "○ 예산 100억원 중 63.6억원(65.6%) 집행"),
    ("○ 매출 200억원 → 230억원(15%↑)", "○ 매출 200억원 → 230억원(18%↑)"),
    ("○ 목표 100명 대비 120명(120%)", "○ 목표 100명 대비 120명(130%)"),
]  # fmt: skip


def verdicts_of(text: str) -> list[str]:
    document = read_document(source_of(f"□ 개요\n{text}\n"))
    figures = read_figures(document, read_outline(document), list(document.tables), 2025)
    claims = prose_claims(document, figures, read_outline(document))
    return [judgement.verdict for judgement in judge_claims(claims)]


@pytest.mark.parametrize(("right", "wrong"), PAIRS)
def test_a_wrong_sentence_is_told_from_a_right_one(right: str, wrong: str) -> None:
    assert verdicts_of(right) == ["exact"]
    assert verdicts_of(wrong) == ["mismatch"]


# ---- two tables of one thing --------------------------------------------------------------------


def restated(text: str) -> list[str]:
    document = read_document(source_of(text))
    tables = place_tables(Findings(document, "r"))
    figures = read_figures(document, read_outline(document), [table.grid for table in tables], 2025)
    cubes = read_cubes(text, tables, figures.quantities)
    claims = restatement_claims(text, cubes, figures.quantities)
    return [judgement.verdict for judgement in judge_claims(claims)]


FIRST = "□ 예산\n(단위 : 백만원)\n" + tabs(
    "부서 | 2024년 | 2025년", "총무과 | 110 | 120", "문화과 | 130 | 140", "체육과 | 150 | 160"
)


def test_two_tables_of_one_thing_state_the_same() -> None:
    again = FIRST.replace("□ 예산", "□ 재정")
    assert restated(FIRST + again.replace("체육과", "관광과")) == ["exact"] * 4
    wrong = again.replace("140", "149").replace("체육과\t150\t160", "도서관\t1\t2")
    assert sorted(restated(FIRST + wrong)) == ["exact", "exact", "exact", "mismatch"]


def test_two_tables_of_other_things_state_nothing_of_each_other() -> None:
    other = FIRST.replace("110", "210").replace("140", "240").replace("150", "250")
    assert restated(FIRST + other) == []


def test_nothing_is_restated_wrongly_in_the_real_reports() -> None:
    for month in REPORTS:
        found = rows(real(month), "relations", "kind", "verdict")
        assert {verdict for kind, verdict in found if kind == "restatement"} <= {"exact"}
