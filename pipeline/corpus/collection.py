"""The files between two steps: the tables of a collection, and what made them.

    outputs/work/collections/<collection>/<table>.parquet   by report, then by key
    outputs/work/collections/<collection>/read.json         written last: which files, by which code

The tables are put together from the shards of the reports, one report after another: in memory is
never more than some rows of each table, however many reports there are.

What belongs here: that folder. What does not: reading reports, or putting collections together.
"""

import json
import shutil
from collections.abc import Collection as Names
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import polars as pl

from pipeline.corpus.batch import Read, refusal
from pipeline.corpus.cache import SHARDS_VARIABLE, Shards
from pipeline.corpus.merge import Frames, merge_departments
from pipeline.corpus.superseded import find_mixed_up, superseded_rows
from pipeline.parallel.executor import WorkersError
from pipeline.release.parquet import ParquetFile
from pipeline.release.tables import table_file
from pipeline.state import code_version
from pipeline.state.workspace import collection_of
from pipeline.vocabulary.messages import Message, in_korean, message, translation
from schemas import TABLE, TABLES, TableSpec
from schemas.table import Row

_READ = "read.json"
_AT_ONCE = 16_384  # rows from which on what is in memory waits on disk
_FRAMES_AT_ONCE = 32  # reports whose rows wait until they are counted
_SENTENCES = ("refused", "left_out")
"""The keys of a note of `write_collection` that are in both languages."""
# Small, and their keys do not begin with the report, or not in the order of reports.
_HELD = ("departments", "quarantine", "superseded")


@dataclass(frozen=True)
class Made:
    """The sources of the tables of a collection, and their hashes."""

    reading: str
    """The code that read them: `code_version.READING` then."""
    fingerprints: dict[str, str]
    """File to its fingerprint."""
    refused: list[str]
    """The files that are no report, with line and reason, one line each."""
    left_out: list[str]
    """The files of reports that stand in a newer one, with what says so, one line each."""
    rows: dict[str, int]
    """Table to its number of rows."""
    hashes: dict[str, str]
    """Table to the SHA-256 of its file."""


