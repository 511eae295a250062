"""Pages that are pictures: words as lines and tables, figures that two readers agree on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pdf_file import Page, pdf
from pictures import scanned

from pipeline.errors import ReportError
from pipeline.sources.ocr import engines
from pipeline.sources.ocr.agreement import find_agreements
from pipeline.sources.ocr.seen import Word
from pipeline.sources.pdf import reader
from pipeline.sources.pdf.reader import read_pdf
from pipeline.sources.source import Source
from pipeline.sources.span import Span

EXTRA = Path(sys.executable).parents[1] / "ocr"
"""Where `make test` installs requirements/ocr.txt: nothing else is to see these packages."""
_READ = """
import json, re, sys
from pipeline.sources.pdf.reader import read_pdf
from pipeline.sources.span import Span
source = read_pdf("a/2025-02.pdf", sys.stdin.buffer.read())
figures = re.finditer(r"[0-9]+(?:[.,][0-9]+)*", source.text)
print(json.dumps({
    "text": source.text,
    "origin": source.text_origin,
    "cells": [[source.text[c.start:c.end] for c in table.cells] for table in source.tables],
    "figures": [[m[0], not source.is_recognised(Span(*m.span()))] for m in figures],
    "stored": source.balance.stored,
}))
"""


def page() -> bytes:
    """A page with a heading, running text and a ruled table, as print."""
    drawn = Page().text(60, 80, "2025 STAFF REPORT", 16).text(60, 130, "Total 1,234 and 56.7%", 14)
    drawn.grid([60, 220, 380, 540], [180, 220, 260])
    for column, words in enumerate(("TEAM", "2024", "2025")):
        drawn.text(70 + 160 * column, 206, words, 14)
    for column, words in enumerate(("NORTH", "3,150", "4,820")):
        drawn.text(70 + 160 * column, 246, words, 14)
    return pdf(drawn)


@pytest.fixture(scope="module")
def read() -> dict[str, list[list[str]]]:
    """What is read of a picture of the page, in a process that knows the optional packages."""
    assert EXTRA.is_dir(), "requirements/ocr.txt is not installed: `make test` does it"
    path = os.pathsep.join([os.environ.get("PYTHONPATH", ""), str(EXTRA)])
    root = Path(__file__).parents[2]
    process = subprocess.run(
        [sys.executable, "-c", _READ],
        input=scanned(page(), range(1)),
        env=os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{path}"},
        capture_output=True,
        check=False,
        timeout=400,
    )
    assert process.returncode == 0, process.stderr.decode()
    told: dict[str, list[list[str]]] = json.loads(process.stdout)
    return told


def test_a_picture_is_read_by_both(read: dict[str, list[list[str]]]) -> None:
    assert read["origin"] == "ocr"
    # Commas between thousands may be overlooked; no wrong digit is confirmed.
    confirmed = [f.replace(",", "") for f, is_confirmed in read["figures"] if is_confirmed]
    printed = ["2025", "1234", "56.7", "2024", "2025", "3150", "4820"]
    assert [figure for figure in confirmed if figure not in printed] == []
    assert len(confirmed) >= len(printed) - 2


def test_a_ruled_table_of_a_picture_is_a_table(read: dict[str, list[list[str]]]) -> None:
    (cells,) = read["cells"]
    assert len(cells) == 6
    # In some fonts a comma between thousands is seen as a space.
    assert [cell.replace(",", "").replace(" ", "") for cell in cells[4:]] == ["3150", "4820"]


@pytest.mark.parametrize(
    ("line", "seen", "expected"),
    [
        ("예산 1,234백만원", ["1,234"], ["1,234"]),
        ("예산 1,234백만원", ["1，234 百"], ["1,234"]),
        ("예산 1,234백만원", ["1.234"], []),
        ("예산 1234백만원", ["1,234"], ["1234"]),
        ("예산 1,23", ["123"], []),
        ("예산 1,234백만원", ["1,284"], []),
        ("76 / 75", ["：76/75"], ["76", "75"]),
        ("5 5", ["5"], ["5"]),
        ("△320", ["320"], []),
        ("△320", ["△320"], ["△320"]),
        ("없음", ["3"], []),
    ],
)
def test_figures_agree_by_their_characters(line: str, seen: list[str], expected: list[str]) -> None:
    words = [Word(text, (10, 10, 90, 20)) for text in seen]
    (spans,) = find_agreements([(line, (0, 10, 100, 20))], words)
    assert [line[first:last] for first, last in spans] == expected


def test_figures_agree_only_in_one_place() -> None:
    lines = [("12", (0.0, 10.0, 20.0, 20.0)), ("12", (0.0, 40.0, 20.0, 50.0))]
    assert find_agreements(lines, [Word("12", (0, 41, 20, 49))]) == [[], [(0, 2)]]
    assert find_agreements(lines, [Word("12", (30, 10, 50, 20))]) == [[], []]


def test_a_quantity_is_confirmed_only_with_all_its_digits() -> None:
    text = "3억 5,000만원"
    source = Source(
        "a/b.pdf", "pdf", text, "ocr", "utf-8", "0" * 64, 1,
        recognised=(Span(1, 3), Span(8, 10)),
    )  # fmt: skip
    assert not source.is_recognised(Span(0, 10))
    assert source.is_recognised(Span(1, 2))
    torn = Source("a/b.pdf", "pdf", text, "ocr", "utf-8", "0" * 64, 1, recognised=(Span(1, 10),))
    assert torn.is_recognised(Span(0, 10))


def test_without_the_readers_the_refusal_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    monkeypatch.setattr(engines, "_languages", lambda: ["eng"])
    engines.missing_parts.cache_clear()
    try:
        with pytest.raises(ReportError) as refused:
            read_pdf("a/2025-02.pdf", scanned(page(), range(1), 72))
    finally:
        engines.missing_parts.cache_clear()
    assert "needs OCR" in refused.value.problem
    assert "openbogo[ocr]" in refused.value.remedy
    assert "tesseract-ocr-kor" in refused.value.remedy


def test_more_pictures_than_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader.limits, "OCR_PAGES", 1)
    with pytest.raises(ReportError, match="2 pages that are pictures"):
        read_pdf("a/2025-02.pdf", pdf(Page().picture(), Page().picture()))
