"""The questions asked of the indicators: is every figure decided, and is each row its figure?"""

from collections import defaultdict

import polars as pl

from pipeline.document.tables.grid import Span
from pipeline.facts.indicators.wording import find_aside, is_economy
from pipeline.rules.check import Outcome, at_line, per_report, row_check, table_check
from pipeline.rules.common_checks import states_quantity
from pipeline.rules.frames import Frames, body_cells, rows_of, texts
from schemas.table import Row


@table_check("indicators.every_quantity_decided", "warning")
def every_quantity_decided(frames: Frames) -> list[Outcome]:
    """Every figure of the chapter is published, held back, or no value for a listed reason."""
    text_of = texts(frames)
    published = set(frames["indicators"]["quantity_id"])
    held = set(
        frames["quarantine"]
        .filter(pl.col("table_name") == "indicators")
        .select("report_id", "char_start")
        .iter_rows()
    )
    headings = _headings(frames)

    def failure(row: Row) -> str | None:
        span = Span(row["char_start"], row["char_end"])
        heads = any(s <= span.start < e for s, e in headings[row["table_id"]])
        aside = find_aside(text_of.get(row["report_id"], ""), span, row["unit"])
        reason = row["is_repeat"] or heads or aside is not None
        if row["quantity_id"] in published:
            return at_line(row, "'{raw}' is published, and no value") if reason else None
        if reason or (row["report_id"], span.start) in held:
            return None
        return at_line(row, "'{raw}' is neither published nor held back, and no reason why")

    return per_report(_of_the_economy(frames), failure)


def _of_the_economy(frames: Frames) -> list[Row]:
    """The quantities of all chapters on the economic situation."""
    lines: dict[str, list[range]] = defaultdict(list)
    for row in rows_of(frames, "sections"):
        if row["kind"] in ("chapter", "goal", "heading") and is_economy(row["title"]):
            lines[row["report_id"]].append(range(row["line_start"], row["line_end"] + 1))
    return [
        row
        for row in rows_of(frames, "quantities")
        if any(row["line_start"] in chapter for chapter in lines[row["report_id"]])
    ]


def _headings(frames: Frames) -> dict[str | None, list[tuple[int, int]]]:
    """Places of the cells that head rows and columns, by table."""
    found: dict[str | None, list[tuple[int, int]]] = defaultdict(list)
    for row in frames["table_cells"].filter(~body_cells()).iter_rows(named=True):
        found[row["table_id"]].append((row["char_start"], row["char_end"]))
    return found


def _moves(row: Row) -> bool:
    return row["measure"] not in ("level", "share")


@table_check("indicators.falls_are_negative", "error")
def falls_are_negative(frames: Frames) -> list[Outcome]:
    """Falls are negative, rises are not."""
    ways = dict(frames["quantities"].select("quantity_id", "direction").iter_rows())

    def failure(row: Row) -> str | None:
        way = ways.get(row["quantity_id"])
        wrong = (way == "down" and row["value"] > 0) or (way == "up" and row["value"] < 0)
        return at_line(row, "{indicator}: {value} goes {way}", way=way) if wrong else None

    return per_report(rows_of(frames, "indicators"), failure)


@row_check("indicators.periods_run_forward", "error")
def periods_run_forward(row: Row) -> str | None:
    """Every period begins before it ends, and is printed."""
    start, end = row["period_start"], row["period_end"]
    if start and end and start > end:
        return at_line(row, "{indicator}: {start} is after {end}", start=start, end=end)
    if (start or end) and not row["period"]:
        return at_line(row, "{indicator}: {day} is printed nowhere", day=start or end)
    return None


@row_check("indicators.forecasts_agree", "error")
def forecasts_agree(row: Row) -> str | None:
    """A forecast is one by status and by measure."""
    if (row["status"] == "forecast") == (row["measure"] == "forecast"):
        return None
    return at_line(row, "{indicator}: {measure} is {status}")


@row_check("indicators.base_named", "warning")
def changes_name_their_base(row: Row) -> str | None:
    """Every change says what it is counted from."""
    if not row["measure"].startswith("change") or row["comparison"]:
        return None
    return at_line(row, "{indicator}: {value} from what?")


figures_stand_in_source = states_quantity(
    "indicators",
    "figures_stand_in_source",
    "Every value is the quantity at its place, in its unit.",
    _moves,
)
