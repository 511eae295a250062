"""The reports of an office, put together and judged; what was found of them is kept.

Every check asks of a report, or of the reports of one office, so that offices are judged one by
one, by whoever is there, and again only when a report of theirs changed.

What belongs here: one office, and what is kept of it. What does not: the checks themselves
(`pipeline/reconcile/`), and adding up what is found in all offices (`judging`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from pipeline.corpus.cache import Shards, content_hash
from pipeline.corpus.merge import Frames, merge, read_frames
from pipeline.corpus.superseded import newest
from pipeline.parallel.executor import completed, require_same
from pipeline.parallel.setting import Setting
from pipeline.reconcile.catalogue import judge_release
from pipeline.reconcile.plan_outcomes import plan_outcomes
from pipeline.release.tables import table_file
from pipeline.state import code_version
from schemas import TABLE

_JUDGED = ("plan_outcomes", "checks")


@dataclass(frozen=True)
class Office:
    """Collections that have reports of one office, or of several that share a collection."""

    folders: tuple[Path, ...]
    """Of their tables."""
    source_bytes: int
    """Of the reports."""
    kept: Shards
    """Where what was found is kept."""
    reading: str = field(default_factory=lambda: code_version.READING)
    """The code that is to judge them."""

    def tables(self) -> Frames:
        """Their tables put together; of a report that several files hold, the newest."""
        return merge(newest(map(read_frames, self.folders)))

    def judgement(self, tables: Frames) -> Frames:
        """The findings of judging these tables: `plan_outcomes`, and all rows of `checks`.

        What is kept is kept under the hash of what was judged, so that nothing is published that
        was not.
        """
        found = self.kept.load(content_hash(tables))
        if found is None or "checks" not in found:  # there is a check of every table
            found = _judge(tables)
        return {name: found.get(name, TABLE[name].frame([])) for name in _JUDGED}


def offices(folders: Iterable[Path], kept: Shards) -> list[Office]:
    """Collections, those together that hold reports of the same office.

    Args:
        folders: of the tables of each collection.
        kept: where what is found in an office is kept.
    """
    return [Office(group.folders, group.source_bytes, kept) for group in _by_office(folders)]


def judge_new(found: Sequence[Office], kept: Shards, setting: Setting) -> None:
    """Judge the offices of which nothing is kept, and forget those that are no more.

    Args:
        found: all offices.
        kept: where what is found in an office is kept.
        setting: who judges.

    Raises:
        WorkersError: a process was ended at it, and again.
    """
    hashes = {office: content_hash(office.tables()) for office in found}
    known = kept.kept(hashes.values())
    new = [office for office in found if hashes[office] not in known]
    workers = setting.here(sum(office.source_bytes for office in new))
    for _ in completed(workers, judge_office, new):
        pass
    kept.keep_only(hashes.values())


def judge_office(office: Office) -> bool:
    """Judge an office and keep what is found. It is True: None stands for a worker that died.

    Raises:
        WorkersError: this worker has other code than the build.
    """
    require_same(office.reading, code_version.READING)
    tables = office.tables()
    office.kept.save(content_hash(tables), _judge(tables))
    return True


def _judge(tables: Frames) -> Frames:
    frames = tables | {"plan_outcomes": plan_outcomes(tables)}
    _, checks = judge_release(frames)
    return {"plan_outcomes": frames["plan_outcomes"], "checks": checks}


@dataclass(frozen=True)
class _Group:
    """Collections that share no office with others."""

    folders: tuple[Path, ...]
    agencies: frozenset[str]
    source_bytes: int


def _by_office(folders: Iterable[Path]) -> list[_Group]:
    of: dict[str, _Group] = {}
    for folder in sorted(folders):
        reports = pl.read_parquet(
            table_file(folder, "reports"), columns=["agency_id", "source_bytes"], glob=False
        )
        agencies = frozenset(reports["agency_id"])
        group = _Group((folder,), agencies, int(reports["source_bytes"].sum()))
        for other in {of[agency] for agency in group.agencies if agency in of}:
            group = _Group(
                tuple(sorted({*group.folders, *other.folders})),
                group.agencies | other.agencies,
                group.source_bytes + other.source_bytes,
            )
        # One whose files were all refused belongs to no office: it stands for itself.
        of |= dict.fromkeys(group.agencies or {folder.name + "/"}, group)
    return list(dict.fromkeys(of.values()))