def write_collection(folder: Path, reads: Sequence[Read], shards: Shards) -> Made:
    """Replace the tables of a collection. Killed halfway, there is none until it is read again.

    Of a report that several files hold only the newest is left; the others are told. Files that
    would be one report but name different offices are refused.

    Raises:
        WorkersError: the shard of a report is not where its worker left it.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    reads = _refuse_mixed_up(reads)
    left_out = superseded_rows(read.report for read in reads if read.report)
    older = {row["source_file"] for row in left_out}
    reports = {r.report["report_id"]: r for r in reads if r.report and r.file not in older}
    files = {table.name: _File(folder, table) for table in TABLES}
    for _, read in sorted(reports.items()):
        for name, frame in _rows(read, shards).items():
            files[name].add(frame)
    refusals = [read.refusal for read in reads if read.refusal]
    files["quarantine"].add(TABLE["quarantine"].frame(refusals))
    files["superseded"].add(TABLE["superseded"].frame(left_out))
    for file in files.values():
        file.finish()
    rows = {name: file.rows for name, file in files.items()}
    if rows["reports"] + len(refusals) + len(left_out) != len(reads):
        raise WorkersError(
            "{folder} has {files} files, but {reports} reports, {refused} refusals and "
            "{older} older versions were left of them",
            folder=folder.name,
            files=len(reads),
            reports=rows["reports"],
            refused=len(refusals),
            older=len(left_out),
        )
    made = Made(
        code_version.READING,
        {read.file: read.fingerprint for read in reads},
        [_reason_line(f"{row['report_id']}:{row['line_start']}: ", row) for row in refusals],
        [_reason_line(f"{row['source_file']}: ", row) for row in left_out],
        rows,
        {name: code_version.file_hash(file.path) for name, file in files.items()},
    )
    both = {name: [(t, in_korean(t)) for t in getattr(made, name)] for name in _SENTENCES}
    (folder / _READ).write_text(json.dumps(asdict(made) | both), "utf-8")
    return made


def _reason_line(file: str, row: Row) -> Message:
    """The reason why a file is no report of its own, behind its name."""
    return translation(file + row["reason"], file + row["reason_ko"])


def _refuse_mixed_up(reads: Sequence[Read]) -> list[Read]:
    errors = {e.file: e for e in find_mixed_up(read.report for read in reads if read.report)}
    return [
        replace(
            read, report=None, refusal=refusal(errors[read.file])["quarantine"].row(0, named=True)
        )
        if read.file in errors
        else read
        for read in reads
    ]


def note_if_intact(folder: Path, fingerprints: Mapping[str, str]) -> Made | None:
    """The note of a folder, if it was made from these files by this code and nothing is damaged."""
    made = read_note(folder)
    if made is None or (made.reading, made.fingerprints) != (code_version.READING, fingerprints):
        return None
    try:
        whole = all(
            code_version.file_hash(table_file(folder, name)) == hash_
            for name, hash_ in made.hashes.items()
        )
    except OSError:
        return None
    return made if whole else None


def forget_others(folders: Path, collections: Names[str]) -> None:
    """Drop what is left of collections whose folder is gone from raw/."""
    for left in folders.iterdir() if folders.is_dir() else ():
        if left.is_dir() and left.name not in collections:
            shutil.rmtree(left)


def collection_fingerprints(folders: Path) -> dict[Path, dict[str, str]]:
    """Folder of each collection that was read, to the fingerprints of its files.

    Raises:
        ValueError: a collection was read by other code than this, or not to the end. Merged with
            the others it would give a release that no one build can give again.
    """
    found: dict[Path, dict[str, str]] = {}
    stale = []
    for folder in sorted(folders.iterdir()) if folders.is_dir() else ():
        if not folder.is_dir():
            continue
        made = read_note(folder)
        if made is None or made.reading != code_version.READING:
            stale.append(folder.name)
        else:
            found[folder] = made.fingerprints
    if stale:
        raise ValueError(
            message(
                "read by another version of the program, or not to the end: {names}; run the "
                "whole build (what did not change is not read again)",
                names=", ".join(stale),
            )
        )
    return found


def read_note(folder: Path) -> Made | None:
    """The note of `write_collection` there, or None."""
    try:
        noted = json.loads((folder / _READ).read_text("utf-8"))
        sentences = {name: [translation(*pair) for pair in noted[name]] for name in _SENTENCES}
        return Made(**noted | sentences)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def missing_rows_message(file: str, shards: Shards) -> Message:
    """The message on a report whose rows are not where its worker left them."""
    return message(
        "{file} was read, but its rows are not in {place}: {variable} must name a place that all "
        "workers and this machine see",
        file=file,
        place=shards.place,
        variable=SHARDS_VARIABLE,
    )


class _File(ParquetFile):
    """The Parquet file of one table, sorted as rows come."""

    def __init__(self, folder: Path, table: TableSpec) -> None:
        super().__init__(table_file(folder, table.name), table)
        self._waiting: list[pl.DataFrame] = []

    def add(self, frame: pl.DataFrame) -> None:
        """Add the rows of one report."""
        self._waiting.append(frame)
        if len(self._waiting) < _FRAMES_AT_ONCE:
            return
        self._join()
        if self._waiting[0].height >= _AT_ONCE and self.spec.name not in _HELD:
            self._write()

    def finish(self) -> None:
        """Write the file."""
        self._write()
        self.close()

    def _join(self) -> None:
        """Make what waits one frame: many small ones take more memory than their rows."""
        frame = pl.concat(self._waiting, rechunk=True)
        self._waiting = [merge_departments(frame) if self.spec.name == "departments" else frame]

    def _write(self) -> None:
        if not self._waiting:
            return
        self._join()
        # Reports come in the order of their ids, with which all other keys begin.
        self.append(self._waiting.pop().sort(self.spec.primary_key))


def _rows(read: Read, shards: Shards) -> Frames:
    frames = shards.of(collection_of(read.file)).load(read.fingerprint)
    if frames is None:
        raise WorkersError(missing_rows_message(read.file, shards))
    return frames
