"""Checks that published figures stand in the source: each is what its place in the text says."""

import re

import polars as pl

from pipeline.document.readable import closed
from pipeline.figures.number import parse_number
from pipeline.rules.check import Outcome, at_line, per_report, table_check
from pipeline.rules.common_checks import states_quantity
from pipeline.rules.frames import Frames, rows_of, texts
from pipeline.vocabulary.units import units
from schemas.table import Row

_DIGITS = re.compile(r"\d[\d,]*")


@table_check("budget_execution.figures_stand_in_source", "error")
def budget_figures_stand_in_source(frames: Frames) -> list[Outcome]:
    """Every stated amount and rate is a cell of its row, in the table's unit."""
    cells: dict[tuple[str, int], set[float]] = {}
    own = pl.col("table_id").is_in(frames["budget_execution"]["table_id"].unique().implode())
    columns = ("table_id", "row_no", "text_raw")
    beside = frames["table_cells"].filter(own & (pl.col("column_no") > 1)).select(columns)
    for table_id, row_no, raw in beside.iter_rows():
        read = parse_number(raw or "")
        value = float(read.figure.value) if read else 0.0 if raw else None
        if value is not None:
            cells.setdefault((table_id, row_no), set()).add(value)
    factors = {
        table_id: float(units()[closed(unit)].factor)
        for table_id, unit in frames["tables"].select("table_id", "unit").iter_rows()
        if unit and closed(unit) in units()
    }

    def failure(row: Row) -> str | None:
        printed = cells.get((row["table_id"], row["row_no"]), set())
        factor = factors.get(row["table_id"])
        for name, value in row.items():
            if value is None or "derived" in name or not name.endswith(("_krw", "_pct")):
                continue
            scale = factor if name.endswith("_krw") else 1.0
            if scale is None or value / scale not in printed:
                return at_line(
                    row, "{name} {value:,} of {department} is no cell there", name=name, value=value
                )
        return None

    return per_report(rows_of(frames, "budget_execution"), failure)


@table_check("staffing.figures_stand_in_source", "error")
def staffing_figures_stand_in_source(frames: Frames) -> list[Outcome]:
    """Every headcount is spelled by the digits at its place."""
    text_of = texts(frames)

    def failure(row: Row) -> str | None:
        stated = [n for n in (row["authorized"], row["actual"]) if n is not None]
        if row["char_start"] is None:
            return at_line(row, "figures without a place") if stated else None
        places = [("char_start", "char_end")]
        if row["actual_char_start"] is not None:
            places.append(("actual_char_start", "actual_char_end"))
        text = text_of.get(row["report_id"], "")
        stands = [text[row[start] : row[end]] for start, end in places]
        # A dash is the zero of its cell, or both zeros where one cell states both.
        printed = [
            int(digits.replace(",", ""))
            for cell in stands
            for digits in _DIGITS.findall(cell) or ["0"] * (len(stated) // len(stands))
        ]
        if stated == printed:
            return None
        shown = " / ".join(stands)
        return at_line(
            row, "{department} {category}: {stated} is not '{shown}'", stated=stated, shown=shown
        )

    return per_report(rows_of(frames, "staffing"), failure)


@table_check("budget_components.figures_stand_in_source", "error")
def component_figures_stand_in_source(frames: Frames) -> list[Outcome]:
    """Every component is the amount at its place."""
    text_of = texts(frames)

    def failure(row: Row) -> str | None:
        stands = text_of.get(row["report_id"], "")[row["char_start"] : row["char_end"]]
        read = parse_number(stands)
        if read and read.unit and read.figure.value * read.unit.factor == row["amount_krw"]:
            return None
        return at_line(row, "{component}: {amount_krw:,} is not '{stands}'", stands=stands)

    return per_report(rows_of(frames, "budget_components"), failure)


@table_check("programs.figures_stand_in_source", "error")
def program_figures_stand_in_source(frames: Frames) -> list[Outcome]:
    """Every headline budget is the quantity of money at its place."""
    quantities = {
        (row["report_id"], row["char_start"]): row
        for row in rows_of(frames, "quantities")
        if row["unit"] == "KRW"
    }

    def failure(row: Row) -> str | None:
        if row["budget_krw"] is None:
            return None
        stands = quantities.get((row["report_id"], row["budget_char_start"]), {})
        same = stands.get("raw") == row["budget_raw"]
        if same and stands["value_normalized"] == row["budget_krw"]:
            return None
        return at_line(row, "{title}: {budget_raw} is not {raw}", raw=stands.get("raw"))

    return per_report(rows_of(frames, "programs"), failure)


budget_parts_state_quantities = states_quantity(
    "program_budgets",
    "states_a_quantity",
    "Every value is the quantity it names, with its text and its place.",
)
