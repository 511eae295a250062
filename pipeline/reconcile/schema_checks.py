"""Checks that the tables are what `schemas/` says: pandera for each table, and foreign keys."""

import pandera.errors
import polars as pl

from pipeline.rules.check import Check, Outcome
from pipeline.rules.frames import Frames
from pipeline.vocabulary.messages import message
from schemas import TABLES, TableSpec
from schemas.rules import keeps_rules

UNCHECKED = "checks"
"""The table the outcomes go to is validated once it is whole, when it is made."""


def schema_failures(table: TableSpec, frame: pl.DataFrame) -> tuple[str, ...]:
    """The faults that pandera finds in a frame: columns, types, nulls, ranges, keys."""
    if keeps_rules(table, frame):
        return ()
    try:
        table.schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return tuple(
            message(
                "{column}: {check} fails for {failure_case}",
                column=case["column"] or table.name,
                check=case["check"],
                failure_case=case["failure_case"],
            )
            for case in errors.failure_cases.iter_rows(named=True)
        )
    return ()


def _schema_check(table: TableSpec) -> Check:
    def run(frames: Frames) -> list[Outcome]:
        frame = frames[table.name]
        return [Outcome(None, frame.height, schema_failures(table, frame))]

    return Check(
        table.name,
        "schema",
        "error",
        "Columns, types, nulls, ranges and primary key are as declared.",
        run,
        of_all=True,
    )


def _foreign_key_check(table: TableSpec) -> Check:
    def run(frames: Frames) -> list[Outcome]:
        frame = frames[table.name]
        failures = []
        for column in table.columns:
            if column.references is None or column.name not in frame.columns:
                continue
            target, target_column = column.references
            known = frames[target][target_column].implode()
            lost = frame.filter(
                pl.col(column.name).is_not_null() & ~pl.col(column.name).is_in(known)
            )
            failures += [
                message(
                    "{name} '{value}' is not in {target}",
                    name=column.name,
                    value=value,
                    target=target,
                )
                for value in lost[column.name]
            ]
        return [Outcome(None, frame.height, tuple(failures))]

    return Check(
        table.name,
        "foreign_keys",
        "error",
        "Every foreign key points at a row that exists.",
        run,
        of_all=True,
    )


SCHEMA_CHECKS: tuple[Check, ...] = (
    *(_schema_check(table) for table in TABLES if table.name != UNCHECKED),
    *(
        _foreign_key_check(table)
        for table in TABLES
        if table.name != UNCHECKED and any(column.references for column in table.columns)
    ),
)
