"""Dockerfile and compose.yaml name what is there: files, commands, settings."""

import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from docs_blocks import blocks_of


@pytest.fixture(scope="module")
def compose(root: Path) -> dict[str, Any]:
    return dict(yaml.safe_load((root / "compose.yaml").read_text("utf-8")))


def test_the_image_copies_what_is_there(root: Path) -> None:
    text = (root / "Dockerfile").read_text("utf-8")
    sources = [
        word
        for line in re.findall(r"^COPY (.+)$", text, re.MULTILINE)
        for word in shlex.split(line)[:-1]
    ]
    assert sources
    assert [source for source in sources if not (root / source).exists()] == []
    kept_out = set((root / ".dockerignore").read_text("utf-8").split())
    assert kept_out.isdisjoint(Path(source).parts[0] for source in sources)
    installed = re.findall(r"-r (\S+)", text)
    assert installed == [f"requirements/{name}.txt" for name in ("runtime", "ui", "postgres")]


def test_every_service_runs_an_installed_command(root: Path, compose: dict[str, Any]) -> None:
    dockerfile = (root / "Dockerfile").read_text("utf-8")
    commands = [
        service["command"] for service in compose["services"].values() if "command" in service
    ]
    commands += [re.findall(r'"([^"]+)"', re.findall(r"^CMD (.+)$", dockerfile, re.MULTILINE)[0])]
    assert len(commands) == 4
    for command in commands:
        assert Path(sys.executable).with_name(command[0]).is_file(), command
        if "-m" in command:
            assert command[command.index("-m") + 1] == "pipeline.definitions"


def test_every_file_that_a_service_mounts_is_there(root: Path, compose: dict[str, Any]) -> None:
    mounted = [v.split(":")[0] for s in compose["services"].values() for v in s.get("volumes", ())]
    assert all((root / path).is_file() for path in mounted if path.startswith("./deploy"))


def test_dagster_yaml_is_that_of_the_docs(root: Path) -> None:
    (block,) = blocks_of("docs/operate.md", "yaml")
    there = yaml.safe_load((root / "deploy" / "dagster.yaml").read_text("utf-8"))
    assert there == yaml.safe_load(block.text)
