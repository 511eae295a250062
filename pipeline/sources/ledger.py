"""Counts the characters of a file, so that no reader loses text unnoticed.

Every character but spaces is in the canonical text, or is counted under the reason for leaving it
out: a hidden comment, text struck out, the script of a formula. Text that a reader adds (numbers
that Hangul prints without storing them) is counted too, so that the sum is exact. A separate walk
counts what the file stores, because a reader cannot count text that it did not see.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.errors import UnreadableError
from pipeline.message import Message, message
from pipeline.sources.text import visible_text

_QUOTED = 40
"""Characters of a lost text that an error shows."""


@dataclass(frozen=True)
class Balance:
    """The outcome of the characters that a file stores; spaces are not counted."""

    stored: int
    added: int
    """Printed by the reader as the program that wrote the file prints it, without being stored."""
    left_out: Mapping[str, int]
    """By what leaves them out, in the order of the names."""


@dataclass
class Ledger:
    """Counts what a reader adds and what it leaves out."""

    added: Counter[str] = field(default_factory=Counter)
    left_out: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, text: str) -> str:
        """Count text that the file does not store as such, and give it back."""
        self.added.update(visible_text(text))
        return text

    def leave_out(self, name: str, text: str) -> None:
        """Count text that is not printed, under the name of why."""
        if text := visible_text(text):
            self.left_out.setdefault(name, Counter()).update(text)

    def balance(self, stored: Iterable[tuple[str, str]], text: str) -> Balance:
        """Compare what the file stores, part by part, with the canonical text.

        Raises:
            UnreadableError: a character of the file is neither in the text nor counted, or the text
                has one that is neither stored nor added.
        """
        parts = [(where, visible_text(part)) for where, part in stored]
        held: Counter[str] = Counter()
        for _, part in parts:
            held.update(part)
        expected = held + self.added
        for letters in self.left_out.values():
            expected.subtract(letters)
        printed = visible_text(text)
        expected.subtract(printed)
        if any(expected.values()):
            raise UnreadableError(_loss(parts, printed, expected))
        return Balance(
            held.total(),
            self.added.total(),
            {name: self.left_out[name].total() for name in sorted(self.left_out)},
        )


def _loss(parts: list[tuple[str, str]], printed: str, off: Counter[str]) -> Message:
    """Name the first text of the file that the result lacks, and its part."""
    lost = +off
    for where, part in parts:
        if part and part not in printed and not lost.keys().isdisjoint(part):
            return message(
                "{part} holds text that would be lost: '{text}'", part=where, text=part[:_QUOTED]
            )
    if lost:
        named = "".join(sorted(lost))[:_QUOTED]
        return message(
            "{count:,} characters of it would be lost ('{text}')", count=lost.total(), text=named
        )
    return message("{count:,} characters are read that it does not hold", count=-off.total())
