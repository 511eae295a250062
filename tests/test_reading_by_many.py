"""Reports read by several processes: none is lost, and one that kills its worker is refused."""

import logging
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polars as pl
import pytest
from many_reports import write_reports

from pipeline.corpus import batch
from pipeline.corpus.batch import Batch, read_batch
from pipeline.corpus.cache import SHARDS_VARIABLE, Shards
from pipeline.corpus.collection import collection_fingerprints
from pipeline.corpus.incremental import Brought, bring_up_to_date, deal_out, shards_of
from pipeline.corpus.merge import merge, read_frames
from pipeline.corpus.progress import FEW, Progress
from pipeline.parallel.executor import Answer, Inline, Lost, Task, Workers, WorkersError
from pipeline.parallel.process_pool import ProcessPool
from pipeline.parallel.setting import Setting
from pipeline.state.workspace import Workspace

REPORTS = 12
DEADLY = "office-00/1932-03.txt"


class Wrapped:
    """Workers that do something else at each task, in their own process, before they do it."""

    def __init__(self, workers: Workers, before: Callable[..., None], *, far: bool = False) -> None:
        self._workers, self._before, self.is_remote = workers, before, far

    def map(
        self, function: Callable[[Task], Answer], tasks: Iterable[Task], *, one_by_one: bool = False
    ) -> Iterator[tuple[Task, Answer | Lost]]:
        packed = ((self._before, function, task) for task in tasks)
        for (_, _, task), answer in self._workers.map(_after, packed, one_by_one=one_by_one):
            yield task, answer


def _after(packed: tuple[Callable[..., None], Callable[[Task], Answer], Task]) -> Answer:
    before, function, task = packed
    before(task)
    return function(task)


def die_at_one(batch: Batch) -> None:
    if DEADLY in batch.files:
        os.kill(os.getpid(), signal.SIGKILL)


class Forgetful(Inline):
    """Workers that lose what became of the last file of each batch."""

    def map(
        self, function: Callable[[Task], Answer], tasks: Iterable[Task], *, one_by_one: bool = False
    ) -> Iterator[tuple[Task, Answer | Lost]]:
        for task, answer in super().map(function, tasks, one_by_one=one_by_one):
            yield task, answer[:-1]  # type: ignore[index]


class Elsewhere(Inline):
    """Workers on another machine, with a disk of their own where they leave what they read."""

    is_remote = True

    def map(
        self, function: Callable[[Task], Answer], tasks: Iterable[Task], *, one_by_one: bool = False
    ) -> Iterator[tuple[Task, Answer | Lost]]:
        for task in tasks:
            assert isinstance(task, Batch)
            shards = Shards(task.shards.place + "-of-another-machine")
            yield task, function(Batch(Path("/nowhere"), task.files, shards, content=task.content))  # type: ignore[arg-type]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    write_reports(tmp_path / "raw", REPORTS, per_office=5)
    return Workspace(tmp_path)


def _with(workers: Workers, workspace: Workspace, patch: pytest.MonkeyPatch) -> Brought:
    patch.setattr(Setting, "readers", lambda self, *_: workers)
    return bring_up_to_date(workspace)


def _frames(workspace: Workspace) -> batch.Frames:
    return merge(map(read_frames, collection_fingerprints(workspace.collection_tables)))


