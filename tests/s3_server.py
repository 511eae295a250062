"""A server that speaks S3, in a process of its own, for tests of what is kept in a bucket."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

EXTRA = Path(sys.executable).parents[1] / "s3"
"""Where `make test` installs requirements/s3.txt: nothing else is to see these packages."""
KEYS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
}

_SIGNED = {"Authorization": "AWS4-HMAC-SHA256 Credential=test/20240101/us-east-1/s3/"}
"""As much of a signature as the server asks for."""


def environment(**more: str) -> dict[str, str]:
    """The environment of a process that knows S3."""
    path = os.pathsep.join([os.environ.get("PYTHONPATH", ""), str(EXTRA)])
    return os.environ | KEYS | {"PYTHONPATH": path} | more


@contextlib.contextmanager
def s3_server(bucket: str) -> Iterator[str]:
    """The address of an S3 server with an empty bucket."""
    assert EXTRA.is_dir(), "requirements/s3.txt is not installed: `make test` does it"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(
        command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _make_bucket(f"{address}/{bucket}")
        yield address
    finally:
        process.kill()
        process.wait()


def _make_bucket(url: str) -> None:
    request = urllib.request.Request(url, method="PUT", headers=_SIGNED)
    until = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(request).close()
        except urllib.error.HTTPError:
            raise
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)
        else:
            return
