"""How much a file may hold. A report is far below each of these; beyond one, it is refused."""

MAX_PDF_PAGES = 2_000
MAX_PAGE_OBJECTS = 200_000
"""Things that one page of a PDF draws; the fullest page of the samples has 12,000."""
MAX_PDF_OBJECTS = 5_000_000
MAX_PDF_GLYPHS = 20_000_000
