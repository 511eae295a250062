"""Who works: each task is answered once, whatever happens to those who do it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.parallel.executor import (
    WORKERS_VARIABLE,
    Inline,
    Lost,
    Workers,
    WorkersError,
    complete_all,
)
from pipeline.parallel.process_pool import ProcessPool
from pipeline.parallel.setting import Setting
from pipeline.parallel.watch import limit_time

POOL = ProcessPool(2)


def double(number: int) -> int:
    return 2 * number


def deadly(number: int) -> int:
    """13 ends the process that works at it."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def greedy(number: int) -> int:
    """13 has not enough memory."""
    if number == 13:
        raise MemoryError
    return number


def allocating(megabytes: int) -> int:
    return len(bytes(megabytes << 20)) >> 20


def hanging(number: int) -> int:
    """13 waits for ever."""
    if number == 13:
        threading.Event().wait()
    return number


def spinning(number: int) -> int:
    """13 works for ever."""
    with limit_time(1.0):
        while number == 13:
            pass
    return number


def deadly_once(path: Path) -> str:
    """The first one to work at 2 is ended."""
    if path.name == "2" and not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    path.with_suffix(".done").touch()
    return path.name


def dying_after(number: int) -> int:
    """The worker dies when it has answered."""
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return number


def failing(number: int) -> int:
    if number == 3:
        raise OSError(28, "No space left on device")
    return number


def setting_of_process(number: int) -> tuple[int, str | None, bool, int]:
    import resource  # noqa: PLC0415

    limit, _ = resource.getrlimit(resource.RLIMIT_DATA)
    return (number, os.environ.get("POLARS_MAX_THREADS"), "polars" in sys.modules, limit)


@pytest.mark.parametrize("workers", [Inline(), POOL], ids=["inline", "pool"])
def test_each_task_has_its_answer(workers: Workers) -> None:
    answers = dict(workers.map(double, range(20)))
    assert answers == {number: 2 * number for number in range(20)}
    assert list(workers.map(double, [])) == []
    assert list(workers.map(double, [5, 6], one_by_one=True)) == [(5, 10), (6, 12)]


def test_tasks_are_taken_up_as_they_can_be_done() -> None:
    """Tasks are made one by one: however many there are, few are in memory."""
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(30):
            taken += 1
            yield number

    answered = 0
    for _ in POOL.map(double, tasks()):
        answered += 1
        assert taken <= answered + 2
    assert answered == 30


def test_a_dead_worker_leaves_its_task_unanswered_and_no_other() -> None:
    answers = dict(POOL.map(deadly, range(10, 30)))
    assert answers.keys() == set(range(10, 30))
    killed = Lost("was ended by signal 9 (SIGKILL)")
    assert answers == {number: killed if number == 13 else number for number in range(10, 30)}
    alone = dict(POOL.map(deadly, [12, 13, 14, 13 + 2], one_by_one=True))
    assert alone == {12: 12, 13: killed, 14: 14, 15: 15}


@pytest.mark.parametrize(
    "pool", [ProcessPool(2, patience=lambda task: 2.0), ProcessPool(2)], ids=["clock", "processor"]
)
def test_a_task_that_hangs_is_ended_and_the_others_go_on(pool: ProcessPool) -> None:
    function = hanging if pool.patience else spinning
    answers = dict(pool.map(function, range(10, 30)))
    assert answers.pop(13) == Lost("took too long", over="time")
    assert answers == {number: number for number in range(10, 30) if number != 13}


def test_a_task_that_wants_too_much_memory_is_unanswered_and_ends_no_other() -> None:
    answers = dict(POOL.map(greedy, range(10, 17)))
    lost = Lost("had not enough memory", over="memory")
    assert answers == {number: lost if number == 13 else number for number in range(10, 17)}


def test_a_process_has_no_more_memory_than_it_is_given() -> None:
    answers = dict(ProcessPool(1, memory=300 << 20).map(allocating, [50, 400, 60]))
    assert answers == {50: 50, 400: Lost("had not enough memory", over="memory"), 60: 60}


