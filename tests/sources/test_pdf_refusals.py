"""PDF files that are refused, each with its reason and what can be done."""

import pytest
from pdf_file import Page, pdf

from pipeline.errors import ReportError
from pipeline.reconcile.source_checks import figures_confirmed
from pipeline.report import read_report
from pipeline.sources import limits
from pipeline.sources.pdf import reader
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


def test_scanned_pages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "missing_parts", lambda: ("openbogo[ocr]",))
    error = refusal(pdf(WORDS, Page().picture(), WORDS, Page().text(50, 100, " ").picture()))
    assert error.problem == "page 2, 4 of 4 is a picture without text: it needs OCR"
    assert "openbogo[ocr]" in error.remedy


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


def test_a_text_layer_that_lost_its_digits_is_refused_with_the_page() -> None:
    lost = "\ue000"
    lines = ["예산 #,###백만원", "정원 ##명", "집행률 ##.#%", "현원 ##명"]
    page = Page()
    for number, line in enumerate(lines):
        page.text(50, 100 + 30 * number, line.replace("#", lost))
    data = pdf(WORDS, page).replace(lost.encode("utf-16-be").hex().encode(), b"fffe")
    assert "page 2 prints figures whose digits" in refusal(data).problem
    bullets = Page()
    for number in range(9):
        bullets.text(50, 100 + 30 * number, f"{lost} 인력 {number}명, {lost}예산")
    marked = pdf(bullets).replace(lost.encode("utf-16-be").hex().encode(), b"fffe")
    assert read_pdf(FILE, marked).text.count("\ufffd") == 18


def test_text_laid_over_a_scan_is_said_to_be_recognised() -> None:
    page = Page().picture().raw("3 Tr").text(50, 100, "□ 인력")
    assert read_pdf(FILE, pdf(page)).text_origin == "ocr"


def test_a_figure_of_text_recognition_is_confirmed_by_a_sum() -> None:
    cover = Page().text(50, 100, "2025년도 주요업무보고").text(50, 140, "2025. 2.")
    cover.text(50, 180, "부산광역시 청년산학국")
    scan = Page().picture().raw("3 Tr").text(50, 60, "□ 인력 : 정원 12명(일반직 7명, 연구직 5명)")
    for number, line in enumerate(["○ 사업비 300백만원", "○ 참여 81명"]):
        scan.text(50, 100 + 30 * number, line)
    source = read_pdf(FILE, pdf(cover, scan, Page().text(50, 100, "○ 기업 9개")))
    (recognised,) = source.recognised
    assert recognised.of(source.text).startswith("□ 인력")
    frames = read_report(source).frames
    said = dict(frames["quantities"].select("raw", "unconfirmed").iter_rows())
    assert said == {
        **dict.fromkeys(("12명", "7명", "5명", "9개"), False),
        **dict.fromkeys(("300백만원", "81명"), True),
    }
    (outcome,) = figures_confirmed.run(frames)
    assert "2 of 6 figures were read by text recognition" in outcome.failures[0]


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
