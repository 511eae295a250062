"""The vocabulary of what figures measure (meaning.toml), typed."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class MeaningWords:
    """Words around figures and in the titles above them, closed up."""

    particles: tuple[str, ...]
    connectives: frozenset[str]
    trailing: frozenset[str]
    """Those of them that a name never ends with."""
    taking_place: re.Pattern[str]
    """The label of an item that says when what stands above it takes place."""
    once: tuple[str, ...]
    """What happens once, and dates nothing else."""
    whole: tuple[str, ...]
    """Ends of words that only look like particles."""
    clause_ends: re.Pattern[str]
    """Where a long phrase may be cut: behind the last of them."""
    vague: frozenset[str]
    """They say what is done, not with what."""
    empty_title: frozenset[str]
    measure_title: frozenset[str]
    measure_heading: tuple[str, ...]
    """Ends of headings of a table that say what is measured."""
    dating_title: re.Pattern[str]
    plan: tuple[str, ...]
    result: tuple[str, ...]
    kept: frozenset[str]
    """Modifiers that stay in a label."""
    timeless_units: frozenset[str]
    timeless_labels: tuple[str, ...]
    uncounted: frozenset[str]
    """Units that count nothing."""
    dating_column: frozenset[str]
    """Heads of columns whose dates date their rows."""
    lasting: tuple[str, ...]
    """Ends of such heads."""


def spelled(word: str) -> str:
    """A pattern for a word whose letters may stand apart: 기 간."""
    return r"\s*".join(map(re.escape, word))


def _labels(words: list[str]) -> re.Pattern[str]:
    """An item that begins with one of some labels: ㅇ 일시/장소 :, ○ (감사기간)."""
    named = "|".join(map(spelled, words))
    beside = r"(?:\s?[/·‧]\s?[가-힣\s]{1,8})?"
    return re.compile(rf"\s*[^\w(]*\(?\s*[가-힣]{{0,6}}\s?(?:{named}){beside}\s*[:：)]")


@cache
def meaning() -> MeaningWords:
    """The words of meaning.toml."""
    table = load("meaning")
    ends = "|".join(map(re.escape, table["clause_ends"]))
    titles = "|".join(map(re.escape, table["dating_title"]["endings"]))
    return MeaningWords(
        particles=tuple(sorted(table["particles"], key=lambda word: (-len(word), word))),
        connectives=frozenset(table["connectives"]),
        trailing=frozenset(table["trailing"]),
        taking_place=_labels(table["taking_place"]["labels"]),
        once=tuple(table["once"]["endings"]),
        whole=tuple(table["whole"]["endings"]),
        clause_ends=re.compile(rf"(?:{ends})\s"),
        vague=frozenset(table["vague"]),
        empty_title=frozenset(table["empty_title"]["words"]),
        measure_title=frozenset(table["measure_title"]["words"]),
        measure_heading=tuple(table["measure_heading"]["endings"]),
        dating_title=re.compile(rf"(?:{titles})(?:\W|$)|년도?\W*$"),
        plan=tuple(table["sides"]["plan"]),
        result=tuple(table["sides"]["result"]),
        kept=frozenset(table["qualifiers"]["kept"]),
        timeless_units=frozenset(table["timeless"]["units"]),
        uncounted=frozenset(table["timeless"]["uncounted"]),
        timeless_labels=tuple(table["timeless"]["labels"]),
        dating_column=frozenset(table["dating_column"]["heads"]),
        lasting=tuple(table["dating_column"]["endings"]),
    )
