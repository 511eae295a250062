"""The answer to an audit finding: its status, what was done, what is planned.

An answer is one cell of headed parts. Its headings all have the mark of the first one, so that a
bullet which happens to be named like a part divides nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document.readable import closed
from pipeline.vocabulary.audit import audit

_HEADED = re.compile(r"(?P<mark>[^\w\s]?)\s*(?P<name>[^:：]+?)\s*(?:[:：]\s*(?P<rest>.*))?")


@dataclass(frozen=True)
class Answer:
    """The three parts of an answer, readable; None where there is nothing of it."""

    status: str | None
    """As printed."""
    progress: str | None
    plan: str | None


@dataclass(frozen=True)
class _Label:
    """The heading of a part."""

    mark: str
    part: str
    rest: str
    """The text behind its colon."""


def read_answer(lines: Sequence[str]) -> Answer:
    """Divide the lines of an answer.

    What stands before the first heading, below a heading that names no part, or on further lines
    below the status, is part of the progress, or of the plan once that has begun.
    """
    parts: dict[str, list[str]] = {"status": [], "progress": [], "plan": []}
    part, mark = "progress", None
    for line in lines:
        label = _label(line)
        content = line
        if label and mark in (None, label.mark):
            mark, part, content = label.mark, label.part, label.rest
        elif part == "status" and parts["status"]:
            part = "progress"
        if content:
            parts[part].append(content)
    return Answer(*("\n".join(parts[name]) or None for name in ("status", "progress", "plan")))


def _label(line: str) -> _Label | None:
    headed = _HEADED.fullmatch(line)
    part = audit().part(closed(headed["name"])) if headed else None
    return _Label(headed["mark"], part, headed["rest"] or "") if headed and part else None
