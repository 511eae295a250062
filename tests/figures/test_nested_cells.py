"""A figure behind a large table within a cell: still of the cell around it."""

from dataclasses import replace

from reports import source_of

from pipeline.document.document import read_document
from pipeline.figures.announced_units import Surroundings
from pipeline.sources.source import SourceCell, SourceTable


def test_a_nested_table_of_many_cells_hides_nothing_behind_it() -> None:
    inner = " ".join(str(n) for n in range(40))
    text = f"구분\t정원(명)\n경제과\t{inner} 307\n"
    at = text.index(inner)
    cells, place = [], at
    for column, word in enumerate(inner.split()):
        cells.append(SourceCell(0, column, place, place + len(word)))
        place += len(word) + 1
    row = text.index("경제과")
    outer = (
        SourceCell(0, 0, 0, 2),
        SourceCell(0, 1, 3, 8),
        SourceCell(1, 0, row, row + 3),
        SourceCell(1, 1, at, len(text) - 1),
    )
    tables = (SourceTable(0, len(text), outer), SourceTable(at, place - 1, tuple(cells)))
    document = read_document(replace(source_of(text), tables=tables))
    cell = Surroundings(document, document.tables).cell(text.index("307"))
    assert cell is not None
    assert cell.span.of(text).endswith("307")
