"""Bringing the tables of all collections up to date: only new and changed reports are read.

What is unread of all collections is dealt out in batches to the workers there are; the tables of a
collection are put together as soon as the last of its reports is there.

What belongs here: which files are read, by whom, and that none is lost. What does not: reading one
(`corpus`), and the tables of a collection (`collected`).
"""

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.corpus.batch import Batch, Read, read_batch, refused
from pipeline.corpus.cache import SHARDS_VARIABLE, Shards
from pipeline.corpus.collection import Made, forget_others, intact, leave
from pipeline.corpus.progress import Progress
from pipeline.errors import ReportError
from pipeline.parallel.executor import Inline, Lost, Workers, WorkersError
from pipeline.parallel.setting import Setting
from pipeline.sources import limits
from pipeline.state.names import shown
from pipeline.state.workspace import Workspace, collection_of, fingerprint

logger = logging.getLogger("openbogo")

DEATHS = 2
"""Workers a single report may cost before it is refused; one that took too long is not tried on."""

BATCH_BYTES = 2_000_000
"""Bytes of reports in a batch, at most; a larger report is one alone."""

_BATCH_FILES = 32
_DEADLY = "deadly"  # in place of the fingerprint of a report that is not to be tried here
_DEADLY_REMEDY = "check that it is one report, or export it from its program again"
_LIMITS = {
    "time": f"{limits.SECONDS:g} seconds of processor time",
    "memory": f"{limits.MEMORY_BYTES:,} bytes of memory",
}
_PARTS = 12  # batches at least, where several work: each costs a check, the last ones end apart


@dataclass(frozen=True)
class Brought:
    """What is there after all collections were brought up to date."""

    files: int
    read: int
    """Files that were read now; the others were kept as they had been read before."""
    refused: tuple[str, ...]
    """The files that are no report, each with line and reason, one line each."""
    rows: Mapping[str, int]
    """Table to its rows, of all collections together."""


@dataclass
class _Collection:
    """One collection whose tables are not up to date."""

    files: list[str]
    reads: dict[str, Read] = field(default_factory=dict)
    """What is known of them so far."""

    @property
    def complete(self) -> bool:
        return len(self.reads) == len(self.files)


def shards_of(workspace: Workspace) -> Shards:
    """Where the shards of a workspace are: where OPENBOGO_SHARDS says, else in its outputs/."""
    return Shards(os.environ.get(SHARDS_VARIABLE) or str(workspace.work / "reports"))


def bring_up_to_date(workspace: Workspace) -> Brought:
    """Read what is new and changed in raw/, and leave the tables of each collection.

    Raises:
        WorkersError: not every file could be read or refused. What was read is kept.
        OSError: the disk, or the place of the shards, does not take what was read.
    """
    setting, shards = Setting.find(), shards_of(workspace)
    collections = workspace.collections()
    made: dict[str, Made] = {}
    stale: dict[str, _Collection] = {}
    for name, files in collections.items():
        prints = {file: fingerprint(workspace.raw, file) for file in files}
        if there := intact(workspace.collected / shown(name), prints):
            made[name] = there
        else:
            stale[name] = _Collection(files, _kept(prints, shards.of(name)))
    unread = [f for c in stale.values() for f in c.files if f not in c.reads]
    progress = Progress(len(unread), sum(map(len, collections.values())))

    def finish(name: str) -> None:
        made[name] = _leave(workspace, name, stale.pop(name), shards)
        progress.refused(made[name].refused)
        progress.left_out(made[name].left_out)

    for name in [name for name, collection in stale.items() if collection.complete]:
        finish(name)
    for read in _read(workspace.raw, unread, shards, setting):
        progress.read(read)
        collection = stale[collection_of(read.file)]
        collection.reads[read.file] = read
        if collection.complete:
            finish(collection_of(read.file))
    if stale or made.keys() != collections.keys():
        missing = [f for c in stale.values() for f in c.files if f not in c.reads]
        raise WorkersError(f"nobody answered for {len(missing)} files, among them {missing[:3]}")
    forget_others(workspace.collected, set(map(shown, collections)))
    shards.keep_only_collections(collections)
    return _sum(made, len(unread))


