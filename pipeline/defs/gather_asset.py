"""Reports that arrive by themselves: an asset that looks for them, and the sensor that asks it to.

Nothing touches the network unless a folder of raw/ has a register (`sources.toml`).
"""

import datetime
import time

import dagster as dg

from pipeline.collect.gather import due_collections, gather
from pipeline.defs.describe import asset_arguments, bullet_list
from pipeline.defs.sensors import INTERVAL
from pipeline.defs.settings import Settings

GATHER = "gather"
"""Name of the job that looks for reports."""
_SHOWN = 50


@dg.asset(
    kinds={"file"},
    description="Reports found where the registers (raw/<agency>/sources.toml) say, put into "
    "raw/ with a note beside them.",
    **asset_arguments("raw"),
)
def gathered_reports(
    context: dg.AssetExecutionContext, settings: Settings
) -> dg.MaterializeResult[None]:
    """Look at every register that is due."""
    came = gather(settings.workspace(), datetime.datetime.now().astimezone())
    for problem in came.problems:
        context.log.warning(problem)
    told = {"new files": came.new, "problems": came.problems}
    return dg.MaterializeResult(
        metadata={
            "new": len(came.new),
            "unchanged": came.unchanged,
            "failed": len(came.problems),
            **{name: bullet_list(lines, _SHOWN) for name, lines in told.items() if lines},
        }
    )


@dg.sensor(
    job_name=GATHER,
    minimum_interval_seconds=INTERVAL,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Asks to look for reports when a register says that it is time.",
)
def register_due(
    context: dg.SensorEvaluationContext, settings: Settings
) -> dg.RunRequest | dg.SkipReason:
    """Ask once for each time that a register is due; the network is not touched here."""
    now = time.time()
    collections = due_collections(settings.workspace(), now)
    if not collections:
        return dg.SkipReason("no register of sources is due")
    # One run an hour at most, should it fail before it notes that it looked.
    return dg.RunRequest(run_key=f"{int(now // 3600)} {' '.join(collections)}")
