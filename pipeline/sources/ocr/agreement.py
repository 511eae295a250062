"""The figures that two readers of one page agree on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.sources.ocr.seen import Box, Word

_FIGURE = re.compile(r"[△▲▽▼]?\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"[△▲▽▼]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_AS_COMMA = str.maketrans({"，": ",", "．": ".", "、": ","})


def find_agreements(
    lines: Sequence[tuple[str, Box]], seen: Iterable[Word]
) -> list[list[tuple[int, int]]]:
    """The figures of each line that the second reader sees at its height as well, by their ends.

    Each figure that the second reader sees stands for one of the first at most. Digits, points
    and the triangle of a negative number have to be the same; a comma between thousands, which is
    easily overlooked, may be missing.
    """
    words = [
        _Seen(word.box, list(map(_drop_commas, _FIGURE.findall(word.text.translate(_AS_COMMA)))))
        for word in seen
    ]
    return [
        [
            match.span()
            for match in _FIGURE.finditer(text)
            if any(word.takes(_drop_commas(match[0])) for word in words if _is_level(word.box, box))
        ]
        for text, box in lines
    ]


def _drop_commas(figure: str) -> str:
    """A figure without the commas between its thousands."""
    return figure.replace(",", "") if _THOUSANDS.fullmatch(figure) else figure


@dataclass
class _Seen:
    """The text that the second reader sees in a place."""

    box: Box
    figures: list[str] = field(default_factory=list)

    def takes(self, figure: str) -> bool:
        """The figure is seen here, and was not counted before."""
        if figure not in self.figures:
            return False
        self.figures.remove(figure)
        return True


def _is_level(one: Box, other: Box) -> bool:
    """Two texts overlap, and the middle of one is in the height of the other."""
    across = one[0] < other[2] and other[0] < one[2]
    middles = (one[1] + one[3]) / 2, (other[1] + other[3]) / 2
    return across and (other[1] <= middles[0] <= other[3] or one[1] <= middles[1] <= one[3])
