"""Checks of milestones: no date of a schedule is lost, and each is the day its characters say."""

import datetime
import re
from collections.abc import Iterator

import polars as pl

from pipeline.document.readable import closed, readable
from pipeline.facts.above import announcing
from pipeline.rules.check import Check, Outcome, at_line, fault, per_report, row_check, table_check
from pipeline.rules.common_checks import spans_slice
from pipeline.rules.frames import Frames, rows_of
from pipeline.vocabulary.messages import message
from pipeline.vocabulary.milestones import milestones
from schemas.table import Row

_RUN = re.compile(r"[0-9]+")
_ROLES = frozenset({"schedule", "progress"})
_Place = tuple[str, int]
"""Report and line."""


@table_check("milestones.every_date_decided", "warning")
def every_date_decided(frames: Frames) -> list[Outcome]:
    """Every date of a schedule is in a milestone, held back, or excluded by a listed reason.

    A date is asked for by its runs of digits: each lies in the date of a milestone, or stands in
    its words, or the reference lists why not.
    """
    published: dict[_Place, list[Row]] = {}
    for row in rows_of(frames, "milestones"):
        for line in range(row["line_start"], row["line_end"] + 1):
            published.setdefault((row["report_id"], line), []).append(row)
    held = {
        (row["report_id"], line)
        for row in frames["quarantine"]
        .filter(pl.col("table_name") == "milestones")
        .iter_rows(named=True)
        for line in range(row["line_start"], row["line_end"] + 1)
    }
    announced_lines = {(row["report_id"], row["line_no"]): (row, begins)
                       for row, begins in _announced_lines(frames)}  # fmt: skip
    asked = [
        row
        for row in rows_of(frames, "numerals")
        if row["role"] == "date"
        and (place := (row["report_id"], row["line_start"])) in announced_lines
        and row["char_start"] >= announced_lines[place][1]
    ]

    cells = _whole_cells(frames)

    def failure(row: Row) -> str | None:
        place = (row["report_id"], row["line_start"])
        line = announced_lines[place][0]
        on_line = published.get(place, [])
        if place in held or any(_includes_numeral(milestone, row) for milestone in on_line):
            return None
        at = row["char_start"] - line["char_start"]
        end = at + len(row["raw"])
        if _is_footnote(line) or milestones().reason(line["text_raw"], at, end):
            return None
        if line["kind"] == "table" and (on_line or _is_of_whole(cells, row)):
            return None  # its row is dated otherwise, or its column says how long a project takes
        return at_line(row, "'{raw}' of '{text}' is in no milestone", text=line["text"])

    return per_report(asked, failure)


def _whole_cells(frames: Frames) -> dict[str, list[tuple[int, int]]]:
    """Report to its cells below headings such as 사업기간, by where they stand."""
    found: dict[str, list[tuple[int, int]]] = {}
    for cell in (
        frames["table_cells"].filter(pl.col("column_header").is_not_null()).iter_rows(named=True)
    ):
        if closed(cell["column_header"]).endswith(tuple(milestones().whole_project)):
            found.setdefault(cell["report_id"], []).append((cell["char_start"], cell["char_end"]))
    return found


def _is_of_whole(cells: dict[str, list[tuple[int, int]]], numeral: Row) -> bool:
    at = numeral["char_start"]
    return any(start <= at < end for start, end in cells.get(numeral["report_id"], ()))


def _includes_numeral(milestone: Row, numeral: Row) -> bool:
    inside = milestone["char_start"] <= numeral["char_start"] < milestone["char_end"]
    return inside or numeral["raw"] in _RUN.findall(milestone["description"])


def _is_footnote(line: Row) -> bool:
    found = milestones().footnote.pattern.search(line["text"])
    return line["kind"] == "note" and found is not None


def _announced_lines(frames: Frames) -> Iterator[tuple[Row, int]]:
    """Lines under such a heading, and where in the text they begin to count."""
    above = _announcing_sections(frames)
    for line in rows_of(frames, "lines"):
        heading = above.get(line["section_id"])
        if heading is None or line["line_no"] < heading["line_start"]:
            continue
        begins = line["char_start"]
        if line["line_no"] == heading["line_start"]:
            found = announcing(heading["kind"], heading["title"])
            raw = line["text_raw"]
            colon = re.search("[:：]", raw)
            is_label = found is not None and found.label_end < len(heading["title"])
            begins += colon.end() if is_label and colon else len(raw)
        yield line, begins


def _announcing_sections(frames: Frames) -> dict[str, Row]:
    """Each section that stands under a heading of schedules or progress, and that heading."""
    nearest: dict[str, Row | None] = {}
    sections = frames["sections"].sort("report_id", "ordinal")
    columns = ("section_id", "parent_id", "title", "kind", "line_start")
    for row in sections.select(columns).to_dicts():
        heads = announcing(row["kind"], row["title"] or "")
        nearest[row["section_id"]] = row if heads else nearest.get(row["parent_id"])
    return {
        section: heading
        for section, heading in nearest.items()
        if heading
        and (found := announcing(heading["kind"], heading["title"]))
        and _ROLES & set(found.roles)
    }