def _kept(prints: Mapping[str, str], shards: Shards) -> dict[str, Read]:
    """The files that were read before, as their shards say. A damaged shard is none."""
    kept = shards.kept(prints.values())
    found = {}
    for file, current in prints.items():
        if current in kept and (frames := shards.load(current)) is not None:
            found[file] = Read.of(file, current, frames)
    return found


def _leave(workspace: Workspace, name: str, collection: _Collection, shards: Shards) -> Made:
    reads = [collection.reads[file] for file in collection.files]
    made = leave(workspace.collected / shown(name), reads, shards)
    shards.of(name).keep_only(made.fingerprints.values())
    return made


def _read(raw: Path, files: list[str], shards: Shards, setting: Setting) -> Iterator[Read]:
    """Have all these files read, each of them once."""
    if not files:
        return
    sizes = {file: _size(raw / file) for file in files}
    workers = setting.readers(limits.MEMORY_BYTES, _patience)
    parts = 1 if isinstance(workers, Inline) else _PARTS
    batches = (Batch(raw, names, shards) for names in batched(sizes, parts))
    for read in answered(workers, batches):
        if workers.far and read.fingerprint not in (_DEADLY, fingerprint(raw, read.file)):
            # It changed since it was sent, or could not be: here it is seen when it is whole.
            yield from read_batch(Batch(raw, (read.file,), shards))
        else:
            yield read


def batched(sizes: Mapping[str, int], parts: int) -> list[tuple[str, ...]]:
    """Deal files out in batches of like size. Large files come first, alone: not at the end.

    Args:
        sizes: file to its bytes.
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


def answered(workers: Workers, batches: Iterable[Batch]) -> Iterator[Read]:
    """Have batches read. A report that takes its worker with it is found, and refused.

    The reports of a batch whose worker died are read each alone. The shard of a refusal that rests
    on deaths alone is not kept.
    """
    lost: list[Batch] = []
    for batch, reads in workers.map(read_batch, _sent(batches, workers)):
        if isinstance(reads, Lost):
            logger.warning("died     a worker %s at %d reports", reads.how, len(batch.files))
            lost.append(batch)
        else:
            yield from reads
    deaths: dict[str, int] = {}
    while lost:
        suspects = [single for batch in lost for single in batch.singles()]
        lost = []
        for batch, reads in workers.map(read_batch, _sent(suspects, workers), one_by_one=True):
            if not isinstance(reads, Lost):
                yield from reads
                continue
            (file,) = batch.files
            deaths[file] = deaths.get(file, 0) + 1
            if deaths[file] < DEATHS and reads.over != "time":
                lost.append(batch)
            else:
                yield _deadly(file, reads)


def _sent(batches: Iterable[Batch], workers: Workers) -> Iterator[Batch]:
    for batch in batches:
        yield batch.packed() if workers.far else batch


def _patience(batch: Batch) -> float:
    return limits.PATIENCE * len(batch.files)


def _deadly(file: str, lost: Lost) -> Read:
    problem = f"the process that read it {lost.how}"
    if bound := _LIMITS.get(lost.over or ""):
        problem += f" (limit {bound})"
    return Read.of(file, _DEADLY, refused(ReportError(file, 1, problem, _DEADLY_REMEDY)))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it is refused when it is read
        return 0


def _sum(made: Mapping[str, Made], read: int) -> Brought:
    rows: dict[str, int] = {}
    for one in made.values():
        for table, count in one.rows.items():
            rows[table] = rows.get(table, 0) + count
    refusals = tuple(line for name in sorted(made) for line in made[name].refused)
    return Brought(sum(len(one.fingerprints) for one in made.values()), read, refusals, rows)
