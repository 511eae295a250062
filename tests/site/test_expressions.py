"""Claims written out in Korean: every wording by its example, and the claims of the two reports."""

import re

import pytest

from pipeline.site.expressions import Wording, half_in_korean, in_korean, wordings
from tests.reports import real

HALVES = [(half, one) for half, known in wordings().items() for one in known]
# Words of the expressions' own; not of a report.
ENGLISH = re.compile(r"\b(is|are|has|in|of|the|states?d?|lists?(ed)?|findings|heading)\b")


@pytest.mark.parametrize(
    ("half", "wording"), HALVES, ids=lambda value: getattr(value, "korean", "")
)
def test_a_wording_reads_its_example(half: str, wording: Wording) -> None:
    assert half_in_korean(wording.example, wordings()[half]) == wording.korean
    assert ENGLISH.search(wording.example)
    assert not ENGLISH.search(wording.korean)


@pytest.mark.parametrize("month", ["2022-03", "2023-03"])
def test_no_english_is_left_of_a_real_claim(month: str) -> None:
    relations = real(month).frames["relations"]
    assert relations.height > 100
    left = [e for e in relations["expression"] if ENGLISH.search(in_korean(e).ko)]
    assert left == []


def test_the_english_words_stand_beside() -> None:
    # 2023-03 line 836: 680명 and 470명 are not 1,154명.
    said = in_korean("680명 + DT 과정 470명 = 1,150명; 1,154명 is stated")
    assert said.ko == "680명 + DT 과정 470명 = 1,150명; 적힌 값은 1,154명"
    assert said.en == "1,154명 is stated"
    # 2022-03 line 22: 정원 307.
    said = in_korean("정원: 307 in the heading; 계 has 307")
    assert said.ko == "정원: 제목에는 307; 계에 적힌 값은 307"
    assert said.en == "정원: 307 in the heading; 계 has 307"


@pytest.mark.parametrize("expression", ["현원 301 − 정원 307 = -6; 과부족 △6", "R&D 사업", ""])
def test_what_needs_no_words_stays(expression: str) -> None:
    said = in_korean(expression)
    assert (said.ko, said.en) == (expression, None)
