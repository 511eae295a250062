"""A second file of a report, through the command line: the newer is released, and it is said."""

import json
from collections.abc import Callable

import polars as pl

from tests.e2e.home import Home


def test_a_newer_file_takes_the_place_of_the_older(built_copy: Callable[[], Home]) -> None:
    home = built_copy()
    before = home.latest.resolve().name
    office = home.raw / "seoul-economic-policy"
    text = (office / "2023-03.txt").read_text("utf-8")
    # 2023-03.txt up to line 900, one department's spending changed (line 64), issued later
    newer = "".join(text.splitlines(keepends=True)[:900]).replace("14,054", "14,051")
    (office / "2023-03-a.txt").write_text(newer, "utf-8")
    (office / "2023-03.txt.toml").write_text("issued = 2023-03-06\n", "utf-8")
    (office / "2023-03-a.txt.toml").write_text("issued = 2023-03-20\n", "utf-8")
    process = home.build()
    assert process.returncode == 0, process.stderr
    reason = "superseded by seoul-economic-policy/2023-03-a.txt (issued 2023-03-20 > 2023-03-06)"
    assert f"seoul-economic-policy/2023-03.txt: {reason}" in process.stdout
    assert "0 rows in audit_findings, 48 in the last release" in process.stderr
    reports = pl.read_parquet(home.latest / "parquet" / "reports.parquet")
    assert reports["source_file"].to_list() == [
        "seoul-economic-policy/2022-03.txt",
        "seoul-economic-policy/2023-03-a.txt",
    ]
    manifest = json.loads((home.latest / "manifest.json").read_text("utf-8"))
    assert manifest["superseded"] == {
        "seoul-economic-policy/2023-03.txt": "seoul-economic-policy/2023-03-a.txt"
    }
    assert reason.replace(">", "&gt;") in (home.latest / "site" / "index.html").read_text("utf-8")
    (changelog,) = (home.path / "outputs" / "history").glob("0002-*.md")
    told = changelog.read_text("utf-8")
    assert before in told
    assert "2023-03-a.txt" in told
    assert "superseded" in told
    assert home.run("verify").returncode == 0
    # Without the newer file the older one is the report again, and the release the first.
    for file in ("2023-03-a.txt", "2023-03-a.txt.toml", "2023-03.txt.toml"):
        (office / file).unlink()
    assert home.build().returncode == 0
    assert home.latest.resolve().name == before
