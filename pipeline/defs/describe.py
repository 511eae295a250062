"""The way assets are shown: who answers for them, what they are of, which code makes them."""

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

import dagster as dg

from pipeline.state import code_version
from schemas import TableSpec

OWNERS = ["team:openbogo"]


class Shown(TypedDict):
    """The arguments that every asset is given."""

    group_name: str
    owners: list[str]
    tags: Mapping[str, str]
    code_version: str


def asset_arguments(group: str, code: str | None = None) -> Shown:
    """Group, owners, tags and code version of an asset.

    Args:
        code: the hash of the code that makes it; without it, that of the whole program.
    """
    return Shown(
        group_name=group,
        owners=OWNERS,
        tags={"openbogo/part": group},
        code_version=(code or code_version.BUILDING)[:12],
    )


def column_schema(table: TableSpec) -> dg.TableSchema:
    """The columns of a table, with their types, keys and descriptions."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=str(column.dtype),
                description=f"{column.ko} — {column.description}",
                constraints=dg.TableColumnConstraints(nullable=column.nullable),
                tags={"primary_key": ""} if column.key else {},
            )
            for column in table.columns
        ],
        constraints=dg.TableConstraints(other=[f"primary key: {', '.join(table.primary_key)}"]),
    )


def column_lineage(table: TableSpec) -> dg.TableColumnLineage:
    """The columns that hold values of another table: its foreign keys."""
    return dg.TableColumnLineage(
        {
            column: [dg.TableColumnDep(asset_key=other, column_name=target)]
            for column, other, target in table.foreign_keys
        }
    )


def bullet_list(lines: Iterable[str], most: int) -> dg.MetadataValue[Any]:
    """The first of some lines as a list; it says how many there are."""
    rows = [f"- {line}" for line in lines]
    cut = [f"- … the first {most} of {len(rows)}"] if len(rows) > most else []
    return dg.MetadataValue.md("\n".join([*rows[:most], *cut]))
