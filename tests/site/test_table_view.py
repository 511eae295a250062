"""Rows as table pages show them: what a person reads first, in Korean, with its places."""

import datetime
import re
from typing import Any

import polars as pl
import pytest

from pipeline.release.reports import Report
from pipeline.site.table_columns import (
    first_columns,
    in_order_of_text,
    is_placed,
    reading_order,
    shown_columns,
)
from pipeline.site.table_data import table_data
from pipeline.site.table_filters import filters
from pipeline.site.table_view import TableView, table_view
from pipeline.site.tables import reference_id, row_id
from schemas import TABLE, TABLES, TableSpec
from tests.reports import real

REPORT = "seoul-economic-policy-2023-03"
REPORTED = Report(
    REPORT, "서울특별시", "경제정책실", None, datetime.date(2023, 3, 1), "2023-03.txt", "", 0
)
LATE = re.compile("_id$|_sha256$|(line|char)_(start|end)$|_line$")
NO_QUANTITIES = TABLE["quantities"].frame([]).lazy()


def first(table: str, frame: pl.DataFrame | None = None) -> list[str]:
    """The columns that are shown until a reader chooses."""
    rows = TABLE[table].frame([]) if frame is None else frame
    return [column.name for column in shown_columns(TABLE[table], rows)]


def values_of(data: dict[str, Any]) -> dict[str, list[object]]:
    """The values of each column, as the script reads them."""
    return {
        column["name"]: column["values"]
        if "values" in column
        else [column["of"][n] for n in column["at"]]
        for column in data["columns"]
    }


def view(table: str, frame: pl.DataFrame) -> TableView:
    return table_view(TABLE[table], frame, NO_QUANTITIES, [REPORTED])


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_ids_and_places_come_last_and_nothing_is_left_out(spec: TableSpec) -> None:
    names = [column.name for column in reading_order(spec)]
    assert sorted(names) == sorted(spec.polars_schema)
    late = [bool(LATE.search(name)) for name in names]
    assert late == sorted(late)
    assert not late[0]


def test_the_order_of_the_others_is_the_published_one() -> None:
    names = [column.name for column in reading_order(TABLE["budget_execution"])]
    assert names[:3] == ["department", "fiscal_year", "budget_krw"]  # named in table_columns.toml
    assert names[5:8] == ["is_total", "as_of", "commitment_krw"]
    assert names[-5:] == ["report_id", "department_id", "table_id", "line_start", "line_end"]
    # The number of a line is what a row of `lines` says; the days of a period are no place.
    assert reading_order(TABLE["lines"])[0].name == "line_no"
    assert "period_start" in [column.name for column in reading_order(TABLE["indicators"])][:14]


def test_data_has_its_columns_in_the_order_of_the_page() -> None:
    frame = real("2023-03").frames["budget_execution"]
    data = table_data(view("budget_execution", frame), frame)
    names = [column["name"] for column in data["columns"]]
    assert names == [column.name for column in reading_order(TABLE["budget_execution"])]
    assert values_of(data)["budget_krw"] == frame["budget_krw"].to_list()


def test_values_that_repeat_are_written_once() -> None:
    frame = real("2023-03").frames["budget_execution"]
    data = table_data(view("budget_execution", frame), frame)
    years = next(column for column in data["columns"] if column["name"] == "fiscal_year")
    assert (years["of"], years["at"]) == ([2023], [0] * 12)
    assert values_of(data)["fiscal_year"] == [2023] * 12


def test_the_script_knows_the_names_and_the_places_of_rows_from_their_values() -> None:
    frames = real("2023-03").frames
    for table in ("staffing", "quantities", "lines", "relation_terms"):
        spec, frame = TABLE[table], frames[table]
        data = table_data(view(table, frame), frame)
        values = list(values_of(data).values())
        keys = zip(*(map(str, values[column]) for column in data["key"]), strict=True)
        rows = list(frame.iter_rows(named=True))
        assert [reference_id("|".join(key)) for key in keys] == [row_id(spec, row) for row in rows]
        names = [column["name"] for column in data["columns"]]
        line = names[data["place"]["line"]]
        assert line == ("line_no" if table == "lines" else "line_start")


def test_booleans_and_closed_lists_are_korean_and_have_the_value_of_the_files() -> None:
    frames = real("2023-03").frames
    labels = view("staffing", frames["staffing"]).labels
    assert labels["is_total"] == {"true": "예", "false": "아니오"}
    assert labels["cell_status"]["printed"] == "적혀 있음"
    frame = frames["relations"].filter(pl.col("verdict") == "mismatch")
    verdict = first("relations").index("verdict")
    (_, *rest) = rows = view("relations", frame).preview(frame)
    assert {(r.cells[verdict].text, r.cells[verdict].own) for r in rows} == {("불일치", "mismatch")}
    assert len(rest) == 2


def test_a_report_is_called_by_its_agency_and_month() -> None:
    frame = real("2023-03").frames["staffing"].head(1)
    (row,) = view("staffing", frame).preview(frame)
    cell = row.cells[first("staffing").index("report_id")]
    assert (cell.text, cell.own) == ("경제정책실 2023-03", REPORT)


def test_columns_without_a_value_are_shown_when_they_are_chosen_only() -> None:
    frame = real("2023-03").frames["lines"].head(2)  # a text has no pages
    assert first("lines", frame) == ["line_no", "text", "kind", "report_id"]
    assert "page_no" in first("lines")
    assert "page_no" in values_of(table_data(view("lines", frame), frame))


