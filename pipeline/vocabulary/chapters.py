"""The pages around the chapters: contents, and what is attached (chapters.toml)."""

import re

from pipeline.vocabulary.load import Examples, reader


class Appendix(Examples):
    """The way the heading of an appendix is written, with examples either way."""

    pattern: re.Pattern[str]
    """For the readable line: `word`, and where printed `number` and `title`."""


appendix = reader("chapters", Appendix, "appendix")
"""The heading of what is attached."""


class Contents(Examples):
    """The way the page that lists the chapters is headed, with examples either way."""

    words: frozenset[str]


contents = reader("chapters", Contents, "contents")
"""The heading of a page of contents."""
