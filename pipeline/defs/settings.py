"""The workspace and readers of a build, as a Dagster resource: every step and sensor asks it."""

import os

import dagster as dg
from pydantic import Field

from pipeline.corpus.cache import Shards
from pipeline.corpus.incremental import shards_of
from pipeline.corpus.validate import PARTS_ABOVE
from pipeline.parallel.setting import Setting
from pipeline.state.workspace import Workspace

SETTINGS = "settings"
"""The key of the resource."""
PARTS_VARIABLE = "OPENBOGO_PARTS_ABOVE"
KEEP_VARIABLE = "OPENBOGO_KEEP"
"""Number of releases that stay after a build; without it, all."""


class Settings(dg.ConfigurableResource[None]):
    """The settings of a run. One that is left empty is taken from the environment."""

    home: str = Field(default="", description="Of raw/ and outputs/; else as OPENBOGO_HOME.")
    workers: str = Field(default="", description="Who reads; else as OPENBOGO_WORKERS.")
    shards: str = Field(default="", description="Where rows are kept; else as OPENBOGO_SHARDS.")
    keep_releases: int = Field(
        default=0, description="Releases that stay after a build, 0 all; else as OPENBOGO_KEEP."
    )
    parts_above: int = Field(
        default=0,
        description="Rows above which a release is made of parts; else as OPENBOGO_PARTS_ABOVE.",
    )
    accept_loss: bool = Field(
        default=False, description="Publish although rows of the last release are lost."
    )

    def workspace(self) -> Workspace:
        """The folder that holds raw/ and outputs/."""
        return Workspace.find(self.home)

    def keep(self) -> int | None:
        """The number of releases that stay after a build; None where all do."""
        return self.keep_releases or _number(KEEP_VARIABLE)

    def most_rows_of_one_file(self) -> int:
        """The rows above which a release is made of parts."""
        return self.parts_above or _number(PARTS_VARIABLE) or PARTS_ABOVE

    def readers(self) -> Setting:
        """The workers that do the work."""
        return Setting.find(self.workers)

    def shard_place(self) -> Shards:
        """The place where the rows of each report are."""
        return shards_of(self.workspace(), self.shards)


def _number(variable: str) -> int | None:
    """The whole number above zero that a variable of the environment holds."""
    said = os.environ.get(variable, "").strip()
    return (int(said) if said.isdecimal() else 0) or None
