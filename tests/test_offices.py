"""Offices: never divided, whatever folders their reports are in; judged again only when changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pipeline.corpus import agency as module
from pipeline.corpus.agency import Office, judge_new, judge_office, offices
from pipeline.corpus.cache import Shards, content_hash
from pipeline.parallel.executor import WorkersError
from pipeline.parallel.setting import Setting
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


def test_what_was_found_is_kept_until_a_row_changes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge_new([office], office.kept, INSIDE)
    first = office.judgement(office.tables())
    assert first["checks"].height > 50
    monkeypatch.setattr(module, "judge_release", None)  # nobody is asked again
    judge_new([office], office.kept, INSIDE)
    assert office.judgement(office.tables())["checks"].equals(first["checks"])

    path = office.folders[0] / "lines.parquet"
    pl.read_parquet(path).with_columns(text=pl.lit("changed")).write_parquet(path)
    with pytest.raises(TypeError, match="not callable"):
        judge_new([office], office.kept, INSIDE)


def test_other_tables_than_were_judged_are_judged_again(office: Office) -> None:
    judge_new([office], office.kept, INSIDE)
    tables = office.tables()
    tables["lines"] = tables["lines"].filter(pl.col("line_no") != 5)
    checks = office.judgement(tables)["checks"]
    failed = checks.filter(~pl.col("passed") & (pl.col("severity") == "error"))
    assert any(id_.startswith("lines.rebuild_source") for id_ in failed["check_id"])


def test_what_was_kept_and_is_damaged_is_found_again(office: Office) -> None:
    judge_new([office], office.kept, INSIDE)
    first = office.judgement(office.tables())
    (archive,) = Path(office.kept.place).iterdir()
    archive.write_bytes(archive.read_bytes()[:-100])
    again = office.judgement(office.tables())
    assert all(again[name].equals(frame) for name, frame in first.items())


def test_what_was_kept_without_its_checks_is_judged(office: Office) -> None:
    tables = office.tables()
    first = office.judgement(tables)
    office.kept.save(content_hash(tables), {"plan_outcomes": tables["reports"]})
    assert office.judgement(tables)["checks"].equals(first["checks"])


def test_other_code_than_that_of_the_build_judges_nothing(office: Office) -> None:
    with pytest.raises(WorkersError, match="another version of the program"):
        judge_office(replace(office, reading="other"))
    assert not Path(office.kept.place).exists()


def test_offices_that_are_no_more_are_forgotten(office: Office) -> None:
    office.kept.save("of an office that is gone", office.judgement(office.tables()))
    judge_new([office], office.kept, INSIDE)
    assert len(list(Path(office.kept.place).iterdir())) == 1
