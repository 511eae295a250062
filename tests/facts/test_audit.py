"""All findings of the council's audit in the 2023 report, against what its text says. The 2022
report has no such chapter.
"""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from audit_chapter import MONTH, finding
from reports import quarantined, real, rows, whole

from pipeline.document.readable import closed, readable, strip_markup
from pipeline.document.tables.cell_lines import letters
from pipeline.document.tables.headers import heading_name
from pipeline.vocabulary.audit import audit

# Line of 2023-03.txt, number, department, status as printed, written down from the source.
EXPECTED = {
    "시정·처리요구사항": """
        1637 1  창업정책과         추진 중
        1638 2  일자리정책과       추진 완료
        1641 3  일자리정책과       추진 중
        1642 4  뷰티패션산업과     추진 중
        1643 5  일자리정책과       추진 완료
        1646 6  뷰티패션산업과     추진 중
        1647 7  일자리정책과       추진 중
        1648 8  일자리정책과       검토 중
        1651 9  일자리정책과       추진 완료
        1652 10 일자리정책과       추진 완료
        1657 11 뷰티패션산업과     추진 중
        1661 12 뷰티패션산업과     추진 완료
        1664 13 창업정책과         추진 완료
        1665 14 뷰티패션산업과     추진 중
        1668 15 경제정책과         추진완료
        1669 16 뷰티패션산업과     추진 중
        1676 17 창업정책과         추진 완료
        1677 18 경제정책과         추진 중
        1678 19 일자리정책과       추진완료
        1681 20 일자리정책과       추진 중
        1682 21 일자리정책과       추진 중
        1685 22 일자리정책과       추진 중
        1686 23 일자리정책과       검토 중
        1689 24 일자리정책과       추진 중
        1696 25 경제정책과         추진완료
        1699 26 경제정책과         추진완료
        1700 27 일자리정책과       추진완료
    """,
    "건의사항": """
        1703 1  캠퍼스타운활성화과 추진완료
        1704 2  일자리정책과       추진 중
        1707 3  전략산업기반과     추진완료
        1708 4  경제정책과         추진완료
        1709 5  경제정책과         추진 중
        1712 6  경제정책과         추진 중
        1713 7  전략산업기반과     추진완료
        1714 8  창업정책과         추진 중
        1717 9  일자리정책과       추진 중
    """,
    "기타사항": """
        1725 1  일자리정책과       추진완료
        1726 2  일자리정책과       추진완료
        1727 3  뷰티패션산업과     추진완료
        1728 4  캠퍼스타운활성화과 추진완료
        1729 5  전략산업기반과     추진완료
        1732 6  미디어콘텐츠산업과 추진완료
        1733 7  전략산업기반과     추진완료
        1734 8  일자리정책과       추진완료
        1735 9  뷰티패션산업과     추진완료
        1736 10 일자리정책과       추진완료
        1739 11 경제정책과         추진완료
        1740 12 미디어콘텐츠산업과 추진완료
    """,
}
STATUS = {"추진중": "in_progress", "추진완료": "done", "검토중": "under_review"}


def _expected() -> set[tuple[object, ...]]:
    found = set()
    for category, listed in EXPECTED.items():
        for entry in filter(None, map(str.strip, listed.splitlines())):
            line, number, department, status = entry.split(maxsplit=3)
            found.add(
                (category, int(number), int(line), department, STATUS[closed(status)], status)
            )
    return found


def test_every_finding() -> None:
    columns = ("category", "number", "line_start", "department", "status", "status_raw")
    found = rows(real(MONTH), "audit_findings", *columns)
    assert len(found) == 48
    assert set(found) == _expected()
    assert not [row for row in quarantined(real(MONTH)) if row[0].startswith("audit")]
    assert real("2022-03").frames["audit_findings"].is_empty()


