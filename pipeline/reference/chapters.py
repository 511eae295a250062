"""What the chapters of a report hold, by their titles (chapters.toml)."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.document.readable import closed
from pipeline.reference import _load

_BEHIND = re.compile(r"\s*(?:[:：].*|\([^()]*\))\s*$")


@dataclass(frozen=True)
class ChapterWords:
    """How titles of chapters of one sort end, with examples either way."""

    endings: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def work_chapters() -> ChapterWords:
    """The words of chapters that hold programs."""
    return ChapterWords(
        **{name: tuple(listed) for name, listed in _load("chapters")["work"].items()}
    )


@dataclass(frozen=True)
class Appendix:
    """How the heading of an appendix is written, with examples either way."""

    pattern: re.Pattern[str]
    """For the readable line: `word`, and where printed `number` and `title`."""
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def appendix() -> Appendix:
    """The heading of what is attached."""
    entry = _load("chapters")["appendix"]
    return Appendix(
        re.compile(entry["pattern"]), tuple(entry["examples"]), tuple(entry["counter_examples"])
    )


def is_work(title: str) -> bool:
    """A chapter of this title tells the office's work, program by program."""
    return closed(_BEHIND.sub("", title)).endswith(work_chapters().endings)
