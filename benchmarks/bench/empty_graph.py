"""A Dagster graph that does nothing, of the size of another: the least that running it can cost.

    python -m benchmarks.bench.empty_graph <home> <graph as JSON>

Nothing of openbogo is imported here.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg


def main() -> None:
    """Materialise it, with its history where and as the build keeps its own."""
    home, steps = Path(sys.argv[1]), json.loads(sys.argv[2])
    home.mkdir(parents=True, exist_ok=True)
    (home / "dagster.yaml").write_text(steps["config"], "utf-8")
    os.environ["DAGSTER_HOME"] = str(home)
    definitions = dg.Definitions(
        assets=[_step(number, step) for number, step in enumerate(steps["steps"])],
        jobs=[dg.define_asset_job("build", selection=dg.AssetSelection.all())],
        executor=dg.in_process_executor,
    )
    with dg.DagsterInstance.get() as instance:
        result = definitions.resolve_job_def("build").execute_in_process(
            instance=instance,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
    sys.exit(not result.success)


def _step(number: int, step: dict[str, Any]) -> dg.AssetsDefinition:
    """One step: its assets with what they depend on, and the names of their checks."""

    @dg.multi_asset(
        name=f"step_{number}",
        specs=[dg.AssetSpec(key, deps=deps) for key, deps in step["assets"].items()],
        check_specs=[dg.AssetCheckSpec(name, asset=key) for key, name in step["checks"]],
    )
    def empty() -> Iterator[dg.MaterializeResult[None]]:
        for key in step["assets"]:
            checks = [
                dg.AssetCheckResult(asset_key=key, check_name=name, passed=True)
                for asset, name in step["checks"]
                if asset == key
            ]
            yield dg.MaterializeResult(asset_key=key, check_results=checks)

    return empty


if __name__ == "__main__":
    main()
