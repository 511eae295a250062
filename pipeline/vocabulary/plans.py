"""The words of a plan, and which figures can be compared (plans.toml)."""

from pipeline.vocabulary.load import Examples, Words, reader


class Qualifiers(Examples):
    """Words that narrow what is counted, with examples either way."""

    words: tuple[str, ...]


class PlanWords(Words):
    """The words of plans.toml."""

    target: tuple[str, ...]
    no_target: tuple[str, ...]
    no_unit: frozenset[str]
    paid: frozenset[str]
    generic: str
    generic_printed: frozenset[str]
    counted: frozenset[str]
    qualifier: Qualifiers

    def qualifiers(self, text: str) -> frozenset[str]:
        """The words of a text that narrow what is counted."""
        return frozenset(word for word in self.qualifier.words if word in text)


plans = reader("plans", PlanWords)
"""The words and units of plans.toml."""