@row_check("milestones.dates_stand_in_source", "error")
def dates_stand_in_source(row: Row) -> str | None:
    """The first and the last day of every milestone are numbers of its printed date."""
    wrong = misread_days(row)
    return at_line(row, "'{date_raw}' {wrong}", wrong=wrong) if wrong else None


def misread_days(row: Row) -> str | None:
    """The reason why the days of a milestone are not those of its printed date."""
    printed = {int(run) for run in _RUN.findall(row["date_raw"])}
    days = [day for day in (row["start_date"], row["end_date"]) if day is not None]
    if not days:
        return message("has neither a first nor a last day")
    if not printed:  # 하반기
        return None
    finest = {"day": "day", "month": "month", "quarter": "quarter"}.get(row["precision"])
    spelled = [_parts_of_day(day, printed) for day in days]
    exactly = finest is None or any(finest in parts for parts in spelled)
    if exactly and all(parts - {"day"} for parts in spelled):
        return None
    shown = " to ".join(map(str, days))
    return fault(row, "is not {shown} to the {precision}", shown=shown)


def _parts_of_day(day: datetime.date, printed: set[int]) -> set[str]:
    """The parts of a day that are among some numbers."""
    parts = {
        "day": {day.day},
        "month": {day.month},
        "quarter": {(day.month + 2) // 3},
        "year": {day.year, day.year % 100},
    }
    return {name for name, values in parts.items() if values & printed}


@table_check("milestones.dates_apart", "error")
def dates_apart(frames: Frames) -> list[Outcome]:
    """No step is published twice of one printed date."""
    seen: set[tuple[str, int, str, str | None]] = set()

    def failure(row: Row) -> str | None:
        key = (row["report_id"], row["char_start"], row["description"], row["subject"])
        again = key in seen
        seen.add(key)
        return at_line(row, "'{date_raw}' is published twice") if again else None

    return per_report(
        frames["milestones"].sort("report_id", "char_start", maintain_order=True), failure
    )


@table_check("milestones.wholes_published", "error")
def wholes_published(frames: Frames) -> list[Outcome]:
    """The whole of a milestone is a milestone of the same report."""
    wholes = {
        (row["report_id"], row["item_no"])
        for row in rows_of(frames, "milestones")
        if row["parent_item_no"] is None
    }

    def failure(row: Row) -> str | None:
        whole = row["parent_item_no"]
        if whole is None or (row["report_id"], whole) in wholes:
            return None
        return at_line(
            row, "'{description}' is a part of {whole}, which is no milestone", whole=whole
        )

    return per_report(rows_of(frames, "milestones"), failure)


@table_check("milestones.words_stand_in_source", "error")
def words_stand_in_source(frames: Frames) -> list[Outcome]:
    """Every word of a description is printed on the lines of the milestone."""
    asked = {
        (row["report_id"], line)
        for row in rows_of(frames, "milestones")
        for line in range(row["line_start"], row["line_end"] + 1)
    }
    text_of: dict[_Place, str] = {
        place: "".join(readable(row["text_raw"]).split())
        for row in rows_of(frames, "lines")
        if (place := (row["report_id"], row["line_no"])) in asked
    }

    def failure(row: Row) -> str | None:
        lines = range(row["line_start"], row["line_end"] + 1)
        stands = "".join(text_of.get((row["report_id"], line), "") for line in lines)
        lost = lost_words(row["description"], stands)
        return at_line(row, "'{lost}' is not printed there", lost=lost) if lost else None

    return per_report(rows_of(frames, "milestones"), failure)


def lost_words(description: str, stands: str) -> str | None:
    """The words of a description that are not among the words of its lines, closed up."""
    words = re.findall(r"\w+", description)
    lost = [word for word in words if word not in stands]
    return " ".join(lost) or (None if words else description or "nothing")


@row_check("milestones.steps_in_order", "warning")
def steps_in_order(row: Row) -> str | None:
    """No scheduled step starts after it ends."""
    start, end = row["start_date"], row["end_date"]
    if start is None or end is None or start <= end:
        return None
    return at_line(row, "'{date_raw}' starts {start}, after it ends {end}", start=start, end=end)


MILESTONE_READING_CHECKS: tuple[Check, ...] = (
    spans_slice("milestones"),
    dates_stand_in_source,
    dates_apart,
    words_stand_in_source,
    wholes_published,
)

MILESTONE_SOURCE_CHECKS: tuple[Check, ...] = (
    every_date_decided,
    steps_in_order,
)
