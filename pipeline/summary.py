"""What a build tells the person who ran it: tables, checks, quarantine, where the release is."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from schemas import TABLE

_CHECK = ("check_id", "severity", "report_id", "rows_failed", "rows_checked", "description")


def described(release: Path) -> dict[str, Any]:
    """A release as data: rows of each table, checks by outcome, everything to doubt."""
    parquet = release / "parquet"
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    checks = pl.read_parquet(parquet / "checks.parquet")
    held = pl.read_parquet(parquet / "quarantine.parquet")
    superseded = pl.read_parquet(parquet / "superseded.parquet")
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
        "doubts": failed.select(*_CHECK, "sample").to_dicts(),
        "quarantine": held.height,
        "refused": [
            {"file": row["report_id"], "line": row["line_start"], "reason": row["reason"]}
            for row in refused.iter_rows(named=True)
        ],
        "superseded": [
            {"file": row["source_file"], "by": row["superseded_by"], "reason": row["reason"]}
            for row in superseded.iter_rows(named=True)
        ],
    }


def worded(release: Mapping[str, Any]) -> str:
    """The same in words."""
    lines = ["", "tables"]
    for table, rows in release["tables"].items():
        lines.append(f"  {table:<20} {rows:>9,} rows  {TABLE[table].ko}")
    counts = ", ".join(f"{count} {outcome}" for outcome, count in release["checks"].items())
    lines += ["", f"checks: {counts}"]
    for row in release["doubts"]:
        lines.append(
            f"  {row['severity']}: {row['report_id'] or 'all reports'}: {row['rows_failed']} of "
            f"{row['rows_checked']} fail: {row['description']}"
        )
        lines += [f"    {failure}" for failure in row["sample"].splitlines()]
    lines += ["", f"quarantine: {release['quarantine']} rows (table quarantine says why)"]
    if refused := release["refused"]:
        lines.append(f"NOT IN THE RELEASE, {len(refused)} of the files in raw/:")
        lines += [f"  {row['file']}:{row['line']}: {row['reason']}" for row in refused]
    if superseded := release["superseded"]:
        lines.append(f"LEFT OUT FOR A NEWER FILE, {len(superseded)} of the files in raw/:")
        lines += [f"  {row['file']}: {row['reason']}" for row in superseded]
    reports = release["tables"]["reports"]
    lines += ["", f"release of {reports} reports: {release['path']}"]
    return "\n".join(lines)
