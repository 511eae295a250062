"""The roles that headings and labels of a program announce (headings.toml)."""

from pipeline.vocabulary.load import Examples, reader


class HeadingWords(Examples):
    """The words that announce one sort of content, with examples either way."""

    role: str
    """schedule, progress, results, plan or text."""
    words: frozenset[str]
    ending: frozenset[str]


headings = reader("headings", tuple[HeadingWords, ...], "heading")
