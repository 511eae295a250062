"""The conservation law: every run of digits once, with a role; in any text."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import figures_of
from reports import FOLDER, REPORTS, head, read, real, source_of, whole

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.figures.figures import read_figures
from pipeline.figures.scan import role_at
from pipeline.reconcile import figure_checks
from pipeline.rules.check import checks_in, run_checks
from pipeline.vocabulary.units import role_rules

FIGURE_READING_CHECKS = [check for check in checks_in(figure_checks) if check.severity == "error"]
FIGURE_SOURCE_CHECKS = [check for check in checks_in(figure_checks) if check.severity == "warning"]


@pytest.mark.parametrize("month", REPORTS)
def test_real_reports_conserve_and_know_all_digits(month: str) -> None:
    rows = real(month).frames["numerals"].rows(named=True)
    runs = [(m.start(), m.end(), m.group()) for m in re.finditer("[0-9]+", whole(month))]
    assert [(r["char_start"], r["char_end"], r["raw"]) for r in rows] == runs
    assert {r["role"] for r in rows} <= {
        "quantity", "date", "ordinal", "identifier", "name", "markup",
    }  # fmt: skip


@pytest.mark.parametrize("month", REPORTS)
def test_cells_of_one_figure_name_their_quantity(month: str) -> None:
    frames = real(month).frames
    ids = set(frames["quantities"]["quantity_id"])
    cells = [row for row in frames["table_cells"].iter_rows(named=True) if row["value"] is not None]
    assert cells
    assert all(cell["quantity_id"] in ids for cell in cells)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=80))
def test_any_text_conserves(text: str) -> None:
    text += "\n끝"
    runs = [(m.start(), m.end()) for m in re.finditer("[0-9]+", text)]
    assert [(n.span.start, n.span.end) for n in figures_of(text).numerals] == runs


LINES = [
    line for month in REPORTS for line in whole(month).splitlines() if re.search("[0-9]", line)
]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=4), st.data())
def test_mixed_and_damaged_lines_conserve(lines: list[str], data) -> None:
    text = "\n".join(lines)
    cut = data.draw(st.integers(0, len(text)))
    text = text[:cut] + data.draw(st.sampled_from(["", "\n", "\t", "'", "(", "9"])) + text[cut:]
    runs = [(m.start(), m.end()) for m in re.finditer("[0-9]+", text)]
    found = figures_of(text).numerals
    assert [(n.span.start, n.span.end) for n in found] == runs
    assert all((n.role == "quantity") == (n.quantity is not None) for n in found)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        # 2022-03 line 485
        ("조례」제8조제2항제2호(소상공인", ["ordinal"] * 3),
        # 2022-03 line 7: offices are counted, the day is a date
        ("1실‧2기획관(10과)‧1센터‧1관 (’22.3.15. 기준)", ["quantity"] * 5 + ["date"] * 3),
        # 2022-03 line 99: the mark of a note
        ("예산현액1) 원인행위액", ["ordinal"]),
        # 2022-03 line 654: the last parenthesis closes the list, it marks no note
        ("7개소 (도심권1,서북권1)", ["quantity"] * 3),
        # 2023-03 line 580
        ("강남구 테헤란로 7길 22 / 2,740㎡", ["identifier"] * 2 + ["quantity"] * 2),
        # 2023-03 line 720
        ("'CES2022' 최고혁신상 수상('22.1)", ["name", "date", "date"]),
        # 2023-03 line 1037
        ("50+캠퍼스간 연계 (8→17개)", ["name", "quantity", "quantity"]),
        # 2023-03 line 802
        ("서울 비전 2030펀드", ["name"]),
        # 2023-03 line 1642
        ('<table border="1"><td rowspan="2">DDP 3층</td></table>', ["markup"] * 2 + ["ordinal"]),
        # 2023-03 line 1648
        ("<개정 2015. 1. 20.>", ["date"] * 3),
        # 2023-03 line 1717
        ("「5·18 민주유공자 예우에 관한 법률」 제4조", ["name", "name", "ordinal"]),
        # a closing quotation mark is no mark of a year
        ("‘서울패션위크관’ 22개소", ["quantity"]),
    ],
)
def test_roles(text: str, roles: list[str]) -> None:
    assert [numeral.role for numeral in figures_of(text, 2023).numerals] == roles


def _claimed(text: str, rule) -> bool:
    pattern = re.compile(rule.pattern, re.MULTILINE)
    return any(pattern.match(text, run.start()) for run in re.finditer("[0-9]+", text))


@pytest.mark.parametrize("rule", role_rules(), ids=lambda rule: rule.name)
def test_rule_examples(rule) -> None:
    for example in rule.examples:
        assert _claimed(example, rule), example
        starts = [run.start() for run in re.finditer("[0-9]+", example)]
        assert any(role_at(example, at, weak=rule.weak) for at in starts), example
    for example in rule.counter_examples:
        assert not _claimed(example, rule), example


TAMPERED = [
    ("numerals.conserved", "numerals", {"raw": "7"}),
    ("numerals.in_their_quantity", "numerals", {"role": "name"}),
    ("quantities.spans_slice", "quantities", {"raw": "7개"}),
    ("quantities.apart", "quantities", {"char_end": 10**6}),
    ("quantities.own_their_digits", "numerals", {"role": "date", "quantity_id": None}),
    ("numerals.every_role_known", "numerals", {"role": "unknown"}),
    ("quantities.counter_listed", "quantities", {"unit": None, "unit_raw": "길"}),
    ("quantities.unit_known", "quantities", {"unit": None, "unit_raw": None}),
    ("quantities.unit_known", "quantities", {"unit": None, "unit_raw": "만"}),
]


@pytest.mark.parametrize(("check", "table", "change"), TAMPERED)
def test_tampered_figures_are_found(check: str, table: str, change: dict) -> None:
    frames = dict(read(head("2022-03"), f"{FOLDER}/2022-03.txt").frames)
    rows = frames[table].to_dicts()
    index = next(i for i, row in enumerate(rows) if row.get("role", "quantity") == "quantity")
    rows[index] |= change
    frames[table] = type(frames[table])(rows, schema=frames[table].schema)
    results = run_checks([*FIGURE_READING_CHECKS, *FIGURE_SOURCE_CHECKS], frames)
    failed = {result.check.id for result in results if not result.passed}
    assert check in failed
    # A power of ten is no counter that the table could list.
    assert not {"quantities.counter_listed", "quantities.unit_known"} <= failed


def test_the_number_of_a_page_is_no_quantity() -> None:
    document = read_document(source_of("□ 실적 3건\n3 / 7\n"))
    document = replace(document, kinds=(document.kinds[0], "furniture"))
    figures = read_figures(document, read_outline(document), [], 2025)
    assert [quantity.span.of(document.text) for quantity in figures.quantities] == ["3건"]
