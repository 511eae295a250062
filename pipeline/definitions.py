"""The definitions that Dagster loads: `dagster dev -m pipeline.definitions`."""

import dagster as dg

from pipeline.defs.gather_asset import GATHER, gathered_reports, register_due
from pipeline.defs.release_asset import files, release, site
from pipeline.defs.report_assets import document, facts, raw_reports
from pipeline.defs.sensors import BUILD, daily, failed_runs, raw_changed
from pipeline.defs.settings import SETTINGS, Settings
from pipeline.defs.table_assets import publish_tables

defs = dg.Definitions(
    assets=[gathered_reports, raw_reports, document, facts, publish_tables, files, site, release],
    resources={SETTINGS: Settings()},
    jobs=[
        dg.define_asset_job(
            BUILD,
            selection=dg.AssetSelection.all() - dg.AssetSelection.assets(gathered_reports),
            description="Read what is new in raw/ and publish a release of all reports.",
        ),
        dg.define_asset_job(
            GATHER,
            selection=[gathered_reports],
            description="Look where the registers say, and put into raw/ what is new there.",
        ),
    ],
    sensors=[raw_changed, register_due, failed_runs],
    schedules=[daily],
    # Steps are few and short; a process each would cost more than the work.
    executor=dg.in_process_executor,
)
