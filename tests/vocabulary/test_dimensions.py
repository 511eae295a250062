"""The vocabulary of headings: each entry read as it is compared."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from pipeline.document.tables.members import Members, read_heading
from pipeline.vocabulary.dimensions import Dimensions, dimensions, is_formula


class Tried(NamedTuple):
    """Examples and counter-examples of one entry."""

    dimension: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


def _tried() -> Iterator[Tried]:
    """Every entry by the member of a dimension that it is, with its examples either way."""
    for field, spec in Dimensions.model_fields.items():
        value = getattr(dimensions(), field)
        for entry in value if isinstance(value, tuple) else (value,):
            name = getattr(entry, "name", None) or getattr(entry, "measure", None)
            yield Tried(name or spec.alias or field, entry.examples, entry.counter_examples)


TRIED = tuple(_tried())


def _says(heading: str, dimension: str) -> bool:
    """Whether a heading is read as a member of a dimension."""
    read = read_heading(heading)
    measure = read.measure.name if read.measure else None
    stage = dimensions().stage(read.stage or "")
    said = {
        "rate": measure is not None and read.measure is not None and read.measure.kind == "rate",
        "total": read.total == "total",
        "subtotal": read.total == "subtotal",
        "gender": read.category is not None,
        "formula": read.formula is not None,
        "revenue": read.side == "revenue",
        "expenditure": "expenditure" in (read.side, measure),
        "part": read.part is not None,
    }
    if dimension in said:
        return said[dimension]
    if hasattr(Members, dimension) and dimension != "budget":
        return bool(getattr(read, dimension))
    return dimension in (measure, stage)


@pytest.mark.parametrize("entry", TRIED, ids=lambda e: e.dimension)
def test_examples_are_read_and_counter_examples_are_not(entry: Tried) -> None:
    read = {text: _says(text, entry.dimension) for text in entry.examples}
    assert all(read.values()), read
    not_read = {text: _says(text, entry.dimension) for text in entry.counter_examples}
    assert not any(not_read.values()), not_read


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("2026년 본예산 (B)", {"stage": "본예산", "formula": "B"}),
        ("증 감 (B-A)", {"formula": "B-A"}),
        ("증감률(B-A)/A", {"formula": "(B-A)/A"}),
        ("총사업비 (‘25년)", {}),
        ("∎사업비", {}),
        ("하 천 관리과", {"department": "하천관리과"}),
        ("결과", {"items": ("결과",)}),
        ("시비(매칭)", {"funding": "시비"}),
        ("계(부경대)", {"total": "total"}),
    ],
)
def test_a_heading_says_several_things(heading: str, said: dict[str, object]) -> None:
    read = read_heading(heading)
    assert {name: getattr(read, name) for name in said} == said


def test_a_pair_is_two_measures() -> None:
    pair = read_heading("정원/현원").pair
    assert pair
    assert [m.measure.name for m in pair if m.measure] == [
        "headcount_authorized",
        "headcount_actual",
    ]
    assert read_heading("6급이하/ 경감이하").category == "6급이하/경감이하"


def test_two_bare_digits_are_no_year_and_no_formula() -> None:
    assert dimensions().year("44") is None
    assert not is_formula("44")
