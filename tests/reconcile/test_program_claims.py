"""Claims of the budgets of programs, on texts that state them rightly and wrongly."""

import pytest
from reports import of_program, read, rows


def _claims(lines: str, rule: str) -> list[tuple[str, float, float | None, str]]:
    report = read(of_program(lines))
    columns = ("rule", "relation_id", "stated_value", "computed_value", "verdict")
    return [
        (name.rpartition("/갑")[2].rpartition("parts/")[2], stated, computed, verdict)
        for found, name, stated, computed, verdict in rows(report, "relations", *columns)
        if found == rule
    ]


@pytest.mark.parametrize(
    ("line", "computed", "verdict"),
    [
        ("○ 소요예산 : 12억원(인건비 7, 운영비 5)", 1.2e9, "exact"),
        ("○ 소요예산 : 12억원(인건비 7, 운영비 8)", 1.5e9, "mismatch"),
        # parts in whole 억원 may stand for half of one more or less
        ("○ 소요예산 : 1,200백만원(인건비 7억, 운영비 5억)", 1.2e9, "exact"),
        ("○ 소요예산 : 1,240백만원(인건비 7억, 운영비 5억)", 1.2e9, "rounding"),
        # the list says that it leaves others out
        ("○ 소요예산 : 12억원(인건비 7, 운영비 4 등)", None, "not_checkable"),
        # a share of the years
        ("○ 소요예산 : 12억원('22년 5억원, '23년 6억원)", None, "not_checkable"),
    ],
)
def test_parts_in_a_bracket(line: str, computed: float | None, verdict: str) -> None:
    claims = _claims(f"□ 사업개요\n{line}", "program_budgets.parts")
    stated = 1.24e9 if "1,240" in line else 1.2e9
    assert claims == [("1-1/headline", stated, computed, verdict)]


def test_one_source_of_money_alone_is_not_the_whole_budget() -> None:
    lines = "□ 사업개요\n○ 소요예산 : 36억원(국비 9억)"
    assert _claims(lines, "program_budgets.parts") == []


def test_items_and_their_parts() -> None:
    lines = (
        "□ 소요예산 : 10,000백만원\n"
        "○ 인건비 : 9,289백만원 (시비 6,336백만원, 구비 2,954백만원)\n○ 사무관리비 : 711백만원"
    )
    assert _claims(lines, "program_budgets.parts") == [
        ("1-1/1", 9_289e6, 9_290e6, "rounding"),
        ("1-1/headline", 10_000e6, 10_000e6, "exact"),
    ]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("○ 소요예산 : 700백만원", [("exact", 1_000e6)]),
        ("○ 소요예산 : 600백만원", [("mismatch", 900e6)]),
        # a part without a budget of its own: the report does not claim the sum
        ("○ 대상 : 청년", []),
    ],
)
def test_budgets_of_circled_parts(second: str, expected: list[tuple[str, float]]) -> None:
    lines = (
        "□ 사업개요\n○ 소요예산 : 1,000백만원\n\n"
        f"① 첫째 부분 추진\n\n□ 사업개요\n○ 소요예산 : 300백만원\n\n"
        f"② 둘째 부분 추진\n\n□ 사업개요\n{second}"
    )
    claims = _claims(lines, "programs.subprogram_budgets")
    assert [(verdict, computed) for _, _, computed, verdict in claims] == expected
