"""The questions that an assistant may ask of a release.

Each answer has report, line, characters and unit.

What belongs here: the questions and the shape of their answers. What does not: the protocol
(`mcp_server`), and how a paragraph is compared (`paragraph`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.cli.answer import CommandError, json_value
from pipeline.cli.lookup import compose_words, find_table, report_condition, require_columns
from pipeline.cli.paragraph import check_paragraph
from pipeline.cli.provenance import row_places
from pipeline.cli.query import first_rows, query_connection
from pipeline.cli.rows import key_condition, key_of, title_condition, titles_of
from pipeline.cli.show import column_data
from pipeline.release.reader import Described, Published, open_release_folder
from schemas import TABLES

MOST = 200
"""Rows of one answer, whoever asks for more."""
Data = dict[str, Any]


class Tools:
    """The questions, asked of one release."""

    def __init__(self, folder: Path) -> None:
        self.release: Published = open_release_folder(folder)

    @cached_property
    def _reports(self) -> Mapping[str, Mapping[str, Any]]:
        frame = self.release.frame("reports")
        return {row["report_id"]: row for row in frame.iter_rows(named=True)}

    def tables(self, table: str = "") -> Data:
        """The tables there are; of one that is named, its columns with meanings and units."""
        if not table:
            rows = self.release.manifest["tables"]
            return {
                "release_id": self.release.release_id,
                "tables": [
                    {"table": t.name, "title": t.title, "rows": rows[t.name], "key": list(t.key)}
                    for t in self.release.tables
                ],
            }
        named = find_table(self.release, table)
        return {
            "table": named.name,
            "title": named.title,
            "key": list(named.key),
            "columns": list(map(column_data, named.fields)),
        }

    def search(self, text: str, table: str = "", limit: int = 20) -> Data:
        """Rows whose titles have all words of a text: programs, figures, lines, and more."""
        words = compose_words(text).split()
        if not words:
            raise CommandError("say what to search for")
        facts = [spec.name for spec in TABLES if spec.group == "facts"]
        names = [table] if table else [*facts, "quantities", "lines"]
        found: list[Data] = []
        for name in names:
            described = find_table(self.release, name)
            titles = titles_of(described)
            room = min(limit, MOST) - len(found)
            if titles and room > 0:
                wanted = pl.all_horizontal(*(title_condition(word, titles) for word in words))
                rows = self.release.select(name, lambda frame: frame.filter(wanted).head(room))  # noqa: B023
                found += [self._row(described, row) for row in rows.iter_rows(named=True)]
        return {"found": found, "complete": len(found) < min(limit, MOST)}

    def rows(
        self,
        table: str,
        where: Mapping[str, str] | None = None,
        report: str = "",
        limit: int = 50,
    ) -> Data:
        """Rows of a table: those whose columns have these values, of one report or of all."""
        named = find_table(self.release, table)
        said = [(column, compose_words(value)) for column, value in (where or {}).items()]
        require_columns(named, [column for column, _ in said])
        own = [report_condition(self.release, named, report)] if report else []
        wanted = [key_condition(said, named), *own]
        most = max(1, min(limit, MOST))
        rows = self.release.select(table, lambda frame: frame.filter(*wanted).head(most + 1))
        return {
            "table": table,
            "rows": [self._row(named, row) for row in rows.head(most).iter_rows(named=True)],
            "complete": rows.height <= most,
        }

    def sql(self, query: str, limit: int = 100) -> Data:
        """The rows of a SELECT, read-only; the places of figures whose `quantity_id` it selects."""
        with query_connection(self.release.folder) as connection:
            relation = connection.sql(query)
            if relation is None:
                raise CommandError("this statement returns no rows; ask with a SELECT")
            names, kinds = relation.columns, [str(kind) for kind in relation.types]
            rows, complete = first_rows(relation, max(1, min(limit, MOST)))
        units = _units()
        answer: Data = {
            "columns": [
                {"name": name, "type": kind, "unit": units.get(name)}
                for name, kind in zip(names, kinds, strict=True)
            ],
            "rows": [dict(zip(names, json_value(list(row)), strict=True)) for row in rows],
            "complete": complete,
        }
        if "quantity_id" in names:
            at = names.index("quantity_id")
            answer["places"] = self._places_of([row[at] for row in rows])
        elif not {"report_id", "line_start"} <= set(names):
            answer["note"] = (
                "to cite it, select report_id, line_start, char_start, char_end and unit too"
            )
        return answer

    def check(self, text: str) -> Data:
        """Compare the figures of a pasted paragraph with the release."""
        figures = [
            {
                "figure": figure.raw,
                "characters": [figure.start, figure.end],
                "value": figure.value,
                "unit": figure.unit,
                "verdict": figure.verdict,
                "statements": [self._statement(row) for row in figure.statements],
                "same_value_elsewhere": [self._statement(row) for row in figure.elsewhere],
            }
            for figure in check_paragraph(self.release, text)
        ]
        return {"release_id": self.release.release_id, "figures": figures}

    def _row(self, table: Described, row: Mapping[str, Any]) -> Data:
        """A row with its key, its values, their units, and where they stand."""
        units = {f["name"]: f["unit"] for f in table.fields if f.get("unit")}
        if row.get("unit"):
            units["value"] = row["unit"]
        return {
            "table": table.name,
            "key": json_value(key_of(table, row)),
            "values": json_value({name: v for name, v in row.items() if v is not None}),
            "units": {name: unit for name, unit in units.items() if row.get(name) is not None},
            "places": [
                asdict(place) | self._report(place.report_id)
                for place in row_places(self.release, table, row)[:MOST]
            ],
        }

    def _places_of(self, ids: Sequence[str]) -> list[Data]:
        wanted = pl.col("quantity_id").is_in([id_ for id_ in ids if id_])
        rows = self.release.select("quantities", lambda frame: frame.filter(wanted))
        return [self._statement(row) for row in rows.iter_rows(named=True)]

    def _statement(self, row: Mapping[str, Any]) -> Data:
        """A figure of a report: what it says, and where."""
        names = ("quantity_id", "raw", "value_normalized", "unit", "subject", "label", "period")
        places = ("report_id", "line_start", "line_end", "char_start", "char_end")
        own = {name: json_value(row[name]) for name in (*names, *places)}
        return own | self._report(row["report_id"])

    def _report(self, report_id: str) -> Data:
        report = self._reports.get(report_id, {})
        office = " ".join(filter(None, (report.get("government"), report.get("agency"))))
        return {"office": office, "file": f"raw/{report.get('source_file', '')}"}


def _units() -> dict[str, str]:
    """Column to unit, where all columns of that name have the same."""
    found: dict[str, set[str]] = {}
    for table in TABLES:
        for column in table.columns:
            found.setdefault(column.name, set()).add(column.unit or "")
    return {
        name: units.pop() for name, units in found.items() if len(units) == 1 and "" not in units
    }
