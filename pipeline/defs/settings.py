"""Where a build works and who reads, as a Dagster resource: every step and sensor asks it."""

import os

import dagster as dg
from pydantic import Field

from pipeline.corpus.cache import Shards
from pipeline.corpus.incremental import shards_of
from pipeline.parallel.setting import Setting
from pipeline.state.workspace import Workspace

SETTINGS = "settings"
"""The key of the resource."""
KEEP_VARIABLE = "OPENBOGO_KEEP"
"""How many releases stay after a build; without it, all."""


class Settings(dg.ConfigurableResource[None]):
    """What a run can be told. What is left empty is taken from the environment."""

    home: str = Field(default="", description="Of raw/ and outputs/; else as OPENBOGO_HOME.")
    workers: str = Field(default="", description="Who reads; else as OPENBOGO_WORKERS.")
    shards: str = Field(default="", description="Where rows are kept; else as OPENBOGO_SHARDS.")
    keep_releases: int = Field(
        default=0, description="Releases that stay after a build, 0 all; else as OPENBOGO_KEEP."
    )
    accept_loss: bool = Field(
        default=False, description="Publish although rows of the last release are lost."
    )

    def workspace(self) -> Workspace:
        """The folder that holds raw/ and outputs/."""
        return Workspace.find(self.home)

    def keep(self) -> int | None:
        """How many releases stay after a build; None where all do."""
        said = os.environ.get(KEEP_VARIABLE, "").strip()
        return self.keep_releases or (int(said) if said.isdecimal() else 0) or None

    def readers(self) -> Setting:
        """Who does the work."""
        return Setting.find(self.workers)

    def kept(self) -> Shards:
        """Where the rows of each report are."""
        return shards_of(self.workspace(), self.shards)