@pytest.mark.parametrize("far", [False, True], ids=["here", "on other machines"])
def test_a_report_that_kills_its_worker_is_refused_and_no_other(
    far: bool, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = _with(Wrapped(ProcessPool(2), die_at_one, far=far), workspace, monkeypatch)
    assert (brought.files, brought.read) == (REPORTS, REPORTS)
    (told,) = brought.refused
    assert told.startswith(f"{DEADLY}:1: the process that read it was ended by signal 9 (SIGKILL)")
    frames = _frames(workspace)
    assert frames["reports"].height == REPORTS - 1
    assert DEADLY not in frames["reports"]["source_file"].to_list()
    # it is not remembered against it: with more memory, or mended, it may be read
    again = _with(Inline(), workspace, monkeypatch)
    assert (again.read, again.refused) == (1, ())
    assert _frames(workspace)["reports"].height == REPORTS


def test_workers_that_lose_a_report_are_no_success(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WorkersError, match=r"nobody answered for 1 files, among them office-02/"):
        _with(Forgetful(), workspace, monkeypatch)
    # … which the next build mends: that one report had been read, and its shard is there
    assert _with(Inline(), workspace, monkeypatch).read == 0
    assert _frames(workspace)["reports"].height == REPORTS


def test_rows_that_were_left_where_nobody_sees_them_are_no_success(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WorkersError, match=rf"its rows are not in .*{SHARDS_VARIABLE} must name"):
        _with(Elsewhere(), workspace, monkeypatch)


def test_a_worker_with_other_code_reads_nothing(workspace: Workspace) -> None:
    batch = Batch(workspace.raw, (DEADLY,), shards_of(workspace), reading="other code")
    with pytest.raises(WorkersError, match="another version of the program"):
        read_batch(batch)
    assert not (workspace.work / "reports").exists()


def test_a_batch_that_brings_its_files_gives_the_same(workspace: Workspace, tmp_path: Path) -> None:
    files = ("office-00/1930-03.txt", DEADLY, "office-00/gone.txt")
    here, there = (Shards(str(tmp_path / name)) for name in ("here", "there"))
    near = read_batch(Batch(workspace.raw, files, here))
    sent = Batch(workspace.raw, files, there).pack()
    far = read_batch(Batch(Path("/nowhere"), files, there, content=sent.content))
    assert [read.fingerprint for read in near] == [read.fingerprint for read in far]
    assert [read.report for read in near] == [read.report for read in far]
    for read in near[:2]:
        one, other = (s.of("office-00").load(read.fingerprint) for s in (here, there))
        assert one is not None
        assert other is not None
        assert one.keys() == other.keys()
        assert all(one[name].equals(other[name]) for name in one)
    assert far[2].refusal is not None


def test_a_file_that_changes_on_its_way_is_read_here(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slow(Elsewhere):
        def map(
            self,
            function: Callable[[Task], Answer],
            tasks: Iterable[Task],
            *,
            one_by_one: bool = False,
        ) -> Iterator[tuple[Task, Answer | Lost]]:
            for task, answer in Inline.map(self, function, tasks, one_by_one=one_by_one):
                with (workspace.raw / DEADLY).open("a", encoding="utf-8") as file:
                    file.write("○ 하나 더\n")
                yield task, answer

    assert _with(Slow(), workspace, monkeypatch).refused == ()
    lines = _frames(workspace)["lines"].filter(pl.col("report_id") == "office-00-1932-03")
    assert lines["text_raw"].to_list()[-1] == "○ 하나 더"


@pytest.mark.parametrize(
    ("sizes", "parts", "batches"),
    [
        ([5, 5], 1, [[0, 1]]),  # two reports, one process
        ([5, 5, 5, 5], 2, [[0, 1], [2, 3]]),
        ([1, 1, 90, 1, 40, 1], 4, [[2], [4], [0, 1, 3, 5]]),  # large ones first, alone
        ([1] * 70, 1, [[*range(32)], [*range(32, 64)], [*range(64, 70)]]),
        ([900_000] * 4, 1, [[0, 1], [2, 3]]),  # 2 MB at most
        ([0, 0], 12, [[0], [1]]),  # files that the disk does not give
        ([], 12, []),
    ],
)
def test_batches_weigh_the_same(sizes: list[int], parts: int, batches: list[list[int]]) -> None:
    named = {f"{number}": size for number, size in enumerate(sizes)}
    dealt = [[int(name) for name in batch] for batch in deal_out(named, parts)]
    assert dealt == batches


def test_many_reports_are_few_events(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    read = batch.Read("office/2022-03.txt", "x", {"report_id": "x"}, None)
    for count, lines in ((FEW, FEW), (10_000, 10)):
        caplog.clear()
        progress = Progress(count, count)
        for _ in range(count):
            progress.note_read(read)
        events = [record for record in caplog.records if record.name == "openbogo"]
        assert len(events) == lines
        assert sum("office/2022-03.txt" in r.getMessage() for r in caplog.records) == count
    caplog.clear()
    progress.note_refused([f"{number}: no report" for number in range(10_000)])
    assert sum(record.name == "openbogo" for record in caplog.records) == FEW
