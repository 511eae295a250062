"""What is installed to build is all that building needs: nothing of what is there for tests."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.bench.runtime_only import absent, command
from tests.e2e.home import Home


def test_a_release_is_built_and_asked_without_what_only_tests_need(
    root: Path, make_home: Callable[[], Home]
) -> None:
    assert {"numpy", "pyarrow", "pytest", "selenium"} <= absent()
    home = make_home()
    for words in (
        ["build"],
        ["verify"],
        ["show", "budget_execution"],
        ["trace", "budget_execution", "창업정책과", "fiscal_year=2023"],
        ["query", "SELECT count(*) FROM quantities"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", command(), *words],
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
