"""Which collections there are, for Dagster: one partition each, and all of them in one run.

What belongs here: the partitions. What does not: what is done with a collection.
"""

from collections.abc import Iterable

import dagster as dg

COLLECTIONS = dg.DynamicPartitionsDefinition(name="collection")
"""A collection is a folder of raw/: the reports of one office."""

# Tags by which Dagster takes a range of partitions into one run.
RANGE_START, RANGE_END = "dagster/asset_partition_range_start", "dagster/asset_partition_range_end"


def all_in_one_run(instance: dg.DagsterInstance, collections: Iterable[str]) -> dict[str, str]:
    """Make the partitions the collections there are; return the tags of a run over all of them."""
    name = str(COLLECTIONS.name)
    wanted = sorted(collections)
    known = set(instance.get_dynamic_partitions(name))
    for gone in known - set(wanted):
        instance.delete_dynamic_partition(name, gone)
    instance.add_dynamic_partitions(name, [key for key in wanted if key not in known])
    keys = instance.get_dynamic_partitions(name)
    return {RANGE_START: keys[0], RANGE_END: keys[-1]}
