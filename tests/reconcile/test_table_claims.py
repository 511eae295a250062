"""What tables claim by their headings: totals, shares, rates, changes, and what they do not."""

import pytest
from reports import real, rows
from table_reading import claims_of, judged, said, tabs

from pipeline.reconcile.tables.totals import totals

# ---- structure: which lines are totals, by headings alone ---------------------------------------

# One comment a class: paths of the lines, and for each total the options for its addends.
STRUCTURES = [
    # a total above, or below
    ([("계",), ("a",), ("b",)], [(0, ((1, 2),))]),
    ([("a",), ("b",), ("합계",)], [(2, ((1, 0),))]),
    # subtotals below their blocks, or above: the total is theirs, not of the leaves as well
    (
        [("a",), ("b",), ("소계",), ("c",), ("소계",), ("합계",)],
        [(2, ((1, 0),)), (4, ((3,),)), (5, ((4, 2),))],
    ),
    (
        [("합계",), ("소계",), ("a",), ("b",), ("소계",), ("c",)],
        [(0, ((1, 4),)), (1, ((2, 3),)), (4, ((5,),))],
    ),
    # groups with headings of their own, some with a subtotal and some without
    (
        [("총계",), ("g", "소계"), ("g", "a"), ("g", "b"), ("h", "c"), ("h", "d")],
        [(0, ((1, 4, 5),)), (1, ((2, 3),))],
    ),
    # only a group has a total; the others stand beside it
    ([("x",), ("g", "소계"), ("g", "a"), ("g", "b"), ("y",)], [(1, ((2, 3),))]),
    # 계 over all lines, merged, and again as the first of them
    ([("계", "계"), ("계", "a"), ("계", "b")], [(0, ((1, 2),))]),
    # a total of two kinds, each of its own kind
    (
        [("합계", "정원"), ("합계", "현원"), ("a", "정원"), ("a", "현원"),
         ("b", "정원"), ("b", "현원")],
        [(0, ((2, 4),)), (1, ((3, 5),))],
    ),
    # 계 of blocks, repeated, and one 총계
    ([("총계",), ("g", "계"), ("g", "a"), ("h", "계"), ("h", "b")],
     [(0, ((1, 3),)), (1, ((2,),)), (3, ((4,),))]),
    # a total between others: left or right, the headings do not say
    ([("a",), ("b",), ("계",), ("c",), ("d",)], [(2, ((3, 4), (1, 0)))]),
    # where it cannot be told, nothing is claimed: 소계 in the middle, two totals of all, a line
    # beside its own parts
    ([("a",), ("소계",), ("b",), ("합계",)], []),
    ([("계",), ("a",), ("합계",)], []),
    ([("합계",), ("g",), ("g", "a"), ("g", "b")], []),
    ([("a",), ("b",)], []),
]  # fmt: skip


@pytest.mark.parametrize(("paths", "expected"), STRUCTURES)
def test_totals_by_their_headings(
    paths: list[tuple[str, ...]], expected: list[tuple[int, tuple[tuple[int, ...], ...]]]
) -> None:
    assert [(total.line, total.options) for total in totals(paths)] == expected


# ---- tables, whole ------------------------------------------------------------------------------


def test_total_of_rows_and_of_columns() -> None:
    table = tabs(
        "구분 | 계 | 국비 | 시비", "계 | 60 | 20 | 40", "가 | 25 | 10 | 15", "나 | 35 | 10 | 25"
    )
    assert said(table) == {
        **{f"r2c{c}": ("column_sum", "exact") for c in (3, 4)},
        "r2c2": ("row_sum", "exact"),  # 60 is a total of its row and of its column: see below
        "r3c2": ("row_sum", "exact"),
        "r4c2": ("row_sum", "exact"),
    }
    assert [j.claim.kind for j in judged(table)].count("column_sum") == 3
    (wrong,) = [j for j in judged(table.replace("나\t35", "나\t37")) if j.claim.kind == "row_sum"
                and j.verdict != "exact"]  # fmt: skip
    assert wrong.verdict == "mismatch"
    assert wrong.claim.expression == "나: 10 + 25 = 35; 계 states 37"


