"""Collections in batches: an office is never divided, whatever folders its reports are in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from pipeline.assets import judging
from pipeline.assets.judging import Tally, batches
from pipeline.reconcile.check import SAMPLE_SIZE, Outcome
from schemas import TABLE


def _folders(place: Path, agencies: Mapping[str, Sequence[str]]) -> list[Path]:
    """Collections with a report for each agency named."""
    for name, of in agencies.items():
        (place / name).mkdir()
        rows = [{"report_id": f"{agency}-{n}", "agency_id": agency} for n, agency in enumerate(of)]
        TABLE["reports"].frame(rows).write_parquet(place / name / "reports.parquet")
    return [place / name for name in agencies]


def _names(found: Sequence[Sequence[Path]]) -> list[list[str]]:
    return [[folder.name for folder in batch] for batch in found]


def test_a_batch_is_full_at_so_many_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "BATCH", 3)
    folders = _folders(tmp_path, {"a": "xx", "b": "yy", "c": "zzzzz", "d": "w", "e": ""})
    assert _names(list(batches(folders))) == [["a", "b"], ["c"], ["d", "e"]]


def test_reports_of_one_office_are_in_one_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "BATCH", 1)
    folders = _folders(tmp_path, {"a": "x", "b": "y", "c": "xz", "d": "w", "e": "zy", "f": ""})
    found = _names(list(batches(folders)))
    assert sorted(found) == [["a", "b", "c", "e"], ["d"], ["f"]]
    assert _names(list(batches(reversed(folders)))) == found


def test_a_tally_counts_all_and_shows_the_first() -> None:
    tally = Tally()
    tally.add(Outcome("a", 30, tuple(str(n) for n in range(SAMPLE_SIZE - 1))))
    tally.add(Outcome("b", 5, ("x", "y", "z")))
    assert (tally.checked, tally.failed) == (35, SAMPLE_SIZE + 2)
    assert tally.shown[-1] == ("b", "x")
    assert len(tally.shown) == SAMPLE_SIZE
