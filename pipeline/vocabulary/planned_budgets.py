"""What tells a table of budgets (budgets.toml)."""

from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class BudgetsWords:
    """The vocabulary of tables of budgets; words are closed up."""

    caption: tuple[str, ...]
    measures: frozenset[str]
    foreign: tuple[str, ...]
    project: tuple[str, ...]
    general: tuple[str, ...]


@cache
def budgets() -> BudgetsWords:
    """The words of budgets.toml."""
    table = load("budgets")
    return BudgetsWords(
        caption=tuple(table["caption"]),
        measures=frozenset(table["measures"]),
        foreign=tuple(table["foreign"]),
        project=tuple(table["project"]),
        general=tuple(table["general"]),
    )
