"""How much two Korean texts are about the same: by the pairs of letters of their words.

Korean compounds are written with and without space (작업환경 개선, 작업환경개선), so that words
cannot be compared whole; neighbouring letters can.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[가-힣A-Za-z]{2,}")


def letter_pairs(text: str) -> list[str]:
    """The pairs of neighbouring letters inside the words of a text, in order."""
    return [word[i : i + 2] for word in _WORD.findall(text) for i in range(len(word) - 1)]


class Weights:
    """Pairs of letters weighed by how few of the texts of a collection have them (idf)."""

    def __init__(self, texts: Iterable[str]) -> None:
        pairs = [set(letter_pairs(text)) for text in texts]
        self._texts = len(pairs)
        self._having = Counter(pair for found in pairs for pair in found)

    def weight(self, pairs: Iterable[str]) -> float:
        """Summed weight of different pairs; a pair of no text weighs most."""
        # Sorted, so that the sum does not depend on the order of a set.
        return sum(
            math.log((self._texts + 1) / (self._having[pair] + 0.5)) for pair in sorted(set(pairs))
        )

    def shared(self, one: Iterable[str], other: Iterable[str]) -> float:
        """Weight of what two have in common, as a share of the lighter of them: 0 to 1."""
        first, second = set(one), set(other)
        lighter = min(self.weight(first), self.weight(second))
        return self.weight(first & second) / lighter if lighter else 0.0
