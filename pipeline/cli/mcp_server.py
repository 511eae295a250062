"""`openbogo mcp`: a release as an MCP server on standard input and output.

What belongs here: the protocol. What does not: the tools (`mcp_tools`), and what an assistant is
told of each (mcp.toml).
"""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from pipeline.cli.answer import Answer, CommandError
from pipeline.cli.mcp_tools import Tools
from pipeline.vocabulary.load import load


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
    tools, told = Tools(folder), load("mcp", __package__)
    server: Any = MCPServer("openbogo", instructions=told["instructions"], log_level="WARNING")
    harmless = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for tool in (tools.tables, tools.search, tools.rows, tools.sql, tools.check):
        server.add_tool(
            _telling(tool, ToolError),
            annotations=harmless,
            description=told["tools"][tool.__name__],
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
