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
                ("116동", "item", "own"),
                ("105동", "item", "list"),
                ("11동", "item", "list"),
            ],
        ),
        # the total counts something else
        ("빈집 116동 철거(주민 30구, 11개)", [("116동", "item", "own"), ("30구", None, None),
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
        ("아파트 3동 신축(101동, 102동)", [("3동", None, None), ("101동", None, None),
                                  ("102동", None, None)]),
        # 지역아동센터, and no 지역
        ("212개 지역아동센터", [("212개", "item", "own")]),
    ],
)  # fmt: skip
def test_parts_of_a_total(text: str, expected: list[tuple]) -> None:
    assert _units(text) == expected


def test_numbers_that_add_up_to_a_total_have_its_unit() -> None:
    text = "정비사업 28개소 ▹재개발 19, 재건축 8, 주거환경 1"
    assert _units(text) == [
        ("28개소", "site", "own"),
        ("19", "site", "list"),
        ("8", "site", "list"),
        ("1", "site", "list"),
    ]
    money = "총사업비 : 318억 ▹ 시설 250, 부지 68"
    assert [unit for _, unit, _ in _units(money)] == ["KRW"] * 3
    # 19 + 8 + 2 is no 28
    assert [unit for _, unit, _ in _units(text.replace("환경 1", "환경 2"))][1:] == [None] * 3


def test_a_bracket_of_a_cell_counts_what_the_heading_names_in_its_own() -> None:
    text = "구분\t건수 (인원)\n감사\t11(7)\n조사\t3(2)\n"
    assert [unit for _, unit, _ in _units(text)] == ["case", "person"] * 2


def test_schools_classes_and_people_of_one_note() -> None:
    text = "(단위: 교, 학급, 명)\n구분\t학교수\t학급수\t학생수\n초등학교\t36\t742\t15,630\n"
    assert [unit for _, unit, _ in _units(text)] == ["school", "class", "person"]


def test_sources_of_money_take_the_unit_of_money() -> None:
    """Also those that no list of words has: 구비, 도비, 기금."""
    text = "(단위 : 명, 백만원)\n구 분\t인원\t사업비\t국비\t구비\n공익형\t33\t120\t60\t60\n"
    assert [unit for _, unit, _ in _units(text)] == ["person", "KRW", "KRW", "KRW"]


def test_a_change_of_whole_amounts_with_decimals_is_in_percent() -> None:
    text = (
        "(단위 : 백만원, %)\n구분\t2022년\t2023년\t전년 대비 증감\n"
        "사업수입\t11,200\t12,350\t10.3\n사업비용\t22,840\t24,100\t△5.5\n"
    )
    assert [unit for _, unit, _ in _units(text)] == ["KRW", "KRW", "percent"] * 2
    whole = text.replace("10.3", "1,150").replace("△5.5", "1,260")
    assert {unit for _, unit, _ in _units(whole)} == {"KRW"}
    amounts = text.replace("11,200", "11,200.5")
    assert {unit for _, unit, _ in _units(amounts)} == {"KRW"}


def test_a_note_of_several_units() -> None:
    text = "(단위 : 동 / 천㎡)\n구 분\t14년\t15년\n동 수\t6,936\t7,659\n면 적\t5,569\t8,022\n"
    assert _units(text) == [
        ("6,936", "item", "caption"),
        ("7,659", "item", "caption"),
        ("5,569", "sqm", "caption"),
        ("8,022", "sqm", "caption"),
    ]


def test_the_nearest_heading_tells_which_unit_of_a_note() -> None:
    text = "(단위 : 개소, 백만원)\n구 분\t개소수\t사업비\n사업비 지원\t7\t40\n예산\t4\t30\n"
    assert [unit for _, unit, _ in _units(text)] == ["site", "KRW", "site", "KRW"]
    # a county of the name of 예산, under headings that do not tell
    text = "(단위 : 개소, 백만원)\n시 군\t신청\t선정\n예산\t7\t4\n공주\t3\t1\n"
    assert [unit for _, unit, _ in _units(text)] == [None] * 4


def test_how_much_of_something_is_in_the_unit_beside_money() -> None:
    text = "(단위 : 톤, 백만원)\n구 분\t물량\t금액\n엄궁시장\t241,300\t512,480\n"
    assert [unit for _, unit, _ in _units(text)] == ["tonne", "KRW"]
    # of two such units nothing tells which
    text = "(단위 : 톤, 명, 백만원)\n구 분\t물량\t금액\n엄궁시장\t241,300\t512,480\n"
    assert [unit for _, unit, _ in _units(text)] == [None, "KRW"]


