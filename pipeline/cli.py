"""The `openbogo` command: thin, it calls what the Dagster assets call.

Exit codes: 0 done (for `build`: a release is published), 1 not done, with the reason on standard
error, 2 the command was called the wrong way.
"""

import logging
import os
import sys
import time
from pathlib import Path

import click

from pipeline.workspace import ACCEPT_LOSS_VARIABLE, BusyError, Workspace

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
    workspace = Workspace(home.resolve()) if home else Workspace.find()
    if not workspace.files():
        _fail(f"no report in {workspace.raw}: put one into a folder of it, such as raw/<office>/")
    _show_progress()
    try:
        with workspace.locked():
            _build(workspace)
    except BusyError as error:
        _fail(f"{error}; wait for it to end")


def _show_progress() -> None:
    """Print what the logger `openbogo` says, plainly; Dagster takes the same into its event log."""
    logger = logging.getLogger("openbogo")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(logging.StreamHandler(sys.stderr))


def _build(workspace: Workspace) -> None:
    began = time.perf_counter()
    key = workspace.key()
    if workspace.is_current(key):
        manifest = workspace.manifest() or {}
        click.echo(f"nothing changed since {manifest['release_id']} ({workspace.latest})")
        return
    # Dagster takes longer to import than two reports to read: only now, when there is work.
    from pipeline.build import build as run  # noqa: PLC0415
    from pipeline.summary import summary  # noqa: PLC0415

    logging.getLogger("openbogo").info(
        "start    %.2f s  %d files in %s",
        time.perf_counter() - began,
        len(workspace.files()),
        workspace.raw,
    )
    outcome = run(workspace)
    if not outcome.success:
        for problem in outcome.problems:
            click.echo(f"error: {problem}", err=True)
        last = workspace.manifest()
        kept = f"the last one, {last['release_id']}, stays" if last else "there was none before"
        _fail(f"no release was published; {kept}")
    manifest = workspace.manifest() or {}
    workspace.remember(key, manifest["release_id"])
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

    workspace = Workspace(home.resolve()) if home else Workspace.find()
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
def home(home: Path | None) -> None:
    """Print the folder that Dagster keeps the history of builds in."""
    from pipeline.build import dagster_home  # noqa: PLC0415

    click.echo(dagster_home(Workspace(home.resolve()) if home else Workspace.find()))


def _fail(reason: str) -> None:
    click.echo(f"openbogo: {reason}", err=True)
    sys.exit(1)
