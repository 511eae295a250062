"""Real builds, shared by the tests that only look at them."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.site.packages import PackagesError, browser_packages
from pipeline.state.workspace import Workspace
from tests.e2e.home import Built, Home


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What sites need of others, fetched once for all builds."""
    cache = tmp_path_factory.mktemp("packages")
    with contextlib.suppress(PackagesError):  # no npm: sites without the SQL page
        browser_packages(cache)
    return cache


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
def built(make_home: Callable[[], Home]) -> Built:
    """The release of the two real reports. Tests read it; those that change it make their own."""
    home = make_home()
    process = home.build()
    assert process.returncode == 0, process.stderr
    return Built(home, process)


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

    def make() -> Home:
        path = tmp_path_factory.mktemp("copy") / "home"
        # A home holds many files twice as one (hard links), which shutil would copy twice.
        subprocess.run(["cp", "-a", built.home.path, path], check=True)
        return Home(path)

    return make
