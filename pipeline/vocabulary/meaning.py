"""The vocabulary of what figures measure (meaning.toml), typed."""

import re
from typing import Annotated

from pydantic import BeforeValidator

from pipeline.vocabulary.comparisons import spaced_pattern
from pipeline.vocabulary.load import LongestFirst, Words, at, reader


def _labels(words: list[str]) -> str:
    """An item that begins with one of some labels: ㅇ 일시/장소 :, ○ (감사기간)."""
    beside = r"(?:\s?[/·‧]\s?[가-힣\s]{1,8})?"
    named = spaced_pattern(words)
    return rf"\s*[^\w(]*\(?\s*[가-힣]{{0,6}}\s?(?:{named}){beside}\s*[:：)]"


def _clause_ends(words: list[str]) -> str:
    return rf"(?:{'|'.join(map(re.escape, words))})\s"


def _dating_title(words: list[str]) -> str:
    return rf"(?:{'|'.join(map(re.escape, words))})(?:\W|$)|년도?\W*$"


class MeaningWords(Words):
    """Words around figures and in the titles above them, closed up."""

    stems: tuple[str, ...]
    """Ends of words that 은 or 는 only bends, and makes no topic of."""
    particles: LongestFirst
    connectives: frozenset[str]
    heads: frozenset[str]
    """Those of them that name what stands behind their colon."""
    dates_only: frozenset[str]
    """Those of them that go with dates, and name nothing even alone."""
    trailing: frozenset[str]
    """Those of them that a name never ends with."""
    said_of_another: frozenset[str] = at("said_of_another", "words")
    counted_by: frozenset[str] = at("said_of_another", "counted_by")
    """Words between a place and how many use it."""
    rates: tuple[str, ...] = at("said_of_another", "endings")
    taking_place: Annotated[re.Pattern[str], BeforeValidator(_labels)] = at(
        "taking_place", "labels"
    )
    """The label of an item that says when what stands above it takes place."""
    year_words: dict[str, int] = at("years_in_words", "words")
    """Years that chapters say in words, from that of the report."""
    years_in_words: Annotated[re.Pattern[str], BeforeValidator(spaced_pattern)] = at(
        "years_in_words", "words"
    )
    once: tuple[str, ...] = at("once", "endings")
    """Words for events that happen once and date nothing else."""
    whole: tuple[str, ...] = at("whole", "endings")
    """Ends of words that only look like particles."""
    clause_ends: Annotated[re.Pattern[str], BeforeValidator(_clause_ends)]
    """Words behind the last of which a long phrase may be cut."""
    vague: frozenset[str]
    """They say what is done, not with what."""
    empty_title: frozenset[str] = at("empty_title", "words")
    measure_title: frozenset[str] = at("measure_title", "words")
    measure_heading: tuple[str, ...] = at("measure_heading", "endings")
    """Ends of headings of a table that say what is measured."""
    dating_title: Annotated[re.Pattern[str], BeforeValidator(_dating_title)] = at(
        "dating_title", "endings"
    )
    plan: tuple[str, ...] = at("sides", "plan")
    result: tuple[str, ...] = at("sides", "result")
    kept: frozenset[str] = at("qualifiers", "kept")
    """Modifiers that stay in a label."""
    timeless_units: frozenset[str] = at("timeless", "units")
    timeless_labels: tuple[str, ...] = at("timeless", "labels")
    uncounted: frozenset[str] = at("timeless", "uncounted")
    """Units that count nothing."""
    dating_column: frozenset[str] = at("dating_column", "heads")
    """Heads of columns whose dates date their rows."""
    lasting: tuple[str, ...] = at("dating_column", "endings")
    """Ends of such heads."""
    places: frozenset[str] = at("places", "words")
    factor: dict[str, str]
    """Unit of what is multiplied to what it says."""
    former: frozenset[str] = at("former", "words")
    asked: tuple[str, ...] = at("asked", "words")
    """Words of titles whose year dates nothing below them."""
    year_before: frozenset[str] = at("year_before", "words")
    same_part: tuple[str, ...] = at("year_before", "same_part")
    compared: frozenset[str] = at("compared", "words")
    """Words for figures that are compared with the one before, and are no part of it."""

    def is_said_of_another(self, word: str) -> bool:
        """A word, closed up, that alone is said of the figure before it: 이용객, 분양률."""
        return word in self.said_of_another or word.endswith(self.rates)


meaning = reader("meaning", MeaningWords)
