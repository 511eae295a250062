"""The daemon for a long time: 200 reports come, are renamed, deleted, or arrive in halves.

What is the same is built once, when it is all there; what runs all the time keeps its size, and the
history of builds grows with the builds alone.
"""

import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pytest

from pipeline.state.failure_log import failures
from tests.e2e.home import Home
from tests.e2e.test_daemon import LEAP_DAY, daemon, runs

SEED = 20261129
ARRIVALS = 200
PAUSE = 0.5
"""Seconds between two arrivals."""
PATIENCE = 1_800.0
MEGABYTE = 1024 * 1024
TEXT = (
    "{year}. 3.\n\n경제정책실\n\n주요 업무보고\n\nⅠ. 일반현황\n\n□ 인력현황\n○ 정원 : {number}명\n"
    "□ 예산현황\n○ 예산 {number}백만원\n\nⅡ. 주요 업무\n\n1  일자리 창출\n○ 교육 {number}명\n"
)


@dataclass
class Arrivals:
    """Whoever puts reports into raw/, and what should be there in the end."""

    raw: Path
    chance: random.Random
    there: list[Path] = field(default_factory=list)
    renamed: int = 0

    def arrive(self, number: int) -> None:
        """One more report; now and then another one goes, or gets another name."""
        path = self.raw / f"office-{number % 8}" / f"{1950 + number // 8}-03.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        note = f'agency = "경제정책실"\nperiod = {path.stem}-01\n'
        path.with_name(f"{path.name}.toml").write_text(note, "utf-8")
        text = TEXT.format(number=number + 10, year=path.stem[:4])
        with path.open("w", encoding="utf-8") as file:
            if self.chance.random() < 0.2:
                file.write(text[: len(text) // 2])
                file.flush()
                time.sleep(self.chance.uniform(1, 7))
                text = text[len(text) // 2 :]
            file.write(text)
        self.there.append(path)
        what = self.chance.random()
        if what < 0.1:
            self._take(self.chance.randrange(len(self.there)))
        elif what < 0.2:
            self._rename(self.chance.randrange(len(self.there)))

    def _take(self, at: int) -> None:
        path = self.there.pop(at)
        path.unlink()
        path.with_name(f"{path.name}.toml").unlink()

    def _rename(self, at: int) -> None:
        path = self.there[at]
        fresh = path.with_name(f"renamed-{self.renamed}.txt")
        path.with_name(f"{path.name}.toml").rename(fresh.with_name(f"{fresh.name}.toml"))
        self.there[at] = path.rename(fresh)
        self.renamed += 1

    def names(self) -> set[str]:
        """Where they are below raw/."""
        return {path.relative_to(self.raw).as_posix() for path in self.there}


def published(home: Home) -> set[str]:
    """The files that the last release was read from."""
    path = home.latest / "parquet" / "reports.parquet"
    return set(pl.read_parquet(path)["source_file"]) if path.is_file() else set()


def resident(pid: int) -> int:
    """Bytes of memory of a process."""
    return int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1]) * 4096


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


@pytest.mark.nightly
def test_two_hundred_reports_arrive(make_home: Callable[[], Home]) -> None:
    home = make_home()
    arrivals = Arrivals(home.raw, random.Random(SEED))
    shutil.rmtree(home.raw / "seoul-economic-policy")
    memory = []
    with daemon(home, OPENBOGO_SCHEDULE=LEAP_DAY, OPENBOGO_KEEP="3") as process:
        for number in range(ARRIVALS):
            arrivals.arrive(number)
            memory.append(resident(process.pid))
            time.sleep(PAUSE)
        until = time.monotonic() + PATIENCE
        while published(home) != arrivals.names() and time.monotonic() < until:
            memory.append(resident(process.pid))
            time.sleep(5)
        asked = len(runs(home))
        time.sleep(30)
        assert len(runs(home)) == asked, "a build was asked for although nothing is new"
        memory.append(resident(process.pid))
    assert published(home) == arrivals.names()
    assert home.run("verify").returncode == 0
    done = runs(home)
    assert all(run.is_success for run in done), failures(home.path / "outputs")
    keys = [run.tags["dagster/run_key"].partition("-")[0] for run in done]
    assert len(keys) == len(set(keys)), "the same content was built twice"
    assert memory[-1] < memory[len(memory) // 4] + 100 * MEGABYTE
    assert size_of(home.path / "dagster-home") < (asked + 5) * 2 * MEGABYTE
    assert len(list((home.path / "outputs" / "releases").iterdir())) <= 3
