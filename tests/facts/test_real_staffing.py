"""Every staffing cell of the two reports, against values typed from the source text."""

import datetime

import pytest
from reports import real, rows

# Columns: 합계, 여성, then the categories, as printed; None where nothing is printed.
EXPECTED = {
    # 2022-03.txt lines 20-43
    "2022-03": (
        ("일반직", "임기제", "지도/연구", "관리운영"),
        datetime.date(2022, 3, 15),
        """
        22 계                 307/301 153 254/250 26/23 25/25 2/3
        24 경제정책과          39/41  18  31/34   7/6   0/0   1/1
        26 창업정책과          27/26  15  27/25   0/0   0/0   0/1
        27 일자리정책과        29/29  14  26/26   3/3   0/0   0/0
        29 제조산업혁신과      25/25  13  23/24   1/1   ~     1/0
        31 캠퍼스타운활성화과  15/15  6   15/15   0/0   0/0   0/0
        33 도시농업과          30/30  15  29/27   1/1   0/1   0/1
        34 전략산업기반과      27/25  11  24/22   2/2   1/1   0/0
        36 바이오AI산업과      21/20  9   21/20   0/0   0/0   0/0
        38 금융투자과          25/22  14  21/20   4/2   0/0   0/0
        40 미디어콘텐츠산업과  19/19  12  18/18   1/1   0/0   0/0
        41 농업기술센터        32/31  18  6/6     2/2   24/23 0/0
        43 서울시립과학관      18/18  8   13/13   5/5   0/0   0/0
        """,
    ),
    # 2023-03.txt lines 25-37
    "2023-03": (
        ("일반직", "임기제", "별정직", "학예연구", "관리운영"),
        datetime.date(2023, 2, 10),
        """
        26 계                 269/257 135 234/225 30/29 1/1 1/0 3/2
        27 경제정책과          35/38  16  26/30   8/8   0/0 0/0 1/0
        28 일자리정책과        29/27  15  26/24   3/3   0/0 0/0 0/0
        29 창업정책과          25/25  13  25/24   0/0   0/0 0/0 0/1
        30 뷰티패션산업과      27/23  12  25/22   1/1   0/0 0/0 1/0
        31 미디어콘텐츠산업과  16/14  9   16/14   0/0   0/0 0/0 0/0
        32 국제협력과          31/30  19  19/18   10/10 1/1 0/0 1/1
        33 캠퍼스타운활성화과  17/16  11  17/16   0/0   0/0 0/0 0/0
        34 전략산업기반과      27/25  10  25/24   1/1   0/0 1/0 0/0
        35 금융투자과          24/22  14  22/20   2/2   0/0 0/0 0/0
        36 바이오AI산업과      20/20  8   20/20   0/0   0/0 0/0 0/0
        37 서울시립과학관      18/17  8   13/13   5/4   0/0 0/0 0/0
        """,
    ),
}


def _expected(month: str) -> dict[tuple[str, str], tuple[int, int | None, int | None]]:
    categories, _, table = EXPECTED[month]
    cells: dict[tuple[str, str], tuple[int, int | None, int | None]] = {}
    for row in table.strip().splitlines():
        line, department, whole, women, *others = row.split()
        cells[department, "여성"] = (int(line), None, int(women))
        for category, pair in zip(("합계", *categories), (whole, *others), strict=True):
            one, two = (None, None) if pair == "~" else map(int, pair.split("/"))
            cells[department, category] = (int(line), one, two)
    return cells


@pytest.mark.parametrize(("month", "count"), [("2022-03", 78), ("2023-03", 84)])
def test_every_cell(month: str, count: int) -> None:
    read = {
        (department, category): (line, authorized, actual)
        for department, category, line, authorized, actual in rows(
            real(month),
            "staffing",
            "department",
            "category",
            "line_start",
            "authorized",
            "actual",
        )
    }
    assert len(read) == count
    assert read == _expected(month)


@pytest.mark.parametrize("month", EXPECTED)
def test_day_and_total_row(month: str) -> None:
    assert set(rows(real(month), "staffing", "as_of")) == {(EXPECTED[month][1],)}
    totals = {
        department for department, total in rows(real(month), "staffing", "department", "is_total")
        if total
    }  # fmt: skip
    assert totals == {"계"}


def test_short_row_is_marked() -> None:
    # 2022-03 line 29: 제 조 산 업 혁 신 과 25/25 (13) 23/24 1/1 1/0 — five of six values.
    statuses = {
        (department, category): status
        for department, category, status in rows(
            real("2022-03"), "staffing", "department", "category", "cell_status"
        )
        if status != "printed"
    }
    name = "제조산업혁신과"
    placed = ("합계", "여성", "일반직", "임기제", "관리운영")
    assert statuses == {(name, category): "placed_by_totals" for category in placed} | {
        (name, "지도/연구"): "not_printed"
    }
    assert {s for (s,) in rows(real("2023-03"), "staffing", "cell_status")} == {"printed"}
