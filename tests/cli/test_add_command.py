"""`openbogo add`: a report is read before it is copied, and nothing is ever written over."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reports import FOLDER, RAW, head

from pipeline.cli.main import main

OTHER = f"{FOLDER}/2023-03.txt"
Add = Callable[..., Result]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Where reports lie before they are added."""
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


@pytest.fixture
def own_home(home: Path, tmp_path: Path) -> Path:
    """A home with the release and with both reports, to be added to."""
    own = tmp_path / "own"
    own.mkdir()
    shutil.copytree(RAW, own / "raw")
    (own / "outputs").symlink_to(home / "outputs")
    return own


@pytest.fixture
def add(own_home: Path) -> Add:
    def run(*arguments: str | Path) -> Result:
        call = ["add", "--home", str(own_home), *map(str, arguments)]
        result = CliRunner().invoke(main, call)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def _files(home: Path) -> dict[str, bytes]:
    raw = home / "raw"
    return {p.relative_to(raw).as_posix(): p.read_bytes() for p in raw.rglob("*") if p.is_file()}


def _report(desk: Path, name: str, text: str) -> Path:
    path = desk / name
    path.write_text(text, "utf-8")
    return path


def test_a_report_of_a_known_office_goes_to_its_others(
    add: Add, desk: Path, own_home: Path
) -> None:
    # 2023-03.txt line 6 is the month of the cover
    text = head("2023-03").replace("2023. 3.", "2024. 3.", 1)
    report = _report(desk, "new.txt", text)
    result = add(report)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{report}: added as raw/{FOLDER}/new.txt\n")
    for said in (f"{FOLDER}-2024-03", "서울특별시 경제정책실", "주요 업무보고", "2024-03"):
        assert said in result.stdout
    # lines 25-38 and 60-71: 12 rows of staffing in 7 kinds, 12 of the budget
    assert "budget_execution          12  예산 집행" in result.stdout
    assert "warning   1 of 3 fail: The departments add up to 계" in result.stdout  # line 60
    assert result.stdout.endswith("next: openbogo build\n")
    assert _files(own_home)[f"{FOLDER}/new.txt"] == text.encode()
    again = add(report)
    assert again.exit_code == 0
    assert f"raw/{FOLDER}/new.txt is it already" in again.stdout
    assert "next:" not in again.stdout


def test_a_new_office_gets_a_folder_of_its_name(add: Add, desk: Path, own_home: Path) -> None:
    # 2023-03.txt line 8 is the office of the cover
    text = head("2023-03").replace("경제정책실", "복지정책실", 1)
    report = _report(desk, "2023-03.txt", text)
    data = json.loads(add(report, "--json").stdout)["reports"]
    assert [entry["status"] for entry in data] == ["added"]
    assert data[0]["agency"] == "복지정책실"
    assert data[0]["target"] == "bokjijeongchaeksil/2023-03.txt"
    assert data[0]["report_id"] == "bokjijeongchaeksil-2023-03"
    assert "bokjijeongchaeksil/2023-03.txt" in _files(own_home)


def test_the_folder_can_be_chosen(add: Add, desk: Path, own_home: Path) -> None:
    report = _report(desk, "2023-03.txt", head("2023-03"))
    (entry,) = json.loads(add(report, "--collection", "elsewhere", "--json").stdout)["reports"]
    assert (entry["report_id"], entry["target"]) == ("elsewhere-2023-03", "elsewhere/2023-03.txt")
    assert add(report, "--collection", "../elsewhere").exit_code == 2


def test_a_trial_copies_nothing(add: Add, desk: Path, own_home: Path) -> None:
    before = _files(own_home)
    report = _report(desk, "x.txt", head("2023-03").replace("2023. 3.", "2024. 3.", 1))
    result = add(report, "--dry-run")
    assert result.exit_code == 0
    assert "can be added as" in result.stdout
    assert result.stdout.endswith("next: the same without --dry-run\n")
    assert _files(own_home) == before


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.txt", "", "line 1: the file is empty — copy the report again\n"),
        ("x.rtf", "가", "line 1: files ending in '.rtf' are not read — add the report as one of"),
        ("x.txt", "hello", "line 1: this is not a report"),
        # cut off inside the budget table: 2023-03.txt lines 58-71
        ("2025-03.txt", "".join(head("2023-03").splitlines(True)[:68]), "the file ends inside"),
    ],
)
def test_what_cannot_be_read_is_not_copied(
    add: Add, desk: Path, own_home: Path, *, name: str, text: str, said: str
) -> None:
    before = _files(own_home)
    result = add(_report(desk, name, text))
    assert result.exit_code == 1
    assert "REFUSED, it was not copied" in result.stdout
    assert said in result.stdout
    assert "raw/" not in result.stdout  # it is not there, and nothing has to be done there
    assert result.stdout.endswith("next: mend what was refused, and `openbogo add` it again\n")
    assert _files(own_home) == before