def test_subtotals_are_added_and_not_their_parts() -> None:
    table = tabs(
        "구분 | 세부 | 예산 | 인원",
        "합계 |  | 100 | 10",
        "가 | 소계 | 60 | 6",
        " | a | 20 | 2",
        " | b | 40 | 4",
        "나 | 소계 | 40 | 4",
        " | c | 10 | 1",
        " | d | 30 | 3",
    )
    terms = {
        claim.subject: [claim.terms[n].span.of(table) for n in range(len(claim.terms))]  # type: ignore[union-attr]
        for claim in claims_of(table)
    }
    assert terms == {
        "t001/r2c3": ["60", "40"], "t001/r2c4": ["6", "4"],
        "t001/r3c3": ["20", "40"], "t001/r3c4": ["2", "4"],
        "t001/r6c3": ["10", "30"], "t001/r6c4": ["1", "3"],
    }  # fmt: skip
    assert {verdict for _, verdict in said(table).values()} == {"exact"}


def test_a_dash_is_nothing_and_an_empty_cell_anything() -> None:
    table = tabs(
        "구분 | A과 | B과 | C과 | D과",
        "계 | 12 | 8 | 7 | 4",
        "가 | 12 | 5 | 5 | 5",
        "나 | - | 2 | 2 | 2",
        "다 | - | | | ",
    )
    assert said(table) == {
        "r2c2": ("column_sum", "exact"),
        "r2c3": ("column_sum", "not_checkable"),
        "r2c4": ("column_sum", "exact"),  # nothing is left for the empty cell
        "r2c5": ("column_sum", "mismatch"),
    }


@pytest.mark.parametrize("cell", ["약 5", "5명 이상", "최대 5", "3~5"])
def test_a_bound_is_no_equality(cell: str) -> None:
    table = tabs("구분 | 인원(명)", "계 | 12", "가 | 7", f"나 | {cell}")
    assert said(table) == {"r2c2": ("column_sum", "not_checkable")}


def test_pairs_are_added_apart() -> None:
    table = tabs("구분 | 학과/인원", "계 | 5/120", "가 | 2/50", "나 | 3/71")
    assert said(table) == {
        "r2c2": ("column_sum", "exact"),
        "r2c2/2": ("column_sum", "mismatch"),
    }


def test_rates_and_texts_are_not_added() -> None:
    table = tabs(
        "구분 | 대상 | 취업자 | 취업률 | 1인당 단가 | 비고",
        "계 | 200명 | 150명 | 75% | 10천원 | 3회",
        "가 | 100명 | 80명 | 80% | 10천원 | 1회 예정",
        "나 | 100명 | 70명 | 70% | 10천원 | 연중",
    )
    assert said(table) == {
        "r2c2": ("column_sum", "exact"),
        "r2c3": ("column_sum", "exact"),
        "r2c4": ("ratio", "exact"),
        "r3c4": ("ratio", "exact"),
        "r4c4": ("ratio", "exact"),
    }


def test_shares_of_one_whole_add_up_to_100() -> None:
    table = tabs(
        "구분 | 인원 | 구성비", "계 | 30명 | 100%", "가 | 10명 | 33.3%", "나 | 20명 | 66.7%"
    )
    assert said(table)["r2c3"] == ("column_sum", "exact")
    # … and full execution is no share
    full = tabs(
        "구분 | 예산 | 집행 | 집행률",
        "계 | 30억원 | 30억원 | 100%",
        "가 | 10억원 | 10억원 | 100%",
        "나 | 20억원 | 20억원 | 100%",
    )
    assert [kind for kind, _ in said(full).values()].count("column_sum") == 2


def test_a_total_broken_down_twice() -> None:
    table = tabs(
        "구분 | 계 | 남 | 여 | 청년 | 중년 | 장년",
        "가 | 30명 | 10명 | 20명 | 5명 | 10명 | 15명",
        "나 | 50명 | 25명 | 25명 | 30명 | 10명 | 10명",
    )
    assert [len(claim.terms) for claim in claims_of(table)] == [2, 2, 3, 3]
    assert {verdict for _, verdict in said(table).values()} == {"exact"}


def test_columns_beside_a_total_that_are_no_part_of_it() -> None:
    table = tabs(
        "구분 | 계 | 남 | 여 | 예산",
        "가 | 30명 | 10명 | 20명 | 5억원",
        "나 | 51명 | 25명 | 25명 | 5억원",
        "다 | 40명 | 20명 | 20명 | 5억원",
    )
    assert said(table) == {
        "r2c2": ("row_sum", "exact"),
        "r3c2": ("row_sum", "mismatch"),
        "r4c2": ("row_sum", "exact"),
    }


