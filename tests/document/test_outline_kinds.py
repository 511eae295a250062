"""Outlines of documents that each lack some signal: numbers, look, contents, words of roles."""

import pytest
from reports import source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import Outline, read_outline
from pipeline.facts.programs.programs import find_programs
from pipeline.report import read_report
from pipeline.sources.html_page import read_html
from pipeline.sources.markdown import read_markdown
from pipeline.sources.source import Source

_KINDS = ("chapter", "goal", "program")

# field 16: the same programs, numbered in three ways below the chapter
_FOUR = """\
2025년도 주요업무보고

2025. 2.

가람시 기획조정실

Ⅰ. 일반현황

□ 인력 : 정원 30명, 현원 28명

Ⅱ. 2025년 주요업무 추진계획

{goal}{first} 시립도서관 건립

□ 사업개요
 ○ 사 업 비 : 25,000백만원

□ 추진일정
 ○ ’25. 3월 : 실시설계 완료

{second} 스마트주차장 조성

□ 사업개요
 ○ 사 업 비 : 3,400백만원

□ 추진일정
 ○ ’25. 9월 : 착공
"""
UNNUMBERED = """\
주요업무보고

2025. 2.

미래시 도시국

일반현황

□ 조직 : 3과 10팀
□ 인력 : 정원 30명, 현원 28명

2024년 주요성과

□ 공원 3개소 조성
 ○ 만족도 80% 달성

2025년 주요업무계획

1. 도심공원 조성 (57억원)
 □ 사업개요
  ○ 위치 : 미래동
 □ 추진일정
  ○ 2025. 3월 : 착공

2. 스마트도로 구축 (국비 12억원)
 □ 사업개요
  ○ 위치 : 현재동
 □ 추진일정
  ○ 2025. 5월 : 착공

당면현안

현안 1
쓰레기 소각장 이전
 ○ 이전 대상지 : 강변
현안 2
버스 노선 개편
 ○ 노선 20개
"""
SQUARE = """\
2025년도 업무보고
2025. 1.
미래군 보건소

제1장 일반현황
1. 조직
 가. 기구
  - 3과
제2장 2025년 주요업무계획
[1] 건강증진 사업
 가. 사업개요
  - 기간 : 2025. 1. ~ 12.
  - 사업비 : 120백만원
 나. 추진계획
  - 2025. 4월 : 교육
[2] 감염병 예방
 가. 사업개요
  - 사업비 : 20백만원
 나. 추진계획
  - 2025. 6월 : 방역
[3] 정신건강
 가. 사업개요
  - 사업비 : 30백만원
"""
MARKDOWN = """\
# 미래교육지원청 주요업무

2025. 3.

## 기본현황

### 인력

- 정원 30명

## 2025 주요업무 계획

### 배움이 있는 학교

#### 기초학력 보장

- 예산 : 300백만원
- 대상 : 30교

#### 독서교육 강화

- 예산 : 20백만원

### 안전한 학교

#### 통학로 개선

- 예산 : 100백만원
"""
GOALS = """\
2025년 주요업무보고
2025. 2.
미래공단

Ⅰ. 일반현황
□ 정원 30명

Ⅱ. 2025년 주요업무 추진계획

목표 1  시민이 안전한 공단

❶ 시설 안전점검
 ○ 대상 : 30개소
 ○ 예산 : 3억원
❷ 재난 대응
 ○ 훈련 : 4회

목표 2  지역과 상생하는 공단

❶ 지역인재 채용
 ○ 인원 : 10명
❷ 지역상품 구매
 ○ 금액 : 10억원

Ⅲ. 당면현안
□ 노후시설 교체
 ○ 대상 3개소
□ 주차장 확충
 ○ 50면
"""
LETTERS = """\
2025년 업무계획
2025. 2.
미래시 문화국

1. 일반현황
 ○ 정원 30명
2. 2024년 추진실적
 ○ 축제 3회
3. 2025년 업무계획
 가. 시립미술관 건립
  ○ 사업비 : 100억원
  ○ 2025. 5월 : 착공
 나. 문화축제 개최
  ○ 사업비 : 10억원
  ○ 2025. 10월 : 개최
 다. 도서관 확충
  ○ 사업비 : 30억원
4. 현안사항
 가. 예산 확보
  ○ 국비 건의
 나. 부지 매입
  ○ 협의 중
"""
PAGE = """\
<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"></head><body>
<p>2025년도 주요업무보고</p><p>2025. 2.</p><p>가람시 기획조정실</p>
<h2>일반현황</h2><h3>인력</h3><ul><li>정원 30명</li><li>현원 28명</li></ul>
<h2>2025년 주요업무 추진계획</h2>
<h3>시립도서관 건립</h3><h4>사업개요</h4><ul><li>사업비 : 25,000백만원</li></ul>
<h4>추진일정</h4><ul><li>’25. 3월 : 실시설계 완료</li><li>’25. 9월 : 착공</li></ul>
<h3>스마트주차장 조성</h3><h4>사업개요</h4><ul><li>사업비 : 3,400백만원</li></ul>
<h4>추진일정</h4><ul><li>’25. 5월 : 계약</li></ul>
</body></html>
"""


