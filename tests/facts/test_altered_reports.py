"""The same facts, printed otherwise: reports the pipeline has never seen.

Each case rewrites the real tables as another office would print them, and says what must come out.
"""

import datetime
import re
from collections.abc import Callable

import pytest
from reports import FOLDER, Facts, facts, head, quarantined, read, rows

from pipeline.document.readable import closed
from pipeline.errors import ReportError

A, B = "2022-03", "2023-03"
MONTHS = pytest.mark.parametrize("month", [A, B])
# First and last line of the tables of staff, duties and budget, headings and captions included.
PARTS = {A: ((17, 46), (47, 92), (93, 116)), B: ((21, 38), (39, 53), (54, 72))}
TABLES = {A: ((20, 43), (49, 91), (96, 113)), B: ((25, 37), (41, 52), (58, 71))}


def _lines(month: str) -> list[str]:
    return head(month).splitlines(keepends=True)


def _as_read(month: str, text: str | None = None) -> Facts:
    return facts(read(head(month) if text is None else text, f"{FOLDER}/{month}.txt"))


def _edit(month: str, part: int, change: Callable[[str], str]) -> str:
    """The report with each line of one table changed."""
    first, last = TABLES[month][part]
    lines = _lines(month)
    lines[first - 1 : last] = map(change, lines[first - 1 : last])
    return "".join(lines)


def _label_and_rest(line: str) -> tuple[str, str]:
    """A row's heading and the rest; empty for header lines, lone labels and bullets."""
    if "\t" in line:
        label, tab, rest = line.partition("\t")
        return label, tab + rest
    found = re.match(r"([가-힣][가-힣A-Z ]*?)(\s+(?:\d|여성|∙).*\n)", line)
    return (found[1], found[2]) if found else ("", line)


def _swap_columns(line: str, one: int, two: int, separator: str) -> str:
    """Two values exchanged, counted from the end of the line."""
    cells = line.rstrip("\n").split(separator)
    if len(cells) > max(one, two):
        cells[-one], cells[-two] = cells[-two], cells[-one]
    return separator.join(cells) + "\n"


def _move(month: str, number: int, to: int) -> str:
    lines = _lines(month)
    lines.insert(to - 1, lines.pop(number - 1))
    return "".join(lines)


@MONTHS
@pytest.mark.parametrize("order", [(2, 1, 0), (1, 0, 2), (0, 2, 1)])
def test_tables_in_another_order(month: str, order: tuple[int, ...]) -> None:
    lines, parts = _lines(month), PARTS[month]
    moved = [line for part in order for line in lines[parts[part][0] - 1 : parts[part][1]]]
    text = "".join([*lines[: parts[0][0] - 1], *moved, *lines[parts[2][1] :]])
    assert _as_read(month, text) == _as_read(month)


def _spaced(label: str) -> str:
    return " ".join(closed(label))


@MONTHS
@pytest.mark.parametrize("spacing", [closed, _spaced], ids=["closed", "spaced"])
def test_letters_spaced_otherwise(month: str, spacing: Callable[[str], str]) -> None:
    def change(line: str) -> str:
        label, rest = _label_and_rest(line)
        return spacing(label) + rest

    text = head(month)
    for part in range(3):
        first, last = TABLES[month][part]
        lines = text.splitlines(keepends=True)
        lines[first - 1 : last] = map(change, lines[first - 1 : last])
        text = "".join(lines)
    assert text != head(month)
    assert _as_read(month, text) == _as_read(month)


@MONTHS
@pytest.mark.parametrize(
    ("unit", "won"),
    [("천원", 1_000), ("억원", 100_000_000), ("만원", 10_000), ("원", 1), ("십억원", 10**9)],
)
def test_unit_scales_the_figures(month: str, unit: str, won: int) -> None:
    text = head(month).replace("(단위 : 백만원", f"(단위 : {unit}")
    scaled = {
        department: tuple(
            value * won // 1_000_000 if isinstance(value, int) and value > 9999 else value
            for value in row
        )
        for department, row in _as_read(month)["budget"].items()
    }
    assert _as_read(month, text)["budget"] == scaled


@MONTHS
def test_same_money_in_thousands(month: str) -> None:
    def thousands(line: str) -> str:
        return re.sub(r"(?<=[\t ])\d{1,3}(?:,\d{3})*(?=[\t ])", lambda m: m[0] + ",000", line)

    text = _edit(month, 2, thousands).replace("(단위 : 백만원", "(단위 : 천원")
    assert _as_read(month, text)["budget"] == _as_read(month)["budget"]


