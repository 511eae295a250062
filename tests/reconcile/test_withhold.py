"""A row that a check refutes is held back, and its report is published without it."""

from typing import Any

import pytest
from reports import source_of

from pipeline import report
from pipeline.errors import ReportError
from pipeline.facts.rows import Findings
from pipeline.report import read_report
from pipeline.vocabulary.messages import in_korean

_TEXT = (
    "한빛시 주요업무보고\n\n2025. 2. 3.\n\n한빛시 경제과\n\nⅠ. 일반현황\n\n○ 정원 12명\n\n"
    "Ⅱ. 2025년 주요업무 추진계획\n\n1. 시장 살리기\n\n□ 추진일정\n\n○ 2025. 3. : 공모"
    "\n\n○ 2025. 5. : 준공\n"
)


def _with_wrong_row(
    monkeypatch: pytest.MonkeyPatch, table: str, line: int, wrong: dict[str, Any]
) -> None:
    """Let the reader make one row that its text refutes."""
    add = Findings.add

    def altered(self: Findings, name: str, row: dict[str, Any]) -> None:
        add(self, name, row | wrong if name == table and row["line_start"] == line else row)

    monkeypatch.setattr(Findings, "add", altered)


def test_a_refuted_row_is_in_quarantine_and_the_rest_is_published(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = source_of(_TEXT, "hanbit/2025-02.txt")
    steps = read_report(source).frames["milestones"]["line_start"].to_list()
    _with_wrong_row(monkeypatch, "milestones", 17, {"description": "착공식"})
    frames = read_report(source).frames
    assert frames["milestones"]["line_start"].to_list() == [no for no in steps if no != 17] == [19]
    (held,) = frames["quarantine"].iter_rows(named=True)
    assert (held["table_name"], held["line_start"]) == ("milestones", 17)
    assert held["reason"].startswith("line 17: '착공식' is not printed there (held back by the ch")
    assert held["reason_ko"] == in_korean(held["reason"]) or "보류했습니다" in held["reason_ko"]
    assert frames["programs"].height == 1


def test_a_refuted_figure_refuses_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    _with_wrong_row(monkeypatch, "quantities", 9, {"char_end": 3})
    with pytest.raises(ReportError):
        report.read_report(source_of(_TEXT, "hanbit/2025-02.txt"))
