"""The words that tell a table of budgets (budgets.toml)."""

from functools import cache

from pipeline.vocabulary.load import Words, load_as


class BudgetsWords(Words):
    """The vocabulary of tables of budgets; words are closed up."""

    caption: tuple[str, ...]
    measures: frozenset[str]
    foreign: tuple[str, ...]
    project: tuple[str, ...]
    general: tuple[str, ...]


@cache
def budgets() -> BudgetsWords:
    """The words of budgets.toml."""
    return load_as("budgets", BudgetsWords)
