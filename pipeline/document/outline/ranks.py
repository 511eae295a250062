"""The order in which a report ranks its marks, by how it uses them."""

from collections import Counter
from collections.abc import Sequence

from pipeline.document.outline.marks import Mark, Signature


class Ranks:
    """The order in which the report ranks its marks."""

    def __init__(self, marks: Sequence[Mark], numbered: Sequence[int]) -> None:
        self._before: Counter[tuple[Signature, Signature]] = Counter()
        self.tops: Counter[Signature | None] = Counter()
        """How often an item is the first below a heading that is no box."""
        breaks = set(numbered)
        seen: list[Signature] = []
        last: Mark | None = None
        for mark in marks:
            lines = range(last.line + 1 if last else 1, mark.line + 1)
            new_part = any(line in breaks for line in lines)
            if mark.sort != "item" or new_part:
                seen = []
            if mark.sort == "item":
                if not seen and (new_part or (last and last.sort in ("heading", "circled"))):
                    self.tops[mark.signature] += 1
                if mark.signature not in seen:
                    self._before.update((before, mark.signature) for before in seen)
                    seen.append(mark.signature)
            last = mark

    def puts_above(self, one: Signature, other: Signature) -> bool:
        """Below one heading, `one` comes before `other` more often than after it."""
        return self._before[one, other] > self._before[other, one]
