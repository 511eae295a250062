"""Every command, query and script in README.md and docs/ does what it says, on a real release."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docs_blocks import NOT_RUN, ROOT, Block, blocks

from pipeline.cli.main import main
from schemas import TABLE
from tests.e2e.home import PATIENCE, Built, Home

KNOWN = {"sh", "sql", "python", "r", "powerquery", "text", "toml", "ini", "yaml", ""}
"""Languages of blocks. Those of settings are read by tests/test_operate.py and tests/sources."""


def _of(*languages: str) -> list[Block]:
    return [block for block in blocks() if block.language in languages]


@pytest.fixture(scope="module")
def clone(built_copy: Callable[[], Home]) -> Home:
    """A built home that looks like a clone; blocks may leave files in it."""
    home = built_copy()
    shutil.copytree(ROOT / "docs", home.path / "docs")
    return home


def _run(clone: Home, *call: str, language: str = "en") -> str:
    """Run something as somebody would who is in the clone, the commands on their path."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DAGSTER", "OPENBOGO"))}
    commands = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    process = subprocess.run(
        call,
        cwd=clone.path,
        env=inherited | {"PATH": commands, "OPENBOGO_LANG": language},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert process.returncode == 0, f"{call[-1]}\n{process.stdout}{process.stderr}"
    return process.stdout


def test_every_block_is_of_a_known_language() -> None:
    assert [str(block) for block in blocks() if block.language not in KNOWN] == []


def test_few_blocks_are_not_run_and_each_says_why() -> None:
    unrun = [block for block in blocks() if block.info]
    assert all(re.fullmatch(NOT_RUN + r"\w.{4,}", block.info) for block in unrun)
    assert {block.language for block in unrun} == {"sh"}
    assert len(unrun) <= 18


@pytest.mark.parametrize("block", [b for b in _of("sh") if b.run], ids=str)
def test_commands_run(clone: Home, block: Block) -> None:
    language = "ko" if block.file.endswith(".ko.md") else "en"
    said = _run(clone, "bash", "-euo", "pipefail", "-c", block.text, language=language)
    following = next((b for b in blocks() if b.file == block.file and b.line > block.line), None)
    if following and following.language == "text" and not following.before.strip():
        _assert_said(following.text, said)


def _assert_said(shown: str, said: str) -> None:
    """What is shown was printed, in that order; a line of … stands for what is left out."""
    at = 0
    for piece in re.split(r"^…\n", shown, flags=re.MULTILINE):
        assert piece in said[at:], piece
        at = said.index(piece, at) + len(piece)


@pytest.mark.parametrize("block", [b for b in _of("sh") if not b.run], ids=str)
def test_commands_that_are_not_run_exist(block: Block) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"\bmake ([a-z]+)", block.text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    for call in re.findall(r"^openbogo ([^#\n]*)", block.text, re.MULTILINE):
        name, *arguments = shlex.split(call)
        command = main.commands[name]
        command.make_parser(command.context_class(command)).parse_args(arguments)


@pytest.mark.parametrize("block", _of("sql"), ids=str)
def test_queries_answer(clone: Home, block: Block) -> None:
    assert _rows(clone, block.text)


def _rows(clone: Home, sql: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(_run(clone, "openbogo", "query", "--json", sql))[
        "rows"
    ]
    return rows


def test_readme_is_short_and_asks_three_questions() -> None:
    assert len([block for block in _of("sql") if block.file == "README.md"]) == 3
    assert len((ROOT / "README.md").read_text("utf-8").split()) <= 900


@pytest.mark.parametrize("block", _of("python"), ids=str)
def test_python_runs(clone: Home, block: Block) -> None:
    said = _run(clone, sys.executable, "-c", block.text)
    assert bool(said.strip()) == ("print(" in block.text), said


def test_the_bytes_in_the_docs_are_those_of_the_file(clone: Home) -> None:
    (block,) = [block for block in _of("python") if block.file == "docs/using.md"]
    said = _run(
        clone, sys.executable, "-c", re.sub(r"^text\[.*\]", r"print(\g<0>)", block.text, flags=re.M)
    )
    assert said == "2,281\n"  # 2023-03.txt line 63, as its comment says
    assert "# '2,281'" in block.text


def test_the_sql_of_r_answers(clone: Home) -> None:
    queries = [
        sql
        for block in _of("r")
        for sql in re.findall(r'dbGetQuery\(con, "(.+?)"\)', block.text, re.S)
    ]
    assert queries
    assert all(_rows(clone, sql) for sql in queries)
    # … and what R does to a data frame is so: subset(staffing, …) names its columns
    for block in _of("r"):
        for table, condition in re.findall(r"subset\((\w+), (.+)\)", block.text):
            names = set(re.findall(r"\b[a-z_]+\b", re.sub(r'"[^"]*"', "", condition)))
            assert names <= set(TABLE[table].polars_schema)


def test_power_query_names_columns_that_are_there_with_their_types() -> None:
    (block,) = _of("powerquery")
    (table,) = re.findall(r"csv\\(\w+)\.csv", block.text)
    named = re.findall(r'\{"(\w+)", (type \w+|Int64\.Type)\}', block.text)
    types = {"Date": "type date", "Boolean": "type logical", "Int64": "Int64.Type"}
    types |= {"Float64": "type number"}
    schema = TABLE[table].polars_schema
    assert len(named) > 5
    assert {name: types[str(schema[name])] for name, _ in named} == dict(named)
    used = set(re.findall(r"\[([a-z_]+)\]", block.text))
    assert used <= {name for name, _ in named}
    # Columns of other types than text are typed, or not of use outside of openbogo.
    left = {n for n, kind in schema.items() if str(kind) != "String"} - {n for n, _ in named}
    assert not {name for name in left if not name.endswith(("_derived_pct", "_no"))} - {
        "line_start",
        "line_end",
    }


def test_files_that_are_named_are_there(clone: Home) -> None:
    for block in blocks():
        for path in re.findall(r"outputs/latest/[\w./-]*\w", block.text):
            assert (clone.path / path).exists(), f"{block}: {path}"


def test_links_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_tutorial_answers(built: Built, tmp_path: Path) -> None:
    """Each number was looked up in 2023-03.txt and 2022-03.txt, at the lines named here."""
    export = tmp_path / "own.csv"
    process = subprocess.run(
        [sys.executable, str(ROOT / "docs/tutorial.py"), str(built.home.latest), str(export)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert process.returncode == 0, process.stderr
    sections = re.split(r"^\d\. .*$", process.stdout, flags=re.MULTILINE)[1:]
    said = [section.strip().splitlines() for section in sections]
    # line 63: 41,619 and 2,281 백만원, 5.5; line 56: '23.2.10. 기준
    assert said[0] == [
        "2,281,000,000 of 41,619,000,000 won, as of 2023-02-10",
        "the report says 5.5 %, its own figures give 5.481 %",
    ]
    assert said[1] == [
        "raw/seoul-economic-policy/2023-03.txt, line 63:",
        "창 업 정 책 과\t41,619\t3,186\t⟦2,281⟧\t7.7\t5.5",
        "characters 2165 to 2170: 2,281, 지출액",
    ]
    # lines 60-71: 계 says 118,124, the eleven departments are 118,127
    assert said[2][1:] == [
        "11 figures add up to 118,127,000,000 won, 118,124,000,000 is stated",
        "rounding explains 6,000,000 at the very most: unlikely",
    ]
    # 경제정책과: 2022 line 101 (131,125), 2023 line 61 (185,503)
    assert said[3][0] == "경제정책과: 1,311.2 → 1,855.0 억원 (+41.5%)"
    assert len(said[3]) == 3
    # line 64: 14,054; line 1689: 382, where row and column say 379
    assert said[4] == [
        "seoul-economic-policy-2023-03 line 64: 14,054 is 14,054,000,000 KRW, "
        "but the other figures give 14,051,000,000",
        "seoul-economic-policy-2023-03 line 1689: 382 is 382 person, "
        "but the other figures give 379",
        "and 2 passages could not be read: SELECT * FROM quarantine",
    ]
    # 2022 lines 101-112, 2023 lines 61-71: twelve and eleven departments
    assert said[5][0].startswith("23 rows in own.csv: 회계연도, 부서")
    assert export.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "2023,창업정책과,41619000000,2281000000,5.5\n" in export.read_text("utf-8-sig")
