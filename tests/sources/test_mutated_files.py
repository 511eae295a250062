"""Files changed at random: each is read or refused with a remedy, and loses no text in silence."""

import contextlib
import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hwp_files import hwp
from hwpx_files import archive, hwpx, p, section, tbl, tc
from pdf_file import Page, pdf

from pipeline.errors import ReportError
from pipeline.report import read_report
from pipeline.sources.html_page import read_html
from pipeline.sources.hwp.reader import read_hwp
from pipeline.sources.hwpx.hwpml import read_hml
from pipeline.sources.hwpx.reader import read_hwpx
from pipeline.sources.markdown import read_markdown
from pipeline.sources.office.docx import read_docx
from pipeline.sources.office.odt import read_odt
from pipeline.sources.office.xlsx import read_xlsx
from pipeline.sources.pdf.reader import read_pdf
from pipeline.sources.plain import read_text
from pipeline.sources.read import Reader
from pipeline.sources.sidecar import Sidecar
from pipeline.sources.source import Source
from pipeline.sources.text import visible_text

FILES = 200
SEED = 20261128
OFFICE = Sidecar(agency="경제정책실")
"""What a note beside the files says: they name no office."""
LINES = ["□ 인력현황", "○ 정원 : 30명, 현원 : 28명", "○ 예산 2,110백만원 (12.5%)"] * 6
GRID = [tc(0, 0, "부서"), tc(0, 1, "예산")], [tc(1, 0, "기획과"), tc(1, 1, "1,200")]
SECTION = section(*map(p, LINES), p(tbl(*GRID)), p("끝"))
TABLE = "\n| 가 | 나 |\n|-|-|\n| 1 | 2 |"
HTML = (
    "<html><body>" + "".join(f"<p>{line}</p>" for line in LINES)
    + "<table><tr><th>부서<th>예산<tr><td>기획과<td rowspan=2>1,200<tr><td>총무과</table></body>"
)  # fmt: skip


def _zipped(content: bytes) -> bytes:
    """An HWPX with this section."""
    return archive({"mimetype": b"hwp+zip", "Contents/section0.xml": content})


def _pdf() -> bytes:
    page = Page().grid([50, 200, 400], [300, 330, 360])
    for number, line in enumerate(LINES[:8]):
        page.text(50, 60 + 20 * number, line)
    for number, words in enumerate(("부서", "예산", "기획과", "1,200")):
        page.text(60 + 150 * (number % 2), 320 + 30 * (number // 2), words)
    return pdf(page)


def _hml() -> bytes:
    body = "".join(f"<P><TEXT><CHAR>{line}</CHAR></TEXT></P>" for line in LINES)
    return f"<HWPML><BODY><SECTION>{body}</SECTION></BODY></HWPML>".encode()


def _docx() -> str:
    body = "".join(f"<p><r><t>{line}</t></r></p>" for line in LINES)
    row = "<tr><tc><p><r><t>갑</t></r></p></tc><tc><p><r><t>1</t></r></p></tc></tr>"
    return f"<document><body>{body}<tbl>{row}{row}</tbl></body></document>"


def _odt() -> str:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    row = (
        "<table-row><table-cell><p>갑</p></table-cell><table-cell><p>1</p></table-cell></table-row>"
    )
    return f"<c><body><text>{body}<table>{row}{row}</table></text></body></c>"


def _xlsx() -> str:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{line}</t></is></c><c r="B{n}"><v>{n}.5'
        "</v></c></row>"
        for n, line in enumerate(LINES, start=1)
    )
    merged = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    return f"<worksheet><sheetData>{rows}</sheetData>{merged}</worksheet>"


def _workbook(sheet: bytes) -> bytes:
    """A workbook with this sheet."""
    book = b'<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'
    links = b'<Relationships><Relationship Id="r1" Target="s.xml"/></Relationships>'
    parts = {"workbook.xml": book, "_rels/workbook.xml.rels": links, "s.xml": sheet}
    return archive({f"xl/{name}": part for name, part in parts.items()})


def _as_it_is(data: bytes) -> bytes:
    return data


CASES: dict[str, tuple[Reader, bytes, Callable[[bytes], bytes]]] = {
    "hwpx": (read_hwpx, hwpx(SECTION), _as_it_is),
    "hwpx, its XML": (read_hwpx, SECTION.encode(), _zipped),
    "hwp": (read_hwp, hwp(LINES), _as_it_is),
    "hml": (read_hml, _hml(), _as_it_is),
    "docx": (read_docx, _docx().encode(), lambda xml: archive({"word/document.xml": xml})),
    "odt": (read_odt, _odt().encode(), lambda xml: archive({"content.xml": xml})),
    "xlsx": (read_xlsx, _xlsx().encode(), _workbook),
    "html": (read_html, HTML.encode(), _as_it_is),
    "pdf": (read_pdf, _pdf(), _as_it_is),
    "txt": (read_text, "\n".join(LINES).encode(), _as_it_is),
    "md": (
        read_markdown,
        ("\n".join(LINES) + "\n| 가 | 나 |\n|-|-|\n| 1 | 2 |").encode(),
        _as_it_is,
    ),
}


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them changed, left out, doubled or moved."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(changed))
        length = chance.choice((1, 1, 4, 32))
        kind = chance.randrange(4)
        if kind == 0:
            changed[at : at + length] = chance.randbytes(length)
        elif kind == 1:
            del changed[at : at + length]
        elif kind == 2:
            changed[at:at] = changed[at : at + length]
        else:
            changed[at] ^= 1 << chance.randrange(8)
        if not changed:
            break
    return bytes(changed)


def _read_or_refused(reader: Reader, data: bytes) -> Source | None:
    """What is read of a file; None for one that is refused with a reason and a remedy."""
    try:
        return reader("a/2025-02.x", data)
    except ReportError as refused:
        return None if refused.problem and refused.remedy else pytest.fail(str(refused))


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("files", [20, pytest.param(300, marks=pytest.mark.nightly)])
def test_a_changed_report_gives_rows_or_is_refused(case: str, files: int) -> None:
    reader, data, packed = CASES[case]
    rows = 0
    for number in range(files):
        changed = packed(_mutated(data, random.Random(f"{SEED} rows {case} {number}")))
        source = _read_or_refused(reader, changed)
        if source is None:
            continue
        with contextlib.suppress(ReportError):
            rows += read_report(replace(source, sidecar=OFFICE)).frames["lines"].height
    assert rows > 0 or case.startswith("hwpx"), "no report was left: the changes are too many"


@pytest.mark.parametrize("case", CASES)
def test_a_changed_file_is_read_or_refused(case: str) -> None:
    reader, data, packed = CASES[case]
    whole = reader("a/2025-02.x", packed(data))
    read = 0
    for number in range(FILES):
        changed = packed(_mutated(data, random.Random(f"{SEED} {case} {number}")))
        source = _read_or_refused(reader, changed)
        if source is None:
            continue
        read += 1
        if (balance := source.balance) is not None:
            left_out = sum(balance.left_out.values())
            printed = balance.stored + balance.added - left_out
            assert printed == len(visible_text(source.text)), (case, number)
    assert whole.text.strip()
    assert read > 0 or case == "hwpx", "nothing was read: the changes are too many to tell anything"
