"""The house rules that a machine can check: import direction, Dagster at the edge, the pins."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
    return found


def test_imports_go_one_way(root: Path) -> None:
    """The contracts of pyproject.toml: rooms in layers, no circle between them."""
    told = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_an_import_against_the_layers_is_found(root: Path, tmp_path: Path) -> None:
    for folder in ("pipeline", "schemas"):
        shutil.copytree(root / folder, tmp_path / folder)
    shutil.copy(root / "pyproject.toml", tmp_path)
    planted = tmp_path / "pipeline" / "document" / "planted.py"
    planted.write_text('"""Planted."""\n\nfrom pipeline.facts.slug import slug as slug\n', "utf-8")
    told = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "pipeline.document.planted" in told.stdout


def test_dagster_stays_at_the_edge(root: Path) -> None:
    users = {
        path.relative_to(root / "pipeline").as_posix()
        for path in (root / "pipeline").rglob("*.py")
        if any(module.split(".")[0] == "dagster" for module in _imports(path))
    }
    assert users == {
        "definitions.py",
        "defs/describe.py",
        "defs/failure_reasons.py",
        "defs/gather_asset.py",
        "defs/history_policy.py",
        "defs/release_asset.py",
        "defs/report_assets.py",
        "defs/retries.py",
        "defs/run.py",
        "defs/sensors.py",
        "defs/settings.py",
        "defs/table_assets.py",
    }


def test_requirements_are_pinned_by_hash_and_name_no_host(root: Path) -> None:
    for path in (root / "requirements").glob("*.txt"):
        text = path.read_text("utf-8")
        assert "://" not in text
        pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert pins
        assert all("==" in pin for pin in pins)
        assert text.count("\n    --hash=sha256:") >= len(pins)