@MONTHS
@pytest.mark.parametrize(
    "note",
    ["(단위:백만원", "( 단위 : 백만원", "(단위：백만원", "[단위 : 백만원", "(단위 : 백만 원"],
)
def test_unit_note_written_otherwise(month: str, note: str) -> None:
    text = head(month).replace("(단위 : 백만원", note)
    assert text != head(month)
    assert _as_read(month, text) == _as_read(month)


@MONTHS
def test_no_unit_no_amounts(month: str) -> None:
    text = re.sub(r"\(단위 : 백만원, (.*)\)", r"(\1)", head(month))
    report = read(text)
    assert rows(report, "budget_execution") == []
    assert [held[0] for held in quarantined(report)] == ["budget_execution"]
    assert facts(report)["staffing"] == _as_read(month)["staffing"]


@MONTHS
@pytest.mark.parametrize("mark", ["∙", "•", "·", "‣", "○ ", "◦", "ㅇ ", "- ", "－", "▪", "• "])
def test_another_bullet(month: str, mark: str) -> None:
    text = re.sub("[∙•](?=[^\\s])", mark, head(month))
    assert _as_read(month, text) == _as_read(month)


@MONTHS
@pytest.mark.parametrize(
    "day",
    [
        "2021.11.5. 기준",
        "2021. 11. 5. 기준",
        "2021년 11월 5일 현재",
        "‘21.11.5. 기준",
        "'21. 11. 5. 기준",
        "2021. 11. 5.(금) 기준",
        "2021.11.5일 기준",
    ],
)
def test_day_written_otherwise(month: str, day: str) -> None:
    report = read(re.sub(r"[’'](?:22|23)\.\d\.\d\d\. 기준", day, head(month)))
    expected = datetime.date(2021, 11, 5)
    assert set(rows(report, "staffing", "as_of")) == {(expected,)}
    assert set(rows(report, "budget_execution", "as_of", "fiscal_year")) == {(expected, 2021)}


@MONTHS
def test_another_office(month: str) -> None:
    text = (
        head(month).replace("경제정책실", "주택정책실").replace("경 제 정 책 실", "주 택 정 책 실")
    )
    report = read(text, f"housing-policy/{month}.txt")
    assert rows(report, "reports", "report_id", "agency", "agency_id", "government") == [
        (f"housing-policy-{month}", "주택정책실", "housing-policy", "서울특별시")
    ]  # the cover names no government; the text names one again and again
    named = read(f"서울특별시\n{text}", f"housing-policy/{month}.txt")
    assert rows(named, "reports", "government") == [("서울특별시",)]
    assert facts(report) == _as_read(month)
    assert {d for (d,) in rows(report, "departments", "department_id")} == {
        f"housing-policy/{name}" for (name,) in rows(report, "departments", "name")
    }


@MONTHS
def test_departments_renamed(month: str) -> None:
    new = {"경제정책과": "인공지능행정담당관", "금융투자과": "한강사업추진단"}
    text = head(month)
    for old, name in new.items():
        text = re.sub(" ?".join(old), name, text)
    renamed = {
        table: {
            (new.get(key[0], key[0]), key[1])
            if isinstance(key, tuple)
            else new.get(key, key): value
            for key, value in content.items()
        }
        for table, content in _as_read(month).items()
        if table in ("staffing", "budget")
    }
    found = _as_read(month, text)
    assert {table: found[table] for table in renamed} == renamed


@pytest.mark.parametrize(
    ("month", "old", "new"),
    [
        (A, "지도/연구", "연구직"),  # listed, in another report
        (A, "지도/연구", "나눔직"),  # listed nowhere
        (B, "별정직", "연구직"),
        (B, "학예연구", "나눔직"),
    ],
)
def test_another_category_of_staff(month: str, old: str, new: str) -> None:
    found = _as_read(month, head(month).replace(old, new))["staffing"]
    assert found == {
        (department, new if category == old else category): value
        for (department, category), value in _as_read(month)["staffing"].items()
    }


@pytest.mark.parametrize("word", ["합계", "총계", "총 계", "합 계"])
@MONTHS
def test_another_word_for_total(month: str, word: str) -> None:
    text = re.sub(r"(?m)^계(?=[ \t])", word, head(month))
    assert _as_read(month, text) == _as_read(month)