def test_a_row_in_parentheses_is_part_of_the_one_above() -> None:
    table = tabs(
        "구분 | A과 | B과", "계 | 12 | 7", "가 | 8 | 5", "(신규) | (3) | (1)", "나 | 4 | 2"
    )
    assert {verdict for _, verdict in said(table).values()} == {"exact"}
    marked = tabs(
        "구분 | A과 | B과",
        "계 | 12 | 7",
        "가 | 8 | 5",
        "- 신규 | 3 | 1",
        "- 계속 | 5 | 4",
        "나 | 4 | 2",
    )
    assert {verdict for _, verdict in said(marked).values()} == {"exact"}


def test_a_first_row_without_heading_is_a_total_only_if_borne_out() -> None:
    # 2023-03.txt lines 785-790: 89억 and 150억 over four fields
    table = tabs("분야 | 작년 | 올해", " | 89억 | 150억", "가 | 57억 | 60억", "나 | 32억 | 95억")
    assert said(table) == {"r2c2": ("column_sum", "exact"), "r2c3": ("column_sum", "mismatch")}
    assert not said(table.replace("57억", "58억"))


def test_nothing_is_claimed_without_a_heading_that_says_so() -> None:
    assert not said(
        tabs("구분 | 2021 | 2022", "가 | 10명 | 20명", "나 | 20명 | 30명", "다 | 30명 | 50명")
    )
    assert not said(tabs("구분 | 합계금액표 | 목표", "가 | 10명 | 20명", "나 | 20명 | 30명"))


def test_a_table_in_two_halves_has_its_addends_in_both() -> None:
    halves = tabs(
        "구분 | 개소 | 구분 | 개소",
        "계 | 10개소 | 다 | 3개소",
        "가 | 2개소 | 라 | 2개소",
        "나 | 3개소 |  | ",
    )
    assert said(halves) == {"r2c2": ("column_sum", "exact")}
    assert said(halves.replace("라\t2개소", "라\t1개소")) == {"r2c2": ("column_sum", "mismatch")}


def test_columns_beside_a_total_in_one_row() -> None:
    table = tabs("구분 | 계(명) | 남(명) | 여(명) | 대상", "가 | 3 | 1 | 2 | 40명")
    assert [len(claim.terms) for claim in claims_of(table)] == [2]
    # too many may be others' figures, too few cannot
    assert not said(table.replace("\t3\t", "\t5\t"))
    assert said(table.replace("\t3\t", "\t45\t")) == {"r2c2": ("row_sum", "mismatch")}
    # what is far off may be a total of more than the columns beside it
    assert said(table.replace("\t3\t", "\t63\t")) == {"r2c2": ("row_sum", "not_checkable")}


def test_what_no_addend_bears_out_is_no_total() -> None:
    # 합계 of other things than the rows show, in every column
    table = tabs("구분 | A과 | B과", "계 | 1 | 2", "가 | 80 | 50", "나 | 40 | 20")
    assert {verdict for _, verdict in said(table).values()} == {"not_checkable"}


# ---- formulas, names, years ---------------------------------------------------------------------


def test_letters_say_what_is_computed() -> None:
    table = tabs(
        "구분 | 전국 (A) | 서울 (B) | 비중 (B/A) | 차이 (A-B) | 합 (A+B) | 증가율 ((B-A)/A)",
        "가 | 200명 | 50명 | 25% | 150명 | 250명 | △75%",
        "나 | 300명 | 100명 | 33.2% | 200명 | 401명 | △66.7%",
    )
    assert said(table) == {
        "r2c4": ("share", "exact"), "r3c4": ("share", "mismatch"),
        "r2c5": ("difference", "exact"), "r3c5": ("difference", "exact"),
        "r2c6": ("sum", "exact"), "r3c6": ("sum", "mismatch"),
        "r2c7": ("growth", "exact"), "r3c7": ("growth", "exact"),
    }  # fmt: skip
    # two columns with one letter: the formula says nothing
    assert not said(table.replace("(B) ", "").replace("전국 (A)", "전국 (C)"))


def test_letters_of_rows() -> None:
    table = tabs(
        "구분 | 작년 | 올해",
        "예산 (A) | 20억원 | 40억원",
        "집행 (B) | 10억원 | 30억원",
        "비율 (B/A) | 50% | 75%",
    )
    assert said(table) == {"r4c2": ("share", "exact"), "r4c3": ("share", "exact")}


