"""The folder of raw/ that a report belongs in, and what stands in its way there.

What belongs here: what is in raw/ and in the last release. What does not: copying.
"""

import filecmp
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.cli.answer import CommandError
from pipeline.cli.language import say
from pipeline.corpus.superseded import find_mixed_up, superseded_rows
from pipeline.facts.slug import slug
from pipeline.release.tables import table_file
from pipeline.state.workspace import SIDECAR, Workspace
from pipeline.vocabulary.agencies import agencies

UNKNOWN = "your-office"
"""Folder to read a report in whose agency is not known yet; no agency has this name."""


Row = Mapping[str, Any]


@dataclass(frozen=True)
class Shelf:
    """The folders of raw/, and whose reports are in them."""

    raw: Path
    reports: tuple[Row, ...]
    """Rows of `reports` of the last release."""

    @classmethod
    def of(cls, workspace: Workspace) -> "Shelf":
        """The numbers of the last release; nothing where there is none."""
        path = table_file(workspace.latest / "parquet", "reports")
        if not path.is_file():
            return cls(workspace.raw, ())
        return cls(workspace.raw, tuple(pl.read_parquet(path, glob=False).to_dicts()))

    def collection_of(self, government: str | None, agency: str) -> str:
        """The folder of an office: that of its reports, else its listed id, else its name in a-z.

        Raises:
            CommandError: reports of an office of this name are in several folders, or the folder
                that its name gives is another office's.
        """
        of_office = [r for r in self.reports if r["agency"] == agency]
        found = {_folder(r) for r in of_office if _same(r["government"], government)}
        if len(found) > 1:
            raise CommandError(
                "reports of {agency} are in several folders, {folders}: say which it is with "
                "--collection",
                agency=agency,
                folders=", ".join(sorted(found)),
            )
        if found:
            return found.pop()
        for known in agencies().agencies.values():
            if known.name == agency and _same(known.government, government):
                return known.id
        name = slug(agency)
        if any(_folder(r) == name for r in self.reports):
            raise CommandError(
                "raw/{folder} has reports of another office: say with --collection where those "
                "of {office} go",
                folder=name,
                office=" ".join(filter(None, (government, agency))),
            )
        return name

    def obstacle(self, file: Path, target: Path) -> str | None:
        """The reason why a report cannot be put in its place, and what to do; None if it can."""
        if file.name.startswith("."):
            return say("files whose name begins with a dot are not read: give it another name")
        for source, there in ((file, target), (sidecar(file), sidecar(target))):
            if (
                source.is_file()
                and there.exists()
                and not filecmp.cmp(source, there, shallow=False)
            ):
                return say(
                    "raw/{path} is there already, with another content: give {name} another name, "
                    "or remove the one there",
                    path=there.relative_to(self.raw).as_posix(),
                    name=source.name,
                )
        return None

    def twin(self, report: Row) -> str | None:
        """The other file of raw/ that holds the same report, and which of the two is the newer."""
        for other in self.reports:
            own, file = report["source_file"], other["source_file"]
            if other["report_id"] != report["report_id"] or file == own:
                continue
            if not (self.raw / file).is_file():
                continue
            if not report.keys() <= other.keys():  # of a release that did not ask yet
                return say(
                    "raw/{file} is the same report; the newer of the two is published", file=file
                )
            both = [dict(other), dict(report)]
            if _folder(other) == _folder(report) and find_mixed_up(both):
                return say(
                    "raw/{file} would be the same report, but names another office: {other}, not "
                    "{own}. Give each office a folder of its own (--collection), or a build "
                    "refuses both",
                    file=file,
                    other=other["agency"],
                    own=report["agency"],
                )
            (told,) = superseded_rows(both)
            return say(
                "raw/{file} is the same report, and one of the two is published: raw/{older} is "
                "{reason}",
                file=file,
                older=told["source_file"],
                reason=told["reason"],
            )
        return None


def _folder(report: Row) -> str:
    return str(report["source_file"]).partition("/")[0]


def _same(first: str | None, second: str | None) -> bool:
    """Two governments that may be one: a cover need not name its own."""
    return first is None or second is None or first == second


def sidecar(file: Path) -> Path:
    """The note beside a report, whether or not it is there."""
    return file.with_name(file.name + SIDECAR)
