"""The pinned packages: only what is pinned gets in, whatever npm brings."""

import base64
import hashlib
import io
import os
import tarfile
from pathlib import Path

import pytest

from pipeline.site import packages
from pipeline.site.packages import Package, PackagesError, browser_packages, pinned_packages

SCRIPT = b"export const answer = 42;\n"


def _archive(content: bytes, name: str = "package/dist/engine.js") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as opened:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        opened.addfile(member, io.BytesIO(content))
    return file.getvalue()


def _package(archive: bytes, content: bytes = SCRIPT) -> Package:
    digest = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    files = {"dist/engine.js": hashlib.sha256(content).hexdigest()}
    return Package("@maker/engine", "1.2.3", f"sha512-{digest}", "MIT", files)


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An npm that brings the file `brought`, and fails where there is none."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "npm"
    script.write_text(f'#!/bin/sh\ncp "{tmp_path}/brought" engine-1.2.3.tgz\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return tmp_path / "brought"


def _pin(monkeypatch: pytest.MonkeyPatch, package: Package) -> None:
    monkeypatch.setattr(packages, "pinned_packages", lambda: (package,))


def test_fetched_once_and_then_kept(
    npm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm.write_bytes(_archive(SCRIPT))
    _pin(monkeypatch, _package(npm.read_bytes()))
    files = browser_packages(tmp_path / "cache")
    assert [file.read_bytes() for file in files] == [SCRIPT]
    npm.unlink()
    assert browser_packages(tmp_path / "cache") == files
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == ["engine-1.2.3"]


def test_a_kept_file_that_was_changed_is_fetched_again(
    npm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm.write_bytes(_archive(SCRIPT))
    _pin(monkeypatch, _package(npm.read_bytes()))
    (file,) = browser_packages(tmp_path / "cache")
    file.write_bytes(b"export const answer = 43;\n")
    assert [path.read_bytes() for path in browser_packages(tmp_path / "cache")] == [SCRIPT]


@pytest.mark.parametrize(
    ("brought", "pin", "said"),
    [
        (_archive(b"other"), _package(_archive(SCRIPT)), "another hash"),
        (_archive(b"other"), _package(_archive(b"other")), "are not those pinned"),
        (_archive(SCRIPT, "package/x"), _package(_archive(SCRIPT, "package/x")), "holds no dist"),
        (None, _package(_archive(SCRIPT)), "npm could not fetch @maker/engine@1.2.3"),
    ],
)
def test_anything_else_is_refused_and_nothing_is_kept(
    npm: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    brought: bytes | None,
    pin: Package,
    said: str,
) -> None:
    if brought is not None:
        npm.write_bytes(brought)
    _pin(monkeypatch, pin)
    with pytest.raises(PackagesError, match=said):
        browser_packages(tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_without_npm_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackagesError, match="npm is not installed; install it"):
        browser_packages(tmp_path / "cache")


def test_the_pins_are_whole_and_name_no_host() -> None:
    text = Path(packages.__file__).with_name("packages.toml").read_text("utf-8")
    assert "://" not in text
    assert {package.name for package in pinned_packages()} == {
        "@duckdb/duckdb-wasm",
        "apache-arrow",
    }
    for package in pinned_packages():
        assert len(base64.b64decode(package.integrity.removeprefix("sha512-"))) == 64
        assert package.files
        assert all(len(bytes.fromhex(sha256)) == 32 for sha256 in package.files.values())
