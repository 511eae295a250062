"""Whatever breaks a build off, the last release is whole, and the next build succeeds."""

import os
import random
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.release.history import publications
from pipeline.release.verify import verify
from tests.e2e.home import OPENBOGO, PATIENCE, Built, Home

OFFICE = "seoul-economic-policy"


def start(home: Home) -> subprocess.Popen[str]:
    """A build in a process group of its own."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DAGSTER", "OPENBOGO"))}
    return subprocess.Popen(
        [str(OPENBOGO), "build"],
        cwd=home.path,
        env=inherited,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def failures(release: Path) -> list[str]:
    return [failure for answer in verify(release) for failure in answer.failures]


_MOST_TRIES = 3
"""Builds begun for each that is killed before it ends, at most."""


def alter(home: Home) -> None:
    """Another figure, so that the next build has a release to make: line 60 of 2023-03.txt."""
    report = home.raw / OFFICE / "2023-03.txt"
    report.write_text(report.read_text("utf-8").replace("749,663", "849,663"), "utf-8")


@pytest.mark.parametrize("kills", [8, pytest.param(100, marks=pytest.mark.nightly)])
def test_killed_at_random_moments(
    kills: int, built: Built, built_copy: Callable[[], Home], root_raw: dict[str, bytes]
) -> None:
    home = built_copy()
    outputs, report = home.path / "outputs", home.raw / OFFICE / "2023-03.txt"
    original = root_raw[f"{OFFICE}/2023-03.txt"]
    alter(home)
    altered = report.read_bytes()
    began = time.monotonic()
    assert home.build().returncode == 0
    duration = time.monotonic() - began
    whole = {home.latest.resolve().name, built.home.latest.resolve().name}
    assert len(whole) == 2
    seed = random.Random(2023)
    # How long a build takes that reads all anew, and one that finds what was read before.
    takes = {True: duration, False: duration}
    killed = number = 0
    while killed < kills:
        assert number < _MOST_TRIES * kills
        # There is always something to publish, and the release to come is not there yet.
        last = home.latest.resolve().name
        is_original = last == built.home.latest.resolve().name
        report.write_bytes(altered if is_original else original)
        for name in whole - {last}:
            shutil.rmtree(outputs / "releases" / name, ignore_errors=True)
        anew = number % 2 == 0
        if anew:
            shutil.rmtree(outputs / "work", ignore_errors=True)
        number += 1
        began = time.monotonic()
        process = start(home)
        try:
            process.communicate(timeout=seed.uniform(0.2, takes[anew]))
            takes[anew] = time.monotonic() - began
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            killed += 1
        assert home.latest.resolve().name in whole
        assert failures(home.latest) == []
    report.write_bytes(original)
    final = home.build()
    assert final.returncode == 0, final.stderr
    assert home.digests() == built.home.digests()
    assert home.build().stdout.startswith("nothing changed since")
    left = [p.name for p in (home.path / "outputs").iterdir() if p.name.startswith(".staging")]
    assert left == []
    assert publications(home.path / "outputs")[-1].release_id == built.home.latest.resolve().name


def test_two_builds_started_at_once(built: Built, make_home: Callable[[], Home]) -> None:
    home = make_home()
    processes = [start(home) for _ in range(3)]
    said = [process.communicate(timeout=PATIENCE) for process in processes]
    codes = [process.returncode for process in processes]
    assert sorted(codes) == [0, 1, 1]
    for code, (_, errors) in zip(codes, said, strict=True):
        assert ("another build is running" in errors) is (code == 1)
        assert "Traceback" not in errors
    assert home.digests() == built.home.digests()


# Another disk below outputs/ needs a namespace of its own, which not every container allows.
needs_mount = pytest.mark.skipif(
    subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
        capture_output=True,
        check=False,
    ).returncode
    != 0,
    reason="no mount namespaces here (unshare -rm)",
)


def in_namespace(home: Home, script: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script that may mount things; nobody else sees them."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DAGSTER", "OPENBOGO"))}
    return subprocess.run(
        ["unshare", "-rm", "bash", "-euc", script],
        cwd=home.path,
        env=inherited,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


@needs_mount
@pytest.mark.parametrize("kilobytes", [0, 300, 5_000, 20_000])
def test_full_disk(kilobytes: int, built_copy: Callable[[], Home]) -> None:
    home = built_copy()
    alter(home)
    openbogo = shlex.quote(str(OPENBOGO))
    process = in_namespace(
        home,
        f"""
        mv outputs saved && mkdir outputs && mount -t tmpfs -o size=200m tmpfs outputs
        cp -a saved/. outputs/
        before=$(readlink outputs/latest)
        free=$(df --output=avail -k outputs | tail -1)
        head -c $(( (free - {kilobytes}) * 1024 )) /dev/zero > outputs/filler
        code=0; {openbogo} build 2> told || code=$?
        echo "full: $code"
        cat told >&2
        test "$before" = "$(readlink outputs/latest)"
        {openbogo} verify | tail -1
        rm outputs/filler
        {openbogo} build > /dev/null 2> told || cat told
        echo "again: $?"
        test "$before" != "$(readlink outputs/latest)"
        {openbogo} verify | tail -1
        """,
    )
    assert process.stdout.splitlines() == ["full: 1", "whole", "again: 0", "whole"], process
    assert "openbogo: " in process.stderr
    assert "stays" in process.stderr
    assert "space" in process.stderr.lower() or "disk" in process.stderr.lower()
    assert "Traceback" not in process.stderr


@needs_mount
def test_read_only_outputs(built_copy: Callable[[], Home]) -> None:
    home = built_copy()
    alter(home)
    openbogo = shlex.quote(str(OPENBOGO))
    process = in_namespace(
        home,
        f"""
        before=$(readlink outputs/latest)
        mount --bind outputs outputs && mount -o remount,ro,bind outputs
        code=0; {openbogo} build || code=$?
        echo "read-only: $code"
        test "$before" = "$(readlink outputs/latest)"
        {openbogo} verify | tail -1
        {openbogo} diff latest > /dev/null && echo compared
        {openbogo} releases | grep -c latest
        {openbogo} query "SELECT count(*) FROM reports" > /dev/null && echo asked
        """,
    )
    expected = ["read-only: 1", "whole", "compared", "1", "asked"]
    assert process.stdout.splitlines() == expected, process
    assert "the disk cannot be written to" in process.stderr
    assert "the last release stays" in process.stderr
    assert "Traceback" not in process.stderr
