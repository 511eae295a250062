"""The likeness of two Korean texts: by the pairs of letters of their words.

Korean compounds are written with and without space (작업환경 개선, 작업환경개선), so that words
cannot be compared whole; neighbouring letters can.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[가-힣A-Za-z]{2,}")


def letter_pairs(text: str) -> list[str]:
    """The pairs of neighbouring letters inside the words of a text, in order."""
    return [word[i : i + 2] for word in _WORD.findall(text) for i in range(len(word) - 1)]


@dataclass(frozen=True)
class Weighed:
    """Different pairs of letters, and how much they weigh together."""

    pairs: frozenset[str]
    weight: float


class Weights:
    """Pairs of letters weighed by how few of the texts of a collection have them (idf)."""

    def __init__(self, texts: Iterable[str]) -> None:
        pairs = [set(letter_pairs(text)) for text in texts]
        having = Counter(pair for found in pairs for pair in found)
        self._weight = {pair: _rareness(count, len(pairs)) for pair, count in having.items()}
        self._most = _rareness(0, len(pairs))
        self._texts: dict[str, Weighed] = {}

    def text(self, text: str) -> Weighed:
        """The pairs of a text; they are kept for when it is asked for again."""
        if text not in self._texts:
            self._texts[text] = self.pairs(frozenset(letter_pairs(text)))
        return self._texts[text]

    def pairs(self, pairs: frozenset[str]) -> Weighed:
        """Some pairs; one of no text weighs most."""
        # Sorted, so that the sum does not depend on the order of a set.
        return Weighed(pairs, sum(self._weight.get(pair, self._most) for pair in sorted(pairs)))

    def shared(self, one: Weighed, other: Weighed) -> float:
        """Weight of what two have in common, as a share of the lighter of them: 0 to 1."""
        lighter = min(one.weight, other.weight)
        return self.pairs(one.pairs & other.pairs).weight / lighter if lighter else 0.0


def _rareness(having: int, texts: int) -> float:
    return math.log((texts + 1) / (having + 0.5))
