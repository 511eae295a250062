"""`openbogo mcp`: the official client asks a release over standard input and output."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.answer import CommandError
from pipeline.cli.mcp_tools import Tools
from pipeline.cli.paragraph import check_paragraph
from pipeline.release.reader import Published

REPORT = "seoul-economic-policy-2023-03"
MCP = Path(sys.prefix) / "mcp"
PARAGRAPH = (
    "서울시 창업정책과는 2023년 예산현액 416억 원 가운데 22억 8,100만 원을 지출했다. "
    "경제정책과의 현원은 40명이다. 화성에는 777개 기지가 있다."
)


@pytest.fixture(scope="module")
def tools(release: Published) -> Tools:
    return Tools(release.folder)


@pytest.fixture
def client_library(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MCP.is_dir(), "run `make test`, or `make .venv/mcp.done`: it installs the client"
    monkeypatch.setattr(sys, "path", [*sys.path, str(MCP)])


async def _asked(home: Path, root: Path, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """What a server answers that is started as an assistant starts it."""
    from mcp import Client  # noqa: PLC0415
    from mcp.client.stdio import StdioServerParameters, stdio_client  # noqa: PLC0415

    program = "import sys; sys.argv[0] = 'openbogo'; from pipeline.cli.main import main; main()"
    server = StdioServerParameters(
        command=sys.executable,
        args=["-c", program, "mcp", "--home", str(home)],
        env={"PYTHONPATH": f"{root}:{MCP}", "OPENBOGO_LANG": "en"},
    )
    async with Client(stdio_client(server)) as client:
        listed = await client.list_tools()
        return [listed.tools, *[await client.call_tool(name, given) for name, given in calls]]


def test_the_official_client_is_answered(home: Path, root: Path, client_library: None) -> None:
    listed, table, rows, sql, check, wrong = asyncio.run(
        _asked(
            home,
            root,
            ("tables", {"table": "budget_execution"}),
            ("rows", {"table": "budget_execution", "where": {"department": "창업정책과"},
                      "report": "2023-03"}),
            ("sql", {"query": "SELECT quantity_id FROM quantities WHERE raw = '2,281'"}),
            ("check", {"text": PARAGRAPH}),
            ("sql", {"query": "SELECT * FROM read_csv('/etc/passwd')"}),
        )
    )  # fmt: skip
    assert {tool.name for tool in listed} == {"tables", "search", "rows", "sql", "check"}
    assert all(tool.annotations.read_only_hint for tool in listed)
    columns = {c["name"]: c["unit"] for c in _data(table)["columns"]}
    assert columns["expenditure_krw"] == "KRW"
    # 2023-03.txt line 63: 지출액 2,281 백만원, characters 2165 to 2170
    (row,) = _data(rows)["rows"]
    assert row["values"]["expenditure_krw"] == 2_281_000_000
    assert row["units"]["expenditure_krw"] == "KRW"
    assert (REPORT, 63, 2165, 2170) in [_place(place) for place in row["places"]]
    (place,) = _data(sql)["places"]
    assert (*_place(place), place["unit"]) == (REPORT, 63, 2165, 2170, "KRW")
    verdicts = {f["figure"]: f["verdict"] for f in _data(check)["figures"]}
    assert verdicts == {
        "416억 원": "stated",
        "22억 8,100만 원": "stated",
        "40명": "different",
        "777개": "not_found",
    }
    assert wrong.is_error
    assert "a query reads the release only: no files, no network" in wrong.content[0].text


def _data(result: Any) -> dict[str, Any]:
    assert not result.is_error, result.content
    data: dict[str, Any] = json.loads(result.content[0].text)
    return data


def _place(place: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(place[n] for n in ("report_id", "line_start", "char_start", "char_end"))


@pytest.mark.parametrize(
    ("text", "figure", "verdict", "raws"),
    [
        # 2023-03.txt lines 61-71
        (
            "창업정책과는 2023년 22억 8천만원을 지출액으로 썼다.",
            "22억 8천만원",
            "stated",
            ["2,281"],
        ),
        ("창업정책과의 2023년 지출액은 23억원이다.", "23억원", "stated", ["2,281"]),  # rounded
        # words of everyday for 예산현액 and 지출액: the digits tell
        (
            "창업정책과는 2023년 예산 416억 1,900만원 가운데 22억 8,100만원을 썼다.",
            "416억 1,900만원",
            "stated",
            ["41,619"],
        ),
        (
            "창업정책과는 2023년 예산 416억 1,900만원 가운데 22억 8,100만원을 썼다.",
            "22억 8,100만원",
            "stated",
            ["2,281"],
        ),
        ("창업정책과는 2023년에 23억원을 썼다.", "23억원", "not_found", []),
        (
            "창업정책과의 2023년 지출액은 31억 8,600만원이다.",
            "31억 8,600만원",
            "different",
            ["2,281"],
        ),
        ("창업정책과의 2023년 지출액은 25억원이다.", "25억원", "different", ["2,281"]),
        ("창업정책과의 2022년 지출액은 25억원이다.", "25억원", "different", ["8,857"]),
        # the label before the first figure is not the second one's
        (
            "창업정책과는 2023년 예산현액 416억 1,900만원 가운데 22억 8,200만원을 썼다.",
            "22억 8,200만원",
            "not_found",
            [],
        ),
        # 2023-03.txt line 27: 정원 35, 현원 38
        ("2023년 경제정책과는 정원 35명, 현원 37명이다.", "37명", "different", ["38"]),
        ("2023년 경제정책과는 정원 35명, 현원 37명이다.", "35명", "stated", ["35"]),
        ("2023년 경제정책과는 현원 35명이다.", "35명", "different", ["38"]),
        # the same value of something else is no confirmation
        ("화성기지 우주인은 680명이다.", "680명", "not_found", []),
        # 2023-03.txt line 836
        ("청년취업사관학교는 1,154명을 교육했다.", "1,154명", "stated", ["1,154명"]),
    ],
)
def test_figures_of_a_paragraph_are_compared(
    release: Published, text: str, figure: str, verdict: str, raws: list[str]
) -> None:
    checked = {c.raw: c for c in check_paragraph(release, text)}
    assert figure in checked
    found = checked[figure]
    assert text[found.start : found.end] == figure
    assert (found.verdict, [row["raw"] for row in found.statements]) == (verdict, raws)


def test_search_finds_rows_with_their_places(tools: Tools) -> None:
    found = tools.search("창업정책과 지출액")["found"]
    assert {row["values"]["raw"] for row in found} >= {"8,857", "2,281"}  # lines 103 and 63
    assert all(row["places"][0]["file"].startswith("raw/seoul-economic-policy/") for row in found)
    programs = tools.search("캠퍼스타운", table="programs")
    assert all(row["table"] == "programs" and row["places"] for row in programs["found"])
    few = tools.search("창업", limit=2)
    assert (len(few["found"]), few["complete"]) == (2, False)


def test_answers_are_bounded_and_say_so(tools: Tools) -> None:
    assert tools.rows("lines", limit=3)["complete"] is False
    assert tools.sql("SELECT * FROM lines", limit=10**9)["complete"] is False
    whole = tools.sql("SELECT department, budget_krw FROM budget_execution")
    assert whole["complete"] is True
    assert whole["columns"][1] == {"name": "budget_krw", "type": "BIGINT", "unit": "KRW"}
    assert "select report_id, line_start" in whole["note"]


@pytest.mark.parametrize(
    "query", ["SELECT 1; DROP TABLE lines", "CREATE TABLE lines(a INT)", "nonsense"]
)
def test_nothing_is_written(tools: Tools, query: str) -> None:
    with pytest.raises(CommandError):
        tools.sql(query)
    assert tools.sql("SELECT count(*) AS n FROM lines")["rows"] == [{"n": 3438}]


def test_without_the_package_it_is_said(openbogo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    said = openbogo("mcp")
    assert said.exit_code == 1
    assert "pip install 'openbogo[mcp]'" in said.stderr
