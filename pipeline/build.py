"""One build from the command line: the same Dagster job as in the browser, run in this process."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg

from pipeline.assets.reading import COLLECTIONS
from pipeline.assets.tables import ALL_REPORTS
from pipeline.definitions import BUILD, defs
from pipeline.workspace import HOME_VARIABLE, Workspace

# Tags by which Dagster takes a range of partitions into one run.
RANGE_START, RANGE_END = "dagster/asset_partition_range_start", "dagster/asset_partition_range_end"

DAGSTER_CONFIG = """\
# Made by openbogo. Runs and events are kept here, in SQLite; nothing is sent anywhere.
telemetry:
  enabled: false
nux:
  enabled: false
python_logs:
  managed_python_loggers: [openbogo]
"""


@dataclass(frozen=True)
class Outcome:
    """How a build ended."""

    success: bool
    problems: tuple[str, ...]
    """Why not, one line each."""


def dagster_home(workspace: Workspace) -> Path:
    """The folder Dagster keeps its history in: DAGSTER_HOME, else outputs/dagster, made if new."""
    home = Path(os.environ.get("DAGSTER_HOME") or workspace.outputs / "dagster")
    home.mkdir(parents=True, exist_ok=True)
    config = home / "dagster.yaml"
    if not config.exists():
        config.write_text(DAGSTER_CONFIG, "utf-8")
    return home


def build(workspace: Workspace) -> Outcome:
    """Run the build job over all collections of a workspace."""
    os.environ[HOME_VARIABLE] = str(workspace.home)
    os.environ["DAGSTER_HOME"] = str(dagster_home(workspace))
    with dg.DagsterInstance.get() as instance:
        first, last = _register(instance, sorted(workspace.collections()))
        result = defs.resolve_job_def(BUILD).execute_in_process(
            instance=instance,
            tags={RANGE_START: first, RANGE_END: last},
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            raise_on_error=False,
        )
    return Outcome(result.success, tuple(_problems(result.all_events)))


def _register(instance: dg.DagsterInstance, collections: list[str]) -> tuple[str, str]:
    """Make Dagster's partitions the collections there are; return the first and the last."""
    name = str(COLLECTIONS.name)
    known = set(instance.get_dynamic_partitions(name))
    for gone in known - set(collections):
        instance.delete_dynamic_partition(name, gone)
    instance.add_dynamic_partitions(name, [key for key in collections if key not in known])
    keys = instance.get_dynamic_partitions(name)
    return keys[0], keys[-1]


def _problems(events: Sequence[Any]) -> list[str]:
    problems = []
    for event in events:
        if event.is_step_failure and event.event_specific_data.error:
            error = event.event_specific_data.error
            if error.cls_name != "DagsterAssetCheckFailedError":  # its rows are told below
                problems.append((error.cause or error).message.strip())
        elif event.event_type_value == "ASSET_CHECK_EVALUATION":
            evaluation = event.event_specific_data
            if not evaluation.passed and evaluation.severity is dg.AssetCheckSeverity.ERROR:
                rows = evaluation.metadata.get("failing rows")
                for record in rows.records if rows else []:
                    report = record.data["report"]
                    about = "" if report == ALL_REPORTS else f"{report}: "
                    table = evaluation.asset_key.to_user_string()
                    name = evaluation.check_name
                    problems.append(f"{about}{record.data['row']} ({table}.{name})")
    return problems
