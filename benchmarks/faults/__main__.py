"""Put faults into the reports of raw/, and write down which of them a build notices.

    python -m benchmarks.faults [--all] [--seed N] [--processes N]

The thin shell: files, processes, the command line.
"""

import argparse
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor

from benchmarks.faults.plan import trials
from benchmarks.faults.results import page
from benchmarks.faults.scoring import read
from benchmarks.faults.trying import RAW, ROOT, score_of, text_of

_PAGE = ROOT / "benchmarks" / "results" / "faults.md"


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description="Which faults of a report would a build notice?")
    parser.add_argument("--all", action="store_true", help="every fault, not a sample (hours)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    files = sorted(path.relative_to(RAW).as_posix() for path in RAW.glob("*/*.txt"))
    planned = [
        trial
        for file in files
        for trial in trials(file, text_of(file), options.seed, every=options.all)
    ]
    print(f"{len(planned)} faults in {len(files)} reports", file=sys.stderr)
    # A fork would inherit the threads of polars, and wait for them for ever.
    context = multiprocessing.get_context("spawn")
    os.environ["POLARS_MAX_THREADS"] = "1"
    with ProcessPoolExecutor(options.processes, mp_context=context) as pool:
        scores = list(pool.map(score_of, planned, chunksize=8))
    reports = {file: (text_of(file), read(file, text_of(file))) for file in files}
    chosen = (
        "Every fault was tried." if options.all else f"A sample, drawn with seed {options.seed}."
    )
    _PAGE.write_text(page(list(zip(planned, scores, strict=True)), reports, chosen), "utf-8")
    print(_PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