def test_a_worker_that_dies_between_tasks_is_replaced() -> None:
    answers = []
    for task, answer in ProcessPool(1).map(dying_after, range(3)):
        answers.append((task, answer))
        time.sleep(1)
    assert answers == [(0, 0), (1, 1), (2, 2)]


def test_work_whose_worker_died_is_given_out_once_more(tmp_path: Path) -> None:
    tasks = [tmp_path / str(number) for number in range(4)]
    complete_all(POOL, deadly_once, tasks)
    assert all(task.with_suffix(".done").exists() for task in tasks)


def test_work_that_ends_every_worker_is_said() -> None:
    with pytest.raises(WorkersError, match=r"a process was ended by signal 9 .* twice"):
        complete_all(POOL, deadly, [12, 13, 14])


def test_what_the_function_raises_ends_the_map() -> None:
    with pytest.raises(OSError, match="No space left"):
        dict(POOL.map(failing, range(10)))


def test_a_worker_process_is_set_up_before_a_library_is() -> None:
    ((_, threads, imported, limit),) = (answer for _, answer in POOL.map(setting_of_process, [1]))
    assert (threads, imported) == ("1", False)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    assert limit == max(1 << 30, int(memory * 0.8) // 2)


_ENDLESS = """
import os, sys, time
from pipeline.parallel.process_pool import ProcessPool

def told(number):
    print(os.getpid(), flush=True)
    time.sleep(600)
"""


def test_a_killed_build_leaves_no_processes(root: Path, tmp_path: Path) -> None:
    (tmp_path / "endless.py").write_text(_ENDLESS, "utf-8")
    program = "import endless; list(endless.ProcessPool(2).map(endless.told, [1, 2]))"
    path = os.pathsep.join([str(tmp_path), str(root)])
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    ) as build:
        assert build.stdout is not None
        children = {int(build.stdout.readline()), int(build.stdout.readline())}
        build.kill()
    until = time.monotonic() + 30
    while any(_runs(child) for child in children):
        assert time.monotonic() < until
        time.sleep(0.1)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # ended, and nobody has asked how


@pytest.mark.parametrize(
    ("said", "work", "workers"),
    [
        ("1", 10**9, Inline()),
        ("4", 10**9, ProcessPool(4)),
        ("4", 100_000, Inline()),  # two reports: done before a process has started
    ],
)
def test_who_works_is_a_setting(
    said: str, work: int, workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, said)
    chosen = Setting.find().local_workers(work)
    assert type(chosen) is type(workers)
    assert chosen == workers or isinstance(chosen, Inline)


def test_a_cluster_reads_where_its_address_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, "tcp://127.0.0.1:8786")
    chosen = Setting.find().readers(1 << 30)
    assert (chosen.is_remote, getattr(chosen, "address")) == (True, "tcp://127.0.0.1:8786")  # noqa: B009


def test_what_needs_the_files_of_this_machine_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, "tcp://127.0.0.1:8786")
    chosen = Setting.find().local_workers(10**9)
    assert chosen in (ProcessPool(len(os.sched_getaffinity(0))), Inline())
    assert not chosen.is_remote


@pytest.mark.parametrize(
    ("said", "readers"),
    [("1", ProcessPool(1, 1 << 30)), ("4", ProcessPool(4, 1 << 30)), ("inside", Inline())],
)
def test_reports_are_read_apart_unless_one_says_inside(
    said: str, readers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, said)
    chosen = Setting.find().readers(1 << 30)
    assert type(chosen) is type(readers)
    assert chosen == readers or isinstance(chosen, Inline)


def test_little_work_is_done_by_few_processes() -> None:
    sizes = {199_999: 1, 200_000: 2, 599_999: 3, 600_000: 4, 10**9: 4}
    for work, size in sizes.items():
        assert Setting(4).readers(work=work) == ProcessPool(size)


def test_without_a_setting_all_cores_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(WORKERS_VARIABLE, raising=False)
    assert Setting.find() == Setting(processes=len(os.sched_getaffinity(0)))


@pytest.mark.parametrize("said", ["0", "-2", "many", "host:8786"])
def test_a_setting_that_is_none_is_said(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WORKERS_VARIABLE, said)
    with pytest.raises(WorkersError, match=f"is '{said}': give a number of processes, 'inside'"):
        Setting.find()
