"""A file with bytes gone or changed is refused: nothing of it is published with figures missing."""

import random
import zlib
from pathlib import Path

import pytest

from pipeline.errors import ReportError, UnreadableError
from pipeline.sources.hwp.hwp_text import _Unpacking
from pipeline.sources.pdf.whole import damage
from pipeline.sources.read import read_source
from tests.samples import sample

TEXT = "○ 예산 1,234백만원\n".encode("utf-16-le") * 50


def _pdf(stream: bytes, filtered: str = "/Filter /FlateDecode") -> bytes:
    body = b"%%PDF-1.4\n1 0 obj\n<< /Length %d %s >>\nstream\n" % (len(stream), filtered.encode())
    body += stream + b"\nendstream\nendobj\n"
    return body + b"xref\n0 1\ntrailer\n<< >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def test_a_packed_part_says_whether_it_is_whole() -> None:
    packed = zlib.compress(TEXT)
    assert damage(_pdf(packed)) is None
    assert damage(_pdf(packed[:-4])) is None  # without a checksum
    assert damage(_pdf(b"1 0 0 1 0 0 cm", "")) is None
    for at in range(2, len(packed), 5):
        for changed in (
            packed[:at] + bytes([packed[at] ^ 8]) + packed[at + 1 :],
            packed[:at] + packed[at + 5 :] if at + 5 < len(packed) - 4 else packed[: at - 4],
        ):
            assert damage(_pdf(changed)) == "1 of its packed parts are damaged", at


def test_bytes_gone_before_the_contents_are_seen() -> None:
    whole = _pdf(zlib.compress(TEXT))
    assert damage(whole[:12] + whole[19:]) == "its table of contents is not where its end says"
    assert damage(b"From: a@b.c\n" + whole) is None


def test_a_section_of_an_hwp_says_whether_it_is_whole() -> None:
    packing = zlib.compressobj(wbits=-15)
    packed = packing.compress(TEXT) + packing.flush()
    behind = zlib.crc32(TEXT).to_bytes(4, "little") + len(TEXT).to_bytes(4, "little")

    def unpack(data: bytes) -> bytes:
        return _Unpacking(compressed=True).stream("BodyText/Section0", data)

    assert unpack(packed) == unpack(packed + behind) == TEXT
    with pytest.raises(UnreadableError, match="it does not unpack whole"):
        unpack(packed[:-3])
    for at in range(len(packed)):
        changed = packed[:at] + bytes([packed[at] ^ 16]) + packed[at + 1 :]
        try:
            told = unpack(changed + behind)
        except UnreadableError as error:
            told = str(error).encode()
        assert told == TEXT or b"BodyText/Section0 is" in told, at


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_pdf_is_refused_or_says_the_same(seed: int, tmp_path: Path) -> None:
    data = sample("mcst_2024-02_채용공고.pdf")
    draw = random.Random(seed)
    at = draw.randrange(1024, len(data) - 4096)
    gone = draw.randrange(1, 9)
    (tmp_path / "1.pdf").write_bytes(data)
    whole = read_source(tmp_path, "1.pdf").text
    (tmp_path / "1.pdf").write_bytes(data[:at] + data[at + gone :])
    try:
        told = read_source(tmp_path, "1.pdf").text
    except ReportError as refused:
        told = refused.problem
    assert told == whole or "no whole PDF" in told
