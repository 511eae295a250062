"""The part of an office: its tables put together and judged, kept until one of them changes.

Every check asks of a report, or of the reports of one office, so that offices are judged one by
one, by whoever is there. A build makes the parts of the offices whose reports changed, and takes
the others as they are.

What belongs here: one office, and what is kept of it. What does not: the checks themselves
(`pipeline/reconcile/`), and adding up what is found in all offices (`validate`).
"""

import shutil
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import polars as pl

from pipeline.corpus.cache import Shards
from pipeline.corpus.merge import Frames, merge, read_frames
from pipeline.corpus.superseded import keep_newest
from pipeline.parallel.executor import complete_all, require_same
from pipeline.parallel.setting import Setting
from pipeline.reconcile.catalogue import judge_release
from pipeline.reconcile.plan_outcomes import plan_outcomes
from pipeline.release.agency_parts import are_whole, write_agency_parts
from pipeline.release.tables import table_file
from pipeline.state import code_version
from schemas import TABLES

_ROWS = "rows"
"""Beside the tables of a part: how many rows each has."""


@dataclass(frozen=True)
class Office:
    """Collections that have reports of one office, or of several that share a collection."""

    folders: tuple[Path, ...]
    """Of their tables."""
    source_bytes: int
    """Of the reports."""
    kept: Shards
    """The store of its part."""
    reading: str = field(default_factory=lambda: code_version.READING)
    """The code that is to judge them."""

    @cached_property
    def key(self) -> str:
        """All that its part depends on: the very files of its tables, and the code."""
        files = (table_file(folder, table.name) for folder in self.folders for table in TABLES)
        return code_version.hash_of([self.reading, *map(code_version.file_hash, files)])

    def part(self, only: Collection[str] = ()) -> Frames:
        """Its tables, `plan_outcomes` and `checks` among them: as kept, or made now.

        Args:
            only: the tables that are wanted, if not all.
        """
        found = self.kept.load(self.key, {"checks", *only} if only else ())
        if found is None or "checks" not in found:  # there is a check of every table
            tables = merge(keep_newest(map(read_frames, self.folders)))
            found = tables | {"plan_outcomes": plan_outcomes(tables)}
            found["checks"] = judge_release(found)[1]
        wanted = [table for table in TABLES if not only or table.name in only]
        return {table.name: found.get(table.name, table.frame([])) for table in wanted}

    def rows(self) -> dict[str, int]:
        """Table to its number of rows."""
        found = self.kept.load(self.key, {_ROWS}) or {}
        if _ROWS in found:
            return dict(found[_ROWS].iter_rows())
        return {name: frame.height for name, frame in self.part().items()}


def offices(folders: Iterable[Path], kept: Shards) -> list[Office]:
    """Collections, those together that hold reports of the same office."""
    of: dict[str, Office] = {}
    for folder in sorted(folders):
        reports = pl.read_parquet(
            table_file(folder, "reports"), columns=["agency_id", "source_bytes"], glob=False
        )
        # One whose files were all refused belongs to no office: it stands for itself.
        agencies = set(reports["agency_id"]) or {f"{folder.name}/"}
        found = Office((folder,), int(reports["source_bytes"].sum()), kept)
        for other in {of[agency] for agency in agencies if agency in of}:
            together = tuple(sorted({*found.folders, *other.folders}))
            found = Office(together, found.source_bytes + other.source_bytes, kept)
            agencies |= {agency for agency, its in of.items() if its == other}
        of |= dict.fromkeys(agencies, found)
    return list(dict.fromkeys(of.values()))


def make_parts(found: Sequence[Office], kept: Shards, setting: Setting) -> None:
    """Make the parts of the offices of which none is kept, and forget those that are no more.

    Raises:
        WorkersError: a process was ended at it, and again.
    """
    known = kept.find_kept(office.key for office in found)
    new = [office for office in found if office.key not in known]
    workers = setting.local_workers(sum(office.source_bytes for office in new))
    complete_all(workers, make_part, new)
    kept.keep_only(office.key for office in found)


def make_part(office: Office) -> None:
    """Make the part of an office and keep it.

    Raises:
        WorkersError: this worker has other code than the build.
    """
    require_same(office.reading, code_version.READING)
    part = office.part()
    counts = pl.DataFrame([(name, frame.height) for name, frame in part.items()], orient="row")
    office.kept.save(office.key, part | {_ROWS: counts})


def write_parts(found: Sequence[Office], folder: Path, setting: Setting) -> list[Path]:
    """Write the files of the offices for a release of parts, and forget those of others.

    Raises:
        WorkersError: a process was ended at it, and again.
        ReleaseError: the tables of an office break their declaration or their foreign keys.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {folder / office.key: office for office in found}
    new = [(office, place) for place, office in wanted.items() if not are_whole(place)]
    workers = setting.local_workers(sum(office.source_bytes for office, _ in new))
    complete_all(workers, _write_files, new)
    for other in set(folder.iterdir()) - wanted.keys():
        shutil.rmtree(other)
    return list(wanted)


def _write_files(task: tuple[Office, Path]) -> None:
    office, folder = task
    require_same(office.reading, code_version.READING)
    write_agency_parts(office.part(), folder)
