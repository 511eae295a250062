"""One build from the command line: the same Dagster job as in the browser, run in this process."""

import datetime
import gc
import os
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from pipeline.defs.failure_reasons import problems
from pipeline.defs.sensors import BUILD
from pipeline.parallel.process_pool import NEW_OBJECTS
from pipeline.state.failure_log import Failure, note
from pipeline.state.workspace import HOME_VARIABLE, Workspace

DAGSTER_CONFIG = """\
# Made by openbogo. Runs and events are kept here, in SQLite; nothing is sent anywhere.
telemetry:
  enabled: false
nux:
  enabled: false
python_logs:
  managed_python_loggers: [openbogo]
run_monitoring:  # a run whose process is gone is not shown as running for ever
  enabled: true
  max_runtime_seconds: 21600
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


def build(workspace: Workspace, definitions: dg.Definitions) -> Outcome:
    """Run the build job of these definitions over all reports of a workspace."""
    gc.set_threshold(NEW_OBJECTS)
    os.environ[HOME_VARIABLE] = str(workspace.home)
    os.environ["DAGSTER_HOME"] = str(dagster_home(workspace))
    with dg.DagsterInstance.get() as instance:
        result = definitions.resolve_job_def(BUILD).execute_in_process(
            instance=instance,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            raise_on_error=False,
        )
    reasons = tuple(problems(result.all_events))
    if not result.success:
        now = datetime.datetime.now(datetime.UTC).isoformat("T", "seconds")
        note(workspace.outputs, Failure(result.run_id, now, "command", reasons))
    return Outcome(result.success, reasons)
