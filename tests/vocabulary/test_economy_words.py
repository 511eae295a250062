"""The vocabulary of the economic situation: every entry with its examples and counter-examples."""

import pytest
from reports import source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.document.readable import closed
from pipeline.facts.indicators.wording import find_aside, forecast_behind, is_economy
from pipeline.figures.figures import Quantity, read_figures
from pipeline.vocabulary.comparisons import ComparisonEntry, comparisons
from pipeline.vocabulary.indicators import Aside, Listed, economy

WORDS = economy()
COMPARISONS = comparisons().entries
EITHER = [(True, "examples"), (False, "counter_examples")]


def _each(
    entries: tuple[Listed, ...] | tuple[Aside, ...] | tuple[ComparisonEntry, ...],
) -> list[object]:
    return [
        pytest.param(entry, text, wanted, id=f"{text}-{wanted}")
        for entry in entries
        for wanted, which in EITHER
        for text in getattr(entry, which)
    ]


def _figures(text: str) -> tuple[str, tuple[Quantity, ...]]:
    document = read_document(source_of(text))
    return document.text, read_figures(document, read_outline(document), [], 2022).quantities


@pytest.mark.parametrize(("entry", "text", "wanted"), _each((WORDS.titles,)))
def test_titles(entry: Listed, text: str, wanted: bool) -> None:
    assert is_economy(text) == wanted


@pytest.mark.parametrize(("entry", "text", "wanted"), _each(WORDS.geographies))
def test_geographies(entry: Listed, text: str, wanted: bool) -> None:
    assert (WORDS.geography(text) == entry.name) == wanted


@pytest.mark.parametrize(("entry", "text", "wanted"), _each((WORDS.institutions,)))
def test_institutions(entry: Listed, text: str, wanted: bool) -> None:
    assert WORDS.is_institution(closed(text)) == wanted


@pytest.mark.parametrize(("entry", "text", "wanted"), _each(COMPARISONS))
def test_comparisons(entry: ComparisonEntry, text: str, wanted: bool) -> None:
    assert (entry.measure in [found.measure for found in WORDS.compared(text)]) == wanted


@pytest.mark.parametrize(("entry", "text", "wanted"), _each((WORDS.forecast,)))
def test_forecasts(entry: Listed, text: str, wanted: bool) -> None:
    said, figures = _figures(f"○ 성장률 {text}\n")
    assert (forecast_behind().match(said, figures[-1].span.end) is not None) == wanted


@pytest.mark.parametrize(("entry", "text", "wanted"), _each(WORDS.asides))
def test_asides(entry: Aside, text: str, wanted: bool) -> None:
    said, figures = _figures(f"○ {text}\n")
    found = [find_aside(said, figure.span, figure.unit) for figure in figures]
    assert (entry in found) == wanted


@pytest.mark.parametrize("entry", WORDS.geographies)
def test_every_spelling_of_a_geography_is_read(entry: Listed) -> None:
    assert {WORDS.geography(word) for word in entry.words} == {entry.name}


@pytest.mark.parametrize("entry", COMPARISONS)
def test_every_spelling_of_a_comparison_is_read(entry: ComparisonEntry) -> None:
    for word in entry.words:
        assert [found.measure for found in WORDS.compared(f"{word} ")] == [entry.measure]
        assert comparisons().is_compared(f"{word} 5% 증가") == (word in entry.anywhere)


def test_every_sort_has_examples() -> None:
    sorts = [WORDS.titles, WORDS.institutions, WORDS.forecast]
    tried = [*sorts, *WORDS.geographies, *COMPARISONS, *WORDS.asides]
    assert all(sort.examples and sort.counter_examples for sort in tried)