@pytest.mark.parametrize(
    ("month", "number", "to"), [(A, 22, 43), (A, 100, 113), (B, 26, 37), (B, 60, 71)]
)
def test_total_row_last(month: str, number: int, to: int) -> None:
    assert _as_read(month, _move(month, number, to)) == _as_read(month)


def test_columns_in_another_order() -> None:
    budget = _edit(B, 2, lambda line: _swap_columns(line, 5, 3, "\t"))  # 예산현액 and 지출액
    staff = _edit(B, 0, lambda line: _swap_columns(line, 5, 1, "\t"))  # 일반직 and 관리운영
    assert _as_read(B, budget) == _as_read(B)
    assert _as_read(B, staff) == _as_read(B)


def test_columns_of_a_spaced_table_in_another_order() -> None:
    def change(line: str) -> str:
        if line.startswith("구 분"):
            return "구 분 지출액 원인행위액 예산현액1)\n"
        return _swap_columns(line, 5, 3, " ") if re.search(r"\d\.\d\n$", line) else line

    assert _as_read(A, _edit(A, 2, change)) == _as_read(A)


def test_no_rates() -> None:
    def change(line: str) -> str:
        if "집행률" in line or line.startswith("원인행위액"):
            return "\n"
        return re.sub(r"( \d+\.\d){2}\n$", "\n", line)

    found = _as_read(A, _edit(A, 2, change))["budget"]
    assert found == {
        name: (*row[:5], None, None, *row[7:]) for name, row in _as_read(A)["budget"].items()
    }


def test_tabs_written_as_spaces() -> None:
    text = head(B)
    for part in range(3):
        first, last = TABLES[B][part]
        lines = text.splitlines(keepends=True)
        lines[first - 1 : last] = [
            re.sub(r" +", " ", re.sub("<ul[^>]*>", "", line).replace("\t", " "))
            for line in lines[first - 1 : last]
        ]
        text = "".join(lines)
    report = read(text, f"{FOLDER}/{B}.txt")
    assert facts(report) == _as_read(B)
    assert rows(report, "tables", "dialect")[:3] == [("spaces",)] * 3


def test_spaces_written_as_tabs() -> None:
    def change(line: str) -> str:
        if line.startswith("구 분"):
            return "구 분\t예산현액1)\t원인행위액\t지출액\t집행률(%)\t\n"
        if line.startswith("원인행위액"):
            return "\t\t\t\t원인행위액\t지출액\n"
        label, rest = _label_and_rest(line)
        return label + rest.replace(" ", "\t") if label else ""

    assert _as_read(A, _edit(A, 2, change)) == _as_read(A)


@pytest.mark.parametrize("tag", ["th", "td"])
def test_tabs_written_as_html(tag: str) -> None:
    def table(first: int, last: int, header: list[str]) -> list[str]:
        body = [
            "<tr>" + "".join(f"<td>{c}</td>" for c in line.rstrip("\n").split("\t")) + "</tr>"
            for line in _lines(B)[first - 1 : last]
        ]
        return ["<table>", *header, *body, "</table>\n"]

    def row(*cells: str) -> str:
        return "<tr>" + "".join(f"<{tag}{c}</{tag}>" for c in cells) + "</tr>"

    lines = _lines(B)
    lines[57:71] = table(
        60,
        71,
        [
            row(
                ' rowspan="2">구 분',
                ' rowspan="2">예산현액',
                ' rowspan="2">원인행위액',
                ' rowspan="2">지출액',
                ' colspan="2">집행률(%)',
            ),
            row(">원인행위액", ">지출액"),
        ],
    )
    lines[24:37] = table(
        26,
        37,
        [
            row(
                ">구분",
                ' colspan="2">합계',
                ">일반직",
                ">임기제",
                ">별정직",
                ">학예연구",
                ">관리운영",
            )
        ],
    )
    assert _as_read(B, "".join(lines)) == _as_read(B)


@MONTHS
def test_blank_lines_do_not_matter(month: str) -> None:
    assert _as_read(month, re.sub(r"\n\s*\n+", "\n", head(month))) == _as_read(month)


@MONTHS
def test_page_number_inside_tables(month: str) -> None:
    text = re.sub(r"\n(?=일 ?자 ?리 ?정 ?책 ?과)", "\n- 3 -\n", head(month))
    assert text.count("- 3 -") == 3
    assert _as_read(month, text) == _as_read(month)


