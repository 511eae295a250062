"""The government that an office belongs to, where its cover does not say: by text and path.

What belongs here: counting who is named, and reading a path. What does not: the cover itself
(`identity`).
"""

import re
from collections import Counter
from functools import cache

from pipeline.facts.slug import slug
from pipeline.vocabulary.governments import governments

_LEAST = 3
"""Times that a text must name its government."""
_SPECIAL = "특례시"
"""A large city, by the name that says so: no other word ends like it."""
_LEAD = 2
"""Times as often as any other of its kind."""


def government_by_text(text: str) -> str | None:
    """The government that a text names far more often than any other; a district if it leads."""
    named = _count_governments(text)
    provinces = Counter({p.name: named[p.name] for p in governments().province})
    districts = named - provinces
    province, district = _leader(provinces), _leader(districts)
    if district and 2 * districts[district] > max(provinces.values()):
        return district
    return province


def government_by_path(file: str) -> str | None:
    """The government that folders and name of a file bear, in Korean or romanised: busan2025."""
    words: list[str] = re.findall("[가-힣]+", file)
    for word in words:
        if word.endswith(_SPECIAL):
            return word
        for short, name in governments().shortened.items():
            if word.startswith(short) and word not in _words():
                return name
    romanised = {slug(short): name for short, name in governments().shortened.items()}
    latin = re.findall("[a-z]+", file.lower())
    return next((romanised[word] for word in latin if word in romanised), None)


@cache
def _words() -> frozenset[str]:
    return frozenset(p.short for p in governments().province if p.no_word)


def _leader(named: Counter[str]) -> str | None:
    """The one that is named often enough, and far more often than anyone else."""
    (first, count), (_, second) = [*named.most_common(2), ("", 0), ("", 0)][:2]
    return first if count >= max(_LEAST, _LEAD * second) else None


def _count_governments(text: str) -> Counter[str]:
    """The number of times each government is named, by its whole or its short name."""
    names = governments().shortened
    return Counter(names[match.group()] for match in _pattern().finditer(text))


@cache
def _pattern() -> re.Pattern[str]:
    names = [name for name in governments().shortened if name not in _words()]
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![가-힣])(?:{'|'.join(ordered)})")
