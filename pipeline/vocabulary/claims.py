"""The words by which prose claims something of its figures (claims.toml), typed."""

from pipeline.vocabulary.load import Examples, Words, reader


class ChangeWords(Words):
    """The text in the parenthesis behind a change."""

    more: tuple[str, ...]
    less: tuple[str, ...]


class RuleExamples(Examples):
    """Sentences that a rule finds something in, and sentences that it does not."""

    name: str


class NamedFigures(Words):
    """A rate or remainder, and what the figures are called that it is computed from."""

    name: tuple[str, ...]
    whole: tuple[str, ...]
    part: tuple[str, ...]


class ClaimWords(Words):
    """The words of claims.toml."""

    total: frozenset[str]
    not_part: frozenset[str]
    things: frozenset[str]
    any_thing: str
    progress: tuple[str, ...]
    left_out: tuple[str, ...]
    remaining: tuple[str, ...]
    action: tuple[str, ...]
    change: ChangeWords
    per: dict[str, tuple[str, ...]]
    """Word with a price to the units it is multiplied with."""
    named_rate: tuple[NamedFigures, ...]
    named_rest: tuple[NamedFigures, ...]
    """Words for the rest of a whole without a part."""
    exhaustive: tuple[tuple[str, str], ...]
    """Two names that are all there is, though 등 stands behind them."""
    rule: tuple[RuleExamples, ...]

    def stands_for(self, one: str | None, other: str | None) -> bool:
        """True when two units are the same, or one is a mere 개 and the other a thing."""
        if one == other:
            return True
        return self.any_thing in (one, other) and {one, other} <= self.things


claim_words = reader("claims", ClaimWords)
