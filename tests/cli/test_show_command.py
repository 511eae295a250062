"""`openbogo show`: the first rows of a table, lined up on a terminal."""

import csv
import io
import json
from collections.abc import Callable

import polars as pl
import pytest

from pipeline.cli.answer import CommandError
from pipeline.cli.lookup import report_condition
from pipeline.cli.show import show
from pipeline.cli.terminal import Column, cut, layout, one_line, printable_line, width
from pipeline.release.reader import Published

Query = Callable[[pl.LazyFrame], pl.LazyFrame]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("창업정책과", 10),  # Hangul takes two
        ("現 經", 5),  # Hanja too
        ("가\u0301", 2),  # a mark above the letter before it takes none
        ("\u1112\u1161\u11ab", 2),  # 한 in its three letters, as macOS writes file names
        ("％", 2),  # full width
        ("①□○", 3),  # of ambiguous width, which terminals show in one
    ],
)
def test_width_is_that_of_a_terminal(text: str, cells: int) -> None:
    assert width(text) == cells


def test_what_is_cut_fits() -> None:
    assert cut("창업정책과", 10) == "창업정책과"
    assert cut("창업정책과", 9) == "창업정책…"
    assert cut("창업정책과", 8) == "창업정…"  # the fourth syllable would not fit before the sign


def test_nothing_moves_the_cursor() -> None:
    assert one_line("가\r\n나\t다\x1b[2J") == "가⏎나⇥다�[2J"
    assert printable_line("가\t나\x1b]0;x\x07\x85") == "가\t나�]0;x��"


def test_columns_line_up() -> None:
    lines = layout(
        [Column(("과",), ("경제정책과", "과")), Column(("원",), ("1", "1,000"), right=True)]
    )
    assert lines == [
        "과             원",
        "──────────  ─────",
        "경제정책과      1",
        "과          1,000",
    ]


def test_all_tables_are_listed(openbogo, release: Published) -> None:
    data = json.loads(openbogo("show", "--json").stdout)
    assert {entry["table"]: entry["rows"] for entry in data["tables"]} == release.manifest["tables"]
    assert "staffing              162  인력현황 · Staffing" in openbogo("show").stdout
    assert "\nstaffing,인력현황 · Staffing,162\n" in openbogo("show", "--csv").stdout


def test_heads_of_the_list_are_korean_where_the_locale_is(
    openbogo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENBOGO_LANG", "ko")
    assert openbogo("show").stdout.splitlines()[0].split() == ["표", "행", "수", "제목"]


def test_a_preview_has_units_and_says_what_is_left_out(openbogo) -> None:
    said = openbogo("show", "budget_execution", "--report", "2023-03", "--rows", "2").stdout
    lines = said.splitlines()
    assert lines[0] == "budget_execution · 예산 집행 · Budget execution"
    assert "budget_krw" in lines[2]
    assert "예산현액 [KRW]" in lines[3]
    # 2023-03.txt line 61: 경제정책과 185,503 백만원; rows are sorted by key, 경 before 계
    assert lines[5].startswith("경제정책과")  # what a row is about stands first
    assert "185,503,000,000" in lines[5]
    assert "2 of 12 rows; --rows N shows more, 0 all" in lines
    assert "no room for" in lines[-1]
    assert "line_start" in lines[-1]
    assert all(width(line) <= 120 for line in lines[:-1])


def test_columns_and_rows_are_chosen(openbogo) -> None:
    said = openbogo(
        *("show", "budget_execution", "--columns", "department, expenditure_krw"),
        *("--rows", "0", "--csv"),
    ).stdout
    rows = list(csv.DictReader(io.StringIO(said)))
    assert len(rows) == 25
    # 2022-03.txt line 103 and 2023-03.txt line 63: 지출액 of 창업정책과
    spent = [row["expenditure_krw"] for row in rows if row["department"] == "창업정책과"]
    assert spent == ["8857000000", "2281000000"]


def test_machines_get_all_rows_with_their_types(openbogo) -> None:
    data = json.loads(openbogo("show", "budget_execution", "--json").stdout)
    assert data["rows_total"] == len(data["rows"]) == 25
    columns = {column["name"]: column for column in data["columns"]}
    assert columns["budget_krw"]["type"] == "integer"
    assert columns["budget_krw"]["unit"] == "KRW"
    (row,) = [r for r in data["rows"] if (r["department"], r["fiscal_year"]) == ("계", 2023)]
    assert (row["budget_krw"], row["as_of"]) == (749_663_000_000, "2023-02-10")  # line 60
    part = json.loads(openbogo("show", "lines", "--rows", "3", "--json").stdout)
    assert (len(part["rows"]), part["rows_total"]) == (3, 3438)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["budget_exec"], "there is no table budget_exec (did you mean budget_execution"),
        (["staffing", "--columns", "actuel"], "no column actuel (did you mean actual"),
        (["staffing", "--report", "2021"], "no report is called 2021; there are: seoul-economic"),
        (["staffing", "--report", "seoul"], "several reports are called seoul; there are: seoul"),
        (["departments", "--report", "2023"], "belongs to no one report: leave --report out"),
        (["staffing", "--release", "1999"], "no release is called 1999; there are: 2023-03-"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(openbogo, arguments, said) -> None:
    result = openbogo("show", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    failed = openbogo("show", *arguments, "--json")
    assert said in json.loads(failed.stdout)["error"]


def test_two_forms_at_once_are_a_wrong_call(openbogo) -> None:
    result = openbogo("show", "staffing", "--csv", "--json")
    assert result.exit_code == 2
    assert "exclude each other" in result.stderr


def test_no_more_rows_are_read_than_shown(release: Published) -> None:
    heights = []

    class Counting(Published):
        def select(self, table: str, query: Query) -> pl.DataFrame:
            heights.append(super().select(table, query).height)
            return super().select(table, query)

    counting = Counting(release.folder, release.release_id, release.manifest, release.tables)
    answer = show(counting, "lines", report="2023", columns=[], rows=3, form="json", room=120)
    # 1,740 lines has 2023-03.txt
    assert (len(answer.data["rows"]), answer.data["rows_total"]) == (3, 1740)
    assert heights == [2, 1, 3]  # reports there are, the count, the rows
    assert show(counting, "lines", report=None, columns=["line_no"], rows=0, form="json",
                room=120).data["rows"][-1] == {"line_no": 1740}  # fmt: skip


def test_of_many_reports_the_first_are_listed(release: Published) -> None:
    class Many(Published):
        def select(self, table: str, query: Query) -> pl.DataFrame:
            ids = [f"office-{number:02}-2024-01" for number in range(30)]
            return query(pl.LazyFrame({"report_id": ids})).collect()

    many = Many(release.folder, release.release_id, release.manifest, release.tables)
    table = next(table for table in release.tables if table.name == "staffing")
    with pytest.raises(CommandError, match="-19-2024-01 … first 20 of 30") as refused:
        report_condition(many, table, "office")
    assert len(refused.value.more["reports"]) == 30
