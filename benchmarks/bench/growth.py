"""The way time, memory and disk grow with the number of reports: whole builds of made reports.

What belongs here: builds of many, each in a process of its own. What does not: making the reports
(`benchmarks.reports`).
"""

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from benchmarks.bench.builds import PACKAGES, build
from benchmarks.bench.measure import Measure, Run, alternating, run
from benchmarks.reports.make import make_reports, reports
from pipeline.parallel.executor import WORKERS_VARIABLE
from pipeline.state.workspace import Workspace

READ = (
    "import sys; from pathlib import Path; "
    "from pipeline.corpus.incremental import bring_up_to_date; "
    "from pipeline.state.workspace import Workspace; "
    "workspace = Workspace(Path(sys.argv[1])); "
    "print(bring_up_to_date(workspace).files)"
)
"""A program that only reads the reports of a folder."""

READ_BY_DAGSTER = (
    "import os, sys; from pathlib import Path; import dagster as dg; "
    "from pipeline.defs.run import dagster_home; "
    "from pipeline.state.workspace import HOME_VARIABLE, Workspace; "
    "os.environ[HOME_VARIABLE] = sys.argv[1]; "
    "os.environ['DAGSTER_HOME'] = str(dagster_home(Workspace(Path(sys.argv[1])))); "
    "from pipeline.defs.report_assets import document, facts; "
    "from pipeline.defs.settings import Settings; "
    "print(dg.materialize([document, facts], instance=dg.DagsterInstance.get(), "
    "resources={'settings': Settings()}).success)"
)
"""The same as a run of Dagster, which keeps its history."""

WRITE = (
    "import sys; from pathlib import Path; from pipeline.release.build import build_release; "
    "print(build_release(Path(sys.argv[1]), Path(sys.argv[2])).release_id)"
)
"""A program that only writes tables in every format."""

_MEMORY = 1.5e9
_CORES = 0.85


@dataclass(frozen=True)
class Size:
    """The time, memory and disk that building so many reports takes."""

    reports: int
    raw_bytes: int
    rows: int
    reading: Run
    """Only reading them, by as many processes as there are cores."""
    whole: Run
    """The rest of a build: putting together, judging, every format, the site."""
    release_bytes: int
    kept_bytes: int
    """What stays for the next build: rows of each report, and of each collection."""
    unchanged: Run
    one_more: Run
    """A build after one new report."""
    write: Run
    """Only writing the tables of so many in every format, without site."""
    history_bytes: int
    """What Dagster keeps of the first build."""
    events: int
    """What Dagster was told of it."""


def grown(scratch: Path, fetched: Path, count: int) -> tuple[Size, Path]:
    """Build so many made reports, build again, and again with one report more; and the home.

    Args:
        scratch: a folder to build in.
        fetched: what the site needs of others.
        count: reports.
    """
    home = scratch / f"home-{count}"
    make_reports(home / "raw", count)
    shutil.copytree(fetched, home / PACKAGES)
    workspace = Workspace(home)
    reading = run(["-c", READ, str(home)])
    whole = build(home)
    history = home / "outputs" / "dagster"
    history_bytes, events = _bytes(history), _events(history)
    manifest = json.loads((workspace.latest / "manifest.json").read_text("utf-8"))
    build(home)  # notes what it has seen
    unchanged = build(home)
    write = run(["-c", WRITE, str(workspace.tables), str(scratch / "written")])
    shutil.rmtree(scratch / "written")
    size = Size(
        reports=count,
        raw_bytes=_bytes(home / "raw"),
        rows=sum(manifest["tables"].values()),
        reading=reading,
        whole=whole,
        release_bytes=_bytes(workspace.latest.resolve()),
        # What is staged are second names of the files of the release.
        kept_bytes=_bytes(workspace.work)
        - _bytes(home / PACKAGES)
        - _bytes(workspace.stage_folder),
        unchanged=unchanged,
        one_more=_one_more(home, count),
        write=write,
        history_bytes=history_bytes,
        events=events,
    )
    return size, home


