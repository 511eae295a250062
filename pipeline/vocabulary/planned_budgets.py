"""The words that tell a table of budgets (budgets.toml)."""

from pipeline.vocabulary.load import Words, reader


class BudgetsWords(Words):
    """The vocabulary of tables of budgets; words are closed up."""

    caption: tuple[str, ...]
    state: str
    measures: frozenset[str]
    foreign: tuple[str, ...]
    own: tuple[str, ...]
    public: frozenset[str]
    project: tuple[str, ...]
    listed: tuple[str, ...]
    cost: str
    built: tuple[str, ...]
    general: tuple[str, ...]
    by_year: tuple[str, ...]
    fund: str
    fund_ending: str
    aspects: frozenset[str]
    aspect_of: tuple[str, ...]
    steps: tuple[str, ...]


budgets = reader("budgets", BudgetsWords)
