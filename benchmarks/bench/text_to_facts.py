"""From the text of a report to its judged facts, against one pass of the smallest regex over it."""

import functools
import gc
import re
from pathlib import Path

from benchmarks.bench.measure import ROOT, Measure, alternating
from pipeline.report import read_report
from pipeline.sources.read import read_source

_FILES = ("seoul-economic-policy/2022-03.txt", "seoul-economic-policy/2023-03.txt")
_TARGET = 40


def text_to_facts(times: int, raw: Path = ROOT / "raw") -> list[Measure]:
    """Read and judge each of the real reports.

    Floor: `[0-9]` found everywhere in the same text, in the same process, in turn with it. Phrases
    that the program remembers from one report to the next are forgotten before each reading, so
    that reading the same report again gains nothing from the first time.
    """
    return [_one(file, times, raw) for file in _FILES]


def _one(file: str, times: int, raw: Path) -> Measure:
    digit, source = re.compile("[0-9]"), read_source(raw, file)
    read_report(source)  # reference tables and patterns are made once, and not counted
    remembered = _bounded_caches()

    def forget() -> None:
        for kept in remembered:
            kept.cache_clear()

    forget()
    facts, floor, _ = alternating(
        times, lambda: read_report(source), lambda: digit.findall(source.text), forget
    )
    return Measure(
        f"text → judged facts, {file.rpartition('/')[2]}",
        "one `[0-9]` pass over its text",
        facts * 1000,
        floor * 1000,
        "ms",
        _TARGET,
    )


def _bounded_caches() -> list["functools._lru_cache_wrapper[object]"]:
    """The caches of what was read before: those of a bounded size."""
    return [
        kept
        for kept in gc.get_objects()
        if isinstance(kept, functools._lru_cache_wrapper)
        and kept.__module__.startswith("pipeline")
        and kept.cache_parameters()["maxsize"] is not None
    ]
