"""The Dagster graph: what it shows, that it is what the command runs, and that checks stop it."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl
import pytest
from dagster._core.definitions.observe import observe

from pipeline.corpus import agency
from pipeline.corpus.merge import Frames, merge
from pipeline.corpus.validate import AGAINST_LAST
from pipeline.definitions import defs
from pipeline.defs.describe import column_lineage
from pipeline.defs.release_asset import files, release, site
from pipeline.defs.report_assets import document, facts, raw_reports
from pipeline.defs.sensors import BUILD
from pipeline.defs.settings import SETTINGS, Settings
from pipeline.defs.table_assets import named_checks, publish_tables
from pipeline.reconcile.catalogue import CHECKS
from pipeline.state.workspace import Workspace
from schemas import TABLE, TABLES
from tests.e2e.home import Built, Home

MOST_EVENTS = 420
"""Of a run, whatever the number of reports: each costs milliseconds, and room in the history."""


@pytest.fixture
def home(built_copy: Callable[[], Home], monkeypatch: pytest.MonkeyPatch) -> Home:
    home = built_copy()
    monkeypatch.setenv("OPENBOGO_HOME", str(home.path))
    return home


RESOURCES = {SETTINGS: Settings()}


def _run(instance: dg.DagsterInstance) -> dg.ExecuteInProcessResult:
    return defs.resolve_job_def(BUILD).execute_in_process(instance=instance, raise_on_error=False)


def test_graph_goes_from_raw_to_release() -> None:
    graph = defs.resolve_asset_graph()

    def parents(name: str) -> set[str]:
        return {key.to_user_string() for key in graph.get(dg.AssetKey(name)).parent_keys}

    names = {table.name for table in TABLES}
    assert parents("document") == {"raw_reports"}
    assert parents("facts") == {"document"}
    assert parents("staffing") == {"facts"}
    assert parents("lines") == {"document"}
    assert parents("files") == names
    assert parents("site") == {"files"}
    assert parents("release") == {"files", "site"}
    steps = {a.op.name for a in defs.assets or () if isinstance(a, dg.AssetsDefinition)}
    assert steps == {
        "document",
        "facts",
        "publish_tables",
        "files",
        "site",
        "release",
        "gathered_reports",
    }
    built = defs.resolve_job_def(BUILD).asset_layer.executable_asset_keys
    assert dg.AssetKey("gathered_reports") not in built  # a build does not need the network


def test_every_asset_names_owner_code_part_and_kind() -> None:
    graph = defs.resolve_asset_graph()
    for key in graph.materializable_asset_keys:
        node = graph.get(key)
        assert node.owners == ["team:openbogo"], key
        assert node.code_version, key
        assert node.tags["openbogo/part"] == node.group_name, key
        assert node.kinds, key
        assert node.description, key
    assert graph.get(dg.AssetKey("raw_reports")).is_observable


def test_every_table_shows_columns_rows_and_sources(built: Built) -> None:
    instance = dg.DagsterInstance.from_ref(
        dg.DagsterInstance.local_temp(str(built.home.path / "outputs" / "dagster")).get_ref()
    )
    for table in TABLES:
        event = instance.get_latest_materialization_event(dg.AssetKey(table.name))
        assert event is not None, table.name
        assert event.asset_materialization is not None
        metadata = event.asset_materialization.metadata
        rows = pl.read_parquet(built.home.latest / "parquet" / f"{table.name}.parquet").height
        assert metadata["dagster/row_count"].value == rows
        assert "raw/seoul-economic-policy/2023-03.txt" in str(metadata["sources"].value)
        schema = defs.resolve_asset_graph().get(dg.AssetKey(table.name)).metadata
        columns = schema["dagster/column_schema"].columns
        assert [column.name for column in columns] == list(table.polars_schema)


def _records(evaluation: dg.AssetCheckEvaluation, name: str) -> list[dict[str, Any]]:
    return [dict(record.data) for record in evaluation.metadata[name].records]


def test_run_publishes_and_shows_failing_rows(home: Home) -> None:
    with dg.instance_for_test() as instance:
        result = _run(instance)
        assert result.success
        evaluations = {
            (e.asset_key.to_user_string(), e.check_name): e
            for e in result.get_asset_check_evaluations()
        }
    rate = evaluations["budget_execution", "commitment_rate"]
    assert (rate.passed, rate.severity) == (False, dg.AssetCheckSeverity.WARN)
    (row,) = _records(rate, "failing rows")
    assert row["report"] == "seoul-economic-policy-2023-03"
    assert "line 64: 뷰티패션산업과" in str(row["row"])
    assert rate.metadata["rows failed"].value == 1
    schema = evaluations["budget_execution", "schema"]
    assert (schema.passed, schema.severity) == (True, dg.AssetCheckSeverity.ERROR)
    # Every check of the catalogue is an asset check of its own or a rule of a table's schema.
    named = {c for table in TABLES for c in named_checks(table.name)}
    assert {(c.table, c.name) for c in named} == set(evaluations)
    assert {rule.id for c in named for rule in c.rules} == {
        check.id for check in (*CHECKS, *AGAINST_LAST)
    }
    assert len(result.all_events) <= MOST_EVENTS
    assert (home.latest / "manifest.json").is_file()


_HOLD_LOCK = """
import sys, time
from pathlib import Path
from pipeline.state.workspace import Workspace
with Workspace(Path(sys.argv[1])).lock():
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_run_from_the_browser_waits_for_no_lock_but_says_who_has_it(home: Home) -> None:
    before = home.latest.resolve()
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD_LOCK, str(home.path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with dg.instance_for_test() as instance:
            result = _run(instance)
        holder.kill()
    assert not result.success
    (failure,) = (event for event in result.all_events if event.is_step_failure)
    assert "another build is running" in str(failure.event_specific_data)
    assert home.latest.resolve() == before


def _double_a_budget(frames: Frames) -> None:
    frames["budget_execution"] = frames["budget_execution"].with_columns(pl.col("budget_krw") * 2)


def _lose_a_key(frames: Frames) -> None:
    frames["departments"] = frames["departments"].head(3)


def _drop_a_line(frames: Frames) -> None:
    frames["lines"] = frames["lines"].filter(pl.col("line_no") != 5)


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        (_double_a_budget, ("budget_execution", "figures_stand_in_source")),
        (_lose_a_key, ("staffing", "foreign_keys")),
        (_drop_a_line, ("lines", "rebuild_source")),
    ],
)
def test_failed_blocking_check_stops_the_release(
    damage: Callable[[Frames], None],
    check: tuple[str, str],
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A reading gone wrong after the reports were read: nothing is published."""
    before = home.latest.resolve()
    shutil.rmtree(Workspace(home.path).work / "judged")  # what is kept is not put together again

    def merge_wrongly(parts: object) -> Frames:
        frames = merge(parts)  # type: ignore[arg-type]
        damage(frames)
        return frames

    monkeypatch.setattr(agency, "merge", merge_wrongly)
    with dg.instance_for_test() as instance:
        result = _run(instance)
        assert not result.success
        failed = {
            (e.asset_key.to_user_string(), r["rule"])
            for e in result.get_asset_check_evaluations()
            if not e.passed and e.severity is dg.AssetCheckSeverity.ERROR
            for r in _records(e, "failing rows")
        }
        assert check in failed
        assert instance.get_latest_materialization_event(dg.AssetKey("release")) is None
        # … nor do the last assets alone, run afterwards from their pages.
        for asset in (files, release):
            alone = dg.materialize(
                [asset], instance=instance, resources=RESOURCES, raise_on_error=False
            )
            assert not alone.success
    assert home.latest.resolve() == before


def test_steps_can_be_run_again_one_by_one(home: Home) -> None:
    before, name = home.digests(), home.latest.resolve().name
    with dg.instance_for_test() as instance:
        for step in (document, facts, publish_tables, files, site, release):
            done = dg.materialize([step], instance=instance, resources=RESOURCES)
            assert done.success
        observed = observe([raw_reports], instance=instance, resources=RESOURCES)
        (seen,) = observed.asset_observations_for_node("raw_reports")
        read = instance.fetch_observations(dg.AssetKey("raw_reports"), limit=9).records
    assert home.latest.resolve().name == name
    assert home.digests() == before
    # The build observes raw/ as the button does: both tell the same version of the same data.
    versions = {record.asset_observation.tags["dagster/data_version"] for record in read}
    assert versions == {seen.tags["dagster/data_version"]}


def test_a_table_can_be_made_again_alone_and_a_check_judged_again(home: Home) -> None:
    chosen = dg.AssetSelection.assets("staffing")
    with dg.instance_for_test() as instance:
        done = dg.materialize(
            [publish_tables], instance=instance, resources=RESOURCES, selection=chosen
        )
        made = [event.asset_key for event in done.get_asset_materialization_events()]
        assert made == [dg.AssetKey("staffing")]
        told = {e.check_name for e in done.get_asset_check_evaluations()}
        assert told == {check.name for check in named_checks("staffing")}
        # Facts that are newer than the other tables are not mixed with them.
        report = home.raw / "seoul-economic-policy" / "2023-03.txt"
        report.write_text(report.read_text("utf-8").replace("749,663", "849,663"), "utf-8")
        dg.materialize([document, facts], instance=instance, resources=RESOURCES)
        mixed = dg.materialize(
            [publish_tables],
            instance=instance,
            resources=RESOURCES,
            selection=chosen,
            raise_on_error=False,
        )
    assert "make all tables together" in str(mixed.all_events)


def test_columns_name_the_table_their_values_come_from() -> None:
    lineage = column_lineage(TABLE["budget_execution"]).deps_by_column
    assert lineage["report_id"] == [dg.TableColumnDep(dg.AssetKey("reports"), "report_id")]
    for table in TABLES:
        for deps in column_lineage(table).deps_by_column.values():
            for dep in deps:
                assert TABLE[dep.asset_key.to_user_string()].column(dep.column_name)


def test_definitions_load_as_the_readme_says(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    assert "make ui" in readme
    makefile = (root / "Makefile").read_text("utf-8")
    assert "dagster dev -m pipeline.definitions" in makefile
    dg.Definitions.validate_loadable(defs)
