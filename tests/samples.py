"""Where the sample reports are: public documents that the project does not ship."""

import os
from pathlib import Path

import pytest

SAMPLES = Path(
    os.environ.get("OPENBOGO_SAMPLES") or Path(__file__).parents[2] / "shared" / "samples"
)


def sample(name: str) -> bytes:
    """The bytes of a sample; the test is skipped where the folder of samples is absent."""
    if not SAMPLES.is_dir():
        pytest.skip("the sample reports are not here; set OPENBOGO_SAMPLES to their folder")
    return (SAMPLES / name).read_bytes()
