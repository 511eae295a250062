"""A build that reads only what is new gives the bytes of a build from scratch."""

import json
import re
from collections.abc import Callable

from tests.e2e.home import Built, Home


def _read(stderr: str) -> list[str]:
    return re.findall(r"^read +(\S+)", stderr, re.MULTILINE)


def test_a_report_that_comes_later_gives_the_release_of_a_build_from_scratch(
    built: Built, make_home: Callable[[], Home]
) -> None:
    home = make_home()
    office = home.raw / "seoul-economic-policy"
    later = (office / "2022-03.txt").read_bytes()
    (office / "2022-03.txt").unlink()
    assert home.build().returncode == 0
    (office / "2022-03.txt").write_bytes(later)
    process = home.build()
    assert process.returncode == 0, process.stderr
    assert _read(process.stderr) == ["seoul-economic-policy/2022-03.txt"]
    assert "kept     1 reports read before" in process.stderr
    assert home.digests() == built.home.digests()


def test_going_back_to_an_earlier_text_is_noticed(built_copy: Callable[[], Home]) -> None:
    home = built_copy()
    first = home.latest.resolve()
    report = home.raw / "seoul-economic-policy" / "2023-03.txt"
    text = report.read_text("utf-8")
    report.write_text(text.replace("749,663", "849,663"), "utf-8")
    process = home.build()
    assert _read(process.stderr) == ["seoul-economic-policy/2023-03.txt"]
    assert home.latest.resolve() != first
    report.write_text(text, "utf-8")
    assert home.build().returncode == 0
    assert home.latest.resolve() == first
    assert home.build().stdout.startswith("nothing changed since")


def test_shards_of_older_code_are_not_used(built_copy: Callable[[], Home]) -> None:
    home = built_copy()
    for shard in (home.path / "outputs" / "work" / "reports").rglob("*.zip"):
        shard.rename(shard.with_name("0" * 32 + ".zip"))  # what other code would have called it
    for read in (home.path / "outputs" / "work" / "collections").glob("*/read.json"):
        made = json.loads(read.read_text("utf-8"))
        read.write_text(json.dumps(made | {"reading": "other code"}), "utf-8")
    (home.path / "outputs" / "state.json").unlink()
    files = home.digests()
    process = home.build()
    assert len(_read(process.stderr)) == 2
    assert home.digests() == files
