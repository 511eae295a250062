"""The words of a plan, and which figures can be compared (plans.toml)."""

from pipeline.vocabulary.load import Listed, Words, reader


class PlanWords(Words):
    """The words of plans.toml."""

    target: tuple[str, ...]
    no_target: tuple[str, ...]
    no_unit: frozenset[str]
    paid: frozenset[str]
    generic: str
    generic_printed: frozenset[str]
    counted: frozenset[str]
    qualifier: Listed
    """Words that narrow what is counted."""

    def qualifiers(self, text: str) -> frozenset[str]:
        """The words of a text that narrow what is counted."""
        return frozenset(word for word in self.qualifier.words if word in text)


plans = reader("plans", PlanWords)
