"""A folder to build in, and the installed command, run in a process of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

OPENBOGO = Path(sys.executable).parent / "openbogo"
PATIENCE = 1800
"""Seconds that a command may take before it is said to hang: on a busy machine one waits long."""


@dataclass(frozen=True)
class Home:
    """A folder with raw/ and outputs/, and the command to use on it."""

    path: Path

    @property
    def raw(self) -> Path:
        return self.path / "raw"

    @property
    def latest(self) -> Path:
        return self.path / "outputs" / "latest"

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        # Nothing of the caller's Dagster may leak in, and nothing of the test out.
        inherited = {
            k: v for k, v in os.environ.items() if not k.startswith(("DAGSTER", "OPENBOGO"))
        }
        return subprocess.run(
            [str(OPENBOGO), *arguments],
            cwd=self.path,
            env=inherited | {"OPENBOGO_LANG": "en"} | environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    def build(self, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run("build", **environment)

    def files(self) -> dict[str, bytes]:
        """Every file of the last release."""
        return {
            path.relative_to(self.latest).as_posix(): path.read_bytes()
            for path in sorted(self.latest.rglob("*"))
            if path.is_file()
        }

    def digests(self) -> dict[str, str]:
        """The hash of every file of the last release: two that differ are shown in a line each."""
        return {name: sha256(data).hexdigest() for name, data in self.files().items()}


@dataclass(frozen=True)
class Built:
    """A home with a release, and what the build said."""

    home: Home
    process: subprocess.CompletedProcess[str]
