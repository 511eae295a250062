"""Bringing all collections up to date: only new and changed reports are read.

    read_new       raw/ → outputs/work/reports/ (a shard a report), outputs/work/readings.json
    put_together   shards → outputs/work/collections/

What is unread of all collections is dealt out in batches to the workers there are. What became of
each file is noted, so that collections can be put together again without looking at raw/.

What belongs here: which files are read, by whom, and that none is lost. What does not: reading one
(`batch`), and the tables of a collection (`collection`).
"""

import json
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pipeline.corpus.batch import UNSETTLED, Batch, Read, Row, read_batch, refusal
from pipeline.corpus.cache import SHARDS_VARIABLE, Shards
from pipeline.corpus.collection import (
    Made,
    forget_others,
    missing_rows_message,
    note_if_intact,
    write_collection,
)
from pipeline.corpus.progress import Progress
from pipeline.errors import ReportError
from pipeline.parallel.executor import Inline, Lost, Workers, WorkersError
from pipeline.parallel.setting import Setting
from pipeline.sources import limits
from pipeline.state import code_version
from pipeline.state.names import escape_name
from pipeline.state.whole_files import replace_text
from pipeline.state.workspace import Workspace, collection_of, fingerprint
from pipeline.vocabulary.messages import message

logger = logging.getLogger("openbogo")

DEATHS = 2
"""Workers a single report may cost before it is refused; one that took too long is not tried on."""

BATCH_BYTES = 2_000_000
"""Bytes of reports in a batch, at most; a larger report is one alone."""

_BATCH_FILES = 32
_DEADLY = "deadly"  # in place of the fingerprint of a report that is not to be tried here
_DEADLY_REMEDY = message("check that it is one report, or export it from its program again")
_LIMITS = {
    "time": f"{limits.SECONDS:g} seconds of processor time",
    "memory": f"{limits.MEMORY_BYTES:,} bytes of memory",
}
_PARTS = 12  # batches at least, where several work: each costs a check, the last ones end apart


@dataclass(frozen=True)
class Readings:
    """The outcome of every file of raw/, as the reading step leaves it for the next one."""

    reading: str
    """The code that read them: `code_version.READING` then."""
    collections: dict[str, dict[str, str]]
    """Collection to its files, each with the fingerprint of what was read of it."""
    unkept: dict[str, Row]
    """File to the row of `quarantine` that refuses it, where no shard holds that row."""
    read: int = 0
    """Files that were read now; the others were kept as they had been read before."""

    @property
    def files(self) -> int:
        """The number of files."""
        return sum(map(len, self.collections.values()))


@dataclass(frozen=True)
class Brought:
    """The state after all collections were put together."""

    files: int
    refused: tuple[str, ...]
    """The files that are no report, each with line and reason, one line each."""
    rows: Mapping[str, int]
    """Table to its rows, of all collections together."""
    read: int
    """Files that were read when they were last read."""


def shards_of(workspace: Workspace, place: str | None = None) -> Shards:
    """The shards of a workspace: at a place, where OPENBOGO_SHARDS says, or in outputs/."""
    place = place or os.environ.get(SHARDS_VARIABLE)
    return Shards(place or str(workspace.work / "reports"))


def bring_up_to_date(workspace: Workspace) -> Brought:
    """Read what is new and changed in raw/, and leave the tables of each collection, as a build."""
    shards = shards_of(workspace)
    read_new(workspace, Setting.find(), shards)
    return put_together(workspace, shards)


def read_new(workspace: Workspace, setting: Setting, shards: Shards) -> Readings:
    """Read what is new and changed in raw/, and note what became of every file.

    Raises:
        WorkersError: not every file could be read or refused. What was read is kept.
        OSError: the disk, or the place of the shards, does not take what was read.
    """
    found: dict[str, dict[str, str]] = {}
    unread: list[str] = []
    for name, files in workspace.collections().items():
        found[name] = {file: fingerprint(workspace.raw, file) for file in files}
        if not note_if_intact(workspace.collection_tables / escape_name(name), found[name]):
            kept = _intact_files(found[name], shards.of(name))
            unread += [file for file in files if file not in kept]
    progress = Progress(len(unread), sum(map(len, found.values())))
    waiting = set(unread)
    unkept: dict[str, Row] = {}
    for read in _read(workspace.raw, unread, shards, setting):
        progress.note_read(read)
        waiting.discard(read.file)
        found[collection_of(read.file)][read.file] = read.fingerprint
        if read.refusal and read.fingerprint in (_DEADLY, UNSETTLED):
            unkept[read.file] = read.refusal
    if waiting:
        some = sorted(waiting)[:3]
        raise WorkersError(
            "nobody answered for {count} files, among them {names}",
            count=len(waiting),
            names=", ".join(map(escape_name, some)),
        )
    readings = Readings(code_version.READING, found, unkept, len(unread))
    workspace.readings.parent.mkdir(parents=True, exist_ok=True)
    replace_text(workspace.readings, json.dumps(asdict(readings)))
    return readings


