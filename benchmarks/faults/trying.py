"""One trial: a fault put into a report, and what a build makes of it. What a process runs."""

from functools import cache
from pathlib import Path

from benchmarks.faults.plan import Trial
from benchmarks.faults.scoring import Score, State, read, score, state
from pipeline.sources.read import read_source

ROOT = Path(__file__).parents[2]
RAW = ROOT / "raw"


@cache
def text_of(file: str) -> str:
    """The text of a report."""
    return read_source(RAW, file).text


@cache
def _before(file: str, length: int) -> State:
    return state(read(file, text_of(file)[:length]))


def score_of(trial: Trial) -> Score:
    """Read what a trial reads, with its fault."""
    text = text_of(trial.file)[: trial.length]
    return score(trial.file, text, _before(trial.file, trial.length), trial.fault)
