"""A query that never ends is ended, and said."""

from pathlib import Path

import duckdb
import pytest

from pipeline.cli import query as command
from pipeline.cli.answer import CommandError

ENDLESS = "SELECT count(*) FROM range(10000000000) a, range(1000) b WHERE a.range * b.range % 7 = 8"


def test_a_query_is_ended_after_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "connect", lambda release: duckdb.connect())
    monkeypatch.setattr(command, "SECONDS", 0.5)
    with pytest.raises(CommandError, match=r"the query took more than 0\.5 seconds: ask less"):
        command.query(tmp_path, ENDLESS, "json")
    assert command.query(tmp_path, "SELECT 1 AS one", "json").data["rows"] == [{"one": 1}]
