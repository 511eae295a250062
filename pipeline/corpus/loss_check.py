"""The losses of the coming release against the last one: reports, tables, columns, rows, values.

What belongs here: deciding what is a loss, and saying which. What does not: comparing two frames
(`pipeline/release/table_diff.py`).
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from pipeline.release.diff import key_text
from pipeline.release.errors import ReleaseError
from pipeline.release.reader import Described, Published, open_release_folder
from pipeline.release.table_diff import Row, TableDiff, diff_tables
from pipeline.release.tables import table_file
from pipeline.rules.check import Outcome
from pipeline.state.workspace import Workspace
from pipeline.vocabulary.messages import message
from schemas import TABLE

Frames = Mapping[str, pl.DataFrame]

logger = logging.getLogger("openbogo")

_NAMED = 5  # lost rows that a message names
_GROUP = "of_report"  # no table has a column of that name
# Fewer warnings, held-back rows or suspects are no loss: a mended figure takes its suspect with it.
_JUDGEMENTS = ("checks", "quarantine", "superseded")
# Nor is what tells files of one report apart, when the report is read from another one.
_NO_LOSS = {
    "relations": ("suspect_quantity_id", "proposed_value"),
    "reports": ("issued", "source_url", "retrieved_on", "saved"),
}


def lost_reports(workspace: Workspace, frames: Frames) -> Outcome:
    """Reports of the last release that this one would leave out although a file of it is there.

    That is the file it was read from, one that it superseded, or one that is named alike but for
    its ending. A report none of whose files is there was taken out; that is only told.
    """
    before = dict(_last_files(workspace, "reports"))
    if not before:
        return Outcome(None, 0)
    older: dict[str, set[str]] = {}
    for report_id, file in _last_files(workspace, "superseded"):
        older.setdefault(report_id, set()).add(file)
    now = set(frames["reports"]["report_id"])
    # A published file that cannot be read now must not give way to the older one it superseded.
    read = {file for table in ("reports", "superseded") for file in frames[table]["source_file"]}
    present = set(workspace.files())
    refused = present - read
    stems = {file.rpartition(".")[0] for file in refused}
    failures = []
    for report_id, file in before.items():
        there = file in present or older.get(report_id, set()) & refused
        if file in refused or (
            report_id not in now and (there or file.rpartition(".")[0] in stems)
        ):
            failures.append(
                message(
                    "{report} ({file}) is in the last release and cannot be read now; mend the "
                    "file, or remove it to leave the report out",
                    report=report_id,
                    file=file,
                )
            )
        elif report_id not in now:
            logger.warning(
                message(
                    "left out {report}: its file {file} is gone from raw/",
                    report=report_id,
                    file=file,
                )
            )
    return Outcome(None, len(before), tuple(failures))


def _last_files(workspace: Workspace, table: str) -> Iterator[tuple[str, str]]:
    """Report and file of each row of a table of the last release, if there is such a table."""
    file = table_file(workspace.latest / "parquet", table)
    if file.is_file():
        rows = pl.read_parquet(file, columns=["report_id", "source_file"], glob=False)
        yield from rows.select("report_id", "source_file").iter_rows()


def lost_facts(workspace: Workspace, frames: Frames, *, accepted: bool = False) -> Outcome:
    """The parts of the last release that are no longer there, of the reports that both contain.

    A table or column that is gone; fewer rows of a report in a table; fewer values of a report in
    a column. Rows that give way to as many others are a change, which the changelog tells. So is
    what a newer file of a report no longer says while the older one is there: it is only told.

    Args:
        accepted: whether losses are only told as well.
    """
    if not (workspace.latest / "manifest.json").is_file():
        return Outcome(None, 0)
    try:
        last = open_release_folder(workspace.latest)
        renewed = _renewed_reports(last, frames)
        found = [
            (loss, report_id in renewed)
            for table in last.tables
            if table.name not in _JUDGEMENTS
            for report_id, loss in _lost_of_table(last, table, frames)
        ]
    except ReleaseError as error:
        broken = message(
            "the last release cannot be compared: {error}; remove the link outputs/latest to "
            "publish without comparing",
            error=error.args[0],
        )
        return Outcome(None, 1, (broken,))
    losses = [loss for loss, superseded in found if not superseded]
    for loss, superseded in found:
        if superseded:
            logger.warning(
                message("lost     {loss} (a newer file supersedes the last one)", loss=loss)
            )
    if accepted:
        for loss in losses:
            logger.warning(message("lost     {loss} (accepted)", loss=loss))
        losses = []
    return Outcome(
        None,
        len(last.tables),
        tuple(
            message("{loss}; restore the file, or build with --accept-loss", loss=loss)
            for loss in losses
        ),
    )


def _renewed_reports(last: Published, frames: Frames) -> set[str]:
    """Reports whose file of the last release is still there, but has given way to a newer one."""
    before = last.frame("reports")
    if "source_file" not in before.columns:
        return set()
    left_out = set(frames["superseded"].select("report_id", "source_file").iter_rows())
    return {
        report_id
        for report_id, file in before.select("report_id", "source_file").iter_rows()
        if (report_id, file) in left_out
    }


def _lost_of_table(
    last: Published, table: Described, frames: Frames
) -> Iterator[tuple[str | None, str]]:
    """Each loss with the report it is of; None where it is of all."""
    if table.name not in frames:
        rows = last.frame(table.name).height
        yield None, message("table {table} ({rows} rows) is gone", table=table.name, rows=rows)
        return
    both = set(frames["reports"]["report_id"])
    before, after = last.frame(table.name, both), frames[table.name]
    for column in before.columns:
        if column not in after.columns:
            yield None, message("column {column} is gone", column=f"{table.name}.{column}")
    if "report_id" not in before.columns or "report_id" not in after.columns:
        return
    passed_over = _NO_LOSS.get(table.name, ())
    compared = [n for n in before.columns if n in after.columns and n not in passed_over]
    counts_after = _counts(after)
    for report_id, counts in sorted(_counts(before).items()):
        left = counts_after.get(report_id, {})
        short = [name for name in compared if left.get(name, 0) < counts[name]]
        if short:
            own = pl.col("report_id") == report_id
            for loss in _losses(report_id, table, before.filter(own), after.filter(own), short):
                yield report_id, loss


def _counts(frame: pl.DataFrame) -> dict[str, dict[str, int]]:
    """Report to its values in each column. It has as many in `report_id` as it has rows."""
    counts = frame.group_by(pl.col("report_id").alias(_GROUP)).agg(pl.all().count())
    return {row.pop(_GROUP): row for row in counts.iter_rows(named=True)}


def _losses(
    report_id: str,
    table: Described,
    before: pl.DataFrame,
    after: pl.DataFrame,
    short: Sequence[str],
) -> Iterator[str]:
    """The losses of a report that is short of values in some columns, or of rows."""
    diff = diff_tables(table.name, before, after, (table.key, TABLE[table.name].primary_key))
    if "report_id" in short:
        yield message(
            "{report} has {now} rows in {table}, {then} in the last release{lost}",
            report=report_id,
            now=after.height,
            table=table.name,
            then=before.height,
            lost=_lost_keys(diff, diff.removed),
        )
        return
    for name in short:
        emptied = [
            change.key
            for change in diff.changed
            if name in change.values and change.values[name][1] is None
        ]
        yield message(
            "{report} has {now} values in {column}, {then} in the last release{lost}",
            report=report_id,
            now=after[name].count(),
            column=f"{table.name}.{name}",
            then=before[name].count(),
            lost=_lost_keys(diff, emptied),
        )


def _lost_keys(diff: TableDiff, rows: Iterable[Row]) -> str:
    """The keys of what is lost: the first ones, and how many there are."""
    if diff.not_compared:
        return message(" (which ones cannot be told: {reason})", reason=diff.not_compared)
    lost = [key_text([name for name in diff.key if name != "report_id"], row) for row in rows]
    if not lost:
        return ""
    names = " | ".join(lost[:_NAMED])
    if len(lost) <= _NAMED:
        return message("; lost: {names}", names=names)
    return message("; lost: {names}, … {first} of {all}", names=names, first=_NAMED, all=len(lost))
