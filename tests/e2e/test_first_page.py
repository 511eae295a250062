"""The first page of a release of many reports: it names the first, says how many there are."""

import re
from pathlib import Path

import polars as pl
import pytest

from pipeline.release.checksums import file_entries
from pipeline.release.reports import read_reports
from pipeline.release.tables import height
from pipeline.site import claims_page, release_page
from pipeline.site.claims_page import doubtful_claims
from pipeline.site.pages import Site
from pipeline.site.release_page import write_release_page
from pipeline.site.tables import read
from schemas import TABLES
from tests.e2e.home import Built


def _page(release: Path, folder: Path) -> str:
    parquet = release / "parquet"
    write_release_page(
        Site(folder, frozenset()),
        release,
        read_reports(read(release, "reports")),
        doubtful=doubtful_claims(release),
        rows={spec.name: height(parquet, spec.name) for spec in TABLES},
        files={entry.path: entry for entry in file_entries(release)},
        charts=[],
    )
    return (folder / "index.html").read_text("utf-8")


def _section(page: str, name: str) -> str:
    return page[page.index(f'id="{name}"') :].partition("</section>")[0]


def test_few_reports_are_all_there(built: Built, tmp_path: Path) -> None:
    page = _page(built.home.latest, tmp_path)
    assert _section(page, "reports").count('<th scope="row">') == 2
    assert "source/index.html" not in _section(page, "reports")
    assert '"isBasedOn":[' in page
    failing = read(built.home.latest, "checks").filter(~pl.col("passed"))
    assert _section(page, "doubt").count('href="table/checks.html#') == failing.height
    assert "more reports fail this check" not in page


def test_of_many_reports_the_first_are_named(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release_page, "_REPORTS_NAMED", 1)
    monkeypatch.setattr(release_page, "_FAILING_NAMED", 1)
    monkeypatch.setattr(release_page, "_NAMED", 1)
    monkeypatch.setattr(claims_page, "_NAMED", 1)
    page = _page(built.home.latest, tmp_path)
    listed = _section(page, "reports")
    assert listed.count('<th scope="row">') == 1
    assert "seoul-economic-policy-2023-03.html" in listed
    assert 'href="source/index.html"' in listed
    assert "isBasedOn" not in page
    doubt = _section(page, "doubt")
    assert len(re.findall(r'class="badge (?:mismatch|unlikely)"', doubt)) == 1
    assert doubt.count('class="badge quarantine"') == 1
    # one report a kind of check, and how many more there are
    kinds: dict[str, list[int]] = {}
    for check_id, failed in (
        read(built.home.latest, "checks")
        .filter(~pl.col("passed"))
        .select("check_id", "rows_failed")
        .iter_rows()
    ):
        kinds.setdefault(check_id.partition("/")[0], []).append(failed)
    shown = [int(n) for n in re.findall(r"table/checks\.html#[^>]*>(\d+) / ", doubt)]
    assert shown == [max(failed) for _, failed in sorted(kinds.items())]
    both = sum(len(failed) == 2 for failed in kinds.values())
    assert both > 0
    assert doubt.count("1 more reports fail this check.") == both
    cited = _section(page, "cite")
    assert "보고서 2개, 기관 1곳" in cited


def test_the_doubtful_claims_that_are_named_come_first(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = doubtful_claims(built.home.latest)
    assert every.count == len(every.first) > 3
    assert every.first[0].row["verdict"] == "mismatch"
    monkeypatch.setattr(claims_page, "_NAMED", 3)
    three = doubtful_claims(built.home.latest)
    assert three.count == every.count
    assert three.first == every.first[:3]