def test_columns_of_few_values_are_filters_from_the_start() -> None:
    frame = real("2023-03").frames["relations"]
    own = {one.column.name: one.choices for one in filters(view("relations", frame), frame)}
    assert "report_id" not in own  # of one report there is nothing to choose
    assert ("mismatch", "불일치") in [(choice.value, choice.ko) for choice in own["verdict"]]
    assert "rounding_mode" not in own  # it has one value
    # Rows that come report by report are not read for it: the closed lists are known.
    closed = {one.column.name: one.choices for one in filters(view("relations", frame), None)}
    assert len(closed["kind"]) == len(TABLE["relations"].column("kind").values or ())


def test_rates_have_the_decimals_they_are_printed_with() -> None:
    # Line 68: 국제협력과 10,359 3,052 3,004 29.5 29.0
    frame = real("2023-03").frames["budget_execution"]
    rows = {r.places[0].text: r for r in view("budget_execution", frame).preview(frame)}
    rate = first("budget_execution").index("expenditure_rate_pct")
    assert rows["L68"].cells[rate].text == "29.0"


def test_names_of_departments_and_programs_lead_to_their_pages() -> None:
    frames = real("2023-03").frames
    staff = view("staffing", frames["staffing"])
    rows = {row.places[0].text: row for row in staff.preview(frames["staffing"])}
    name = first("staffing").index("department")
    assert rows["L26"].cells[name].href is None  # 계
    assert str(rows["L28"].cells[name].href).startswith(f"../department/{REPORT[:-8]}/")
    programs = view("programs", frames["programs"]).preview(frames["programs"])
    assert programs[0].cells[0].href == f"../program/{REPORT}/1-1.html"


def test_rows_stand_as_the_report_has_them_its_total_first() -> None:
    frame = real("2023-03").frames["budget_execution"].sort("department", descending=True)
    ordered = in_order_of_text(TABLE["budget_execution"], frame)
    assert ordered["line_start"].to_list() == sorted(frame["line_start"])
    assert ordered["department"][0] == "계"


@pytest.mark.parametrize("table", first_columns())
def test_the_columns_that_come_first_are_there(table: str) -> None:
    wanted = first_columns()[table]
    assert first(table)[: len(wanted)] == wanted


def test_only_long_texts_are_folded_and_none_is_cut() -> None:
    frame = real("2023-03").frames["audit_findings"]
    shown = view("audit_findings", frame)
    cells = [cell for row in shown.preview(frame) for cell in row.cells]
    folded = [cell.text for cell in cells if cell.is_folded]
    assert folded
    assert all(len(text) > 75 or text.count("\n") > 2 for text in folded)
    assert not [cell for cell in cells if len(cell.text) > 150 and not cell.is_folded]
    assert set(frame["finding"]) <= {cell.text for cell in cells}


def test_a_claim_is_written_out_in_korean() -> None:
    relations = real("2023-03").frames["relations"]
    # Line 26: 현원 257 and 정원 269, the shortfall in words of its own.
    frame = relations.filter(pl.col("rule").is_in(["staffing.heading_total", "staffing.surplus"]))
    names = first("relations")
    cells = [r.cells[names.index("expression")] for r in view("relations", frame).preview(frame)]
    assert {(cell.text, cell.own) for cell in cells} == {
        ("현원: 제목에는 257; 계에 적힌 값은 257", "현원: 257 in the heading; 계 has 257"),
        ("정원: 제목에는 269; 계에 적힌 값은 269", "정원: 269 in the heading; 계 has 269"),
        ("현원 257 − 정원 269 = -12; 과부족 △ 12", "현원 257 − 정원 269 = -12; 과부족 △ 12"),
    }


def test_a_check_asks_in_korean() -> None:
    row = {
        "check_id": f"staffing.surplus/{REPORT}",
        "table_name": "staffing",
        "report_id": REPORT,
        "description": "과부족 of the heading is 현원 less 정원.",
        "description_ko": "제목의 과부족이 현원에서 정원을 뺀 것임.",
        "severity": "warning",
        "passed": True,
        "rows_checked": 1,
        "rows_failed": 0,
        "sample": None,
    }
    frame = TABLE["checks"].frame([row])
    (shown,) = view("checks", frame).preview(frame)
    assert shown.places == []
    asked = shown.cells[first("checks").index("description")]
    assert asked.text == "제목의 과부족이 현원에서 정원을 뺀 것임."
    assert asked.own == row["description"]


def test_rows_that_stand_nowhere_have_no_column_of_places() -> None:
    nowhere = {spec.name for spec in TABLES if not is_placed(spec)}
    assert nowhere == {"reports", "superseded", "departments", "checks"}


def test_a_row_of_no_report_stands_where_its_quantities_do() -> None:
    quantities = real("2023-03").frames["quantities"].head(2)
    plan, outcome = quantities.to_dicts()
    keys = {"plan_quantity_id": plan["quantity_id"], "outcome_quantity_id": outcome["quantity_id"]}
    spec = TABLE["plan_outcomes"]
    frame = spec.frame([keys])
    shown = table_view(spec, frame, quantities.lazy(), [])
    expected = [
        ("계획", f"{REPORT}.html#c{plan['char_start']}"),
        ("실적", f"{REPORT}.html#c{outcome['char_start']}"),
    ]
    links = [(link.text, link.address) for link in shown.preview(frame)[0].places]
    assert links == expected
    assert table_data(shown, frame)["places"] == [expected]
    # A quantity that is not there has no place.
    alone = table_view(spec, frame, quantities.head(1).lazy(), [])
    assert table_data(alone, frame)["places"] == [expected[:1]]
