"""`openbogo query`: formats, rows that are cut and told, and a query that never ends."""

import json
from pathlib import Path

import duckdb
import pytest

from pipeline.cli import query as command
from pipeline.cli.answer import CommandError

ENDLESS = "SELECT sum(hash(a.range + b.range)) FROM range(1000000000) a, range(1000000000) b"


def test_a_query_is_ended_after_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "connect", lambda release: duckdb.connect())
    monkeypatch.setattr(command, "SECONDS", 0.5)
    with pytest.raises(CommandError, match=r"took more than 0\.5 seconds: narrow it"):
        command.query(tmp_path, ENDLESS, "json")
    assert command.query(tmp_path, "SELECT 1 AS one", "json").data["rows"] == [{"one": 1}]


MANY = "SELECT line_no FROM lines ORDER BY report_id, line_no"  # 3,438 lines have the two reports


def test_a_table_is_cut_after_a_thousand_rows_and_says_so(openbogo) -> None:
    said = openbogo("query", MANY).stdout
    assert said.endswith("\n\nthe first 1,000 rows; there are more: --rows N gives more, 0 all\n")
    assert len(said.splitlines()) == 1004  # a head, a rule, the rows, nothing, the note
    whole = openbogo("query", MANY, "--rows", "0").stdout
    assert whole.endswith("\n\n3,438 rows\n")
    assert openbogo("query", MANY + " LIMIT 1000").stdout.endswith("\n\n1,000 rows\n")


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_machines_get_all_rows_unless_they_ask_for_fewer(openbogo, form: str) -> None:
    whole = openbogo("query", MANY, "--format", form)
    part = openbogo("query", MANY, "--format", form, "--rows", "3")
    assert whole.stderr == ""
    assert part.stderr.startswith("openbogo: the first 3 rows; there are more")
    if form == "json":
        assert (len(json.loads(whole.stdout)["rows"]), json.loads(whole.stdout)["complete"]) == (
            3438,
            True,
        )
        assert json.loads(part.stdout)["complete"] is False
    else:
        head = form == "csv"
        assert len(whole.stdout.splitlines()) == 3438 + head
        assert len(part.stdout.splitlines()) == 3 + head


def test_formats(openbogo) -> None:
    sql = "SELECT '가|나' AS 이름, 1.5 AS 값, NULL AS 없음"
    assert openbogo("query", sql, "--format", "markdown").stdout == (
        "| 이름 | 값 | 없음 |\n| --- | --- | --- |\n| 가\\|나 | 1.5 |  |\n\n"
    )
    assert openbogo("query", sql, "--format", "jsonl").stdout == (
        '{"이름": "가|나", "값": 1.5, "없음": null}\n'
    )
    assert openbogo("query", sql).stdout == (
        " 이름    값  없음\n".lstrip() + "─────  ───  ────\n가|나  1.5\n\n1 rows\n"
    )
    assert (
        openbogo("query", sql, "--format", "csv").stdout == openbogo("query", sql, "--csv").stdout
    )
