"""Plans of 2022-03 and their results in 2023-03: every link, checked by hand, and its check."""

from collections.abc import Callable

import polars as pl
import pytest
from reports import FOLDER, of_program, read, real, whole, with_row

from pipeline.corpus.merge import merge
from pipeline.reconcile import plan_checks
from pipeline.reconcile.plan_outcomes import plan_outcomes
from pipeline.reconcile.planned_figures import label_of
from pipeline.rules.check import checks_in, run_checks
from pipeline.rules.similarity import Weights, letter_pairs

PLAN_CHECKS = checks_in(plan_checks)

Frames = dict[str, pl.DataFrame]

# Line and figure of the plan in 2022-03, line and figure of the result in 2023-03, method.
# What an analyst would object to is said behind it.
LINKS = [
    (394, "500명", 1484, "3,991명", "target"),  # planned for one kind of the jobs only
    (437, "2,500개 사", 1575, "1,097개 업체", "target"),
    (470, "2,000백만원", 1575, "1,106백만원", "budget"),
    (593, "350명", 889, "350명", "target"),
    (626, "71개사", 888, "68개사", "label"),
    (626, "5개", 888, "5개", "label"),
    (998, "100억원", 1404, "100억원", "amount"),
    (1056, "32개소", 714, "32개 캠퍼스타운", "label"),
    (1530, "100명", 262, "100명", "target"),
    (1612, "1,000개", 1527, "1,053개사", "target"),
    (1645, "35개", 335, "35개 브랜드", "label"),
    (1645, "100개", 337, "205개 브랜드", "item"),  # planned for spring, reported for the year
]


def _frames() -> Frames:
    merged = merge([real("2022-03").frames, real("2023-03").frames])
    return merged | {"plan_outcomes": plan_outcomes(merged)}


def test_every_link() -> None:
    frames = _frames()
    stated = {
        row["quantity_id"]: (row["line_start"], row["raw"])
        for row in frames["quantities"].iter_rows(named=True)
    }
    found = [
        (
            *stated[row["plan_quantity_id"]],
            *stated[row["outcome_quantity_id"]],
            row["match_method"],
        )
        for row in frames["plan_outcomes"].iter_rows(named=True)
    ]
    assert sorted(found) == sorted(LINKS)
    attained = dict(frames["plan_outcomes"].select("plan_value", "attainment_pct").iter_rows())
    # the first is of 피해업종, the last of 춘계 only: no attainment of what is wider
    scopes = frames["plan_outcomes"].select("plan_value", "outcome_value", "scope").rows()
    assert (500.0, 3991.0, "wider") in scopes
    assert (100.0, 205.0, "wider") in scopes
    assert attained[500.0] is None
    assert (attained[2500.0], attained[1000.0], attained[350.0]) == (43.9, 105.3, 100.0)


def test_reports_of_another_agency_or_alone_have_no_links() -> None:
    alone = merge([real("2022-03").frames])
    assert plan_outcomes(alone).height == 0
    other = read(whole("2023-03"), "welfare-policy/2023-03.txt").frames
    assert plan_outcomes(merge([real("2022-03").frames, other])).height == 0


def test_conditions_and_bounds_are_no_plans() -> None:
    earlier = of_program(
        "□ 사업개요\n○ 지원대상 : 만 18세 이상 청년 50명\n"
        "○ 지원한도 : 최대 30개사\n○ 수행인력 : 20명"
    )
    later = of_program("□ '22년 추진성과\n- 청년 지원 : 40명\n- 기업 지원 : 25개사").replace(
        "2022. 3.", "2023. 3."
    )
    reports = [
        read(earlier, f"{FOLDER}/2022-03.txt").frames,
        read(later, f"{FOLDER}/2023-03.txt").frames,
    ]
    links = plan_outcomes(merge(reports))
    assert links.select("plan_value", "outcome_value", "attainment_pct").rows() == [
        (50.0, 40.0, 80.0)
    ]


@pytest.mark.parametrize(
    ("column", "change", "message"),
    [
        ("plan_value", lambda v: v + 1, "are stated"),
        ("outcome_value", lambda v: v + 1, "are stated"),
        ("scope", lambda _: "same", "is not their ratio"),
        ("unit", lambda _: "KRW", "the result is in"),
        ("plan_quantity_id", lambda _: "nothing", "no such quantity"),
        ("plan_program_id", lambda _: f"{FOLDER}-2023-03/1-1", "of another report"),
    ],
)
def test_tampering_is_noticed(
    column: str, change: Callable[[object], object], message: str
) -> None:
    frames = _frames()
    (untouched,) = run_checks(PLAN_CHECKS, frames)
    assert untouched.passed
    assert untouched.outcome.checked == len(LINKS)
    value = frames["plan_outcomes"][column][0]
    table = with_row(frames["plan_outcomes"], 0, **{column: change(value)})
    (result,) = run_checks(PLAN_CHECKS, frames | {"plan_outcomes": table})
    assert message in (result.sample or "")


def test_an_earlier_result_is_noticed() -> None:
    frames = _frames()
    swapped = frames["plan_outcomes"].rename(
        {"plan_quantity_id": "outcome_quantity_id", "outcome_quantity_id": "plan_quantity_id"}
    )
    (result,) = run_checks(PLAN_CHECKS, frames | {"plan_outcomes": swapped})
    assert "no earlier than the result" in (result.sample or "")


def test_likeness() -> None:
    weights = Weights(["작업환경 개선 지원", "청년 취업 지원", "창업 지원"])
    assert letter_pairs("작업환경 3개") == ["작업", "업환", "환경"]
    same = weights.shared(weights.text("작업환경 개선"), weights.text("작업환경개선"))
    common = weights.shared(weights.text("청년 지원"), weights.text("창업 지원"))
    assert same == 1.0
    assert 0 < common < 0.5
    assert weights.shared(weights.text("3"), weights.text("지원")) == 0.0


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("○ 지원대상 : 청년 50명", "지원대상"),
        ("○ (추진계획) ’22년 32개소", "추진계획"),
        ("- 기간 · 인원 : 4개 과정", "기간·인원"),
        ("○ 청년 50명 지원", ""),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert label_of(text) == label
