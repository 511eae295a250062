"""The real reports with words and lines changed at random: each gives rows or is refused."""

import random

import pytest
from growth_pieces import IN_A_LINE, ON_LINES
from reports import REPORTS, source_of, whole

from pipeline.errors import ReportError
from pipeline.report import read_report

SEED = 20261129
HEAD, LINES = 40, 150
"""Lines of a report that say whose it is, and lines of its body: what a changed report has."""
DIGITS = ("", "0", "9" * 20, "9" * 99, ",", "²", "１", "٣", "⅓", "①", "-", "△", "∞")
SIGNS = (
    "\t",
    "\x00",
    "\u2028",
    "\u200b",
    "\ufeff",
    "\ud7ff",
    "😀",
    "\x1b[2J",
    "<td>",
    *"()「’%ㆍ·~/:=×",
)


def _changed(text: str, chance: random.Random) -> str:
    """Some lines of a report, with a few changes."""
    lines = text.splitlines(keepends=True)
    begin = chance.randrange(len(lines) - LINES)
    lines = [*lines[:HEAD], *lines[begin : begin + LINES]]
    for _ in range(chance.choice((1, 2, 5, 20))):
        _change(lines, chance)
    return "".join(lines)


def _change(lines: list[str], chance: random.Random) -> None:
    """Leave out, repeat or exchange lines, or put something into one."""
    number, kind = chance.randrange(len(lines)), chance.randrange(6)
    line = lines[number]
    at = chance.randrange(len(line) + 1)
    if kind == 0 and len(lines) > HEAD:
        del lines[number : number + chance.choice((1, 3))]
    elif kind == 1:
        lines[number:number] = lines[number : number + chance.choice((1, 30))]
    elif kind == 2:
        other = chance.randrange(len(lines))
        lines[number], lines[other] = lines[other], line
    elif kind == 3:
        lines[number] = f"{chance.choice(ON_LINES)}\n"
    elif kind == 4 and (digits := [i for i, char in enumerate(line) if char.isdigit()]):
        at = chance.choice(digits)
        lines[number] = line[:at] + chance.choice(DIGITS) + line[at + 1 :]
    else:
        piece = chance.choice((*SIGNS, "\n", *(p * chance.choice((1, 9)) for p in IN_A_LINE)))
        lines[number] = line[:at] + piece + line[at:]


@pytest.mark.parametrize("month", REPORTS)
@pytest.mark.parametrize("files", [8, pytest.param(300, marks=pytest.mark.nightly)])
def test_a_report_with_other_words_gives_rows_or_is_refused(month: str, files: int) -> None:
    read = 0
    for number in range(files):
        text = _changed(whole(month), random.Random(f"{SEED} {month} {number}"))
        try:
            read += bool(read_report(source_of(text)).frames["lines"].height)
        except ReportError as error:
            if not (error.problem and error.remedy):
                pytest.fail(f"{month} {number}: {error}")
    assert read > files // 2, "too many were refused: the changes are too many to tell anything"
