"""Programs that no contents page of their goals announces: 1-1, boxes, chapters without goals."""

from dataclasses import replace

import pytest
from reports import source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.facts.programs.programs import find_programs

Row = tuple[str, str, int | None, str]


def _numbered(text: str, *, wraps: bool = True) -> list[Row]:
    """Kind, mark, number and title of chapters, goals, programs and parts, and of appendices."""
    source = source_of(text, "office/2025-02.txt")
    outline = read_outline(read_document(source if wraps else replace(source, format="hwpx")))
    return [
        (section.kind, section.marker, section.number, section.title)
        for section in outline.sections
        if section.kind in ("chapter", "goal", "program", "subprogram")
        or section.marker in ("붙임", "별첨", "별첨자료")
    ]


# busan2025_신공항추진본부.pdf, pages 3 (contents), 5, 12, 14 and 19, shortened
AIRPORT = """\
목 차

Ⅰ. 기본현황 ·············································1
Ⅱ. 2025년 주요업무 추진계획 ··············8
1. 가덕도신공항 건설 ················································8

Ⅰ. 기본현황

□ 3과 9팀

Ⅱ. 2025년 주요업무 추진계획
1. 가덕도신공항 건설
1-1  가덕도신공항 건설 신속 추진

❖ 신공항 조기 개항 로드맵에 의한 차질없는 사업절차 대응 추진 및
‘남부권 글로벌 관문공항’으로 성공적인 개항 기반 확보
□ 사업개요
ㅇ 부지면적 : 667만㎡
- 8 -
1-2  가덕도신공항 적기 보상 추진
□ 보상개요
2. 지역항공운송산업 경쟁력 강화
2-1  지역 거점항공사 육성 및 항공전문인력 양성
□ 지역 거점항공사 육성 지원 및 경쟁력 강화
"""


def test_goals_above_programs_with_their_number() -> None:
    assert _numbered(AIRPORT) == [
        ("chapter", "Ⅰ", 1, "기본현황"),
        ("chapter", "Ⅱ", 2, "2025년 주요업무 추진계획"),
        ("goal", "1", 1, "가덕도신공항 건설"),
        ("program", "1-1", 1, "가덕도신공항 건설 신속 추진"),
        ("program", "1-2", 2, "가덕도신공항 적기 보상 추진"),
        ("goal", "2", 2, "지역항공운송산업 경쟁력 강화"),
        ("program", "2-1", 1, "지역 거점항공사 육성 및 항공전문인력 양성"),
    ]


def test_contents_pages_are_no_sections() -> None:
    outline = read_outline(read_document(source_of(AIRPORT, "office/2025-02.txt")))
    assert set(outline.section_of[:6]) == {0}  # lines 1 to 6: the report itself


# busan2025_관광마이스국.pdf, pages 15 to 20 and 29 to 38, shortened
TOURISM = """\
Ⅴ. 2025년 주요업무계획
1/
글로벌 수준의 관광콘텐츠 특화도시 조성

1-1  글로벌관광도시 경쟁력 강화

1-2  차별화된 지역특화 융합관광 콘텐츠 육성

- 11 -
1-1  글로벌관광도시 경쟁력 강화

◇ UN Tourism (세계관광기구) 연계, 글로벌 관광도시 위상 강화
- 12 -
1-2  차별화된 지역특화 융합관광 콘텐츠 육성

◇ 매력적인 지역 관광자원을 바탕으로 글로벌 관광도시 육성
- 14 -
2/
글로벌 해양관광 선도도시 조성

2-1  글로벌 해양레저관광 거점도시 조성

- 15 -
2-1  글로벌 해양레저관광 거점도시 조성
□ (해양레저 저변 확대) 다양한 해양레저‧대회 행사 등 이벤트 개최

Ⅵ. 주요현안

1 「글로벌도시관광서밋」 론칭ᆞ글로벌 브랜딩

2 2025 「페스티벌 시월(FESTIVAL SHIWOL)」 개최

- 25 -
1  「글로벌도시관광서밋」 론칭ᆞ글로벌 브랜딩

□ 사업개요
ㅇ 사업내용
① 「TASTY 부산」 프로그램 운영(유니크베뉴 등)
② 「부산 미식로드」 개발, 지정ㆍ운영
□ 추진상황 및 계획
ㅇ '24. 12. : 유관기관 실무협의
① 해운대1,2 ② 화명․금곡
- 26 -
2  2025 「페스티벌 시월(FESTIVAL SHIWOL)」 개최

□ 향후계획
ㅇ ’25. 1. : 페스티벌 시월 추진 기본계획 수립
붙임 1 2025년 주요행사 일정

2월  부산국제광고제 2.7.~2.9.
"""