def test_change_between_two_years() -> None:
    table = tabs(
        "구분 | '22년 | '23년 | 증감 | 증감률",
        "가 | 200명 | 250명 | 50명 | 25%",
        "나 | 100명 | 90명 | △10명 | △11%",
    )
    assert said(table) == {
        "r2c4": ("difference", "exact"), "r3c4": ("difference", "exact"),
        "r2c5": ("growth", "exact"), "r3c5": ("growth", "mismatch"),
    }  # fmt: skip
    # three years, or a sign that is only an arrow: no claim
    assert not said(tabs("구분 | '21년 | '22년 | '23년 | 증감", "가 | 1명 | 2명 | 3명 | 1명"))
    assert not said(tabs("구분 | '22년 | '23년 | 증감", "가 | 20명 | 15명 | 5명↓"))


def test_a_rate_that_never_holds_is_of_something_else() -> None:
    table = tabs(
        "구분 | 대상 | 취업자 | 취업률", "가 | 100명 | 80명 | 90%", "나 | 100명 | 70명 | 75%"
    )
    assert {verdict for _, verdict in said(table).values()} == {"not_checkable"}
    assert said(table.replace("90%", "80%"))["r3c4"] == ("ratio", "mismatch")


def test_a_row_of_another_unit_is_added_up_in_its_own() -> None:
    """A column of which one row alone holds a figure is in the unit of that row."""
    claims = claims_of(
        "(단위: 개소/대)\n"
        + tabs(
            "구 분 | 총 계 | 해수면 | 내수면",
            "사업장수 | 54 | 52 | 2 (화명, 삼락)",
            "등록기구수 | 1,021 | 950 | 71",
        )
    )
    assert "등록기구수: 950 + 71 = 1,021; 총계 states 1,021" in [c.expression for c in claims]


@pytest.mark.parametrize(
    ("unit", "table", "wrong"),
    [
        (
            "명",
            (
                "구분 | 정원 | 현원 | 과부족",
                "가 | 30 | 28 | △2",
                "나 | 20 | 21 | 1",
                "다 | 10 | 8 | 2",
            ),
            "r4c4",
        ),
        (
            "명",
            (
                "구분 | 정원 | 현원 | 결원",
                "가 | 30 | 28 | 2",
                "나 | 9 | 8 | 1",
                "다 | 10 | 8 | 3",
            ),
            "r4c4",
        ),
        (
            "억원",
            (
                "구분 | ’24년 3분기 | ’24년 4분기 | 증감",
                "가 | 100 | 120 | 20",
                "나 | 50 | 45 | △6",
            ),
            "r3c4",
        ),
        (
            "천원",
            (
                "구분 | 단가 | 인원(명) | 개월 | 금액",
                "가 | 200 | 5 | 10 | 10,000",
                "나 | 100 | 4 | 6 | 2,600",
            ),
            "r3c5",
        ),
        (
            "억원",
            (
                "구분 | 자산 | 부채 | 자본",
                "가 | 900 | 300 | 600",
                "나 | 1,000 | 350 | 700",
            ),
            "r3c2",
        ),
        (
            "억원",
            (
                "구분 | 수입 | 지출 | 수지",
                "가 | 400 | 300 | 100",
                "나 | 500 | 450 | 60",
            ),
            "r3c4",
        ),
        (
            "원",
            (
                "구분 | 예산현액① | 집행액② | 잔액(③=①-②)",
                "가 | 500 | 300 | 200",
                "나 | 300 | 150 | 140",
            ),
            "r3c4",
        ),
    ],
)
def test_one_wrong_figure_among_right_ones(unit: str, table: tuple[str, ...], wrong: str) -> None:
    verdicts = {
        at: verdict for at, (_, verdict) in said(f"(단위 : {unit})\n" + tabs(*table)).items()
    }
    assert {at for at, verdict in verdicts.items() if verdict != "exact"} == {wrong}


def test_a_lack_is_told_in_the_order_it_is_computed() -> None:
    (claim,) = claims_of("(단위 : 명)\n" + tabs("구분 | 정원 | 현원 | 결원", "가 | 30 | 28 | 2"))
    assert claim.expression == "가: 정원 30 − 현원 28 = 2; 결원 states 2"


# ---- the real reports ---------------------------------------------------------------------------


