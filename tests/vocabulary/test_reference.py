"""The vocabulary: every entry is usable, and no sentence of a report stands in the code."""

import re
from pathlib import Path

import pytest
from reports import REPORTS, whole

from pipeline.document.lines import kind_of
from pipeline.document.readable import closed, readable
from pipeline.document.tables.headers import heading_name
from pipeline.facts.departments import kind_of as department_kind
from pipeline.facts.office_names import Office, office_before_title, office_in, office_of
from pipeline.facts.short_rows import read_counts
from pipeline.figures.number import parse_number
from pipeline.vocabulary.agencies import CoverExample, LineExample, agencies, departments
from pipeline.vocabulary.governments import Body, governments
from pipeline.vocabulary.markers import markers
from pipeline.vocabulary.tables import duties, staffing
from pipeline.vocabulary.units import units
from pipeline.vocabulary.words import words

CODE = Path(__file__).parents[2]
PATTERNS = markers().patterns


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in PATTERNS for example in rule.examples],
    ids=lambda value: getattr(value, "name", value),
)
def test_pattern_examples(rule, example: str) -> None:
    assert rule.pattern.search(readable(example))
    assert kind_of(example) == rule.kind


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in PATTERNS for example in rule.counter_examples],
    ids=lambda value: getattr(value, "name", value),
)
def test_pattern_counter_examples(rule, example: str) -> None:
    assert not rule.pattern.search(readable(example))


def test_every_pattern_has_examples() -> None:
    assert all(rule.examples and rule.counter_examples for rule in PATTERNS)


@pytest.mark.parametrize("mark", markers().kinds)
def test_marks_say_the_kind_of_line(mark: str) -> None:
    assert kind_of(f" {mark} 일자리 지원") == markers().kinds[mark]
    assert readable(mark) == markers().readable.get(mark, mark)


@pytest.mark.parametrize("printed", units())
def test_units_are_read(printed: str) -> None:
    read = parse_number(f"1,234{printed}")
    assert read is not None
    assert read.unit == units()[printed]
    assert read.unit.factor > 0
    assert closed(printed) == printed


@pytest.mark.parametrize(
    "listed",
    [
        words().stub,
        words().column,
        words().total,
        words().subtotal,
        words().spaced,
        words().section,
        staffing().planned,
        staffing().foreign,
        staffing().part,
        duties().duty,
    ],
)
def test_words_are_spelled_as_they_are_compared(listed) -> None:
    assert listed
    assert [heading_name(word) for word in listed] == list(listed)


@pytest.mark.parametrize("word", sorted(words().spaced))
def test_spaced_words_are_closed_up(word: str) -> None:
    assert readable(" ".join(word)) == word


def test_nil_particles_and_bullets() -> None:
    assert all(read_counts(nil) == () for nil in words().nil)
    assert all(len(word) == 1 for word in words().particle)
    assert all(len(mark) == 1 for mark in duties().bullets)


def test_departments_and_agencies() -> None:
    assert all(department_kind(f"서울{kind}") == kind for kind in departments().kind)
    assert not set(departments().above) & set(departments().kind)
    assert all(re.fullmatch(r"[a-z0-9-]+", id_) for id_ in agencies().agencies)
    assert all(
        a.name.endswith(agencies().cover.agency_endings) for a in agencies().agencies.values()
    )


def test_no_sentence_of_a_report_in_code() -> None:
    """Long runs of a report's own words, or its figures, would mean a reader made for one file."""
    # What a table or its schema is called stands in both; examples are quoted in docstrings.
    sentences = {
        line.strip()
        for month in REPORTS
        for line in whole(month).splitlines()
        if len(re.findall("[가-힣]", line)) >= 20
    }
    printed = set(re.findall(r"\d{1,3},\d{3}", "".join(whole(m) for m in REPORTS)))
    figures = {figure for figure in printed if not figure.endswith("000")}
    for path in [*CODE.glob("pipeline/**/*.py"), *CODE.glob("schemas/*.py")]:
        code = path.read_text("utf-8")
        assert not [sentence for sentence in sentences if sentence in code], path
        bare = re.sub(r'""".*?"""|#[^\n]*', "", code, flags=re.DOTALL)
        assert not [f for f in figures if f in bare or f.replace(",", "_") in bare], path
    names = {"뷰티패션", "바이오AI", "캠퍼스타운", "제조산업혁신", "농업기술센터", "금융투자"}
    for path in CODE.glob("pipeline/**/*.py"):
        assert not [name for name in names if name in path.read_text("utf-8")], path


@pytest.mark.parametrize("example", agencies().cover_example, ids=lambda e: " ".join(e.names))
def test_which_name_of_a_cover_reports(example: CoverExample) -> None:
    named = [office for name in example.names if (office := office_in(name))]
    assert [office.name for office in named] == list(example.names)
    chosen = office_of(named)
    assert chosen is not None
    assert chosen.name == example.office


def test_a_cover_that_names_no_office() -> None:
    assert office_of(()) is None


@pytest.mark.parametrize("example", agencies().line_example, ids=lambda example: example.line)
def test_what_a_line_of_a_cover_names(example: LineExample) -> None:
    issued = any(word in example.line for word in agencies().cover.issues)
    found = office_before_title(example.line) if issued else office_in(example.line)
    named = (found.name, found.government) if found else ("", None)
    assert named == (example.name, example.government)


@pytest.mark.parametrize("body", governments().state.bodies, ids=lambda body: body.name)
def test_bodies_of_the_state_are_offices(body: Body) -> None:
    assert office_in(body.name) == Office(body.name, None, "state")
    assert all(code.isascii() and code.islower() for code in body.codes)


def test_all_governments() -> None:
    provinces = governments().province
    assert len(provinces) == 17
    assert sum(len(province.districts) for province in provinces) == 226 + 2  # 제주: two by statute
    assert all(name.endswith(("시", "군", "구")) for p in provinces for name in p.districts)
