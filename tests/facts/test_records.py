"""Tables of records that records.toml declares: 민간위탁."""

import pytest
from reports import quarantined, read, rows

from pipeline.vocabulary.tables import RecordWords, records
from schemas import TABLE

HEAD = "2025. 2.\n\n경제정책실\n\n주요업무보고\n\nⅠ. 일반현황\n\n□ 민간위탁 현황\n"
COLUMNS = ("facility", "trustee", "period", "headcount", "amount_krw")


def _read(headings: str, *lines: str) -> list[tuple[object, ...]]:
    table = "\n".join(line.replace("|", "\t") for line in (headings, *lines))
    return rows(read(HEAD + table + "\n"), "entrustments", *COLUMNS)


def test_a_row_a_facility() -> None:
    assert _read(
        "연번|시설명|수탁기관|위탁기간|종사자(명)|위탁금(백만원)",
        "1|청년센터|(사)청년재단|2024. 1. ~ 2026. 12.|12|1,250",
        "2|창업허브|한빛대학교|2023. 7. ~ 2026. 6.|-|980",
        "|계|2개소||12|2,230",
    ) == [
        ("청년센터", "(사)청년재단", "2024. 1. ~ 2026. 12.", 12, 1_250_000_000),
        ("창업허브", "한빛대학교", "2023. 7. ~ 2026. 6.", None, 980_000_000),
    ]


def test_a_row_without_trustee_is_held_back() -> None:
    table = "사무명\t수탁자\n시설 관리\t한빛관리\n청소\t\n경비\t한빛경비\n"
    report = read(HEAD + table)
    assert rows(report, "entrustments", "facility", "trustee") == [
        ("시설 관리", "한빛관리"),
        ("경비", "한빛경비"),
    ]
    assert [reason for _, _, reason in quarantined(report)] == [
        "a cell that every row has is empty here"
    ]


@pytest.mark.parametrize("declared", records(), ids=lambda declared: declared.table)
def test_headings(declared: RecordWords) -> None:
    assert set(declared.columns) <= set(TABLE[declared.table].polars_schema)
    for headings in declared.examples:
        row = "|".join(f"가나{chr(0xAC00 + n)}" for n in range(headings.count("|") + 1))
        assert _read(headings, row, row), headings
    for headings in declared.counter_examples:
        row = "|".join(f"가나{chr(0xAC00 + n)}" for n in range(headings.count("|") + 1))
        assert not _read(headings, row, row), headings