def test_summary() -> None:
    # 2023-03.txt lines 1627-1630; 기타 prints nothing under 추진 중.
    columns = ("line_start", "category", "category_raw", "is_total", "total", "done",
               "in_progress", "under_review", "not_adopted")  # fmt: skip
    assert rows(real(MONTH), "audit_summary", *columns) == [
        (1627, "계", "계", True, 48, 28, 18, 2, 0),
        (1628, "시정·처리요구사항", "시정·처리요구사항", False, 27, 12, 13, 2, 0),
        (1629, "건의사항", "건의사항", False, 9, 4, 5, 0, 0),
        (1630, "기타사항", "기타(자료제출 등)", False, 12, 12, None, 0, 0),
    ]
    assert {str(day) for (day,) in rows(real(MONTH), "audit_summary", "as_of")} == {"2023-02-10"}
    assert real("2022-03").frames["audit_summary"].is_empty()


TEXTS = tomllib.loads((Path(__file__).parent / "audit_texts.toml").read_text("utf-8"))["text"]


@pytest.mark.parametrize("entry", TEXTS, ids=lambda e: f"{e['category']}-{e['number']}")
def test_texts(entry: dict[str, Any]) -> None:
    found = finding(real(MONTH), entry["category"], entry["number"])
    assert (found[entry["column"]] or "") == entry["text"]


def test_cells_stand_where_they_are_said_to_stand() -> None:
    text, lines = whole(MONTH), whole(MONTH).splitlines()
    for row in real(MONTH).frames["audit_findings"].iter_rows(named=True):
        assert text[row["char_start"] : row["char_end"]] == row["finding_raw"]
        assert text[row["result_char_start"] : row["result_char_end"]] == row["result_raw"]
        assert row["finding_raw"] in lines[row["line_start"] - 1]
        assert row["result_raw"] in lines[row["line_end"] - 1]


def test_no_letter_is_lost_and_none_is_doubled() -> None:
    """The cells are number, finding, department, status, progress, plan and headings: no more."""
    headings = ["추진상황", "추진내용", "향후계획", "추진내용 및 향후 추진계획"]
    for row in real(MONTH).frames["audit_findings"].iter_rows(named=True):
        published = " ".join(
            str(row[name])
            for name in ("number", "finding", "department", "status_raw", "progress", "plan")
            if row[name] is not None
        )
        cells = strip_markup(row["finding_raw"] + " " + row["result_raw"])
        printed = [label for label in headings if closed(label) in closed(cells)]
        if headings[3] in printed:
            printed.remove("추진내용")
        # line 1740 has a status alone, lines 1652, 1661 and 1707 leave one of the others out
        rest = letters(cells) - letters(published)
        assert not letters(published) - letters(cells), row["line_start"]
        assert rest == letters("".join(printed)), row["line_start"]
        shown = closed(published)
        for word in re.findall(r"[가-힣]{2,}", cells):
            assert word in shown or any(word in label for label in headings)


def test_departments_are_found_in_their_places() -> None:
    text = whole(MONTH)
    places = Counter()
    for start, end, raw, method in rows(
        real(MONTH), "department_aliases", "char_start", "char_end", "alias_raw", "method"
    ):
        if start > text.index("행정사무감사 처리결과\n\n1. 처리결과 총괄"):
            assert text[start - 1] == "("
            assert text[end] == ")"
            places[raw] += 1
            assert method == "exact"
    expected = Counter(entry[3] for entry in _expected())
    assert places == expected


# --- The vocabulary --------------------------------------------------------------------------

TERMS = [
    (getattr(audit(), way), term)
    for way, terms in (
        ("category", audit().categories),
        ("status", audit().statuses),
        ("part", audit().parts),
    )
    for term in terms
]


@pytest.mark.parametrize(("ask", "term"), TERMS, ids=lambda value: getattr(value, "name", None))
def test_words_are_understood_as_their_examples_say(ask, term) -> None:
    assert term.examples
    assert term.counter_examples
    assert {ask(heading_name(readable(e))) for e in term.examples} == {term.name}
    assert term.name not in {ask(heading_name(readable(e))) for e in term.counter_examples}
    assert {ask(spelling) for spelling in term.spellings} == {term.name}


def test_heads_are_spelled_as_they_are_compared() -> None:
    for listed in (audit().result, audit().finding):
        assert {heading_name(word) for word in listed} == set(listed)
