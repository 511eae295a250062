"""The outline's facts do not depend on bullets, line ends, blank lines, years or other names."""

import re
from collections.abc import Callable

import pytest
from reports import FOLDER, REPORTS, read, real, rows, whole

from pipeline.report import ReportTables

Facts = dict[str, list[tuple[object, ...]]]


def _facts(report: ReportTables) -> Facts:
    """What programs say of themselves, without where they say so."""
    return {
        "programs": rows(
            report, "programs", *("program_id", "title", "budget_krw", "funding_source")
        ),
        "program_budgets": rows(
            report, "program_budgets", *("program_id", "item_no", "label", "amount_krw")
        ),
        "milestones": rows(
            report,
            "milestones",
            *("program_id", "item_no", "description", "start_date", "end_date", "status"),
        ),
        "outcomes": rows(
            report, "outcomes", *("program_id", "item_no", "metric", "value", "unit", "period")
        ),
        "indicators": rows(report, "indicators", *("item_no", "indicator", "value", "unit")),
        "findings": rows(report, "audit_findings", *("category", "number", "status")),
    }


def _bullets(old: str, new: str) -> Callable[[str], str]:
    """Another mark at the beginning of lines."""
    return lambda text: re.sub(rf"(?m)^([ \t]*){re.escape(old)}(?=[ 「])", rf"\g<1>{new}", text)


CHANGES: dict[str, Callable[[str], str]] = {
    "ㅇ for ○": _bullets("○", "ㅇ"),
    "◦ for ○": _bullets("○", "◦"),
    "■ for □": _bullets("□", "■"),
    "ㆍ for -": _bullets("-", "ㆍ"),
    "· for -": _bullets("-", "·"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "blank lines doubled": lambda text: text.replace("\n\n", "\n\n\n"),
    "향후 추진일정": lambda text: text.replace("향후일정", "향후 추진일정"),
    "총예산 for 소요예산": lambda text: text.replace("소요예산", "총예산"),
    "사업비 for 소요예산": lambda text: text.replace("소요예산", "사업비"),
}


@pytest.mark.parametrize("month", REPORTS)
@pytest.mark.parametrize("change", CHANGES)
def test_facts_stay(month: str, change: str) -> None:
    changed = CHANGES[change](whole(month))
    expected, found = _facts(real(month)), _facts(read(changed, f"{FOLDER}/{month}.txt"))
    for table in expected:
        assert found[table] == expected[table], table
