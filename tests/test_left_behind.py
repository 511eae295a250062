"""What Windows, browsers and Hangul leave in a folder is no report."""

import unicodedata
from pathlib import Path

import pytest

from pipeline.state.left_behind import is_copy
from pipeline.state.workspace import Workspace

REPORT = "city/2025-02 업무보고.hwpx"


@pytest.mark.parametrize(
    "name",
    [
        *("~$25-02 업무보고.docx", "Thumbs.db", "desktop.ini", ".DS_Store", "._2025-02.hwpx"),
        *("2025-02.pdf.crdownload", "2025-02.hwp.part", "2025-02.hwp.tmp", "2025-02.asv"),
        *("2025-02 업무보고 - 복사본.hwpx", "2025-02 업무보고 - 복사본 (2).hwpx"),
        *("2025-02 업무보고 - Copy.hwpx", "__MACOSX/2025-02.hwpx"),
    ],
)
def test_what_programs_leave_is_no_report(tmp_path: Path, name: str) -> None:
    for file in (REPORT, f"city/{name}"):
        (tmp_path / "raw" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "raw" / file).write_bytes(b"x")
    assert Workspace(tmp_path).files() == [REPORT]


def test_a_copy_without_its_original_is_a_report() -> None:
    copy = "city/2025-02 - 복사본.hwp"
    assert not is_copy(copy, [copy])
    assert is_copy(copy, [copy, "city/2025-02.hwp"])
    decomposed = unicodedata.normalize("NFD", "city/사업 - 복사본.hwp")
    assert is_copy(decomposed, [decomposed, unicodedata.normalize("NFD", "city/사업.hwp")])
    for name in ("city/2025-02.hwp", "city/복사본.hwp", "city/2025-02 (1).hwp"):
        assert not is_copy(name, ["city/2025-02.hwp", "city/.hwp"])