def seeing_nothing_changed(home: Path, count: int, times: int) -> Measure:
    """Seeing that nothing changed, and that all of the release is there.

    Floor: scanning the folder of the reports, each with its size and time, and reading the
    manifest of the release.
    """
    workspace = Workspace(home)
    workspace.remember(workspace.key(), (workspace.manifest() or {})["release_id"])
    workspace.key()

    def see() -> None:
        if workspace.current(workspace.key()) is None:
            raise RuntimeError("the release should be current")

    def scan() -> None:
        for folder, _, files in os.walk(workspace.raw):
            for name in files:
                os.stat(f"{folder}/{name}")
        workspace.manifest()

    seen, floor = alternating(times, see, scan)
    return Measure(
        f"seeing that nothing changed, {count:,} reports",
        "scanning the folder and reading the manifest",
        seen * 1000,
        floor * 1000,
        "ms",
        2.0,
    )


def two_processes(scratch: Path, count: int) -> Measure:
    """Reading reports by two processes. Floor: half of what one takes, two ideal cores."""
    took = {}
    for processes in (1, 2):
        home = scratch / f"pool-{processes}"
        make_reports(home / "raw", count)
        took[processes] = run(["-c", READ, str(home)], {WORKERS_VARIABLE: str(processes)}).seconds
        shutil.rmtree(home)
    return Measure(
        f"reports a second by two processes, {count:,} reports",
        "twice those of one",
        count / took[2],
        2 * count / took[1],
        "reports/s",
        _CORES,
        at_least=True,
        note="start-up included",
    )


def by_dagster(scratch: Path, count: int) -> Measure:
    """Reading reports in a run of Dagster. Floor: reading them without it, by as many processes."""
    home = scratch / "by-dagster"
    make_reports(home / "raw", count)
    bare = run(["-c", READ, str(home)]).seconds
    shutil.rmtree(home / "outputs")
    took = run(["-c", READ_BY_DAGSTER, str(home)]).seconds
    shutil.rmtree(home)
    return Measure(
        f"reading {count:,} reports in a run of Dagster",
        "reading them without Dagster",
        took,
        bare,
        "s",
        1.05,
        note="importing Dagster included",
    )


def history(size: Size) -> list[Measure]:
    """The rows that Dagster keeps of a build, for each report, and the events it is told."""
    return [
        Measure(
            f"history of a build of {size.reports:,} reports, a report",
            "1 KB",
            size.history_bytes / size.reports / 1000,
            1.0,
            "KB",
            1.0,
        ),
        Measure(f"events of a build of {size.reports:,} reports", "200", size.events, 200, "", 1.0),
    ]


def memory(sizes: list[Size]) -> list[Measure]:
    """Peak memory of a build: against 1.5 GB, and of the most reports against fewer."""
    few, many = sizes[-2 if len(sizes) > 1 else -1], sizes[-1]
    what = f"peak memory, {many.reports:,} reports"
    peak = max(many.reading.peak, many.whole.peak)
    before = max(few.reading.peak, few.whole.peak)
    return [
        Measure(what, "1.5 GB", peak / 1e6, _MEMORY / 1e6, "MB", 1.0),
        Measure(what, f"that of {few.reports:,} reports", peak / 1e6, before / 1e6, "MB", 1.1),
    ]


def _events(history: Path) -> int:
    with dg.DagsterInstance.from_config(str(history)) as instance:
        return sum(len(instance.all_logs(run.run_id)) for run in instance.get_runs())


def _one_more(home: Path, count: int) -> Run:
    *_, made = reports(count + 1)
    path = home / "raw" / made.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.text, "utf-8", newline="")
    path.with_name(path.name + ".toml").write_text(made.note, "utf-8")
    return build(home)


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
