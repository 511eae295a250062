"""What the headings of a table of budgets say (budgets.toml)."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class YearHeading:
    """A year that heads a row or column."""

    year: str
    """As printed: two digits or four."""
    bound: str | None
    """until or from, when all years before or after it are meant as well."""


@dataclass(frozen=True)
class BudgetsWords:
    """The vocabulary of tables of budgets."""

    heading: frozenset[str]
    measures: dict[str, str]
    """Word to budget, execution or total_cost."""
    sides: dict[str, str]
    """Word to revenue or expenditure."""
    sources: frozenset[str]
    asides: frozenset[str]
    """Headings of columns that state no amount, or one that others give."""
    year_examples: tuple[tuple[str, int, str], ...]
    year_counter_examples: tuple[str, ...]
    _year: re.Pattern[str]
    _bounds: dict[str, str]

    def year(self, heading: str) -> YearHeading | None:
        """The year that a heading, closed up, is."""
        match = self._year.fullmatch(heading)
        return YearHeading(match["year"], self._bounds.get(match["bound"])) if match else None


@cache
def budgets() -> BudgetsWords:
    """The words of budgets.toml."""
    table = load("budgets")
    year = table["year"]
    return BudgetsWords(
        heading=frozenset(table["heading"]),
        measures={word: name for name, words in table["measure"].items() for word in words},
        sides={word: name for name, words in table["side"].items() for word in words},
        sources=frozenset(table["funding"]["source"]),
        asides=frozenset([*table["aside"]["change"], *table["aside"]["remark"]]),
        year_examples=tuple((e[0], e[1], e[2]) for e in year["examples"]),
        year_counter_examples=tuple(year["counter_examples"]),
        _year=re.compile(year["pattern"]),
        _bounds={word: name for name in ("until", "from") for word in year[name]},
    )
