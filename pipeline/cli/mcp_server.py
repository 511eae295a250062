"""`openbogo mcp`: a release as an MCP server on standard input and output.

What belongs here: the protocol, and what an assistant is told of each tool. What does not: what
the tools do (`mcp_tools`).
"""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from pipeline.cli.answer import Answer, CommandError
from pipeline.cli.mcp_tools import Tools

INSTRUCTIONS = """\
Korean government reports (업무보고) as data. Every row says in which report, on which line and at
which characters its values stand: cite them. What a report states and what is computed from it
(columns with `derived`, table `relations`) differ: say which it is. Money is in won (KRW). NULL
means that the report does not say. Begin with `tables`; `search` finds rows by words; `check`
compares the figures of a paragraph with the release before it is published.
"""


def serve(folder: Path) -> Answer:
    """Answer questions until standard input ends.

    Raises:
        CommandError: the package `mcp` is not installed.
    """
    try:
        from mcp.server import MCPServer  # noqa: PLC0415
        from mcp.server.mcpserver.exceptions import ToolError  # noqa: PLC0415
        from mcp.types import ToolAnnotations  # noqa: PLC0415
    except ImportError as error:
        raise CommandError(
            "this needs the package mcp: pip install 'openbogo[mcp]' ({error})", error=error
        ) from error
    tools = Tools(folder)
    server: Any = MCPServer("openbogo", instructions=INSTRUCTIONS, log_level="WARNING")
    harmless = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for tool in (tools.tables, tools.search, tools.rows, tools.sql, tools.check):
        server.add_tool(
            _telling(tool, ToolError),
            annotations=harmless,
            description=DESCRIPTIONS[tool.__name__],
        )
    server.run("stdio")
    return Answer("", {})


def _telling(tool: Callable[..., Any], error: type[Exception]) -> Callable[..., Any]:
    """A tool whose errors an assistant is told; of any other exception it learns only the name."""

    @wraps(tool)
    def told(*args: Any, **given: Any) -> Any:
        try:
            return tool(*args, **given)
        except CommandError as why:
            raise error(str(why)) from why

    return told


DESCRIPTIONS = {
    "tables": "List the tables of the release, or, given the name of a table, its columns with "
    "their meaning and unit.",
    "search": "Find rows by words of their titles (programs, departments, budgets, figures, lines "
    "of the reports). All words must be there; Korean works best. Each row comes with its report, "
    "line, characters and units.",
    "rows": "Read rows of one table, chosen by values of columns (`where`) and by report (an id or "
    "a part of one such as 2023-03). Each row comes with its report, line, characters and units.",
    "sql": "Run one SELECT (DuckDB) on the release, read-only, without files or network. Select "
    "report_id, line_start, char_start, char_end and unit, or quantity_id, to be able to cite.",
    "check": "Compare every figure of a pasted paragraph with the release: `stated` (a report says "
    "it of the same thing), `different` (reports speak of that thing and say otherwise), "
    "`not_found`; with the report, line, characters and unit of what is stated.",
}
"""Tool to what an assistant is told of it."""
