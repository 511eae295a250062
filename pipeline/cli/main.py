"""The `openbogo` command: its subcommands and their options.

What belongs here: names, options, help, exit codes. What does not: the work, which is in
`pipeline/cli/` and imported only when it is asked for.
"""

import os
import shutil
import sys
from pathlib import Path

import click

from pipeline.cli.answer import Answer
from pipeline.cli.language import say
from pipeline.cli.localized import ASKING_FOR_HELP, LocalizedGroup, LocalizedPath, Number
from pipeline.cli.options import FILES, OF_REPORT, RELEASE, prints_answer
from pipeline.state.workspace import Workspace

EXIT_CODES = "Exit codes: 0 done, 1 not done, 2 called wrongly; standard error says why."


@click.group(
    cls=LocalizedGroup, context_settings={"help_option_names": ASKING_FOR_HELP}, epilog=EXIT_CODES
)
@click.version_option(package_name="openbogo", message="%(version)s")
def main() -> None:
    """Korean government reports (업무보고) as validated open data."""


@main.command()
@click.argument("directory", required=False, type=LocalizedPath(file_okay=False, path_type=Path))
@click.option("--samples", is_flag=True, help="With two reports of Seoul, to try it on.")
@prints_answer()
def init(workspace: Workspace, directory: Path | None, samples: bool) -> Answer:
    """Make a folder for reports.

    The folder is DIRECTORY, or the current one. Existing files stay unchanged.
    """
    from pipeline.cli.init import init as run  # noqa: PLC0415

    return run(directory or workspace.home, samples=samples)


@main.command()
@click.option(
    "--accept-loss", is_flag=True, help="Publish even if rows of the last release are lost."
)
@prints_answer()
def build(workspace: Workspace, accept_loss: bool) -> Answer:
    """Read the reports in raw/ and publish a release.

    The release is in outputs/latest/. Only new and changed reports are read; everything is checked.
    """
    from pipeline.cli.build import build as run  # noqa: PLC0415
    from pipeline.cli.progress import progress  # noqa: PLC0415

    files = len(workspace.files())
    with progress(sys.stderr, files):
        return run(workspace, files, accept_loss=accept_loss)


@main.command()
@FILES
@click.option(
    "--collection",
    metavar="NAME",
    help="Folder of raw/. Default: that of the agency's other reports.",
)
@click.option("--dry-run", is_flag=True, help="Copy nothing.")
@prints_answer()
def add(
    workspace: Workspace, files: tuple[Path, ...], collection: str | None, dry_run: bool
) -> Answer:
    """Read a report and put it into raw/ if it can be read.

    Says what was understood. Also copies a note beside the report (FILE.toml). Never overwrites a
    file in raw/.
    """
    if collection is not None and (
        collection[:1] in ("", ".") or Path(collection).name != collection
    ):
        raise click.BadParameter(
            say("it is the name of a folder of raw/"), param_hint="--collection"
        )
    from pipeline.cli.add import add as run  # noqa: PLC0415

    return run(workspace, files, collection, dry_run=dry_run)


@main.command()
@click.argument("sql")
@click.option(
    "--rows",
    type=Number(min=0),
    help="How many, 0 for all. Default: 1,000 as a table, else all.",
)
@RELEASE
@prints_answer(csv=True, formats=("table", "csv", "json", "jsonl", "markdown"))
def query(workspace: Workspace, *, sql: str, rows: int | None, release: str, form: str) -> Answer:
    """Run SQL on a release: read-only, no files, no network."""
    from pipeline.cli.lookup import folder_of  # noqa: PLC0415
    from pipeline.cli.query import query as run  # noqa: PLC0415

    return run(folder_of(workspace.outputs, release), sql, form, rows)


@main.command()
@click.argument("table", required=False)
@OF_REPORT
@click.option(
    "--columns", default="", metavar="NAMES", help="Only these columns, separated by commas: a,b."
)
@click.option(
    "--rows",
    type=Number(min=0),
    help="How many, 0 for all. Default: 10; all with --csv or --json.",
)
@RELEASE
@prints_answer(csv=True)
def show(
    workspace: Workspace,
    *,
    table: str | None,
    report: str | None,
    columns: str,
    rows: int | None,
    release: str,
    form: str,
) -> Answer:
    """Show the first rows of TABLE, or list the tables."""
    from pipeline.cli.lookup import open_release  # noqa: PLC0415
    from pipeline.cli.show import show as run  # noqa: PLC0415
    from pipeline.cli.show import tables  # noqa: PLC0415

    found = open_release(workspace.outputs, release)
    if table is None:
        return tables(found, form)
    chosen = [name.strip() for name in columns.split(",") if name.strip()]
    room = shutil.get_terminal_size((120, 24)).columns
    return run(found, table, report=report, columns=chosen, rows=rows, form=form, room=room)


