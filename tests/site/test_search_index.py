"""The index of the search: what a name is found by, and where."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from pipeline.site.search_index import folded, pairs, shard_of

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
    assert folded(text) == expected


def test_pairs_stand_once_in_order() -> None:
    assert pairs("가나가나다") == ["가나", "나가", "나다"]
    assert pairs("가") == []


def test_the_script_finds_the_shard_that_was_written() -> None:
    """Letters outside the basic plane are two units in the script; the shard counts units."""
    found = re.search(r"function shardOf[\s\S]*?\n  }\n", SCRIPT.read_text("utf-8"))
    assert found
    asked = ["가나", "ab", "國費", "\U000f02b1가", "1월"]
    program = (
        f"const shards = 97;{found[0]}console.log(JSON.stringify({json.dumps(asked)}.map(shardOf)))"
    )
    told = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True)
    assert json.loads(told.stdout) == [shard_of(pair, 97) for pair in asked]
