"""Programs and their headline budgets, compared with the source by hand."""

import pytest
from reports import FOLDER, of_program, source_of, whole

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.facts.identity import identify
from pipeline.facts.programs.programs import add_programs
from pipeline.facts.rows import Findings
from pipeline.facts.sections import SectionNames
from pipeline.vocabulary.programs import programs
from schemas.table import Row

# Number: budget in millions of won, and the line that states it. The others state none.
BUDGETS_2022 = {
    "1-1-1": (10_000, 375),
    "1-1-2": (8_719, 420),
    "1-2": (2_000, 470),
    "1-3": (15_050, 514),
    "1-4": (15_050, 565),
    "2-1": (4_000, 603),
    "2-2-1": (1_170, 670),
    "2-2-2": (400, 748),
    "3-2": (42_144, 941),
    "3-3": (38_846, 1058),  # (사업예산) ’22년 38,846백만원
    "4-1-1": (700, 1159),  # 예산/운영 : 700백만원
    "4-1-2": (500, 1204),
    "4-2": (4_100, 1253),  # 41억원
    "4-3": (26_200, 1355),
    "4-4": (10_600, 1457),
    "5-1-1": (380, 1534),  # 총 380백만원
    "5-1-2": (500, 1560),
    "5-2": (6_300, 1609),
    "5-3": (2_800, 1647),
}
BUDGETS_2023 = {
    "1-1": (4_740, 239),
    "1-2": (6_244, 330),
    "1-3": (32_255, 402),
    "1-4-1": (3_297, 476),
    "1-4-2": (5_456, 500),
    "2-1": (5_854, 536),
    "2-2-1": (1_220, 586),
    "2-2-2": (3_142, 600),
    "2-2-3": (50, 615),
    "2-2-4": (992, 621),  # inside a line: ('23년 예산:992백만원)
    "2-3-1": (330, 664),
    "2-3-3": (482, 689),
    "2-4": (41_115, 709),
    "2-5": (78_102, 774),  # '23년 소요예산
    "3-1": (37_799, 829),
    "3-2": (4_000, 884),
    "3-3": (3_930, 918),
    "3-5": (19_108, 1009),
    "4-1": (16_478, 1089),
    "4-2": (12_101, 1157),
    "4-3": (13_285, 1219),
    "4-4": (3_692, 1263),
    "4-5": (2_466, 1334),
    "4-6": (9_000, 1397),
    "5-1-1": (86_200, 1436),  # 사업규모 : 연 2회 (반기별) / 86,200백만원
    "5-1-2": (80_000, 1483),
    "5-2": (4_800, 1523),
    "5-3-1": (1_500, 1562),  # not the 1,500백만원 of '22년 실적, line 1557
    "5-3-2": (1_000, 1581),
    "5-3-3": (3_722, 1590),
}


def programs_of(text: str, month: str = "2022-03") -> dict[str, Row]:
    """Number to row."""
    document = read_document(source_of(text, f"{FOLDER}/{month}.txt"))
    outline, identity = read_outline(document), identify(document)
    findings = Findings(document, identity.report_id)
    add_programs(findings, outline, SectionNames(identity.report_id, outline), identity)
    return {row["program_id"].rpartition("/")[2]: row for row in findings.rows["programs"]}


@pytest.mark.parametrize(
    ("month", "count", "budgets"),
    [("2022-03", 36, BUDGETS_2022), ("2023-03", 61, BUDGETS_2023)],
)
def test_every_program_and_its_headline_budget(
    month: str, count: int, budgets: dict[str, tuple[int, int]]
) -> None:
    text = whole(month)
    found = programs_of(text, month)
    assert len(found) == count
    stated = {
        number: (row["budget_krw"], row["budget_line"])
        for number, row in found.items()
        if row["budget_krw"] is not None
    }
    assert stated == {n: (millions * 1_000_000, line) for n, (millions, line) in budgets.items()}
    for row in found.values():
        if row["budget_krw"] is not None:
            assert text[row["budget_char_start"] : row["budget_char_end"]] == row["budget_raw"]
            assert row["fiscal_year"] == int(month[:4])


