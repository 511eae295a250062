"""Some reports read: what a worker is given at a time.

It leaves the rows of each report as its shard, and tells only what became of it.

What belongs here: a batch, from files to shards. What does not: who works (`parallel`), and which
reports have to be read (`incremental`).
"""

import contextlib
import gc
import resource
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.corpus.cache import Shards
from pipeline.corpus.merge import Frames, merge
from pipeline.errors import ReportError
from pipeline.parallel.executor import require_same
from pipeline.parallel.watch import limit_time
from pipeline.reconcile.schema_checks import SCHEMA_CHECKS
from pipeline.report import read_report
from pipeline.rules.check import run_checks
from pipeline.sources import limits
from pipeline.sources.read import read_source
from pipeline.state import code_version
from pipeline.state.names import escape_name
from pipeline.state.workspace import SIDECAR, collection_of, fingerprint
from pipeline.vocabulary.messages import in_korean, message
from schemas import TABLE

Row = dict[str, Any]

UNSETTLED = "unsettled"
"""In place of the fingerprint of a file that could not be read whole now."""

_ATTEMPTS = 3  # at a file that changes while it is read, or that the disk does not give
_PAUSE = 0.5  # seconds between them
_DEFECT = message("this is a defect of the reader; the report stays out until it is mended")


@dataclass(frozen=True)
class Batch:
    """Some reports to read, and all that the worker needs to know."""

    raw: Path
    """The folder of all collections."""
    files: tuple[str, ...]
    """Paths below it."""
    shards: Shards
    """The store for the rows."""
    reading: str = field(default_factory=lambda: code_version.READING)
    """The code that is wanted."""
    content: Mapping[str, bytes] | None = None
    """The files themselves and their sidecars, for a worker that does not see `raw`."""

    def pack(self) -> "Batch":
        """This batch with its files. One that the disk does not give is left out, and refused."""
        content = {}
        for name in (name for file in self.files for name in (file, file + SIDECAR)):
            with contextlib.suppress(OSError):
                if not (self.raw / name).is_file():  # reading a pipe could take for ever
                    continue
                content[name] = (self.raw / name).read_bytes()
        return replace(self, content=content)


@dataclass(frozen=True)
class Read:
    """The outcome of one file: a report or a refusal. Its rows are in its shard."""

    file: str
    fingerprint: str
    """Of what was read."""
    report: Row | None
    """Its row of `reports`; None if it is refused."""
    refusal: Row | None
    """The row of `quarantine` that refuses it."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Table to its number of rows."""
    seconds: float = 0.0
    """Time of reading; 0 if it was read before."""
    defect: str | None = None
    """The traceback if the reader failed on it."""

    @classmethod
    def of(cls, file: str, fingerprint: str, frames: Frames, seconds: float = 0.0) -> "Read":
        """The contents of its rows."""
        report = frames["reports"].row(0, named=True) if "reports" in frames else None
        refusal = None if report else frames["quarantine"].row(0, named=True)
        counts = {name: frame.height for name, frame in frames.items()}
        return cls(file, fingerprint, report, refusal, counts, seconds)


@dataclass(frozen=True)
class _Reading:
    """The result of one file: the rows of a report, or the row of quarantine that refuses it."""

    fingerprint: str
    frames: Frames
    seconds: float = 0.0
    defect: str | None = None


def read_batch(batch: Batch) -> tuple[Read, ...]:
    """Read some reports and leave the rows of each as its shard. A refusal leaves one too.

    Raises:
        WorkersError: this worker has other code than the one that asks.
        OSError: the shards cannot be written.
    """
    require_same(batch.reading, code_version.READING)
    with _folder_with_files(batch) as raw:
        readings = _readings(raw, batch.files)
    for file, reading in readings.items():
        if reading.fingerprint != UNSETTLED:  # it depends on nothing but that and the code
            batch.shards.of(collection_of(file)).save(reading.fingerprint, reading.frames)
    return tuple(
        replace(Read.of(file, r.fingerprint, r.frames, r.seconds), defect=r.defect)
        for file, r in readings.items()
    )


def read_one(raw: Path, file: str) -> Frames:
    """The rows of one report; of a refused one, the row of `quarantine` that says why."""
    return _readings(raw, [file])[file].frames


def _readings(raw: Path, files: Sequence[str]) -> dict[str, _Reading]:
    """Read some reports, and refuse those whose tables are not as declared."""
    readings = {file: _read_settled(raw, file) for file in files}
    reports = {file: r.frames for file, r in readings.items() if "reports" in r.frames}
    for error in (*_find_misshapen(reports), *_find_too_wide(reports)):
        readings[error.file] = replace(readings[error.file], frames=refusal(error))
    return readings


