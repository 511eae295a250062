"""The Dagster definitions: assets, checks, sensors, schedule, one run. The work is elsewhere."""
