"""What Dagster loads: `dagster dev -m pipeline.definitions`."""

import dagster as dg

from pipeline.defs.release_asset import release
from pipeline.defs.report_assets import read_collections
from pipeline.defs.sensors import BUILD, daily, failed_runs, raw_changed
from pipeline.defs.table_assets import publish_tables

defs = dg.Definitions(
    assets=[read_collections, publish_tables, release],
    jobs=[
        dg.define_asset_job(
            BUILD,
            selection=dg.AssetSelection.all(),
            description="Read what is new in raw/ and publish a release of all reports.",
        )
    ],
    sensors=[raw_changed, failed_runs],
    schedules=[daily],
    # Steps are few and short; a process each would cost more than the work.
    executor=dg.in_process_executor,
)
