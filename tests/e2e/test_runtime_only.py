"""What is installed to build is all that building needs: nothing of what is there for tests."""

import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.e2e.home import Home

WITHOUT = """
import sys
from importlib.abc import MetaPathFinder

class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
from pipeline.cli.main import main
main()
"""


@pytest.fixture(scope="session")
def absent(root: Path) -> set[str]:
    """Modules that are installed here, but not by requirements/runtime.txt."""
    pins = (root / "requirements" / "runtime.txt").read_text("utf-8")
    there = {_plain(name) for name in re.findall(r"^([\w.-]+)(?:\[.*\])?==", pins, re.MULTILINE)}
    there.add("openbogo")
    return {
        module
        for module, packages in packages_distributions().items()
        if there.isdisjoint(map(_plain, packages))
    }


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_a_release_is_built_and_asked_without_what_only_tests_need(
    root: Path, absent: set[str], make_home: Callable[[], Home]
) -> None:
    assert {"numpy", "pyarrow", "pytest", "selenium"} <= absent
    home = make_home()
    for words in (
        ["build"],
        ["verify"],
        ["show", "budget_execution"],
        ["trace", "budget_execution", "창업정책과", "fiscal_year=2023"],
        ["query", "SELECT count(*) FROM quantities"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", WITHOUT.format(absent=absent), *words],
            cwd=home.path,
            env={
                "PATH": "/usr/bin:/bin",
                "PYTHONPATH": str(root),
                "OPENBOGO_HOME": str(home.path),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{words}: {done.stderr[-2000:]}"