def test_goals_on_covers_and_a_chapter_without_goals() -> None:
    assert _numbered(TOURISM) == [
        ("chapter", "Ⅴ", 5, "2025년 주요업무계획"),
        ("goal", "1", 1, "글로벌 수준의 관광콘텐츠 특화도시 조성"),
        ("program", "1-1", 1, "글로벌관광도시 경쟁력 강화"),
        ("program", "1-2", 2, "차별화된 지역특화 융합관광 콘텐츠 육성"),
        ("goal", "2", 2, "글로벌 해양관광 선도도시 조성"),
        ("program", "2-1", 1, "글로벌 해양레저관광 거점도시 조성"),
        ("chapter", "Ⅵ", 6, "주요현안"),
        ("program", "1", 1, "「글로벌도시관광서밋」 론칭ᆞ글로벌 브랜딩"),
        # ① ② are points of a list: nothing stands below them
        ("program", "2", 2, "2025 「페스티벌 시월(FESTIVAL SHIWOL)」 개최"),
        # and what is attached belongs to no program
        ("heading", "붙임", 1, "2025년 주요행사 일정"),
    ]


def test_programs_of_a_chapter_without_goals_carry_its_number() -> None:
    outline = read_outline(read_document(source_of(TOURISM, "office/2025-02.txt")))
    programs = find_programs(outline)
    assert [(p.label, p.goal_no, p.goal) for p in programs][3:5] == [
        ("ch6-1", None, "주요현안"),
        ("ch6-2", None, "주요현안"),
    ]
    assert programs[0].label == "1-1"


@pytest.mark.parametrize(
    ("changed", "pairs"),
    [
        # a gap
        (("2-1  글로벌 해양레저관광", "2-2  글로벌 해양레저관광"), ["1-1", "1-2", "2-2"]),
        # a goal without a title
        (("2/\n글로벌 해양관광 선도도시 조성\n", ""), ["1-1", "1-2", "2-1"]),
        # what was done is no plan of work
        (("2025년 주요업무계획", "2024년 주요업무성과"), []),
    ],
)
def test_pairs_below_other_titles(changed: tuple[str, str], pairs: list[str]) -> None:
    text = TOURISM.replace(*changed)
    assert text != TOURISM
    assert [row[1] for row in _numbered(text) if row[0] == "program"] == [*pairs, "1", "2"]


# moel2025_고용노동부_업무보고.hwpx, lines 125 to 331, shortened
LABOUR = """\
Ⅲ. 중점 추진과제: 노동과 함께하는 진짜 성장
노동시장 격차 해소
\U000f02b1 모든 청년의 일할 기회 격차 해소 (국정 96)
□  추진배경
 ㅇ 20·30 70만 쉬었음 청년을 포함한 모든 청년들이 마음껏 일할 수 있도록 지원
\U000f02b2 장시간·야간노동 등 노동시간 격차 해소 (국정 95)
□  추진배경
노동있는 산업 대전환
\U000f02b3 인구구조 변화에 대응한 노동시장 참여 확대
□  추진배경
"""


def test_numbers_in_boxes_below_goals_without_a_mark() -> None:
    assert [(kind, number, title) for kind, _, number, title in _numbered(LABOUR, wraps=False)] == [
        ("chapter", 3, "중점 추진과제: 노동과 함께하는 진짜 성장"),
        ("goal", 1, "노동시장 격차 해소"),
        ("program", 1, "모든 청년의 일할 기회 격차 해소"),
        ("program", 2, "장시간·야간노동 등 노동시간 격차 해소"),
        ("goal", 2, "노동있는 산업 대전환"),
        ("program", 3, "인구구조 변화에 대응한 노동시장 참여 확대"),
    ]


def test_a_chapter_whose_title_stands_on_two_lines() -> None:
    # busan2025_주택건축국.pdf, pages 3 and 15
    text = (
        "보 고 순 서\n\nⅠ. 기 본 현 황 ·····1\n\nⅡ. 2025년 주요 업무계획 ·····11\n\n"
        "Ⅰ. 기 본 현 황\n\n□ 조 직(3과ㆍ17팀)\n\n"
        "Ⅱ. 2025년\n주요업무계획\n모두가 행복한 주거도시 조성\n"
    )
    assert _numbered(text) == [
        ("chapter", "Ⅰ", 1, "기본현황"),
        ("chapter", "Ⅱ", 2, "2025년 주요업무계획"),
    ]


def test_titles_of_which_a_third_have_no_parts_are_programs_and_no_goals() -> None:
    body = " ○ 사업비 : 250백만원\n ○ 착공 : ’25. 3월\n"
    parts = f"가. 실증센터 건립\n{body}나. 시범단지 조성\n{body}"
    text = (
        "Ⅰ. 일반현황\n\n□ 3과\n\nⅡ. 2025년 추진계획\n\n"
        f"1. 디지털 농업 확산\n{parts}2. 소득작목 육성\n{parts}"
        f"3. 농촌 정착 지원\n{body}4. 농기계 임대\n{body}"
    )
    programs = [title for kind, _, _, title in _numbered(text) if kind == "program"]
    assert programs == ["디지털 농업 확산", "소득작목 육성", "농촌 정착 지원", "농기계 임대"]


