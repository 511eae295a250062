"""A short way to read the figures of a text."""

from reports import source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.facts.rows import Findings
from pipeline.facts.tables import place_tables
from pipeline.figures.figures import Figures, read_figures


def figures_of(text: str, year: int = 2022) -> Figures:
    """All figures of a text, as if it were a report of that year."""
    document = read_document(source_of(text))
    tables = place_tables(Findings(document, "test"))
    return read_figures(document, read_outline(document), [table.grid for table in tables], year)
