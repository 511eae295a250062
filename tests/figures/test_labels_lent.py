"""Labels that a figure takes from the figure before it, and labels that are lists."""

import pytest
from reading import figures_of

CASES = [
    # 2023 line 1496: the parenthesis explains 181개 사업; 1,978명 is said of the same
    ("- (공공형) 181개 사업(市 30개 부서, 25개 자치구), 1,978명", "1,978명", "공공형 / 인원"),
    # the parenthesis explains 직무분야, which is no figure
    ("- 참여기업 68개사, 직무분야(5개), 4개 교육기관 선정", "4개 교육기관", "교육기관 선정"),
    # 2023 line 504: 연관된 describes what is right behind it
    (
        "- 시 정책과 연관된 25개 국제기구 가입, 8개 국제기구에서 주도",
        "8개 국제기구",
        "국제기구 주도",
    ),
    ("- 참여기업 68개사, 4개 교육기관 선정", "4개 교육기관", "교육기관 선정"),
    # 2023 line 1020: 등 sums up both
    ("- AI, 빅데이터 등 유망학과 신설(5개)", "5개", "AI, 빅데이터 등 유망학과 신설"),
    ("- 장비 도입, 빅데이터 등 유망학과 신설(5개)", "5개", "빅데이터 등 유망학과 신설"),
    ("- 교육, 유망학과 신설(5개)", "5개", "유망학과 신설"),
]


@pytest.mark.parametrize(("text", "raw", "label"), CASES)
def test_a_label_is_lent_only_where_it_says_the_same(
    text: str, raw: str, label: str | None
) -> None:
    found = {quantity.span.of(text): quantity.label for quantity in figures_of(text).quantities}
    assert found[raw] == label
