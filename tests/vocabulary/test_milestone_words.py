"""The vocabulary of schedules: every example and counter-example of milestones.toml."""

import re

import pytest

from pipeline.vocabulary.load import Shape
from pipeline.vocabulary.milestones import Exclusion, milestones

WORDS = milestones()
EXCLUSIONS = [
    (entry, example, holds)
    for entry in WORDS.excluded
    for holds, examples in ((True, entry.examples), (False, entry.counter_examples))
    for example in examples
]
SHAPES = [
    (shape, example, holds)
    for shape in (WORDS.figure, WORDS.ordinal, WORDS.dated_item, WORDS.footnote)
    for holds, examples in ((True, shape.examples), (False, shape.counter_examples))
    for example in examples
]


@pytest.mark.parametrize(("entry", "example", "holds"), EXCLUSIONS)
def test_exclusions(entry: Exclusion, example: str, holds: bool) -> None:
    found = []
    for mark in re.finditer("@", example):
        line = example[: mark.start()] + example[mark.end() :]
        digits = re.compile("[0-9]+").match(line, mark.start())
        assert digits is not None
        found.append(entry.holds(line, *digits.span()))
    assert found == [holds]
    assert not holds or WORDS.reason(line, *digits.span()) is not None


@pytest.mark.parametrize(("shape", "example", "holds"), SHAPES)
def test_shapes(shape: Shape, example: str, holds: bool) -> None:
    assert (shape.pattern.search(example) is not None) == holds


def test_every_entry_has_examples_either_way() -> None:
    for entry in (*WORDS.excluded, WORDS.figure, WORDS.ordinal, WORDS.dated_item, WORDS.footnote):
        assert entry.examples
        assert entry.counter_examples


def test_spoken_parts_of_a_year_are_whole_months_in_order() -> None:
    for spoken in WORDS.spoken:
        first, last = spoken.months
        assert 1 <= first <= last <= 12
        assert spoken.precision in ("half", "part_of_year", "year")
        assert spoken.words
