"""Which folder of raw/ a report belongs in, and what stands in its way there.

What belongs here: what is in raw/ and in the last release. What does not: copying.
"""

import filecmp
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.commands.answer import CommandError
from pipeline.facts.slug import slug
from pipeline.reference import agencies
from pipeline.release.tables import table_file
from pipeline.workspace import SIDECAR, Workspace

UNKNOWN = "your-office"
"""Where a report is read whose office is not known yet; no office of the reference is called so."""


@dataclass(frozen=True)
class _Shelved:
    """A report of the last release."""

    report_id: str
    government: str | None
    agency: str
    file: str
    """Below raw/."""


@dataclass(frozen=True)
class Shelf:
    """The folders of raw/, and whose reports are in them."""

    raw: Path
    reports: tuple[_Shelved, ...]

    @classmethod
    def of(cls, workspace: Workspace) -> "Shelf":
        """What the last release says; nothing where there is none."""
        path = table_file(workspace.latest / "parquet", "reports")
        if not path.is_file():
            return cls(workspace.raw, ())
        frame = pl.read_parquet(path, glob=False)
        rows = frame.select("report_id", "government", "agency", "source_file").iter_rows()
        return cls(workspace.raw, tuple(_Shelved(*row) for row in rows))

    def collection_of(self, government: str | None, agency: str) -> str:
        """The folder of an office: that of its reports, else its listed id, else its name in a-z.

        Raises:
            CommandError: reports of an office of this name are in several folders, or the folder
                that its name gives is another office's.
        """
        of_office = [r for r in self.reports if r.agency == agency]
        found = {r.file.partition("/")[0] for r in of_office if _same(r.government, government)}
        if len(found) > 1:
            raise CommandError(
                f"reports of {agency} are in {' and '.join(sorted(found))}: say which it is with "
                "--collection"
            )
        if found:
            return found.pop()
        for known in agencies().agencies.values():
            if known.name == agency and _same(known.government, government):
                return known.id
        name = slug(agency)
        if any(r.file.startswith(f"{name}/") for r in self.reports):
            raise CommandError(
                f"raw/{name} has reports of another office: say with --collection where those of "
                f"{' '.join(filter(None, (government, agency)))} go"
            )
        return name

    def obstacle(self, report_id: str | None, file: Path, target: Path) -> str | None:
        """Why a report cannot be put in its place, and what to do; None if it can."""
        if file.name.startswith("."):
            return "files whose name begins with a dot are not read: give it another name"
        for source, there in ((file, target), (sidecar(file), sidecar(target))):
            if (
                source.is_file()
                and there.exists()
                and not filecmp.cmp(source, there, shallow=False)
            ):
                return (
                    f"raw/{there.relative_to(self.raw).as_posix()} is there already, with another "
                    f"content: give {source.name} another name, or remove the one there"
                )
        own = target.relative_to(self.raw).as_posix()
        for other in self.reports:
            if other.report_id == report_id and other.file != own and self._has(other):
                return f"this is {report_id}, as raw/{other.file} is: keep one of the two files"
        return None

    def _has(self, report: _Shelved) -> bool:
        return (self.raw / report.file).is_file()


def _same(first: str | None, second: str | None) -> bool:
    """Two governments that may be one: a cover need not name its own."""
    return first is None or second is None or first == second


def sidecar(file: Path) -> Path:
    """The note beside a report, whether or not it is there."""
    return file.with_name(file.name + SIDECAR)
