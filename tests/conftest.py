"""Where the project stands. (That this file is here also puts this folder on the import path.)"""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).resolve().parent.parent
