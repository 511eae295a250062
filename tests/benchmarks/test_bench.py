"""The benchmark of speed: it runs, its table has every row, and its verdicts follow its figures."""

from pathlib import Path

import pytest

from benchmarks.bench.__main__ import main
from benchmarks.bench.growth import Size, memory
from benchmarks.bench.measure import Measure, Run, Skipped, alternating, run
from benchmarks.bench.page import page, row

ROWS = (
    "text → judged facts, 2022-03.txt",
    "text → judged facts, 2023-03.txt",
    "facts of a report leave a worker",
    "validation of `quantities`",
    "PDF, a page",
    "`openbogo build`, cold, two reports |",
    "`openbogo build`, cold, two reports, processor time",
    "`openbogo build`, nothing changed",
    "a cold build with byte-identical output",
    "reports a second by two processes",
    "seeing that nothing changed",
    "export of",
    "DuckDB file of",
    "peak memory",
    "one new report among",
)


def test_a_quick_run_measures_everything(tmp_path: Path) -> None:
    results = tmp_path / "results.md"
    main(["--quick", "--scratch", str(tmp_path), "--results", str(results)])
    text = results.read_text("utf-8")
    lines = text.splitlines()
    for what in ROWS:
        found = [line for line in lines if line.startswith(f"| {what}")]
        assert found, what
        assert all("| missed by" in line or "| met |" in line or line.endswith("|  |")
                   or "not measured" in line for line in found), found  # fmt: skip
    assert "importing Dagster and an empty graph of the same size" in text
    assert "`dagster asset materialize` on the same assets" in text
    assert "## Many reports" in text
    assert str(tmp_path) not in text  # no place of this machine
    assert [path.name for path in tmp_path.iterdir()] == ["results.md"]


def test_a_verdict_follows_its_figure() -> None:
    met = Measure("a", "b", 3.0, 2.0, "s", 1.5)
    missed = Measure("a", "b", 3.0, 1.0, "s", 1.5)
    assert (met.met, missed.met, missed.missed_by) == (True, False, 2.0)
    slow = Measure("a", "b", 1.0, 4.0, "rows/s", 0.5, at_least=True)
    assert (slow.ratio, slow.met, slow.missed_by) == (0.25, False, 2.0)
    assert Measure("a", "b", 1.0, 1.0, "s").met is None
    assert row(missed) == "| a | 3 s | b | 1 s | 3 | ≤ 1.5 | missed by 2.00 times |"
    assert row(slow) == "| a | 1 rows/s | b | 4 rows/s | 0.25 | ≥ 0.5 | missed by 2.00 times |"
    assert "not measured: no file" in row(Skipped("x", "no file"))


def test_memory_is_that_of_the_largest_process_of_the_most_reports() -> None:
    def size(reports: int, reading: int, whole: int) -> Size:
        one, other = Run(1.0, 1.0, reading), Run(1.0, 1.0, whole)
        return Size(reports, 0, 0, one, other, 0, 0, one, one, one, 0, 0)

    limit, growth = memory([size(10, 100, 300), size(100, 330, 200)])
    assert (growth.value, growth.floor_value, growth.met) == (0.00033, 0.0003, True)
    assert limit.met
    assert "| 100 | 0 | 1.0 s |" in page([], [], [size(100, 330, 200)])


def test_a_command_is_measured_and_a_failing_one_is_told() -> None:
    large = run(["-c", "x = b'1' * 200_000_000; print(len(x))"])
    small = run(["-c", "pass"])
    assert large.peak > 200_000_000 > small.peak
    assert small.cpu > 0
    with pytest.raises(RuntimeError, match="told so"):
        run(["-c", "raise SystemExit('told so')"])
    busy, idle = alternating(3, lambda: sum(range(300_000)), lambda: None)
    assert busy > idle
