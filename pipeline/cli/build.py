"""`openbogo build`: one build, and what came of it.

What belongs here: seeing whether there is work, running it, and wording. What does not: the build
itself, which is a Dagster job (`pipeline/defs/run.py`).
"""

import logging
import sqlite3
import time

from pipeline.cli.answer import Answer, CommandError, error_text
from pipeline.cli.language import message, say
from pipeline.cli.progress import LOGGER
from pipeline.state.whole_files import BusyError
from pipeline.state.workspace import Workspace


def build(workspace: Workspace, files: int, *, accept_loss: bool) -> Answer:
    """Bring the release of a workspace up to date.

    Args:
        workspace: whose release.
        files: how many there are in its raw/.
        accept_loss: whether a release may lack rows of the last one.

    Raises:
        CommandError: nothing was published, and why.
    """
    if not files:
        raise CommandError(
            "no report in {path}: `openbogo add FILE` puts one there, `openbogo init` makes "
            "the folder, --home names another",
            path=workspace.raw,
        )
    try:
        with workspace.lock():
            return _build(workspace, files, accept_loss=accept_loss)
    except BusyError as error:
        raise CommandError(error.args[0]) from error
    except CommandError:
        raise
    except Exception as error:
        reason = _fault_of_disk(error)
        if reason is None:
            raise RuntimeError("the build was stopped by a defect of the program") from error
        raise CommandError(
            "the build stopped: {reason}; the last release stays as it was", reason=reason
        ) from error


def _build(workspace: Workspace, files: int, *, accept_loss: bool) -> Answer:
    began = time.perf_counter()
    if manifest := workspace.current(workspace.key()):
        named = manifest["release_id"]
        data = {"release_id": named, "path": str(workspace.latest.resolve()), "changed": False}
        said = say("nothing changed since {release} ({path})", release=named, path=workspace.latest)
        return Answer(said, data)
    # Dagster takes longer to import than two reports to read: only now, when there is work.
    from pipeline.cli.build_summary import summarize, summary_text  # noqa: PLC0415
    from pipeline.definitions import defs  # noqa: PLC0415
    from pipeline.defs.run import build as run  # noqa: PLC0415

    logging.getLogger(LOGGER).info(
        message(
            "start    {seconds:.2f} s  {files} files in {path}",
            seconds=time.perf_counter() - began,
            files=files,
            path=workspace.raw,
        )
    )
    before = workspace.manifest()
    outcome = run(workspace, defs, accept_loss=accept_loss)
    if not outcome.success:
        raise _failure(workspace, before, outcome.problems)
    seconds = round(time.perf_counter() - began, 1)
    data = summarize(workspace.latest) | {"changed": True, "seconds": seconds}
    return Answer(f"{summary_text(data)}\n" + say("{seconds} s", seconds=seconds), data)


def _failure(
    workspace: Workspace, before: dict[str, object] | None, problems: tuple[str, ...]
) -> CommandError:
    last = workspace.manifest()
    if last and last != before:
        reason = message(
            "{release} was published, but not all was noted; build again",
            release=last["release_id"],
        )
    elif last:
        reason = message(
            "no release was published; the last one, {release}, stays", release=last["release_id"]
        )
    else:
        reason = message("no release was published; there was none before")
    return CommandError(reason, more={"problems": problems})


def _fault_of_disk(error: BaseException | None) -> str | None:
    """The refusal of the disk, or of the database of the history on it; None if it is not that."""
    while error is not None:
        if isinstance(error, OSError | sqlite3.Error):
            return error_text(error)
        error = error.__cause__ or error.__context__
    return None
