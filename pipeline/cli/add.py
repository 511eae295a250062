"""`openbogo add`: read a report that is not in raw/ yet, say what was understood, put it there.

The report is read in a folder of its own, exactly as a build would read it, and copied only if it
was. What is in raw/ is never written over.

What belongs here: that trial reading, and copying. What does not: reading, and which folder a
report belongs in (`shelf`).
"""

import datetime
import logging
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import polars as pl

from pipeline.cli.answer import Answer
from pipeline.cli.destination import UNKNOWN, Shelf, sidecar
from pipeline.cli.language import localize, message, say, sentence
from pipeline.cli.progress import LOGGER
from pipeline.cli.terminal import pad
from pipeline.corpus.batch import read_one
from pipeline.corpus.merge import Frames, merge
from pipeline.document.document import read_document
from pipeline.errors import ReportError
from pipeline.facts.identity import identify
from pipeline.reconcile.catalogue import judge_release
from pipeline.sources.read import read_source
from pipeline.state.workspace import SIDECAR, Workspace
from schemas import TABLE

_OWN = ("reports", "quarantine", "checks")
_NAMED = ("report_id", "government", "agency", "title", "period")
_NEXT = {
    "refused": message("mend what was refused, and `openbogo add` it again"),
    "readable": message("the same without --dry-run"),
    "added": message("openbogo build"),
}


@dataclass(frozen=True)
class Addition:
    """A file, what was read of it, and what was done with it."""

    file: str
    status: str
    """`added`, `there`, `readable` or `refused`."""
    target: str | None = None
    """Its place below raw/, now or once it is added."""
    report_id: str | None = None
    government: str | None = None
    agency: str | None = None
    title: str | None = None
    period: datetime.date | None = None
    tables: Mapping[str, int] = field(default_factory=dict)
    """Rows of each table that has any."""
    warnings: Sequence[str] = ()
    """Contradictions of the report with itself, found by its checks."""
    note: str | None = None
    """Another file of raw/ that holds the same report, and which of them is published."""
    line: int | None = None
    reason: str | None = None
    """The reason if it is refused, and what to do."""


def text_of(additions: Sequence[Addition]) -> str:
    """The outcome for each file, and the next steps."""
    lines = [line for addition in additions for line in _text(addition)]
    done = {addition.status for addition in additions}
    lines += [say("next: {step}", step=step) for status, step in _NEXT.items() if status in done]
    return "\n".join(lines).rstrip("\n")


def _outcome_text(addition: Addition) -> str:
    """The outcome for a file."""
    target = addition.target
    if addition.status == "added":
        return say("added as raw/{target}", target=target)
    if addition.status == "there":
        return say("raw/{target} is it already", target=target)
    if addition.status == "readable":
        return say("can be added as raw/{target}; nothing was copied", target=target)
    return say("REFUSED, it was not copied")


def _text(addition: Addition) -> list[str]:
    lines = [f"{addition.file}: {_outcome_text(addition)}"]
    if addition.reason:
        reason = localize(addition.reason)
        return [*lines, "  " + say("line {line}: {reason}", line=addition.line, reason=reason), ""]
    whose = " ".join(filter(None, (addition.government, addition.agency)))
    month = f"{addition.period:%Y-%m}" if addition.period else ""
    named = [
        (say("report"), addition.report_id or ""),
        (say("agency"), whose),
        (say("title"), addition.title or say("(none found)")),
        (say("month"), month),
        *([(say("note"), addition.note)] if addition.note else []),
        (say("read"), ""),
    ]
    lines += [f"  {pad(name, 8)}  {value}".rstrip() for name, value in named]
    lines += [
        f"    {name:<20} {rows:>7,}  {TABLE[name].ko}"
        for name, rows in addition.tables.items()
        if name not in _OWN
    ]
    if held := addition.tables.get("quarantine", 0):
        told = say(
            "{count} passages could not be read (table quarantine will say which)", count=held
        )
        lines.append(f"  {told}")
    for warning in addition.warnings:
        first, *rest = warning.splitlines()
        lines += [f"  {pad(say('warning'), 8)}  {first}", *(f"    {line}" for line in rest)]
    return [*lines, ""]


def add(
    workspace: Workspace, files: Sequence[Path], collection: str | None, *, dry_run: bool
) -> Answer:
    """Read reports, and put into raw/ those that can be read.

    Args:
        workspace: whose raw/ they go into.
        files: the reports; a sidecar among them goes with its report.
        collection: folder of raw/. Without it, the one that has reports of the same office.
        dry_run: only say what would be done.

    Returns:
        What was understood of each; exit code 1 if any was not put there.
    """
    # What a build says of each report is said here in an answer of its own.
    logging.getLogger(LOGGER).addHandler(logging.NullHandler())
    shelf = Shelf.of(workspace)
    reports = [file for file in files if not _is_sidecar_of(file, files)]
    additions = [_add(workspace, file, collection, shelf, dry_run=dry_run) for file in reports]
    refused = sum(addition.status == "refused" for addition in additions)
    data = {"reports": [asdict(addition) for addition in additions]}
    return Answer(text_of(additions), data, code=1 if refused else 0)


