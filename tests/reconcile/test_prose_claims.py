"""The prose of both reports beside the list of claims that was read from them by eye."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from reports import REPORTS, real, rows, source_of, whole

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.figures.figures import read_figures
from pipeline.reconcile.prose.claims import prose_claims
from pipeline.rules.claim import Claim, judge

GOLD: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("gold_claims.toml").read_text("utf-8")
)
Key = tuple[str, int, str, str, tuple[str, ...] | int]


@cache
def found_in(text: str, year: int) -> tuple[Claim, ...]:
    document = read_document(source_of(text))
    figures = read_figures(document, read_outline(document), list(document.tables), year)
    return tuple(prose_claims(document, figures, read_outline(document)))


@cache
def found() -> dict[Key, Claim]:
    """Every claim of both reports, by report, line, kind, and figures as printed."""
    claims = {}
    for month in REPORTS:
        text = whole(month)
        for claim in found_in(text, int(month[:4])):
            terms: tuple[str, ...] | int = int(sum(term.figure.value for term in claim.terms))
            if claim.kind != "count":
                terms = tuple(sorted(t.span.of(text) for t in claim.terms if t.span))
            line = text.count("\n", 0, claim.span.start) + 1
            claims[month, line, claim.kind, claim.span.of(text), terms] = claim
    return claims


def gold() -> dict[Key, dict[str, Any]]:
    listed = {}
    for entry in GOLD["claim"]:
        terms: tuple[str, ...] | int = tuple(sorted(entry["terms"]))
        if entry["kind"] == "count":
            terms = entry.get("number", len(entry["terms"]))
        key = (entry["report"], entry["line"], entry["kind"], entry["stated"], terms)
        assert key not in listed
        listed[key] = entry
    return listed


def test_what_is_listed_stands_in_the_reports() -> None:
    lines = {month: whole(month).splitlines() for month in REPORTS}
    for entry in GOLD["claim"]:
        assert entry["stated"] in lines[entry["report"]][entry["line"] - 1], entry
    for entry in GOLD["not_a_claim"]:
        assert re.search(r"\d", lines[entry["report"]][entry["line"] - 1]), entry


def test_nearly_all_claims_are_found() -> None:
    wanted = gold()
    missing = sorted(wanted.keys() - found().keys(), key=str)
    assert len(missing) <= 0.05 * len(wanted), missing
    assert [key for key in missing if "missed" not in wanted[key]] == []
    assert [key for key in found() if "missed" in wanted.get(key, {})] == []


def test_hardly_anything_is_found_that_is_no_claim() -> None:
    extra = sorted(found().keys() - gold().keys(), key=str)
    assert len(extra) <= 0.02 * len(found()), extra


def test_look_alikes_are_left_alone() -> None:
    tempting = {(entry["report"], entry["line"]) for entry in GOLD["not_a_claim"]}
    assert [key for key in found() if key[:2] in tempting] == []


def test_verdicts_are_those_worked_out_by_hand() -> None:
    wanted = gold()
    given = {key: judge(claim).verdict for key, claim in found().items() if key in wanted}
    assert given == {key: wanted[key]["verdict"] for key in given}


@pytest.mark.parametrize("month", REPORTS)
def test_every_claim_is_published_under_a_name_of_its_own(month: str) -> None:
    published = [
        relation
        for relation, rule in rows(real(month), "relations", "relation_id", "rule")
        if rule.startswith("prose.")
    ]
    claims = found_in(whole(month), int(month[:4]))
    named = [
        f"seoul-economic-policy-{month}/{c.rule.replace('.', '/')}/{c.subject}" for c in claims
    ]
    # What the budgets of programs claim is published once, as theirs.
    budgets = [
        span
        for *span, rule in rows(real(month), "relations", "char_start", "char_end", "rule")
        if rule.startswith("program")
    ]
    theirs = {
        name
        for name, claim in zip(named, claims, strict=True)
        if [claim.span.start, claim.span.end] in budgets
    }
    assert theirs
    assert sorted(published) == sorted(set(named) - theirs)


def test_the_people_of_the_courses_do_not_add_up() -> None:
    # 2023 line 836: 47개 과정, 1,154명; line 837: 31개, 680명 / 16개, 470명
    claims = rows(real("2023-03"), "relations", "expression", "verdict", "difference")
    wrong = [
        claim for claim in claims if claim[1] == "mismatch" and claim[0].startswith("교육: SW")
    ]
    assert wrong == [
        ("교육: SW 과정 680명 + DT 과정 470명 = 1,150명; 1,154명 is stated", "mismatch", -4.0)
    ]


# Altered copies: what changes in the text changes the verdict, and nothing else does.

ALTERED = [
    ("2023-03", "16개, 470명", "16개, 474명", "sum_of_items/3-1/2", "exact"),
    ("2023-03", "SW 과정 : 31개", "SW 과정 : 32개", "sum_of_items/3-1/1", "mismatch"),
    ("2023-03", "친선 23개", "친선 24개", "sum_of_parts/1-4-1/1", "mismatch"),
    ("2023-03", "114명(45%)", "114명(54%)", "share/3-2/1", "mismatch"),
    ("2023-03", "3.19.(일), 5일간", "3.19.(일), 7일간", "lasting/1-2/1", "mismatch"),
    ("2023-03", "(8개 추가 전환)", "(9개 추가 전환)", "difference/chapter-5/1", "mismatch"),
    ("2023-03", "운영 8,033)", "운영 8,033 등)", "sum_of_parts/4-1/1", "not_checkable"),
    ("2023-03", "운영 8,033)", "운영 9,033)", "sum_of_parts/4-1/1", "mismatch"),
    ("2023-03", "54/1,852", "54/1,825", "sum_of_cells/3-5/2", "mismatch"),
    ("2023-03", "21/1,010", "22/1,010", "sum_of_cells/3-5/1", "mismatch"),
    ("2023-03", "(550억원)", "(650억원)", "sum_of_cells/2-5/1", "mismatch"),
    ("2023-03", "6개 분야 하위펀드", "7개 분야 하위펀드", "listed_in_table/2-5/2", "mismatch"),
    ("2023-03", "등) 810명", "등) 801명", "sum_of_cells/5-1-1/1", "mismatch"),
    (
        "2022-03",
        "○ 지원목표 : 5대 분야",
        "○ 지원목표 : 6대 분야",
        "listed_in_table/1-1-2/1",
        "mismatch",
    ),
    ("2023-03", "잔여 대상(시설 13개", "잔여 대상(시설 14개", "difference/chapter-5/3", "mismatch"),
    ("2022-03", "[추경]1,076명", "[추경]1,067명", "equation/1-1-1/1", "mismatch"),
    ("2022-03", "✕7개월✕500명", " x 7개월 x 600명", "product/1-1-2/1", "mismatch"),
    ("2022-03", "✕7개월✕500명", " 7개월 500명", "product/1-1-2/1", "exact"),
    ("2022-03", "215%(20억", "315%(20억", "growth/5-2/1", "mismatch"),
    ("2022-03", "504백만원", "540백만원", "sum_of_items/1-1-2/1", "mismatch"),
]


@pytest.mark.parametrize(("month", "old", "new", "name", "verdict"), ALTERED)
def test_an_altered_figure_alters_its_verdict(
    month: str, old: str, new: str, name: str, verdict: str
) -> None:
    text = whole(month)
    assert text.count(old) == 1
    before = {f"{c.rule[6:]}/{c.subject}": judge(c).verdict for c in found_in(text, 2023)}
    altered = found_in(text.replace(old, new), 2023)
    after = {f"{c.rule[6:]}/{c.subject}": judge(c).verdict for c in altered}
    assert after[name] == verdict
    assert after | {name: None} == before | {name: None}


def test_more_lines_change_no_names() -> None:
    month = "2022-03"
    text = whole(month)
    moved = "\n\n" + text.replace("□ ", "□  ")
    named = [(c.rule, c.subject, c.expression) for c in found_in(text, 2022)]
    assert [(c.rule, c.subject, c.expression) for c in found_in(moved, 2022)] == named


OTHER_BULLETS = [
    ("2022-03", ("○", "◦"), ("－", "▹")),
    ("2022-03", ("○", "ㅇ"), ("－", "•")),
    ("2023-03", ("\n- ", "\n· "), ("\n - ", "\n · ")),
    ("2023-03", ("\n- ", "\n• "), ("\n - ", "\n ▪ ")),
]


@pytest.mark.parametrize(("month", "outer", "inner"), OTHER_BULLETS)
def test_other_bullets_claim_the_same(
    month: str, outer: tuple[str, str], inner: tuple[str, str]
) -> None:
    text = whole(month)
    other = text.replace(*outer).replace(*inner)
    assert other.count(outer[1]) > 50
    year = int(month[:4])
    kinds = [(c.rule, c.expression) for c in found_in(text, year)]
    assert [(c.rule, c.expression) for c in found_in(other, year)] == kinds
