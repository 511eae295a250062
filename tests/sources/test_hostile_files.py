"""Broken and hostile files: each is refused with its name, the reason and a remedy."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hwpx_files import archive, hwpx, p, section, tbl, tc
from reports import FOLDER, head, read_files

from pipeline.errors import ReportError
from pipeline.report import read_report
from pipeline.sources import limits
from pipeline.sources.read import read_source

GOOD = hwpx(section(p("□ 개요"), p("○ 글")))
BOMB = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'


def _deep(depth: int) -> str:
    return section("<hp:x>" * depth + "</hp:x>" * depth)


def _nested_tables(depth: int) -> str:
    content = "끝"
    for _ in range(depth):
        content = f"<table><tr><td>가<td>{content}</table>"
    return content


def _encrypted() -> bytes:
    """An archive that says, of one entry, that it needs a password."""
    data = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


LOCKED = {"META-INF/manifest.xml": b"<m><file-entry><encryption-data/></file-entry></m>"}
HWPX_CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (
        lambda: hwpx(section(p("가" + " " * (limits.ARCHIVE_PART_BYTES + 1)))),
        "unpack to more than",
    ),
    "packed far more than XML is": (
        lambda: hwpx(section(p("a" * (limits.ARCHIVE_RATIO_FROM + 1)))),
        "times its size",
    ),
    "too many entries": (
        lambda: archive({f"x{n}": b"" for n in range(limits.ARCHIVE_ENTRIES + 1)}),
        "files \\(limit",
    ),
    "entities that multiply": (lambda: hwpx(BOMB + section(p("&c;"))), "declares entities"),
    "entities from elsewhere": (lambda: hwpx(OUTSIDE + section(p("&b;"))), "declares entities"),
    "entities nobody declared": (lambda: hwpx(section(p("&b;"))), "not well-formed"),
    "deep nesting": (lambda: hwpx(_deep(100_000)), "nested more than"),
    "cut off": (lambda: GOOD[: len(GOOD) // 2], "no whole zip archive"),
    "a part damaged": (
        lambda: GOOD.replace(GOOD[GOOD.index(b"section0.xml") + 12 :][:8], b"\xff" * 8, 1),
        "is broken|no whole zip",
    ),
    "encrypted entry": (_encrypted, "encrypted"),
    "encrypted by its manifest": (lambda: hwpx(section(p("가")), extra=LOCKED), "encrypted"),
    "paths out of the archive": (
        lambda: archive(
            {
                "../../evil.txt": b"x",
                "Contents/content.hpf": b'<p><item id="a" href="../../etc/passwd"/>'
                b'<itemref idref="a"/></p>',
            }
        ),
        "without the sections",
    ),
    "a section that is missing": (
        lambda: archive(
            {"Contents/content.hpf": b'<p><item id="a" href="Contents/section0.xml"/>'
             b'<itemref idref="a"/></p>'}
        ),
        "section0.xml is missing",
    ),
    "a table of 4,000 columns": (
        lambda: hwpx(section(p(tbl([tc(0, n, str(n)) for n in range(10_000)])))),
        "columns",
    ),
    "cells that claim a million rows": (
        lambda: hwpx(section(p(tbl([tc(0, 0, "가", rows=999_999), tc(0, 1, "나")])))),
        "cells",
    ),
    "a PDF by another name": (lambda: b"%PDF-1.7\n%...", "a PDF"),
    "an HWP 5 by another name": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100, "OLE file"),
    "a Word file by another name": (lambda: archive({"word/document.xml": b"<a/>"}), "without the"),
    "text by another name": (lambda: head("2022-03").encode(), "of unknown kind"),
    "no text at all": (lambda: hwpx(section(p(" "))), "no text is in it"),
}  # fmt: skip
OTHER_CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "NULs": (".txt", lambda: head("2022-03").encode() + b"\0\0", "control character U\\+0000"),
    "a PDF as text": (".txt", lambda: b"%PDF-1.7\n\x80\xff\0", "a PDF"),
    "an archive as Markdown": (".md", lambda: GOOD, "a zip archive"),
    "an archive as HTML": (".html", lambda: GOOD, "a zip archive"),
    "HTML cells over 10,000 columns": (
        ".html", "<table><tr><td colspan=10000>가<td>나</table>".encode, "columns"),
    "HTML cells over a million rows": (
        ".html",
        ("<table>" + "<tr><td rowspan=999999 colspan=500>가" * 200).encode,
        "cells|columns",
    ),
    "HTML tables in tables": (".html", lambda: _nested_tables(1000).encode(), "nested more than"),
    "a zip as HWP": (".hwp", lambda: GOOD, "a zip archive"),
    "HWP of the 1990s": (".hwp", lambda: b"HWP Document File V3.00 \x1a", "1990s"),
    "HWP torn off": (".hwp", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "sectors"),
    "too much text": (
        ".txt", ("가나다라 " * (limits.CHARACTERS // 5 + 1)).encode, "characters is more"),
}  # fmt: skip


def _refused(folder: Path, ending: str, data: bytes) -> ReportError:
    file = f"{FOLDER}/2022-03{ending}"
    (folder / FOLDER).mkdir()
    (folder / file).write_bytes(data)
    with pytest.raises(ReportError) as refused:
        read_report(read_source(folder, file))
    error = refused.value
    assert error.file == file
    assert error.line >= 1
    assert error.remedy
    assert sorted(path.name for path in folder.rglob("*")) == [f"2022-03{ending}", FOLDER]
    return error


@pytest.mark.parametrize("case", HWPX_CASES)
def test_hwpx(tmp_path: Path, case: str) -> None:
    make, problem = HWPX_CASES[case]
    error = _refused(tmp_path, ".hwpx", make())
    assert re.search(problem, error.problem), error.problem


@pytest.mark.parametrize("case", OTHER_CASES)
def test_other_formats(tmp_path: Path, case: str) -> None:
    ending, make, problem = OTHER_CASES[case]
    error = _refused(tmp_path, ending, make())
    assert re.search(problem, error.problem), error.problem


def test_a_text_with_a_table_of_4_000_columns_is_refused_at_its_line(tmp_path: Path) -> None:
    row = "\t".join(map(str, range(4_000)))
    text = f"{head('2022-03')}\n{row}\n{row}\n"
    error = _refused(tmp_path, ".txt", text.encode())
    assert error.problem == f"the table here has 4,000 columns (limit {limits.TABLE_COLUMNS})"
    assert error.line == head("2022-03").count("\n") + 2


def test_500_megabytes_are_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / FOLDER / "2022-03.txt"
    file.parent.mkdir()
    with file.open("wb") as handle:
        handle.truncate(500 * 1024 * 1024)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the file was read"))
    with pytest.raises(ReportError, match="524,288,000 bytes is more"):
        read_source(tmp_path, f"{FOLDER}/2022-03.txt")


def test_other_reports_go_on(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / "2022-03.txt").write_text(head("2022-03"), "utf-8")
    files = [f"{FOLDER}/2022-03.txt"]
    for number, (make, _) in enumerate(HWPX_CASES.values()):
        (folder / f"bad{number:02}.hwpx").write_bytes(make())
        files.append(f"{FOLDER}/bad{number:02}.hwpx")
    frames = read_files(tmp_path, files)
    assert frames["reports"]["source_file"].to_list() == files[:1]
    refused = frames["quarantine"].filter(pl.col("table_name") == "reports")
    assert sorted(refused["report_id"]) == sorted(files[1:])


def test_the_good_file_is_good() -> None:
    assert zipfile.ZipFile(io.BytesIO(GOOD)).testzip() is None
