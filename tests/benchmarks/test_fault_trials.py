"""The benchmark of faults: how they are put into a text, and how what becomes of them is scored."""

from random import Random

import pytest
from reports import FOLDER, head, short

from benchmarks.faults.claimed import Claimed, claimed_figures
from benchmarks.faults.fault import Edit, Fault, Target, altered, position_before
from benchmarks.faults.figure_faults import digit_faults, other_units, unit_faults
from benchmarks.faults.plan import Trial, first_chapter, sampled
from benchmarks.faults.scoring import State, compare, score, state
from benchmarks.faults.table_faults import Tables
from benchmarks.faults.tally import Tally

FILE = f"{FOLDER}/2022-03.txt"
RATE = frozenset(["budget_execution.expenditure_rate"])


def _claimed(text: str, raw: str, value: float, unit: str | None = None) -> Claimed:
    start = text.index(raw)
    return Claimed(start, start + len(raw), value, unit, RATE)


def test_edits_and_places_before_them() -> None:
    edits = (Edit(2, 4, "XYZ"), Edit(6, 8, ""))
    assert altered("abcdefghij", edits) == "abXYZefij"
    # a b | X Y Z (of cd) | e f | i j
    assert [position_before(edits, n) for n in range(9)] == [0, 1, 2, 3, 3, 4, 5, 8, 9]


def test_a_wrong_digit_at_every_place() -> None:
    text = "계 1,204 (19.8%)"
    figures = [_claimed(text, "1,204", 1204), _claimed(text, "19.8", 19.8)]
    faults = list(digit_faults(text, figures, Random(1), every=False))
    assert [fault.place for fault in faults] == ["3", "2", "1", "0", "1", "0", "decimal"]
    for fault in faults:
        (edit,) = fault.edits
        assert edit.text != text[edit.start]
        assert edit.text != "0" or edit.start not in (figures[0].start, figures[1].start)
    # 9 others at each place, but no 0 where a figure of several digits begins
    assert len(list(digit_faults(text, figures, Random(1), every=True))) == 8 + 3 * 9 + 8 + 2 * 9
    assert faults == list(digit_faults(text, figures, Random(1), every=False))


def test_a_wrong_unit() -> None:
    text = "예산 50백만원, 3.2%"
    figures = [_claimed(text, "50백만원", 5e7, "백만원"), _claimed(text, "3.2%", 3.2, "%")]
    (fault,) = unit_faults(text, figures, Random(1))
    assert text[fault.edits[0].start : fault.edits[0].end] == "백만원"
    assert fault.edits[0].text in other_units("백만원")
    assert "천원" in other_units("백만원")
    assert "백만원" not in other_units("백만원")
    assert other_units("없는단위") == []


def _tables() -> Tables:
    report, text = short("2022-03"), head("2022-03")
    return Tables(report, text, claimed_figures(report, text))


def _printed(fault: Fault) -> list[tuple[str, str]]:
    return [(head("2022-03")[e.start : e.end], e.text) for e in fault.edits]


def test_faults_of_real_tables() -> None:
    tables, text = _tables(), head("2022-03")
    # 2022-03.txt line 102: 경제정책과 131,125 28,493 25,060 21.7 19.1, and line 103 below it
    swaps = [_printed(fault) for fault in tables.swaps()]
    assert [("131,125", "28,493"), ("28,493", "131,125")] in swaps
    assert [("131,125", "39,822"), ("39,822", "131,125")] in swaps
    # line 112, exactly
    lost = [_printed(fault)[0] for fault in tables.lost_rows()]
    assert ("서 울 시 립 과 학 관 2,236 443 319 19.8 14.3\n", "") in lost
    assert (
        len(lost) == 13 + 13
    )  # every row of the staffing (lines 22-43) and of the budget (lines 100-113)
    # lines 100-113: the last of 예산현액 on top
    shifted = [_printed(fault) for fault in tables.shifted_columns()]
    (budget,) = [edits for edits in shifted if edits[0][0] == "753,976"]
    assert budget[:2] == [("753,976", "3,568"), ("131,125", "753,976")]
    # line 94: (단위 : 백만원, ’22.3.22. 기준)
    (caption,) = tables.captions(Random(1))
    assert _printed(caption)[0][0] == "백만원"
    assert text[: caption.edits[0].start].endswith("(단위 : ")


