"""`openbogo init`: a folder that reports can be put into."""

import shutil
import sys
from pathlib import Path

from pipeline.cli.answer import Answer, CommandError
from pipeline.cli.language import say
from pipeline.state.code_version import CODE
from pipeline.state.workspace import Workspace

_SAMPLES = (Path(sys.prefix) / "share" / "openbogo" / "raw", CODE / "raw")
"""Places of the sample reports: in an installed package, and in a clone."""


def init(home: Path, *, samples: bool) -> Answer:
    """Make `raw/` in a folder, with the two sample reports if they are wanted.

    Raises:
        CommandError: it has reports already, or the sample reports were not installed.
    """
    workspace = Workspace(home.resolve())
    if workspace.raw.is_dir() and any(workspace.raw.iterdir()):
        raise CommandError(
            "{path} is there already and not empty; nothing was changed", path=workspace.raw
        )
    if samples:
        _copy_samples(workspace.raw)
    workspace.raw.mkdir(parents=True, exist_ok=True)
    files = len(workspace.files())
    follow = "openbogo build" if files else "openbogo add FILE"
    return Answer(
        say(
            "{path} is made, with {files} reports. Next, in {home}: {command}",
            path=workspace.raw,
            files=files,
            home=workspace.home,
            command=follow,
        ),
        {"home": str(workspace.home), "reports": files},
    )


def _copy_samples(raw: Path) -> None:
    found = next((folder for folder in _SAMPLES if folder.is_dir() and folder != raw), None)
    if found is None:
        raise CommandError("the sample reports are not installed; leave out --samples")
    shutil.copytree(found, raw, dirs_exist_ok=True)
