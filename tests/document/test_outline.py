"""The outline of the two real reports, of altered copies, and of any text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import FOLDER, source_of, whole

from pipeline.document.document import read_document
from pipeline.document.outline.tree import Outline, Section, read_outline

Entry = tuple[str, int, str]
"""Number (goal-program-subprogram), source line, beginning of the title."""

# 2022-03.txt. 5-3 has no number line: it stands on the cover of goal 5 (line 1497), and its text
# begins with the paragraph of line 1634.
PROGRAMS_2022: list[Entry] = [
    ("1-1", 338, "취약계층 공공일자리 제공"),
    ("1-1-1", 344, "서울시민 안심일자리"),
    ("1-1-2", 382, "코로나19 피해업종 지원형 뉴딜일자리"),
    ("1-2", 428, "중소기업 경영리스크"),
    ("1-3", 476, "재창업 소상공인"),
    ("1-4", 522, "코로나19 피해업종「무급휴직"),
    ("2-1", 585, "서울형 청년인턴"),
    ("2-2", 644, "청년 수요·니즈"),
    ("2-2-1", 650, "광역일자리카페"),
    ("2-2-2", 688, "청년일자리 매칭강화"),
    ("2-3", 758, "기술교육원 위탁기관"),
    ("3-1", 840, "아이디어의 신속한"),
    ("3-2", 930, "서울형 R&D 및 테스트베드"),
    ("3-2-1", 948, "중소·벤처·창업기업"),
    ("3-2-2", 997, "테스트베드 확대"),
    ("3-2-3", 1010, "서울혁신챌린지"),
    ("3-2-4", 1024, "정부지원 대응투자"),
    ("3-3", 1043, "청년창업·지역경제"),
    ("3-3-1", 1082, "캠퍼스타운 밸리"),
    ("3-3-2", 1111, "대학·자치구·주민"),
    ("4-1", 1144, "서울형 신산업 선도"),
    ("4-1-1", 1150, "서울 로봇 아카데미"),
    ("4-1-2", 1191, "서울 드론 아카데미"),
    ("4-2", 1238, "G밸리 ICT"),
    ("4-2-1", 1256, "G밸리 창업큐브"),
    ("4-2-2", 1284, "의료기기개발지원센터"),
    ("4-2-3", 1320, "G밸리 혁신 생태계"),
    ("4-3", 1339, "신성장산업 기반인 양재"),
    ("4-3-1", 1358, "양재 AI 혁신지구"),
    ("4-3-2", 1399, "서울 AI 산업 육성"),
    ("4-4", 1446, "핀테크 집중 육성"),
    ("5-1", 1501, "뷰티산업 수요기반"),
    ("5-1-1", 1518, "뷰티 비즈니스 전문인력"),
    ("5-1-2", 1548, "인플루언서 및 K-컬쳐"),
    ("5-2", 1588, "도심제조업 맞춤형"),
    ("5-3", 1634, "2022년 춘계 서울패션위크"),
]
# 2023-03.txt. Line 917 begins with ② and is none: its ① stands inside the line above it.
PROGRAMS_2023: list[Entry] = [
    ("1-1", 226, "서울 뷰티산업"),
    ("1-2", 317, "2023 서울패션위크"),
    ("1-3", 391, "영상·1인미디어"),
    ("1-3-1", 411, "서울시네마테크"),
    ("1-3-2", 433, "우수 콘텐츠 제작"),
    ("1-3-3", 447, "우수콘텐츠기업"),
    ("1-4", 463, "글로벌 위상 강화"),
    ("1-4-1", 469, "해외 주요 도시"),
    ("1-4-2", 492, "국제기구·회의"),
    ("2-1", 529, "글로벌 투자유치"),
    ("2-2", 561, "서울 스타트업 지원"),
    ("2-2-1", 577, "서울창업허브 스케일업센터"),
    ("2-2-2", 596, "대·중견기업"),
    ("2-2-3", 608, "민간주도"),
    ("2-2-4", 617, "스타트업·중소기업"),
    ("2-3", 632, "스타트업 글로벌 진출"),
    ("2-3-1", 652, "서울-해외 도시간"),
    ("2-3-2", 666, "해외 법인 설립"),
    ("2-3-3", 680, "스타트업 제품·서비스"),
    ("2-4", 697, "청년창업 육성"),
    ("2-4-1", 731, "캠퍼스타운을 통한"),
    ("2-4-2", 750, "대학·자치구·창업기업"),
    ("2-5", 762, "신산업 성장 촉진"),
    ("3-1", 816, "청년취업사관학교"),
    ("3-1-1", 849, "(조성) 캠퍼스"),
    ("3-1-2", 857, "(교육) 90개"),
    ("3-1-3", 866, "(취·창업) 교육"),
    ("3-2", 872, "서울형 청년인턴"),
    ("3-3", 905, "서울형 강소기업"),
    ("3-4", 937, "다각적인 청년취업"),
    ("3-4-1", 960, "「청년일자리 매칭강화"),
    ("3-4-2", 972, "청년 종합 취업지원시설"),
    ("3-4-3", 983, "청년구직자 면접정장"),
    ("3-5", 990, "기술교육원 운영"),
    ("3-5-1", 1018, "산업수요를 반영한"),
    ("3-5-2", 1025, "연령·계층별"),
    ("3-5-3", 1043, "기술교육원 운영 활성화를 통한 경쟁력"),
    ("4-1", 1078, "양재 일대를"),
    ("4-1-1", 1096, "AI 인프라 조성"),
    ("4-1-2", 1116, "AI 양재 허브"),
    ("4-2", 1144, "홍릉 일대"),
    ("4-2-1", 1161, "인프라 확충"),
    ("4-2-2", 1183, "기업 성장 지원"),
    ("4-3", 1212, "디지털 금융산업"),
    ("4-4", 1250, "G밸리 중심"),
    ("4-4-1", 1269, "G밸리 경쟁력"),
    ("4-4-2", 1288, "G밸리 문화 인프라"),
    ("4-4-3", 1306, "유관기관 간"),
    ("4-5", 1320, "대·중·소기업"),
    ("4-5-1", 1340, "일반분양용지"),
    ("4-5-2", 1348, "기업 동반성장"),
    ("4-5-3", 1363, "기업수요 맞춤형"),
    ("4-6", 1385, "테스트베드 실증기회"),
    ("5-1", 1425, "공공일자리 사업"),
    ("5-1-1", 1429, "서울 동행일자리"),
    ("5-1-2", 1474, "서울형 뉴딜일자리"),
    ("5-2", 1510, "도시제조업"),
    ("5-3", 1545, "중소기업 위기"),
    ("5-3-1", 1551, "수출보험·보증료"),
    ("5-3-2", 1568, "매출채권 보험료"),
    ("5-3-3", 1583, "중소기업 지식재산권"),
]
EXPECTED = {"2022-03": PROGRAMS_2022, "2023-03": PROGRAMS_2023}


def outline_of(text: str, month: str = "2022-03") -> Outline:
    return read_outline(read_document(source_of(text, f"{FOLDER}/{month}.txt")))


def programs(outline: Outline) -> list[tuple[str, int, str]]:
    """Number, line and title of every program and subprogram."""
    found, numbers = [], {"goal": 0, "program": 0, "subprogram": 0}
    for section in outline.sections:
        if section.kind in numbers:
            numbers[section.kind] = section.number or 0
        if section.kind in ("program", "subprogram"):
            kinds = ("goal", "program", "subprogram")[: 3 if section.kind == "subprogram" else 2]
            number = "-".join(str(numbers[kind]) for kind in kinds)
            found.append((number, section.line_start, section.title))
    return found


def titles(outline: Outline, kind: str) -> list[str]:
    return [section.title for section in outline.sections if section.kind == kind]


@pytest.mark.parametrize("month", EXPECTED)
def test_every_program_is_found_at_its_line(month: str) -> None:
    found = programs(outline_of(whole(month), month))
    assert [(n, line) for n, line, _ in found] == [(n, line) for n, line, _ in EXPECTED[month]]
    for (_, _, title), (number, _, begins) in zip(found, EXPECTED[month], strict=True):
        assert title.startswith(begins), number


def test_chapters_and_goals() -> None:
    # 2023-03.txt prints chapter Ⅰ as "1." (line 10); 2022-03.txt breaks the titles of goals over
    # lines (322-326) and words goal 3 otherwise on its cover (828-830) than in the contents (314).
    first, second = outline_of(whole("2022-03")), outline_of(whole("2023-03"), "2023-03")
    assert [s.line_start for s in first.sections if s.kind == "chapter"] == [5, 119, 172, 306]
    assert [s.line_start for s in second.sections if s.kind == "chapter"] == [
        10,
        73,
        118,
        204,
        1608,
    ]
    assert titles(first, "goal") == [
        "코로나19 대응 민생경제 활력 회복 지원",
        "기업수요 맞춤형 민간연계 취업지원 강화",
        "스타트업 지속성장 지원, 창업생태계 고도화",
        "신산업 전략적 육성을 통한 미래 성장동력 확보",
        "서울 산업생태계 지속성장 기반 강화",
    ]
    assert len(titles(second, "goal")) == 5
    # The parts of chapter V are no goals; the third is headed by its table only (line 1702).
    audit = [s for s in second.sections if len(s.path) == 2 and s.path[0] == 5]
    assert [(s.kind, s.number, s.line_start) for s in audit] == [
        ("heading", 1, 1618),
        ("heading", 2, 1632),
        ("heading", 3, 1702),
        ("heading", 4, 1720),
    ]


def _path(outline: Outline, line: int) -> list[str]:
    """Marks and titles from the report down to a line."""
    section: Section | None = outline.sections[outline.section_of[line - 1]]
    found = []
    while section is not None and section.parent is not None:
        found.append(f"{section.marker} {section.title}".strip()[:12])
        section = outline.sections[section.parent]
    return found[::-1]


@pytest.mark.parametrize(
    ("month", "line", "marks"),
    [
        # an item below a heading below a circled part
        ("2022-03", 376, ["Ⅳ", "1", "1", "①", "□", "○"]),
        # a circled part below a heading
        ("2022-03", 1086, ["Ⅳ", "3", "3", "□", "①", "○", "－"]),
        # ▶ below a dash below ○: lines 1192-1195
        ("2023-03", 1195, ["IV", "4", "2", "□", "②", "○", "-", "▶"]),
        # ○ ends a box of ✓ (lines 361-369) and stands beside the box
        ("2023-03", 371, ["IV", "1", "2", "□", "○"]),
        # Markdown's bold is no mark: line 334 begins with - **(패션쇼)**
        ("2023-03", 334, ["IV", "1", "2", "□", "-"]),
        # ② without a ① before it is an item, not a part of the program
        ("2023-03", 917, ["IV", "3", "3", "□", "-", "②"]),
    ],
)
def test_lines_stand_where_the_marks_put_them(month: str, line: int, marks: list[str]) -> None:
    outline = outline_of(whole(month), month)
    section: Section = outline.sections[outline.section_of[line - 1]]
    found = []
    while section.parent is not None:
        found.append(section.marker)
        section = outline.sections[section.parent]
    assert found[::-1] == marks


def test_other_bullets_give_the_same_outline() -> None:
    text = whole("2022-03")
    other = text.translate(str.maketrans({"○": "ㅇ", "－": "▸", "▸": "◦", "\uf000": "■"}))
    assert programs(outline_of(other)) == programs(outline_of(text))
    assert _shape(outline_of(other)) == _shape(outline_of(text))


def _shape(outline: Outline) -> list[tuple[str, tuple[int, ...], int]]:
    return [(s.kind, s.path, s.line_start) for s in outline.sections]


def test_a_missing_chapter_leaves_the_others() -> None:
    text = whole("2022-03")
    # without chapter Ⅱ, lines 119-171
    lines = text.splitlines(keepends=True)
    shorter = "".join(lines[:118] + lines[171:])
    found = programs(outline_of(shorter))
    assert [(n, title) for n, _, title in found] == [
        (n, title) for n, _, title in programs(outline_of(text))
    ]
    assert all(
        line + 53 == before
        for (_, line, _), (_, before, _) in zip(found, PROGRAMS_2022, strict=True)
    )


def test_chapters_in_another_order() -> None:
    lines = whole("2023-03").splitlines(keepends=True)
    # chapter V (from line 1608) before chapter IV (from line 204), renumbered
    audit = [re.sub(r"^V\.", "IV.", line) for line in lines[1607:]]
    work = [re.sub(r"^IV\.", "V.", line) for line in lines[203:1607]]
    found = programs(outline_of("".join([*lines[:203], *audit, "\n\n", *work]), "2023-03"))
    assert [n for n, _, _ in found] == [n for n, _, _ in PROGRAMS_2023]


def test_programs_without_a_cover_list_are_no_programs_but_their_lines_are_kept() -> None:
    text = "Ⅰ. 일반현황\n\n□ 사업개요\n○ 위 치 : 마포구\n－ 규모 3개소\n"
    outline = outline_of(text)
    assert [(s.kind, s.marker, s.title) for s in outline.sections[1:]] == [
        ("chapter", "Ⅰ", "일반현황"),
        ("heading", "□", "사업개요"),
        ("item", "○", "위치 : 마포구"),
        ("item", "－", "규모 3개소"),
    ]
    assert outline.section_of == (1, 1, 2, 3, 4)


_LINES = st.sampled_from(
    [
        *["", "Ⅰ. 현황", "II. 계획", "1. 목표", "2. 목표", "1", "2 사업", "① 갑", "② 을", "□ 개요"],
        *["○ 항목", "- 항목", " - 항목", "※ 참고", "< 상자 >", "본문입니다", "가\t나\t다"],
        *["(단위 : 명)", "✓ 확인"],
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINES, max_size=40))
def test_any_text_is_a_tree_over_all_its_lines(lines: list[str]) -> None:
    outline = outline_of("\n".join(lines) + "\n")
    sections = outline.sections
    for index, section in enumerate(sections[1:], start=1):
        assert section.parent is not None
        assert section.parent < index
        parent = sections[section.parent]
        assert section.path[:-1] == parent.path
        assert parent.line_start <= section.line_start <= section.line_end <= parent.line_end
    for number, index in enumerate(outline.section_of, start=1):
        assert sections[index].line_start <= number <= sections[index].line_end
        inner = [s for s in sections if s.line_start <= number <= s.line_end]
        assert max(inner, key=lambda s: len(s.path)) is sections[index]


def test_a_mark_further_left_goes_on_with_the_list() -> None:
    # 2022-03.txt lines 13-15: ` ∘ 직속기관 …`, `∘ 투자기관 …`, `∘ 출연기관 …` are one list
    outline = outline_of(whole("2022-03"))
    listed = [outline.sections[outline.section_of[line - 1]] for line in (13, 14, 15)]
    assert [section.line_start for section in listed] == [13, 14, 15]
    assert len({section.parent for section in listed}) == 1
    # 2023-03.txt lines 834-836: ` - 종합형 …` and ` - 특화형 …` below the list of - they stand in
    outline = outline_of(whole("2023-03"), "2023-03")
    above, first, second, after = (
        outline.sections[outline.section_of[line - 1]] for line in (833, 834, 835, 836)
    )
    assert first.parent == second.parent == outline.sections.index(above)
    assert above.parent == after.parent
