"""The way a column of a published table is declared, and the columns that many tables share.

What belongs here: the vocabulary for declaring a column (`column`) and the declarations every
table repeats (report key, provenance). What does not: any table, any rendering of a schema.
"""

from collections.abc import Iterable
from typing import Any

import pandera.polars as pa


def column(
    description: str,
    *,
    ko: str,
    key: bool = False,
    nullable: bool = False,
    references: str | None = None,
    unit: str | None = None,
    fiscal: str | None = None,
    measure: str | None = None,
    values: Iterable[str] | None = None,
    ge: float | None = None,
    le: float | None = None,
    pattern: str | None = None,
    printed: str | None = None,
    of_quantity: str | None = None,
) -> Any:
    """Declare one column.

    `ko` is the Korean term, `unit` the unit of every value, `fiscal` what it is in the
    budget taxonomy of the Fiscal Data Package, `measure` which kind of amount it holds where a row
    has amounts of several kinds, `references` the `table.column` a foreign key points
    at, `values` the closed list of allowed texts. `printed` says that the column is the text at the
    place that two others give: `char` of char_start and char_end; `of_quantity` which column of the
    quantity of its row it repeats.
    """
    return pa.Field(
        description=description,
        nullable=nullable,
        isin=list(values) if values is not None else None,
        ge=ge,
        le=le,
        str_matches=pattern,
        metadata={
            "ko": ko,
            "key": key,
            "references": references,
            "unit": unit,
            "fiscal": fiscal,
            "measure": measure,
            "printed": printed,
            "of_quantity": of_quantity,
        },
    )


def report_key(*, key: bool = True) -> Any:
    """The report a row was read from."""
    return column(
        "The report this row was read from.", ko="보고서", key=key, references="reports.report_id"
    )


def line_start(*, key: bool = False, nullable: bool = False) -> Any:
    """First source line of the row."""
    return column(
        "First line of the source that says this (1-based).",
        ko="시작 줄",
        key=key,
        nullable=nullable,
        ge=1,
    )


def line_end(*, nullable: bool = False) -> Any:
    """Last source line of the row."""
    return column(
        "Last line of the source that says this (1-based, inclusive).",
        ko="끝 줄",
        nullable=nullable,
        ge=1,
    )


def char_start(*, key: bool = False, nullable: bool = False) -> Any:
    """The place where the value begins in the canonical text."""
    return column(
        "Where the value begins in the report's canonical text: 0-based, in code points.",
        ko="시작 위치",
        key=key,
        nullable=nullable,
        ge=0,
    )


def char_end(*, nullable: bool = False) -> Any:
    """The place where the value ends in the canonical text."""
    return column(
        "Where the value ends in the report's canonical text, half-open: "
        "text[char_start:char_end] is the value as printed.",
        ko="끝 위치",
        nullable=nullable,
        ge=0,
    )


def table_id() -> Any:
    """The table a fact was read from."""
    return column("Table of the source it was read from.", ko="표", references="tables.table_id")


def row_no() -> Any:
    """The row a fact was read from."""
    return column(
        "Row of that table; table_cells has the exact place of each figure.", ko="행", ge=1
    )


def department(*, total: bool = True, fiscal: str | None = None) -> Any:
    """The department a row is about."""
    about = "Department, canonical; 계 on the total row." if total else "Department, canonical."
    return column(about, ko="부서", key=True, fiscal=fiscal)


def department_id(*, total: bool = True, fiscal: str | None = None) -> Any:
    """The department a row is about, by its id."""
    return column(
        "The department; NULL on the total row." if total else "The department.",
        ko="부서 식별자",
        nullable=total,
        references="departments.department_id",
        fiscal=fiscal,
    )


def is_total() -> Any:
    """True when a row is the total of the others."""
    return column("The row is the total of the agency.", ko="계 여부")


def as_of(*, fiscal: str | None = None) -> Any:
    """The day figures are stated for."""
    return column("Day the figures are stated for.", ko="기준일", nullable=True, fiscal=fiscal)
