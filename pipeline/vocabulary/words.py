"""Words that carry structure (words.toml)."""

from functools import cached_property

from pipeline.vocabulary.dimensions import dimensions
from pipeline.vocabulary.load import Words as _Words
from pipeline.vocabulary.load import reader


class Words(_Words):
    """Words that carry structure (words.toml), closed up."""

    stub: frozenset[str]
    column: frozenset[str]
    worded: frozenset[str]
    total: frozenset[str]
    subtotal: frozenset[str]
    spaced: frozenset[str]
    particle: frozenset[str]
    nil: frozenset[str]
    section: frozenset[str]
    ratio: frozenset[str]
    amount: tuple[str, ...]
    continued: frozenset[str]

    @cached_property
    def header(self) -> frozenset[str]:
        """Every word that can head a column, of any kind of table."""
        return self.stub | self.column | dimensions().category_words.words


words = reader("words", Words)