def test_an_office_that_a_table_lists_is_no_part_of_a_title() -> None:
    text = (
        "Ⅰ. 일반현황\n\n□ 조직\n과\t팀\n항만과 (2팀)\t물류팀, 항만팀\n항공과 (1팀)\t항공팀\n\n"
        "Ⅱ. 2025년 주요업무 추진계획\n\n1. 크루즈 거점항 육성 항만과\n□ 개요\n"
        "2. 교육과정 개발 및 학과\n□ 개요\n"
        "3. 드론 산업 육성 항공과\n□ 개요\n4. 섬 교통 개선\n□ 개요\n"
    )
    titles = [title for kind, _, _, title in _numbered(text) if kind == "program"]
    assert titles == [
        "크루즈 거점항 육성",
        "교육과정 개발 및 학과",
        "드론 산업 육성",
        "섬 교통 개선",
    ]


def test_numbers_that_count_through_goals_are_programs() -> None:
    text = (
        "Ⅰ. 2024년 주요 성과\n\n○ 지원 3건\n\nⅡ. 2025년 주요업무 추진계획\n\n"
        "1. 가족 지원 강화\n① 아이돌봄서비스 제고\n○ 지원 확대\n○ 단가 인상\n"
        "② 양육비 선지급제 시행\n○ 지급\n○ 접수\n2. 청소년 성장 지원\n③ 위기청소년 지원\n"
        "○ 시범사업\n"
        "○ 조사\n④ 사이버도박 예방\n○ 교육\n○ 치유\n3. 안전사회 조성\n⑤ 피해자 보호\n○ 개소\n"
        "○ 구축\n"
    )
    assert [title for kind, _, _, title in _numbered(text) if kind == "program"] == [
        "아이돌봄서비스 제고", "양육비 선지급제 시행", "위기청소년 지원", "사이버도박 예방",
        "피해자 보호",
    ]  # fmt: skip
    assert sum(kind == "goal" for kind, *_ in _numbered(text)) == 3


def test_results_told_below_forms_of_programs_are_of_programs() -> None:
    form = (
        "사업기간\t2024. 1. ~ 12.\t사 업 비\t2,530백만원\n사 업 량\t6.5㎞\t집 행 액\t2,334백만원\n"
    )
    text = (
        f"Ⅰ. 2024년 주요업무 추진실적\n\n1. 임도시설 확충\n{form}○ 준공 2개소\n2. 산림재난 대응\n"
        f"{form}"
        "○ 점검 94개소\n3. 휴양림 운영\n○ 이용객 3명\n\nⅡ. 2025년 추진계획\n\n1. 정원 조성\n"
        "□ 개요\n"
    )
    assert [title for kind, _, _, title in _numbered(text) if kind == "program"] == [
        "임도시설 확충", "산림재난 대응", "휴양림 운영", "정원 조성",
    ]  # fmt: skip


def test_a_chapter_with_a_part_of_its_own_name_is_that_chapter() -> None:
    text = (
        "보고순서\n\nⅠ. 일반현황 ······ 1\nⅡ. 2024년 주요 성과 ······ 4\n"
        "Ⅲ. 2025년 주요업무 추진계획 ······ 9\n\n"
        "Ⅰ. 일반현황\n\n1. 조직 및 인력\n○ 기구 : 5과\n2. 일반현황\n○ 택시 : 1,764대\n\n"
        "Ⅱ. 2024년 주요 성과\n\n○ 표창 5건\n\nⅢ. 2025년 주요업무 추진계획\n\n1. 버스 노선 개편\n"
        "□ 개요\n"
    )
    assert [title for kind, _, _, title in _numbered(text) if kind == "chapter"] == [
        "일반현황", "2024년 주요 성과", "2025년 주요업무 추진계획",
    ]  # fmt: skip


def test_a_chapter_of_progress_whose_items_plan_holds_programs() -> None:
    body = (
        "가. 추진실적\n  ○ 노선 23개 조정\n나. 향후계획\n  ○ 정산 완료\n",
        "가. 사업개요\n  ○ 9.3㎞\n나. 하반기 계획\n  ○ 개통\n",
    )
    text = (
        "가람시 주요업무보고\n2025. 11.\n가람시 교통국\n\nⅠ. 일반현황\n○ 정원 12명\n\n"
        "Ⅱ. 주요업무 추진상황\n\n"
        f"1. 준공영제 운영 (대중교통과, 기획단)\n{body[0]}\n"
        f"2. 환승센터 건립 (교통관리센터)\n{body[1]}"
    )
    outline = read_outline(read_document(source_of(text, "garam/2025-11.txt")))
    programs = [section.title for section in outline.sections if section.kind == "program"]
    assert programs == ["준공영제 운영", "환승센터 건립"]
