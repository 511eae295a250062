"""The roles of sections, by their headings: the role of each heading (roles.toml)."""

from pipeline.vocabulary.load import Examples, reader

WORK_ROLES = ("plan", "issue")
"""Roles of chapters that tell the office's work, program by program."""

CHAPTER_ROLES = (
    *WORK_ROLES,
    *("organisation", "overview", "context", "results", "audit", "competition", "statistics"),
    *("budget", "schedule", "reference"),
)
"""Roles that chapters have."""


class RoleWords(Examples):
    """The headings of one role, with examples either way. All words are closed up."""

    role: str
    words: frozenset[str]
    """Whole headings."""
    endings: tuple[str, ...]
    anywhere: tuple[str, ...]

    def fits(self, heading: str) -> bool:
        """A heading, closed up, is of this role."""
        return (
            heading in self.words
            or heading.endswith(self.endings)
            or any(word in heading for word in self.anywhere)
        )


roles = reader("roles", tuple[RoleWords, ...], "role")
"""The roles of roles.toml, in the order in which they are asked."""
