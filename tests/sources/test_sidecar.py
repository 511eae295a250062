"""The note beside a report: what it says wins, and what is wrong with it is told."""

import datetime
from pathlib import Path

import pytest
from reports import FOLDER, head, read_files, rows

from pipeline.errors import ReportError
from pipeline.report import read_report
from pipeline.sources.read import read_source
from pipeline.sources.sidecar import Sidecar, read_sidecar
from pipeline.state.workspace import Workspace

FILE = "new-office/report.txt"


def _put(folder: Path, note: str | bytes | None, file: str = FILE) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head("2022-03"), "utf-8")
    if note is not None:
        data = note if isinstance(note, bytes) else note.encode()
        path.with_name(f"{path.name}.toml").write_bytes(data)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (None, Sidecar()),
        ("", Sidecar()),
        ("period = 2024-05-17", Sidecar(period=datetime.date(2024, 5, 1))),
        ("period = '2024-05'", Sidecar(period=datetime.date(2024, 5, 1))),
        ("as_of = 2024-04-30", Sidecar(as_of=datetime.date(2024, 4, 30))),
        ("issued = 2024-05-17", Sidecar(issued=datetime.date(2024, 5, 17))),
        ("as_of = 2024-04-30T10:00:00", Sidecar(as_of=datetime.date(2024, 4, 30))),
        ("\ufefftitle = ' 업무보고 '", Sidecar(title="업무보고")),
    ],
)
def test_what_a_note_says(tmp_path: Path, note: str | None, said: Sidecar) -> None:
    _put(tmp_path, note)
    assert read_sidecar(tmp_path, FILE) == said


def test_what_it_says_wins(tmp_path: Path) -> None:
    _put(
        tmp_path,
        'government = "부산광역시"\nagency = "관광마이스국"\nagency_id = "busan-tourism"\n'
        'title = "2025년도 주요업무계획"\nperiod = 2025-01-01\nas_of = 2024-12-31\n',
    )
    report = read_report(read_source(tmp_path, FILE))
    assert report.report_id == "busan-tourism-2025-01"
    columns = ("government", "agency", "agency_id", "title", "period", "as_of")
    assert rows(report, "reports", *columns) == [
        (
            "부산광역시",
            "관광마이스국",
            "busan-tourism",
            "2025년도 주요업무계획",
            datetime.date(2025, 1, 1),
            datetime.date(2024, 12, 31),
        )
    ]
    # what it does not say is read
    _put(tmp_path, "period = 2025-01-01")
    report = read_report(read_source(tmp_path, FILE))
    assert rows(report, "reports", "agency", "as_of") == [
        ("경제정책실", datetime.date(2022, 3, 22))
    ]


@pytest.mark.parametrize(
    ("note", "line", "problem"),
    [
        ('agency = "가"\nagancy = "나"\n', 2, "'agancy' is nothing that a report has"),
        ("agency = 3", 1, "'agency' must be text"),
        ('\n\nagency = " "', 3, "'agency' must be text"),
        ('title = "가"\nagency_id = "Busan 1"', 2, "other letters than a-z"),
        ('period = "봄"', 1, "'period' must be a month"),
        ('period = "2024-13"', 1, "'period' must be a month"),
        ("as_of = '2024-04'", 1, "'as_of' must be a day"),
        ("as_of = 2024", 1, "'as_of' must be a day"),
        ('title = "가"\nagency = ', 2, "no TOML"),
        ("[agency]\nname = '가'", 1, "'agency' must be text"),
        (b"title = \"\xff\"", 1, "not UTF-8"),
        ("# " + "x" * 70_000, 1, "more than 65,536 bytes"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_it_is_told(
    tmp_path: Path, note: str | bytes, line: int, problem: str
) -> None:
    _put(tmp_path, note)
    with pytest.raises(ReportError) as refused:
        read_source(tmp_path, FILE)
    error = refused.value
    assert (error.file, error.line) == (f"{FILE}.toml", line)
    assert problem in error.problem
    assert "agency_id" in error.remedy


def test_a_note_without_a_report_is_told(tmp_path: Path) -> None:
    _put(tmp_path / "raw", 'title = "가"')
    workspace = Workspace(tmp_path)
    assert workspace.files() == [FILE]
    (tmp_path / "raw" / FILE).rename(tmp_path / "raw" / "new-office/other.txt")
    assert workspace.files() == ["new-office/other.txt", f"{FILE}.toml"]
    with pytest.raises(ReportError, match=r"no report .* beside this note"):
        read_source(workspace.raw, f"{FILE}.toml")


def test_a_changed_note_makes_a_new_release(tmp_path: Path) -> None:
    _put(tmp_path / "raw", "period = 2024-05-01")
    before = Workspace(tmp_path).key()
    _put(tmp_path / "raw", "period = 2024-06-01")
    assert Workspace(tmp_path).key() != before


def test_an_office_nobody_can_name_asks_for_a_note(tmp_path: Path) -> None:
    _put(tmp_path, None)
    text = (tmp_path / FILE).read_text("utf-8").replace("경 제 정 책 실\n", "표지\n", 1)
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(ReportError, match="nor its name names an office") as refused:
        read_report(read_source(tmp_path, FILE))
    assert f"{FILE}.toml" in refused.value.remedy


def test_a_report_with_a_bad_note_stops_no_other(tmp_path: Path) -> None:
    _put(tmp_path, "agency = 3")
    _put(tmp_path, None, f"{FOLDER}/2022-03.txt")
    frames = read_files(tmp_path, [FILE, f"{FOLDER}/2022-03.txt"])
    assert frames["reports"]["source_file"].to_list() == [f"{FOLDER}/2022-03.txt"]
