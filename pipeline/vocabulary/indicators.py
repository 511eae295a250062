"""The vocabulary of the economic situation (indicators.toml), typed and ready to be matched.

What belongs here: which words are a geography, an institution, a comparison, a forecast; words are
given closed up, texts as they are. What does not: which figure they are said of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import AliasChoices, Field

from pipeline.vocabulary.comparisons import comparisons, spaced_pattern
from pipeline.vocabulary.load import Examples, Words, at, reader

_PARTICLES = ("의", "은", "는", "이", "가")
# Any word before 대비 is a base; 에 대비 and 대비하여 are the verb.
_ANY_BASE = r"[가-힣A-Za-z0-9]*[가-힣A-Za-z0-9](?<!에)"


@dataclass(frozen=True)
class Comparison:
    """The base that a change is counted from, or the whole of a share, where it is printed."""

    start: int
    end: int
    measure: str
    """change_yoy, change_mom, change or share."""

    def of(self, text: str) -> "Base":
        """The kind of comparison, and its words in the text that it was found in."""
        return self.measure, text[self.start : self.end]


Base = tuple[str, str]
"""What a figure is compared with: the kind of comparison, or share, and the words that say so."""


class Aside(Examples):
    """A sort of figure that is no value of an indicator."""

    reason: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    units: frozenset[str] | None = None
    describes: bool = False
    """It says of whom the next figure speaks."""


class Listed(Examples):
    """Words with examples either way, for the tests that try them."""

    words: tuple[str, ...] = Field(
        validation_alias=AliasChoices("words", "titles", "names", "spellings")
    )


class Geography(Listed):
    """The spellings of a geography."""

    name: str


class Institutions(Listed):
    """The institutions that publish or forecast."""

    endings: tuple[str, ...]


class Forecast(Listed):
    """Words of forecast."""

    told: tuple[str, ...]
    """Words behind a figure that is told, not forecast with the next one."""


class EconomyWords(Words):
    """The way reports speak of the economic situation."""

    titles: Listed = Field(alias="chapter")
    geographies: tuple[Geography, ...] = Field(alias="geography")
    institutions: Institutions = Field(alias="institution")
    source_labels: tuple[str, ...] = at("source", "labels")
    source_columns: frozenset[str] = at("source", "columns")
    remark_columns: frozenset[str] = at("source", "remarks")
    share_columns: frozenset[str] = at("share", "columns")
    forecast: Forecast
    provisional: tuple[str, ...] = at("provisional", "words")
    branches: tuple[str, ...] = at("branch", "endings")
    """Endings of branches of the economy."""
    clauses: tuple[str, ...] = at("clause", "endings")
    """Endings of words before the name of an indicator."""
    joints: frozenset[str] = at("clause", "joints")
    suffixes: frozenset[str] = at("suffix", "letters")
    """Letters that are written with the word before them."""
    lasting: tuple[str, ...] = at("duration", "lasting")
    since: tuple[str, ...] = at("duration", "since")
    rates: tuple[str, ...] = at("rate", "endings")
    """Endings of rates."""
    rate_units: frozenset[str] = at("rate", "units")
    asides: tuple[Aside, ...] = Field(alias="aside")

    def geography(self, word: str) -> str | None:
        """The geography that a word names, with or without a particle: 서울의 is 서울."""
        bare = [word, *(word.removesuffix(p) for p in _PARTICLES if word.endswith(p))]
        return next((g.name for g in self.geographies if any(b in g.words for b in bare)), None)

    def is_institution(self, word: str) -> bool:
        """True when a word names one who publishes or forecasts."""
        named = word in self.institutions.words
        return named or (len(word) > 3 and word.endswith(self.institutions.endings))

    def compared(self, text: str) -> Iterator[Comparison]:
        """Everything in a text that a figure may be compared with, in order."""
        for match in _comparison_pattern().finditer(text):
            measure = match.lastgroup
            assert measure is not None  # every alternative is a group
            yield Comparison(match.start(), match.end(), measure)

    def is_forecast(self, closed_up: str) -> bool:
        """True when a name or heading ends with a word of forecast."""
        return closed_up.endswith(self.forecast.words)

    def is_provisional(self, text: str) -> bool:
        """True when a text says that figures are provisional."""
        return any(word in text for word in self.provisional)


@cache
def _comparison_pattern() -> re.Pattern[str]:
    words = comparisons()
    behind = spaced_pattern(words.behind_base)
    share = spaced_pattern(spelling for g in economy().geographies for spelling in g.words)
    parts = [rf"(?P<share>(?<![가-힣])(?:{share})\s*(?:{behind}))"]
    for entry in words.entries:
        base = rf"|{_ANY_BASE}\s*(?:{behind})(?![가-힣])" * (entry.measure == "change")
        parts.append(rf"(?P<{entry.measure}>{words.pattern(entry.words)}{base})")
    return re.compile("|".join(parts))


economy = reader("indicators", EconomyWords)
