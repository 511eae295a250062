"""The chapter on the council's audit as other reports could print it: what must come out."""

import re

import pytest
from audit_chapter import chapter, expected, finding, findings, read_chapter
from reports import quarantined, rows


def test_the_chapter_alone() -> None:
    assert findings(read_chapter(chapter())) == expected()


def test_kinds_in_another_order() -> None:
    text = chapter()
    first, second, third = (
        text.index(f"{head}\t") for head in
        ("시정 및 처리 요구사항", "건의사항", "자료제출 등 기타사항")
    )  # fmt: skip
    parts = [text[third:] + "\n\n", text[second:third], text[first:second]]
    assert findings(read_chapter(text[:first] + "".join(parts))) == expected()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # spelled with or without a space, with a share behind it
        ("추진상황 : 추진 중", "추진상황 : 추진중"),
        ("추진상황 : 추진완료", "추진상황: 추진 완료"),
        ("추진상황 : 추진 완료", "추진 상황 ： 추진완료(100%)"),
        # headings: a printed square, a filled one, a private-use one, another name
        ('<input type="checkbox"/>', "□"),
        ("향후계획</p>", "향후 추진계획</p>"),
        # heads of the tables, spelled otherwise
        ("시정 및 처리 요구사항\t", "시정·처리 요구사항\t"),
        ("건의사항\t조치결과", "건 의 사 항\t처리결과"),
        ("자료제출 등 기타사항\t", "기타(자료제출 등)\t"),
        # departments
        ("(일자리정책과)</p>", "( 일 자 리 정 책 과 ).</p>"),
        ("(일자리정책과)</p>", "[일자리정책과]</p>"),
    ],
)
def test_printed_otherwise(old: str, new: str) -> None:
    text = chapter()
    assert old in text
    assert findings(read_chapter(text.replace(old, new))) == expected()


@pytest.mark.parametrize("mark", ["■", "\uf000", "□ ", "○ "])
def test_another_mark_before_headings(mark: str) -> None:
    found = findings(read_chapter(chapter().replace('<input type="checkbox"/> ', mark)))
    key = ("시정·처리요구사항", 10)  # has a heading of its own, whose mark is published
    assert found.keys() == expected().keys()
    changed = {k for k, value in found.items() if value != expected()[k]}
    assert changed == (set() if mark == "□ " else {key})
    assert [len(v or "") for v in found[key]][-1] == len(expected()[key][-1] or "")


@pytest.mark.parametrize(("old", "new"), [("○", "◦"), ("▶", "▸"), (" - ", " － ")])
def test_another_bullet(old: str, new: str) -> None:
    found = findings(read_chapter(chapter().replace(old, new)))
    assert found.keys() == expected().keys()
    for key, values in found.items():
        before = expected()[key]
        assert [v.count("\n") if v else None for v in values] == [
            v.count("\n") if v else None for v in before
        ]


def test_plain_text_instead_of_markup() -> None:
    """No tag at all: bullets and squares alone divide the cells."""
    text = re.sub(r"</?(?:p|ul)\b[^<>\n]*>", "", chapter().replace('<input type="checkbox"/>', "□"))
    found = findings(read_chapter(text))
    assert found.keys() == expected().keys()
    assert {k: v[1:3] for k, v in found.items()} == {k: v[1:3] for k, v in expected().items()}
    assert found["건의사항", 1] == expected()["건의사항", 1]


def test_department_named_only_here() -> None:
    found = read_chapter(
        chapter().replace("구제방안을 고려할 것 (캠퍼스타운활성화과)", "고려할 것 (도시계획과)")
    )
    assert finding(found, "건의사항", 1)["department_id"] == "seoul-economic-policy/도시계획과"
    assert "도시계획과" in {name for (name,) in rows(found, "departments", "name")}


def test_misread_department_is_the_one_it_looks_like() -> None:
    # In the table of the findings stand both: that does not make them two.
    text = chapter().replace("마련 필요 (일자리정책과)", "마련 필요 (임자리정책과)")
    found = finding(read_chapter(text), "시정·처리요구사항", 23)
    assert (found["department"], found["department_raw"]) == ("일자리정책과", "임자리정책과")


