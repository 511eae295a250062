"""What a build says while it works: one line on a terminal, plain lines in a log."""

import io
import logging
import re

import pytest
from reports import FOLDER, head

from pipeline.cli.progress import LOGGER, progress
from pipeline.corpus.incremental import bring_up_to_date
from pipeline.state.workspace import Workspace


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    return Terminal()


def _screens(said: str) -> list[str]:
    """What the line showed, one after another."""
    return said.split("\r\x1b[2K")[1:]


def test_every_report_is_counted_whether_read_or_kept(terminal, tmp_path) -> None:
    folder = tmp_path / "raw" / FOLDER
    folder.mkdir(parents=True)
    (folder / "2022-03.txt").write_text(head("2022-03"), "utf-8")
    with progress(terminal, 1):
        bring_up_to_date(Workspace(tmp_path))
    assert re.findall(r"(\d) of 1 reports", terminal.getvalue()) == ["1"]
    (folder / "2023-03.txt").write_text(head("2023-03"), "utf-8")
    again = Terminal()
    with progress(again, 2):
        bring_up_to_date(Workspace(tmp_path))
    # the first is kept, which is said before the other is read
    assert re.findall(r"(\d) of 2 reports", again.getvalue()) == ["1", "2"]


def test_the_line_fits_and_is_gone_in_the_end(terminal) -> None:
    with progress(terminal, 3):
        logging.getLogger(LOGGER).info("read     %s", "가" * 100, extra={"reports": 1})
    screens = _screens(terminal.getvalue())
    assert screens[0].startswith("1 of 3 reports  0 s  read     가")
    assert screens[0].endswith("…")
    assert screens[-1] == ""
    assert "\n" not in terminal.getvalue()


def test_a_warning_stays_above_the_line(terminal) -> None:
    with progress(terminal, 3):
        logging.getLogger(LOGGER).info("tables   being put together")
        logging.getLogger(LOGGER).warning("refused  a.txt:1: empty")
    assert "refused  a.txt:1: empty\n" in _screens(terminal.getvalue())
    assert _screens(terminal.getvalue())[-2].endswith("tables   being put together")


def test_a_log_gets_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    log, dumb = io.StringIO(), Terminal()
    monkeypatch.setenv("TERM", "dumb")
    for stream in (log, dumb):
        with progress(stream, 1):
            logging.getLogger(LOGGER).info("read     %s", "a.txt", extra={"reports": 1})
        assert stream.getvalue() == "read     a.txt\n"


def test_the_logger_is_left_as_it_was(terminal) -> None:
    logger = logging.getLogger(LOGGER)
    before = (logger.level, logger.propagate, list(logger.handlers))
    with pytest.raises(RuntimeError), progress(terminal, 1):
        raise RuntimeError
    assert (logger.level, logger.propagate, logger.handlers) == before
