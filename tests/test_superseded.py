"""Two files of one report: the newer is published, and what says so is told."""

import datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from reports import FOLDER, head, read, read_files
from samples import sample

from pipeline.corpus.merge import merge
from pipeline.corpus.superseded import keep_newest
from pipeline.reconcile.catalogue import CHECKS
from pipeline.reconcile.file_checks import agency_named_alike, one_file_each
from pipeline.rules.check import run_checks
from schemas import TABLE

REPORT = "office-2023-03"
Frames = dict[str, pl.DataFrame]


def _file(name: str, *, title: str = "업무보고", text: str = "a", **said: Any) -> Frames:
    """What was read of a file, as far as choosing looks at it."""
    row = {
        "report_id": REPORT,
        "source_file": f"office/{name}",
        "source_sha256": "0" * 64,
        "text_sha256": text * 64,
        "title": title,
        "agency_id": "office",
        "agency": "총무과",
        **said,
    }
    return merge([{"reports": TABLE["reports"].frame([row])}])


def _day(day: int) -> datetime.date:
    return datetime.date(2023, 2, day)


OLDER_AND_NEWER = {
    "the note says when it was issued, whatever else": (
        _file("b.txt", issued=_day(1), as_of=_day(28)),
        _file("a.txt", issued=_day(2), as_of=_day(27)),
        ("issued", "2023-02-01", "2023-02-02"),
    ),
    "only one note says so: the day of the figures tells": (
        _file("b.txt", issued=_day(9), as_of=_day(27)),
        _file("a.txt", as_of=_day(28)),
        ("as_of", "2023-02-27", "2023-02-28"),
    ),
    "the same day: when the file was saved": (
        _file("b.pdf", as_of=_day(28), saved="2023-03-01T09:00:00+09:00"),
        _file("a.pdf", as_of=_day(28), saved="2023-03-02T08:00:00+09:00"),
        ("saved", "2023-03-01T09:00:00+09:00", "2023-03-02T08:00:00+09:00"),
    ),
    "nothing but the name": (
        _file("2023-03 v2.txt"),
        _file("2023-03 v10.txt"),
        ("name", "office/2023-03 v2.txt", "office/2023-03 v10.txt"),
    ),
    "a longer name": (
        _file("2023-03.txt", as_of=_day(28)),
        _file("2023-03-수정.txt"),
        ("name", "office/2023-03.txt", "office/2023-03-수정.txt"),
    ),
}


@pytest.mark.parametrize("case", OLDER_AND_NEWER)
def test_the_newer_of_two(case: str) -> None:
    older, newer, (evidence, stated, stated_newer) = OLDER_AND_NEWER[case]
    for order in ([older, newer], [newer, older]):
        merged = merge(keep_newest(order))
        assert (
            merged["reports"]["source_file"].to_list() == newer["reports"]["source_file"].to_list()
        )
        (row,) = merged["superseded"].to_dicts()
        assert [row["source_file"]] == older["reports"]["source_file"].to_list()
        assert [row["superseded_by"]] == newer["reports"]["source_file"].to_list()
        assert (row["evidence"], row["stated"], row["stated_newer"]) == (
            evidence,
            stated,
            stated_newer,
        )


def test_of_three_each_says_what_put_it_behind_in_any_order() -> None:
    files = [
        _file("a.txt", as_of=_day(1), saved="2023-03-09"),
        _file("b.txt", as_of=_day(2), saved="2023-03-01"),
        _file("c.txt", as_of=_day(2), saved="2023-03-02"),
    ]
    for order in permutations(files):
        merged = merge(keep_newest(order))
        assert merged["reports"]["source_file"].to_list() == ["office/c.txt"]
        told = merged["superseded"].select("source_file", "superseded_by", "evidence").rows()
        assert told == [
            ("office/a.txt", "office/c.txt", "as_of"),
            ("office/b.txt", "office/c.txt", "saved"),
        ]


def test_the_sentence_says_the_same_text_and_other_titles() -> None:
    same = merge(keep_newest([_file("a.hwp"), _file("a.hwpx")]))["superseded"].to_dicts()[0]
    assert same["same_text"]
    assert same["reason"] == (
        "superseded by office/a.hwpx (the name that sorts last, the same text)"
    )
    other = _file("b.txt", title="예산안 보고", text="b")
    row = merge(keep_newest([_file("a.txt"), other]))["superseded"].to_dicts()[0]
    assert not row["same_text"]
    assert "their titles differ, '업무보고' and '예산안 보고'" in row["reason"]
    (outcome,) = one_file_each.run(merge(keep_newest([_file("a.txt"), other])))
    assert outcome.failures[0].startswith("office/a.txt: superseded by office/b.txt")
    assert one_file_each.run(merge([other])) == []


def test_no_row_of_the_older_file_is_left(tmp_path: Path) -> None:
    # 2023-03.txt up to line 90; the newer file names a department otherwise
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / "2023-03.txt").write_text(head("2023-03"), "utf-8")
    changed = (
        head("2023-03")
        .replace("국 제 협 력 과", "국 제 교 류 과")
        .replace("국제협력과", "국제교류과")
    )
    assert changed != head("2023-03")
    (folder / "2023-03-2.txt").write_text(changed, "utf-8")
    files = [f"{FOLDER}/2023-03.txt", f"{FOLDER}/2023-03-2.txt"]
    frames = read_files(tmp_path, files)
    alone = read_files(tmp_path, files[1:])
    for name, frame in frames.items():
        if name != "superseded":
            assert frame.equals(alone[name]), name
    names = frames["departments"]["name"].to_list()
    assert "국제교류과" in names
    assert "국제협력과" not in names


