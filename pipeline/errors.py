"""The one way a report can be refused: an error that names file, line and remedy."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline.message import MessageError, text_of


@dataclass(eq=False)
class ReportError(Exception):
    """A report that cannot be read, with what the maintainer can do about it."""

    file: str
    """Path of the file below raw/."""
    problem: str
    remedy: str
    line: int = 1
    """Line of the source it concerns, from 1; 1 when it concerns the whole file."""

    def __str__(self) -> str:
        """`file:line: problem. Remedy.`, on one line."""
        return f"{self.file}:{self.line}: {self.problem} — {self.remedy}"


class UnreadableError(MessageError, ValueError):
    """A file, or a part of it, cannot be read; the message says why."""


@contextmanager
def refusing(file: str, remedy: str) -> Iterator[None]:
    """Refuse a file of which something is unreadable.

    Raises:
        ReportError: with the reason, and this remedy.
    """
    try:
        yield
    except UnreadableError as error:
        raise ReportError(file, text_of(error), remedy) from error
