"""Reports that lost or changed something: refused, or nothing published that is not printed."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import FOLDER, Facts, facts, head, read, whole

from pipeline.errors import ReportError

MONTHS = ("2022-03", "2023-03")
CUTS = 16
"""Places inside each table where the file is cut."""
TABLES = {
    "2022-03": ((20, 43), (49, 91), (96, 113)),
    "2023-03": ((25, 37), (41, 52), (58, 71)),
}


def _says_where_and_what_to_do(error: ReportError) -> None:
    assert error.file
    assert error.line >= 1
    assert error.problem
    assert error.remedy


def _truth(month: str) -> Facts:
    return facts(read(head(month), f"{FOLDER}/{month}.txt"))


def _cuts(month: str, part: int) -> list[int]:
    """Character offsets inside a table, spread evenly with a fixed disorder."""
    lines = whole(month).splitlines(keepends=True)
    first, last = TABLES[month][part]
    start, end = (len("".join(lines[:n])) for n in (first - 1, last))
    return sorted(random.Random(part).sample(range(start + 1, end - 1), CUTS))


@pytest.mark.parametrize("part", [0, 1, 2], ids=["staffing", "duties", "budget"])
@pytest.mark.parametrize("month", MONTHS)
def test_cut_anywhere(month: str, part: int) -> None:
    truth = _truth(month)
    refused = 0
    for cut in _cuts(month, part):
        try:
            found = facts(read(whole(month)[:cut], f"{FOLDER}/{month}.txt"))
        except ReportError as error:
            refused += 1
            _says_where_and_what_to_do(error)
            continue
        for table in ("staffing", "budget", "components"):
            for key, value in found[table].items():
                known = truth[table].get(key)
                if known and table == "staffing" and value[-1] is None:
                    known = (*known[:-1], None)  # of the line above the table, which has no day
                assert value == known, (cut, table, key)
        for key, text in found["duties"].items():
            assert truth["duties"].get(key, "").startswith(text), (cut, key)
    # The last row of a table may be cut at its end only, so nearly every cut inside is refused.
    assert part == 1 or refused >= CUTS // 2


def _numbers(text: str) -> set[int]:
    """Every whole number a text prints, and what its last digits may be part of."""
    return {int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", text)} | {0}


def _swap(lines: list[str], one: int, two: int) -> list[str]:
    changed = list(lines)
    changed[one], changed[two] = changed[two], changed[one]
    return changed


@st.composite
def _damaged(draw: st.DrawFn) -> tuple[str, str]:
    """A report's head with up to three of its lines deleted, exchanged, doubled or altered."""
    month = draw(st.sampled_from(MONTHS))
    lines = head(month).splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(4, len(lines) - 1))
        kind = draw(st.sampled_from(["delete", "swap", "double", "digit", "drop", "insert"]))
        line = lines[at]
        if kind == "delete":
            del lines[at]
        elif kind == "swap":
            lines = _swap(lines, at, draw(st.integers(4, len(lines) - 1)))
        elif kind == "double":
            lines.insert(at, line)
        elif kind == "digit" and (digits := [i for i, c in enumerate(line) if c.isdigit()]):
            place = draw(st.sampled_from(digits))
            lines[at] = line[:place] + draw(st.sampled_from("0123456789")) + line[place + 1 :]
        elif kind == "drop" and len(line) > 1:
            place = draw(st.integers(0, len(line) - 2))
            lines[at] = line[:place] + line[place + draw(st.integers(1, 6)) :]
        elif kind == "insert":
            extra = draw(st.text("경제과계∙-,.()/<>tdr\t 0123456789\n△'", max_size=8))
            lines[at] = extra + line
    return month, "".join(lines)


@settings(deadline=None, max_examples=80)
@given(_damaged())
def test_damage_is_refused_or_only_printed_figures_come_out(damaged: tuple[str, str]) -> None:
    month, text = damaged
    try:
        report = read(text, f"{FOLDER}/{month}.txt")
    except ReportError as error:
        _says_where_and_what_to_do(error)
        return
    lines = text.replace("\r", "\n").split("\n")
    unit = {u for (u,) in report.frames["tables"].select("unit").rows() if u} & {"백만원"}
    for row in report.frames["budget_execution"].iter_rows(named=True):
        printed = _numbers("\n".join(lines[row["line_start"] - 1 : row["line_end"]]))
        assert unit
        for column in ("budget_krw", "commitment_krw", "expenditure_krw"):
            assert row[column] // 10**6 in printed
    for row in report.frames["staffing"].iter_rows(named=True):
        printed = _numbers("\n".join(lines[row["line_start"] - 1 : row["line_end"]]))
        assert {n for n in (row["authorized"], row["actual"]) if n is not None} <= printed


@settings(deadline=None, max_examples=80)
@given(
    st.text(
        st.sampled_from(
            "구분합계일반직임기제예산현액원인행위지출경제정책과1. 0,/()-∙\t\n<table>드"
        ),
        max_size=200,
    )
)
def test_no_text_makes_the_reader_fail(text: str) -> None:
    # Headings of the genre in disorder: anything but a ReportError is a defect.
    try:
        report = read("1. 일반 현황\n" + text)
    except ReportError:
        return
    assert report.frames["lines"].height >= 1
