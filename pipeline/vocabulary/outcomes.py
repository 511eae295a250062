"""How lists of results say what a figure measures (outcomes.toml), typed."""

from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class OutcomeWords:
    """The words of outcomes.toml."""

    bound: frozenset[str]
    duration_units: frozenset[str]
    beside_date: tuple[str, ...]
    last_day: tuple[str, ...]
    running_total: tuple[str, ...]
    no_name: frozenset[str]
    particle: tuple[str, ...]
    place: tuple[str, ...]
    won: tuple[str, ...]
    numbered: tuple[str, ...]
    counted: dict[str, str]
    counted_printed: dict[str, str]

    def is_duration(self, unit: str | None, part: str | None) -> bool:
        """A figure of this unit is a span of time, and no change of one (10일→4.2일)."""
        return unit in self.duration_units and part not in ("from", "to")

    def is_running_total(self, words: str) -> bool:
        """Some words around a figure say that it is a total since an earlier time."""
        return any(word in words for word in self.running_total)

    def is_one_kind(self, noun: str) -> bool:
        """A counted noun names one kind of what its unit counts: 중소기업 of 기업."""
        return any(noun != name and noun.endswith(name) for name in self.counted.values())

    def counts(self, unit: str | None, printed: str | None) -> str | None:
        """What figures of a unit count: 인원 for 명, 과제 for 개 과제, 팀 for 팀."""
        if noun := counted_noun(printed or ""):
            return noun
        return self.counted_printed.get(printed or "") or self.counted.get(unit or "") or printed


def counted_noun(printed: str) -> str | None:
    """The noun of a counter that names what it counts: 과제 of 개과제; 개사, 개소 name nothing.

    Args:
        printed: the unit as printed, closed up.
    """
    noun = printed.removeprefix("개")
    return noun if noun != printed and len(noun) > 1 and not noun.startswith("월") else None


@cache
def outcomes() -> OutcomeWords:
    """The words of outcomes.toml."""
    table = load("outcomes")

    def longest_first(words: list[str]) -> tuple[str, ...]:
        return tuple(sorted(words, key=lambda word: (-len(word), word)))

    return OutcomeWords(
        frozenset(table["bound"]),
        frozenset(table["duration"]),
        tuple(table["beside_date"]),
        tuple(table["last_day"]),
        tuple(table["running_total"]),
        frozenset(table["no_name"]),
        longest_first(table["particle"]),
        longest_first(table["place"]),
        tuple(table["won"]),
        tuple(table["numbered"]),
        table["counted"],
        table["counted_printed"],
    )
