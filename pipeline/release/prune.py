"""Removing old releases: the last ones stay, and what `outputs/latest` points at.

What each changed stays noted in `outputs/history/`.

What belongs here: choosing and removing. What does not: who asks for it.
"""

import os
import shutil
from pathlib import Path

from pipeline.release.history import publications
from pipeline.release.manifest import MANIFEST

_GOING = ".staging-old-"  # what is left of a removal that was cut off goes with the next build


def prune(outputs: Path, keep: int) -> list[str]:
    """Remove all releases but the last ones that were published; those that were, oldest first.

    A folder that no publication names is left alone.
    """
    order = list(dict.fromkeys(entry.release_id for entry in reversed(publications(outputs))))
    latest = outputs / "latest"
    stay = {*order[: max(keep, 1)], Path(os.readlink(latest)).name if latest.is_symlink() else ""}
    gone = []
    for release_id in reversed(order):
        folder = outputs / "releases" / release_id
        if release_id in stay or not (folder / MANIFEST).is_file():
            continue
        # Under another name first: half a release is none.
        going = outputs / f"{_GOING}{release_id}"
        folder.rename(going)
        shutil.rmtree(going)
        gone.append(release_id)
    return gone
