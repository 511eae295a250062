"""Covers of many kinds of offices: whose report it is, and of which month."""

import datetime

import pytest
from reports import source_of

from pipeline.document.document import read_document
from pipeline.facts.identity import identify
from pipeline.facts.report_period import file_month
from pipeline.sources.html_page import read_html

_BODY = (
    "\n\nⅠ. 일반현황\n\n□ 조직 : 1관 3과\n ○ 정원 120명\n"
    "\nⅡ. 2025년 주요업무 추진계획\n\n1. 스마트 행정\n"
)
_PAGE = "<h2>Ⅰ. 일반현황</h2><p>정원 120명</p><h2>Ⅱ. 주요업무 추진계획</h2><h3>1. 스마트 행정</h3>"


def test_a_quarter_in_the_name_of_a_file_is_no_month() -> None:
    assert file_month("가람시_2024년_4분기") is None
    assert file_month("가람시_2025년_3/4분기") is None
    assert file_month("가람시_2025년_3월") == datetime.date(2025, 3, 1)


@pytest.mark.parametrize(
    ("cover", "identity"),
    [
        ("제330회 도의회 임시회\n주요업무 보고\n2025. 2. 11.(화)\n미래성장추진단",
         (None, "미래성장추진단", "2025-02")),
        ("강원특별자치도의회 제335회 임시회\n주요업무 추진상황 보고\n2025. 3.\n보건복지여성국",
         ("강원특별자치도", "보건복지여성국", "2025-03")),
        # a quarter is no month; a day beside the office
        ("2025년 3/4분기 주요업무 추진상황 보고\n2025. 10. 13.(월) / 도시관리국\n가람시 도시관리국",
         ("가람시", "도시관리국", "2025-10")),
        ("2024년 4/4분기 주요업무 추진상황 보고\n가람시 기획예산과",
         ("가람시", "기획예산과", "2024-12")),
        ("2025년 상반기\n주요업무보고\n2025. 7. 15.\n한빛구 보건소",
         ("한빛구", "보건소", "2025-07")),
        ("2026년 주요업무계획\n2026. 1.\n푸른시 상하수도사업소",
         ("푸른시", "상하수도사업소", "2026-01")),
        ("2025 주요업무 추진계획\n경기도 가람교육지원청\n2025. 1. 20.",
         ("경기도", "가람교육지원청", "2025-01")),
        ("주요업무 추진계획\n2025. 1. 23.\n충청북도가람교육지원청",
         ("충청북도", "충청북도가람교육지원청", "2025-01")),
        ("2025년도 의회사무처 소관 주요업무보고\n2025. 2. 7.\n의회사무처",
         (None, "의회사무처", "2025-02")),
        ("주요업무 추진계획\n2025. 1. 23.\n한빛시의회 사무국",
         ("한빛시", "의회사무국", "2025-01")),
        ("주요업무 추진계획\n2025. 1. 23.\n경상남도 소방본부",
         ("경상남도", "소방본부", "2025-01")),
        ("제245회 다솜군의회(정례회)\n주요업무 추진실적\n2024. 11. 25.\n누리면",
         ("다솜군", "누리면", "2024-11")),
        ("주요업무보고\n2025. 2.\n한빛시 하늘구 별빛동",
         ("한빛시 하늘구", "별빛동", "2025-02")),
        ("2025년 업무보고\n2025. 2. 20.\n소 방 청", (None, "소방청", "2025-02")),
        ("2025년 업무보고\n2025. 2. 20.\n식품의약품안전처",
         (None, "식품의약품안전처", "2025-02")),
        ("2025년 업무보고\n2025. 2. 20.\n감사원", (None, "감사원", "2025-02")),
        ("국회 환경노동위원회\n업 무 현 황\n2025. 10. 14.\n한국환경공단",
         (None, "한국환경공단", "2025-10")),
        ("업무현황\n2024. 9. 3.\n한밭도시공사", (None, "한밭도시공사", "2024-09")),
        ("주요 업무보고\n기준일 : 2025. 4. 30.\n보고일 : 2025. 6. 5.\n재단법인 한밭문화재단",
         (None, "한밭문화재단", "2025-06")),
        ("주요업무보고\n2025. 2.\n(재)한빛시정연구원", (None, "한빛시정연구원", "2025-02")),
        ("주요업무보고\n2024년 12월말 현재\n2025. 2.\n한빛시 세정과",
         ("한빛시", "세정과", "2025-02")),
        ("주요업무보고\n25. 2. 7.\n한빛테크노파크", (None, "한빛테크노파크", "2025-02")),
        ("주요업무보고\n2025. 1.\n대변인", (None, "대변인", "2025-01")),
        ("보도시점 2025. 3. 5.(수) 09:00\n주요업무 추진계획\n중소벤처기업부",
         (None, "중소벤처기업부", "2025-03")),
        ("군정 주요업무 보고\n가람군 기획감사실 · 2025. 2. 5.(수) · 제338회 가람군의회 임시회",
         ("가람군", "기획감사실", "2025-02")),
        # the day of a meeting; a title of other words, and as the first heading of a page
        ("제275회 한빛구의회 임시회\n제2차 복지위원회(2025. 7. 16.)\n주요업무보고\n한빛구보건소",
         ("한빛구", "보건소", "2025-07")),
        ("<p>2025년도 국정감사</p><h1>업무현황 보고</h1><p>2025. 10. 20.</p><p>산 림 청</p>",
         (None, "산림청", "2025-10")),
        # a body of a city that only its own name tells
        ("업무추진상황 보고\n2025. 4. 22.\n평택도시공사", ("평택시", "평택도시공사", "2025-04")),
        # the day before the office, on one line
        ("제427회 누리도의회 임시회\n하반기 주요업무 보고\n2025. 9. 10. 행정국",
         ("누리도", "행정국", "2025-09")),
        # an education office governs its divisions; of a bureau and its division that reports
        ("2025학년도 주요업무계획\n2025. 3. 6.\n누리도교육청\n정책기획과",
         ("누리도교육청", "정책기획과", "2025-03")),
        ("2025년 주요업무보고\n2025. 1. 21.(화)\n한빛시 안전교통국 교통정책과",
         ("한빛시", "교통정책과", "2025-01")),
        # what stands below the first chapter is no cover, and no office is called a result
        ("주요업무 추진계획\n2025. 1. 20.\n한빛시 농업기술센터\n제1절 일반현황\n농촌자원과",
         ("한빛시", "농업기술센터", "2025-01")),
        ("주요업무보고\n2025. 7. 8.\n한빛구 보건소\n구의회 지적사항 조치결과",
         ("한빛구", "보건소", "2025-07")),
        ("주요업무보고\n2025. 7. 8.\n한빛구 보건소\n일반현황\n조직\n의약과",
         ("한빛구", "보건소", "2025-07")),
        # cells of a table: a label and what it says, in one cell or in two
        ("<table><tr><td>2025. 3. 12.</td></tr><tr><td><b>업 무 보 고</b></td></tr>"
         "<tr><td>가람도<br>농업기술원</td></tr></table><p>기준일 : 2025. 1. 31.</p>",
         ("가람도", "농업기술원", "2025-03")),
        ("<h1>2025년 상반기 업무보고</h1><table><tr><th>기준일</th><td>2025. 1. 31.</td></tr>"
         "<tr><th>보고일</th><td>2025. 2. 10.</td></tr><tr><th>기관</th><td>한빛시</td></tr>"
         "<tr><th>부서</th><td>정보통신과</td></tr></table>",
         ("한빛시", "정보통신과", "2025-02")),
        ("<table><tr><td>주요업무 보고</td></tr></table>"
         "<table><tr><td>보고일: 2025. 2. 10.</td><td>한빛시 도로과</td></tr></table>",
         ("한빛시", "도로과", "2025-02")),
    ],
)  # fmt: skip
def test_whose_report_it_is(cover: str, identity: tuple[str | None, str, str]) -> None:
    if cover.startswith("<"):
        source = read_html("a/x.html", (cover + _PAGE).encode())
    else:
        source = source_of(cover.replace("\n", "\n\n") + _BODY, "a/x.txt")
    found = identify(read_document(source))
    assert (found.government, found.agency, f"{found.period:%Y-%m}") == identity


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        ("2025년 하반기\n주요업무계획\n2025. 7.\n한빛도 경제국", "2025년 하반기 주요업무계획"),
        ("2024년 감사 처리결과\n및\n2025년 주요업무보고\n2025. 5.\n환경국",
         "2024년 감사 처리결과 및 2025년 주요업무보고"),
        ("# 2026년 한빛부 업무보고\n2025. 12. 17.\n**한빛부**", "2026년 한빛부 업무보고"),
    ],
)  # fmt: skip
def test_a_title_on_several_lines_is_whole(cover: str, title: str) -> None:
    assert identify(read_document(source_of(cover + _BODY, "x/2025.txt"))).title == title


@pytest.mark.parametrize(
    "line", ["제2차 복지위원회(2025. 7. 16.)", "2025. 7. 16.(수) 한빛구보건소"]
)
def test_a_day_beside_a_meeting_or_an_office_is_the_day_of_the_report(line: str) -> None:
    cover = f"{line}\n\n주요업무보고\n\n한빛구보건소"
    found = identify(read_document(source_of(cover + _BODY, "a/x.txt")))
    assert found.day == datetime.date(2025, 7, 16)
