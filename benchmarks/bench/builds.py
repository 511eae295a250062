"""`openbogo build` from the command line, against what Dagster alone costs.

What belongs here: builds of the two real reports. What does not: builds of many (`growth`).
"""

import json
import shutil
from pathlib import Path

import dagster as dg

from benchmarks.bench.measure import ROOT, Measure, Run, against, run, runs_in_turn
from benchmarks.bench.runtime_only import command
from pipeline.definitions import defs
from pipeline.defs.run import DAGSTER_CONFIG

PACKAGES = Path("outputs") / "work" / "packages"
"""What the site needs of others, fetched once a clone: later builds do not wait for it."""


def cold_builds(scratch: Path, times: int) -> list[Measure]:
    """A build of the two real reports where nothing was built before.

    Floors: a process that imports Dagster and materialises an empty graph with as many steps,
    assets and checks; `dagster asset materialize` on the very same assets. What is fetched once a
    clone (`PACKAGES`) is there already.
    """
    fetched = scratch / "fetched"
    build(_home(scratch / "first", None))
    shutil.copytree(scratch / "first" / PACKAGES, fetched, dirs_exist_ok=True)
    homes = iter(range(1_000_000))

    def ours() -> Run:
        return build(_home(scratch / f"cold-{next(homes)}", fetched))

    def empty() -> Run:
        home = scratch / f"empty-{next(homes)}"
        return run(["-m", "benchmarks.bench.empty_graph", str(home), json.dumps(graph())])

    def dagster() -> Run:
        home = _home(scratch / f"dagster-{next(homes)}", fetched)
        history = home / "outputs" / "dagster"
        history.mkdir(parents=True)
        (history / "dagster.yaml").write_text(DAGSTER_CONFIG, "utf-8")
        command = ["-m", "dagster", "asset", "materialize", "--select", "*"]
        return run(
            [*command, "-m", "pipeline.definitions"],
            {"OPENBOGO_HOME": str(home), "DAGSTER_HOME": str(history)},
        )

    took, floor, materialized = runs_in_turn(times, ours, empty, dagster)
    what = "`openbogo build`, cold, two reports"
    return [
        *against(what, "importing Dagster and an empty graph of the same size", (took, floor), 2.0),
        *against(
            what, "`dagster asset materialize` on the same assets", (took, materialized), 1 / 8
        ),
    ]


def no_change(scratch: Path, times: int) -> list[Measure]:
    """A build where nothing changed. Floor: a process that imports Dagster and ends."""
    home = _home(scratch / "first", None)
    build(home)
    build(home)  # notes what it has seen
    took, floor = runs_in_turn(times, lambda: build(home), lambda: run(["-c", "import dagster"]))
    return against("`openbogo build`, nothing changed", "importing Dagster", (took, floor), 1.0)


def build(home: Path, **environment: str) -> Run:
    """Run the command on a home, without what users do not install (pandas is slow to import)."""
    return run(["-c", command(), "build", "--home", str(home)], environment)


def graph() -> dict[str, object]:
    """Steps, assets and checks of the build, as the empty graph wants them."""
    steps = [
        {
            "assets": {
                spec.key.to_user_string(): sorted(
                    dep.asset_key.to_user_string() for dep in spec.deps
                )
                for spec in step.specs
            },
            "checks": [[c.asset_key.to_user_string(), c.name] for c in step.check_specs],
        }
        for step in defs.assets or ()
        if isinstance(step, dg.AssetsDefinition)
    ]
    return {"config": DAGSTER_CONFIG, "steps": steps}


def _home(home: Path, fetched: Path | None) -> Path:
    """A home with the two real reports, and with what is fetched once a clone."""
    if not home.exists():
        shutil.copytree(ROOT / "raw", home / "raw")
        if fetched is not None:
            shutil.copytree(fetched, home / PACKAGES)
    return home
