"""The vocabulary of audit findings (audit.toml), typed."""

from pydantic import Field

from pipeline.vocabulary.load import Examples, Words, at, reader
from pipeline.vocabulary.relations import Headings, plain


class Term(Examples):
    """One thing of the genre, under the name that is published."""

    name: str
    spellings: Headings


class AuditWords(Words):
    """The way reports name kinds, statuses and parts of audit findings."""

    categories: tuple[Term, ...] = Field(alias="category")
    statuses: tuple[Term, ...] = Field(alias="status")
    parts: tuple[Term, ...] = Field(alias="part")
    finding: frozenset[str] = at("columns", "finding")
    """Heads of the column of findings that name no kind."""
    result: frozenset[str] = at("columns", "result")
    """Heads of the column of answers."""
    status_columns: frozenset[str] = at("columns", "status")
    """Heads of a column that says only how far each finding is settled."""
    department_columns: frozenset[str] = at("columns", "department")
    bullets: tuple[str, ...] = at("marks", "bullets")
    headings: tuple[str, ...] = at("marks", "headings")
    no_departments: tuple[str, ...] = at("departments", "counter_examples")
    """Endings of words that are no department although they end like one."""
    departments: tuple[str, ...] = at("departments", "examples")
    """Endings of departments that end like these words."""

    def only_sounds_like_department(self, word: str) -> bool:
        """It ends like a department and is another word: 결과, but not 교통과."""
        return word.endswith(self.no_departments) and not word.endswith(self.departments)

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
    return next((term.name for term in terms if plain(closed_up) in term.spellings), None)


audit = reader("audit", AuditWords)
