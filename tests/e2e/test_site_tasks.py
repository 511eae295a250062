"""Five things that people come for, from the site's address alone: docs/site-tasks.md says how."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.e2e.browser import Browser, needed, served
from tests.e2e.home import Built

REPORT = "seoul-economic-policy-2023-03"


@dataclass
class Visitor:
    """Somebody at the first page, whose clicks are counted."""

    browser: Browser
    clicks: list[str] = field(default_factory=list)

    def click(self, element: WebElement) -> None:
        self.clicks.append(element.text)
        element.click()

    def link(self, text: str, within: str = "main") -> WebElement:
        place = self.browser.one(within)
        return place.find_element(By.PARTIAL_LINK_TEXT, text)

    def search(self, text: str) -> None:
        self.browser.one("#ask").send_keys(text, Keys.ENTER)
        self.browser.until(lambda _: self.browser.texts("#results li"), "nothing found")


@pytest.fixture(scope="module")
def browser(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    needed("chromium")
    with served(built.home.latest.resolve()) as address:
        opened = Browser(address, tmp_path_factory.mktemp("profile"))
        yield opened
        opened.driver.quit()


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def visitor(browser: Browser, request: pytest.FixtureRequest) -> Visitor:
    browser.resize(request.param, dark=False)
    browser.open("index.html")
    return Visitor(browser)


def test_what_a_department_has_spent(visitor: Visitor) -> None:
    visitor.search("창업정책과")
    visitor.click(visitor.link("창업정책과", "#results"))
    # 2023-03 line 63: 지출액 2,281백만원, 5.5 %.
    row = visitor.browser.one("#budget + .scroll tbody tr:last-child").text
    assert "22.81" in row
    assert "5.5 %" in row
    assert len(visitor.clicks) == 1


def test_when_a_program_takes_place(visitor: Visitor) -> None:
    visitor.search("서울패션위크 개최")
    visitor.click(visitor.browser.one("#results a[href*='program/']"))
    assert visitor.browser.texts("#schedule + ul li")
    assert len(visitor.clicks) == 1


def test_a_doubtful_figure_and_its_source(visitor: Visitor) -> None:
    visitor.click(visitor.browser.one(".figures a[href='#doubt']"))
    visitor.click(visitor.link("836줄", ".doubt"))
    # 2023-03 line 836: 680 and 470 are no 1,154.
    visitor.browser.until(lambda _: visitor.browser.texts(".chosen") == ["1,154명"], "not there")
    assert len(visitor.clicks) == 2


def test_budgets_for_excel(visitor: Visitor) -> None:
    visitor.click(visitor.link("예산 집행", "section[aria-labelledby=download]"))
    file = visitor.link("CSV (Excel)")
    assert str(file.get_attribute("href")).endswith("csv-excel/budget_execution.csv")
    assert file.get_attribute("download") is not None
    assert len(visitor.clicks) == 1  # and that file


def test_two_years_compared(visitor: Visitor) -> None:
    # 2022-03 line 104 and 2023-03 line 62: 일자리정책과 had spent 28.6 and 12.7 %.
    assert "12.7 ← 28.6" in visitor.browser.one("[data-chart=spending]").text
    assert visitor.clicks == []
