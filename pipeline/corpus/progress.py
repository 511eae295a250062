"""The progress of a build while it reads.

Of a few reports each is told, wherever the build is watched. Of many, each is told on the console
only: whatever the logger `openbogo` says becomes an event in the history of builds, where a line
per report would cost more than reading it.
"""

import logging
from collections.abc import Sequence

from pipeline.corpus.batch import Read
from pipeline.state.names import escape_name
from pipeline.vocabulary.messages import message

FEW = 20
"""Reports to read up to which each is an event of its own."""

EACH = "openbogo-reports"
"""Name of the logger that is told of each of many reports."""

_PARTS = 10  # times that the history is told how far reading many reports has got

_history = logging.getLogger("openbogo")


class Progress:
    """The progress of reading."""

    def __init__(self, unread: int, files: int) -> None:
        self._unread = unread
        self._done = 0
        self._refused = 0
        self._each = _history if unread <= FEW else logging.getLogger(EACH)
        if unread < files:
            kept = files - unread
            _history.info(
                message("kept     {count} reports read before", count=kept),
                extra={"reports": kept},
            )

    def note_read(self, read: Read) -> None:
        """A file was read."""
        if read.defect:
            self._each.error(
                message(
                    "defect   {file}\n{defect}", file=escape_name(read.file), defect=read.defect
                )
            )
        elif read.report:
            self._each.info(
                message(
                    "read     {file}  {seconds:.2f} s  {lines} lines, {tables} tables, {claims} "
                    "claims",
                    file=escape_name(read.file),
                    seconds=read.seconds,
                    lines=read.counts.get("lines", 0),
                    tables=read.counts.get("tables", 0),
                    claims=read.counts.get("relations", 0),
                ),
                extra={"reports": 1},
            )
        self._done += 1
        part = self._done * _PARTS // self._unread
        if self._unread > FEW and part > (self._done - 1) * _PARTS // self._unread:
            _history.info(
                message("read     {done} of {all} files", done=self._done, all=self._unread)
            )

    def note_refused(self, refusals: Sequence[str]) -> None:
        """Files were refused."""
        for refusal in refusals:
            self._refused += 1
            logger = _history if self._refused <= FEW else logging.getLogger(EACH)
            logger.warning(message("refused  {refusal}", refusal=refusal))

    def note_left_out(self, files: Sequence[str]) -> None:
        """Files gave way to newer ones of the same report."""
        for file in files:
            logging.getLogger(EACH).warning(message("left out {file}", file=file))
