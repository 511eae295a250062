"""`openbogo show`: what tables there are, and the first rows of one.

What belongs here: choosing rows and columns. What does not: how they line up (`grid`).
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from pipeline.cli.answer import Answer
from pipeline.cli.language import columns_for_reader, say
from pipeline.cli.lookup import find_table, report_condition, require_columns
from pipeline.cli.terminal import Column, cut, format_value, layout, width
from pipeline.release.reader import Described, Published
from schemas import TABLE

ROWS = 10
"""Rows of a preview."""
_WIDEST = 32
"""Cells of a terminal that a column takes, unless it was asked for by name."""
_PLACE = ("_id", "line_start", "line_end", "char_start", "char_end", "row_no", "column_no")
"""Columns that say where a value is from: shown where there is room."""
FIRST = (
    *("title", "name", "verdict", "expression", "department", "project", "component", "indicator"),
    *("metric", "finding", "subject", "description", "reason", "status"),
)
"""The columns to show first: titles of a row, and its verdict."""


def label_of(table: str, column: str, value: object) -> str | None:
    """The name of a value of a closed list in Korean; None where it has no name."""
    if table not in TABLE or not isinstance(value, str):
        return None
    found = next((c for c in TABLE[table].columns if c.name == column), None)
    return found.labels.get(value) if found else None


def tables(release: Published, form: str) -> Answer:
    """All tables of a release with their rows; the form as of `show`."""
    rows = release.manifest["tables"]
    listed = [
        {"table": table.name, "title": table.title, "rows": rows[table.name]}
        for table in release.tables
    ]
    if form == "csv":
        return Answer(csv_text(pl.DataFrame(listed)), {})
    counts = tuple(format_value(entry["rows"], grouped=True) for entry in listed)
    columns = [
        Column((say("table"),), tuple(entry["table"] for entry in listed)),
        Column((say("rows"),), counts, right=True),
        Column((say("title"),), tuple(entry["title"] for entry in listed)),
    ]
    text = "\n".join([*layout(columns), "", say("the rows of one: openbogo show TABLE")])
    return Answer(text, {"release_id": release.release_id, "tables": listed})


def show(
    release: Published,
    name: str,
    *,
    report: str | None,
    columns: Sequence[str],
    rows: int | None,
    form: str,
    room: int,
) -> Answer:
    """The first rows of a table.

    Args:
        release: the release.
        name: of the table.
        report: only rows of this one.
        columns: only these, in this order; none for as many as there is room for.
        rows: how many, 0 for all. None for a preview of text, and for all rows of other forms.
        form: text, json or csv.
        room: cells of a line of the terminal.

    Raises:
        CommandError: there is no such table, column or report.
        ReleaseError: the table cannot be read.
    """
    table = find_table(release, name)
    require_columns(table, columns)
    wanted = [] if report is None else [report_condition(release, table, report)]
    most = (ROWS if form == "text" else 0) if rows is None else rows
    total = release.select(name, lambda rows: rows.filter(*wanted).select(pl.len())).item()
    part = release.select(
        name, lambda rows: rows.filter(*wanted).head(most or total).select(columns or pl.all())
    )
    fields = {field["name"]: field for field in table.fields}
    if form == "csv":
        return Answer(csv_text(part), {})
    data = {
        "release_id": release.release_id,
        "table": name,
        "title": table.title,
        "rows_total": total,
        "columns": [column_data(fields[column]) for column in part.columns],
        "rows": part.to_dicts(),
    }
    return Answer(_text(table, part, total, chosen=bool(columns), room=room), data)


def csv_text(frame: pl.DataFrame) -> str:
    """Rows as CSV, as in a release, without the last line end."""
    target = io.BytesIO()
    frame.write_csv(target, line_terminator="\n", quote_style="necessary", null_value="")
    return target.getvalue().decode("utf-8").removesuffix("\n")


def column_data(field: Mapping[str, Any]) -> dict[str, Any]:
    """A column for programs, by its field of the descriptor."""
    names = ("name", "type", "title", "unit", "description")
    return {name: field.get(name) for name in names}


def _text(table: Described, frame: pl.DataFrame, total: int, *, chosen: bool, room: int) -> str:
    made = {field["name"]: _column(field, frame, chosen) for field in table.fields
            if field["name"] in frame.columns}  # fmt: skip
    kept = list(frame.columns) if chosen else _columns_that_fit(table, made, room)
    left = [name for name in columns_for_reader(frame.columns) if name not in kept]
    lines = [f"{table.name} · {table.title}", ""]
    lines += layout([made[name] for name in kept])
    count = say("{shown:,} of {all:,} rows", shown=frame.height, all=total)
    more = "" if frame.height == total else say("; --rows N shows more, 0 all")
    lines += ["", count + more]
    if left:
        names = ", ".join(left)
        lines.append(say("no room for {names}; --columns a,b chooses", names=names))
    return "\n".join(lines)


def _column(field: Mapping[str, Any], frame: pl.DataFrame, chosen: bool) -> Column:
    unit = field.get("unit")
    cells = [format_value(value, grouped=unit is not None) for value in frame[field["name"]]]
    title = field.get("title", "")
    below = f"{title} [{unit}]" if unit else title
    numeric = field["type"] in ("integer", "number")
    most = 10_000 if chosen else max(_WIDEST, width(field["name"]))
    return Column(
        (field["name"], cut(below, most)), tuple(cut(cell, most) for cell in cells), numeric
    )


def _columns_that_fit(table: Described, made: Mapping[str, Column], room: int) -> list[str]:
    """The columns there is room for: what a row is, its key, its values, then places."""
    names = columns_for_reader(list(made))
    titles = [name for first in FIRST for name in names if name.removesuffix("_ko") == first]
    keys = [name for name in names if name in table.key]
    values = [name for name in names if name not in keys and not name.endswith(_PLACE)]
    kept: list[str] = []
    for name in [*titles, *keys, *values, *names]:
        if name not in kept and (not kept or made[name].width <= room):
            kept.append(name)
            room -= made[name].width + 2
    return kept
