"""What counts as a loss against the last release: tables, columns, rows, values."""

import json
from pathlib import Path

import polars as pl
import pytest

from pipeline.corpus.loss_check import lost_facts, lost_reports
from pipeline.release.column_types import column_type
from pipeline.state.workspace import Workspace
from schemas import TABLE, TABLES

REPORT = "office-2023-03"


def _frames(duties: int = 3, text: str | None = "업무") -> dict[str, pl.DataFrame]:
    frames = {table.name: table.frame([]) for table in TABLES}
    frames["reports"] = TABLE["reports"].frame([{"report_id": REPORT}])
    frames["duties"] = TABLE["duties"].frame(
        [
            {"report_id": REPORT, "department": "총무과", "item_no": n, "text": text}
            for n in range(1, duties + 1)
        ]
    )
    return frames


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A last release, as far as comparing looks at it."""
    latest = tmp_path / "outputs" / "latest"
    (latest / "parquet").mkdir(parents=True)
    resources = []
    for table in TABLES:
        _frames()[table.name].write_parquet(latest / "parquet" / f"{table.name}.parquet")
        fields = [{"name": c.name, "type": column_type(c).table_schema} for c in table.columns]
        schema = {"fields": fields, "primaryKey": table.primary_key, "foreignKeys": []}
        resources.append({"name": table.name, "path": "", "schema": schema})
    (latest / "datapackage.json").write_text(json.dumps({"resources": resources}), "utf-8")
    (latest / "manifest.json").write_text(json.dumps({"release_id": "x"}), "utf-8")
    return Workspace(tmp_path)


def test_nothing_is_lost_when_nothing_or_more_is_there(workspace: Workspace) -> None:
    assert lost_facts(workspace, _frames()).failures == ()
    assert lost_facts(workspace, _frames(duties=4)).failures == ()
    assert lost_facts(Workspace(workspace.home / "new"), _frames()).failures == ()


def test_rows_are_named_by_key(workspace: Workspace) -> None:
    (loss,) = lost_facts(workspace, _frames(duties=1)).failures
    assert loss == (
        f"{REPORT} has 1 rows in duties, 3 in the last release; lost: department '총무과', "
        "item_no 2 | department '총무과', item_no 3; restore the file, or build with --accept-loss"
    )


def test_values_are_named_by_column_and_key(workspace: Workspace) -> None:
    (loss,) = lost_facts(workspace, _frames(text=None)).failures
    assert loss.startswith(
        f"{REPORT} has 0 values in duties.text, 3 in the last release; lost: department '총무과', "
        "item_no 1 | "
    )


def test_a_table_or_column_that_is_gone(workspace: Workspace) -> None:
    frames = _frames()
    del frames["duties"]
    assert lost_facts(workspace, frames).failures[0].startswith("table duties (3 rows) is gone")
    frames = _frames()
    frames["duties"] = frames["duties"].drop("text")
    assert lost_facts(workspace, frames).failures[0].startswith("column duties.text is gone")


def test_a_report_that_was_removed_loses_nothing(workspace: Workspace) -> None:
    frames = {name: frame.head(0) for name, frame in _frames().items()}
    assert lost_facts(workspace, frames).failures == ()


def test_fewer_held_back_rows_are_no_loss(workspace: Workspace) -> None:
    row = {"report_id": REPORT, "table_name": "duties", "line_start": 1, "reason": "x"}
    path = workspace.latest / "parquet" / "quarantine.parquet"
    TABLE["quarantine"].frame([row]).write_parquet(path)
    assert lost_facts(workspace, _frames()).failures == ()


def test_a_mended_figure_takes_its_suspect_with_it(workspace: Workspace) -> None:
    claim = {"report_id": REPORT, "relation_id": "x", "kind": "sum"}
    doubted = TABLE["relations"].frame([claim | {"proposed_value": 379.0}])
    doubted.write_parquet(workspace.latest / "parquet" / "relations.parquet")
    settled = {"relations": TABLE["relations"].frame([claim])}
    assert lost_facts(workspace, _frames() | settled).failures == ()
    (loss,) = lost_facts(workspace, _frames()).failures
    assert loss.startswith(f"{REPORT} has 0 rows in relations, 1 in the last release")


def test_what_a_newer_file_no_longer_says_is_told_and_no_failure(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    before = TABLE["reports"].frame([{"report_id": REPORT, "source_file": "office/old.txt"}])
    before.write_parquet(workspace.latest / "parquet" / "reports.parquet")
    after = _frames(duties=1)
    after["reports"] = TABLE["reports"].frame([{"report_id": REPORT, "source_file": "office/new"}])
    assert len(lost_facts(workspace, after).failures) == 1
    row = {"report_id": REPORT, "source_file": "office/old.txt", "superseded_by": "office/new"}
    after["superseded"] = TABLE["superseded"].frame([row])
    with caplog.at_level("WARNING", "openbogo"):
        assert lost_facts(workspace, after).failures == ()
    assert "1 rows in duties, 3 in the last release" in caplog.text


def test_an_accepted_loss_is_said_and_no_failure(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("WARNING", "openbogo"):
        assert lost_facts(workspace, _frames(duties=1), accepted=True).failures == ()
    assert "1 rows in duties, 3 in the last release" in caplog.text


def test_a_last_release_that_cannot_be_read_is_no_reason_to_lose(workspace: Workspace) -> None:
    (workspace.latest / "parquet" / "duties.parquet").write_bytes(b"")
    (failure,) = lost_facts(workspace, _frames()).failures
    assert "the last release cannot be compared" in failure
    assert "remove the link outputs/latest" in failure


def _reports(*files: tuple[str, str]) -> pl.DataFrame:
    rows = [{"report_id": report, "source_file": file} for report, file in files]
    return TABLE["reports"].frame(rows)


def _superseded(*files: tuple[str, str]) -> pl.DataFrame:
    rows = [{"report_id": report, "source_file": file} for report, file in files]
    return TABLE["superseded"].frame(rows)


@pytest.mark.parametrize(
    ("there", "reports", "superseded", "lost"),
    [
        # read as it was
        (["new.txt", "old.txt"], ["new.txt"], ["old.txt"], 0),
        # the newer file cannot be read now: the older one must not take its place
        (["new.txt", "old.txt"], ["old.txt"], [], 1),
        # the newer file was taken out: the older one is the report again
        (["old.txt"], ["old.txt"], [], 0),
        # the newer file was taken out, and the older one cannot be read
        (["old.txt"], [], [], 1),
        # given again in another format, which cannot be read
        (["new.pdf"], [], [], 1),
        # taken out
        ([], [], [], 0),
        (["other.txt"], [], [], 0),
    ],
)
def test_a_report_of_which_a_file_is_there_and_not_read(
    workspace: Workspace,
    there: list[str],
    reports: list[str],
    superseded: list[str],
    lost: int,
) -> None:
    parquet = workspace.latest / "parquet"
    _reports((REPORT, "office/new.txt")).write_parquet(parquet / "reports.parquet")
    _superseded((REPORT, "office/old.txt")).write_parquet(parquet / "superseded.parquet")
    (workspace.raw / "office").mkdir(parents=True)
    for file in there:
        (workspace.raw / "office" / file).touch()
    now = {
        "reports": _reports(*((REPORT, f"office/{file}") for file in reports)),
        "superseded": _superseded(*((REPORT, f"office/{file}") for file in superseded)),
    }
    assert len(lost_reports(workspace, now).failures) == lost
