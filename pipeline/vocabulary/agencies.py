"""Agencies that report, and how covers and tables name them and their departments."""

from collections.abc import Mapping
from functools import cached_property

from pipeline.vocabulary.load import Words, reader


class DepartmentWords(Words):
    """Endings, other spellings and known misreadings of names (departments.toml)."""

    kind: tuple[str, ...]
    above: tuple[str, ...]
    spellings: dict[str, str]
    misread: dict[str, str]


departments = reader("departments", DepartmentWords)


class Agency(Words):
    """An office that reports."""

    id: str
    name: str
    government: str


class Government(Words):
    """A government and its own codes."""

    name: str
    codes: dict[str, str]
    """`administrative` (행정표준코드), `local_finance` (지방재정365)."""


class CoverWords(Words):
    """The way covers name offices and titles."""

    agency_endings: tuple[str, ...]
    no_office: frozenset[str]
    no_office_endings: tuple[str, ...]
    with_government: frozenset[str]
    own_name: tuple[str, ...]
    governing: tuple[str, ...]
    bureau: tuple[str, ...]
    below_bureau: tuple[str, ...]
    addressee_endings: tuple[str, ...]
    labels: tuple[str, ...]
    no_part_endings: tuple[str, ...]
    date_words: tuple[str, ...]
    title_endings: tuple[str, ...]
    title_subjects: tuple[str, ...]
    title_tails: tuple[str, ...]
    issues: tuple[str, ...]


class Head(Words):
    """The title of a head, and how the name of the office ends that it is the head of."""

    title: str
    office: str


class LineExample(Words):
    """A line, and the office it names; an empty name where it names none."""

    line: str
    name: str
    government: str | None = None


class CoverExample(Words):
    """Names that a cover prints, in order, and the office that reports by them."""

    names: tuple[str, ...]
    office: str


class AgencyWords(Words):
    """agencies.toml."""

    government: tuple[Government, ...]
    agency: tuple[Agency, ...]
    cover: CoverWords
    head: tuple[Head, ...]
    line_example: tuple[LineExample, ...]
    cover_example: tuple[CoverExample, ...]

    @cached_property
    def agencies(self) -> Mapping[str, Agency]:
        """Known offices by their folder of raw/."""
        return {agency.id: agency for agency in self.agency}

    @cached_property
    def codes(self) -> Mapping[str, Mapping[str, str]]:
        """Government to its codes."""
        return {government.name: government.codes for government in self.government}


agencies = reader("agencies", AgencyWords)
