"""Where a build works and who reads, as a Dagster resource: every step and sensor asks it."""

import dagster as dg
from pydantic import Field

from pipeline.corpus.cache import Shards
from pipeline.corpus.incremental import shards_of
from pipeline.parallel.setting import Setting
from pipeline.state.workspace import Workspace

SETTINGS = "settings"
"""The key of the resource."""


class Settings(dg.ConfigurableResource[None]):
    """What a run can be told. What is left empty is taken from the environment."""

    home: str = Field(default="", description="Of raw/ and outputs/; else as OPENBOGO_HOME.")
    workers: str = Field(default="", description="Who reads; else as OPENBOGO_WORKERS.")
    shards: str = Field(default="", description="Where rows are kept; else as OPENBOGO_SHARDS.")
    accept_loss: bool = Field(
        default=False, description="Publish although rows of the last release are lost."
    )

    def workspace(self) -> Workspace:
        """The folder that holds raw/ and outputs/."""
        return Workspace.find(self.home)

    def readers(self) -> Setting:
        """Who does the work."""
        return Setting.find(self.workers)

    def kept(self) -> Shards:
        """Where the rows of each report are."""
        return shards_of(self.workspace(), self.shards)
