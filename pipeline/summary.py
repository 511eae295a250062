"""What a build tells the person who ran it: tables, checks, quarantine, where the release is."""

from pathlib import Path

import polars as pl

from schemas import TABLES


def summary(release: Path) -> str:
    """The release in words: rows of each table, checks by outcome, everything to doubt."""
    parquet = release / "parquet"
    checks = pl.read_parquet(parquet / "checks.parquet")
    held = pl.read_parquet(parquet / "quarantine.parquet")
    reports = pl.read_parquet(parquet / "reports.parquet")
    failed = checks.filter(~pl.col("passed"))
    passed = checks.height - failed.height
    lines = ["", "tables"]
    for table in TABLES:
        rows = pl.read_parquet(parquet / f"{table.name}.parquet", columns=table.primary_key[:1])
        lines.append(f"  {table.name:<20} {rows.height:>9,} rows  {table.ko}")
    warned = failed.filter(pl.col("severity") == "warning").height
    lines += ["", f"checks: {passed} passed, {warned} warned, {failed.height - warned} failed"]
    for row in failed.sort("check_id").iter_rows(named=True):
        about = row["report_id"] or "all reports"
        lines.append(
            f"  {row['severity']}: {about}: {row['rows_failed']} of {row['rows_checked']} fail: "
            f"{row['description']}"
        )
        lines += [f"    {failure}" for failure in row["sample"].splitlines()]
    refused = held.filter(pl.col("table_name") == "reports")
    lines += ["", f"quarantine: {held.height} rows (table quarantine says why)"]
    if refused.height:
        lines.append(f"NOT IN THE RELEASE, {refused.height} of the files in raw/:")
        lines += [
            f"  {row['report_id']}:{row['line_start']}: {row['reason']}"
            for row in refused.iter_rows(named=True)
        ]
    superseded = pl.read_parquet(parquet / "superseded.parquet")
    if superseded.height:
        lines.append(f"LEFT OUT FOR A NEWER FILE, {superseded.height} of the files in raw/:")
        lines += [f"  {row['source_file']}: {row['reason']}" for row in superseded.to_dicts()]
    lines += ["", f"release of {reports.height} reports: {release.resolve()}"]
    return "\n".join(lines)