def test_several_departments() -> None:
    text = chapter().replace(
        "고려할 것 (캠퍼스타운활성화과)", "고려할 것 (창업정책과, 캠퍼스타운활성화과)"
    )
    report = read_chapter(text)
    found = finding(report, "건의사항", 1)
    assert found["department"] == "창업정책과"
    assert found["department_raw"] == "창업정책과, 캠퍼스타운활성화과"
    line = found["line_start"]
    assert [alias for at, alias in rows(report, "department_aliases", "line_start", "alias_raw")
            if at == line] == ["창업정책과", "캠퍼스타운활성화과"]  # fmt: skip


@pytest.mark.parametrize("words", ["(추진 경과)", "(검토결과)", "(시설 3개소)", "(2023. 2.)", ""])
def test_parentheses_that_name_no_department(words: str) -> None:
    found = finding(
        read_chapter(chapter().replace("고려할 것 (캠퍼스타운활성화과)", f"고려할 것 {words}")),
        "건의사항",
        1,
    )
    assert found["department"] is None
    assert found["department_id"] is None
    assert found["finding"] == f"캠퍼스타운 탈락 대학에 대한 구제방안을 고려할 것 {words}".strip()


# What is done to the chapter, which findings are held back, and why.
HELD = [
    # a status that is not listed
    (("추진상황 : 검토 중", "추진상황 : 일부 완료"),
     {("시정·처리요구사항", 8), ("시정·처리요구사항", 23)},
     "'일부 완료' is no status that pipeline/vocabulary/audit.toml lists"),
    # no status
    (('고려할 것 (캠퍼스타운활성화과)</p>\t<p><input type="checkbox"/> 추진상황 : 추진완료</p>',
      "고려할 것 (캠퍼스타운활성화과)</p>\t"), {("건의사항", 1)}, "does not say how far"),
    # a kind that is not listed
    (("건의사항\t조치결과", "수범사례\t조치결과"), {("건의사항", n) for n in range(1, 10)},
     "'수범사례' heads no kind of finding"),
    # a number lost, a number twice
    (("<p>3. G밸리", "<p>G밸리"), {("건의사항", 3)}, "no number or no text"),
    (("<p>3. G밸리", "<p>2. G밸리"), {("건의사항", 3)}, "건의사항 2 is already stated"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "keys", "reason"), HELD)
def test_held_back(change: tuple[str, str], keys: set[tuple[str, int]], reason: str) -> None:
    report = read_chapter(chapter().replace(*change))
    assert findings(report) == expected(without=frozenset(keys))
    held = [(r, line) for table, line, r in quarantined(report) if table == "audit_findings"]
    assert len(held) == len(keys)
    assert all(reason in r and line > 60 for r, line in held)


def test_kind_named_by_the_section_above() -> None:
    # The head of the table says no more than 지적사항; the line above it says which kind.
    text = chapter().replace("시정 및 처리 요구사항\t", "지적사항\t")
    assert findings(read_chapter(text)) == expected()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("건의사항\t9", "수범사례\t9", "'수범사례' is no kind of finding"),
        ("건의사항\t9", "건의사항\t9.5", "total cannot be read"),
        ("검토 중\t미반영", "추진예정\t미반영", "'추진예정' heads counts of no status"),
    ],
)
def test_summary_held_back(old: str, new: str, reason: str) -> None:
    report = read_chapter(chapter().replace(old, new))
    held = [r for table, _, r in quarantined(report) if table == "audit_summary"]
    assert len(held) == 1
    assert reason in held[0]


@pytest.mark.parametrize("end", ["'23.4", "'23. 4.", "5"])
def test_the_report_ends_in_a_figure(end: str) -> None:
    # as an answer may, in the last cell of the last table: the text is not cut off there
    text = chapter().rstrip() + f" <p>□ 향후계획</p> ○ 개관 : {end}\n"
    assert finding(read_chapter(text), "기타사항", 12)["plan"] == f"○ 개관 : {end}"
