"""The vocabulary of audit findings (audit.toml), typed."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load

_DOTS = re.compile("[·ㆍ‧∙․・•]")


@dataclass(frozen=True)
class Term:
    """One thing of the genre, under the name that is published."""

    name: str
    spellings: frozenset[str]
    """Closed up and without dots."""
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class AuditWords:
    """How reports name kinds, statuses and parts of audit findings."""

    categories: tuple[Term, ...]
    statuses: tuple[Term, ...]
    parts: tuple[Term, ...]
    finding: frozenset[str]
    """Heads of the column of findings that name no kind."""
    result: frozenset[str]
    """Heads of the column of answers."""
    status_columns: frozenset[str]
    """Heads of a column that says only how far each finding is settled."""
    department_columns: frozenset[str]
    bullets: tuple[str, ...]
    headings: tuple[str, ...]
    no_departments: tuple[str, ...]
    """Endings of words that are no department although they end like one."""

    def category(self, heading: str) -> str | None:
        """Name of the kind of findings a heading, closed up, announces."""
        return _name(self.categories, heading)

    def status(self, printed: str) -> str | None:
        """done, in_progress, under_review or not_adopted; None for words that are not listed."""
        return _name(self.statuses, printed)

    def part(self, heading: str) -> str | None:
        """status, progress or plan; None for a heading of another sort."""
        return _name(self.parts, heading)


def _name(terms: tuple[Term, ...], closed_up: str) -> str | None:
    plain = _DOTS.sub("", closed_up)
    return next((term.name for term in terms if plain in term.spellings), None)


@cache
def audit() -> AuditWords:
    """The words of audit.toml."""
    table = load("audit")
    categories, statuses, parts = (
        tuple(
            Term(
                entry["name"],
                frozenset(_DOTS.sub("", spelling) for spelling in entry["spellings"]),
                tuple(entry["examples"]),
                tuple(entry["counter_examples"]),
            )
            for entry in table[kind]
        )
        for kind in ("category", "status", "part")
    )
    return AuditWords(
        categories,
        statuses,
        parts,
        frozenset(table["columns"]["finding"]),
        frozenset(table["columns"]["result"]),
        frozenset(table["columns"]["status"]),
        frozenset(table["columns"]["department"]),
        tuple(table["marks"]["bullets"]),
        tuple(table["marks"]["headings"]),
        tuple(table["departments"]["counter_examples"]),
    )
