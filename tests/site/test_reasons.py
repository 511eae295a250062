"""Reasons in Korean: every wording by its example, and the known errors of the two reports."""

import re

import pytest

from pipeline.site.reasons import Wording, reason_in_korean, wordings
from pipeline.vocabulary.errata import errata

# Words of the reasons' own; not of a report.
ENGLISH = re.compile(r"\b(is|are|of|by|the|this|no|heads?|stand|says|first)\b")


@pytest.mark.parametrize("wording", wordings(), ids=lambda wording: wording.korean)
def test_a_wording_reads_its_example(wording: Wording) -> None:
    assert reason_in_korean(wording.example) == wording.korean
    assert ENGLISH.search(wording.example)
    assert not ENGLISH.search(wording.korean)


def test_what_a_check_found_is_korean_line_by_line() -> None:
    # 2023-03 lines 836 and 1360, 2022-03 line 953.
    claim = "680명 + 470명 = 1,150명; 1,154명 is stated"
    found = (
        f"line 836: {claim} [mismatch]\n"
        "line 1360: '8' (무상 입주 지원 / 공간제공) is stated without unit"
    )
    spoken = reason_in_korean(found, {claim: "680명 + 470명 = 1,150명; 적힌 값은 1,154명"})
    assert spoken == (
        "836줄: 680명 + 470명 = 1,150명; 적힌 값은 1,154명 [불일치]\n"
        "1360줄: '8' (무상 입주 지원 / 공간제공)에 단위가 적혀 있지 않음"
    )
    held = "line 953: tables: no money"
    assert reason_in_korean(held, {"no money": "금액 없음"}) == "953줄: 표: 금액 없음"


def test_known_errors_have_their_reason_in_korean() -> None:
    for erratum in errata():
        assert erratum.ko
        assert reason_in_korean(erratum.reason) == erratum.ko


def test_what_no_wording_fits_stays() -> None:
    assert reason_in_korean("nobody foresaw this") == "nobody foresaw this"
