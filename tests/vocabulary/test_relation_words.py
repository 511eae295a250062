"""Headings of what is computed from other rows or columns (relations.toml), as they are printed."""

import pytest

from pipeline.document.readable import closed
from pipeline.document.tables.headers import heading_name
from pipeline.vocabulary.relations import relations
from pipeline.vocabulary.words import words

OPERATIONS = [*relations().rates, *relations().differences]


@pytest.mark.parametrize("heading", relations().examples)
def test_computed_headings(heading: str) -> None:
    assert relations().is_derived(heading_name(heading))


@pytest.mark.parametrize("heading", relations().counter_examples)
def test_headings_of_addends(heading: str) -> None:
    assert not relations().is_derived(heading_name(heading))


def test_what_an_operation_names_is_no_addend() -> None:
    named = [name for operation in OPERATIONS for name in operation.names]
    named += [*relations().change, *relations().growth, *relations().share]
    assert [name for name in named if not relations().is_derived(name)] == []


def test_words_are_as_they_are_compared() -> None:
    for operation in OPERATIONS:
        for word in (*operation.names, *operation.first, *operation.second):
            assert word == closed(word) == heading_name(word)
        assert operation.first
        assert not operation.names.intersection(operation.first, operation.second)
        assert not set(operation.first).intersection(operation.second)


def test_a_total_is_not_computed_from_two_columns() -> None:
    totals = words().total | words().subtotal
    assert not [word for word in totals if relations().is_derived(word)]
    assert not relations().earlier & relations().later
