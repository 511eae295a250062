"""Parts of headline budgets: those of the real reports, by hand, and the ways they are written."""

import tomllib
from pathlib import Path

import pytest
from reports import FOLDER, REPORTS, of_program, read, real, rows, whole

from pipeline.facts.programs.headline_budget import funding_in
from pipeline.report import ReportTables

BY_HAND = tomllib.loads((Path(__file__).parent / "program_budgets.toml").read_text("utf-8"))


def _parts(report: ReportTables) -> dict[str, list[list[object]]]:
    found: dict[str, list[list[object]]] = {}
    for program, line, number, parent, label, amount in rows(
        report,
        "program_budgets",
        *("program_id", "line_start", "item_no", "parent_item_no", "label", "amount_krw"),
    ):
        key = program.removeprefix(f"{FOLDER}-")
        found.setdefault(key, []).append([line, number, parent or 0, label, amount // 10**6])
    return found


@pytest.mark.parametrize("month", REPORTS)
def test_real_reports(month: str) -> None:
    assert _parts(real(month)) == {k: v for k, v in BY_HAND.items() if k.startswith(month)}


def test_formulas_notes_and_sources_of_money() -> None:
    first = {
        (program.rpartition("/")[2], number): rest
        for program, number, *rest in rows(
            real("2022-03"),
            "program_budgets",
            *("program_id", "item_no", "formula_raw", "note", "funding_source", "fiscal_year"),
        )
    }
    # lines 422, 376, 424, 1609 of 2022-03
    assert first["1-1-2", 1] == ["2,347천원✕7개월✕500명", None, None, 2022]
    assert first["1-1-1", 2] == [None, None, "시비", 2022]
    assert first["1-1-2", 2] == [None, "사무기기 임차료, 재료비 등", None, 2022]
    assert first["5-2", 2] == [None, None, "추경", 2022]
    formulas = [f for f, *_ in first.values() if f]
    assert len(formulas) == 6


def test_notes_of_headlines() -> None:
    # 2022-03, lines 375, 1159 and 1560; 2023-03, lines 1523 and 1590
    notes = {
        program.removeprefix(f"{FOLDER}-"): (note, funding)
        for month in REPORTS
        for program, note, funding in rows(
            real(month), "programs", "program_id", "budget_note", "funding_source"
        )
    }
    assert notes["2022-03/1-1-1"] == ("(추경 : 일반회계)", "추경")
    assert notes["2022-03/4-1-1"] == ("(’22년, 추경) / 전문기관 용역", "추경")
    assert notes["2022-03/5-1-2"] == ("(패키지 300백만원, 콘텐츠 200백만원) ※ 추경예산", "추경")
    assert notes["2023-03/5-2"] == ("※ 필요시 추경 검토", None)
    assert notes["2023-03/5-3-3"] == ("(시비: 2,394백만원, 국비: 1,328백만원)", None)


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("시비", "시비"),
        ("국 비", "국비"),
        ("추경 : 일반회계", "추경"),
        ("추경 검토", None),
        ("", None),
    ],
)
def test_funding(words: str, source: str | None) -> None:
    assert funding_in(words) == source


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        # units on the head only, on each part, on none but the head's neighbours
        ("○ 소요예산 : 12억원(인건비 7, 운영비 5)", [("인건비", 700), ("운영비", 500)]),
        ("○ 소요예산 : 1,200백만원 (시비 700백만원, 국비 5억원)", [("시비", 700), ("국비", 500)]),
        ("○ 소요예산 : 1,200백만원(시설 700/운영 500)", [("시설", 700), ("운영", 500)]),
        ("○ 소요예산 : 1,200백만원\n  (시설 700, 운영 500)", [("시설", 700), ("운영", 500)]),
        # what of it falls into a year is no part by purpose
        ("○ 소요예산 : 12억원('22년 5억원)", [("'22년", 500)]),
        # per head, a bound, a product, words only
        ("○ 소요예산 : 9,000백만원(30개 과제, 과제당 최대 4억원)", []),
        ("○ 소요예산 : 9,000백만원(과제당 3억원)", []),
        ("○ 소요예산 : 9,000백만원(3백만원 × 3,000명)", []),
        ("○ 소요예산 : 9,000백만원(추경 : 일반회계)", []),
        # a bracket that is never closed
        ("○ 소요예산 : 12억원(인건비 7, 운영비 5", []),
    ],
)
def test_parts_in_brackets(line: str, parts: list[tuple[str, int]]) -> None:
    found = rows(read(of_program(f"□ 사업개요\n{line}")), "program_budgets", "label", "amount_krw")
    assert [(label, amount // 10**6) for label, amount in found] == parts


def test_items_below_a_headline_with_other_marks() -> None:
    # 2022-03, lines 375-378, as another office would print them
    changed = whole("2022-03").replace(
        "○ 인 건 비 : 9,289백만원 (市 : 6,336백만원, 자치구 : 2,953백만원)",
        "◦ 인건비 : 92.89억원 (시비 6,336백만원 / 구비 2,953백만원)",
    )
    assert changed != whole("2022-03")
    parts = _parts(read(changed))["2022-03/1-1-1"]
    assert parts[:3] == [
        [376, 1, 0, "인건비", 9289],
        [376, 2, 1, "시비", 6336],
        [376, 3, 1, "구비", 2953],
    ]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("(국 48, 도 12, 시군 30, 자담 10)", ["국비", "도비", "시군비", "민간"]),
        ("【국비 60 / 군비 40】", ["국비", "군비"]),
        ("(집행 46, 46.0%)", []),
    ],
)
def test_the_sources_of_parts_and_what_is_none(line: str, parts: list[str]) -> None:
    text = of_program(f"□ 사업개요\n○ 사업비 : 100백만원 {line}")
    assert [row[0] for row in rows(read(text), "program_budgets", "funding_source")] == parts
