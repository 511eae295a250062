"""docs/commands.md, made from the commands themselves: `make docs` writes it, a test compares it.

What belongs here: the keys of each JSON document, and the layout of the page. What does not: help
of a command, which stands at the command.
"""

import sys
from collections.abc import Iterator
from typing import Any

import click

from pipeline.cli.language import use_language
from pipeline.cli.main import main

_WIDTH = 80
_SETTINGS: dict[str, Any] = dict(main.context_settings)
_HEAD = """\
# Commands

`make docs` writes this page from the program. [using.md](using.md) introduces the commands.

## Exit codes

| code | all commands | `diff` | `verify` |
|---|---|---|---|
| 0 | success; for `build`: the release is up to date | identical | whole |
| 1 | failure; standard error (of `add`, its answer) says why | different | not whole |
| 2 | wrong usage | also: not comparable | also: no release |

## JSON

`--json` prints one document on standard output, and nothing else. Its keys do not change; new ones
may be added. Days are ISO 8601, money is in whole won. If the command fails, the document has
`error` with the reason, and where they help, the `problems` of a build, the existing `tables`,
`columns` or `reports`, possible `keys`, or the `nearest` values. Wrong usage (`Usage:` on standard
error) prints no document.
"""

JSON_KEYS: dict[str, dict[str, str]] = {
    "init": {"home": "the folder", "reports": "number of reports in it"},
    "build": {
        "release_id": "name of the release",
        "path": "its folder",
        "changed": "false if the last release was up to date: then there are only these three keys",
        "tables": "number of rows of each table",
        "checks": "numbers of `passed`, `warned`, `failed`",
        "doubts": "each check that did not pass, with `sample` and `sample_ko`, "
        "the first rows that fail",
        "quarantine": "rows that could not be read",
        "refused": "files that are not in the release: `file`, `line`, `reason`, `reason_ko`",
        "superseded": "files replaced by a newer one of the same report: `file`, `by`, `reason`, "
        "`reason_ko`",
        "seconds": "duration",
    },
    "add": {
        "reports": "for each file: `status` (added, there, readable, refused), `target` below "
        "raw/, `report_id`, `government`, `agency`, `title`, `period`, rows of each of its "
        "`tables`, `warnings`, a `note` on another file of the same report; if refused, `line` and "
        "`reason`",
    },
    "query": {
        "columns": "`name` and DuckDB `type` of each",
        "rows": "an object for each row; decimals are numbers, types unknown to JSON text",
        "complete": "false if --rows left rows out",
    },
    "show": {
        "release_id": "name of the release",
        "table": "name of the table",
        "title": "Korean and English",
        "rows_total": "number of rows in the table; without a table there are only `release_id` "
        "and `tables`, with the rows of each",
        "columns": "`name`, `type`, `title`, `unit`, `description` of each",
        "rows": "an object for each row",
    },
    "trace": {
        "release_id": "name of the release",
        "table": "name of the table",
        "key": "primary key of the row",
        "row": "the row",
        "places": "each place of its values: report, file, lines, `char_start`, `char_end` (empty "
        "if only lines are known), the `text` there, and `what` it is",
        "lines": "these lines, with the position of their first character in the report's text",
    },
    "diff": {
        "before": "one release",
        "after": "the other",
        "identical": "true if they are",
        "files": "`added`, `removed`, `changed`",
        "tables": "those that differ: columns, and every row by key",
    },
    "releases": {
        "releases": "each publication, oldest first: `release_id`, the one it `replaced`, and "
        "`there`: false if it was removed",
        "removed": "ids of releases that `--keep` removed",
    },
    "verify": {
        "path": "its folder",
        "whole": "true if it is",
        "questions": "each `question`, the number `checked`, its `failures`",
    },
    "export": {
        "path": "the file",
        "format": "`duckdb`",
        "bytes": "its size",
    },
    "publish": {
        "destination": "the place; with --check there are only `releases` (ids), `files` (number "
        "compared) and `problems` (path and what is wrong) besides",
        "release_id": "the latest release there now",
        "sent": "number of files sent",
        "copied": "number of files copied at the place",
        "kept": "number of files already there",
        "deleted": "ids of releases removed there",
    },
}
"""Command to the keys of its document and their meaning."""


def page() -> str:
    """The whole page, as Markdown."""
    context = click.Context(main, info_name="openbogo", terminal_width=_WIDTH, **_SETTINGS)
    with use_language("en"):
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
