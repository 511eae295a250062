"""The progress of a build: one line that changes on a terminal, plain lines in a log.

What belongs here: how it is shown. What does not: what is said, which each step does through the
logger `openbogo`; a record that finishes reports says how many in its attribute `reports`.
"""

import contextlib
import logging
import os
import shutil
import time
from collections.abc import Iterator
from typing import TextIO

from pipeline.cli.language import Message, localize, say
from pipeline.cli.terminal import cut, one_line, replace_controls

LOGGER = "openbogo"
LOGGERS = (LOGGER, "openbogo-reports")  # of many reports, each is told to the second only
_CLEAR = "\r\x1b[2K"


@contextlib.contextmanager
def progress(stream: TextIO, reports: int) -> Iterator[None]:
    """Show what is said meanwhile.

    Args:
        stream: where; a terminal gets one line, anything else a line for each thing said.
        reports: files that there are to read.
    """
    live = stream.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    handler = OneLine(stream, reports) if live else logging.StreamHandler(stream)
    handler.setFormatter(_SafeFormatter())
    loggers = [logging.getLogger(name) for name in LOGGERS]
    before = [(logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.INFO)
        logger.propagate = False
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger, (level, propagate) in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.level, logger.propagate = level, propagate
        handler.close()


class _SafeFormatter(logging.Formatter):
    """Names of files and words of reports, without what would move a cursor."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, in the language of the reader where it is a message."""
        if isinstance(record.msg, Message):
            return replace_controls(localize(record.msg))
        return replace_controls(super().format(record))


class OneLine(logging.Handler):
    """The last thing said, in place of the one before. What is to be kept stays above it."""

    def __init__(self, stream: TextIO, reports: int) -> None:
        super().__init__()
        self.stream = stream
        self.reports = reports
        self.done = 0
        self.began = time.perf_counter()
        self.last = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Show a record: a warning on lines of its own, anything else on the line that changes."""
        shown = self.format(record)
        if record.levelno >= logging.WARNING:
            self.stream.write(f"{_CLEAR}{shown}\n")
        else:
            self.done += getattr(record, "reports", 0)
            self.last = one_line(shown)
        seconds = int(time.perf_counter() - self.began)
        done = say(
            "{done} of {all} reports  {seconds} s",
            done=self.done,
            all=self.reports,
            seconds=seconds,
        )
        line = f"{done}  {self.last}"
        room = shutil.get_terminal_size().columns - 1
        self.stream.write(_CLEAR + cut(line, room))
        self.stream.flush()

    def close(self) -> None:
        """Leave the terminal as it was."""
        self.stream.write(_CLEAR)
        self.stream.flush()
        super().close()
