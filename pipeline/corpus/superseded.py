"""Two files of one report: which of them is the newer, and by what evidence.

Only what a file holds, is called, or has in the note beside it can say so; never when a disk got
it. So the same files give the same release, whatever the order in which they came. Files that name
different offices are no versions of each other: which of them belongs there, a person has to say.

What belongs here: choosing among the files of one report. What does not: reading them, or what is
lost against the last release.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.document.readable import closed
from pipeline.errors import ReportError
from pipeline.vocabulary.messages import Message, in_korean, message
from schemas import TABLE

Frames = dict[str, pl.DataFrame]
Row = dict[str, Any]

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class _Evidence:
    """One thing by which versions of a report can be put in order."""

    name: str
    """One of `schemas.reports.SUPERSEDING`."""
    words: Message
    """Its words in a sentence."""
    of: Callable[[Row], Any]
    """The value of a file (its row of `reports`); None if it has none."""


def _name_order(row: Row) -> tuple[tuple[int | str, ...], str]:
    """File names as people sort them: `2022-03`, `2022-03 v2`, `2022-03 v10`."""
    path = unicodedata.normalize("NFC", row["source_file"])
    stem = path.rpartition("/")[2].rpartition(".")[0]
    # Digits and other text take turns, so that numbers only meet numbers.
    parts = _DIGITS.split(stem.casefold())
    return tuple(int(p) if n % 2 else p for n, p in enumerate(parts)), path


_EVIDENCE = (
    _Evidence("issued", message("issued"), lambda row: row["issued"]),
    _Evidence("as_of", message("figures as of"), lambda row: row["as_of"]),
    _Evidence("saved", message("saved"), lambda row: row["saved"]),
    _Evidence("name", message("named"), _name_order),
)
"""Strongest first. What the maintainer says wins; the day a file was saved is that of the copy."""


def superseded_rows(reports: Iterable[Row]) -> list[Row]:
    """The rows of `superseded`, for files given as their rows of `reports`."""
    versions: dict[str, list[Row]] = {}
    for row in reports:
        versions.setdefault(row["report_id"], []).append(row)
    return [
        _superseded_row(older, newer, evidence)
        for _, rows in sorted(versions.items())
        for (newer, _), *behind in [_in_order(rows)]
        for older, evidence in behind
    ]


def find_mixed_up(reports: Iterable[Row]) -> list[ReportError]:
    """Files of one folder that would be one report, but for the offices that they name."""
    alike: dict[str, list[Row]] = {}
    for row in reports:
        alike.setdefault(row["report_id"], []).append(row)
    return [
        ReportError(
            row["source_file"],
            message(
                "it would be the report {report_id}, as {source_file} would, but names another "
                "office: {agency}, not {agency2}",
                report_id=row["report_id"],
                source_file=other["source_file"],
                agency=row["agency"],
                agency2=other["agency"],
            ),
            message(
                "put the reports of each office into a folder of their own, as `openbogo add` "
                "does, or say whose it is in {source_file}.toml: `agency_id` for another "
                "office, `agency` for another name of the same",
                source_file=row["source_file"],
            ),
        )
        for rows in alike.values()
        for row in rows
        for other in [r for r in rows if not _one_office(row["agency"], r["agency"])][:1]
    ]


def _one_office(first: str, second: str) -> bool:
    """Two names of one office: one may have that of its government in front."""
    return first.endswith(second) or second.endswith(first)


def keep_newest(parts: Iterable[Frames]) -> list[Frames]:
    """The rows of each collection, but of a report that several hold only the newest.

    The others are rows of `superseded`, in the part that holds the newest. Within one part a
    report stands once.
    """
    chosen = list(parts)
    holder = {
        file: number
        for number, part in enumerate(chosen)
        for file in part["reports"]["source_file"]
    }
    rows = superseded_rows(row for part in chosen for row in part["reports"].iter_rows(named=True))
    for row in rows:
        older, newer = holder[row["source_file"]], holder[row["superseded_by"]]
        report = pl.col("report_id") == row["report_id"]
        before = chosen[older]["superseded"].filter(report)
        chosen[older] = _drop_report(chosen[older], row["report_id"])
        known = chosen[newer]["superseded"]
        added = TABLE["superseded"].frame([row])
        chosen[newer] = chosen[newer] | {"superseded": pl.concat([known, before, added])}
    return chosen


def _in_order(rows: Sequence[Row]) -> list[tuple[Row, _Evidence]]:
    """The newest first; behind it the others, each with what put it there.

    Evidence counts among files that all have it: a file that says nothing is not older for it.
    """
    left = list(rows)
    behind: list[tuple[Row, _Evidence]] = []
    for evidence in _EVIDENCE:
        stated = [evidence.of(row) for row in left]
        if None in stated:
            continue
        best = max(stated)
        pairs = list(zip(left, stated, strict=True))
        behind += [(row, evidence) for row, said in pairs if said != best]
        left = [row for row, said in pairs if said == best]
    return [(left[0], _EVIDENCE[-1]), *behind]


def _superseded_row(row: Row, newer: Row, evidence: _Evidence) -> Row:
    """The row of `superseded`."""
    by_name = evidence.name == "name"
    column = "source_file" if by_name else evidence.name
    stated, stated_newer = str(row[column]), str(newer[column])
    same = row["text_sha256"] == newer["text_sha256"]
    reason = message(
        "superseded by {file} ({why}{same})",
        file=newer["source_file"],
        why=message("the name that sorts last")
        if by_name
        else message(
            "{evidence} {newer} > {older}",
            evidence=evidence.words,
            newer=stated_newer,
            older=stated,
        ),
        same=message(", the same text") if same else "",
    )
    if closed(row["title"] or "") != closed(newer["title"] or ""):
        reason = message(
            "{reason}; their titles differ, '{title}' and '{newer}': if they are two reports, say "
            "another `period` or `agency_id` in {file}.toml",
            reason=reason,
            title=row["title"],
            newer=newer["title"],
            file=row["source_file"],
        )
    return {
        "report_id": row["report_id"],
        "source_file": row["source_file"],
        "superseded_by": newer["source_file"],
        "evidence": evidence.name,
        "stated": stated,
        "stated_newer": stated_newer,
        "same_text": same,
        "title": row["title"],
        "source_sha256": row["source_sha256"],
        "reason": reason,
        "reason_ko": in_korean(reason),
    }


def _drop_report(part: Frames, report_id: str) -> Frames:
    """A part without the rows of a report. Departments follow their mentions when it is merged."""
    return {
        name: frame.filter(pl.col("report_id").ne_missing(report_id))
        if "report_id" in frame.columns
        else frame
        for name, frame in part.items()
    }
