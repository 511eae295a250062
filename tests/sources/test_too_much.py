"""What no report has is refused in words, in little time: sizes, numbers, markup left open."""

import os
import struct
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.document.document import read_document
from pipeline.errors import ReportError, UnreadableError
from pipeline.sources.archive import XmlError, parse_xml
from pipeline.sources.html_page import read_html
from pipeline.sources.html_tokens import Tag, Text, tokens
from pipeline.sources.hwp.ole import SIGNATURE, OleFile
from pipeline.sources.hwpx.numbering import Numbering
from pipeline.sources.plain import read_text
from pipeline.sources.sidecar import read_sidecar

GROWTH = 2.6
"""Times that twice as much may take."""


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("가\n" * 200_001, 1, "200,001 lines is more than a report has (limit 200,000)"),
        ("가\n" + "나 " * 25_001, 2, "50,002 characters in a line"),
        ("가\n나\n○ 예산 " + "9" * 5000 + "원", 3, "5,000 digits in a row"),
        ("가\n○ 예산 1" + ",234" * 1500 + "원", 2, "4,501 digits in a row"),
        ("가" * 2_000_001, 1, "2,000,001 characters is more"),
    ],
)
def test_more_than_a_report_has(text: str, line: int, told: str) -> None:
    with pytest.raises(ReportError) as refused:
        read_document(read_text("office/1.txt", text.encode()))
    assert (refused.value.line, refused.value.problem.startswith(told)) == (line, True)


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ('<p>가</p>\n<a b="' * 3, "a tag"),
        ("<p>가</p>\n<!-- <p>나</p>", "a comment or declaration"),
        ("<p>가</p>\n<![x", "a comment or declaration"),
        ("<p>가</p>\n<script>1", "a <script>"),
    ],
)
def test_a_page_that_ends_in_its_markup_is_cut_off(markup: str, told: str) -> None:
    with pytest.raises(ReportError) as refused:
        read_html("office/1.html", markup.encode())
    assert refused.value.problem == f"it ends inside {told}: it is cut off"


def test_markup_is_cut_as_browsers_do() -> None:
    page = "a<b <p c=d e='f>' G=\"&lt;\" h>1 < 2 &amp; 3<!-->x<!--<p>-->y</p ><title><b></title>"
    assert list(tokens(page)) == [
        Text("a", 1),
        Tag("b", True, {"<p": "", "c": "d", "e": "f>", "g": "<", "h": ""}, 1),
        Text("1 ", 1),
        Text("<", 1),
        Text(" 2 & 3", 1),
        Text("x", 1),
        Text("y", 1),
        Tag("p", False, {}, 1),
        Tag("title", True, {}, 1),
        Text("<b>", 1),
        Tag("title", False, {}, 1),
    ]


def _seconds(piece: str, times: int) -> float:
    page, began = piece * times, time.process_time()
    try:
        for _ in tokens(page):
            pass
    except ValueError:
        pass
    return time.process_time() - began


@pytest.mark.parametrize(
    "piece",
    ["<", "</", "<!--", "<!", "<a", "<a ", '<a b="', "<a b='", '"', "<a / ", "<script>", "&"],
)
def test_tags_take_no_longer_than_their_length_says(piece: str) -> None:
    # In turn, so that what else the machine does goes into both; the least of them is the work.
    times = [(_seconds(piece, 20_000), _seconds(piece, 80_000)) for _ in range(7)]
    few, many = map(min, zip(*times, strict=True))
    assert many <= max(GROWTH**2 * few, 0.2)


@pytest.mark.parametrize(
    "xml",
    [b'<?xml version="1.0" encoding="euc-kr"?><a/>', b'<?xml version="1.0" encoding="x"?><a/>'],
)
def test_xml_in_an_encoding_that_is_not_read_is_told(xml: bytes) -> None:
    with pytest.raises(XmlError, match="is not well-formed XML"):
        parse_xml(xml)


@pytest.mark.parametrize("level", ["2000000000", "-2", "abc", "²", "9" * 5000])
def test_a_level_of_no_heading_is_told(level: str) -> None:
    header = parse_xml(
        f'<h><paraPr id="1"><heading type="NUMBER" idRef="1" level="{level}"/></paraPr>'
        '<numbering id="1"><paraHead level="1">^1.</paraHead></numbering></h>'.encode()
    )
    with pytest.raises(ValueError, match="heading has level '"):
        Numbering(header).mark(parse_xml(b'<p paraPrIDRef="1"/>'))


def _ole(change: Callable[[bytearray], None]) -> bytes:
    """A file of a table of sectors and a folder, each in a sector, changed."""
    data = bytearray(512 * 4)
    data[:8] = SIGNATURE
    struct.pack_into("<HH", data, 30, 9, 6)
    struct.pack_into("<I4xI", data, 48, 1, 4096)
    struct.pack_into("<IIII", data, 60, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", data, 76, 0, *[0xFFFFFFFF] * 108)
    struct.pack_into("<128I", data, 512, 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    struct.pack_into("<I", data, 1024 + 116, 0xFFFFFFFE)
    change(data)
    return bytes(data)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: struct.pack_into("<II", data, 76, 0, 0),  # one table of sectors, twice
        lambda data: struct.pack_into("<I", data, 512 + 4, 1),  # a chain of one sector, for ever
        lambda data: struct.pack_into("<II", data, 68, 2, 1 << 30),  # more tables, in a circle
    ],
)
def test_a_container_that_runs_in_a_circle_is_broken(change: Callable[[bytearray], None]) -> None:
    assert list(OleFile(_ole(lambda data: None))) == []
    with pytest.raises(UnreadableError, match="its table of contents"):
        OleFile(_ole(change))


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (f'agency = "{"가" * 201}"', "'agency' must be on one line, of at most 200 printed"),
        ('title = "a\\u001b[2J"', "'title' must be on one line"),
        ('title = "a\\nb"', "'title' must be on one line"),
        ('period = "9999-12"', "'period' must be a month (2025-12) or day, not '9999-12'"),
        ("period = 0001-01-01", "'period' must be a month"),
    ],
)
def test_a_note_says_nothing_that_no_report_has(tmp_path: Path, note: str, told: str) -> None:
    (tmp_path / "1.txt.toml").write_text(note + os.linesep, "utf-8")
    with pytest.raises(ReportError) as refused:
        read_sidecar(tmp_path, "1.txt")
    assert refused.value.problem.startswith(told)
