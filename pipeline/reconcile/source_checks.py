"""Checks of what the sources say. All of them are warnings: their failures are published facts."""

import polars as pl

from pipeline.facts.departments import kind_of
from pipeline.facts.report_period import file_month
from pipeline.rules.check import (
    Check,
    Outcome,
    at_line,
    fault,
    per_report,
    row_check,
    table_check,
    table_label,
)
from pipeline.rules.common_checks import claim_check
from pipeline.rules.frames import Frames
from pipeline.vocabulary.agencies import agencies, departments
from pipeline.vocabulary.messages import message
from schemas.table import Row

_DEPARTMENT_TABLES = ("staffing", "duties", "budget_execution")


@row_check("budget_execution.amounts_in_order", "warning")
def amounts_in_order(row: Row) -> str | None:
    """지출액 ≤ 원인행위액 ≤ 예산현액 in every row."""
    spent, bound, budget = (row[f"{a}_krw"] for a in ("expenditure", "commitment", "budget"))
    bound = spent if bound is None else bound
    if spent <= bound <= budget:
        return None
    return at_line(
        row,
        "{department}: {spent:,} ≤ {bound:,} ≤ {budget:,} does not hold",
        spent=spent,
        bound=bound,
        budget=budget,
    )


@table_check("departments.in_every_table", "warning")
def departments_in_every_table(frames: Frames) -> list[Outcome]:
    """Every department of one table stands in the other tables of its report."""
    mentions = pl.concat(
        frames[table]
        .filter(pl.col("department_id").is_not_null())
        .group_by("report_id", "department")
        .agg(pl.col("line_start").min())
        .with_columns(pl.lit(table).alias("table"))
        for table in _DEPARTMENT_TABLES
    )
    present = {
        (report_id, table)
        for table in _DEPARTMENT_TABLES
        for report_id in frames[table]["report_id"].unique()
    }
    rows = (
        mentions.group_by("report_id", "department")
        .agg(pl.col("table"), pl.col("line_start").min())
        .sort("report_id", "line_start", "department")
    )

    def failure(row: Row) -> str | None:
        missing = [
            table
            for table in _DEPARTMENT_TABLES
            if table not in row["table"] and (row["report_id"], table) in present
        ]
        return (
            at_line(row, "{department} is not in {tables}", tables=table_label(*missing))
            if missing
            else None
        )

    return per_report(rows, failure)


@row_check("departments.kind_known", "warning", rows="department_aliases")
def department_kind_known(row: Row) -> str | None:
    """The ending of every department's name is a listed kind of unit."""
    name = row["department_id"].rpartition("/")[2]
    if kind_of(name):
        return None
    return at_line(
        row,
        "'{name}' ends like no listed unit ({kinds})",
        name=name,
        kinds=", ".join(departments().kind),
    )


@row_check("reports.period_matches_file", "warning")
def period_matches_file(row: Row) -> str | None:
    """The month of a report is the one its file is named for, and no figure is from after it."""
    named = file_month(row["source_file"].rpartition("/")[2])
    if named is not None and named != row["period"]:
        return fault(row, "{source_file} says {period:%Y-%m} inside; rename one of them")
    month = (row["period"].year, row["period"].month)
    if row["as_of"] and (row["as_of"].year, row["as_of"].month) > month:
        return fault(row, "{source_file} states figures as of {as_of}, after its month")
    return None


@row_check("reports.identity_printed", "warning")
def identity_printed(row: Row) -> str | None:
    """The report itself says whose it is and for which month, not only its file's name."""
    if row["agency_line"] is None and row["period_line"] is None:
        return fault(row, "no line of {source_file} says that it is of {agency} in {period:%Y-%m}")
    if row["agency_line"] is None:
        return fault(row, "no line of {source_file} says that it is of {agency}")
    if row["period_line"] is None:
        return fault(row, "no line of {source_file} says that it is for {period:%Y-%m}")
    return None


@row_check("reports.agency_listed", "warning")
def agency_listed(row: Row) -> str | None:
    """The office that reports is in the reference table, under its name."""
    known, table = (
        agencies().agencies.get(row["agency_id"]),
        "pipeline/vocabulary/agencies.toml",
    )
    if known is None:
        return fault(row, "'{agency_id}' ({agency}) is not in {table}", table=table)
    if known.name == row["agency"]:
        return None
    return fault(
        row,
        "'{agency_id}' is {name} in {table}, but {source_file} names {agency}: if it is "
        "another office, move the file to a folder of its own; if not, say `agency` in "
        "{source_file}.toml",
        name=known.name,
        table=table,
    )


@table_check("reports.typed_tables_found", "warning")
def typed_tables_found(frames: Frames) -> list[Outcome]:
    """A report has tables of staffing (인력현황), duties (주요기능) and budget (예산)."""
    present = {table: set(frames[table]["report_id"]) for table in _DEPARTMENT_TABLES}
    return [
        Outcome(
            report_id,
            len(_DEPARTMENT_TABLES),
            tuple(
                message(
                    "no {table} was found; look in tables whether the report has it",
                    table=table_label(table),
                )
                for table in _DEPARTMENT_TABLES
                if report_id not in present[table]
            ),
        )
        for report_id in frames["reports"]["report_id"]
    ]


@table_check("quantities.figures_confirmed", "warning")
def figures_confirmed(frames: Frames) -> list[Outcome]:
    """A figure that text recognition read is one that an exact relation of its report has."""
    counted = (
        frames["quantities"]
        .group_by("report_id", maintain_order=True)
        .agg(pl.len().alias("all"), pl.col("unconfirmed").sum(), pl.col("line_start").first())
    )

    def failure(row: Row) -> str | None:
        if not row["unconfirmed"]:
            return None
        return fault(
            row,
            "{unconfirmed:,} of {all:,} figures were read by text recognition, and no exact "
            "relation has them (quantities.unconfirmed): compare them with the original",
        )

    return per_report(counted, failure)


@table_check("quarantine.nothing_held_back", "warning")
def nothing_held_back(frames: Frames) -> list[Outcome]:
    """Nothing of a report is in quarantine."""
    held = frames["quarantine"]
    outcomes = []
    for (report_id,) in frames["reports"].select("report_id").iter_rows():
        rows = held.filter(pl.col("report_id") == report_id).sort(
            "line_start", "char_start", maintain_order=True
        )
        failures = tuple(
            at_line(row, "{table}: {reason}", table=table_label(row["table_name"]))
            for row in rows.iter_rows(named=True)
        )
        outcomes.append(Outcome(report_id, rows.height, failures))
    return outcomes


CLAIM_CHECKS: tuple[Check, ...] = (
    claim_check(
        "budget_execution.commitment_rate", "집행률 = 원인행위액 ÷ 예산현액, to the printed digit."
    ),
    claim_check(
        "budget_execution.expenditure_rate", "집행률 = 지출액 ÷ 예산현액, to the printed digit."
    ),
    claim_check(
        "budget_execution.total",
        "The departments add up to 계 in each column of money, as far as rounding explains.",
        rounding=True,
    ),
    claim_check(
        "budget_components.total",
        "The components add up to 예산현액, as far as rounding explains.",
        rounding=True,
    ),
    claim_check(
        "staffing.department_total", "The departments add up to 계 in each category, 정원 and 현원."
    ),
    claim_check("staffing.category_total", "합계 is the sum of the categories in every row."),
    claim_check("staffing.heading_total", "정원 and 현원 of the heading are those of 계."),
    claim_check("staffing.surplus", "과부족 of the heading is 현원 less 정원."),
    claim_check(
        "departments.count", "조직현황 counts as many departments of each kind as are listed."
    ),
)
