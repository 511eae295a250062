"""The site of a real release: whole, linked, readable without a script, and true to the source."""

import csv
import gzip
import io
import json
import logging
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import unquote, urljoin
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import polars as pl
import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import SDO

from pipeline.release.query import connect
from pipeline.site.build import write_site
from pipeline.site.charts_page import chart_texts
from pipeline.site.news import measures
from pipeline.site.sql_page import examples
from schemas import TABLES
from schemas.korean import check_text
from tests.descriptors import PAGE, graph
from tests.e2e.home import OPENBOGO, Built

REPORTS = ("seoul-economic-policy-2022-03", "seoul-economic-policy-2023-03")
VOID = {"meta", "link", "input", "br"}


class Page(HTMLParser):
    """What a page says: its elements, its links, and the text of each line of a source."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.lines: list[str] = []
        self.depth = 0
        self.in_number = False
        self.feed(path.read_text("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        kind = str(dict(attrs).get("class", ""))
        if tag == "div" and kind.startswith("line "):
            self.depth = len(self.open)
            self.lines.append("")
        self.in_number = kind == "no"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.in_number = False
        if len(self.open) < self.depth:
            self.depth = 0

    def handle_data(self, data: str) -> None:
        if self.depth and not self.in_number:
            self.lines[-1] += data

    def values(self, name: str) -> list[str]:
        return [str(attributes[name]) for _, attributes in self.tags if name in attributes]


@pytest.fixture(scope="module")
def site(built: Built) -> Path:
    return built.home.latest.resolve() / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return {path.relative_to(site).as_posix(): Page(path) for path in sorted(site.rglob("*.html"))}


def _data(site: Path, path: str) -> dict[str, Any]:
    text = (site / path).read_text("utf-8")
    match = re.fullmatch(r"openbogo\.receive\(\"[a-z_]+\",(.*)\);\n", text, re.DOTALL)
    assert match is not None
    return dict(json.loads(match[1]))


def _values(data: dict[str, Any]) -> dict[str, list[object]]:
    """The values of each column: written out, or numbers of the different ones."""
    return {
        column["name"]: column["values"]
        if "values" in column
        else [column["of"][n] for n in column["at"]]
        for column in data["columns"]
    }


def test_every_page_is_there(pages: dict[str, Page]) -> None:
    expected = {"index.html", "charts.html", "claims.html", "tables.html", "source/index.html"}
    expected |= {f"table/{table.name}.html" for table in TABLES}
    kinds = ("source", "claims", "programs")
    expected |= {"departments.html", "search.html", "agency/seoul-economic-policy.html"}
    expected |= {f"{kind}/{report}.html" for report in REPORTS for kind in kinds}
    departments = {path for path in pages if path.startswith(("department/", "program/"))}
    assert sum(path.startswith("program/") for path in pages) == 36 + 61
    assert "department/seoul-economic-policy/changeopjeongchaekgwa.html" in departments
    assert set(pages) - {"sql.html"} - departments == expected


def test_a_department_has_its_money_staff_and_duties(site: Path, pages: dict[str, Page]) -> None:
    """창업정책과: 2023-03.txt line 63 (지출액 2,281백만원), line 29 and below for its staff."""
    path = "department/seoul-economic-policy/changeopjeongchaekgwa.html"
    page = pages[path]
    ids = set(page.values("id"))
    assert {"budget", "staff", "duties"} <= ids
    assert "22.81" in (site / path).read_text("utf-8")
    assert any(h.endswith("seoul-economic-policy-2023-03.html#L63") for h in page.values("href"))


def test_pages_have_what_keyboards_and_screen_readers_need(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        tags = [tag for tag, _ in page.tags]
        assert page.open == [], path
        assert tags.count("h1") == tags.count("main") == tags.count("header") == 1, path
        assert {"nav", "footer"} <= set(tags), path
        ids = page.values("id")
        assert len(ids) == len(set(ids)), path
        assert ("a", {"class": "skip", "href": "#main"}) in page.tags
        assert "main" in ids
        assert all(a.get("scope") in ("col", "row") for t, a in page.tags if t == "th"), path
        assert page.tags[0] == ("html", {"lang": "ko"})


def _links(pages: dict[str, Page]) -> Iterator[tuple[str, str, str]]:
    for path, page in pages.items():
        for name in ("href", "src"):
            for link in page.values(name):
                file, _, fragment = link.partition("#")
                yield path, urljoin(f"site/{path}", file) if file else f"site/{path}", fragment


def test_every_link_leads_somewhere_and_only_the_licence_leaves(
    site: Path, pages: dict[str, Page]
) -> None:
    outside = set()
    for path, target, fragment in _links(pages):
        if "://" in target:
            outside.add(target)
            continue
        assert (site.parent / target).is_file(), f"{path} → {target}"
        page = target.removeprefix("site/")
        if page.startswith("source/") and fragment:
            assert fragment in set(pages[page].values("id")), f"{path} → {target}#{fragment}"
        elif (
            page.startswith(("claims", "programs/")) and fragment and not fragment.startswith("v=")
        ):
            assert unquote(fragment) in set(pages[page].values("id"))
    assert outside == {"https://www.kogl.or.kr/info/licenseType1.do"}


@pytest.mark.parametrize("report", REPORTS)
def test_the_source_page_says_what_the_source_says(
    built: Built, pages: dict[str, Page], report: str
) -> None:
    lines = pl.read_parquet(built.home.latest / "parquet" / "lines.parquet")
    own = lines.filter(pl.col("report_id") == report).sort("line_no")
    assert pages[f"source/{report}.html"].lines == own["text_raw"].to_list()


@pytest.mark.parametrize("report", REPORTS)
def test_every_published_value_is_marked_in_its_place_and_knows_its_row(
    built: Built, site: Path, pages: dict[str, Page], report: str
) -> None:
    page = pages[f"source/{report}.html"]
    ids = set(page.values("id"))
    known = _data(site, f"source/{report}.js")
    rows = {(str(known["tables"][int(str(t))][0]), key) for t, key in known["rows"]}
    marked = {int(n) for numbers in page.values("data-r") for n in numbers.split()}
    assert marked == set(range(len(known["rows"])))
    counted = 0
    for table in TABLES:
        if "report_id" not in table.polars_schema or table.name in ("reports", "checks"):
            continue
        frame = pl.read_parquet(built.home.latest / "parquet" / f"{table.name}.parquet")
        for row in frame.filter(pl.col("report_id") == report).iter_rows(named=True):
            key = "_".join("|".join(str(row[name]) for name in table.primary_key).split())
            if row.get("line_start", row.get("line_no")) is None:
                continue  # a count of rows is a term that stands nowhere
            assert (table.name, key) in rows
            if row.get("char_end") is not None and row["char_start"] < row["char_end"]:
                assert f"c{row['char_start']}" in ids
            else:
                assert f"L{row.get('line_start', row.get('line_no'))}" in ids
            counted += 1
    assert counted > 4_000


def test_the_first_screen_says_what_to_doubt(site: Path) -> None:
    text = (site / "index.html").read_text("utf-8")
    doubt = text[text.index('id="doubt"') : text.index('id="reports"')]
    # 2023-03 line 836: 680명 and 470명 are 1,150명, and 1,154명 is printed.
    assert "680명 + DT 과정 470명 = 1,150명; 적힌 값은 1,154명" in doubt
    assert (
        'lang="en">교육: SW 과정 680명 + DT 과정 470명 = 1,150명; 1,154명 is stated</span>' in doubt
    )
    # A check that fails: in Korean, with the English beside.
    assert f'href="table/checks.html#budget_execution.total/{REPORTS[1]}"' in doubt
    assert str(check_text("budget_execution.total")) in doubt
    # Line 64: 14,054 where the column and the rate want 14,051.
    assert "14,051,000,000원" in doubt
    assert "source/seoul-economic-policy-2022-03.html#L953" in doubt


def test_the_first_screen_says_what_is_new(site: Path) -> None:
    page = (site / "index.html").read_text("utf-8")
    text = page[page.index('id="news"') : page.index('id="doubt"')]
    rows = re.findall(r'<tr><th scope="row"><span class="ko">(\S+?)[ <]', text)
    assert rows == [measure.ko.split()[0] for measure in measures()]
    plain = re.sub(r"<[^>]+>", " ", re.sub(r'<span class="en" lang="en">.*?</span>', "", text))
    # 2022-03 line 100: 계 753,976 백만원; 2023-03 line 60: 계 749,663 백만원.
    assert re.search(r"예산현액\s+7,539\.76\s+억원\s+7,496\.63\s+억원", plain)
    assert f'href="source/{REPORTS[1]}.html#L60">7,496.63</a>' in text
    # 2022-03 line 22: 계 307 301; 2023-03 line 26: 계 269 257.
    assert re.search(r"정원\s+307\s+명\s+269\s+명", plain)
    assert re.search(r"현원\s+301\s+명\s+257\s+명", plain)
    # The staff tables: 2022-03 lines 24 to 43, 2023-03 lines 28 to 46.
    assert re.search(r"새로 나온 부서\s*: 국제협력과, 뷰티패션산업과\s", plain)
    assert re.search(r"빠진 부서\s*: 농업기술센터, 도시농업과, 제조산업혁신과\s", plain)


def test_the_page_describes_the_dataset_to_search_engines(built: Built, site: Path) -> None:
    text = (site / "index.html").read_text("utf-8")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert "<" not in script
    page, file = rdflib.Graph(), graph(built.home.latest, "dataset.jsonld")
    page.parse(data=script, format="json-ld", publicID=f"{PAGE}site/index.html")
    for part, place in list(page.subject_objects(SDO.contentUrl)):
        address = str(place)
        assert (site / address).is_file()
        page.set((part, SDO.contentUrl, rdflib.Literal(address.removeprefix("../"))))
    assert len(list(page.objects(None, SDO.sha256))) > 3 * len(TABLES)
    assert isomorphic(page, file)


def test_downloads_are_listed_with_the_size_and_hash_that_they_have(
    built: Built, site: Path
) -> None:
    text = (site / "index.html").read_text("utf-8")
    sums = (built.home.latest / "SHA256SUMS").read_text("utf-8").splitlines()
    listed = [line.split("  ") for line in sums if "  site/" not in line]
    assert len(listed) > 3 * len(TABLES)
    for sha256, path in listed:
        assert f'href="../{path}"' in text
        assert sha256 in text


def test_data_of_a_table_page_is_the_table(built: Built, site: Path) -> None:
    for table in TABLES:
        frame = pl.read_parquet(built.home.latest / "parquet" / f"{table.name}.parquet")
        data = _data(site, f"data/{table.name}.js")
        values = _values(data)
        assert data["height"] == frame.height
        assert all(len(column) == frame.height for column in values.values())
        keys = zip(*(values[name] for name in table.primary_key), strict=True)
        assert len(set(keys)) == frame.height
    # Line 63: 창업정책과 41,619 3,186 2,281 7.7 5.5; the rates behind what they are of
    rows = zip(*_values(_data(site, "data/budget_execution.js")).values(), strict=True)
    row = next(r for r in rows if REPORTS[1] in r and r[0] == "창업정책과")
    assert {41_619_000_000, 3_186_000_000, 2_281_000_000, 7.7, 5.5} <= {*row}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.en)
def test_every_query_that_the_site_offers_answers(built: Built, example: object) -> None:
    with connect(built.home.latest) as connection:
        assert connection.execute(example.sql).fetchall()  # type: ignore[attr-defined]


@pytest.mark.parametrize("chart", chart_texts(), ids=lambda chart: chart.id)
def test_a_chart_has_a_picture_and_the_data_it_is_drawn_from(site: Path, chart: object) -> None:
    folder = site / "charts" / "seoul-economic-policy"
    name = chart.id  # type: ignore[attr-defined]
    assert list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text("utf-8"))))
    picture = ElementTree.fromstring((folder / f"{name}.svg").read_text("utf-8"))
    assert picture.findall(".//{*}text[@class='title']")
    assert not picture.findall(".//{*}a")
    assert f'data-chart="{name}"' in (site / "charts.html").read_text("utf-8")


def test_the_page_of_charts_is_light(site: Path) -> None:
    """All that it loads: itself, the style, the scripts."""
    own = (site / "charts.html").stat().st_size
    static = ("style.css", "site.js", "charts.js")
    assert own + sum((site / "static" / name).stat().st_size for name in static) < 300_000


def test_without_npm_the_sql_page_is_left_out_and_nothing_leads_to_it(
    built: Built,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    release, cache = tmp_path / "release", tmp_path / "cache"
    shutil.copytree(built.home.latest, release, ignore=shutil.ignore_patterns("site"))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(logging.getLogger("openbogo"), "propagate", True)
    write_site(release, cache)
    assert "without the SQL page: npm is not installed; install it" in caplog.text
    assert not (release / "site" / "sql.html").exists()
    assert not (release / "site" / "vendor").exists()
    assert not [p for p in (release / "site").rglob("*.html") if "sql.html" in p.read_text("utf-8")]


def test_serve_answers_on_this_machine(built: Built) -> None:
    command = [str(OPENBOGO), "serve", "--port", "0", "--home", str(built.home.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[0]
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/site/", address)
            with urlopen(address.removesuffix("site/")) as answer:
                release = built.home.latest.resolve().name
                assert answer.url == address.replace("site", f"releases/{release}/site")
                assert "업무보고" in answer.read().decode("utf-8")
            with urlopen(f"{address}../openbogo.duckdb") as answer:
                assert int(answer.headers["Content-Length"]) > 1_000_000
                assert answer.headers["Accept-Ranges"] == "bytes"
            some = Request(f"{address}../openbogo.duckdb", headers={"Range": "bytes=8-11"})
            with urlopen(some) as answer:
                assert answer.status == 206
                assert answer.read() == b"DUCK"
            small = Request(f"{address}charts.html", headers={"Accept-Encoding": "gzip"})
            with urlopen(small) as answer:
                page = (built.home.latest / "site" / "charts.html").read_bytes()
                sent = answer.read()
                assert gzip.decompress(sent) == page
                assert len(sent) < len(page) / 3
            top = address.removesuffix("site/")
            with urlopen(f"{top}history/index.json") as answer:
                assert json.load(answer)["latest"] == release
            for path in ("state.json", f"releases/{release}/../../state.json", "%2e%2e/raw/"):
                with pytest.raises(HTTPError, match="404"):
                    urlopen(f"{top}{path}")
        finally:
            process.terminate()


def test_serve_without_a_release_says_what_to_do(tmp_path: Path) -> None:
    command = [str(OPENBOGO), "serve", "--home", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "run `openbogo build` first" in done.stderr
