"""`openbogo publish`: bring a release to a folder or a bucket, or compare what stands there.

What belongs here: wording. What does not: the order of sending (`pipeline/release/publish.py`).
"""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from pipeline.cli.answer import Answer
from pipeline.cli.language import Message, localize, message, say
from pipeline.cli.lookup import folder_of
from pipeline.release.errors import ReleaseError, first_of
from pipeline.release.place_check import check_place
from pipeline.release.publish import deliver
from pipeline.release.verify import require_sound_tables

_Done = TypeVar("_Done")


def publish(outputs: Path, name: str, destination: str, keep: int | None) -> Answer:
    """Bring a release to a place; return what was done.

    Raises:
        CommandError: nothing is published here yet.
        ReleaseError: there is no such release, it is not whole, or it did not arrive.
    """
    release = folder_of(outputs, name).resolve()
    require_sound_tables(release)
    done = _use_place(
        destination,
        lambda: deliver(outputs, release, destination, keep),
        lambda error: message(
            "{place} did not take all of it ({kind}: {error}); what it had is as it was, and "
            "the same command goes on where this one stopped",
            place=destination,
            kind=type(error).__name__,
            error=error,
        ),
    )
    lines = [
        say(
            "{release} is the latest at {place}: {sent} files sent, {copied} copied there, {kept} "
            "there already",
            release=done.release_id,
            place=destination,
            sent=done.sent,
            copied=done.copied,
            kept=done.kept,
        )
    ]
    lines += [say("deleted there: {release}", release=release_id) for release_id in done.deleted]
    return Answer("\n".join(lines), {"destination": destination} | asdict(done))


def check(outputs: Path, destination: str) -> Answer:
    """Compare what stands at a place with what was sent; exit code 1 if it is something else.

    Raises:
        ReleaseError: nothing is published there, or it cannot be read.
    """
    done = _use_place(
        destination,
        lambda: check_place(outputs, destination),
        lambda error: message(
            "{place} does not give all of it ({kind}: {error})",
            place=destination,
            kind=type(error).__name__,
            error=error,
        ),
    )
    data = {"destination": destination} | asdict(done)
    if not done.problems:
        text = say(
            "{place}: {releases} releases, {files:,} files, as they were sent",
            place=destination,
            releases=len(done.releases),
            files=done.files,
        )
        return Answer(text, data)
    remedy = say(
        "remove these files there, then publish the release again: openbogo publish {place} "
        "--release ID",
        place=destination,
    )
    told = say("{place}: NOT as it was sent", place=destination)
    return Answer("\n".join([told, localize(first_of(done.problems)), remedy]), data, code=1)


def _use_place(
    destination: str, work: Callable[[], _Done], say_why: Callable[[Exception], Message]
) -> _Done:
    """Do something at a place; whatever its client raises is said in words."""
    try:
        return work()
    except ImportError as error:
        raise ReleaseError(
            "{place}: {error} (for s3://: pip install 'openbogo[s3]')",
            place=destination,
            error=error,
        ) from error
    except ReleaseError:
        raise
    except Exception as error:  # each client of a store has errors of its own
        raise ReleaseError(say_why(error)) from error
