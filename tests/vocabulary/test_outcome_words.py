"""Words of outcomes: what counters name, what is a span of time, what is compared."""

import pytest

from pipeline.vocabulary.comparisons import comparisons
from pipeline.vocabulary.outcomes import counted_noun, outcomes


@pytest.mark.parametrize(
    ("printed", "noun"),
    [
        ("개과제", "과제"),
        ("개기업", "기업"),
        ("개사", None),
        ("개소", None),
        ("개월간", None),
        ("명", None),
    ],
)
def test_noun_of_a_counter(printed: str, noun: str | None) -> None:
    assert counted_noun(printed) == noun


@pytest.mark.parametrize(
    ("unit", "printed", "counts"),
    [
        ("project", "개과제", "과제"),
        ("person", "천명", "인원"),
        ("item", "종", "종류"),
        ("team", "팀", "팀"),
        (None, None, None),
    ],
)
def test_what_is_counted(unit: str | None, printed: str | None, counts: str | None) -> None:
    assert outcomes().counts(unit, printed) == counts


def test_spans_of_time_and_comparisons() -> None:
    assert outcomes().is_duration("day", None)
    assert not outcomes().is_duration("day", "to")  # 심사기간 단축(10일→4.2일)
    assert not outcomes().is_duration("person", None)
    assert comparisons().is_compared("전년 대비 DDP방문객")
    assert not comparisons().is_compared("목표 대비")
    assert not comparisons().is_compared("전기비 절감")
    assert not comparisons().is_compared("전년비용 정산")
