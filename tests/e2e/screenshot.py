"""`make screenshot`: the picture in the README, a value in its source beside its rows."""

import base64
import sys
import tempfile
from pathlib import Path

from tests.e2e.browser import Browser, served

PAGE = "source/seoul-economic-policy-2023-03.html#c2165"  # 2023-03 line 63: 지출액 2,281
SIZE = {"width": 1120, "height": 660, "deviceScaleFactor": 1, "mobile": False}


def main(release: Path, picture: Path) -> None:
    """Open the page in a browser, and keep what is seen."""
    with served(release.resolve()) as address, tempfile.TemporaryDirectory() as profile:
        browser = Browser(address, Path(profile))
        try:
            browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SIZE)
            browser.open(PAGE)
            browser.until(lambda _: browser.one("[data-panel] dl").text, "no row shown")
            shot = browser.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
        finally:
            browser.driver.quit()
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(base64.b64decode(shot["data"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
