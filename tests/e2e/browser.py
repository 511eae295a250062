"""A real browser on a site served as anyone would serve it, and all that goes wrong in it."""

import contextlib
import json
import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

HOW = "apt-get install chromium chromium-driver fonts-noto-cjk"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,1000",
)
SECONDS = 60
TEXTS = """
return [...document.querySelectorAll(arguments[0])]
  .filter((element) => element.checkVisibility())
  .map((element) => element.innerText.trim());
"""


class _Quiet(SimpleHTTPRequestHandler):
    """What `python -m http.server` runs, saying nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a release folder."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class Browser:
    """One window. Ask `problems` after each step."""

    def __init__(self, address: str, profile: Path) -> None:
        self.address = address
        options = Options()
        options.binary_location = needed("chromium")
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(needed("chromedriver")))

    def open(self, path: str) -> None:
        """A page of the site, afresh."""
        self.driver.get("about:blank")
        self.driver.get(f"{self.address}site/{path}")

    def one(self, selector: str) -> WebElement:
        """The element of a selector, once it can be seen."""

        def seen(driver: webdriver.Chrome) -> WebElement | None:
            return next(
                (e for e in driver.find_elements(By.CSS_SELECTOR, selector) if e.is_displayed()),
                None,
            )

        return self.until(seen, f"nothing to see at {selector}")

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements of a selector that can be seen."""
        # In one go: a page may draw its rows anew between two questions.
        return list(self.driver.execute_script(TEXTS, selector))

    def until(self, condition: Any, message: str) -> Any:
        return WebDriverWait(self.driver, SECONDS).until(condition, message)

    def resize(self, width: int, *, dark: bool) -> None:
        """A screen of another width, light or dark."""
        size = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})

    def problems(self) -> list[str]:
        """Errors and warnings of the console, and requests to anywhere else, since last asked."""
        console = [entry["message"] for entry in self.driver.get_log("browser")]
        return console + [url for url in self._requests() if not self._is_own(url)]

    def _requests(self) -> Iterator[str]:
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                yield message["params"]["request"]["url"]

    def _is_own(self, url: str) -> bool:
        # chrome: is the browser's own first tab.
        own = (self.address, "data:", f"blob:{self.address}", "about:", "chrome:")
        return url.startswith(own)


def needed(program: str) -> str:
    """Where a program is; without it the test fails where all must run, and else is skipped."""
    path = shutil.which(program)
    if path is None:
        message = f"{program} is missing: {HOW}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path
