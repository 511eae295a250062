"""Other readers as witnesses: they find the same numerals, so that a change here loses none.

A second reader knows neither cells nor lines as we do; a number that it sets otherwise (parted at a
line end, glued to its neighbour) does not agree. The floors leave room for that, and for no more.
"""

import io
import re
import zipfile
from collections import Counter

import pypdfium2
import pytest
import unhwp
from samples import sample

from pipeline.sources.hwp.reader import read_hwp
from pipeline.sources.hwpx.reader import read_hwpx
from pipeline.sources.pdf.reader import read_pdf
from pipeline.sources.read import Reader

_APART = 0.01
"""Share of the numerals of one that the other may lack; measured: 0.006 and less."""
_DIGITS = re.compile(r"\d+")
_XML_TEXT = re.compile(r"<hp:t(?: [^>]*)?>(.*?)</hp:t>", re.DOTALL)
_SHAPE_COMMENT = re.compile(r"<hp:shapeComment>.*?</hp:shapeComment>", re.DOTALL)


def _by_pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def _by_unhwp(data: bytes) -> str:
    with unhwp.parse_bytes(data) as parsed:
        return str(parsed.plain_text)


def _by_eye(data: bytes) -> str:
    """The text elements of the sections' XML, found by their names alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sections = [n for n in archive.namelist() if re.search(r"section\d+\.xml$", n)]
        xml = "".join(archive.read(name).decode() for name in sections)
    texts = _XML_TEXT.findall(_SHAPE_COMMENT.sub("", xml))
    return "\n".join(re.sub(r"<[^>]*>", " ", text) for text in texts)


@pytest.mark.parametrize(
    ("name", "reader", "second"),
    [
        ("busan2025_감사위원회.pdf", read_pdf, _by_pdfium),
        ("mcst_2024-02_채용공고.pdf", read_pdf, _by_pdfium),
        ("moel2025_고용노동부_업무보고.hwp", read_hwp, _by_unhwp),
        ("moef_통합재정통계_2010-11.hwp", read_hwp, _by_unhwp),
        ("moel2025_고용노동부_업무보고.hwpx", read_hwpx, _by_eye),
        ("moef_2024년간_해외직접투자.hwpx", read_hwpx, _by_eye),
    ],
)
def test_a_second_reader_finds_the_same_numerals(name: str, reader: Reader, second: object) -> None:
    data = sample(name)
    assert callable(second)
    source = reader("a/2025-01.x", data)
    ours, theirs = (Counter(_DIGITS.findall(text)) for text in (source.text, second(data)))
    assert theirs.total() > 50
    assert (theirs - ours).total() <= _APART * theirs.total()
    added = source.balance.added if source.balance else 0  # numbers of notes, unknown to the other
    assert (ours - theirs).total() <= added + _APART * ours.total()
