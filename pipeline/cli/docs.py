"""docs/commands.md, made from the commands themselves: `make docs` writes it, a test compares it.

What belongs here: the layout of the page. What does not: help of a command, which stands at the
command, and the keys of its JSON document (commands.toml).
"""

import sys
from collections.abc import Iterator
from typing import Any

import click

from pipeline.cli.language import use_language
from pipeline.cli.main import main
from pipeline.vocabulary.load import load

_WIDTH = 80
_SETTINGS: dict[str, Any] = dict(main.context_settings)

_PAGE = load("commands", __package__)
JSON_KEYS: dict[str, dict[str, str]] = _PAGE["keys"]
"""Command to the keys of its document and their meaning."""


def page() -> str:
    """The whole page, as Markdown."""
    context = click.Context(main, info_name="openbogo", terminal_width=_WIDTH, **_SETTINGS)
    with use_language("en"):
        sections = ["\n".join(_section(*named, context)) for named in main.commands.items()]
    return "\n".join([_PAGE["head"], *sections])


def _section(name: str, command: click.Command, above: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=above, terminal_width=_WIDTH)
    yield f"## openbogo {name}"
    yield ""
    yield "```text"
    yield command.get_help(context)
    yield "```"
    if name in JSON_KEYS:
        yield ""
        yield "| key | |"
        yield "|---|---|"
        for key, meaning in JSON_KEYS[name].items():
            yield f"| `{key}` | {meaning} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(page())