def _is_sidecar_of(file: Path, files: Sequence[Path]) -> bool:
    return file.name.endswith(SIDECAR) and file.with_name(file.name.removesuffix(SIDECAR)) in files


def _add(
    workspace: Workspace, file: Path, collection: str | None, shelf: Shelf, *, dry_run: bool
) -> Addition:
    known = collection or _own_collection(workspace, file)
    if known is None:
        office = _office(workspace, file)
        known = shelf.collection_of(*office) if office else UNKNOWN
    frames = _read(workspace, file, known)
    if isinstance(frames, Addition):
        return frames
    target = workspace.raw / known / file.name
    report = frames["reports"].row(0, named=True)
    addition = Addition(
        str(file),
        "readable",
        target.relative_to(workspace.raw).as_posix(),
        tables={name: frame.height for name, frame in frames.items() if frame.height},
        warnings=_warnings(frames),
        note=shelf.twin(report),
        **{name: report[name] for name in _NAMED},
    )
    if problem := shelf.obstacle(file, target):
        return replace(addition, status="refused", line=1, reason=problem)
    if _is_in_place(file, target):
        return replace(addition, status="there")
    if dry_run:
        return replace(addition, status="readable")
    _copy(file, target)
    return replace(addition, status="added")


def _own_collection(workspace: Workspace, file: Path) -> str | None:
    """The collection of a file that is in raw/ already."""
    path = file.resolve()
    if not path.is_relative_to(workspace.raw.resolve()):
        return None
    parts = path.relative_to(workspace.raw.resolve()).parts
    return parts[0] if len(parts) == 2 else None


def _office(workspace: Workspace, file: Path) -> tuple[str | None, str] | None:
    """Government and agency that a report names itself, None if it names none."""
    with tempfile.TemporaryDirectory(prefix="openbogo-") as scratch:
        try:
            name = _place_copy(workspace, file, UNKNOWN, Path(scratch))
            identity = identify(read_document(read_source(Path(scratch), name)))
        except (ReportError, OSError):
            return None  # why, the reading proper will say
    return identity.government, identity.agency


def _read(workspace: Workspace, file: Path, collection: str) -> Frames | Addition:
    """Read a report as a build would if it were in that collection: its rows, or its refusal."""
    with tempfile.TemporaryDirectory(prefix="openbogo-") as scratch:
        try:
            name = _place_copy(workspace, file, collection, Path(scratch))
        except OSError as error:
            reason = say("it cannot be read: {reason}", reason=error.strerror or error)
            return Addition(str(file), "refused", line=1, reason=reason)
        frames = merge([read_one(Path(scratch), name)])
    if frames["reports"].height:
        return frames
    row = frames["quarantine"].row(0, named=True)
    # What is said of the place in the scratch folder is meant of the file that was given.
    reason = sentence(row, "reason").replace(name, str(file))
    if UNKNOWN in reason:
        reason += say("; or say whose report it is with --collection")
    return Addition(str(file), "refused", line=row["line_start"], reason=reason)


def _place_copy(workspace: Workspace, file: Path, collection: str, raw: Path) -> str:
    """Copy a report to its place below another raw/, with the note that it would have there."""
    place = raw / collection / file.name
    place.parent.mkdir()
    shutil.copyfile(file, place)
    for note in (sidecar(workspace.raw / collection / file.name), sidecar(file)):
        if note.is_file():
            shutil.copyfile(note, sidecar(place))
    return f"{collection}/{file.name}"


def _warnings(frames: Frames) -> list[str]:
    """What a report's own checks warn of."""
    warned = judge_release(frames)[1].filter(~pl.col("passed"), pl.col("report_id").is_not_null())
    return [
        say(
            "{failed} of {checked} fail: {question}",
            failed=row["rows_failed"],
            checked=row["rows_checked"],
            question=sentence(row, "description"),
        )
        + f"\n{sentence(row, 'sample')}"
        for row in warned.iter_rows(named=True)
    ]


def _is_in_place(file: Path, target: Path) -> bool:
    """The report, and the note beside it if it has one, are in place."""
    note = sidecar(file)
    return target.exists() and (not note.is_file() or sidecar(target).exists())


def _copy(file: Path, target: Path) -> None:
    """Put a report and its note in place: the note first, each of them whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for source, there in ((sidecar(file), sidecar(target)), (file, target)):
        if source.is_file() and not there.exists():
            # Hidden while it grows: a build looks past it.
            growing = there.with_name(f".{there.name}.part")
            shutil.copyfile(source, growing)
            os.replace(growing, there)
