"""The `openbogo` command: thin, it calls what the Dagster assets call.

Exit codes: 0 done (for `build`: a release is published; for `diff`: identical), 1 not done, with
the reason on standard error, 2 the command was called the wrong way.
"""

import logging
import os
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from pipeline.workspace import ACCEPT_LOSS_VARIABLE, BusyError, Workspace

Result = TypeVar("Result")

HOME_OPTION = click.option(
    "--home",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that holds raw/ and outputs/. Default: OPENBOGO_HOME, or the current folder.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Korean government reports (업무보고) as validated open data."""


@main.command()
@HOME_OPTION
@click.option("--accept-loss", is_flag=True, help="Publish although rows of the last one are lost.")
def build(home: Path | None, accept_loss: bool) -> None:
    """Read the reports in raw/ and publish a release in outputs/latest."""
    if accept_loss:
        os.environ[ACCEPT_LOSS_VARIABLE] = "1"
    workspace = _workspace(home)
    files = len(workspace.files())
    if not files:
        _fail(f"no report in {workspace.raw}: put one into a folder of it, such as raw/<office>/")
    _show_progress()
    try:
        with workspace.locked():
            _build(workspace, files)
    except BusyError as error:
        _fail(f"{error}; wait for it to end")
    except Exception as error:
        reason = _fault_of_disk(error)
        if reason is None:
            raise
        _fail(f"the build stopped: {reason}; the last release stays as it was")


def _show_progress() -> None:
    """Print what the loggers say, plainly; Dagster takes what `openbogo` says into its events."""
    for name in ("openbogo", "openbogo-reports"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        logger.addHandler(logging.StreamHandler(sys.stderr))


def _build(workspace: Workspace, files: int) -> None:
    began = time.perf_counter()
    if manifest := workspace.current(workspace.key()):
        click.echo(f"nothing changed since {manifest['release_id']} ({workspace.latest})")
        return
    # Dagster takes longer to import than two reports to read: only now, when there is work.
    from pipeline.build import build as run  # noqa: PLC0415
    from pipeline.summary import summary  # noqa: PLC0415

    logging.getLogger("openbogo").info(
        "start    %.2f s  %d files in %s",
        time.perf_counter() - began,
        files,
        workspace.raw,
    )
    before = workspace.manifest()
    outcome = run(workspace)
    if not outcome.success:
        for problem in outcome.problems:
            click.echo(f"error: {problem}", err=True)
        last = workspace.manifest()
        if last and last != before:
            _fail(f"{last['release_id']} was published, but not all was noted; build again")
        kept = f"the last one, {last['release_id']}, stays" if last else "there was none before"
        _fail(f"no release was published; {kept}")
    click.echo(summary(workspace.latest))
    click.echo(f"{time.perf_counter() - began:.1f} s")


@main.command()
@click.argument("sql")
@click.option("--release", type=click.Path(path_type=Path), help="A release folder.")
@HOME_OPTION
def query(sql: str, release: Path | None, home: Path | None) -> None:
    """Run SQL on the release, read-only, without access to files or network."""
    import duckdb  # noqa: PLC0415

    from pipeline.release.query import connect  # noqa: PLC0415

    workspace = _workspace(home)
    database = (release or workspace.latest) / "openbogo.duckdb"
    if not database.is_file():
        _fail(f"no release at {database.parent}: run `openbogo build` first")
    with connect(database) as connection:
        try:
            relation = connection.sql(sql)
            if relation is None:
                _fail("this statement returns no rows; `openbogo query` takes a SELECT")
            relation.show(max_rows=10_000, max_width=10_000)
        except duckdb.Error as error:
            _fail(str(error))


@main.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--release", type=click.Path(path_type=Path), help="A release folder.")
@HOME_OPTION
def serve(port: int, release: Path | None, home: Path | None) -> None:
    """Show the site of the release in a browser, on this machine only."""
    from pipeline.serve import serve as run  # noqa: PLC0415

    workspace = Workspace(home.resolve()) if home else Workspace.find()
    folder = (release or workspace.latest).resolve()
    if not (folder / "site" / "index.html").is_file():
        _fail(f"no site at {folder}: run `openbogo build` first")
    try:
        run(folder, port, lambda address: click.echo(f"{address}  (Ctrl+C ends)"))
    except OSError as error:
        _fail(f"port {port}: {error.strerror}; choose another with --port")


@main.command()
@HOME_OPTION
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def releases(home: Path | None, as_json: bool) -> None:
    """List the releases in the order in which they were published."""
    from pipeline.commands.releases import listing  # noqa: PLC0415

    click.echo(listing(_workspace(home).outputs, as_json=as_json))


@main.command()
@click.argument("before")
@click.argument("after", default="latest")
@click.option("--json", "as_json", is_flag=True, help="Every row, for machines.")
@HOME_OPTION
def diff(before: str, after: str, home: Path | None, as_json: bool) -> None:
    """Say what differs between two releases: tables, columns, rows by key, files.

    BEFORE and AFTER are release ids, the start of one, `latest`, or folders. Exit codes: 0
    identical, 1 different, 2 they cannot be compared.
    """
    from pipeline.commands.releases import compare  # noqa: PLC0415

    text, identical = _or_exit(2, lambda: compare(_workspace(home).outputs, before, after, as_json))
    click.echo(text)
    sys.exit(0 if identical else 1)


@main.command()
@click.argument("directory", required=False, type=click.Path(path_type=Path))
@HOME_OPTION
def verify(directory: Path | None, home: Path | None) -> None:
    """Ask a release whether it is whole: checksums, schemas, keys, places, the same in each format.

    DIRECTORY is a release folder, outputs/latest if none is given. Exit codes: 0 it is, 1 it is
    not, 2 it is no release.
    """
    from pipeline.commands.releases import verification  # noqa: PLC0415

    folder = directory or _workspace(home).latest
    text, whole = _or_exit(2, lambda: verification(folder))
    click.echo(text)
    sys.exit(0 if whole else 1)


@main.command()
@click.argument("destination")
@click.option("--release", "name", default="latest", help="A release id. Default: the latest.")
@click.option("--keep", type=click.IntRange(min=1), help="Releases to keep there. Default: all.")
@HOME_OPTION
def publish(destination: str, name: str, keep: int | None, home: Path | None) -> None:
    """Bring a release to DESTINATION: a folder, s3://bucket/path, or what else fsspec knows.

    Given again after it was cut off, it goes on where it stopped.
    """
    from pipeline.commands.publish import publish as run  # noqa: PLC0415

    outputs = _workspace(home).outputs
    click.echo(_or_exit(1, lambda: run(outputs, name, destination, keep)))


@main.command()
@HOME_OPTION
def home(home: Path | None) -> None:
    """Print the folder that Dagster keeps the history of builds in."""
    from pipeline.build import dagster_home  # noqa: PLC0415

    click.echo(dagster_home(_workspace(home)))


def _workspace(home: Path | None) -> Workspace:
    return Workspace(home.resolve()) if home else Workspace.find()


def _or_exit(code: int, work: Callable[[], Result]) -> Result:
    """Do something with a release; when there is none to do it with, say so and exit."""
    from pipeline.release.errors import ReleaseError  # noqa: PLC0415

    try:
        return work()
    except (ReleaseError, OSError, ValueError) as error:
        _fail(str(error), code)


def _fault_of_disk(error: BaseException | None) -> str | None:
    """What the disk, or the database of the history on it, refused; None if it is not that."""
    while error is not None:
        if isinstance(error, OSError | sqlite3.Error):
            return str(error)
        error = error.__cause__ or error.__context__
    return None


def _fail(reason: str, code: int = 1) -> NoReturn:
    click.echo(f"openbogo: {reason}", err=True)
    sys.exit(code)
