"""The house rules that a machine can check: import direction, Dagster at the edge, the pins."""

import ast
from pathlib import Path

STEPS = [
    *("sources", "document", "figures", "facts", "reconcile"),
    *("release", "site", "assets", "automation"),
]
# Of these, every step may use: the shared error, and the reference tables.
OPEN = {"errors", "reference"}
# … and these may use every module there is: they are not called by any step.
SHELL = {"assets", "automation"}


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
    return found


def test_imports_go_one_way(root: Path) -> None:
    wrong = []
    for path in (root / "pipeline").rglob("*.py"):
        parts = path.relative_to(root / "pipeline").parts
        if len(parts) < 2 or parts[0] not in STEPS:
            continue
        for module in _imports(path):
            name = module.split(".")[1] if module.startswith("pipeline.") else None
            if name is None or name in OPEN or parts[0] in SHELL:
                continue
            if name not in STEPS or STEPS.index(name) > STEPS.index(parts[0]):
                wrong.append(f"{path.relative_to(root)} imports {module}")
    assert wrong == []


def test_dagster_stays_at_the_edge(root: Path) -> None:
    users = {
        path.relative_to(root / "pipeline").as_posix()
        for path in (root / "pipeline").rglob("*.py")
        if any(module.split(".")[0] == "dagster" for module in _imports(path))
    }
    assert users == {
        "assets/faults.py",
        "assets/reading.py",
        "assets/release.py",
        "assets/tables.py",
        "automation/triggers.py",
        "build.py",
        "definitions.py",
    }


def test_requirements_are_pinned_by_hash_and_name_no_host(root: Path) -> None:
    for path in (root / "requirements").glob("*.txt"):
        text = path.read_text("utf-8")
        assert "://" not in text
        pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert pins
        assert all("==" in pin for pin in pins)
        assert text.count("\n    --hash=sha256:") >= len(pins)
