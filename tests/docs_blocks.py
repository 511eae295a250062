"""The blocks of code in README.md and docs/*.md: what they are, and in which order they come."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOT_RUN = "no-run: "
"""In the info string of a block that no test runs, before the reason."""

_BLOCK = re.compile(r"^```(?P<language>\w*)(?P<info>.*)\n(?P<text>(?:.*\n)*?)```$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block."""

    file: str
    line: int
    language: str
    info: str
    """What stands behind the language."""
    before: str
    """The prose since the block before."""
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    @property
    def run(self) -> bool:
        """A test runs it."""
        return not self.info.startswith(NOT_RUN)


@cache
def blocks() -> tuple[Block, ...]:
    """All blocks, file by file."""
    files = [ROOT / "README.md", ROOT / "README.ko.md", *sorted((ROOT / "docs").glob("*.md"))]
    return tuple(block for file in files for block in _blocks(file))


def blocks_of(file: str, language: str) -> list[Block]:
    """The blocks of one language in one file."""
    return [block for block in blocks() if (block.file, block.language) == (file, language)]


def _blocks(path: Path) -> list[Block]:
    text = path.read_text("utf-8")
    found, end = [], 0
    for match in _BLOCK.finditer(text):
        name = path.relative_to(ROOT).as_posix()
        line = text.count("\n", 0, match.start()) + 1
        info = match["info"].strip()
        before = text[end : match.start()]
        found.append(Block(name, line, match["language"], info, before, match["text"]))
        end = match.end()
    assert text.count("```") == 2 * len(found), f"{path} has a block that is not understood"
    return found