@pytest.mark.parametrize(
    ("line", "budget"),
    [
        # the ways the reports write it
        ("○ 소요예산 : 4,000백만원", 4_000_000_000),
        ("○ ’22년 예산 : 41억원(창업복지센터 7, 산업박물관 23)", 4_100_000_000),
        ("○ (사업예산) ’22년 38,846백만원 (종합형 29,562)", 38_846_000_000),
        ("○ 예산/운영 : 700백만원(’22년, 추경) / 전문기관 용역", 700_000_000),
        ("- '23년 소요예산 : 78,102백만원 (R&D 38,102 / 펀드 40,000)", 78_102_000_000),
        ("○ 사업규모 : 연 2회 (반기별) / 86,200백만원", 86_200_000_000),
        ("○ 소 요 예 산 : 총 1.5억원", 150_000_000),
        # behind a number, a slash or a comma, in the cell beside the label
        ("○ 가. 사업비 : 183억원(집행 142억원)", 18_300_000_000),
        ("○ 사업량/사업비 : 단지 120ha / 3,250백만원(도 975, 군 2,275)", 3_250_000_000),
        ("○ 예산/집행 : 1,480백만원 / 755백만원", 1_480_000_000),
        ("○ 사업개요 : 4개소 612면, 사업비 18,640백만원", 18_640_000_000),
        ("○ 개 요 : 12,040명 / 532억 8천만원(국비 50%, 시비 50%)", 53_280_000_000),
        ("소요예산\t❍ 5,216백만원", 5_216_000_000),
        ("○ 온라인학교 신설 : 8교실, 사업비 4,860백만원", None),
        ("○ 개 요 : 12,040명 / 매출 532억원", None),
        # amounts of several parts
        ("○ 소요예산 : 1조 4천억원", 1_400_000_000_000),
        ("○ 소요예산 : 3억5천만원", 350_000_000),
        ("○ 소요예산 : 1억 2,300만원", 123_000_000),
        # look-alikes
        ("○ 총사업비 : 26,482백만원", None),
        ("－ 지원규모 : 총10억원(5개 과제, 과제당 2억원)", None),
        ("○ 지원금액 : 최대 150만원 지원", None),
        ("○ 사업규모 : 7,830명(572억)", None),
        ("○ 예산 소진 시까지 지급", None),
        ("○ 투자유치 3억원 이상", None),
        # a range is no amount
        ("○ 소요예산 : 12,345천원 ~ 20,000천원", None),
    ],
)
def test_budget_of_a_program(line: str, budget: int | None) -> None:
    text = of_program(f"□ 사업개요\n{line}")
    found = programs_of(text)
    assert found["1-1"]["budget_krw"] == budget
    assert found["1-1"]["objective"] == "무엇을 위한 사업"
    assert found["1-2"]["budget_krw"] is None


def _aim_of_a_part(item: str) -> str | None:
    found = programs_of(of_program(f"① 갑 조성\n○ {item}\n② 을 조성\n○ 없음"))
    aim: str | None = found["1-1-1"]["objective"]
    return aim


@pytest.mark.parametrize("item", programs().objective_examples)
def test_labels_that_say_what_a_program_is_for(item: str) -> None:
    assert _aim_of_a_part(item) == item.partition(":")[2].strip()


@pytest.mark.parametrize("item", programs().objective_counter_examples)
def test_labels_that_say_something_else(item: str) -> None:
    assert _aim_of_a_part(item) is None


def test_objective_and_legal_basis() -> None:
    first, second = programs_of(whole("2022-03")), programs_of(whole("2023-03"), "2023-03")
    # 2022-03.txt lines 478-487: a paragraph below the title, then a heading 추진근거
    assert first["1-3"]["objective"].startswith("폐업 후 재창업한 소상공인·소기업의")
    assert first["1-3"]["objective"].endswith("재기발판 마련 도모")
    assert first["1-3"]["legal_basis"].splitlines() == [
        "「재난 및 안전관리 기본법 시행령」제75조의2(특례)",
        "「서울특별시 소상공인 기본 조례」제8조제2항제2호(소상공인 지원 및 육성)",
        "「서울특별시 일자리정책 기본조례」제7조제3호(민간 고용촉진 보조금 지원)",
    ]
    # 2023-03.txt lines 317-325: number and title on two lines, the title beginning with a number
    assert second["1-2"]["objective"].startswith("K-패션만의 독창성과")
    assert second["1-2"]["legal_basis"] == "서울시 패션산업 발전 종합계획('15.10.26)"
    # 2022-03.txt line 1259: 사업목적 of a part without a paragraph
    assert first["4-2-1"]["objective"] == "IoT 등 4차 산업혁명 기술 융복합 창업기업 발굴·지원"
    # 2023-03.txt line 579: 조성목적 of a part without a paragraph
    assert second["2-2-1"]["objective"] == "테헤란밸리 집적 VC 생태계 활용 투자 특화"
    assert second["4-1-1"]["legal_basis"] is None
