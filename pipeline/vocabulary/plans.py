"""The words of a plan, and which figures can be compared (plans.toml)."""

from functools import cache

from pipeline.vocabulary.load import Words, load_as


class Qualifiers(Words):
    """Words that narrow what is counted, with examples either way."""

    words: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class PlanWords(Words):
    """The words of plans.toml."""

    target: tuple[str, ...]
    no_target: tuple[str, ...]
    no_unit: frozenset[str]
    generic: str
    generic_printed: frozenset[str]
    counted: frozenset[str]
    qualifier: Qualifiers

    def qualifiers(self, text: str) -> frozenset[str]:
        """The words of a text that narrow what is counted."""
        return frozenset(word for word in self.qualifier.words if word in text)


@cache
def plans() -> PlanWords:
    """The words and units of plans.toml."""
    return load_as("plans", PlanWords)
