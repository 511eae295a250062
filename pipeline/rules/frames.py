"""The published tables as checks ask for them: frames, their rows, the texts they were read from.

What belongs here: what more than one check needs, made once. What does not: any check.
"""

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from pipeline.document.lines import LINE_ENDINGS
from schemas.table import Row

Frames = Mapping[str, pl.DataFrame]
"""Table name to frame, for any number of reports."""

_REPORTS_AT_ONCE = 5
"""Reports whose rows are kept for the next check: many enough to filter tables rarely."""
_ROWS_KEPT = 20_000
"""Rows of a table up to which they are kept for the next check: those of a few reports."""


class KeptFrames(Frames):
    """Frames that keep what was made of them."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._rows: dict[str, list[Row]] = {}
        self._texts: dict[str, str] | None = None

    def __getitem__(self, table: str) -> pl.DataFrame:
        """The frame of a table."""
        return self._frames[table]

    def __iter__(self) -> Iterator[str]:
        """Names of the tables."""
        return iter(self._frames)

    def __len__(self) -> int:
        """The number of tables."""
        return len(self._frames)

    def rows(self, table: str) -> Iterable[Row]:
        """The rows of a table."""
        if self[table].height > _ROWS_KEPT:
            return self[table].iter_rows(named=True)
        if table not in self._rows:
            # A column at a time: a quarter faster than to_dicts().
            columns = self[table].to_dict(as_series=False)
            values = zip(*columns.values(), strict=True)
            self._rows[table] = [dict(zip(columns, row, strict=True)) for row in values]
        return self._rows[table]

    def rows_of_report(self, table: str, report_id: str) -> list[Row]:
        """The rows of a table that are of one report."""
        if self[table].height > _ROWS_KEPT:
            return self[table].filter(pl.col("report_id") == report_id).to_dicts()
        return [row for row in self.rows(table) if row["report_id"] == report_id]

    def texts(self) -> dict[str, str]:
        """Canonical text of each report."""
        if self._texts is None:
            self._texts = _texts(self["lines"])
        return self._texts


def by_reports(frames: Frames) -> Iterator[Frames]:
    """The tables of a few reports after another, so that the rows of these can be kept.

    A table of rows that name no report is in each of them, whole.
    """
    ids = frames["reports"]["report_id"].unique(maintain_order=True)
    if ids.len() <= _REPORTS_AT_ONCE:
        yield frames
        return
    for start in range(0, ids.len(), _REPORTS_AT_ONCE):
        own = pl.col("report_id").is_in(ids[start : start + _REPORTS_AT_ONCE].implode())
        yield {
            name: frame.filter(own) if "report_id" in frame.columns else frame
            for name, frame in frames.items()
        }


def body_cells() -> pl.Expr:
    """Of `table_cells`, those that are below the headings and beside them.

    A column none of whose cells has a row heading, or a value, heads the rows itself. That a cell
    has no row heading is not enough: the heading of its row may be empty. Of a table without any
    row heading no column heads rows.
    """
    headed = ~pl.col("is_header") & pl.any_horizontal(pl.col("row_header", "value").is_not_null())
    no_stub = ~pl.col("row_header").is_not_null().any().over("table_id")
    return ~pl.col("is_header") & (headed.any().over("table_id", "column_no") | no_stub)


def rows_of(frames: Frames, table: str) -> Iterable[Row]:
    """The rows of a table, in order. Nobody may change them: others may be given the same."""
    return _keep(frames).rows(table)


def rows_of_report(frames: Frames, table: str, report_id: str) -> list[Row]:
    """The rows of a table that are of one report, in order. Nobody may change them either."""
    return _keep(frames).rows_of_report(table, report_id)


def texts(frames: Frames) -> dict[str, str]:
    """Canonical text of each report, put together from its lines."""
    return _keep(frames).texts()


def _keep(frames: Frames) -> KeptFrames:
    return frames if isinstance(frames, KeptFrames) else KeptFrames(frames)


def _texts(lines: pl.DataFrame) -> dict[str, str]:
    ending = pl.col("line_ending").replace_strict(LINE_ENDINGS, return_dtype=pl.String)
    line = pl.col("text_raw") + ending
    joined = lines.group_by("report_id", maintain_order=True).agg(
        line.sort_by("line_no").str.join("")
    )
    return dict(joined.iter_rows())
