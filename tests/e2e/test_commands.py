"""The commands one after another, as somebody works: add, build, show, trace; and on a terminal."""

import json
import os
import pty
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from reports import FOLDER, whole

from pipeline.cli.docs import JSON_KEYS
from tests.e2e.home import OPENBOGO, Built, Home


def _on_a_terminal(home: Home, *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output, and what a terminal of 80 columns got as standard error."""
    terminal, end = pty.openpty()
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DAGSTER", "OPENBOGO"))}
    with subprocess.Popen(
        [str(OPENBOGO), *arguments],
        cwd=home.path,
        env=inherited | {"TERM": "xterm", "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=end,
    ) as process:
        os.close(end)
        seen = b""
        try:
            while piece := os.read(terminal, 65536):
                seen += piece
        except OSError:  # how Linux says that the other end is closed
            pass
        assert process.stdout is not None
        said = process.stdout.read()
    os.close(terminal)
    return process.returncode, said.decode(), seen.decode()


def test_a_report_from_a_download_to_its_lines(
    built_copy: Callable[[], Home], tmp_path: Path
) -> None:
    home = built_copy()
    # 2023-03.txt line 6 is the month of the cover, line 63 the row of 창업정책과
    text = whole("2023-03").replace("2023. 3.", "2024. 3.", 1).replace("'23.2.10.", "'24.2.10.", 1)
    report = tmp_path / "2024-03.txt"
    report.write_text(text, "utf-8")
    added = home.run("add", str(report))
    assert added.returncode == 0, added.stdout + added.stderr
    assert added.stderr == ""
    assert added.stdout.endswith("next: openbogo build\n")

    code, said, screen = _on_a_terminal(home, "build", "--json")
    assert code == 0, screen
    data = json.loads(said)
    assert set(data) == set(JSON_KEYS["build"])
    assert (data["changed"], data["tables"]["reports"]) == (True, 3)
    assert (data["refused"], data["checks"]["failed"]) == ([], 0)
    # one line that changes: no line end, and nothing left of it
    shown = screen.split("\r\x1b[2K")
    assert "2 of 3 reports" in screen  # kept from before
    assert re.search(r"3 of 3 reports  \d+ s  read     seoul-economic-policy/2024-03\.txt", screen)
    assert any("tables   being put together" in line for line in shown)
    assert any("release  being written" in line for line in shown)
    assert "\n" not in screen
    assert shown[-1] == ""

    traced = home.run("trace", "budget_execution", "창업정책과", "--report", "2024-03")
    assert "> 63 │ ⟦창 업 정 책 과⟧\t⟦41,619⟧\t⟦3,186⟧\t⟦2,281⟧" in traced.stdout
    assert f"raw/{FOLDER}/2024-03.txt" in traced.stdout
    anchor = re.search(r"/site/source/(\S+\.html)#(c\d+)", traced.stdout)
    assert anchor
    page = home.latest / "site" / "source" / anchor[1]
    assert f'id="{anchor[2]}"' in page.read_text("utf-8")

    again = json.loads(home.run("build", "--json").stdout)
    assert again == {
        "release_id": data["release_id"],
        "path": data["path"],
        "changed": False,
    }


def test_a_build_that_publishes_nothing_says_why_to_machines_too(
    built_copy: Callable[[], Home],
) -> None:
    home = built_copy()
    (home.raw / FOLDER / "2023-03.txt").write_text("", "utf-8")
    process = home.run("build", "--json")
    assert process.returncode == 1
    data = json.loads(process.stdout)
    assert re.fullmatch(r"no release was published; the last one, \S+, stays", data["error"])
    (problem,) = data["problems"]
    assert f"{FOLDER}/2023-03.txt) is in the last release and cannot be read now" in problem
    assert "refused  seoul-economic-policy/2023-03.txt:1: the file is empty" in process.stderr
    assert f"openbogo: {data['error']}" in process.stderr


def test_a_terminal_gets_values_in_reverse(built: Built) -> None:
    terminal, end = pty.openpty()
    call = [str(OPENBOGO), "trace", "budget_components", "본예산"]
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    with subprocess.Popen(call, cwd=built.home.path, env=environment, stdout=end) as process:
        os.close(end)
        seen = b""
        try:
            while piece := os.read(terminal, 65536):
                seen += piece
        except OSError:
            pass
    os.close(terminal)
    assert process.returncode == 0
    assert re.search("\x1b\\[7m[\\d,]+[^\x1b]*\x1b\\[27m", seen.decode())
    plain = built.home.run("trace", "budget_components", "본예산").stdout
    assert "\x1b" not in plain
    assert re.search(r"⟦[\d,]+\S*⟧", plain)


@pytest.mark.parametrize("arguments", [["show"], ["show", "lines", "--csv"]])
def test_a_reader_that_stops_is_no_error(built: Built, arguments: list[str]) -> None:
    """`openbogo show … | head -1`: no traceback."""
    shell = f"{OPENBOGO} {' '.join(arguments)} | head -1"
    process = subprocess.run(
        ["bash", "-c", shell], cwd=built.home.path, capture_output=True, text=True, check=False
    )
    assert process.stdout.count("\n") == 1
    assert "Traceback" not in process.stderr
