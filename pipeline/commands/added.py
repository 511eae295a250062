"""What `openbogo add` understood of a report, as data and in words."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from schemas import TABLE

_OWN = ("reports", "quarantine", "checks")
_SAID = {
    "added": "added as raw/{}",
    "there": "raw/{} is it already",
    "readable": "can be added as raw/{}; nothing was copied",
    "refused": "REFUSED, it was not copied",
}
_NEXT = {
    "refused": "mend what was refused, and `openbogo add` it again",
    "readable": "the same without --dry-run",
    "added": "openbogo build",
}


@dataclass(frozen=True)
class Addition:
    """A file, what was read of it, and what was done with it."""

    file: str
    status: str
    """`added`, `there`, `readable` or `refused`."""
    target: str | None = None
    """Where it is, or would be, below raw/."""
    report_id: str | None = None
    government: str | None = None
    agency: str | None = None
    title: str | None = None
    period: datetime.date | None = None
    tables: Mapping[str, int] = field(default_factory=dict)
    """Rows of each table that has any."""
    warnings: Sequence[str] = ()
    """Where the report does not agree with itself, as its checks say."""
    note: str | None = None
    """Another file of raw/ that holds the same report, and which of them is published."""
    line: int | None = None
    reason: str | None = None
    """Why it was refused, and what to do."""

    @classmethod
    def refused(cls, file: Path, line: int, reason: str) -> "Addition":
        """A file that cannot be read."""
        return cls(str(file), "refused", line=line, reason=reason)

    @classmethod
    def read(
        cls,
        file: Path,
        target: str,
        report: Mapping[str, Any],
        tables: Mapping[str, int],
        warnings: Sequence[str],
    ) -> "Addition":
        """A report that can be read."""
        named = {name: report[name] for name in ("government", "agency", "title", "period")}
        return cls(str(file), "readable", target, report["report_id"], tables=tables,
                   warnings=warnings, **named)  # fmt: skip

    def data(self) -> dict[str, Any]:
        """All of it."""
        return asdict(self)


def worded(additions: Sequence[Addition]) -> str:
    """What was done with each, and what to do next."""
    lines = [line for addition in additions for line in _worded(addition)]
    done = {addition.status for addition in additions}
    lines += [f"next: {step}" for status, step in _NEXT.items() if status in done]
    return "\n".join(lines).rstrip("\n")


def _worded(addition: Addition) -> list[str]:
    lines = [f"{addition.file}: {_SAID[addition.status].format(addition.target)}"]
    if addition.reason:
        return [*lines, f"  line {addition.line}: {addition.reason}", ""]
    whose = " ".join(filter(None, (addition.government, addition.agency)))
    month = f"{addition.period:%Y-%m}" if addition.period else ""
    lines += [
        f"  report    {addition.report_id}",
        f"  office    {whose}",
        f"  title     {addition.title or '(none found)'}",
        f"  month     {month}",
        *([f"  note      {addition.note}"] if addition.note else []),
        "  rows",
    ]
    lines += [
        f"    {name:<20} {rows:>7,}  {TABLE[name].ko}"
        for name, rows in addition.tables.items()
        if name not in _OWN
    ]
    held = addition.tables.get("quarantine", 0)
    if held:
        lines.append(f"  {held} passages could not be read (table quarantine will say which)")
    for warning in addition.warnings:
        first, *rest = warning.splitlines()
        lines += [f"  warning   {first}", *(f"    {line}" for line in rest)]
    return [*lines, ""]
