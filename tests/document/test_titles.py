"""Titles of items that run on over lines, with blank lines between and without."""

import re

import pytest
from reports import FOLDER, source_of, whole

from pipeline.document.document import read_document
from pipeline.document.outline.tree import Section, read_outline


def items(text: str, month: str = "2022-03") -> dict[int, Section]:
    """The items of a text by their first line."""
    outline = read_outline(read_document(source_of(text, f"{FOLDER}/{month}.txt")))
    return {section.line_start: section for section in outline.sections if section.kind == "item"}


REAL = items(whole("2022-03"))


@pytest.mark.parametrize(
    ("line", "end", "title"),
    [
        # cells of chapter Ⅲ: •신 산 업 / 전 문 인 재 / 양 성; the last, above chapter Ⅳ
        (218, 222, "신산업 전문인재 양성"),
        (296, 300, "글로벌 투자유치 강화"),
        # a sentence, above another list
        (347, 349, "오미크론 변이 확산 및 … 저학력 일자리에 타격이 집중, … 악화 추세"),
        (538, 540, "지원요건 : … 월 7일 이상 무급 휴직한 근로자 중 … 고용보험 유지자"),
        # items in columns side by side
        (809, 811, "중부+남부기술교육원 통합 운영"),
        # above a heading
        (1223, 1225, "드론 관련 협회 … 취업 및 스타트업 창업까지 연계 … 일자리 창출 도모"),
        (1351, 1353, "사업내용 : 양재 AI 혁신지구 기반 조성, AI+X 융복합 네트워크 및 인재양성"),
        (1373, 1375, "위치 : 서초구 양재대로 12길 36일대 (現 양곡도매시장 부지 32,803㎡)"),
        # a word broken by the end of the line
        (1552, 1554, "친환경 패키지 … 제작 지원으로 브랜드 컨셉 … 국내·외 마케팅 지원"),
        # without a blank line
        (1348, 1349, "위치 : 양재 AI 혁신지구 (양재‧우면동 일대 약 300만㎡)"),
    ],
)
def test_an_item_goes_on_over_a_blank_line(line: int, end: int, title: str) -> None:
    found = REAL[line]
    assert found.title_end == end
    assert re.fullmatch(".+".join(map(re.escape, title.split("…"))), found.title)


@pytest.mark.parametrize(
    "line",
    [
        502,  # a drawing below: 市 자 치 구 市 → 자치구 …
        605,  # 추진절차 heads the drawing below it
        702,  # 구인기업‧구직청년 모집 / (’22.5~6월)
        783,  # three headings side by side, above lists of their own
        901,  # 용산 전자제조지원센터 시설현황 heads the list below it
        1106,  # a drawing
        1290,  # 지원체계: 서울시 한국산업단지공단 고대구로병원
        1582,  # captions of pictures, behind a date
        1655,  # captions of pictures
    ],
)
def test_what_stands_below_an_item_is_not_always_its_text(line: int) -> None:
    assert REAL[line].title_end == line


def test_an_item_that_goes_on_at_once_does_not_go_on_over_a_blank_line() -> None:
    # 1386-1387, then a drawing from line 1389 on
    assert (REAL[1386].title_end, REAL[1386].title.endswith("지원 강화")) == (1387, True)


DOUBLE = "Ⅰ. 현황\n\n□ 개요\n\n○ 사업기간 : 3년\n\n○ 사업규모 : 5개소\n\n{}\n\n□ 일정\n"
"""A text with one blank line between all its lines."""
PLAIN = "Ⅰ. 현황\n\n□ 개요\n\n○ 사업기간 : 3년\n○ 사업규모 : 5개소\n\n{}\n\n□ 일정\n"
FULL = "청년 미취업자 대상 직무교육 및 일경험 제공, 소상공인 재기 지원과 판로 확대"
"""As long as a line of a page."""


def title_of(text: str, start: str) -> str:
    (found,) = [s.title for s in items(text).values() if s.title.startswith(start)]
    return found


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("보험료를 지원하는 사업", "중소기업 손실을 보험료를 지원하는 사업"),
        ("보험료 지원", "중소기업 손실을 보험료 지원"),
        ("(자료 : 통계청)", "중소기업 손실을"),
        ("(단위 : 명)", "중소기업 손실을"),
        ("【 위치도 】", "중소기업 손실을"),
        ("(조감도)", "중소기업 손실을"),
        ("<조감도>", "중소기업 손실을"),
        ("사업예산 : 3억원", "중소기업 손실을"),
        ("일자리정책과 ☎ 2133-5430", "중소기업 손실을"),
        ("보험료\n\n\n지원", "중소기업 손실을 보험료"),
        ("보험료\n지원", "중소기업 손실을"),
        # the second line ends as a text may end
        ("보험료 지원 추진\n\n서울시는 사업을 확대", "중소기업 손실을 보험료 지원 추진"),
        ("보험료를\n\n중소기업에 지원", "중소기업 손실을 보험료를 중소기업에 지원"),
        ("보험료를 지원한다.\n\n(서울시 기금 3억원)", "중소기업 손실을 보험료를 지원한다."),
    ],
)
def test_what_may_go_on(below: str, title: str) -> None:
    assert title_of(DOUBLE.format(f"○ 중소기업 손실을\n\n{below}"), "중소기업") == title


