"""Made reports: the same from the same seed, all different, and read like the real ones."""

import hashlib
from pathlib import Path

import pytest

from benchmarks.reports.make import MONTHS, OFFICE, PER_OFFICE, make_reports, reports
from benchmarks.reports.variation import renamed, scaled
from pipeline.report import read_report
from pipeline.sources.read import read_source
from tests.reports import real

SOUND = ("exact", "rounding")


def _digests(raw: Path) -> dict[str, str]:
    return {
        path.relative_to(raw).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(raw.rglob("*"))
        if path.is_file()
    }


def test_same_seed_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        make_reports(tmp_path / name, 24, seed)
    one, again, other = (_digests(tmp_path / name) for name in "abc")
    assert one == again
    assert one.keys() == other.keys()
    texts = [file for file in one if file.endswith(".txt")]
    assert len(texts) == 24
    assert all(one[file] != other[file] for file in texts)
    assert len({one[file] for file in texts}) == 24


def test_more_reports_are_the_same_ones_and_further_ones() -> None:
    few, many = list(reports(5, 1)), list(reports(2000, 1))
    assert many[:5] == few
    # An office and a month are a report's name: no two are the same.
    assert len({made.file for made in many}) == 2000
    assert len({made.file.partition("/")[0] for made in many}) == 2000 // PER_OFFICE
    assert len({made.text for made in many}) == 2000


@pytest.mark.parametrize("number", [0, 1, PER_OFFICE + 3, 3 * PER_OFFICE + 8])
def test_made_report_is_read_whole_and_its_claims_hold(number: int, tmp_path: Path) -> None:
    made = list(reports(number + 1))[number]
    path = tmp_path / made.file
    path.parent.mkdir()
    path.write_text(made.text, "utf-8", newline="")
    path.with_name(path.name + ".toml").write_text(made.note, "utf-8")
    read = read_report(read_source(tmp_path, made.file))  # a refusal would be raised
    origin = real(MONTHS[number % 2])
    folder, _, month = made.file.removesuffix(".txt").partition("/")
    assert read.report_id == f"{folder}-{month}"
    (report,) = read.frames["reports"].iter_rows(named=True)
    assert f'agency = "{report["agency"]}"' in made.note
    for table in ("staffing", "budget_execution", "departments", "lines"):
        assert read.frames[table].height == origin.frames[table].height, table
    for table in ("programs", "quantities", "relations", "milestones"):
        assert read.frames[table].height == pytest.approx(origin.frames[table].height, rel=0.1)
    claims, real_claims = (
        [v in SOUND for v in r.frames["relations"]["verdict"]] for r in (read, origin)
    )
    assert sum(claims) / len(claims) > 0.93 * sum(real_claims) / len(real_claims)
    # Something was changed: no department, and hardly an amount, is that of the real report.
    names, real_names = (set(r.frames["departments"]["name"]) for r in (read, origin))
    assert len(names & real_names) <= 1  # 바이오AI산업과 is printed in two spellings, and stays
    assert OFFICE not in read.report_id


def test_names_keep_the_spaces_of_what_they_replace() -> None:
    assert renamed("캠 퍼\n타 운 과", "문화관광과") == "문 화\n관 광 과"
    assert renamed("경제정책실", "문화관광국") == "문화관광국"


@pytest.mark.parametrize(
    ("number", "factor", "becomes"),
    [
        ("753,976", 3, "2,261,928"),
        ("2.4", 3, "7.2"),
        ("0.06", 5, "0.30"),
        ("672", 9, "6,048"),
        ("1000", 2, "2000"),
        ("39", 1, "39"),
    ],
)
def test_figures_keep_their_form(number: str, factor: int, becomes: str) -> None:
    assert scaled(number, factor) == becomes
