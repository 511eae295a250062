"""What it was measured on: enough to judge the figures, and nothing that names the machine."""

import os
import platform
from importlib.metadata import version

_LIBRARIES = ("dagster", "duckdb", "pandera", "polars", "pypdfium2")


def machine() -> list[str]:
    """Cores, memory, system, and the versions of what does the work."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores, load = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    return [
        f"{cores} cores, {memory:.0f} GiB of memory, {platform.system()} on {platform.machine()}; "
        f"{load:.1f} processes wanted a core when it began",
        f"Python {platform.python_version()}, "
        + ", ".join(f"{library} {version(library)}" for library in _LIBRARIES),
    ]
