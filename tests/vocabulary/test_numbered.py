"""Words that count headings, and notes behind titles: every entry is usable."""

import pytest

from pipeline.document.outline.numbering import number_of
from pipeline.document.outline.whole_titles import without_notes
from pipeline.vocabulary.numbered import numbered
from pipeline.vocabulary.title_notes import title_notes


@pytest.mark.parametrize("line", numbered().examples)
def test_counted_words(line: str) -> None:
    found = number_of(line, line)
    assert found is not None
    assert found.family.startswith("word:")


@pytest.mark.parametrize("line", numbered().counter_examples)
def test_no_counted_words(line: str) -> None:
    found = number_of(line, line)
    assert found is None or not found.family.startswith("word:")


@pytest.mark.parametrize(("title", "bare"), title_notes().examples)
def test_notes_are_no_part_of_a_title(title: str, bare: str) -> None:
    assert without_notes(title) == bare


@pytest.mark.parametrize("title", title_notes().unchanged)
def test_other_titles_stay(title: str) -> None:
    assert without_notes(title) == title


@pytest.mark.parametrize(
    ("line", "family", "number", "title"),
    [
        ("Ⅰ. 일반현황", "roman", 1, "일반현황"),
        ("Ⅱ 주요업무", "roman", 2, "주요업무"),
        ("IV. 주요 업무보고", "roman", 4, "주요 업무보고"),
        ("제1장 총칙", "chapter", 1, "총칙"),
        ("1. 도로 건설", "dotted", 1, "도로 건설"),
        ("3.‘안전을 넘어 안심’", "dotted", 3, "‘안전을 넘어 안심’"),
        ("1 도로 건설", "plain", 1, "도로 건설"),
        ("12", "plain", 12, ""),
        ("01 도로 건설", "zero", 1, "도로 건설"),
        ("1-2 도로 건설", "dash", 2, "도로 건설"),
        ("1-2. 도로 건설", "dash", 2, "도로 건설"),
        ("1-2-3 도로 건설", "triple", 3, "도로 건설"),
        ("가. 도로", "hangul", 1, "도로"),
        ("1) 도로", "bracket", 1, "도로"),
        ("(2) 도로", "brackets", 2, "도로"),
        ("③ 도로", "circled", 3, "도로"),
        ("❷ 도로", "black", 2, "도로"),
        ("㉯ 도로", "ringed", 2, "도로"),
        ("b. 성과", "latin", 2, "성과"),
        ("[1] 도로", "square", 1, "도로"),
        ("현안1", "word:현안", 1, ""),
        ("2. 2025년 계획", "dotted", 2, "2025년 계획"),
    ],
)
def test_numberings(line: str, family: str, number: int, title: str) -> None:
    found = number_of(line, line)
    assert found is not None
    assert (found.family, found.number, found.title) == (family, number, title)


@pytest.mark.parametrize(
    "line",
    [
        "2025. 3. 5. 개최",
        "25. 2. 10.",
        "3.5% 증가",
        "1회용품 줄이기",
        "20-25 계획",
        "3,000명",
        "12:30 개회",
        "4~5월 접수",
    ],
)
def test_numbers_of_text_are_none(line: str) -> None:
    assert number_of(line, line) is None
