"""Reading takes time in proportion to the text: what is twice as long takes about twice as long.

The suite counts the lines of code that are run, which no busy machine changes. It does not see what
a pattern does inside: `make nightly` measures time, with longer texts.
"""

import contextlib
import hashlib
import sys
import time
from collections.abc import Callable
from functools import cache
from types import FrameType
from typing import Any

import pytest
from growth_pieces import HEAD, IN_A_LINE, ON_LINES, line, lines

from pipeline.errors import ReportError
from pipeline.report import read_report
from pipeline.sources.source import Source

LETTERS, COUNT = 600, 200
TIMES = 2.6
"""How much more twice as much may take."""
LONG_LETTERS, LONG_COUNT, SECONDS, RUNS = 8_000, 2_000, 1.0, 3
"""Of the texts that are measured by the clock; what a busy machine may add, and tries at it."""


def _source(text: str) -> Source:
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    return Source("office/2025-03.txt", "txt", text, "text_layer", "utf-8", digest, len(data))


def _read(text: str) -> None:
    with contextlib.suppress(ReportError):
        read_report(_source(text))


def _steps(text: str) -> int:
    """Lines of this program's code that reading a text runs."""
    steps = 0

    def count(frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
        nonlocal steps
        if event == "call":
            return count if "/pipeline/" in frame.f_code.co_filename else None
        steps += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        _read(text)
    finally:
        sys.settrace(before)
    return steps


@cache
def _base() -> int:
    """Steps of reading the report without what is repeated; words are loaded by then."""
    _read(HEAD)
    return _steps(HEAD)


@pytest.mark.parametrize("piece", IN_A_LINE)
def test_a_line_twice_as_long_takes_about_twice_as_many_steps(piece: str) -> None:
    base = _base()
    once, twice = (_steps(line(piece, letters)) for letters in (LETTERS, 2 * LETTERS))
    assert twice - base <= TIMES * max(once - base, base)


@pytest.mark.parametrize("piece", ON_LINES)
def test_twice_as_many_lines_take_about_twice_as_many_steps(piece: str) -> None:
    base = _base()
    once, twice = (_steps(lines(piece, count)) for count in (COUNT, 2 * COUNT))
    assert twice - base <= TIMES * max(once - base, base)


def _seconds(text: str) -> float:
    began = time.process_time()
    _read(text)
    return time.process_time() - began


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("once", "twice"),
    [(line(p, LONG_LETTERS), line(p, 2 * LONG_LETTERS)) for p in IN_A_LINE]
    + [(lines(p, LONG_COUNT), lines(p, 2 * LONG_COUNT)) for p in ON_LINES],
    ids=[*IN_A_LINE, *ON_LINES],
)
def test_a_text_twice_as_long_takes_about_twice_as_long(once: str, twice: str) -> None:
    one, two = float("inf"), float("inf")
    for _ in range(RUNS):
        one, two = min(one, _seconds(once)), min(two, _seconds(twice))
        if two <= TIMES * one + SECONDS:
            break
    assert two <= TIMES * one + SECONDS
