"""Short rows: placed where the totals prove it, otherwise held back, never guessed."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import quarantined, read, rows, source_of

from pipeline.document.document import read_document
from pipeline.facts.short_rows import Placement, place_short_rows, read_counts

HEAD = "1. 일반 현황\n\n인력현황\n\n구 분 합 계 일반직 임기제 별정직\n"


def _place(body: str) -> tuple[str, Placement]:
    text = HEAD + body
    (grid,) = read_document(source_of(text)).tables
    return text, place_short_rows(text, grid)


# What the rows put into each column, short rows only: {row: {column: printed}}.
@pytest.mark.parametrize(
    ("body", "placed"),
    [
        # the one place for 1/1 is 별정직: the others have reached their totals
        ("계 5/5 3/3 1/1 1/1\n가과 4/4 3/3 1/1 -\n나과 1/1 1/1\n", {3: {1: "1/1", 4: "1/1"}}),
        # two short rows at once, told apart by their figures
        (
            "계 9/9 3/3 4/4 2/2\n가과 3/3 3/3 - -\n나과 4/4 4/4\n다과 2/2 2/2\n",
            {3: {1: "4/4", 3: "4/4"}, 4: {1: "2/2", 4: "2/2"}},
        ),
        # two ways: 1/1 could be 임기제 in one row and 별정직 in the other, or the reverse
        ("계 4/4 2/2 1/1 1/1\n가과 2/2 2/2 - -\n나과 1/1 1/1\n다과 1/1 1/1\n", {}),
        # one total is not reached whichever way: by 1/1 as 별정직 only that of 일반직 현원
        ("계 5/5 3/4 1/1 1/1\n가과 4/4 3/3 1/1 -\n나과 1/1 1/1\n", {3: {1: "1/1", 4: "1/1"}}),
        # 1/2: the short row itself is wrong, as 임기제 it would miss three
        ("계 5/5 3/3 1/1 1/1\n가과 4/4 3/3 1/1 -\n나과 1/1 1/2\n", {3: {1: "1/1", 4: "1/2"}}),
        # two ways miss one: what 0/1 adds can be too much in either column
        ("계 5/5 3/3 1/1 1/1\n가과 4/4 3/3 1/1 1/1\n나과 1/1 0/1\n", {}),
        # no way: 2/2 fits nothing
        ("계 5/5 3/3 1/1 1/1\n가과 4/4 3/3 1/1 -\n나과 1/1 2/2\n", {}),
        # no total row, or two
        ("가과 4/4 3/3 1/1 -\n다과 4/4 3/3 1/1 -\n나과 1/1 1/1\n", {}),
        ("계 5/5 3/3 1/1 1/1\n합계 5/5 3/3 1/1 1/1\n나과 1/1 1/1\n", {}),
        # the total row itself is short
        ("계 5/5 3/3 1/1\n가과 4/4 3/3 1/1 -\n나과 1/1 - - 1/1\n", {}),
        # a figure that is no count
        ("계 5/5 3/3 1/1 1/1\n가과 4/4 3/3 1/1 -\n나과 1/1 1.5\n", {}),
    ],
)
def test_short_rows(body: str, placed: dict[int, dict[int, str]]) -> None:
    text, placement = _place(body)
    found: dict[int, dict[int, str]] = {}
    for row, column in placement.placed:
        cell = next(c for c in placement.grid.cells if (c.row, c.column) == (row, column))
        found.setdefault(row, {})[column] = cell.span.of(text)
    assert found == {row - 0: cells for row, cells in placed.items()}
    assert bool(placement.unplaced) == (not placed)


def test_unplaced_rows_are_in_quarantine() -> None:
    body = "계 4/4 2/2 1/1 1/1\n가과 2/2 2/2 - -\n나과 1/1 1/1\n다과 1/1 1/1\n끝\n"
    report = read(HEAD + body + "\n2. 다음\n○ 항목\n")
    assert {d for (d,) in rows(report, "staffing", "department")} == {"계", "가과"}
    assert [held[:2] for held in quarantined(report)] == [("table_cells", 8), ("table_cells", 9)]
    assert all("do not tell where they belong" in reason for *_, reason in quarantined(report))


@pytest.mark.parametrize(
    ("content", "counts"),
    [
        ("39/41", (39, 41)),  # 2022-03 line 24
        ("(18)", (18,)),
        ("여성(153)", (153,)),  # 2022-03 line 22
        ("1,307/1,301", (1307, 1301)),
        ("-", ()),
        ("－", ()),
        ("25 / 25", (25, 25)),
        ("2,7/26", None),
        ("2 5/25", None),
        ("1.5", None),
        ("", None),
        ("△6", None),
    ],
)
def test_counts(content: str, counts: tuple[int, ...] | None) -> None:
    assert read_counts(content) == counts


@st.composite
def _table(draw: st.DrawFn) -> tuple[list[list[int]], set[tuple[int, int]]]:
    """Counts of departments by category, and zero cells that are not printed."""
    size = draw(st.integers(2, 5))
    table = draw(
        st.lists(
            st.lists(st.integers(0, 4), min_size=3, max_size=3).filter(any),
            min_size=size,
            max_size=size,
        )
    )
    zeros = [(r, c) for r, row in enumerate(table) for c, n in enumerate(row) if n == 0]
    return table, draw(st.sets(st.sampled_from(zeros), max_size=2)) if zeros else set()


def _truths(table: list[list[int]], dropped: set[tuple[int, int]]) -> int:
    """How many ways of placing the figures of short rows add up, by trying them all."""
    short = sorted({r for r, _ in dropped})
    figures = [[n for c, n in enumerate(table[r]) if (r, c) not in dropped] for r in short]
    totals = [sum(column) for column in zip(*table, strict=True)]
    ways = set()
    for columns in itertools.product(*(itertools.combinations(range(3), len(f)) for f in figures)):
        trial = [row if r not in short else [0, 0, 0] for r, row in enumerate(table)]
        for r, places, values in zip(short, columns, figures, strict=True):
            for c, n in zip(places, values, strict=True):
                trial[r] = [n if i == c else old for i, old in enumerate(trial[r])]
        if [sum(column) for column in zip(*trial, strict=True)] == totals:
            ways.add(tuple(map(tuple, trial)))
    return len(ways)


@settings(deadline=None, max_examples=150)
@given(_table())
def test_dropped_zeros_are_recovered_or_left(
    drawn: tuple[list[list[int]], set[tuple[int, int]]],
) -> None:
    table, dropped = drawn
    names = ["가나과", "다라과", "마바과", "사아과", "자차과"]
    totals = [sum(column) for column in zip(*table, strict=True)]
    body = "계 " + " ".join(f"{n}/{n}" for n in (sum(totals), *totals)) + "\n"
    for r, row in enumerate(table):
        cells = [f"{n}/{n}" if n else "-" for c, n in enumerate(row) if (r, c) not in dropped]
        body += f"{names[r]} {sum(row)}/{sum(row)} {' '.join(cells)}\n"
    text = HEAD + body
    grids = read_document(source_of(text)).tables
    if not grids:  # nothing shows how many columns there are: the table is not read
        return
    placement = place_short_rows(text, grids[0])
    if placement.unplaced:
        # the column of 합계 pins nothing else down: left alone only if there really are more ways
        assert _truths(table, dropped) != 1
        return
    found = {(c.row - 2, c.column - 2): c.span.of(text) for c in placement.grid.cells}
    for r, row in enumerate(table):
        for c, n in enumerate(row):
            printed = found.get((r, c), "-")
            assert printed == (f"{n}/{n}" if n else "-")
