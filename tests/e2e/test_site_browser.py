"""The site in a real browser: every page opens, and a reader gets from a value to its source."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from pipeline.site import tables
from pipeline.site.build import write_site
from schemas import TABLES
from tests.e2e.browser import Browser, needed, served
from tests.e2e.home import Built

REPORTS = ["seoul-economic-policy-2022-03", "seoul-economic-policy-2023-03"]
REPORT = REPORTS[1]
PAGES = (
    "index.html",
    "charts.html",
    "tables.html",
    "claims.html",
    "source/index.html",
    f"source/{REPORT}.html",
    f"claims/{REPORT}.html",
    f"programs/{REPORT}.html",
    "departments.html",
    "department/seoul-economic-policy/changeopjeongchaekgwa.html",
    "search.html?q=창업",
)


@pytest.fixture(scope="module")
def browser(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    needed("chromium")
    with served(built.home.latest.resolve()) as address:
        opened = Browser(address, tmp_path_factory.mktemp("profile"))
        yield opened
        opened.driver.quit()


@pytest.fixture(autouse=True)
def _no_problems(browser: Browser) -> Iterator[None]:
    browser.problems()
    yield
    assert browser.problems() == []
    browser.resize(1280, dark=False)


@pytest.fixture
def with_sql(built: Built) -> None:
    if not (built.home.latest / "site" / "sql.html").is_file():
        assert shutil.which("npm") is None, "npm is there, but the SQL page was left out"
        pytest.skip("no SQL page without npm: apt-get install npm")


@pytest.mark.parametrize("path", [*PAGES, *(f"table/{table.name}.html" for table in TABLES)])
def test_page_opens_and_fits_a_phone_and_a_desk(browser: Browser, path: str) -> None:
    for width, dark in ((1280, False), (390, True)):
        browser.resize(width, dark=dark)
        browser.open(path)
        assert browser.one("h1").text
        wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert browser.driver.execute_script(wide) == 0
        ground = browser.one("body").value_of_css_property("background-color")
        assert ground == ("rgba(20, 23, 27, 1)" if dark else "rgba(251, 251, 249, 1)")


def test_search_finds_a_department_without_its_spaces(browser: Browser) -> None:
    browser.open("index.html")
    field = browser.one("#q")
    field.send_keys("창업 정책과")
    field.submit()
    browser.until(lambda _: "찾았습니다" in browser.one("#found").text, "nothing is found")
    first = browser.one("#results li a")
    assert first.text == "창업정책과"
    first.click()
    browser.until(lambda _: browser.one("h1").text == "창업정책과", "another page opened")
    assert "22.81" in browser.one("#budget + .scroll").text  # 2,281백만원: 2023-03.txt line 63


def test_search_finds_a_doubtful_claim_and_the_lines_of_the_sources(browser: Browser) -> None:
    browser.open("search.html?q=1,154명")
    # 2023-03 line 836: 680명 and 470명 are not 1,154명.
    browser.until(lambda _: "줄을 찾았습니다" in browser.one("[data-lines-found]").text, "no line")
    assert browser.one("#results li").text.startswith("검산 교육: SW 과정 680명")
    line = browser.one("[data-lines] li a")
    assert "1,154명" in line.text
    assert str(line.get_attribute("href")).endswith(f"source/{REPORT}.html#L836")


def test_first_screen_of_a_phone_asks_and_answers(browser: Browser) -> None:
    browser.resize(390, dark=False)
    browser.open("index.html")
    assert browser.one("#ask").location["y"] < 844
    answers = browser.driver.find_elements(By.CSS_SELECTOR, ".questions li")
    assert len(answers) == 3
    assert all(answer.location["y"] < 844 for answer in answers)
    # 2023-03 line 26: 정원 269, 현원 257.
    assert "전체 정원 269명에 현원 257명" in answers[1].text
    for number, target in (("4", "doubt"), ("2", "quarantine")):
        browser.open("index.html")
        count = browser.one(f".figures a[href='#{target}']")
        assert count.text.split("\n")[0] == number
        count.click()
        top = "return document.getElementById(arguments[0]).getBoundingClientRect().top"
        assert 0 <= browser.driver.execute_script(top, target) < 844


def test_pages_are_english_by_a_switch_and_stay_so(browser: Browser) -> None:
    browser.open("index.html")
    try:
        assert "What is new" not in browser.one("main").text
        browser.one("[data-language]").click()
        browser.until(lambda _: "What is new" in browser.one("main").text, "not English")
        assert "새 보고서" not in browser.one("main").text
        browser.open("table/budget_execution.html")
        browser.until(lambda _: browser.texts("[data-range]"), "no rows")
        assert "budget_krw (원)" in browser.texts("[data-table] thead th")
        assert browser.one("#q").get_attribute("placeholder") == "Search"
    finally:
        browser.driver.execute_script("localStorage.clear()")


def test_the_keyboard_stops_once_a_line_and_goes_on_with_arrows(browser: Browser) -> None:
    browser.open(f"source/{REPORT}.html")
    stops = """return [...document.querySelectorAll(".text a")]
      .filter((a) => a.tabIndex >= 0).length === document.querySelectorAll(".line").length"""
    assert browser.driver.execute_script(stops)
    # Line 63: 창업정책과 41,619 3,186 2,281 7.7 5.5
    browser.driver.execute_script("document.querySelector('#L63 .no').focus()")
    for _ in range(2):
        browser.driver.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    assert browser.driver.switch_to.active_element.text == "41,619"


def test_release_id_is_shown_to_cite(browser: Browser, built: Built) -> None:
    browser.open("index.html")
    name = built.home.latest.resolve().name
    assert re.fullmatch(r"2023-03-[0-9a-f]{12}", name)
    browser.until(lambda _: browser.texts("[data-release-id]") == [name], "no release id")
    assert f"openbogo {name}." in browser.one(".cite").text


def test_a_release_alone_says_nothing_of_others(browser: Browser) -> None:
    browser.open("index.html")
    browser.until(lambda _: browser.texts("[data-release-id]"), "no manifest read")
    assert browser.texts("[data-changes]") == []
    assert "2022-03 2023-03" in browser.one(".compared").text


def test_a_release_among_others_says_what_it_changed(
    browser: Browser, built: Built, tmp_path: Path
) -> None:
    """As `openbogo publish` leaves them for any web server."""
    outputs, name = built.home.path / "outputs", built.home.latest.resolve().name
    shutil.copytree(outputs / "releases" / name, tmp_path / "releases" / name)
    changes = {"table": "duties", "rows_added": 3, "rows_removed": 1, "rows_changed": 20}
    entry = {"release_id": name, "reports": REPORTS, "rows": 13_270, "changes": f"0002-{name}"}
    before = {"release_id": "2022-03-0", "reports": REPORTS[:1], "rows": 5_888, "changes": "0001"}
    index = [
        before | {"number": 1, "replaced": None},
        entry | {"number": 2, "replaced": "2022-03-0"},
    ]
    history = tmp_path / "history"
    history.mkdir()
    (history / "index.json").write_text(json.dumps({"releases": index}), "utf-8")
    (history / f"0002-{name}.json").write_text(json.dumps({"tables": [changes]}), "utf-8")
    (history / f"0002-{name}.md").write_text("# all of it", "utf-8")
    with served(tmp_path) as address:
        browser.driver.get(f"{address}releases/{name}/site/index.html")
        text = browser.one("[data-changes]").text
        assert f"2022-03-0 → {name}" in text
        assert f"더해진 보고서 1개: {REPORTS[1]}" in text
        assert "행 5,888 → 13,270" in text
        browser.one("[data-changes] summary").click()
        browser.until(lambda _: "duties +3 −1 ~20" in browser.texts("[data-changes] li"), "none")
        browser.one(f"[data-changes] a[href='/history/0002-{name}.md']")
        assert [p for p in browser.problems() if not p.startswith(address)] == []


def test_from_a_value_to_its_row_and_back(browser: Browser) -> None:
    # Line 63: 창업정책과 41,619 3,186 2,281 7.7 5.5; the third figure is characters 2165 to 2170.
    browser.open(f"source/{REPORT}.html")
    value = browser.one("#c2165")
    assert value.text == "2,281"
    value.click()
    browser.until(lambda _: "2,281,000,000" in browser.one("[data-panel]").text, "no row shown")
    assert browser.driver.current_url.endswith("#c2165")
    panel = browser.one("[data-panel]").text
    assert "예산 집행" in panel
    assert "모든 수량" in panel
    browser.one("[data-panel] .go a").click()
    browser.until(lambda d: "table/budget_execution.html" in d.current_url, "not at the table")
    row = browser.one("tr.wanted")
    assert "2,281,000,000" in row.text
    row.find_element(By.CSS_SELECTOR, ".at a").click()
    browser.until(lambda d: d.current_url.endswith(f"source/{REPORT}.html#L63"), "not back")
    assert "2,281" in browser.one(".line.here").text


def test_the_keyboard_opens_a_value_and_closes_it(browser: Browser) -> None:
    browser.open(f"source/{REPORT}.html")
    browser.one("#c2165").send_keys(Keys.ENTER)
    browser.until(lambda _: browser.one("[data-panel] dl").text, "no row shown")
    browser.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
    browser.until(lambda _: not browser.texts("[data-panel]"), "not closed")
    assert browser.driver.switch_to.active_element.get_attribute("id") == "c2165"


@pytest.mark.parametrize("width", [390, 640, 900])
def test_the_panel_does_not_hide_the_value_that_was_chosen(browser: Browser, width: int) -> None:
    browser.resize(width, dark=False)  # a desk at 140 and at 200 per cent, a phone
    browser.open(f"source/{REPORT}.html#c2165")
    browser.until(lambda _: browser.one("[data-panel] dl").text, "no row shown")
    seen = """const [value, panel] = ["#c2165", "[data-panel]"]
        .map((place) => document.querySelector(place).getBoundingClientRect());
      return value.top > 0 && value.bottom <= panel.top;"""
    assert browser.until(lambda d: d.execute_script(seen), "behind the panel")


def test_skip_link_is_the_first_stop_and_leads_to_the_text(browser: Browser) -> None:
    browser.open("tables.html")
    browser.driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    skip = browser.driver.switch_to.active_element
    assert skip.get_attribute("class") == "skip"
    assert skip.location["x"] >= 0
    skip.send_keys(Keys.ENTER)
    assert browser.driver.switch_to.active_element.get_attribute("id") == "main"


def test_a_row_past_the_first_ones_is_found_by_its_address(browser: Browser) -> None:
    # Line 1689: 382 in 취약계층 입학자, the suspect of two claims.
    browser.open(f"table/quantities.html#{REPORT}/q054359")
    assert "382" in browser.one("tr.wanted").text


def test_rows_are_searched_and_sorted(browser: Browser) -> None:
    # 2022-03 line 103 and 2023-03 line 63: 39,822 and 41,619 백만원.
    browser.open("table/budget_execution.html")
    browser.one("[data-search]").send_keys("창업정책과")
    browser.until(lambda _: browser.texts("[data-range]") == ["1–2 / 2"], "not searched")
    assert all("창업정책과" in text for text in browser.texts("[data-table] tbody tr"))
    # The first column is the place in the source, the third after it the budget.
    for direction, first in (("ascending", "39,822,000,000"), ("descending", "41,619,000,000")):
        header = browser.driver.find_element(
            By.CSS_SELECTOR, "[data-table] thead th:nth-child(4) button"
        )
        assert header.text.startswith("예산현액")
        header.click()
        cell = browser.driver.find_element(By.CSS_SELECTOR, "[data-table] thead th:nth-child(4)")
        assert cell.get_attribute("aria-sort") == direction
        assert browser.texts("[data-table] tbody tr:first-child td:nth-child(4)") == [first]


def test_what_is_shown_of_a_table_is_chosen_kept_in_the_address_and_saved(
    browser: Browser,
) -> None:
    browser.open(f"table/budget_execution.html#f.report_id={REPORT}&f.is_total=false")
    browser.until(lambda _: browser.texts("[data-range]") == ["1–11 / 11"], "not filtered")
    Select(browser.one("[data-add]")).select_by_value("expenditure_rate_pct")
    browser.one("#f-expenditure_rate_pct").send_keys("20")
    # Lines 68 and 66: 국제협력과 29.0, 캠퍼스타운활성화과 27.9, in the order of the report.
    browser.until(lambda _: browser.texts("[data-range]") == ["1–2 / 2"], "no range")
    names = "[data-table] tbody td:nth-child(2)"
    assert browser.texts(names) == ["캠퍼스타운활성화과", "국제협력과"]
    browser.one("[data-column=expenditure_rate_pct] button").click()
    assert browser.texts("[data-statistics]")[0].endswith("값 2, 최소 27.9, 중앙값 28.45, 최대 29")
    browser.one(".columns summary").click()
    browser.until(lambda _: browser.texts("[data-columns] label"), "no columns to choose")
    for box in browser.driver.find_elements(By.CSS_SELECTOR, "[data-columns] label"):
        if box.text not in ("부서", "집행률 (지출액) (%)"):
            chosen = box.find_element(By.TAG_NAME, "input")
            if chosen.is_selected():
                chosen.click()
    kept = """const done = arguments[0]; const own = URL.createObjectURL;
      URL.createObjectURL = (blob) => { blob.text().then(done); return own(blob); };
      document.querySelector("[data-save=csv]").click();"""
    rows = browser.driver.execute_async_script(kept).lstrip("\ufeff").split("\r\n")
    assert rows[1:] == ["캠퍼스타운활성화과,27.9", "국제협력과,29", ""]
    address = browser.driver.current_url.partition("/site/")[2]
    browser.open(address)
    browser.until(lambda _: browser.texts("[data-range]") == ["1–2 / 2"], "not kept")
    assert len(browser.texts("[data-table] thead th")) == 3
    browser.one("[data-table] tbody td:nth-child(2) a").click()
    browser.until(lambda _: browser.one("h1").text == "캠퍼스타운활성화과", "no department")


def test_a_long_text_is_opened_with_the_keyboard(browser: Browser) -> None:
    browser.open("table/audit_findings.html")
    browser.until(lambda _: browser.texts("[data-range]") == ["1–48 / 48"], "no rows")
    heights = (
        "return [...document.querySelectorAll('[data-table] tbody tr')].map((r) => r.offsetHeight)"
    )
    assert max(browser.driver.execute_script(heights)) < 110  # three lines and the way to open
    # What has room in three lines is no stop of the keyboard.
    room = """return [...document.querySelectorAll(".folded > summary > div")]
      .filter((text) => text.scrollHeight <= text.clientHeight).length"""
    assert browser.driver.execute_script(room) == 0
    summary = browser.one(".folded > summary")
    whole = str(summary.get_attribute("textContent"))
    before = summary.size["height"]
    summary.send_keys(Keys.ENTER)
    browser.until(lambda _: summary.size["height"] > before, "not opened")
    assert summary.text.split() == whole.split()
    summary.send_keys(Keys.ENTER)
    browser.until(lambda _: summary.size["height"] == before, "not closed")


def test_a_plan_leads_to_its_place_and_to_that_of_its_outcome(browser: Browser) -> None:
    for name, report in (("계획", REPORTS[0]), ("실적", REPORTS[1])):
        browser.open("table/plan_outcomes.html")
        browser.until(lambda _: browser.texts("[data-range]"), "no rows")
        assert browser.texts("[data-table] tbody tr:first-child .at a") == [
            "계획",
            "실적",
            "#",
        ]
        browser.driver.find_element(By.LINK_TEXT, name).click()
        browser.until(lambda d, to=report: f"source/{to}.html#c" in d.current_url, "not there")
        assert "계획 대비 실적" in browser.one("[data-panel]").text


def test_large_tables_come_report_by_report(
    browser: Browser,
    built: Built,
    packages: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    release = tmp_path / "release"
    shutil.copytree(built.home.latest, release, ignore=shutil.ignore_patterns("site"))
    monkeypatch.setattr(tables, "_WHOLE_ROWS", 100)
    write_site(release, packages)
    data = release / "site" / "data"
    assert {path.stem for path in (data / "quantities").iterdir()} == set(REPORTS)
    assert not (data / "quantities.js").exists()
    assert (data / "budget_execution.js").exists()  # 25 rows
    with served(release) as address:
        browser.driver.get(f"{address}site/table/quantities.html")
        browser.until(lambda _: browser.texts("[data-range]"), "no rows")
        assert all("경제정책실 2023-03" in row for row in browser.texts("[data-table] tbody tr"))
        Select(browser.one("[data-report]")).select_by_value(REPORTS[0])
        older = "경제정책실 2022-03"
        browser.until(lambda _: older in browser.texts("[data-table] tbody tr")[0], "no rows")
        # A row of the older report, by its address: 2022-03 line 103, 창업정책과.
        browser.driver.get(f"{address}site/source/{REPORTS[0]}.html#L103")
        browser.one("#L103 a.v").click()
        browser.until(lambda _: browser.texts("[data-panel] dl"), "no row shown")
        browser.one("[data-panel] details:not([open]) summary").click()
        browser.until(lambda _: len(browser.texts("[data-panel] dl")) == 2, "no other row")
        links = browser.texts("[data-panel] .go a")
        assert len(links) == 2
        row = browser.one("[data-panel] details:nth-of-type(2) .go a")
        assert "/table/" in str(row.get_attribute("href"))
        row.click()
        browser.until(lambda _: older in browser.one("tr.wanted").text, "not at the row")
        assert [p for p in browser.problems() if not p.startswith(address)] == []


def test_claims_are_counted_filtered_and_lead_to_the_source(browser: Browser) -> None:
    browser.open("claims.html")
    rows = browser.texts("main tbody tr")
    assert [row.split("\t")[1] for row in rows] == ["0", "3"]
    assert len(browser.texts(".claims > li")) == 4
    browser.one(f"a[href='claims/{REPORT}.html#v=mismatch']").click()
    browser.until(lambda _: len(browser.texts(".claims > li")) == 3, "not filtered")
    verdicts = browser.texts(".claims > li .badge")
    assert verdicts == ["불일치"] * 3
    assert Select(browser.one("select[name=v]")).first_selected_option.text == "불일치 (3)"
    Select(browser.one("select[name=v]")).select_by_value("unlikely")
    browser.until(lambda _: len(browser.texts(".claims > li")) == 1, "not filtered")
    assert browser.driver.current_url.endswith("#v=unlikely")
    browser.one("main input[name=q]").send_keys("없는 말")
    browser.until(lambda _: browser.texts(".claims > li") == [], "not filtered")
    assert browser.texts("[data-count]")[0].startswith("0 / ")
    browser.open(f"claims/{REPORT}.html#v=mismatch")
    browser.one(".claims > li:not([hidden]) .where").click()
    # Line 836: 1,154명 is stated.
    browser.until(lambda _: browser.texts(".chosen") == ["1,154명"], "not at the figure")
    assert "mismatch" in str(browser.one(".chosen").get_attribute("class"))


def test_charts_say_what_they_find_and_are_there_without_a_script(browser: Browser) -> None:
    browser.open("charts.html")
    places = browser.driver.find_elements(By.CSS_SELECTOR, "[data-chart] svg")
    assert len(places) == 8
    # 2023-03 line 60: 계 8.5; line 68: 국제협력과 29.0; line 65: 경제정책과 0.7
    finding = browser.texts(".finding")[0]
    assert (
        finding
        == "전체 집행률 8.5 %, 가장 높은 곳은 국제협력과(29.0 %), 가장 낮은 곳은 경제정책과(0.7 %)"
    )
    assert "12.7 ← 28.6" in browser.one("[data-chart=spending]").text
    browser.one("[data-chart=spending] a[href$='gyeongjejeongchaekgwa.html']").click()
    browser.until(lambda _: browser.one("h1").text == "경제정책과", "no department")


def test_a_chart_can_be_kept_as_a_picture(browser: Browser) -> None:
    browser.open("charts.html")
    kept = """const done = arguments[0];
      HTMLAnchorElement.prototype.click = function () {
        done([this.download, this.href.slice(0, 22), this.href.length]);
      };
      document.querySelector("[data-png]").click();"""
    name, kind, size = browser.driver.execute_async_script(kept)
    assert (name, kind) == ("spending.png", "data:image/png;base64,")
    assert size > 20_000


@pytest.mark.parametrize("width", [390, 1280])
def test_no_word_of_a_chart_is_cut_at_its_side(browser: Browser, width: int) -> None:
    browser.resize(width, dark=False)
    browser.open("charts.html")
    cut = """return [...document.querySelectorAll("[data-chart] svg")].flatMap((svg) => {
      const side = svg.getBoundingClientRect().right + 1;
      const texts = [...svg.querySelectorAll("text")];
      return texts.filter((t) => t.getBoundingClientRect().right > side).map((t) => t.textContent);
    })"""
    assert browser.driver.execute_script(cut) == []


def _run(browser: Browser) -> None:
    browser.until(lambda _: browser.one("button[type=submit].primary").is_enabled(), "not ready")
    browser.one("button[type=submit].primary").click()


@pytest.mark.usefixtures("with_sql")
def test_sql_offers_names_by_their_letters_and_by_their_korean(browser: Browser) -> None:
    browser.open("sql.html")
    query = browser.one("#query")
    query.clear()
    query.send_keys("SELECT 지출")
    assert browser.texts("#offers li")[0] == "expenditure_krw 지출액"
    query.send_keys(Keys.ENTER, " FROM budget_e", Keys.TAB)
    assert query.get_property("value") == "SELECT expenditure_krw FROM budget_execution"
    query.send_keys(" WHERE", Keys.ENTER, "dep", Keys.ESCAPE, "x")
    assert str(query.get_property("value")).endswith(" WHERE\ndepx")


@pytest.mark.usefixtures("with_sql")
def test_sql_answers_with_dates_and_large_integers(browser: Browser) -> None:
    browser.open("sql.html")
    assert (
        browser.driver.execute_script(
            "return performance.getEntriesByType('resource').filter((r) => r.name.includes('wasm'))"
        )
        == []
    )
    _run(browser)
    browser.until(lambda _: browser.texts("[data-result] tbody tr"), "no first answer")
    # The question of the first example: 창업정책과 had spent 22.81 of 416.19 억원, says line 63.
    assert browser.texts("[data-result] tbody td")[:4] == [
        "창업정책과",
        "2023-02-10",
        "416.19",
        "22.81",
    ]
    sql = (
        "SELECT 9007199254740993 AS n, DATE '2023-02-10' AS d, NULL AS z, 0.1::DECIMAL(9,3) AS f, "
        "-1234567.891234::DOUBLE AS w;"
    )
    query = browser.one("#query")
    query.clear()
    query.send_keys(sql)
    query.send_keys(Keys.CONTROL, Keys.ENTER)
    expected = ["9,007,199,254,740,993", "2023-02-10", "NULL", "0.100", "-1,234,567.891234"]
    browser.until(lambda _: browser.texts("[data-result] tbody td") == expected, "wrong values")


@pytest.mark.usefixtures("with_sql")
def test_sql_from_an_address_and_its_errors(browser: Browser, built: Built) -> None:
    browser.open("sql.html#q=SELECT%20count(*)%20AS%20n%20FROM%20milestones")
    _run(browser)
    steps = str(pl.read_parquet(built.home.latest / "parquet" / "milestones.parquet").height)
    browser.until(lambda _: browser.texts("[data-result] tbody td") == [steps], "no answer")
    query = browser.one("#query")
    query.clear()
    query.send_keys("SELECT nothing FROM nowhere")
    _run(browser)
    browser.until(lambda _: "nowhere" in browser.one("[data-status].bad").text, "no error told")
    # In the reader's own words.
    assert "LINE 1: SELECT nothing FROM nowhere" in browser.one("[data-status]").text
    assert "DESCRIBE" not in browser.one("[data-status]").text
    # The engine tells the console as well; nothing else may.
    assert all("nowhere" in problem for problem in browser.problems())
    query.clear()
    query.send_keys("\nSELECT\n CAST(title AS INTEGER) FROM programs")  # fails when it runs
    _run(browser)
    fails = "LINE 3:  CAST(title AS INTEGER) FROM programs"
    browser.until(lambda _: fails in browser.one("[data-status].bad").text, "not its own line")
    browser.problems()
    query.clear()
    query.send_keys("DESCRIBE reports")
    _run(browser)
    browser.until(lambda _: browser.texts("[data-result] tbody td")[:1] == ["report_id"], "none")
    query.clear()
    query.send_keys("SELECT 1 AS one UNION ALL SELECT 2 ORDER BY one DESC -- to the end")
    _run(browser)
    browser.until(lambda _: browser.texts("[data-result] tbody td") == ["2", "1"], "no answer")
    assert browser.driver.execute_script("return document.querySelector('[data-permalink]').hash")


@pytest.mark.usefixtures("with_sql")
def test_a_chart_opens_as_sql(browser: Browser) -> None:
    browser.open("charts.html")
    browser.one("a[href^='sql.html#q=']").click()
    _run(browser)
    browser.until(lambda _: len(browser.texts("[data-result] tbody tr")) == 25, "no answer")
    rows = [" ".join(row.split()) for row in browser.texts("[data-result] tbody tr")]
    # 2023-03 line 63: 41,619 3,186 2,281 7.7 5.5, in million won.
    assert any("창업정책과 false 5.5 416.19 22.81" in row for row in rows)


def test_pages_open_from_a_disk(browser: Browser, built: Built) -> None:
    folder: Path = built.home.latest.resolve() / "site"
    browser.driver.get(f"{folder.as_uri()}/table/quantities.html#{REPORT}/q054359")
    assert "382" in browser.one("tr.wanted").text
    requests = [p for p in browser.problems() if not p.startswith("file:")]
    assert requests == []