def put_together(workspace: Workspace, shards: Shards) -> Brought:
    """Leave the tables of each collection, from the shards of its reports.

    Raises:
        WorkersError: the rows of a report are not where they were left.
        ValueError: the reports were not read, or by other code than this.
    """
    readings = _read_notes(workspace.readings)
    made: dict[str, Made] = {}
    progress = Progress(0, 0)
    for name, prints in readings.collections.items():
        folder = workspace.collection_tables / escape_name(name)
        there = note_if_intact(folder, prints)
        if there is None:
            reads = [_outcome_of(file, at, readings, shards) for file, at in prints.items()]
            there = write_collection(folder, reads, shards)
            shards.of(name).keep_only(prints.values())
            progress.note_refused(there.refused)
            progress.note_left_out(there.left_out)
        made[name] = there
    forget_others(workspace.collection_tables, set(map(escape_name, readings.collections)))
    shards.keep_only_collections(readings.collections)
    return _sum(made, readings)


def _intact_files(prints: Mapping[str, str], shards: Shards) -> set[str]:
    """The files that were read before, as their shards say. A damaged shard is none."""
    kept = shards.find_kept(prints.values())
    return {f for f, current in prints.items() if current in kept and shards.load(current)}


def _outcome_of(file: str, current: str, readings: Readings, shards: Shards) -> Read:
    """The outcome of a file, as it was noted or as its shard says."""
    if refusal := readings.unkept.get(file):
        return Read(file, current, None, refusal)
    frames = shards.of(collection_of(file)).load(current, ("reports", "quarantine"))
    if not frames:
        raise WorkersError(missing_rows_message(file, shards))
    return Read.of(file, current, frames)


def _read_notes(path: Path) -> Readings:
    try:
        readings = Readings(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise ValueError(message("the reports were not read yet: make `document` first")) from error
    if readings.reading != code_version.READING:
        raise ValueError(message("read by another version of the program: make `document` first"))
    return readings


def _read(raw: Path, files: list[str], shards: Shards, setting: Setting) -> Iterator[Read]:
    """Have all these files read, each of them once."""
    if not files:
        return
    sizes = {file: _size(raw / file) for file in files}
    workers = setting.readers(limits.MEMORY_BYTES, _time_limit, sum(sizes.values()))
    parts = 1 if isinstance(workers, Inline) else _PARTS
    batches = (Batch(raw, names, shards) for names in deal_out(sizes, parts))
    for read in read_all(workers, batches):
        if workers.is_remote and read.fingerprint not in (_DEADLY, fingerprint(raw, read.file)):
            # It changed since it was sent, or could not be: here it is seen when it is whole.
            yield from read_batch(Batch(raw, (read.file,), shards))
        else:
            yield read


def deal_out(sizes: Mapping[str, int], parts: int) -> list[tuple[str, ...]]:
    """Deal files out in batches of like size. Large files come first, alone: not at the end.

    Args:
        parts: in how many batches at least, if there are as many files.
    """
    most = min(BATCH_BYTES, sum(sizes.values()) // parts)
    large = sorted((f for f, size in sizes.items() if size >= most), key=lambda f: -sizes[f])
    batches: list[tuple[str, ...]] = [(file,) for file in large]
    batch: list[str] = []
    weight = 0
    for file in (file for file, size in sizes.items() if size < most):
        if batch and (len(batch) == _BATCH_FILES or weight + sizes[file] > most):
            batches.append(tuple(batch))
            batch, weight = [], 0
        batch.append(file)
        weight += sizes[file]
    return [*batches, tuple(batch)] if batch else batches


def read_all(workers: Workers, batches: Iterable[Batch]) -> Iterator[Read]:
    """Have batches read. A report that takes its worker with it is found, and refused.

    The reports of a batch whose worker died are read each alone. The shard of a refusal that rests
    on deaths alone is not kept.
    """
    lost: list[Batch] = []
    for batch, reads in workers.map(read_batch, _send(batches, workers)):
        if isinstance(reads, Lost):
            logger.warning(
                message(
                    "died     a worker {how} at {count} reports",
                    how=reads.how,
                    count=len(batch.files),
                )
            )
            lost.append(batch)
        else:
            yield from reads
    deaths: dict[str, int] = {}
    while lost:
        suspects = [replace(batch, files=(file,)) for batch in lost for file in batch.files]
        lost = []
        for batch, reads in workers.map(read_batch, _send(suspects, workers), one_by_one=True):
            if not isinstance(reads, Lost):
                yield from reads
                continue
            (file,) = batch.files
            deaths[file] = deaths.get(file, 0) + 1
            if deaths[file] < DEATHS and reads.over != "time":
                lost.append(batch)
            else:
                yield _refuse_deadly(file, reads)


def _send(batches: Iterable[Batch], workers: Workers) -> Iterator[Batch]:
    for batch in batches:
        yield batch.pack() if workers.is_remote else batch


def _time_limit(batch: Batch) -> float:
    return limits.PATIENCE * len(batch.files)


def _refuse_deadly(file: str, lost: Lost) -> Read:
    problem = message("the process that read it {how}", how=lost.how)
    if bound := _LIMITS.get(lost.over or ""):
        problem = message("{problem} (limit {bound})", problem=problem, bound=bound)
    return Read.of(file, _DEADLY, refusal(ReportError(file, problem, _DEADLY_REMEDY)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it is refused when it is read
        return 0


def _sum(made: Mapping[str, Made], readings: Readings) -> Brought:
    rows: dict[str, int] = {}
    for one in made.values():
        for table, count in one.rows.items():
            rows[table] = rows.get(table, 0) + count
    refusals = tuple(line for name in sorted(made) for line in made[name].refused)
    return Brought(readings.files, refusals, rows, readings.read)