def test_a_first_column_of_figures_is_no_heading() -> None:
    text = "(단위 : 호)\n주택총계\t다가구\t아파트\n1,505,433\t262,036\t920,155\n"
    quantities = figures_of(text).quantities
    assert [q.label for q in quantities] == ["주택총계", "다가구", "아파트"]
    assert [q.unit_raw for q in quantities] == ["호"] * 3


def test_one_heading_of_a_table_implies_no_unit_for_the_others() -> None:
    text = "구 분\t영구\t국민\n단지수\t21\t30\n정 원\t26\t19\n"
    assert [unit for _, unit, _ in _units(text)] == [None, None, "person", "person"]


def test_a_table_of_estates_has_no_one_unit() -> None:
    text = "단지명\t세대수\t건립세대\t연면적\t용적률\n개금\t100\t120\t5,000\t230\n"
    assert [unit for _, unit, _ in _units(text)] == [None, None, None, "percent"]


def test_two_headings_that_imply_one_unit_speak_for_the_table() -> None:
    text = "구 분\t계\t3급\n정 원\t30\t1\n현 원\t28\t1\n과 부 족\t2\t0\n"
    assert {unit for _, unit, _ in _units(text)} == {"person"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "(단위 : 종목, 팀, 명)\n구분\t종목\t팀수\t선수\n직장\t12\t8\t94\n학교\t10\t7\t61\n",
            ["discipline", "team", "person"],
        ),
        # each row has a unit of its own
        (
            "(단위 : 백만원)\n구분\t예산\n기금\t12\n\n○ 지표\n"
            "구분\t기준(단위)\t값\n오존\t0.06ppm\t0.033\n",
            ["KRW", "ppm", None],
        ),
        ("구분\t현황(㎞, 양안)\n하천\t626.27\n소하천\t12.5\n", ["metre", "metre"]),
    ],
)
def test_units_of_columns(text: str, expected: list[str | None]) -> None:
    assert [unit for _, unit, _ in _units(text)][: len(expected)] == expected


FACILITIES = """□ 예산
(단위 : 백만원)
구분\t2024년\t2025년
항만과\t100\t200

□ 주요시설
도 서\t해안선\t어 항
168개\t1,078km\t38개소
유인 40 무인 128\t자연 687 인공 391\t국가 5 지방 17 어촌정주 16
"""


def test_figures_below_a_total_of_their_column_have_its_unit_and_no_money() -> None:
    """40 + 128 = 168, 687 + 391 = 1,078, 5 + 17 + 16 = 38: no note from the table before."""
    below = [(raw, unit) for raw, unit, _ in _units(FACILITIES)][5:]
    assert below == [
        ("40", "item"),
        ("128", "item"),
        ("687", "metre"),
        ("391", "metre"),
        ("5", "site"),
        ("17", "site"),
        ("16", "site"),
    ]
    # 5 + 17 + 15 is no 38, and still no money
    other = [unit for _, unit, _ in _units(FACILITIES.replace("정주 16", "정주 15"))]
    assert other[-3:] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "value", "raw", "unit"),
    [
        ("- 꽃게 412만미 방류", 4_120_000, "만미", "animal"),
        ("- 비료 96만포 공급", 960_000, "만포", "item"),
        ("- 김 9,840만속 생산", 98_400_000, "만속", None),
        ("- 시범학교 6개원 운영", 6, "개원", "item"),
        ("- 소음 최대 64.8dB 측정", 64.8, "dB", "decibel"),
        # a particle counts nothing, and 만성 is a word
        ("- 인구 96만의 도시", 960_000, "만", None),
        ("- 대상 32만성질환", 32, "만성질환", None),
        ("- 시설 6개의 운영", 6, "개", "item"),
    ],
)
def test_counters_of_one_syllable(
    text: str, value: float, raw: str | None, unit: str | None
) -> None:
    (found,) = figures_of(text).quantities
    assert (float(found.value_normalized), found.unit_raw, found.unit) == (value, raw, unit)


QUARTERS = """<table>
<tr><td>지표</td><td>구분</td><td>연간</td><td>달성률</td></tr>
<tr><td rowspan="2">조림(ha)</td><td>목표</td><td>210</td><td rowspan="2">106.7%</td></tr>
<tr><td>실적</td><td>224</td></tr>
</table>
"""


def test_aims_and_results_of_a_table_say_so_in_their_labels() -> None:
    """달성률 stands beside both rows, and is of neither alone."""
    assert [(q.meaning.subject, q.label) for q in figures_of(QUARTERS).quantities] == [
        (("조림",), "목표 / 연간"),
        (("조림",), "달성률"),
        (("조림",), "실적 / 연간"),
    ]