@contextlib.contextmanager
def _folder_with_files(batch: Batch) -> Iterator[Path]:
    """A folder that the files of a batch are in."""
    if batch.content is None:
        yield batch.raw
        return
    with tempfile.TemporaryDirectory(prefix="openbogo-") as folder:
        raw = Path(folder)
        for name, content in batch.content.items():
            (raw / name).parent.mkdir(parents=True, exist_ok=True)
            (raw / name).write_bytes(content)
        yield raw


def _read_settled(raw: Path, file: str) -> _Reading:
    """Read one file that nobody writes to meanwhile: what was read is what was hashed."""
    problem = "it changes while it is read"
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(_PAUSE)
        before = fingerprint(raw, file)
        try:
            reading = _read(raw, file, before)
        except OSError as error:
            # The words of the system only: the path in them is that of one machine.
            problem = f"it cannot be read now ({error.strerror or type(error).__name__})"
            continue
        except MemoryError:
            gc.collect()  # what an earlier report left may be in the way
            bound, _ = resource.getrlimit(resource.RLIMIT_DATA)
            limit = (
                "there is" if bound == resource.RLIM_INFINITY else f"the limit of {bound:,} bytes"
            )
            problem = f"reading it takes more memory than {limit}"
            continue
        if fingerprint(raw, file) == before:
            return reading
        problem = message("it changes while it is read")
    unsettled = ReportError(file, problem, message("build again when it is there, whole"))
    return _Reading(UNSETTLED, refusal(unsettled))


def _read(raw: Path, file: str, fingerprint: str) -> _Reading:
    """Read one report. A defect of the reader refuses this report, and stops no other."""
    began = time.perf_counter()
    defect = None
    try:
        with limit_time(limits.SECONDS):
            frames = read_report(read_source(raw, file)).frames
    except (OSError, MemoryError):
        raise
    except ReportError as error:
        frames = refusal(error)
    except (Exception, pl.exceptions.PanicException) as error:
        defect = traceback.format_exc()
        problem = message(
            "the reader failed on it ({kind}: {error})", kind=type(error).__name__, error=error
        )
        frames = refusal(ReportError(file, problem, _DEFECT))
    return _Reading(fingerprint, frames, time.perf_counter() - began, defect)


def _find_misshapen(reports: dict[str, Frames]) -> list[ReportError]:
    """Reports whose tables break their schema. Each is looked at only when all together do."""
    if not _schema_failure(merge(reports.values())):
        return []
    return [
        ReportError(
            file, message("its tables are not as declared: {failure}", failure=failure), _DEFECT
        )
        for file, frames in reports.items()
        if (failure := _schema_failure(frames))
    ]


def _find_too_wide(reports: dict[str, Frames]) -> list[ReportError]:
    """Reports with a row that is longer, as CSV, than databases read."""
    return [
        ReportError(
            file,
            message(
                "a row of table {name} would have {size:,} bytes (limit {row_bytes:,})",
                name=name,
                size=size,
                row_bytes=limits.ROW_BYTES,
            ),
            message("check that the file is one report, saved whole"),
        )
        for file, frames in reports.items()
        for name, size in (max(((n, _widest(f)) for n, f in frames.items()), key=lambda w: w[1]),)
        if size > limits.ROW_BYTES
    ]


def _widest(frame: pl.DataFrame) -> int:
    """Bytes of the texts of the longest row, as CSV: a quote is written twice."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    if not texts or not frame.height:
        return 0
    columns = [pl.col(name).fill_null("") for name in texts]
    sizes = [text.str.len_bytes() + text.str.count_matches('"', literal=True) for text in columns]
    return int(frame.select(pl.sum_horizontal(sizes).max()).item())


def _schema_failure(frames: Frames) -> str | None:
    """The first thing that schemas/ does not allow, or None."""
    failures = (
        f"{result.check.table}: {failure}"
        for result in run_checks(SCHEMA_CHECKS, frames)
        for failure in result.outcome.failures
    )
    return next(failures, None)


def refusal(error: ReportError) -> Frames:
    """The rest of a report that is refused: the row of quarantine that says why."""
    reason = message("{problem} — {remedy}", problem=error.problem, remedy=error.remedy)
    row = {
        "report_id": escape_name(error.file),
        "table_name": "reports",
        "line_start": error.line,
        "char_start": 0,
        "reason": reason,
        "reason_ko": in_korean(reason),
        "raw": None,
        "line_end": error.line,
    }
    return {"quarantine": TABLE["quarantine"].frame([row])}
