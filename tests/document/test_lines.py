"""Lines and readable text: nothing is lost, and letter-spacing is closed up where it is one."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document.lines import kind_of, split_lines
from pipeline.document.readable import closed, readable

GENRE = st.text(
    "경제정책과구분및 합계AI R&D1,.()‧·∙<br>&amp;\t\u3000\xa0\uf000①가\u0301ᄀ", max_size=40
)
TEXT = st.one_of(st.text(max_size=60), st.text("\r\n\x85\u2028 가a", max_size=20), GENRE)
_ENDINGS = {"lf": "\n", "crlf": "\r\n", "cr": "\r", "none": ""}


@settings(deadline=None, max_examples=300)
@given(TEXT)
def test_lines_rebuild_any_text(text: str) -> None:
    lines = split_lines(text)
    assert "".join(text[line.start : line.end] + _ENDINGS[line.ending] for line in lines) == text
    assert [line.no for line in lines] == list(range(1, len(lines) + 1))
    assert not any({"\r", "\n"} & set(text[line.start : line.end]) for line in lines)
    assert all(line.ending != "none" for line in lines[:-1])


@settings(deadline=None, max_examples=400)
@given(TEXT)
def test_readable_never_fails_and_is_composed_and_one_line(text: str) -> None:
    shown = readable(text)
    assert shown == unicodedata.normalize("NFC", shown)
    assert "\n" not in shown
    assert shown == shown.strip()
    # spaces aside, no letter is added, and none is lost unless it was markup
    if "<" not in text and "&" not in text and "\uf000" not in text:
        assert closed(shown) == closed(text)


@settings(deadline=None, max_examples=400)
@given(st.text("경제정책과구분및합계 AI1,.()‧·∙", max_size=40).map(lambda t: " ".join(t.split())))
def test_readable_twice_is_readable_once(text: str) -> None:
    assert readable(readable(text)) == readable(text)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("구 분 합 계 일반직 임기제", "구분 합계 일반직 임기제"),  # 2022-03 line 20
        ("경 제 정 책 과 39/41 (18)", "경제정책과 39/41 (18)"),  # 2022-03 line 24
        ("Ⅰ. 일 반 현 황", "Ⅰ. 일반현황"),  # 2022-03 line 5
        ("예 산", "예산"),  # 2022-03 line 93
        ("바 이 오 A I 산 업 과 21/20", "바이오AI산업과 21/20"),  # 2022-03 line 36
        ("II. 現 經 濟 狀 況", "II. 現經濟狀況"),  # 2023-03 line 73
        # words set apart from one another, further than their letters; a year's digits apart
        ("2 0 2 4 년  주 요  성 과", "2024년 주요 성과"),
        ("당 면  현 안", "당면 현안"),
        # words of one letter that are words
        ("강소연구개발특구 및 양재 클러스터", "강소연구개발특구 및 양재 클러스터"),
        ("∙서울형 R&D 지원, 市 우수정책", "∙서울형 R&D 지원, 市 우수정책"),  # 2022-03 line 52
        # markup is removed, other angle brackets stay
        ('<ul style="list-style-type: none"> •서울 경제정책', "•서울 경제정책"),  # 2023-03 line 42
        ("<자료 : 통계청>", "<자료 : 통계청>"),
        ("가&amp;나&nbsp;다", "가&나 다"),
    ],
)
def test_readable(raw: str, shown: str) -> None:
    assert readable(raw) == shown


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("", "blank"),
        ("  \u3000\t", "blank"),
        ("Ⅰ. 일 반 현 황", "heading"),  # 2022-03 line 5
        ("1. 일반 현황", "heading"),  # 2023-03 line 10
        ("2023. 3.", "paragraph"),  # 2023-03 line 6
        ("【 경제성장률 전망 】", "heading"),  # 2023-03 line 86
        (" ∘ 직속기관 / 사업소 : 농업기술센터", "item"),  # 2022-03 line 13
        ("- 사업소 : 서울시립과학관", "item"),  # 2023-03 line 18
        ("(단위 : 백만원, ’22.3.22. 기준)", "caption"),  # 2022-03 line 94
        ("(’23.2.10. 기준)", "caption"),  # 2023-03 line 14
        ("1) 예산현액 : 본예산(708,321백만원)", "note"),  # 2022-03 line 115
        ("- 12 -", "furniture"),
        ("경 제 정 책 실(1·2급)", "paragraph"),  # 2022-03 line 9
    ],
)
def test_kinds(line: str, kind: str) -> None:
    assert kind_of(line) == kind
