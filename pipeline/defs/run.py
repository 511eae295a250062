"""One build from the command line: the same Dagster job as in the browser, run in this process."""

import contextlib
import datetime
import gc
import logging
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from pipeline.defs.failure_reasons import problems
from pipeline.defs.sensors import BUILD
from pipeline.defs.shared_engines import shared_engines
from pipeline.parallel.process_pool import NEW_OBJECTS
from pipeline.state.failure_log import Failure, note
from pipeline.state.workspace import HOME_VARIABLE, Workspace
from pipeline.vocabulary.messages import message

logger = logging.getLogger("openbogo")

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
    """The way a build ended."""

    success: bool
    problems: tuple[str, ...]
    """The reasons of a failure, one line each."""


def dagster_home(workspace: Workspace) -> Path:
    """The folder Dagster keeps its history in: DAGSTER_HOME, else outputs/dagster, made if new."""
    home = Path(os.environ.get("DAGSTER_HOME") or workspace.outputs / "dagster")
    home.mkdir(parents=True, exist_ok=True)
    config = home / "dagster.yaml"
    if not config.exists():
        config.write_text(DAGSTER_CONFIG, "utf-8")
    return home


def _history(home: Path) -> dg.DagsterInstance:
    """The history of builds; one whose files are broken is set aside, and begun anew."""
    try:
        instance = dg.DagsterInstance.get()
        instance.get_run_records(limit=1)
    except Exception as error:
        broken = _broken_files(home)
        if not broken:
            raise
        aside = home.with_name(f"{home.name}-broken-{datetime.datetime.now():%Y%m%d-%H%M%S}")
        aside.mkdir()
        for path in broken:
            path.rename(aside / path.name)
        logger.warning(
            message(
                "history  of builds was broken ({error}): set aside in {folder}",
                error=error,
                folder=aside,
            )
        )
        return dg.DagsterInstance.get()
    return instance


def _broken_files(home: Path) -> list[Path]:
    """The folders of the history that hold a database which is none; empty where all are whole."""
    databases = [path for path in home.rglob("*.db") if path.is_file()]
    if all(map(_is_whole, databases)):
        return []
    return sorted({home / path.relative_to(home).parts[0] for path in databases})


def _is_whole(database: Path) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(database)) as connection:
            return connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    except sqlite3.DatabaseError:
        return False


def build(workspace: Workspace, definitions: dg.Definitions, *, accept_loss: bool) -> Outcome:
    """Run the build job of these definitions over all reports of a workspace."""
    gc.set_threshold(NEW_OBJECTS)
    os.environ[HOME_VARIABLE] = str(workspace.home)
    os.environ["DAGSTER_HOME"] = str(dagster_home(workspace))
    with shared_engines(), _history(Path(os.environ["DAGSTER_HOME"])) as instance:
        result = definitions.resolve_job_def(BUILD).execute_in_process(
            instance=instance,
            run_config={
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                "resources": {"settings": {"config": {"accept_loss": accept_loss}}},
            },
            raise_on_error=False,
        )
    reasons = tuple(problems(result.all_events))
    if not result.success:
        now = datetime.datetime.now(datetime.UTC).isoformat("T", "seconds")
        note(workspace.outputs, Failure(result.run_id, now, "command", reasons))
    return Outcome(result.success, reasons)
