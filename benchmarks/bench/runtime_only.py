"""A build as its users install it: what is there for tests and benchmarks only is not found."""

import re
from functools import cache
from importlib.metadata import packages_distributions

from benchmarks.bench.measure import ROOT

_PROGRAM = """
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


@cache
def command() -> str:
    """The program `openbogo`, to be given to `python -c`."""
    return _PROGRAM.format(absent=sorted(absent()))


@cache
def absent() -> frozenset[str]:
    """Modules that are installed here, but not by requirements/runtime.txt."""
    pins = (ROOT / "requirements" / "runtime.txt").read_text("utf-8")
    there = {_plain(name) for name in re.findall(r"^([\w.-]+)(?:\[.*\])?==", pins, re.MULTILINE)}
    there.add("openbogo")
    return frozenset(
        module
        for module, packages in packages_distributions().items()
        if there.isdisjoint(map(_plain, packages))
    )


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
