"""Files of raw/ with odd names, and what is no file: each is told of, and none stops the others."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from pipeline.cli.answer import json_text
from pipeline.cli.terminal import replace_controls
from pipeline.corpus.collection import collection_fingerprints
from pipeline.corpus.incremental import Brought, bring_up_to_date
from pipeline.corpus.merge import merge, read_frames
from pipeline.release.sql import one_file
from pipeline.state.names import decode_korean, escape_name, is_text
from pipeline.state.workspace import Workspace

REPORT = (
    "서울특별시 주요 업무보고\n\n2025. 3.\n\n경제정책실\n\n1. 일반 현황\n\n□ 개요\n"
    "○ 예산 1,234백만원 집행\n○ 인력 12명 충원\n"
)
READ = ["[2025] 경제/2025-03.txt", "a*/2025-04.txt", "ab/2025-05.txt", "%41?/[1].txt"]


def _write(raw: Path, name: str | bytes) -> None:
    path = Path(os.fsdecode(os.path.join(os.fsencode(raw), os.fsencode(name))))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(REPORT, "utf-8")
    note = 'agency = "경제정책실"\nperiod = 2025-03-01\nagency_id = "seoul-e"\n'
    path.with_name(path.name + ".toml").write_text(note, "utf-8")


def _brought(home: Path, patch: pytest.MonkeyPatch) -> tuple[Brought, pl.DataFrame]:
    patch.setenv("OPENBOGO_WORKERS", "inside")
    workspace = Workspace(home)
    brought = bring_up_to_date(workspace)
    frames = merge(map(read_frames, collection_fingerprints(workspace.collection_tables)))
    return brought, frames["reports"]


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "no UTF-8": (
        lambda raw: _write(raw, b"x/\xb0\xe6.txt"),
        r"x/\xb0\xe6.txt:1: its name, or that of its folder, has bytes that are no text — "
        "rename it, to x/경.txt for example",
    ),
    "folder no UTF-8": (
        lambda raw: _write(raw, b"\xff\xff/1.txt"),
        r"\xff\xff/1.txt:1: its name, or that of its folder, has bytes that are no text — rename",
    ),
    "moves the cursor": (
        lambda raw: _write(raw, "x/\x1b[2J\n.txt"),
        r"x/\x1b[2J\x0a.txt:1: its name, or that of its folder, has bytes that are no text",
    ),
    "link to itself": (
        lambda raw: (raw / "loop.txt").symlink_to("loop.txt"),
        "loop.txt:1: a link to no file — copy into raw/ what it should lead to",
    ),
    "linked folder": (
        lambda raw: (raw / "linked").symlink_to(raw / "ab"),
        "linked:1: a link to a folder is not followed — copy into raw/",
    ),
    "pipe": (
        lambda raw: os.mkfifo(raw / "pipe.txt"),
        "pipe.txt:1: it is neither a file nor a folder — remove it from raw/",
    ),
    "device": (
        lambda raw: (raw / "zero.txt").symlink_to("/dev/zero"),
        "zero.txt:1: a link to no file",
    ),
}


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_file_is_refused_in_words_and_the_others_are_read(
    odd: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, told = ODD[odd]
    _write(tmp_path / "raw", "ab/2025-05.txt")
    make(tmp_path / "raw")
    brought, reports = _brought(tmp_path, monkeypatch)
    (refusal,) = brought.refused
    assert refusal.startswith(told)
    assert reports["source_file"].to_list() == ["ab/2025-05.txt"]
    assert _brought(tmp_path, monkeypatch)[0].refused == brought.refused


def test_patterns_in_names_mean_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "[x] a*b?%41::~"
    for number, name in enumerate(READ):
        _write(home / "raw", name)
        note = home / "raw" / f"{name}.toml"
        note.write_text(note.read_text("utf-8").replace("03-01", f"0{number + 1}-01"), "utf-8")
    brought, reports = _brought(home, monkeypatch)
    assert brought.refused == ()
    assert sorted(reports["source_file"]) == sorted(READ)
    assert _brought(home, monkeypatch)[0].read == 0


def test_a_folder_that_cannot_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path / "raw", "ab/2025-05.txt")
    _write(tmp_path / "raw", "locked/2025-05.txt")
    listed = os.scandir

    def refuse(folder: str) -> object:
        if str(folder).endswith("/locked"):
            raise PermissionError(errno.EACCES, "Permission denied", folder)
        return listed(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    brought, reports = _brought(tmp_path, monkeypatch)
    assert [refusal.partition(" —")[0] for refusal in brought.refused] == [
        "locked:1: the folder cannot be listed"
    ]
    assert reports.height == 1


def test_names_are_shown_so_that_they_move_no_cursor() -> None:
    name = os.fsdecode(b"\xb0\xe6\x1b[2J\xc2\x9b")
    assert not is_text(name)
    assert escape_name(name) == r"\xb0\xe6\x1b[2J\x9b"
    assert escape_name("[2025] 경제*.txt") == "[2025] 경제*.txt"
    assert decode_korean(os.fsdecode("경제.txt".encode("cp949"))) == "경제.txt"
    assert decode_korean(os.fsdecode(b"\xff\xff")) is None


def test_nothing_but_marked_words_reaches_a_terminal() -> None:
    said = "a\x1b[2J\x9b1m\rb\ud800\tc\n\x1b[7md\x1b[27m"
    assert replace_controls(said) == "a�[2J�1m�b�\tc\n\x1b[7md\x1b[27m"
    assert "\x1b" not in json_text({"file": said})
    assert "\x9b" not in json_text({"file": said})


def test_a_pattern_in_a_path_is_a_file_for_duckdb() -> None:
    assert one_file(Path("/[a] b*/c?.parquet")) == "/[[]a] b[*]/c[?].parquet"
