"""Pages of reports: drawn where their rows changed, taken from what is kept where not."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.corpus.cache import Shards
from pipeline.corpus.report_pages import draw_changed
from pipeline.parallel.process_pool import ProcessPool
from pipeline.parallel.setting import Setting
from pipeline.release.reports import Report, read_reports
from pipeline.site.pages import Site
from pipeline.site.report_pages import Drawing, Rows
from pipeline.site.tables import read
from tests.e2e.home import Built

SPLIT = frozenset({"quantities", "lines"})


@pytest.fixture
def draw(built: Built, tmp_path: Path) -> Callable[[], dict[str, bytes]]:
    """Draw the reports of the real release into an empty folder: path to what is written."""
    reports = read_reports(read(built.home.latest, "reports"))

    def drawn(reports: tuple[Report, ...] = reports) -> dict[str, bytes]:
        folder = tmp_path / "site"
        shutil.rmtree(folder, ignore_errors=True)
        drawing = Drawing(built.home.latest, Site(folder, frozenset()), SPLIT)
        draw_changed(drawing, reports, Shards(str(tmp_path / "kept")), Setting.find())
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    return drawn


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The reports that were drawn."""
    names: list[str] = []
    pages = Drawing.pages

    def noting(self: Drawing, report: Report, rows: Rows) -> dict[str, str]:
        names.append(report.month)
        return pages(self, report, rows)

    monkeypatch.setattr(Drawing, "pages", noting)
    return names


def test_what_did_not_change_is_not_drawn_again(
    draw: Callable[[], dict[str, bytes]], asked: list[str], built: Built
) -> None:
    first = draw()
    assert asked == ["2022-03", "2023-03"]
    assert "data/lines/seoul-economic-policy-2023-03.js" in first
    site = built.home.latest / "site"
    of_release = {path: (site / path).read_bytes() for path in first if path.startswith("claims/")}
    assert len(of_release) == 2
    assert of_release.items() <= first.items()

    assert draw() == first
    assert asked == ["2022-03", "2023-03"]


def test_what_is_kept_and_damaged_is_drawn_again(
    draw: Callable[[], dict[str, bytes]], asked: list[str], tmp_path: Path
) -> None:
    first = draw()
    archive = min((tmp_path / "kept").iterdir())
    archive.write_bytes(archive.read_bytes()[:1000])
    assert draw() == first
    assert len(asked) == 3


def test_pages_of_reports_that_are_gone_are_forgotten(
    draw: Callable[..., dict[str, bytes]], built: Built, tmp_path: Path
) -> None:
    first = draw()
    one = draw(read_reports(read(built.home.latest, "reports"))[:1])
    assert one.items() < first.items()
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_several_processes_draw_the_same(
    draw: Callable[[], dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = draw()
    shutil.rmtree(tmp_path / "kept")
    monkeypatch.setattr(Setting, "local_workers", lambda *_: ProcessPool(2))
    assert draw() == first