def test_every_figure_of_a_claim_once() -> None:
    report, text = short("2022-03"), head("2022-03")
    figures = claimed_figures(report, text)
    assert len({(f.start, f.end) for f in figures}) == len(figures)
    # line 102: in the column of 예산현액 and under both rates
    (found,) = [f for f in figures if text[f.start : f.end] == "131,125"]
    assert (found.value, found.rules) == (
        131_125e6,
        {
            "budget_execution.commitment_rate",
            "budget_execution.expenditure_rate",
            "budget_execution.total",
        },
    )


def test_the_first_chapter_is_read_alone() -> None:
    text = head("2022-03")
    # line 119: Ⅱ. 現 경제상황
    end = first_chapter(short("2022-03"), text)
    assert text[:end].endswith("Ⅱ. 現 경제상황\n")


def test_what_is_sampled() -> None:
    text = "1" * 90
    digits = [
        Fault("digit", (Edit(n, n + 1, "2"),), (Target(n, n + 1, 1),), RATE, "0") for n in range(90)
    ]
    assert sampled(digits, Random(1), whole=False) == digits
    drawn = sampled(digits, Random(1), whole=True)
    assert 0 < len(drawn) < len(digits)
    assert drawn == sampled(digits, Random(1), whole=True)
    assert altered(text, drawn[0].edits) != text


def _state(verdict: str, *suspects: tuple[int, int, float | None], failed: int = 0) -> State:
    return State({"r": verdict}, frozenset(suspects), {"c": failed}, 0)


FAULT = Fault("digit", (Edit(10, 11, "7"),), (Target(8, 13, 5.0),), RATE, "2")
SCORES = [
    # nothing is worse
    (_state("exact"), _state("rounding"), ("", False, False, False)),
    # a claim fails, and nobody is suspected
    (_state("exact"), _state("mismatch"), ("claim", False, False, False)),
    # it failed already, and no worse: that tells nobody
    (_state("mismatch"), _state("mismatch"), ("", False, False, False)),
    (_state("unlikely"), _state("mismatch"), ("claim", False, False, False)),
    # a rate is rounded, and a check allows no rounding
    (_state("exact"), _state("rounding", failed=1), ("check", False, False, False)),
    # the figure is named; with its value, with another one, with none
    (_state("exact"), _state("mismatch", (8, 13, 5.0)), ("claim", True, True, False)),
    (_state("exact"), _state("mismatch", (8, 13, 6.0)), ("claim", True, False, False)),
    (_state("exact"), _state("mismatch", (8, 13, None)), ("claim", True, False, False)),
    # another figure is named, or one that was named before
    (_state("exact"), _state("mismatch", (20, 22, 1.0)), ("claim", False, False, True)),
    (
        _state("exact", (20, 22, 1.0)),
        _state("mismatch", (20, 22, 1.0)),
        ("claim", False, False, False),
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), SCORES)
def test_scores(before: State, after: State, expected: tuple[str, bool, bool, bool]) -> None:
    found = compare(before, after, FAULT)
    assert (found.noticed, found.pinned, found.repaired, found.misled) == expected


def _replaced(old: str, new: str) -> Fault:
    text = head("2022-03")
    start = text.index(old)
    edit = Edit(start, start + len(old), new)
    return Fault("digit", (edit,), (Target(start, start + len(old), 8_857e6),), RATE, "2")


def test_real_faults() -> None:
    text = head("2022-03")
    before = state(short("2022-03"))
    # 2022-03.txt line 103: 지출액 8,857, in its column and its rate
    named = score(FILE, text, before, _replaced("8,857", "8,357"))
    assert (named.noticed, named.pinned, named.repaired) == ("claim", True, True)
    # three more could be any figure of the column
    alone = score(FILE, text, before, _replaced("8,857", "8,853"))
    assert (alone.noticed, alone.pinned, alone.misled) == ("claim", False, False)
    # one less is within rounding
    assert score(FILE, text, before, _replaced("8,857", "8,856")).noticed == ""
    # nothing is left of it that would be a report
    nothing = Fault("row", (Edit(0, len(text), "없음"),), (), RATE)
    assert score(FILE, text, before, nothing).noticed == "refused"


def test_tally() -> None:
    results = [
        (Trial(FILE, 1, FAULT), compare(before, after, FAULT)) for before, after, _ in SCORES
    ]
    tally = Tally.of(results)
    assert (tally.tried, tally.noticed, tally.pinned, tally.repaired, tally.misled) == (
        10,
        8,
        3,
        1,
        1,
    )
    assert tally.row("x") == "| x | 10 | 8 | 80.0 % | 3 | 37.5 % | 1 | 33.3 % | 1 |"
