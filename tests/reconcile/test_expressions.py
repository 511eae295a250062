"""Claims written out in both languages: no word of the program's own is left in the other."""

import re

import pytest
from reports import real

from pipeline.rules.claim import stated_as, stated_at
from pipeline.vocabulary.messages import in_korean, message

# Words of the expressions' own; not of a report.
ENGLISH = re.compile(r"\b(is|are|has|in|of|the|states?d?|lists?(ed)?|findings|heading)\b")


@pytest.mark.parametrize("month", ["2022-03", "2023-03"])
def test_no_english_is_left_of_a_real_claim(month: str) -> None:
    relations = real(month).frames["relations"]
    assert relations.height > 100
    assert [e for e in relations["expression_ko"] if ENGLISH.search(e)] == []
    assert any(ENGLISH.search(e) for e in relations["expression"])


@pytest.mark.parametrize(
    ("month", "english", "korean"),
    [
        # 2023-03 line 836: 680명 and 470명 are not 1,154명
        (
            "2023-03",
            "교육: SW 과정 680명 + DT 과정 470명 = 1,150명; 1,154명 is stated",
            "교육: SW 과정 680명 + DT 과정 470명 = 1,150명; 적힌 값은 1,154명",
        ),
        # 2023-03 line 26: 현원 257 and 정원 269, the shortfall in words of its own
        (
            "2023-03",
            "현원: 257 in the heading; 계 has 257",
            "현원: 제목에는 257; 계에 적힌 값은 257",
        ),
        (
            "2023-03",
            "현원 257 − 정원 269 = -12; 과부족 △ 12",
            "현원 257 − 정원 269 = -12; 과부족 △ 12",
        ),
    ],
)
def test_a_claim_of_a_report_in_both(month: str, english: str, korean: str) -> None:
    relations = real(month).frames["relations"]
    pairs = dict(relations.select("expression", "expression_ko").iter_rows())
    assert pairs[english] == korean


def test_parts_of_a_claim_are_put_into_words_too() -> None:
    said = stated_at("12 + 3 = 15", message("the row without heading"), "89억")
    assert said == "12 + 3 = 15; the row without heading states 89억"
    assert in_korean(said) == "12 + 3 = 15; 제목 없는 행에 적힌 값은 89억"
    listed = message("{about}: {number} findings are listed", about="건의사항 완료", number=4)
    assert in_korean(stated_as(listed, 5)) == "건의사항 완료: 실린 지적사항 4건; 적힌 값은 5"
    assert in_korean(stated_as("{curly} 1", 2)) == "{curly} 1; 적힌 값은 2"
