"""The pages around the chapters: contents, and what is attached (chapters.toml)."""

from pipeline.vocabulary.load import Listed, Shape, reader

appendix = reader("chapters", Shape, "appendix")
"""The heading of what is attached, as a readable line: `word`, and where printed `number`, `title`.
"""
contents = reader("chapters", Listed, "contents")
"""The heading of a page of contents."""