@MONTHS
def test_subtotal_is_no_department(month: str) -> None:
    gap = " " if month == A else "\t"
    row = gap.join(("소계", "1,000", "20", "3", "2.0", "0.3")) + "\n"
    lines = _lines(month)
    lines.insert(TABLES[month][2][1] - 3, row)
    report = read("".join(lines), f"{FOLDER}/{month}.txt")
    assert facts(report)["budget"] == _as_read(month)["budget"]
    assert quarantined(report) == quarantined(read("".join(_lines(month)), f"{FOLDER}/{month}.txt"))
    subtotals = rows(report, "observations", "line_start", "value", "is_total")
    stands = TABLES[month][2][1] - 2
    assert [value for line, value, total in subtotals if line == stands and total][:2] == [
        1_000_000_000,
        20_000_000,
    ]


def test_figures_of_two_years_are_held_back() -> None:
    def change(line: str) -> str:
        label, *values = line.rstrip("\n").split("\t")
        return "\t".join([label, *values[:3], *values[:3]]) + "\n"

    report = read(_edit(B, 2, change))
    assert rows(report, "budget_execution") == []
    assert [held[:2] for held in quarantined(report)] == [("budget_execution", 58)]


# Digits that stand apart, or commas where no thousands are: no figure is made of them.
@pytest.mark.parametrize(
    ("month", "printed", "torn", "table", "lost"),
    [
        (B, "325\t188", "325\t1 88", "budget", "서울시립과학관"),
        (B, "3,018\t", "3,01 8\t", "budget", "서울시립과학관"),
        (B, "3,018\t", "30,18\t", "budget", "서울시립과학관"),
        (A, "443 319", "44 3 319", "budget", "서울시립과학관"),
        (B, "18/17\t", "1 8/17\t", "staffing", ("서울시립과학관", "합계")),
        (B, "18/17\t", "1,8/17\t", "staffing", ("서울시립과학관", "합계")),
        (B, "18/17\t", "18\t", "staffing", ("서울시립과학관", "합계")),
    ],
)
def test_torn_figures_are_held_back(
    month: str, printed: str, torn: str, table: str, lost: object
) -> None:
    assert head(month).count(printed) == 1
    report = read(head(month).replace(printed, torn), f"{FOLDER}/{month}.txt")
    expected = dict(_as_read(month)[table])
    del expected[lost]
    assert facts(report)[table] == expected
    assert quarantined(report)


@MONTHS
def test_total_of_duties_is_no_department(month: str) -> None:
    text = re.sub(r"\n창 업 정 책 과(?=[ \t][∙<])", "\n계", head(month))
    report = read(text, f"{FOLDER}/{month}.txt")
    assert {name for name, _ in facts(report)["duties"]} == {
        name for name, _ in _as_read(month)["duties"] if name != "창업정책과"
    }
    assert [held[0] for held in quarantined(report)] == ["duties"]


def test_short_row_with_one_wrong_figure_is_placed_and_the_figure_doubted() -> None:
    # Line 29: 23/24 becomes 33/24; all totals but that of 일반직 정원 still say where it belongs.
    report = read(head(A).replace("(13) 23/24", "(13) 33/24"))
    expected = _as_read(A)["staffing"]
    (_, actual, *how) = expected["제조산업혁신과", "일반직"]
    expected = expected | {("제조산업혁신과", "일반직"): (33, actual, *how)}
    assert facts(report)["staffing"] == expected
    assert quarantined(report) == []
    failed = [e for e, v in rows(report, "relations", "expression", "verdict") if v == "mismatch"]
    assert any("33" in expression for expression in failed)


def test_short_row_that_totals_do_not_place_leaves_the_others() -> None:
    # Line 29 with two figures that fit no column: 23/24 becomes 33/25.
    report = read(head(A).replace("(13) 23/24", "(13) 33/25"))
    expected = {
        key: value for key, value in _as_read(A)["staffing"].items() if key[0] != "제조산업혁신과"
    }
    assert facts(report)["staffing"] == expected
    assert [held[:2] for held in quarantined(report)] == [("table_cells", 29)]
    totals = rows(report, "relations", "rule", "verdict")
    assert {v for rule, v in totals if rule == "staffing.department_total"} == {"not_checkable"}


def test_misread_table_refuses_the_report() -> None:
    # 정원 and 현원 of every department, but not of 계, exchanged: most column totals fail.
    text = _edit(
        B, 0, lambda line: line if line.startswith("계") else re.sub(r"(\d+)/(\d+)", r"\2/\1", line)
    )
    with pytest.raises(ReportError, match="more than half"):
        read(text)
