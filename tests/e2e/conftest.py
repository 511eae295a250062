"""Real builds, shared by the tests that only look at them."""

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.site.packages import PackagesError, browser_packages
from pipeline.state.workspace import Workspace
from tests.e2e.home import Built, Home
from tests.shared import copied, shared


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What sites need of others, fetched once for all builds."""

    def fetch(cache: Path) -> None:
        with contextlib.suppress(PackagesError):  # no npm: sites without the SQL page
            browser_packages(cache)

    return shared(tmp_path_factory, "packages", fetch)


@pytest.fixture(scope="session")
def make_home(
    root: Path, packages: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Home]:
    """A new folder with a copy of the two real reports."""

    def make() -> Home:
        path = tmp_path_factory.mktemp("home")
        shutil.copytree(root / "raw", path / "raw")
        cache = Workspace(path).packages
        shutil.copytree(packages, cache, copy_function=os.link)
        return Home(path)

    return make


@pytest.fixture(scope="session")
def built(make_home: Callable[[], Home], tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The release of the two real reports. Tests read it; those that change it make their own."""

    def build(folder: Path) -> None:
        home = make_home()
        process = home.build()
        assert process.returncode == 0, process.stderr
        said = {"stdout": process.stdout, "stderr": process.stderr}
        (folder / "said.json").write_text(json.dumps(said | {"home": str(home.path)}), "utf-8")
        home.path.rename(folder / "home")

    folder = shared(tmp_path_factory, "built", build)
    path = copied(folder / "home", tmp_path_factory)
    said = json.loads((folder / "said.json").read_text("utf-8"))
    there = said.pop("home")
    said = {name: text.replace(there, str(path)) for name, text in said.items()}
    return Built(Home(path), subprocess.CompletedProcess(["openbogo", "build"], 0, **said))


@pytest.fixture(scope="session")
def root_raw(root: Path) -> dict[str, bytes]:
    """The reports of the project, as committed."""
    return {
        path.relative_to(root / "raw").as_posix(): path.read_bytes()
        for path in (root / "raw").rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="session")
def built_copy(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Home]:
    """A new folder with the reports and the release as `built` left them."""
    return lambda: Home(copied(built.home.path, tmp_path_factory))