def test_two_collections_that_hold_one_report(tmp_path: Path) -> None:
    # the note of the second folder gives it the stable name of the first
    for folder in (FOLDER, "archive"):
        (tmp_path / folder).mkdir()
    first, second = f"{FOLDER}/2022-03.txt", "archive/2022-03.txt"
    (tmp_path / first).write_text(head("2022-03"), "utf-8")
    later = head("2022-03").replace("2022. 2", "2022. 3")
    (tmp_path / second).write_text(later, "utf-8")
    note = f'agency_id = "{FOLDER}"\nagency = "경제실"\nissued = 2022-03-20\n'
    (tmp_path / f"{second}.toml").write_text(note, "utf-8")
    (tmp_path / f"{first}.toml").write_text("issued = 2022-03-10\n", "utf-8")
    parts = [read_files(tmp_path, [file]) for file in (first, second)]
    frames = merge(keep_newest(parts))
    assert frames["reports"]["source_file"].to_list() == [second]
    assert frames["superseded"].select("source_file", "evidence").rows() == [(first, "issued")]
    alone = merge([parts[1]])
    for name, frame in frames.items():
        if name != "superseded":
            assert frame.equals(alone[name]), name
    failing = [
        result.check.id
        for result in run_checks(CHECKS, frames)
        if result.check.severity == "error" and result.outcome.failures
    ]
    assert failing == []


def test_one_stable_name_and_two_names_of_the_office() -> None:
    # Two months of a renamed office, or two offices under one name: published as each says, told.
    first = read(head("2022-03")).frames
    second = read(head("2023-03"), f"{FOLDER}/2023-03.txt").frames
    assert agency_named_alike.run(merge([first, second]))[0].failures == ()
    renamed = second | {"reports": second["reports"].with_columns(pl.lit("경제실").alias("agency"))}
    frames = merge(keep_newest([merge([first]), merge([renamed])]))
    assert frames["reports"]["agency"].to_list() == ["경제정책실", "경제실"]
    (outcome,) = agency_named_alike.run(frames)
    assert outcome.checked == 1
    assert (
        f"'{FOLDER}' is 경제정책실 ({FOLDER}/2022-03.txt); 경제실 ({FOLDER}/2023-03.txt)"
        in outcome.failures[0]
    )


def _dropped(raw: Path, **offices: str) -> list[str]:
    """Files of one folder and month, each with the name of an office on its cover."""
    (raw / FOLDER).mkdir()
    for name, office in offices.items():
        text = head("2022-03").replace("경 제 정 책 실", office, 1)  # line 1: the cover
        (raw / FOLDER / f"2022-03-{name}.txt").write_text(text, "utf-8")
    return [f"{FOLDER}/2022-03-{name}.txt" for name in offices]


def test_reports_of_two_offices_in_one_folder_are_no_versions_of_one(tmp_path: Path) -> None:
    files = _dropped(tmp_path, a="관 광 체 육 국", b="경 제 정 책 실", c="경 제 정 책 실")
    for order in permutations(files):
        frames = read_files(tmp_path, sorted(order))
        assert frames["reports"].height == frames["superseded"].height == 0
        held = frames["quarantine"].select("report_id", "reason").rows()
        assert [file for file, _ in held] == files
    assert (
        f"it would be the report {FOLDER}-2022-03, as {files[1]} would, but names another office: "
        "관광체육국, not 경제정책실" in held[0][1]
    )
    assert "`agency_id` for another office, `agency` for another name of the same" in held[0][1]


def test_an_office_with_its_government_in_front_is_the_same(tmp_path: Path) -> None:
    files = _dropped(tmp_path, a="서울특별시 경제정책실", b="경 제 정 책 실")
    frames = read_files(tmp_path, files)
    assert frames["reports"]["agency"].to_list() == ["경제정책실"]
    assert frames["superseded"].height == 1


def test_a_note_says_whose_the_report_is(tmp_path: Path) -> None:
    files = _dropped(tmp_path, a="관 광 체 육 국", b="경 제 정 책 실")
    (tmp_path / f"{files[0]}.toml").write_text('agency_id = "tourism"\n', "utf-8")
    assert read_files(tmp_path, files)["reports"]["report_id"].to_list() == [
        f"{FOLDER}-2022-03",
        "tourism-2022-03",
    ]
    (tmp_path / f"{files[0]}.toml").write_text('agency = "경제정책실"\n', "utf-8")
    frames = read_files(tmp_path, files)
    assert frames["superseded"].select("source_file", "superseded_by").rows() == [tuple(files)]


def test_the_same_report_as_hwp_and_hwpx(tmp_path: Path) -> None:
    for ending in ("hwp", "hwpx"):
        path = tmp_path / "moel" / f"2025-12.{ending}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(sample(f"moel2025_고용노동부_업무보고.{ending}"))
    frames = read_files(tmp_path, ["moel/2025-12.hwp", "moel/2025-12.hwpx"])
    assert frames["reports"]["source_file"].to_list() == ["moel/2025-12.hwpx"]
    assert frames["superseded"].select("source_file", "evidence", "same_text").rows() == [
        ("moel/2025-12.hwp", "saved", True)
    ]
