"""Units that a table, a list or a heading gives to bare figures."""

import pytest
from reading import figures_of


def _units(text: str) -> list[tuple[str, str | None, str | None]]:
    quantities = figures_of(text).quantities
    return [(text[q.span.start : q.span.end], q.unit, q.unit_source) for q in quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "빈집 116동 정비(폐가철거 105동, 햇살둥지 11동)",
            [
                ("116동", "building", "own"),
                ("105동", "building", "list"),
                ("11동", "building", "list"),
            ],
        ),
        # the total counts something else
        ("빈집 116동 정비(주민 30구, 11개)", [("116동", "building", "own"), ("30구", None, None),
                                  ("11개", "item", "own")]),
        (
            "연간처리능력 152천회(민 118천, 군 34천)",
            [
                ("152천회", "occurrence", "own"),
                ("118천", "occurrence", "list"),
                ("34천", "occurrence", "list"),
            ],
        ),
        # the total has no such power of ten: visitors are no 개소
        ("20개소(관광객 300만 유치)", [("20개소", "site", "own"), ("300만", None, None)]),
        # which of them, not how many
        ("101동 앞", [("101동", None, None)]),
    ],
)  # fmt: skip
def test_parts_of_a_total(text: str, expected: list[tuple]) -> None:
    assert _units(text) == expected


def test_a_note_of_several_units() -> None:
    text = "(단위 : 동 / 천㎡)\n구 분\t14년\t15년\n동 수\t6,936\t7,659\n면 적\t5,569\t8,022\n"
    assert _units(text) == [
        ("6,936", "building", "caption"),
        ("7,659", "building", "caption"),
        ("5,569", "sqm", "caption"),
        ("8,022", "sqm", "caption"),
    ]


def test_a_first_column_of_figures_is_no_heading() -> None:
    text = "(단위 : 호)\n주택총계\t다가구\t아파트\n1,505,433\t262,036\t920,155\n"
    quantities = figures_of(text).quantities
    assert [q.label for q in quantities] == ["주택총계", "다가구", "아파트"]
    assert [q.unit_raw for q in quantities] == ["호"] * 3


def test_one_heading_of_a_table_implies_no_unit_for_the_others() -> None:
    text = "구 분\t영구\t국민\n단지수\t21\t30\n세대수\t26,392\t19,059\n"
    assert [unit for _, unit, _ in _units(text)] == [None, None, "household", "household"]


def test_two_headings_that_imply_one_unit_speak_for_the_table() -> None:
    text = "구 분\t계\t3급\n정 원\t30\t1\n현 원\t28\t1\n과 부 족\t2\t0\n"
    assert {unit for _, unit, _ in _units(text)} == {"person"}