def test_table_claims_of_the_real_reports() -> None:
    columns = ("rule", "relation_id", "stated_value", "computed_value", "verdict")
    found = [r for r in rows(real("2023-03"), "relations", *columns) if r[0].startswith("table_")]
    count: dict[tuple[str, str], int] = {}
    for rule, relation, _, _, verdict in found:
        key = (rule, relation.split("/")[-2])
        count[key] = count.get(key, 0) + 1
        assert verdict == "exact" or key[1] == "t021"
    assert count == {
        ("table_cells.share", "t004"): 4,  # lines 78-81: 472 ÷ 2,076 = 22.7 % …
        ("table_cells.column_sum", "t008"): 2,  # line 786: 89억 and 150억
        ("table_cells.column_sum", "t010"): 2,  # line 841: 716 명 and 538 명
        ("table_cells.ratio", "t010"): 5,  # lines 841-845: 538 ÷ 716 = 75 % …
        ("table_cells.column_sum", "t021"): 8,  # line 1689, each column
        ("table_cells.row_sum", "t021"): 4,  # line 1689: 소계 of the four schools in each row
    }
    # line 1689: 88 + 37 + 153 + 101 = 379, and 963 - 294 - 290 = 379, where 382 stands
    assert [(r[0], *r[2:]) for r in found if r[4] != "exact"] == [
        ("table_cells.column_sum", 963, 966, "mismatch"),
        ("table_cells.row_sum", 382, 379, "mismatch"),
    ]
    assert not [
        r for r in rows(real("2022-03"), "relations", *columns) if r[0].startswith("table_")
    ]


@pytest.mark.parametrize(
    ("table", "stated"),
    [
        # 집행률 of the budget of the year, whatever is behind 집행액 and before 예산현액
        (
            ("부서 | ’24년 예산 | ’25년 예산현액 | 집행액(9월 말) | 집행률(%)",
             "가 | 900 | 1,000 | 738 | 73.8", "나 | 400 | 500 | 362 | 72.4"),
            {"r2c5": ("ratio", "exact"), "r3c5": ("ratio", "exact")},
        ),
        # … of the later year, where only years are named
        (
            ("구분 | 2025년(A) | 2024년(B) | 집행액(6월말) | 집행률(%)",
             "가 | 2,000 | 1,900 | 1,060 | 53.0", "나 | 400 | 300 | 220 | 55.0"),
            {"r2c5": ("ratio", "exact"), "r3c5": ("ratio", "exact")},
        ),
        # 달성률 of result and goal of one year, or of one quarter
        (
            ("지표 | 2023 실적 | 2024 목표 | 2024 실적 | 달성률(%)",
             "조림 | 195 | 200 | 210 | 105.0", "생산 | 30 | 40 | 38 | 95.0"),
            {"r2c5": ("ratio", "exact"), "r3c5": ("ratio", "exact")},
        ),
        (
            ("지표 | 연간목표 | 1분기목표 | 1분기실적 | 달성률(%)",
             "분양 | 800 | 200 | 190 | 95.0", "임대 | 400 | 100 | 90 | 90.0"),
            {"r2c5": ("ratio", "exact"), "r3c5": ("ratio", "exact")},
        ),
        # 증감 of the two years of one measure, beside another one
        (
            ("구분 | 2024년 예산 | 2024년 결산 | 2025년 예산 | 증감",
             "가 | 20 | 18 | 26 | 6", "나 | 30 | 30 | 25 | △5"),
            {"r2c5": ("difference", "exact"), "r3c5": ("difference", "exact")},
        ),
        (
            ("부서 | 2025년 예산 | 2024년 예산 | 증감률(%)",
             "가 | 105 | 100 | 5.0", "나 | 190 | 200 | △5.0"),
            {"r2c4": ("growth", "exact"), "r3c4": ("growth", "exact")},
        ),
        # what is received, and what is left of it
        (
            ("구분 | 당초예산 | 최종예산 | 수납액 | 수납률(%) | 잔액",
             "가 | 90 | 100 | 80 | 80.0 | 20", "나 | 70 | 50 | 30 | 60.0 | 20"),
            {"r2c5": ("ratio", "exact"), "r3c5": ("ratio", "exact"),
             "r2c6": ("difference", "exact"), "r3c6": ("difference", "exact")},
        ),
        # two goals and one result: of which, nobody says
        (("지표 | 당초 목표 | 변경 목표 | 실적 | 달성률(%)", "가 | 50 | 40 | 20 | 40.0"), {}),
    ],
)  # fmt: skip
def test_what_a_rate_is_of_where_headings_name_a_time(
    table: tuple[str, ...], stated: dict[str, tuple[str, str]]
) -> None:
    assert said("(단위 : 백만원)\n" + tabs(*table)) == stated
