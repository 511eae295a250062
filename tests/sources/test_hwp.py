"""HWP 5: what the file stores, and the same document as HWPX."""

import struct
from dataclasses import replace

import pytest
from hwp_files import control, hwp, record
from samples import sample

from pipeline.errors import ReportError, UnreadableError
from pipeline.report import ReportTables, read_report
from pipeline.sources.hwp.hwp_text import _paragraphs
from pipeline.sources.hwp.reader import _key, _with_raised_apart, read_hwp
from pipeline.sources.hwpx.reader import read_hwpx
from pipeline.sources.ledger import Ledger

MOEL = "moel2025_고용노동부_업무보고"
MOEF = "moef_통합재정통계_2010-11.hwp"


def _text(level: int, *parts: str | int) -> bytes:
    """A paragraph with its text; a number is a control of eight units."""
    units = b"".join(
        part.encode("utf-16-le") if isinstance(part, str) else struct.pack("<8H", *[part] * 8)
        for part in parts
    )
    return record(66, level) + record(67, level + 1, units)


def test_stored_paragraphs() -> None:
    note = struct.pack("<IHH", 3, 0, ord(")"))
    number = struct.pack("<IHHHH", 1, 3, 0, 0, ord(")"))
    overlap = struct.pack("<H", 4) + "\U000f02ba\U000f02c3".encode("utf-16-le")
    section = (
        _text(0, "가\x18나\x1f다\n라\x1e", 9, "마\r")
        + _text(0, "예산", 17, "현액")
        + control(1, "fn  ", note)
        + record(72, 2)
        + _text(2, 18, " 본예산")
        + control(3, "atno", number)
        + _text(0, 23, " 제목")
        + control(1, "tcps", overlap)
        + _text(0, 11, "\r")
        + control(1, "head")
        + _text(2, "머리말")
        + control(1, "tcmt")
        + _text(2, "숨은 설명")
        + _text(0, "끝" * 5000)
        + _text(0, "\r")
    )
    ledger = Ledger()
    found = _paragraphs(section, ledger)
    assert [p.text for p in found] == [
        "가-나 다 라  마",
        "예산3)현액",
        "3) 본예산",
        "\U000f02ba\U000f02c3 제목",
        "머리말",
        "끝" * 5000,
    ]
    assert [p.plain for p in found][1:4] == ["예산현액", " 본예산", " 제목"]
    assert [p.furniture for p in found] == [False] * 4 + [True, False]
    assert {name: n.total() for name, n in ledger.left_out.items()} == {"hidden comment": 4}
    assert [p.note for p in found] == [False, False, True, False, False, False]


def test_a_record_beyond_the_end_is_refused() -> None:
    with pytest.raises(UnreadableError, match="ends inside a record"):
        _paragraphs(_text(0, "글")[:-1], Ledger())


def test_raised_digits_stay_apart() -> None:
    # moel2025, line 216: the library says which parts are raised
    parts = [
        {"text": text, "style": {"superscript": raised}}
        for text, raised in (("3.1→", False), ("’29", True), ("3.5%", False))
    ]
    assert _with_raised_apart("3.1→’293.5%", parts) == "3.1→’29 3.5%"
    assert _key(" 3\U000f02b1 \uf000가") == "3가"


@pytest.mark.parametrize("cut", [100, 600, 5000, 15_000])
def test_a_file_cut_off_is_refused(cut: int) -> None:
    data = sample(MOEF)
    with pytest.raises(ReportError) as refused:
        read_hwp("moef/2010-11.hwp", data[:cut])
    assert refused.value.remedy


def test_a_table_of_contents_in_a_circle_is_refused() -> None:
    data = bytearray(sample(MOEF))
    fat = (struct.unpack_from("<I", data, 76)[0] + 1) * 512
    data[fat : fat + 512] = struct.pack("<128I", *[5] * 31, *[0xFFFFFFFF] * 97)
    with pytest.raises(ReportError, match="table of contents is broken"):
        read_hwp("moef/2010-11.hwp", bytes(data))


@pytest.mark.parametrize(("flag", "problem"), [(2, "encrypted"), (4, "distribution copy")])
def test_protected_files_are_refused(flag: int, problem: str) -> None:
    data = bytearray(sample(MOEF))
    data[data.index(b"HWP Document File") + 36] |= flag
    with pytest.raises(ReportError, match=problem):
        read_hwp("moef/2010-11.hwp", bytes(data))


@pytest.mark.parametrize("padding", [0, 0xFFFFFFFF])
def test_sectors_that_no_stream_uses_are_not_asked_for(padding: int) -> None:
    # several programs pad the table of sectors with zeros
    lines = ["□ 인력현황", "○ 정원 : 30명", "○ 현원 : 28명"] * 20
    data = hwp(lines, padding)
    assert read_hwp("a/2025-02.hwp", data).text.splitlines() == lines
    for left in (512, 1024, 1536, len(data) - 600):
        with pytest.raises(ReportError):
            read_hwp("a/2025-02.hwp", data[:left])


def _facts(report: ReportTables) -> dict[str, list[dict[str, object]]]:
    """Every published row, without the file it came from."""
    about_the_file = {
        *("source_file", "source_format", "source_sha256", "source_bytes", "encoding", "saved"),
        *("stored_char_count", "added_char_count", "left_out_char_count", "left_out"),
    }
    return {
        name: frame.drop(about_the_file & set(frame.columns)).to_dicts()
        for name, frame in report.frames.items()
    }


def test_the_same_document_gives_the_same_facts() -> None:
    hwp = read_hwp("moel/2025-12.hwp", sample(f"{MOEL}.hwp"))
    hwpx = read_hwpx("moel/2025-12.hwpx", sample(f"{MOEL}.hwpx"))
    assert hwp.text == hwpx.text
    # The reader of HWP knows no colours of cells.
    for table, twin in zip(hwp.tables, hwpx.tables, strict=True):
        cells = tuple(replace(cell, is_filled=False) for cell in twin.cells)
        assert table == replace(twin, cells=cells)
    assert _facts(read_report(hwp)) == _facts(read_report(hwpx))
