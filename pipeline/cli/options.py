"""The common parts of all commands at the command line: options, and how answers are printed.

What belongs here: what more than one command declares, and the one way to print and to exit. What
does not: any one command (`pipeline/cli/main.py`), any work.
"""

import functools
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import click

from pipeline.cli.answer import Answer, CommandError, error_text, json_text
from pipeline.cli.language import localize, say
from pipeline.cli.localized import LocalizedPath
from pipeline.cli.terminal import replace_controls
from pipeline.message import text_of
from pipeline.state.workspace import Workspace
from pipeline.vocabulary.messages import join_messages

FILES = click.argument(
    "files",
    nargs=-1,
    required=True,
    type=LocalizedPath(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE...",
)
_HOME = click.option(
    "--home",
    type=LocalizedPath(exists=True, file_okay=False, path_type=Path),
    help="Folder that holds raw/ and outputs/. Default: OPENBOGO_HOME, else the current folder.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document, for machines.")
_CSV = click.option("--csv", "as_csv", is_flag=True, help="As CSV.")
RELEASE = click.option(
    "--release",
    default="latest",
    metavar="ID",
    help="Id of a release, the start of one, or its folder.",
)
OF_REPORT = click.option(
    "--report", metavar="ID", help="Only of this report: its id, or a part of it such as 2023-03."
)


def prints_answer(
    *, json: bool = True, csv: bool = False, formats: Sequence[str] = (), failed: int = 1
) -> Callable[[Callable[..., Answer]], Callable[..., NoReturn]]:
    """Make a function that answers one that prints the answer and exits.

    It gets --home, and what it decorates the workspace there; with `json` and `csv` those options,
    and with `csv` the function gets the `form` that was asked for: text, csv or json, or one of
    `formats`, the first where none is asked for. It stands below all other options. `failed` is
    the exit code where there is no answer.
    """

    def declared(work: Callable[..., Answer]) -> Callable[..., NoReturn]:
        @functools.wraps(work)
        def run(
            *,
            home: Path | None,
            as_json: bool = False,
            as_csv: bool = False,
            named: str | None = None,
            **given: object,
        ) -> NoReturn:
            as_csv, as_json = as_csv or named == "csv", as_json or named == "json"
            if csv:
                form = _form(as_csv=as_csv, as_json=as_json)
                given["form"] = named or (formats[0] if formats and form == "text" else form)
            workspace = Workspace(home.resolve()) if home else Workspace.find()
            _give(lambda: work(workspace, **given), as_json=as_json, as_csv=as_csv, failed=failed)

        printing: Callable[..., NoReturn] = _HOME(run)
        for option, wanted in ((_JSON, json), (_CSV, csv)):
            printing = option(printing) if wanted else printing
        if formats:
            printing = click.option(
                "--format",
                "named",
                type=click.Choice(formats),
                metavar="FORMAT",
                help="One of: " + ", ".join(formats) + ".",
            )(printing)
        return printing

    return declared


def _form(*, as_csv: bool, as_json: bool) -> str:
    """The format of the rows: text, csv or json."""
    if as_csv and as_json:
        raise click.UsageError(say("--csv and --json exclude each other"))
    return "json" if as_json else "csv" if as_csv else "text"


def _give(work: Callable[[], Answer], *, as_json: bool, as_csv: bool, failed: int) -> NoReturn:
    """Print what a command answers, or why it cannot, and exit with its code."""
    try:
        answer = _answer(work)
    except CommandError as error:
        for problem in error.more.get("problems", ()):
            click.echo(replace_controls(say("error: {problem}", problem=problem)), err=True)
        click.echo(replace_controls(f"openbogo: {localize(text_of(error))}"), err=True)
        if as_json:
            click.echo(json_text({"error": str(error)} | dict(error.more)))
        sys.exit(failed)
    text = json_text(answer.data) if as_json else answer.text
    if text:
        click.echo(replace_controls(text) if sys.stdout.isatty() or not as_csv else text)
    if answer.note:
        click.echo(replace_controls(f"openbogo: {answer.note}"), err=True)
    sys.exit(answer.code)


def _answer(work: Callable[[], Answer]) -> Answer:
    """Do the work; what cannot be done with a release is an error like any other."""
    try:
        return work()
    except (CommandError, click.ClickException):
        raise
    except Exception as error:
        from pipeline.release.errors import ReleaseError  # noqa: PLC0415

        if isinstance(error, ReleaseError | OSError | ValueError):
            raise CommandError(join_messages([error_text(error)])) from error
        raise
