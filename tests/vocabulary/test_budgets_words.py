"""The vocabulary of tables of budgets: each entry read as it is compared."""

import pytest

from pipeline.document.tables.headers import heading_name
from pipeline.facts.departments import kind_of
from pipeline.figures.date_values import full_year
from pipeline.vocabulary.planned_budgets import budgets
from pipeline.vocabulary.words import words

EXAMPLES = budgets().year_examples
WORDS = {*budgets().measures, *budgets().sides, *budgets().sources, *budgets().asides}


@pytest.mark.parametrize(("printed", "year", "bound"), EXAMPLES)
def test_years(printed: str, year: int, bound: str) -> None:
    read = budgets().year(printed)
    assert read is not None
    assert (full_year(int(read.year), 2025), read.bound or "") == (year, bound)


@pytest.mark.parametrize("printed", budgets().year_counter_examples)
def test_what_is_no_year(printed: str) -> None:
    assert budgets().year(printed) is None


def test_words_are_spelled_as_they_are_compared_and_mean_one_thing() -> None:
    assert {heading_name(word) for word in WORDS | budgets().heading} == WORDS | budgets().heading
    several = [budgets().measures, budgets().sides, budgets().sources, budgets().asides]
    assert sum(map(len, several)) == len(WORDS)
    assert not WORDS & words().total
    assert not any(kind_of(word) for word in WORDS)
