"""Two releases: what differs, table by table and file by file.

What belongs here: the comparison as data, as JSON and as text. What does not: comparing two frames
(`table_diff`), and what to do about a difference.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.release.checksums import SHA256SUMS, FileEntry, file_entries, file_entry
from pipeline.release.manifest import MANIFEST
from pipeline.release.reader import Described, Published, open_release_folder
from pipeline.release.table_diff import Change, Row, TableDiff, diff_tables
from pipeline.vocabulary.messages import Message, join_messages, message

SHOWN = 20
"""Rows of each kind that the text shows of a table."""


_LONG = 80  # characters of a text that are shown


@dataclass(frozen=True)
class ReleaseDiff:
    """The differences between two releases."""

    before: str
    after: str
    """Release ids."""
    tables: tuple[TableDiff, ...]
    files_added: tuple[str, ...]
    files_removed: tuple[str, ...]
    files_changed: tuple[str, ...]
    reports: frozenset[str]
    """Reports that both contain."""

    @property
    def identical(self) -> bool:
        """Every file of either is in both, with the same bytes, and every table was compared."""
        files = (*self.files_added, *self.files_removed, *self.files_changed)
        return not files and all(table.same for table in self.tables)


def diff_releases(before: Path, after: Path, *, stated: bool = False) -> ReleaseDiff:
    """Compare two release folders: all their files by content, all their tables by row.

    Args:
        stated: take the hashes of files from the manifests, and read no file for them.

    Raises:
        ReleaseError: one of them is no release.
    """
    one, other = open_release_folder(before), open_release_folder(after)
    old, new = (
        {entry.path: entry.sha256 for entry in _entries(release, stated)}
        for release in (one, other)
    )
    names = [*one.names, *(name for name in other.names if name not in one.names)]
    return ReleaseDiff(
        before=one.release_id,
        after=other.release_id,
        tables=tuple(_diff(one, other, name) for name in names),
        files_added=tuple(path for path in new if path not in old),
        files_removed=tuple(path for path in old if path not in new),
        files_changed=tuple(path for path in new if old.get(path, new[path]) != new[path]),
        reports=frozenset(one.manifest["reports"]) & frozenset(other.manifest["reports"]),
    )


def _entries(release: Published, stated: bool) -> list[FileEntry]:
    if not stated:
        return file_entries(release.folder)
    own = [file_entry(release.folder, name) for name in (MANIFEST, SHA256SUMS)]
    entries = [*own, *(FileEntry(**entry) for entry in release.manifest["files"])]
    return sorted(entries, key=lambda entry: entry.path)


def _diff(one: Published, other: Published, name: str) -> TableDiff:
    then, now = _table(one, name), _table(other, name)
    if then is None or now is None:
        rows = (one.frame(name).height if then else None, other.frame(name).height if now else None)
        return TableDiff(name, rows, key=())
    return diff_tables(name, one.frame(name), other.frame(name), (then.key, now.key))


def _table(release: Published, name: str) -> Described | None:
    return next((table for table in release.tables if table.name == name), None)


def as_json(diff: ReleaseDiff, *, shared_reports_only: bool = False) -> dict[str, Any]:
    """The comparison for machines.

    Args:
        shared_reports_only: leave out the rows of reports that only one of the two contains; how
            many rows were added and removed is told of all.
    """
    chosen = diff.reports if shared_reports_only else None
    return {
        "before": diff.before,
        "after": diff.after,
        "identical": diff.identical,
        "files": {
            "added": list(diff.files_added),
            "removed": list(diff.files_removed),
            "changed": list(diff.files_changed),
        },
        "tables": [_table_json(table, chosen) for table in diff.tables if not table.same],
    }


def as_text(diff: ReleaseDiff, *, shared_reports_only: bool = False) -> Message:
    """The comparison for people, as Markdown; the arguments as of `as_json`."""
    if diff.identical:
        return message(
            "{before} and {after} are identical: every file, and {rows:,} rows in {tables} tables",
            before=diff.before,
            after=diff.after,
            rows=sum(table.rows[1] or 0 for table in diff.tables),
            tables=len(diff.tables),
        )
    chosen = diff.reports if shared_reports_only else None
    lines: list[str] = [f"{diff.before} → {diff.after}"]
    for table in diff.tables:
        if not table.same:
            lines += ["", *_table_text(table, chosen)]
    files = [
        *(message("- added: {what}", what=path) for path in diff.files_added),
        *(message("- removed: {what}", what=path) for path in diff.files_removed),
        *(message("- changed: {what}", what=path) for path in diff.files_changed),
    ]
    return join_messages([*lines, "", message("## files"), "", *files])


def _table_json(table: TableDiff, chosen: frozenset[str] | None) -> dict[str, Any]:
    return {
        "table": table.table,
        "rows": {"before": table.rows[0], "after": table.rows[1]},
        "key": list(table.key),
        "columns": {
            "added": list(table.columns_added),
            "removed": list(table.columns_removed),
            "retyped": list(table.columns_retyped),
        },
        "not_compared": table.not_compared,
        "rows_added": len(table.added),
        "rows_removed": len(table.removed),
        "rows_changed": len(table.changed),
        "added": _rows_of_reports(table.added, chosen),
        "removed": _rows_of_reports(table.removed, chosen),
        "changed": [
            {"key": change.key, "values": {c: list(v) for c, v in change.values.items()}}
            for change in table.changed
        ],
    }


def _rows_of_reports(rows: Iterable[Row], chosen: frozenset[str] | None) -> list[Row]:
    return [
        row
        for row in rows
        if chosen is None or row.get("report_id") is None or row["report_id"] in chosen
    ]


def _table_text(table: TableDiff, chosen: frozenset[str] | None) -> list[str]:
    before, after = table.rows
    if before is None or after is None:
        if before is None:
            return [message("## {table}: new, {rows} rows", table=table.table, rows=after)]
        return [message("## {table}: gone, {rows} rows", table=table.table, rows=before)]
    lines: list[str] = [
        message(
            "## {table}: {before:,} → {after:,} rows, {added} added, {removed} removed, {changed} "
            "changed",
            table=table.table,
            before=before,
            after=after,
            added=len(table.added),
            removed=len(table.removed),
            changed=len(table.changed),
        ),
        "",
        *(message("- column {name}: new", name=name) for name in table.columns_added),
        *(message("- column {name}: gone", name=name) for name in table.columns_removed),
        *(message("- column {name}", name=name) for name in table.columns_retyped),
    ]
    if table.not_compared:
        lines.append(message("- rows not compared: {reason}", reason=table.not_compared))
    added, removed = _rows_of_reports(table.added, chosen), _rows_of_reports(table.removed, chosen)
    if chosen is not None and (rest := len(table.added) - len(added)):
        lines.append(message("- added: {count:,} rows of reports that are new", count=rest))
    if chosen is not None and (rest := len(table.removed) - len(removed)):
        lines.append(
            message("- removed: {count:,} rows of reports that are no longer there", count=rest)
        )
    lines += _first_lines([message("- added: {what}", what=key_text(table.key, r)) for r in added])
    lines += _first_lines(
        [message("- removed: {what}", what=key_text(table.key, row)) for row in removed]
    )
    lines += _first_lines([_change_text(table.key, change) for change in table.changed])
    return lines


def _first_lines(lines: Sequence[Message]) -> list[Message]:
    if len(lines) <= SHOWN:
        return list(lines)
    return [
        *lines[:SHOWN],
        message("- … the first {first} of {all:,}", first=SHOWN, all=len(lines)),
    ]


def _change_text(key: Iterable[str], change: Change) -> Message:
    values = "; ".join(
        f"{column} {_value(old, new)} → {_value(new, old)}"
        for column, (old, new) in change.values.items()
    )
    return message("- changed: {what}", what=f"{key_text(key, change.key)}: {values}")


def key_text(key: Iterable[str], row: Row) -> str:
    """The key of a row, as a person reads it."""
    return ", ".join(f"{name} {_value(row[name])}" for name in key)


def _value(value: object, other: object = None) -> str:
    """A value as a person reads it; of a long text, the part around where it differs."""
    if value is None:
        return "NULL"
    if not isinstance(value, str):
        return str(value)
    begin = 0
    if isinstance(other, str) and len(value) > _LONG:
        same = next((i for i, (a, b) in enumerate(zip(value, other, strict=False)) if a != b), 0)
        begin = max(0, same - _LONG // 4)
    text = value[begin : begin + _LONG].replace("\n", "⏎")
    more = "…" if begin + _LONG < len(value) else ""
    return f"'{'…' if begin else ''}{text}{more}'"
