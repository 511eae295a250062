"""When a file says it was last saved, in the ways of three formats."""

import struct

import pytest
from samples import sample

from pipeline.sources.read import READERS
from pipeline.sources.saved import moment_of_iso, moment_of_pdf, moment_of_summary


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("D:20250212103140+09'00'", "2025-02-12T10:31:40+09:00"),
        ("D:20250212103140", "2025-02-12T10:31:40+09:00"),  # no zone: a Korean office wrote it
        ("D:20250212013140Z", "2025-02-12T10:31:40+09:00"),
        ("D:20250212013140Z00'00'", "2025-02-12T10:31:40+09:00"),
        ("D:20250211203140-05'00", "2025-02-12T10:31:40+09:00"),
        ("D:20251312103140+09'00'", None),  # no such month
        ("D:2025", None),
        ("12 February 2025", None),
        ("", None),
    ],
)
def test_pdf(stated: str, moment: str | None) -> None:
    assert moment_of_pdf(stated) == moment


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2026-04-30T20:32:14Z", "2026-05-01T05:32:14+09:00"),
        (" 2026-04-30T20:32:14 ", "2026-04-30T20:32:14+09:00"),
        ("0001-01-01T00:00:00Z", "0001-01-01T09:00:00+09:00"),
        ("9999-12-31T23:00:00Z", None),  # in Korea that is the year 10000
        ("2016년 12월 14일", None),
    ],
)
def test_hwpx(stated: str, moment: str | None) -> None:
    assert moment_of_iso(stated) == moment


def _summary(kind: int, ticks: int, name: int = 13) -> bytes:
    head = bytes(44) + struct.pack("<I", 48)
    return head + struct.pack("<IIII", 0, 1, name, 16) + struct.pack("<IQ", kind, ticks)


def test_hwp() -> None:
    # 2011-01-31 00:59:08 UTC in tenths of microseconds since 1601
    ticks = 129409091480000000
    assert moment_of_summary(_summary(64, ticks)) == "2011-01-31T09:59:08+09:00"
    assert moment_of_summary(_summary(64, 0)) is None
    assert moment_of_summary(_summary(31, ticks)) is None
    assert moment_of_summary(_summary(64, ticks, name=12)) is None
    assert moment_of_summary(_summary(64, 2**64 - 1)) is None
    assert moment_of_summary(b"\xfe\xff") is None


@pytest.mark.parametrize(
    ("file", "moment"),
    [
        ("busan2025_신공항추진본부.pdf", "2025-02-12T10:31:40+09:00"),
        ("moel2025_고용노동부_업무보고.hwpx", "2026-05-01T05:32:14+09:00"),
        ("moel2025_고용노동부_업무보고.hwp", "2025-12-11T13:32:57+09:00"),
        ("moef_통합재정통계_2010-11.hwp", "2011-01-31T09:59:08+09:00"),
    ],
)
def test_samples(file: str, moment: str) -> None:
    read = READERS["." + file.rpartition(".")[2]]
    assert read(f"office/{file}", sample(file)).saved == moment
