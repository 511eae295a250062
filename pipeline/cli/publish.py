"""`openbogo publish`: bring a release to a folder or a bucket, and say what was done.

What belongs here: wording. What does not: the order of sending (`pipeline/release/publish.py`).
"""

from dataclasses import asdict
from pathlib import Path

from pipeline.cli.answer import Answer
from pipeline.cli.language import message, say
from pipeline.cli.lookup import folder_of
from pipeline.release.errors import ReleaseError
from pipeline.release.publish import deliver


def publish(outputs: Path, name: str, destination: str, keep: int | None) -> Answer:
    """Bring a release to a place; return what was done.

    Raises:
        CommandError: nothing is published here yet.
        ReleaseError: there is no such release, it is not whole, or it did not arrive.
    """
    release = folder_of(outputs, name).resolve()
    try:
        done = deliver(outputs, release, destination, keep)
    except ImportError as error:
        raise ReleaseError(
            message(
                "{place}: {error} (for s3://: pip install 'openbogo[s3]')",
                place=destination,
                error=error,
            )
        ) from error
    except ReleaseError:
        raise
    except Exception as error:  # each client of a store has errors of its own
        raise ReleaseError(
            message(
                "{place} did not take all of it ({kind}: {error}); what it had is as it was, and "
                "the same command goes on where this one stopped",
                place=destination,
                kind=type(error).__name__,
                error=error,
            )
        ) from error
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
