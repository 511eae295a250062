"""The vocabulary of the economic situation (indicators.toml), typed and ready to be matched.

What belongs here: which words are a geography, an institution, a comparison, a forecast; words are
given closed up, texts as they are. What does not: which figure they are said of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.vocabulary.comparisons import comparisons, spaced
from pipeline.vocabulary.load import load

_PARTICLES = ("의", "은", "는", "이", "가")
# Any word before 대비 is a base; 에 대비 and 대비하여 are the verb.
_ANY_BASE = r"[가-힣A-Za-z0-9]*[가-힣A-Za-z0-9](?<!에)"


@dataclass(frozen=True)
class Comparison:
    """What a change is counted from, or the whole of a share, where it is printed."""

    start: int
    end: int
    measure: str
    """change_yoy, change_mom, change or share."""


@dataclass(frozen=True)
class Aside:
    """A sort of figure that is no value of an indicator."""

    reason: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    units: frozenset[str] | None
    describes: bool
    """It says of whom the next figure speaks."""
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """Entries with examples either way, for the tests that try them."""

    name: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class EconomyWords:
    """How reports speak of the economic situation."""

    titles: Listed
    geographies: tuple[Listed, ...]
    institutions: Listed
    institution_endings: tuple[str, ...]
    source_labels: tuple[str, ...]
    source_columns: frozenset[str]
    remark_columns: frozenset[str]
    share_columns: frozenset[str]
    forecast: Listed
    told: tuple[str, ...]
    """Words behind a figure that is told, not forecast with the next one."""
    provisional: tuple[str, ...]
    branches: tuple[str, ...]
    """Endings of branches of the economy."""
    clauses: tuple[str, ...]
    """Endings of words before the name of an indicator."""
    joints: frozenset[str]
    suffixes: frozenset[str]
    """Letters that are written with the word before them."""
    lasting: tuple[str, ...]
    since: tuple[str, ...]
    rates: tuple[str, ...]
    """Endings of rates."""
    rate_units: frozenset[str | None]
    asides: tuple[Aside, ...]

    def geography(self, word: str) -> str | None:
        """The geography that a word names, with or without a particle: 서울의 is 서울."""
        bare = [word, *(word.removesuffix(p) for p in _PARTICLES if word.endswith(p))]
        return next((g.name for g in self.geographies if any(b in g.words for b in bare)), None)

    def is_institution(self, word: str) -> bool:
        """Whether a word names one who publishes or forecasts."""
        named = word in self.institutions.words
        return named or (len(word) > 3 and word.endswith(self.institution_endings))

    def compared(self, text: str) -> Iterator[Comparison]:
        """Everything in a text that a figure may be compared with, in order."""
        for match in _comparison_pattern().finditer(text):
            measure = match.lastgroup
            assert measure is not None  # every alternative is a group
            yield Comparison(match.start(), match.end(), measure)

    def is_forecast(self, closed_up: str) -> bool:
        """Whether a name or heading ends with a word of forecast."""
        return closed_up.endswith(self.forecast.words)

    def is_provisional(self, text: str) -> bool:
        """Whether a text says that figures are provisional."""
        return any(word in text for word in self.provisional)


@cache
def _comparison_pattern() -> re.Pattern[str]:
    words = comparisons()
    behind = spaced(words.behind_base)
    share = spaced(spelling for g in economy().geographies for spelling in g.words)
    parts = [rf"(?P<share>(?<![가-힣])(?:{share})\s*(?:{behind}))"]
    for entry in words.entries:
        base = rf"|{_ANY_BASE}\s*(?:{behind})(?![가-힣])" * (entry.measure == "change")
        parts.append(rf"(?P<{entry.measure}>{words.pattern(entry.words)}{base})")
    return re.compile("|".join(parts))


@cache
def economy() -> EconomyWords:
    """The words of indicators.toml."""
    table = load("indicators")
    return EconomyWords(
        titles=_listed("chapter", table["chapter"], "titles"),
        geographies=tuple(_listed(e["name"], e, "spellings") for e in table["geography"]),
        institutions=_listed("institution", table["institution"], "names"),
        institution_endings=tuple(table["institution"]["endings"]),
        source_labels=tuple(table["source"]["labels"]),
        source_columns=frozenset(table["source"]["columns"]),
        remark_columns=frozenset(table["source"]["remarks"]),
        share_columns=frozenset(table["share"]["columns"]),
        forecast=_listed("forecast", table["forecast"], "words"),
        told=tuple(table["forecast"]["told"]),
        provisional=tuple(table["provisional"]["words"]),
        branches=tuple(table["branch"]["endings"]),
        clauses=tuple(table["clause"]["endings"]),
        joints=frozenset(table["clause"]["joints"]),
        suffixes=frozenset(table["suffix"]["letters"]),
        lasting=tuple(table["duration"]["lasting"]),
        since=tuple(table["duration"]["since"]),
        rates=tuple(table["rate"]["endings"]),
        rate_units=frozenset([*table["rate"]["units"], None]),
        asides=tuple(_aside(entry) for entry in table["aside"]),
    )


def _listed(name: str, entry: dict[str, Any], words: str) -> Listed:
    return Listed(
        name, tuple(entry[words]), tuple(entry["examples"]), tuple(entry["counter_examples"])
    )


def _aside(entry: dict[str, Any]) -> Aside:
    before, after = (
        re.compile(entry[key]) if key in entry else None for key in ("before", "after")
    )
    return Aside(
        entry["reason"],
        before,
        after,
        frozenset(entry["units"]) if "units" in entry else None,
        entry.get("describes", False),
        tuple(entry["examples"]),
        tuple(entry["counter_examples"]),
    )