@main.command()
@click.argument("table")
@click.argument("key", nargs=-1, required=True, metavar="KEY...")
@OF_REPORT
@click.option("--context", default=0, type=Number(min=0), help="Lines to show before and after.")
@RELEASE
@prints_answer()
def trace(
    workspace: Workspace,
    *,
    table: str,
    key: tuple[str, ...],
    report: str | None,
    context: int,
    release: str,
) -> Answer:
    """Show the lines of the report behind a row, with its values marked.

    KEY names the row of TABLE: the values of its primary key in order (the report may be left
    out), words of its title, or column=value.

        openbogo trace budget_execution 창업정책과 fiscal_year=2023
    """
    from pipeline.cli.lookup import open_release  # noqa: PLC0415
    from pipeline.cli.trace import BRACKETS, REVERSE  # noqa: PLC0415
    from pipeline.cli.trace import trace as run  # noqa: PLC0415

    found = open_release(workspace.outputs, release)
    marks = REVERSE if sys.stdout.isatty() and "NO_COLOR" not in os.environ else BRACKETS
    return run(found, table, key, report=report, context=context, marks=marks)


@main.command()
@click.argument("form", type=click.Choice(["duckdb"]))
@click.argument(
    "file", default="openbogo.duckdb", type=LocalizedPath(dir_okay=False, path_type=Path)
)
@RELEASE
@prints_answer()
def export(workspace: Workspace, form: str, file: Path, release: str) -> Answer:
    """Make a DuckDB file of a release that has none.

    A release of many rows has a file for each agency instead. FILE is the file to make. Default:
    openbogo.duckdb in the current folder.
    """
    from pipeline.cli.export import export as run  # noqa: PLC0415
    from pipeline.cli.lookup import folder_of  # noqa: PLC0415

    return run(folder_of(workspace.outputs, release), form, file)


@main.command()
@click.argument("before")
@click.argument("after", default="latest")
@prints_answer(failed=2)
def diff(workspace: Workspace, before: str, after: str) -> Answer:
    """Show the differences between two releases.

    BEFORE and AFTER are ids of releases, the start of one, `latest`, or folders. Compares tables,
    columns, rows by key with old and new values, and files; --json has every row. Exit codes: 0
    identical, 1 different, 2 not comparable.
    """
    from pipeline.cli.releases import compare  # noqa: PLC0415

    return compare(workspace.outputs, before, after)


@main.command()
@click.option("--keep", type=Number(min=1), help="Remove all releases but the last N.")
@prints_answer()
def releases(workspace: Workspace, keep: int | None) -> Answer:
    """List the releases in the order of their publication."""
    from pipeline.cli.releases import listing, prune_releases  # noqa: PLC0415

    return listing(workspace.outputs) if keep is None else prune_releases(workspace, keep)


@main.command()
@click.argument("directory", required=False, type=LocalizedPath(path_type=Path))
@prints_answer(failed=2)
def verify(workspace: Workspace, directory: Path | None) -> Answer:
    """Check that a release is whole.

    Compares checksums, schemas, keys and positions in the text, and the rows of Parquet, CSV and
    DuckDB. DIRECTORY is a release folder. Default: outputs/latest. Exit codes: 0 whole, 1 not
    whole, 2 no release.
    """
    from pipeline.cli.lookup import LATEST, folder_of  # noqa: PLC0415
    from pipeline.cli.releases import verification  # noqa: PLC0415

    return verification(directory or folder_of(workspace.outputs, LATEST))


@main.command()
@click.option("--port", default=8000, type=Number(0, 65535), help="The port. Default: 8000.")
@RELEASE
@prints_answer(json=False)
def serve(workspace: Workspace, port: int, release: str) -> Answer:
    """Show the site of a release in a browser, on this machine."""
    from pipeline.cli.lookup import folder_of  # noqa: PLC0415
    from pipeline.cli.serve import serve as run  # noqa: PLC0415

    folder = folder_of(workspace.outputs, release).resolve()
    return run(folder, port, lambda at: click.echo(say("{address}  (Ctrl+C ends)", address=at)))


@main.command()
@RELEASE
@prints_answer(json=False)
def mcp(workspace: Workspace, release: str) -> Answer:
    """Answer an assistant's questions about a release (MCP).

    It speaks the Model Context Protocol on standard input and output, as assistants start it:
    tools to search, to read rows, to run read-only SQL, and to compare the figures of a paragraph.
    It needs the package mcp (pip install 'openbogo[mcp]').
    """
    from pipeline.cli.lookup import folder_of  # noqa: PLC0415
    from pipeline.cli.mcp_server import serve as run  # noqa: PLC0415

    return run(folder_of(workspace.outputs, release))


@main.command()
@click.argument("destination")
@click.option(
    "--release", "name", default="latest", metavar="ID", help="A release id. Default: the latest."
)
@click.option("--keep", type=Number(min=1), help="Releases to keep there. Default: all.")
@click.option(
    "--check", is_flag=True, help="Send nothing; check that the files there are unchanged."
)
@prints_answer()
def publish(
    workspace: Workspace, *, destination: str, name: str, keep: int | None, check: bool
) -> Answer:
    """Copy a release to a folder or a bucket.

    DESTINATION is a folder, s3://bucket/path, or another address that fsspec knows. If it is
    interrupted, run it again: it continues. Files of the same size are not sent again; --check
    fetches every file of every release there and compares it with its checksum.
    """
    from pipeline.cli.publish import check as compare  # noqa: PLC0415
    from pipeline.cli.publish import publish as run  # noqa: PLC0415

    if check:
        return compare(workspace.outputs, destination)
    return run(workspace.outputs, name, destination, keep)


@main.command()
@prints_answer(json=False)
def home(workspace: Workspace) -> Answer:
    """Print the folder of Dagster's history of builds."""
    from pipeline.defs.run import dagster_home  # noqa: PLC0415

    return Answer(str(dagster_home(workspace)), {})
