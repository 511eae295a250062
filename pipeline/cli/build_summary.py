"""The summary of a build for who ran it: tables, checks, quarantine, where the release is."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.cli.language import localize, say, sentence
from pipeline.release.errors import first_of
from schemas import TABLE

_CHECK = (
    *("check_id", "severity", "report_id", "rows_failed", "rows_checked"),
    *("description", "description_ko", "sample", "sample_ko"),
)
_DOUBTS = 10
"""Kinds of checks that are printed, of those that did not pass."""
_FAILURES = 3
"""Failing rows that are printed of each kind."""


def summarize(release: Path) -> dict[str, Any]:
    """A release as data: rows of each table, checks by outcome, everything to doubt."""
    parquet = release / "parquet"
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    checks = pl.read_parquet(parquet / "checks.parquet", glob=False)
    held = pl.read_parquet(parquet / "quarantine.parquet", glob=False)
    superseded = pl.read_parquet(parquet / "superseded.parquet", glob=False)
    failed = checks.filter(~pl.col("passed")).sort("check_id")
    warned = failed.filter(pl.col("severity") == "warning").height
    refused = held.filter(pl.col("table_name") == "reports")
    return {
        "release_id": manifest["release_id"],
        "path": str(release.resolve()),
        "tables": manifest["tables"],
        "checks": {
            "passed": checks.height - failed.height,
            "warned": warned,
            "failed": failed.height - warned,
        },
        "doubts": failed.select(_CHECK).to_dicts(),
        "quarantine": held.height,
        "refused": _renamed(refused, report_id="file", line_start="line"),
        "superseded": _renamed(superseded, source_file="file", superseded_by="by"),
    }


def _renamed(rows: pl.DataFrame, **names: str) -> list[dict[str, Any]]:
    """Rows with their reasons, columns under the names that programs know."""
    return rows.select(*names, "reason", "reason_ko").rename(names).to_dicts()


def summary_text(release: Mapping[str, Any]) -> str:
    """The same in words."""
    lines = ["", say("tables")]
    for table, rows in release["tables"].items():
        lines.append("  " + say("{table:<20} {rows:>9,} rows", table=table, rows=rows)
                     + f"  {TABLE[table].ko}")  # fmt: skip
    checks = release["checks"]
    lines += ["", say("checks: {passed} passed, {warned} warned, {failed} failed", **checks)]
    if doubts := release["doubts"]:
        lines.append(localize(first_of(_doubts(doubts), _DOUBTS)))
        lines.append(say("all with their rows:") + ' openbogo query "FROM checks WHERE NOT passed"')
    held = release["quarantine"]
    lines += ["", say("quarantine: {count} rows (all in table quarantine)", count=held)]
    if refused := release["refused"]:
        count = len(refused)
        lines.append(
            say("NOT IN THE RELEASE, {count} of the files in raw/ (mend or remove):", count=count)
        )
        told = [f"{r['file']}:{r['line']}: {sentence(r, 'reason')}" for r in refused]
        lines.append(localize(first_of(told)))
    if superseded := release["superseded"]:
        count = len(superseded)
        lines.append(
            say(
                "LEFT OUT FOR A NEWER FILE, {count} of the files in raw/ (table superseded):",
                count=count,
            )
        )
        told = [f"{row['file']}: {sentence(row, 'reason')}" for row in superseded]
        lines.append(localize(first_of(told)))
    reports = release["tables"]["reports"]
    lines += ["", say("release of {count} reports: {path}", count=reports, path=release["path"])]
    return "\n".join(lines)


def _doubts(checks: Sequence[Mapping[str, Any]]) -> list[str]:
    """An entry for each kind of check that did not pass; what fails most often comes first."""
    kinds: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for check in checks:
        kinds.setdefault((check["severity"], check["description"]), []).append(check)

    def rank(kind: tuple[str, str]) -> tuple[str, float]:
        failed = kinds[kind]
        return kind[0], -_total(failed, "rows_failed") / max(_total(failed, "rows_checked"), 1)

    return [_doubt(*kind, kinds[kind]) for kind in sorted(kinds, key=rank)]


def _doubt(severity: str, description: str, checks: Sequence[Mapping[str, Any]]) -> str:
    """A kind of check that did not pass, and the first of its failing rows."""
    one = checks[0]["report_id"] or say("all reports")
    where = one if len(checks) == 1 else say("{count:,} reports", count=len(checks))
    failed, checked = _total(checks, "rows_failed"), _total(checks, "rows_checked")
    rows = [
        row if len(checks) == 1 else f"{check['report_id']}: {row}"
        for check in checks
        for row in sentence(check, "sample").splitlines()
    ]
    more = ["…"] if len(rows) > _FAILURES else []
    first = say(
        "{severity}: {where}: {failed:,} of {checked:,} fail: {question}",
        severity=say("error") if severity == "error" else say("warning"),
        where=where,
        failed=failed,
        checked=checked,
        question=sentence(checks[0], "description"),
    )
    return "\n    ".join([first, *rows[:_FAILURES], *more])


def _total(checks: Sequence[Mapping[str, Any]], column: str) -> int:
    return sum(check[column] for check in checks)
