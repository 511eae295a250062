"""docs/commands.md, made from the commands themselves: `make docs` writes it, a test compares it.

What belongs here: the keys of each JSON document, and the layout of the page. What does not: help
of a command, which stands at the command.
"""

import sys
from collections.abc import Iterator
from typing import Any

import click

from pipeline.cli.language import speaking
from pipeline.cli.main import main

_WIDTH = 80
_SETTINGS: dict[str, Any] = dict(main.context_settings)
_HEAD = """\
# Commands

Made from the program by `make docs`; a test compares them. What each is for stands in the
[README](../README.md).

## Exit codes

| code | all commands | `diff` | `verify` |
|---|---|---|---|
| 0 | done; for `build`: the release is there and up to date | identical | whole |
| 1 | not done; standard error (of `add`, its answer) says why, what to do | different | not whole |
| 2 | called the wrong way | or they cannot be compared | or it is no release |

## JSON

With `--json` there is one document on standard output, and nothing else. Its keys stay as they are;
new ones may be added. Days are ISO 8601, money is whole won. Where the command failed, the document
has `error` with the reason, and beside it what helps a program to go on: `problems` of a build,
`tables`, `columns`, `reports` that there are, `keys` to choose from, the `nearest` values. A
command that was called the wrong way (`Usage:` on standard error) prints none.
"""

JSON_KEYS: dict[str, dict[str, str]] = {
    "init": {"home": "the folder", "reports": "how many reports it has now"},
    "build": {
        "release_id": "name of the release",
        "path": "its folder",
        "changed": "false if the last release was up to date: then there are these three keys only",
        "tables": "rows of each table",
        "checks": "how many `passed`, `warned`, `failed`",
        "doubts": "each check that did not pass, with `sample` and `sample_ko`, "
        "the first rows that fail",
        "quarantine": "rows that could not be read",
        "refused": "files that are not in the release: `file`, `line`, `reason`, `reason_ko`",
        "superseded": "files that gave way to a newer one of their report: `file`, `by`, "
        "`reason`, `reason_ko`",
        "seconds": "how long it took",
    },
    "add": {
        "reports": "for each file: `status` (added, there, readable, refused), `target` below "
        "raw/, what was understood (`report_id`, `government`, `agency`, `title`, `period`), rows "
        "of each of its `tables`, `warnings`, a `note` on another file of the same report; where "
        "refused, `line` and `reason`",
    },
    "query": {
        "columns": "`name` and DuckDB `type` of each",
        "rows": "an object a row; a decimal is a number, what JSON has no form for is text",
        "complete": "false where --rows left rows out",
    },
    "show": {
        "release_id": "name of the release",
        "table": "name of the table",
        "title": "Korean and English",
        "rows_total": "rows there are, of which --rows chooses; without a table there are only "
        "`release_id` and `tables`, with the rows of each",
        "columns": "`name`, `type`, `title`, `unit`, `description` of each",
        "rows": "an object a row",
    },
    "trace": {
        "release_id": "name of the release",
        "table": "name of the table",
        "key": "primary key of the row",
        "row": "the row",
        "places": "each place of its values: report, file, lines, `char_start`, `char_end`, the "
        "`text` that stands there, and `what` it is; no characters where only lines are named",
        "lines": "the lines they stand on, with the first character of each in the report's text",
    },
    "diff": {
        "before": "a release",
        "after": "the other",
        "identical": "whether they are",
        "files": "`added`, `removed`, `changed`",
        "tables": "those that differ: columns, and every row by key",
    },
    "releases": {
        "releases": "each publication, oldest first: `release_id`, the one it `replaced`, whether "
        "it is still `there`",
        "removed": "ids of those that `--keep` removed",
    },
    "verify": {
        "path": "its folder",
        "whole": "whether it is",
        "questions": "each `question`, how much was `checked`, its `failures`",
    },
    "export": {
        "path": "the file",
        "format": "`duckdb`",
        "bytes": "its size",
    },
    "publish": {
        "destination": "where; with --check there are besides only `releases` (ids), `files` (how "
        "many were compared) and `problems` (path and what is wrong)",
        "release_id": "what is the latest there now",
        "sent": "files sent",
        "copied": "files the place copied itself",
        "kept": "files it had",
        "deleted": "ids of releases removed there",
    },
}
"""Command to the keys of its document, and what each holds. `show` without a table has `tables`."""


def page() -> str:
    """The whole page, as Markdown."""
    context = click.Context(main, info_name="openbogo", terminal_width=_WIDTH, **_SETTINGS)
    with speaking("en"):
        sections = ["\n".join(_section(*named, context)) for named in main.commands.items()]
    return "\n".join([_HEAD, *sections])


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
