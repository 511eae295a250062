"""The way the facts of a report leave the worker that read it."""

import pickle
from pathlib import Path

import polars as pl

from benchmarks.bench.measure import Measure, alternating
from pipeline.corpus.cache import Shards

_ARROW, _DICTS = 1.1, 0.25


def leaving(frames: dict[str, pl.DataFrame], scratch: Path, times: int) -> list[Measure]:
    """Leave the tables of one report as its shard.

    Floors: the same tables written as bare Arrow streams with the same compression, one file a
    report; and as pickled lists of dicts, which is what a worker sends when it returns rows.
    """
    shards = Shards(str(scratch / "shards"))
    full = {name: frame for name, frame in frames.items() if frame.height}
    scratch.mkdir(parents=True, exist_ok=True)

    def arrow() -> None:
        with (scratch / "bare.arrows").open("wb") as file:
            for frame in full.values():
                frame.write_ipc_stream(file, compression="zstd")

    def dicts() -> None:
        rows = {name: frame.to_dicts() for name, frame in full.items()}
        (scratch / "rows.pickle").write_bytes(pickle.dumps(rows))

    ours, bare, listed = alternating(times, lambda: shards.save("facts", frames), arrow, dicts)
    count = sum(frame.height for frame in full.values())
    what = f"facts of a report leave a worker ({count:,} rows, {len(full)} tables)"
    return [
        Measure(what, "bare Arrow write", ours * 1000, bare * 1000, "ms", _ARROW),
        Measure(what, "lists of dicts, pickled", ours * 1000, listed * 1000, "ms", _DICTS),
    ]
