"""Offices: never divided, whatever folders their reports are in; judged again only when changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pipeline.corpus import agency as module
from pipeline.corpus import validate
from pipeline.corpus.agency import Office, make_part, make_parts, offices
from pipeline.corpus.cache import Shards
from pipeline.corpus.merge import Frames
from pipeline.corpus.validate import AGAINST_LAST, judge
from pipeline.parallel.executor import WorkersError
from pipeline.parallel.setting import Setting
from pipeline.reconcile.catalogue import CHECKS
from pipeline.rules.check import Outcome
from pipeline.state.workspace import MADE_FROM, Workspace
from schemas import TABLE, TABLES
from tests.reports import real

INSIDE = Setting(processes=0)


def _folders(place: Path, agencies: Mapping[str, Sequence[str]]) -> list[Path]:
    """Collections with a report for each agency named."""
    for name, of in agencies.items():
        (place / name).mkdir()
        for table in TABLES:
            table.frame([]).write_parquet(place / name / f"{table.name}.parquet")
        rows = [
            {"report_id": f"{agency}-{n}", "agency_id": agency, "source_bytes": 10}
            for n, agency in enumerate(of)
        ]
        TABLE["reports"].frame(rows).write_parquet(place / name / "reports.parquet")
    return [place / name for name in agencies]


def _names(found: Sequence[Office]) -> list[list[str]]:
    return [[folder.name for folder in office.folders] for office in found]


def test_reports_of_one_office_are_judged_together(tmp_path: Path) -> None:
    agencies = {"a": "x", "b": "y", "c": "xz", "d": "w", "e": "zy", "f": "", "g": ""}
    folders = _folders(tmp_path, agencies)
    kept = Shards(str(tmp_path / "kept"))
    found = offices(folders, kept)
    assert sorted(_names(found)) == [["a", "b", "c", "e"], ["d"], ["f"], ["g"]]
    assert offices(reversed(folders), kept) == found
    assert {office.source_bytes for office in found} == {60, 10, 0}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The office of the real reports, with one of them."""
    folder = tmp_path / "office"
    folder.mkdir()
    for table in TABLES:
        frame = real("2022-03").frames.get(table.name, table.frame([]))
        frame.write_parquet(folder / f"{table.name}.parquet")
    (found,) = offices([folder], Shards(str(tmp_path / "kept")))
    return found


def test_a_part_is_kept_until_a_row_changes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_parts([office], office.kept, INSIDE)
    first = office.part()
    assert first["checks"].height > 50
    monkeypatch.setattr(module, "judge_release", None)  # nobody is asked again
    make_parts([office], office.kept, INSIDE)
    assert all(office.part()[name].equals(frame) for name, frame in first.items())

    path = office.folders[0] / "lines.parquet"
    pl.read_parquet(path).with_columns(text=pl.lit("changed")).write_parquet(path)
    with pytest.raises(TypeError, match="not callable"):
        make_parts([replace(office)], office.kept, INSIDE)


def test_other_tables_than_were_judged_are_judged_again(office: Office) -> None:
    make_parts([office], office.kept, INSIDE)
    path = office.folders[0] / "lines.parquet"
    pl.read_parquet(path).filter(pl.col("line_no") != 5).write_parquet(path)
    checks = replace(office).part()["checks"]
    failed = checks.filter(~pl.col("passed") & (pl.col("severity") == "error"))
    assert any(id_.startswith("lines.rebuild_source") for id_ in failed["check_id"])


def test_a_part_holds_every_table_of_the_office_in_the_order_of_its_keys(office: Office) -> None:
    make_parts([office], office.kept, INSIDE)
    part = office.part()
    assert list(part) == [table.name for table in TABLES]
    for table in TABLES:
        assert part[table.name].equals(part[table.name].sort(table.primary_key))
    rows = real("2022-03").frames["lines"]
    assert part["lines"].equals(rows.sort(TABLE["lines"].primary_key))


def test_a_part_that_is_damaged_is_made_again(office: Office) -> None:
    make_parts([office], office.kept, INSIDE)
    first = office.part()
    (archive,) = Path(office.kept.place).iterdir()
    archive.write_bytes(archive.read_bytes()[:-100])
    again = office.part()
    assert all(again[name].equals(frame) for name, frame in first.items())


def test_a_part_without_checks_is_none(office: Office) -> None:
    first = office.part()
    office.kept.save(office.key, {"reports": first["reports"]})
    assert office.part()["checks"].equals(first["checks"])


def test_other_code_than_that_of_the_build_makes_no_part(office: Office) -> None:
    with pytest.raises(WorkersError, match="another version of the program"):
        make_part(replace(office, reading="other"))
    assert not Path(office.kept.place).exists()


def test_offices_that_are_no_more_are_forgotten(office: Office) -> None:
    office.kept.save("of an office that is gone", office.part())
    make_parts([office], office.kept, INSIDE)
    assert len(list(Path(office.kept.place).iterdir())) == 1


def test_only_parts_that_the_last_release_had_not_are_asked_for_losses(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path / "home")
    asked: list[int] = []

    def nothing_lost(_: Workspace, frames: Frames, *, accepted: bool) -> Outcome:
        asked.append(frames["reports"].height + accepted)
        return Outcome(None, 0)

    def judged() -> int:
        folder = {office.folders[0]: {"2022-03.txt": "its fingerprint"}}
        judge(workspace, folder, (*CHECKS, *AGAINST_LAST), INSIDE, accept_loss=False)
        return len(asked)

    monkeypatch.setattr(validate, "lost_facts", nothing_lost)
    assert [judged(), judged()] == [1, 2]  # nothing was published
    workspace.latest.mkdir()
    (workspace.latest / "manifest.json").write_text('{"release_id": "first"}', "utf-8")
    workspace.remember((workspace.tables / MADE_FROM).read_text("utf-8"), "first")
    assert judged() == 2
    # The tables there are not those of the last release, or that one is the last no more.
    (workspace.latest / "manifest.json").write_text('{"release_id": "second"}', "utf-8")
    assert judged() == 3
    workspace.remember("made from others", "second")
    assert judged() == 4
    assert set(asked) == {1}
