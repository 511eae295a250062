"""One measured figure, its floor and its target; how things are timed.

What belongs here: timing, and what a figure is. What does not: what is measured.
"""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
_LAUNCH = """
import resource, subprocess, sys, time
began = time.perf_counter()
code = subprocess.call(sys.argv[1:])
took = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"\\n{took} {used.ru_utime + used.ru_stime} {used.ru_maxrss}")
sys.exit(code)
"""


@dataclass(frozen=True)
class Measure:
    """A figure as the table shows it."""

    what: str
    floor: str
    """What it is measured against, in the same run."""
    value: float
    floor_value: float
    """In the same unit as `value`."""
    unit: str
    target: float | None = None
    """What `ratio` is to be; None if it is only told."""
    at_least: bool = False
    """The ratio is to be at least the target, not at most."""
    note: str = ""

    @property
    def ratio(self) -> float:
        """Value over floor."""
        return self.value / self.floor_value

    @property
    def met(self) -> bool | None:
        """True when the target is met; None if there is none."""
        if self.target is None:
            return None
        return self.ratio >= self.target if self.at_least else self.ratio <= self.target

    @property
    def missed_by(self) -> float:
        """The distance from the target, in targets; above 1 if it is missed."""
        if not self.target:
            return 0.0
        return self.target / self.ratio if self.at_least else self.ratio / self.target


@dataclass(frozen=True)
class Skipped:
    """A figure that could not be measured here."""

    what: str
    why: str


@dataclass(frozen=True)
class Run:
    """The outcome of a command."""

    seconds: float
    cpu: float
    """Seconds of all its processes together."""
    peak: int
    """Bytes of its largest process at its largest."""


def alternating(times: int, *works: Callable[[], object]) -> list[float]:
    """Median processor seconds, of all threads, of each of several works, done in turn.

    By the clock a long work would wait for whatever else the machine does, and a short one not.
    """
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, seconds in zip(works, taken, strict=True):
            gc.collect()
            began = time.process_time()
            work()
            seconds.append(time.process_time() - began)
    return [median(seconds) for seconds in taken]


def run(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Run:
    """Run Python with arguments in a process of its own, and measure it.

    Raises:
        RuntimeError: it failed; with the end of what it said.
    """
    own = {k: v for k, v in os.environ.items() if not k.startswith(("OPENBOGO_", "DAGSTER_"))}
    own |= {"PYTHONPATH": str(ROOT), **(environment or {})}
    # Started by a small process: one that a large process starts counts as large as that.
    done = subprocess.run(
        [sys.executable, "-S", "-c", _LAUNCH, sys.executable, *arguments],
        env=own,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    said, _, figures = done.stdout.decode(errors="replace").rstrip().rpartition("\n")
    if done.returncode:
        raise RuntimeError(f"{arguments} failed:\n{said[-2000:]}")
    seconds, cpu, peak = figures.split()
    return Run(float(seconds), float(cpu), int(peak) * 1024)


def runs_in_turn(times: int, *works: Callable[[], Run]) -> list[Run]:
    """The outcome of each of several commands, run in turn: the medians."""
    taken: list[list[Run]] = [[] for _ in works]
    for _ in range(times):
        for work, runs in zip(works, taken, strict=True):
            runs.append(work())
    return [
        Run(
            median(run.seconds for run in runs),
            median(run.cpu for run in runs),
            max(run.peak for run in runs),
        )
        for runs in taken
    ]


def against(what: str, floor: str, runs: tuple[Run, Run], target: float) -> list[Measure]:
    """A command against another, by the clock and by what they asked of the processors."""
    took, least = runs
    return [
        Measure(what, floor, took.seconds, least.seconds, "s", target),
        Measure(f"{what}, processor time", floor, took.cpu, least.cpu, "s", target),
    ]
