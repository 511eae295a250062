"""What every command has in common: help that fits, codes, JSON, and the page that says so."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.answer import json_text
from pipeline.cli.docs import JSON_KEYS, page
from pipeline.cli.main import main
from pipeline.cli.terminal import width


def test_help_fits_a_screen() -> None:
    said = CliRunner().invoke(main, ["--help"], prog_name="openbogo").stdout.splitlines()
    assert len(said) <= 24
    assert max(map(len, said)) <= 80
    for name in main.commands:
        assert any(line.startswith(f"  {name} ") for line in said)
    assert not any(line.endswith("...") for line in said[1:])  # no sentence is cut
    assert "Exit codes: 0 done, 1 not done" in "\n".join(said)


def test_help_comes_in_the_order_of_use() -> None:
    assert list(main.commands)[:6] == ["init", "build", "add", "query", "show", "trace"]
    assert main.list_commands(None) == list(main.commands)


def test_the_page_of_commands_is_that_of_the_program(root: Path) -> None:
    assert (root / "docs/commands.md").read_text("utf-8") == page(), "run `make docs`"


def test_every_command_that_reports_has_json() -> None:
    with_json = {
        name
        for name, command in main.commands.items()
        if any(parameter.name == "as_json" for parameter in command.params)
    }
    assert with_json == set(JSON_KEYS) == set(main.commands) - {"serve", "home", "mcp"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "SELECT DISTINCT fiscal_year FROM budget_execution"],
        ["show", "staffing"],
        ["trace", "budget_components", "본예산"],
        ["releases"],
        ["diff", "latest", "latest"],
        ["verify"],
    ],
)
def test_documents_have_the_keys_that_are_documented(openbogo, arguments: list[str]) -> None:
    result = openbogo(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    assert set(json.loads(result.stdout)) == set(JSON_KEYS[arguments[0]])


def test_values_that_json_has_not_are_text(openbogo) -> None:
    sql = "SELECT DATE '2023-02-10' AS d, 1.50 AS n, 'inf'::DOUBLE AS i, NULL AS z, [1, 2] AS l"
    data = json.loads(openbogo("query", sql, "--json").stdout)
    assert data["rows"] == [{"d": "2023-02-10", "n": 1.5, "i": "inf", "z": None, "l": [1, 2]}]
    assert json_text({"가": (1, None)}) == '{\n  "가": [\n    1,\n    null\n  ]\n}'


def test_two_columns_of_one_name_are_refused_where_one_would_be_lost(openbogo) -> None:
    for form in ("--json", "--csv"):
        result = openbogo("query", "SELECT 1 AS a, 2 AS a", form)
        assert result.exit_code == 1
        assert "two columns are called a" in result.stderr
    assert openbogo("query", "SELECT 1 AS a, 2 AS a").exit_code == 0


def test_query_gives_csv(openbogo) -> None:
    sql = "SELECT department, expenditure_krw FROM budget_execution WHERE fiscal_year = 2023 "
    said = openbogo("query", sql + "AND department = '창업정책과'", "--csv").stdout
    assert said == "department,expenditure_krw\n창업정책과,2281000000\n"  # 2023-03.txt line 63


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["query", "SELECT 1"], 1),
        (["show", "staffing"], 1),
        (["trace", "staffing", "계"], 1),
        (["serve"], 1),
        (["releases"], 1),
        (["verify"], 2),
        (["diff", "latest"], 2),
        (["publish", "elsewhere"], 1),
        (["build"], 1),
        (["query"], 2),  # called the wrong way
    ],
)
def test_without_a_release_every_command_says_so(
    tmp_path: Path, arguments: list[str], code: int
) -> None:
    (tmp_path / "raw").mkdir()
    call = [arguments[0], "--home", str(tmp_path), *arguments[1:]]
    result = CliRunner().invoke(main, call)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith(("openbogo: ", "Usage: "))
    if arguments[0] != "build" and "Usage" not in result.stderr:
        assert "run `openbogo build` first" in result.stderr


def test_a_folder_that_is_no_release_is_not_verified(openbogo, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nothing"):
        result = openbogo("verify", str(folder))
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{folder} is no release: manifest.json is missing; give" in result.stderr
        assert "Errno" not in result.stderr


@pytest.mark.parametrize(
    ("destination", "said"),
    [
        ("/proc/openbogo", "/proc/openbogo cannot be written to ("),  # for root neither
        ("{home}/raw/seoul-economic-policy/2023-03.txt", "2023-03.txt cannot be written to ("),
        ("nowhere://bucket", "nowhere://bucket is no place: Protocol not known: nowhere"),
        ("s3:/bucket", "s3:/bucket is no place: a bucket is s3://bucket/path"),
    ],
)
def test_a_place_that_takes_nothing_is_said_before_anything_is_sent(
    openbogo, destination: str, said: str
) -> None:
    result = openbogo("publish", destination.format(home=openbogo.home))
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert "goes on where this one stopped" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "budget_exec"], "budget_exec: 그런 표는 없습니다 (혹시 budget_execution, "),
        (["show", "staffing", "--columns", "actuel"], "staffing 표에 actuel 열은 없습니다 (혹시"),
        (
            ["show", "staffing", "--report", "2021"],
            "2021: 그런 보고서는 없습니다. 있는 보고서: seoul",
        ),
        (
            ["trace", "budget_execution", "창업과"],
            "department 열에서 창업과에 가장 가까운 값: 창업정",
        ),
        (["query", "DROP TABLE x"], "openbogo: 그런 이름의 표, 함수, 자료형이 없습니다. DuckDB"),
        (["query", "SELEC 1"], "openbogo: SQL 문법이 맞지 않습니다. DuckDB의 메시지: Parser Err"),
        (["query", "SELECT x FROM staffing"], "SQL에 쓴 열 이름이나 자료형이 맞지 않습니다"),
        (["query", "FROM read_csv('/x')"], "쿼리는 릴리스만 읽을 수 있고 파일과 네트워크는 쓸 수"),
        (["query", "SELECT 'x'::INT"], "값을 그 자료형으로 바꿀 수 없습니다"),
        (["query", "SELECT 1", "--rows", "-1"], "0 이상의 정수를 써 주세요"),
        (["query", "SELECT 1", "2", "3"], "오류: 남는 값이 있습니다: 2 3"),
        (["query", "SELECT 1", "--rows"], "오류: --rows 뒤에 값을 써 주세요"),
        (["query", "SELECT 1", "--json=1"], "오류: --json에는 값을 붙이지 않습니다"),
        (["query", "SELECT 1", "--release", "1999"], "1999: 그런 릴리스는 없습니다. 있는 릴리스"),
        (["add", "--home", "/no/such", "x"], "'--home' 값이 맞지 않습니다: /no/such 폴더가 없"),
        (["add", "--collection", "../x", __file__], "--collection 값이 맞지 않습니다: raw/ 안의"),
        (["add", "/"], "/: 파일을 써야 하는데 폴더입니다"),
        (["init", __file__], "폴더를 써야 하는데 파일입니다"),
        (["export", "duckdb", "/no/such.duckdb"], "openbogo: /no/such.duckdb: 그런 파일이나 폴더"),
        (["publish", "nowhere://x"], "nowhere://x: 보낼 수 있는 곳이 아닙니다"),
        (["publish", "/no", "--check"], "/no에는 릴리스가 없습니다(index.json 파일이 없음)"),
        (["show", "staffing", "--nope"], "오류: --nope: 그런 옵션은 없습니다"),
        (["trace", "staffing"], "오류: 'KEY...' 값이 빠졌습니다"),
        (["serve", "--port", "x"], "'--port' 값이 맞지 않습니다: 0에서 65535 사이의 정수를 써"),
        (["query", "SELECT 1", "--format", "xls"], "table, csv, json, jsonl, markdown 가운데"),
        (["add", "/no/such.hwp"], "/no/such.hwp 파일이 없습니다"),
        (["shwo"], "오류: shwo: 그런 명령은 없습니다"),
    ],
)
def test_errors_are_korean_where_the_locale_is(
    openbogo, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.delenv("OPENBOGO_LANG")
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    result = (
        openbogo(*arguments)
        if arguments[0] in main.commands
        else CliRunner().invoke(main, arguments, prog_name="openbogo")
    )
    assert result.exit_code in (1, 2)
    assert said in result.stderr


def test_help_is_korean_where_the_locale_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBOGO_LANG", "ko")
    for call in [["--help"], *([name, "--help"] for name in main.commands)]:
        said = CliRunner().invoke(main, call, prog_name="openbogo").stdout
        assert said.startswith("사용법: openbogo")
        assert "Options" not in said
        assert "Usage" not in said
        assert not any(width(line) > 90 for line in said.splitlines()), said
    monkeypatch.setenv("OPENBOGO_LANG", "en")
    assert CliRunner().invoke(main, ["--help"]).stdout.startswith("Usage: ")
