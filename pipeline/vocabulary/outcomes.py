"""The way lists of results say what a figure measures (outcomes.toml), typed."""

from pydantic import Field

from pipeline.vocabulary.load import LongestFirst, Words, reader


class OutcomeWords(Words):
    """The words of outcomes.toml."""

    bound: frozenset[str]
    duration_units: frozenset[str] = Field(alias="duration")
    beside_date: tuple[str, ...]
    last_day: tuple[str, ...]
    running_total: tuple[str, ...]
    won: tuple[str, ...]
    intent: LongestFirst
    agreed: LongestFirst
    plan_parts: tuple[str, ...]
    payer: LongestFirst
    inputs: tuple[str, ...]
    """Words for what the work takes, not for its results."""
    no_results: frozenset[str]
    """Heads of columns among those of results."""
    answers: frozenset[str]
    """Heads of columns of answers to findings."""
    funding: frozenset[str]
    """Payers of a part of a sum of money."""
    change: frozenset[str]
    """Labels of a change beside the figures that it is reckoned from."""
    numbered: tuple[str, ...]
    counted: dict[str, str]
    counted_printed: dict[str, str]

    def is_duration(self, unit: str | None, part: str | None) -> bool:
        """A figure of this unit is a span of time, and no change of one (10일→4.2일)."""
        return unit in self.duration_units and part not in ("from", "to")

    def is_running_total(self, words: str) -> bool:
        """Some words around a figure say that it is a total since an earlier time."""
        return any(word in words for word in self.running_total)

    def counts(self, unit: str | None, printed: str | None) -> str | None:
        """The things that figures of a unit count: 인원 for 명, 과제 for 개 과제, 팀 for 팀."""
        if noun := counted_noun(printed or ""):
            return noun
        return self.counted_printed.get(printed or "") or self.counted.get(unit or "") or printed


def counted_noun(printed: str) -> str | None:
    """The noun of a counter that names what it counts: 과제 of 개과제; 개사, 개소 name nothing."""
    noun = printed.removeprefix("개")
    return noun if noun != printed and len(noun) > 1 and not noun.startswith("월") else None


outcomes = reader("outcomes", OutcomeWords)