def test_an_office_that_nothing_names_can_be_said(add: Add, desk: Path, own_home: Path) -> None:
    text = head("2023-03").replace("경제정책실", "", 1)
    report = _report(desk, "2024-03.txt", text)
    result = add(report)
    assert result.exit_code == 1
    assert "neither its cover, its text nor its name names an office" in result.stdout
    assert f'`agency = "…"` in {report}.toml' in result.stdout
    assert "say whose report it is with --collection" in result.stdout
    note = desk / "2024-03.txt.toml"
    note.write_text('agency = "복지정책실"\nperiod = 2024-03-01\n', "utf-8")
    said = add(report, note)  # as `add desk/*` would
    assert said.exit_code == 0, said.stdout
    assert said.stdout.count("added as") == 1
    files = _files(own_home)
    assert files["bokjijeongchaeksil/2024-03.txt.toml"] == note.read_bytes()
    assert "bokjijeongchaeksil/2024-03.txt" in files


def test_nothing_is_written_over(add: Add, desk: Path, own_home: Path) -> None:
    before = _files(own_home)
    other = _report(desk, "2023-03.txt", head("2023-03"))
    result = add(other)
    assert result.exit_code == 1
    assert f"raw/{OTHER} is there already, with another content: give 2023-03.txt" in result.stdout
    assert _files(own_home) == before


def test_another_file_of_the_same_report_is_added_and_said(
    add: Add, desk: Path, own_home: Path
) -> None:
    # Neither says when it was issued or saved, both have figures of 2023-02-10: the name decides.
    older = _report(desk, "2023-02.txt", head("2023-03"))
    (entry,) = json.loads(add(older, "--json").stdout)["reports"]
    assert entry["status"] == "added"
    assert entry["note"] == (
        f"raw/{OTHER} is the same report, and one of the two is published: "
        f"raw/{FOLDER}/2023-02.txt is superseded by {OTHER} (the name that sorts last)"
    )
    newer = _report(desk, "2023-03-v2.txt", head("2023-03"))
    said = add(newer).stdout
    assert f"raw/{OTHER} is superseded by {FOLDER}/2023-03-v2.txt" in said
    assert {f"{FOLDER}/2023-02.txt", f"{FOLDER}/2023-03-v2.txt"} <= _files(own_home).keys()


def test_another_office_is_not_put_into_the_folder_unsaid(add: Add, desk: Path) -> None:
    text = head("2023-03").replace("경제정책실", "관광체육국", 1)  # line 6: the cover
    report = _report(desk, "2023-03-b.txt", text)
    assert "raw/gwangwangcheyukguk/2023-03-b.txt" in add(report, "--dry-run").stdout
    said = add(report, "--collection", FOLDER, "--dry-run").stdout
    assert (
        f"raw/{OTHER} would be the same report, but names another office: 경제정책실, not "
        "관광체육국" in said
    )


def test_a_note_is_not_written_over_either(add: Add, desk: Path, own_home: Path) -> None:
    there = own_home / "raw" / f"{OTHER}.toml"
    there.write_text('title = "one"\n', "utf-8")
    report = _report(desk, "2023-03.txt", (RAW / OTHER).read_text("utf-8"))
    (desk / "2023-03.txt.toml").write_text('title = "another"\n', "utf-8")
    result = add(report)
    assert result.exit_code == 1
    assert f"raw/{OTHER}.toml is there already, with another content" in result.stdout
    assert there.read_text("utf-8") == 'title = "one"\n'


def test_one_that_is_refused_does_not_stop_the_others(add: Add, desk: Path, own_home: Path) -> None:
    bad = _report(desk, "bad.txt", "hello")
    good = _report(desk, "good.txt", head("2023-03").replace("2023. 3.", "2024. 3.", 1))
    result = add(bad, good)
    assert result.exit_code == 1
    assert result.stdout.endswith("`openbogo add` it again\nnext: openbogo build\n")
    assert f"{FOLDER}/good.txt" in _files(own_home)
    assert not list((own_home / "raw").rglob(".*"))


def test_a_report_that_lies_in_raw_is_there(add: Add, own_home: Path) -> None:
    (entry,) = json.loads(add(own_home / "raw" / OTHER, "--json").stdout)["reports"]
    assert (entry["status"], entry["target"]) == ("there", OTHER)


def test_the_first_report_of_all_can_be_added(desk: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    report = _report(desk, "2023-03.txt", head("2023-03"))
    result = CliRunner().invoke(main, ["add", "--home", str(empty), str(report)])
    assert result.exit_code == 0, result.stdout
    # pipeline/vocabulary/agencies.toml lists 경제정책실 of 서울특별시
    assert (empty / "raw" / OTHER).is_file()


def test_what_is_wrong_with_a_file_is_said_in_korean(
    add: Add, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENBOGO_LANG", "ko")
    said = add(_report(desk, "x.txt", "")).stdout
    assert "x.txt: 읽지 못했습니다. 넣지 않았습니다" in said
    assert "  1번째 줄: 파일이 비어 있습니다 — 보고서를 다시 복사해 주세요" in said
    assert "1번째 줄: PDF가 아닙니다: RTF 파일" in add(_report(desk, "x.pdf", "{\\rtf1")).stdout
    cut = "".join(head("2023-03").splitlines(True)[:68])  # inside the budget table, lines 58-71
    assert (
        "58번째 줄에서 시작하는 표 안에서 파일이 끝납니다"
        in add(_report(desk, "2025-03.txt", cut)).stdout
    )
