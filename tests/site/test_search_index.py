"""The index of the search: what a name is found by, and where."""

import datetime
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline.release.reports import Report
from pipeline.site.line_search import write_line_index
from pipeline.site.pages import Site
from pipeline.site.search_words import fold, fold_lines, pairs, shard_of

SCRIPT = Path(__file__).parents[2] / "pipeline" / "site" / "static" / "search.js"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("창업 정책과", "창업정책과"),
        ("G밸리 창업큐브(’22.4월)", "g밸리창업큐브224월"),
        ("R&D·투자_유치", "rd투자유치"),
    ],
)
def test_a_name_is_found_without_spaces_and_signs(text: str, expected: str) -> None:
    assert fold(text) == expected
    assert fold_lines(f"{text}\n{text}") == f"{expected}\n{expected}"


def test_pairs_stand_once_in_order() -> None:
    assert pairs("가나가나다") == ["가나", "나가", "나다"]
    assert pairs("가") == []


def test_the_script_finds_the_shard_that_was_written() -> None:
    """Letters outside the basic plane are two units in the script; the shard counts units."""
    found = re.search(r"function shardOf[\s\S]*?\n  }\n", SCRIPT.read_text("utf-8"))
    assert found
    asked = ["가나", "ab", "國費", "\U000f02b1가", "1월"]
    asking = f"{json.dumps(asked)}.map((pair) => shardOf(pair, 97))"
    program = f"{found[0]}console.log(JSON.stringify({asking}))"
    told = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True)
    assert json.loads(told.stdout) == [shard_of(pair, 97) for pair in asked]


def test_pairs_of_lines_lead_to_the_reports_that_have_them(tmp_path: Path) -> None:
    rows = [("a-2023-03", "body", "창업 정책과"), ("a-2023-03", "furniture", "업무보고"),
            ("a-2023-03", "body", "예산"), ("b-2024-03", "body", "예산 집행")]  # fmt: skip
    (tmp_path / "parquet").mkdir()
    lines = pl.DataFrame(rows, schema=["report_id", "kind", "text"], orient="row")
    lines.write_parquet(tmp_path / "parquet" / "lines.parquet")
    reports = [_report("a-2023-03", 2023), _report("b-2024-03", 2024)]
    site = Site(tmp_path / "site", frozenset())
    assert write_line_index(site, tmp_path, reports) == 1
    shard = _received(tmp_path / "site/data/search/r0.js")
    # The newest report is the first; no pair goes over the end of a line.
    assert shard == {"예산": [0, 1], "산집": [0], "집행": [0],
                     "창업": [1], "업정": [1], "정책": [1], "책과": [1]}  # fmt: skip
    assert [id_ for id_, _ in _received(tmp_path / "site/data/search/reports.js")] == [
        "b-2024-03",
        "a-2023-03",
    ]


def _report(id_: str, year: int) -> Report:
    month = datetime.date(year, 3, 1)
    return Report(id_, None, "경제정책실", None, month, f"{id_}.txt", "0" * 64, 1)


def _received(script: Path) -> Any:
    return json.loads(script.read_text("utf-8").partition(",")[2].rpartition(")")[0])
