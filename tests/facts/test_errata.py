"""Known errors: published beside what the report says, never applied, and noticed when they go."""

from typing import Any

import pytest
from reports import FOLDER, REPORTS, read, real, rows, source_of, whole

from pipeline.document.document import read_document
from pipeline.errors import ReportError
from pipeline.facts.errata import add_errata
from pipeline.facts.rows import Findings
from pipeline.reconcile import relation_checks
from pipeline.rules.check import Result, checks_in, run_checks
from pipeline.vocabulary.errata import Erratum, errata

RELATION_SOURCE_CHECKS = [
    check for check in checks_in(relation_checks) if check.severity == "warning"
]

COLUMNS = ("errata_no", "line_start", "raw", "meant", "proposed_value", "status")
ENTRY = Erratum(
    report="r",
    line=2,
    expect="정원 307명",
    raw="307",
    reason="현원과 다르다",
    ko="현원과 다릅니다",
    status="confirmed",
    meant="301",
)


def _check(text: str) -> Result:
    frames = read(text, f"{FOLDER}/2023-03.txt").frames
    (result,) = run_checks([c for c in RELATION_SOURCE_CHECKS if c.table == "errata"], frames)
    return result


def _added(text: str, entry: Erratum = ENTRY) -> list[dict[str, Any]]:
    findings = Findings(read_document(source_of(text)), "r")
    add_errata(findings, [entry], [])
    return findings.rows.get("errata", [])


def test_errata_of_the_real_reports() -> None:
    assert rows(real("2022-03"), "errata", *COLUMNS) == []
    assert rows(real("2023-03"), "errata", *COLUMNS) == [
        (1, 64, "14,054", "14,051", 14_051e6, "unconfirmed"),
        (2, 1689, "382", "379", 379, "unconfirmed"),
    ]
    assert _check(whole("2023-03")).passed


def test_what_the_figures_say_is_what_is_registered() -> None:
    suspects = {
        pair
        for month in REPORTS
        for pair in rows(real(month), "relations", "suspect_quantity_id", "proposed_value")
        if pair[0]
    }
    registered = {
        pair
        for month in REPORTS
        for pair in rows(real(month), "errata", "quantity_id", "proposed_value")
        if pair[0]
    }
    assert suspects == registered


def test_nothing_is_corrected() -> None:
    values = dict(rows(real("2023-03"), "quantities", "quantity_id", "raw"))
    wrong = rows(real("2023-03"), "errata", "quantity_id", "raw")
    assert [values[quantity] for quantity, _ in wrong] == [raw for _, raw in wrong]


def test_an_unconfirmed_error_that_is_gone_is_said() -> None:
    corrected = whole("2023-03").replace("<td>382</td>", "<td>379</td>")
    assert [
        row[2] for row in rows(read(corrected, f"{FOLDER}/2023-03.txt"), "errata", *COLUMNS)
    ] == ["14,054"]
    result = _check(corrected)
    assert result.check.severity == "warning"
    assert (result.sample or "").startswith("line 1689: errata.toml expects '<td>2020</td>")


@pytest.mark.parametrize(
    "text",
    [
        "조직\n정원 301명\n",  # corrected
        "조직\n\n정원 307명\n",  # moved
        "조직\n정원 307명, 정원 307명\n",  # twice
        "조직\n",  # gone
    ],
)
def test_a_confirmed_error_that_is_gone_refuses_the_report(text: str) -> None:
    with pytest.raises(ReportError) as refused:
        _added(text)
    assert (refused.value.file, refused.value.line) == (f"{FOLDER}/2022-03.txt", 2)
    assert "errata.toml expects '정원 307명'" in refused.value.problem
    assert "delete it if the source was corrected" in refused.value.remedy


def test_an_error_of_another_report_is_of_no_concern() -> None:
    text = "조직\n정원 301명\n"
    assert _added(text, ENTRY.model_copy(update={"report": "s"})) == []


def test_where_an_error_stands() -> None:
    (row,) = _added("조직\n정원 307명 (307)\n")
    assert (row["line_start"], row["char_start"], row["char_end"]) == (2, 6, 9)
    assert (row["raw"], row["meant"], row["status"]) == ("307", "301", "confirmed")


@pytest.mark.parametrize("change", [{"status": "certain"}, {"raw": "308"}, {"expect": "307 307"}])
def test_an_entry_that_says_nothing_is_an_error(change: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="line 2 of r"):
        Erratum(**(ENTRY.model_dump() | change))


def test_entries_are_of_the_reports_at_hand() -> None:
    assert {entry.report for entry in errata()} <= {real(month).report_id for month in REPORTS}
