"""Adding up what was found, office by office."""

from pipeline.corpus.validate import Tally
from pipeline.rules.check import (
    SAMPLE_SIZE,
    Check,
    Outcome,
    Result,
    add_rows_of_check,
    check_of,
    failures_of,
)

CHECK = Check("lines", "asked", "warning", "Something is asked.", lambda frames: [])


def _row(report: str | None, checked: int, failures: list[str]) -> dict[str, object]:
    return Result(CHECK, Outcome(report, checked, tuple(failures))).row()


def test_a_tally_counts_all_and_shows_the_first() -> None:
    tally = Tally()
    tally.add(_row("a", 30, [str(n) for n in range(SAMPLE_SIZE - 1)]))
    tally.add(_row("b", 5, ["x", "y", "z"]))
    assert (tally.checked, tally.failed) == (35, SAMPLE_SIZE + 2)
    assert tally.shown[-1] == ("b", "x")
    assert len(tally.shown) == SAMPLE_SIZE


def test_rows_of_one_check_are_summed_as_if_it_had_looked_at_all_at_once() -> None:
    few, many = ["a", "b"], [str(n) for n in range(SAMPLE_SIZE + 5)]
    assert add_rows_of_check(_row(None, 3, few), _row(None, 40, many)) == _row(None, 43, few + many)
    assert add_rows_of_check(_row(None, 40, many), _row(None, 3, few)) == _row(None, 43, many + few)
    assert add_rows_of_check(_row(None, 3, []), _row(None, 4, [])) == _row(None, 7, [])
    assert add_rows_of_check(_row(None, 3, few), _row(None, 4, [])) == _row(None, 7, few)


def test_a_row_of_checks_says_which_check_and_what_it_shows() -> None:
    assert check_of(_row("office-2023-03", 1, [])) == check_of(_row(None, 1, [])) == "lines.asked"
    assert failures_of(_row("a", 1, [])) == []
    assert failures_of(_row("a", 2, ["x", "y"])) == ["x", "y"]
    assert len(failures_of(_row("a", 40, [str(n) for n in range(40)]))) == SAMPLE_SIZE
