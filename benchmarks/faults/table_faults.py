"""Faults of tables: cells exchanged, a row lost, a column shifted, another unit above."""

import re
from collections.abc import Iterator, Sequence
from random import Random

import polars as pl

from benchmarks.faults.claimed import Claimed
from benchmarks.faults.fault import Edit, Fault
from benchmarks.faults.figure_faults import other_units, target
from pipeline.report import ReportTables
from schemas.table import Row

_CAPTION_REACH = 400
"""Characters before a table in which its unit is printed."""


class Tables:
    """The cells of a report's tables, and the claimed figures in them."""

    def __init__(self, report: ReportTables, text: str, figures: Sequence[Claimed]) -> None:
        self.report, self.text, self.figures = report, text, figures
        body = report.frames["table_cells"].filter(~pl.col("is_header"))
        self.cells: list[Row] = body.sort("table_id", "row_no", "column_no").to_dicts()
        self.at = {(c["table_id"], c["row_no"], c["column_no"]): c for c in self.cells}

    def swaps(self) -> Iterator[Fault]:
        """Two neighbours of a row or column that both hold figures, and not the same."""
        for (table, row, column), one in self.at.items():
            for beside in ((table, row, column + 1), (table, row + 1, column)):
                other = self.at.get(beside)
                if other is None or not self._inside(one) or not self._inside(other):
                    continue
                if one["text_raw"] != other["text_raw"]:
                    yield self._fault("swap", [one, other], [other["text_raw"], one["text_raw"]])

    def lost_rows(self) -> Iterator[Fault]:
        """A row with claimed figures, where it does not share its lines with another one."""
        lines_of: dict[tuple[str, int], list[Row]] = {}
        for cell in self.cells:
            lines_of.setdefault((cell["table_id"], cell["row_no"]), []).append(cell)
        taken = [
            (c["line_start"], c["line_end"], key) for key, own in lines_of.items() for c in own
        ]
        starts = [0, *(match.end() for match in re.finditer("\n", self.text)), len(self.text)]
        for key, cells in lines_of.items():
            first = min(cell["line_start"] for cell in cells)
            last = max(cell["line_end"] for cell in cells)
            shared = any(s <= last and e >= first and other != key for s, e, other in taken)
            figures = [figure for cell in cells for figure in self._inside(cell)]
            if figures and not shared:
                edit = Edit(starts[first - 1], starts[last], "")
                yield Fault("row", (edit,), (), _rules(figures))

    def shifted_columns(self) -> Iterator[Fault]:
        """The cells of a column with claimed figures, each where the one below it stood."""
        columns: dict[tuple[str, int], list[Row]] = {}
        for cell in self.cells:
            if cell["text_raw"]:
                columns.setdefault((cell["table_id"], cell["column_no"]), []).append(cell)
        for cells in columns.values():
            texts = [cell["text_raw"] for cell in cells]
            moved = [texts[-1], *texts[:-1]]
            if moved != texts and any(self._inside(cell) for cell in cells):
                fault = self._fault("column", cells, moved)
                yield Fault("column", fault.edits, (), fault.rules)

    def captions(self, random: Random) -> Iterator[Fault]:
        """The unit printed above a table with claimed figures."""
        for table in self.report.frames["tables"].drop_nulls("unit").to_dicts():
            cells = [cell for cell in self.cells if cell["table_id"] == table["table_id"]]
            figures = [figure for cell in cells for figure in self._inside(cell)]
            others = other_units(table["unit"])
            if not figures or not others:
                continue
            begin = max(0, figures[0].start - _CAPTION_REACH)
            unit = re.escape(table["unit"])
            notes = re.finditer(rf"단위\s*[:：]\s*({unit})", self.text[begin : figures[0].start])
            for note in list(notes)[-1:]:
                edit = Edit(begin + note.start(1), begin + note.end(1), random.choice(others))
                yield Fault("caption", (edit,), (), _rules(figures))

    def _inside(self, cell: Row) -> list[Claimed]:
        return [
            figure
            for figure in self.figures
            if cell["char_start"] <= figure.start and figure.end <= cell["char_end"]
        ]

    def _fault(self, kind: str, cells: Sequence[Row], texts: Sequence[str]) -> Fault:
        figures = [figure for cell in cells for figure in self._inside(cell)]
        edits = [
            Edit(cell["char_start"], cell["char_end"], text)
            for cell, text in zip(cells, texts, strict=True)
        ]
        return Fault(
            kind, tuple(sorted(edits)), tuple(target(figure) for figure in figures), _rules(figures)
        )


def _rules(figures: Sequence[Claimed]) -> frozenset[str]:
    return frozenset(rule for figure in figures for rule in figure.rules)
