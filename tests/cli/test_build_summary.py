"""What a build says in the end: no more than a reader takes in, and where the rest is."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.build_summary import summarize, summary_text
from pipeline.cli.language import use_language
from pipeline.release.reader import Published


@pytest.fixture
def made(release: Published) -> dict[str, Any]:
    """What is said of the release of the two reports."""
    return summarize(release.folder)


def _check(number: int, failed: int, report: str | None) -> dict[str, Any]:
    return {
        "check_id": f"kind-{number:02}/{report}",
        "severity": "warning",
        "report_id": report,
        "rows_failed": failed,
        "rows_checked": 100,
        "description": f"kind {number}",
        "description_ko": f"{number}번째",
        "sample": "\n".join(f"line {line}: wrong" for line in range(1, min(failed, 20) + 1)),
    }


def _printed(made: dict[str, Any]) -> list[str]:
    return [line for line in summary_text(made).splitlines() if line.startswith("  warning: ")]


def test_each_kind_of_check_is_said_once_the_worst_first(made: dict[str, Any]) -> None:
    said = _printed(made)
    # 2022-03.txt lines 953 and 1660: the only check of which every row fails
    assert said[0].endswith("-2022-03: 2 of 2 fail: Nothing of a report is in quarantine.")
    assert sum("heading over text" in line for line in said) == 1
    assert len(said) == len({doubt["description"] for doubt in made["doubts"]}) == 9
    # 2022-03.txt line 153: the first of five numbers without unit there
    (units,) = (line for line in said if "Every number states its unit" in line)
    assert units.startswith("  warning: 2 reports: ")
    below = summary_text(made).splitlines()[summary_text(made).splitlines().index(units) + 1 :][:4]
    assert below[0].startswith("    seoul-economic-policy-2022-03: line 153: '28'")
    assert below[3] == "    …"


def test_there_are_at_most_ten_and_then_where_all_are(made: dict[str, Any]) -> None:
    reports = ("a-2024-01", "b-2024-01")
    doubts = [_check(n, n, report) for n in range(1, 31) for report in reports]
    said = summary_text(made | {"doubts": [*doubts, _check(31, 90, None)]})
    lines = said.splitlines()
    assert len([line for line in lines if line.startswith("  warning: ")]) == 10
    first = lines.index("  warning: all reports: 90 of 100 fail: kind 31")
    assert lines[first + 1 : first + 5] == [*(f"    line {n}: wrong" for n in (1, 2, 3)), "    …"]
    assert lines[first + 5] == "  warning: 2 reports: 60 of 200 fail: kind 30"
    after = lines.index("  … first 10 of 31")
    assert lines[after + 1].endswith('openbogo query "FROM checks WHERE NOT passed"')


def test_files_left_out_are_counted_and_the_first_are_named(made: dict[str, Any]) -> None:
    empty = {"reason": "the file is empty", "reason_ko": "파일이 비어 있습니다"}
    refused = [{"file": f"x/{n}.txt", "line": 1, **empty} for n in range(30)]
    said = summary_text(made | {"refused": refused})
    assert "NOT IN THE RELEASE, 30 of the files in raw/ (mend or remove):\n  x/0.txt:1: the" in said
    assert "x/19.txt" in said
    assert "x/20.txt" not in said
    assert "  … first 20 of 30" in said
    with use_language("ko"):
        assert "  … 30개 가운데 처음 20개" in summary_text(made | {"refused": refused})


def test_the_query_that_is_named_gives_all(openbogo, made: dict[str, Any]) -> None:
    rows = openbogo("query", "FROM checks WHERE NOT passed", "--csv").stdout
    assert all(doubt["check_id"] in rows for doubt in made["doubts"])
    assert Path(made["path"]).is_dir()
