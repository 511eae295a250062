"""Files as they come: every encoding gives the same report, and what is no report is refused."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import FOLDER, RAW, facts, head, real, rows, whole

from pipeline.errors import ReportError
from pipeline.report import ReportTables, read_report
from pipeline.sources import limits
from pipeline.sources.encoding import decode, encode
from pipeline.sources.read import read_source

# What CP949 cannot write is written as its closest relative.
CP949 = str.maketrans(
    {"∙": "·", "‧": "·", "․": "·", "•": "·", "\xa0": " ", "\uf000": "□", "‣": "▷", "▸": "▷"}
    | {"✕": "×", "⇨": "⇒", "∘": "○", "➀": "①", "➁": "②", "➂": "③"}
)


def _put(folder: Path, data: bytes, name: str = "2022-03.txt") -> str:
    file = f"{FOLDER}/{name}"
    (folder / FOLDER).mkdir(exist_ok=True)
    (folder / file).write_bytes(data)
    return file


def _read(folder: Path, data: bytes, name: str = "2022-03.txt") -> ReportTables:
    return read_report(read_source(folder, _put(folder, data, name)))


@pytest.mark.parametrize(
    ("codec", "recorded"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-bom"),
        ("utf-16", "utf-16-le-bom"),
        ("cp949", "cp949"),
        ("euc-kr", "cp949"),
    ],
)
@pytest.mark.parametrize("month", ["2022-03", "2023-03"])
def test_encodings(tmp_path: Path, month: str, codec: str, recorded: str) -> None:
    text = whole(month).translate(CP949)
    if codec in ("cp949", "euc-kr"):
        text = text.encode(codec, "replace").decode(codec)
    report = _read(tmp_path, text.encode(codec), f"{month}.txt")
    assert rows(report, "reports", "encoding", "char_count") == [(recorded, len(text))]
    # A bullet that CP949 has not is a ? now; the duties are the same but for such signs.
    tables = ("staffing", "budget", "components", "verdicts")
    assert {t: facts(report)[t] for t in tables} == {t: facts(real(month))[t] for t in tables}
    assert facts(report)["duties"].keys() == facts(real(month))["duties"].keys()
    for raw, start, end in rows(report, "duties", "text_raw", "char_start", "char_end"):
        assert text[start:end] == raw


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(tmp_path: Path, codec: str) -> None:
    report = _read(tmp_path, whole("2022-03").encode(codec))
    assert rows(report, "reports", "encoding") == [(codec,)]
    assert facts(report) == facts(real("2022-03"))


def test_a_folder_in_korean_is_romanised(tmp_path: Path) -> None:
    file = "경제정책실/2022-03.txt"
    (tmp_path / file).parent.mkdir()
    (tmp_path / file).write_text(head("2022-03"), "utf-8")
    report = read_report(read_source(tmp_path, file))
    assert rows(report, "reports", "report_id", "agency") == [
        ("gyeongjejeongchaeksil-2022-03", "경제정책실")
    ]


def test_big_endian(tmp_path: Path) -> None:
    report = _read(tmp_path, b"\xfe\xff" + whole("2022-03").encode("utf-16-be"))
    assert rows(report, "reports", "encoding") == [("utf-16-be-bom",)]
    assert facts(report) == facts(real("2022-03"))


@pytest.mark.parametrize(("ending", "name"), [("\r\n", "crlf"), ("\r", "cr")])
@pytest.mark.parametrize("month", ["2022-03", "2023-03"])
def test_line_ends(tmp_path: Path, month: str, ending: str, name: str) -> None:
    report = _read(tmp_path, head(month).replace("\n", ending).encode(), f"{month}.txt")
    assert set(rows(report, "lines", "line_ending")) == {(name,)}
    assert facts(report)["staffing"] == facts(real(month))["staffing"]
    assert facts(report)["budget"] == facts(real(month))["budget"]
    assert facts(report)["duties"] == facts(real(month))["duties"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        ("\ufeff\n".encode(), "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a text file"),
        (b"PK\x03\x04" + b"\x00" * 26, "control character U+0003"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n", "this is not a report"),
        (head("2022-03").encode().replace("계".encode(), b"\x00"), "control character U+0000"),
        (head("2022-03").encode()[:-1] + b"\xff", "neither UTF-8 nor CP949"),
        (b"\xff\xfe\x00", "truncated"),
        (b"The quick brown fox reports.\n1. Overview\n" * 20, "letters are Korean"),
        ("안녕하세요 그냥 편지입니다\n".encode() * 20, "no heading, bullet or table"),
        (b"1 2 3\n4 5 6\n", "it has no words"),
        (unicodedata.normalize("NFD", head("2022-03")).encode(), "NFD"),
    ],
)
def test_what_is_no_report_is_refused(tmp_path: Path, data: bytes, problem: str) -> None:
    with pytest.raises(ReportError) as refused:
        _read(tmp_path, data)
    error = refused.value
    assert error.file == f"{FOLDER}/2022-03.txt"
    assert error.line >= 1
    assert problem in error.problem
    assert error.remedy
    assert str(error).startswith(f"{error.file}:{error.line}: ")


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("2022-03.txt", "in no folder of raw/"),  # not in a folder
        (f"{FOLDER}/2022-03.rtf", "'.rtf' are not read"),
    ],
)
def test_where_files_stand(tmp_path: Path, file: str, problem: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(head("2022-03"), "utf-8")
    with pytest.raises(ReportError, match=problem):
        read_report(read_source(tmp_path, file))


def test_too_large(tmp_path: Path) -> None:
    file = _put(tmp_path, b"")
    with (tmp_path / file).open("wb") as handle:
        handle.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(ReportError, match="more than a report has"):
        read_source(tmp_path, file)


@pytest.mark.parametrize("month", ["2022-03", "2023-03"])
def test_real_files_survive_decoding(month: str) -> None:
    data = (RAW / FOLDER / f"{month}.txt").read_bytes()
    assert encode(*decode(data)) == data


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=40),
        st.text(max_size=30).map(lambda text: text.encode("utf-8", "replace")),
        st.text("경제 정책\n1,2∙", max_size=30).map(lambda t: t.encode("cp949", "replace")),
        st.text(max_size=20).map(lambda text: text.encode("utf-16", "replace")),
        st.text(max_size=20).map(lambda text: text.encode("utf-8-sig", "replace")),
    )
)
def test_decoding_loses_nothing(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except (ValueError, UnicodeError):
        return
    assert encode(text, encoding) == data
