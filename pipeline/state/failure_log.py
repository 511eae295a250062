"""The builds that failed, and why: `outputs/failures.jsonl`, one line each, oldest first.

Only the standard library here: it must work when little else does.
"""

import json
import logging
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.message import message

FAILURES = "failures.jsonl"

logger = logging.getLogger("openbogo")


@dataclass(frozen=True)
class Failure:
    """One build that did not publish."""

    run_id: str
    ended: str
    """The time in UTC: this is a log, no data."""
    started_by: str
    """`command`, or the name of the sensor or schedule."""
    problems: tuple[str, ...]
    """The reasons, one line each."""


def note(outputs: Path, failure: Failure) -> None:
    """Add a failure, unless this run is noted already. A disk that refuses it is only said."""
    try:
        if any(known.run_id == failure.run_id for known in failures(outputs)):
            return
        outputs.mkdir(parents=True, exist_ok=True)
        line = json.dumps(asdict(failure), ensure_ascii=False) + "\n"
        with (outputs / FAILURES).open("ab+") as file:
            if file.tell():  # a line that a kill cut off must not take this one with it
                file.seek(-1, os.SEEK_END)
                line = line if file.read() == b"\n" else f"\n{line}"
            file.write(line.encode("utf-8"))
    except OSError as error:
        logger.warning(
            message(
                "the failure could not be noted in {path}: {error}",
                path=outputs / FAILURES,
                error=error,
            )
        )


def failures(outputs: Path) -> list[Failure]:
    """All that were noted; a line that was cut off is left out."""
    path = outputs / FAILURES
    found = []
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        try:
            entry = json.loads(line)
            found.append(Failure(**entry | {"problems": tuple(entry["problems"])}))
        except (ValueError, TypeError, KeyError):
            continue
    return found
