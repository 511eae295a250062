"""The texts for people: every table, column and report is in them, and Markdown survives."""

import datetime
from dataclasses import replace

import pytest
from release_frames import example_frames

from pipeline.release.build import Release
from pipeline.release.descriptors.data_license import data_license
from pipeline.release.dictionary import data_dictionary
from pipeline.release.errors import ReleaseError
from pipeline.release.reports import Report, latest_month, read_reports, release_title
from pipeline.vocabulary.units import counters
from schemas import TABLE, TABLES

REPORT = Report(
    report_id="seoul-economic-policy-2022-03",
    government="서울특별시",
    agency="경제정책실",
    title=None,
    period=datetime.date(2022, 3, 1),
    source_file="seoul-economic-policy/2022-03.txt",
    source_sha256="0" * 64,
    source_bytes=1,
)
LATER = replace(REPORT, period=datetime.date(2023, 3, 1))
OTHER = replace(REPORT, government=None, agency="주택건축국")


@pytest.mark.parametrize(
    ("reports", "title"),
    [
        ([REPORT], "서울특별시 경제정책실 업무보고 공개 데이터, 2022-03"),
        ([LATER, REPORT], "서울특별시 경제정책실 업무보고 공개 데이터, 2022-03 – 2023-03"),
        ([REPORT, OTHER, LATER], "2개 기관 업무보고 공개 데이터, 2022-03 – 2023-03"),
    ],
)
def test_title(reports: list[Report], title: str) -> None:
    assert release_title(reports) == title


def test_month_is_the_latest_not_the_last() -> None:
    assert latest_month([LATER, REPORT]) == "2023-03"


def test_nothing_to_publish_is_refused() -> None:
    with pytest.raises(ReleaseError, match="no report"):
        read_reports(example_frames()["reports"].clear())


def test_licence_names_every_work() -> None:
    text = data_license([REPORT, OTHER])
    assert "공공누리 제1유형" in text
    assert "https://www.kogl.or.kr/info/licenseType1.do" in text
    assert "- 서울특별시 경제정책실 업무보고 (2022-03)\n- 주택건축국 업무보고 (2022-03)\n" in text


def test_dictionary_has_every_column(hard_release: Release) -> None:
    text = (hard_release.path / "data-dictionary.md").read_text("utf-8")
    for spec in TABLES:
        section = text.split(f"\n## {spec.name}\n")[1].split("\n## ")[0]
        assert spec.ko in section
        assert spec.title in section
        assert f"행 rows: {hard_release.rows[spec.name]:,}" in section
        lines = [line for line in section.splitlines() if line.startswith("| `")]
        for column, line in zip(spec.columns, lines, strict=True):
            assert line.startswith(f"| `{column.name}` | {column.ko}")
            assert column.description.replace("|", r"\|") in line
            assert all(f"`{value}`" in line for value in column.values or ())
            assert (" PK" in line) == column.key
            assert ("→" in line) == (column.references is not None)


def test_every_code_of_a_unit_is_in_the_dictionary_with_what_is_printed_for_it() -> None:
    text = data_dictionary(TABLES, dict.fromkeys((spec.name for spec in TABLES), 0), [REPORT])
    lines = text.split("\n## 단위 · Units\n")[1].splitlines()
    said = {line.split("`")[1]: line for line in lines if line.startswith("| `")}
    meanings = [meaning for found in counters().values() for meaning in found]
    assert said.keys() == {meaning.unit.canonical for meaning in meanings}
    assert "| 회, 번, 차례 |" in said["occurrence"]
    for name in ("㎡", "ha", "평"):  # what is converted is there too
        assert name in said["sqm"]
    assert said["age_decade"].endswith("| 대 | 30대 인력 |")


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    spec = TABLE["budget_components"]
    column = replace(spec.columns[0], description="a | b", pattern="^(a|b)$", references=None)
    text = data_dictionary([replace(spec, columns=(column,))], {spec.name: 0}, [REPORT])
    assert r"a \| b" in text
    assert r"`^(a\|b)$`" in text


def test_no_release_id_no_clock(hard_release: Release) -> None:
    today = f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}"
    for path in hard_release.path.iterdir():
        if path.suffix in (".cff", ".json", ".jsonld", ".md", ".xlsx"):
            assert today.encode() not in path.read_bytes(), path.name