@pytest.mark.parametrize("text", [DOUBLE, PLAIN])
@pytest.mark.parametrize(
    ("title", "below"),
    [
        ("지원대상 : 중소기업 500개사", "서울시는 매년 사업을 확대하고 있음"),
        ("청년 일자리 지원", "담당부서 : 일자리정책과 홍길동\n\n○ 창업 지원\n○ 판로 지원"),
        ("청년 일자리 지원 500명", "(담당 : 일자리정책과 ☎ 2133-5430)"),
        ("위치 : 서초구 양재동", "(조감도)"),
        # no sentence, above a heading, also behind a full line
        (FULL, "홍보 포스터 서울시립미술관"),
        ("설명회 : ’22.4월", "행사 사진\n\n○ 사업내용 : 상담"),
        # narrow lines, between lines that are not
        ("청년 취업", f"지원\n\n○ {FULL}\n\n○ {FULL}\n\n○ {FULL}\n\n○ {FULL}"),
    ],
)
def test_a_paragraph_of_its_own_is_no_part_of_the_item_above(
    text: str, title: str, below: str
) -> None:
    assert title_of(text.format(f"○ {title}\n\n{below}"), title) == title


@pytest.mark.parametrize(
    ("title", "below"),
    [
        ("중소기업 손실을", "보험료를 지원하는 사업"),
        ("위치 : 서초구 양재동", "(시장 부지 32,803㎡)"),
        ("산업 여건 개선", "된다면 추가 지원"),
        # a sentence, behind a full line
        (FULL, "창업까지 지원"),
        # an item follows
        (FULL, "창업 지원\n\n○ 일정"),
        ("청년 취업", "지원\n\n○ 일정"),
    ],
)
def test_blank_lines_within_items_stand_only_where_they_stand_everywhere(
    title: str, below: str
) -> None:
    item = f"○ {title}\n\n{below}"
    assert title_of(PLAIN.format(item), title) == title
    first = below.partition("\n")[0]
    joined = f"{title}{first}" if first.startswith("된") else f"{title} {first}"
    assert title_of(DOUBLE.format(item), title) == joined


def test_a_line_that_has_room_for_the_next_word_does_not_go_on() -> None:
    item = f"○ {FULL[:28]}\n\n창업까지 지원"
    assert title_of(DOUBLE.format(item), FULL[:28]) == FULL[:28]


def test_how_one_item_stands_alone_is_not_known() -> None:
    text = "Ⅰ. 현황\n\n□ 개요\n\n○ 중소기업 손실을\n\n보험료를 지원\n\n□ 일정\n"
    assert items(text)[5].title == "중소기업 손실을"


@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n"])
def test_captions_of_pictures_are_no_text(gap: str) -> None:
    # 2023-03 lines 246-258, where three blank lines stand between, with fewer
    lines = whole("2023-03").splitlines()
    text = gap.join(line for line in lines[238:266] if line.strip())
    titles = [section.title for section in items(text, "2023-03").values()]
    (found,) = [title for title in titles if title.startswith("운영내용")]
    assert found.endswith("시민체험 프로그램 등")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        # 2022-03 line 123
        ("\uf000인 구 (18.4%) \uf000 종 사 자 수 (23.7%)", "인구 (18.4%) | 종사자수 (23.7%)"),
        ("□ 총 수 신 □ 총 여 신", "총수신 | 총여신"),
        ("□ 총 수 신 □", "총수신"),
        # busan2025_관광마이스국.pdf line 363: a sign within a phrase
        ("□ 특화된□일+휴가□관광", "특화된□일+휴가□관광"),
        ("□ 총 수 신 ■ 총 여 신", "총수신 ■ 총여신"),
    ],
)
def test_no_mark_stands_between_headings_side_by_side(line: str, title: str) -> None:
    outline = read_outline(read_document(source_of(f"Ⅰ. 현황\n\n{line}\n")))
    assert [section.title for section in outline.sections[2:]] == [title]