def _outline(source: Source) -> Outline:
    return read_outline(read_document(source))


def _numbered(source: Source) -> list[tuple[str, int | None, str]]:
    return [(s.kind, s.number, s.title) for s in _outline(source).sections if s.kind in _KINDS]


@pytest.mark.parametrize(
    ("goal", "first", "second"),
    [
        ("1. 살기 좋은 도시\n\n", "1-1", "1-2"),
        ("1. 살기 좋은 도시\n\n", "1-1.", "1-2."),
        *(("", f"{one}", f"{two}") for one, two in [("1.", "2."), ("01", "02"), ("1", "2")]),
        *(("", one, two) for one, two in [("[1]", "[2]"), ("1)", "2)"), ("(1)", "(2)")]),
        *(("", one, two) for one, two in [("가.", "나."), ("❶", "❷"), ("㉮", "㉯"), ("①", "②")]),
        *(("", one, two) for one, two in [("현안 1", "현안 2"), ("과제1.", "과제2.")]),
        ("", "\U000f02b1", "\U000f02b2"),
    ],
)
def test_numberings_of_programs_in_plain_text(goal: str, first: str, second: str) -> None:
    text = _FOUR.format(goal=goal, first=first, second=second)
    tables = read_report(source_of(text, "office/2025-02.txt"))
    found = tables.frames["programs"].select("title", "budget_krw").rows()
    assert found == [("시립도서관 건립", 25_000_000_000), ("스마트주차장 조성", 3_400_000_000)]
    assert tables.frames["milestones"].height == 2


def test_chapters_without_numbers_or_look() -> None:
    assert _numbered(source_of(UNNUMBERED, "office/2025-02.txt")) == [
        ("chapter", None, "일반현황"),
        ("chapter", None, "2024년 주요성과"),
        ("chapter", None, "2025년 주요업무계획"),
        ("program", 1, "도심공원 조성"),
        ("program", 2, "스마트도로 구축"),
        ("chapter", None, "당면현안"),
        ("program", 1, "쓰레기 소각장 이전"),
        ("program", 2, "버스 노선 개편"),
    ]


def test_an_amount_beside_a_title_is_the_budget_unless_it_is_a_part() -> None:
    programs = read_report(source_of(UNNUMBERED, "office/2025-02.txt")).frames["programs"]
    assert programs["budget_krw"].to_list() == [5_700_000_000, None, None, None]
    assert programs["program_id"].to_list()[1:3] == ["office-2025-02/ch3-2", "office-2025-02/ch4-1"]


