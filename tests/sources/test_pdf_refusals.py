"""PDF files that are refused, each with its reason and what can be done."""

import pytest
from pdf_file import Page, pdf

from pipeline.errors import ReportError
from pipeline.sources import limits
from pipeline.sources.pdf.reader import read_pdf

FILE = "busan-office/2025-02.pdf"
WORDS = Page().text(50, 100, "□ 인력")


def refusal(data: bytes) -> ReportError:
    """The error for a file."""
    with pytest.raises(ReportError) as caught:
        read_pdf(FILE, data)
    return caught.value


def test_encrypted() -> None:
    error = refusal(pdf(WORDS, encrypted=True))
    assert "encrypted and needs a password" in error.problem
    assert error.file == FILE


def test_scanned_pages_are_named() -> None:
    error = refusal(pdf(WORDS, Page().picture(), WORDS, Page().text(50, 100, " ").picture()))
    assert error.problem == "page 2, 4 of 4 is a picture without text: it needs OCR"
    assert "OCR" in error.remedy


def test_a_blank_page_and_a_small_picture_are_no_scan() -> None:
    source = read_pdf(
        FILE, pdf(Page(), WORDS, Page().picture(0.1), Page().picture().text(9, 9, "가"))
    )
    assert source.text == "□ 인력\n가\n"


def test_broken() -> None:
    assert "no whole PDF" in refusal(b"%PDF-1.7\n%%EOF").problem


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04 %%EOF", "a zip archive"),
        (b"\x89PNG\r\n", "a picture (PNG)"),
        (b"\0" * 2000 + b"%%EOF", "of unknown kind"),
    ],
)
def test_something_else_that_is_called_a_pdf(data: bytes, kind: str) -> None:
    error = refusal(data)
    assert error.problem.startswith(f"no PDF but {kind}")
    assert "ending of what it is" in error.remedy


def test_cut_off() -> None:
    """PDFium would mend it, and leave out without a word what is missing."""
    whole = pdf(WORDS, Page().text(50, 100, "□ 예산"))
    for part in range(len("%PDF-"), len(whole) - len("%%EOF\n"), 100):
        assert "its end is missing" in refusal(whole[:part]).problem


def test_text_laid_over_a_scan_is_said_to_be_recognised() -> None:
    page = Page().picture().raw("3 Tr").text(50, 100, "□ 인력")
    assert read_pdf(FILE, pdf(page)).text_origin == "ocr"


@pytest.mark.parametrize(
    ("limit", "least", "says"),
    [
        ("PDF_PAGES", 1, "2 pages"),
        ("PDF_PAGE_OBJECTS", 0, "page 1 draws 1 things"),
        ("PDF_OBJECTS", 1, "more than 2 things drawn"),
        ("CHARACTERS", 1, "more than 4 glyphs"),
    ],
)
def test_more_than_a_report_has(
    monkeypatch: pytest.MonkeyPatch, limit: str, least: int, says: str
) -> None:
    monkeypatch.setattr(limits, limit, least)
    error = refusal(pdf(WORDS, WORDS))
    assert says in error.problem
    assert f"(limit {least:,})" in error.problem