def test_parts_that_every_program_has_are_no_programs() -> None:
    found = _numbered(source_of(SQUARE, "office/2025-01.txt"))
    assert [title for kind, _, title in found if kind == "program"] == [
        "건강증진 사업",
        "감염병 예방",
        "정신건강",
    ]


def test_goals_above_points_and_signs_below_a_chapter() -> None:
    assert _numbered(source_of(GOALS, "office/2025-02.txt"))[2:] == [
        ("goal", 1, "시민이 안전한 공단"),
        ("program", 1, "시설 안전점검"),
        ("program", 2, "재난 대응"),
        ("goal", 2, "지역과 상생하는 공단"),
        ("program", 1, "지역인재 채용"),
        ("program", 2, "지역상품 구매"),
        ("chapter", 3, "당면현안"),
        ("program", 1, "노후시설 교체"),
        ("program", 2, "주차장 확충"),
    ]


def test_letters_below_chapters_with_plain_numbers() -> None:
    found = find_programs(_outline(source_of(LETTERS, "office/2025-02.txt")))
    assert [program.label for program in found] == ["ch3-1", "ch3-2", "ch3-3", "ch4-1", "ch4-2"]


def test_headings_that_a_page_states() -> None:
    source = read_html("office/2025-02.html", PAGE.encode())
    assert _numbered(source) == [
        ("chapter", None, "일반현황"),
        ("chapter", None, "2025년 주요업무 추진계획"),
        ("program", 1, "시립도서관 건립"),
        ("program", 2, "스마트주차장 조성"),
    ]
    tables = read_report(source).frames
    assert tables["programs"]["budget_krw"].to_list() == [25_000_000_000, 3_400_000_000]
    assert tables["milestones"].height == 3
    kinds = [s.kind for s in _outline(source).sections if s.title in ("사업개요", "정원 30명")]
    assert kinds == ["item", "heading", "heading"]


def test_headings_of_markdown() -> None:
    assert _numbered(read_markdown("office/2025-03.md", MARKDOWN.encode())) == [
        ("chapter", None, "기본현황"),
        ("chapter", None, "2025 주요업무 계획"),
        ("goal", 1, "배움이 있는 학교"),
        ("program", 1, "기초학력 보장"),
        ("program", 2, "독서교육 강화"),
        ("goal", 2, "안전한 학교"),
        ("program", 1, "통학로 개선"),
    ]


def test_a_count_that_starts_again_without_goals_loses_no_program() -> None:
    text = (
        "Ⅰ. 일반현황\n□ 3과\nⅡ. 주요업무계획\n1. 도로\n□ 개요\n○ 가\n2. 공원\n□ 개요\n○ 나\n"
        "1. 하천\n□ 개요\n○ 다\n2. 주차장\n□ 개요\n○ 라\n"
    )
    programs = find_programs(_outline(source_of(text, "office/2025-02.txt")))
    assert [p.label for p in programs] == ["ch2-1", "ch2-2", "ch2-3", "ch2-4"]


@pytest.mark.parametrize(
    "text", ["가나다 라마바\n", "Ⅰ. 가\n", "1. 가\n2. 나\n", "표\n가\t나\n1\t2\n"]
)
def test_any_text_has_an_outline(text: str) -> None:
    sections = _outline(source_of(text, "office/2025-02.txt")).sections
    assert sections[0].kind == "report"
    assert not [s for s in sections if s.kind == "program"]


def test_a_part_called_like_its_program_is_no_printing_of_it() -> None:
    text = (
        "Ⅰ. 일반현황\n□ 3과\nⅡ. 주요업무계획\n1. 노선 확충 및 공항 운영\n"
        "○ 노선 확충 및 공항 활성화\n□ 노선 확충\n○ 취항 지원\n□ 공항 운영\n○ 점검\n"
        "2. 인력 양성\n□ 개요\n○ 교육\n"
    )
    found = _numbered(source_of(text, "office/2025-02.txt"))
    assert found[2:] == [("program", 1, "노선 확충 및 공항 운영"), ("program", 2, "인력 양성")]
