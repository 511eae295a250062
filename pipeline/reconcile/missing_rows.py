"""Was the last table cut off between two rows? Only its totals can tell."""

from collections.abc import Sequence

from pipeline.document.completeness import cut_off, last_table
from pipeline.document.document import Document
from pipeline.rules.claim import Judgement
from pipeline.sources.source import PLAIN_TEXT


def refuse_if_short_of_totals(document: Document, judgements: Sequence[Judgement]) -> None:
    """Refuse a text that ends with a table whose every column falls short of its total.

    One column that does not come out is the report's own mistake; rows that are missing show in
    all of them. Only plain text can be cut off inside a table: the other formats say where theirs
    end, and a total that covers more than is listed (the largest three of twelve) is the report's.

    Raises:
        ReportError: rows are missing at the end of the text.
    """
    table = last_table(document)
    if table is None or document.source.format not in PLAIN_TEXT:
        return
    sums = [
        judgement
        for judgement in judgements
        if judgement.claim.kind == "column_sum"
        and table.span.start <= judgement.claim.span.start < table.span.end
        and judgement.computed is not None
    ]
    stated = [j for j in sums if j.claim.stated.value != 0]
    short = [j for j in stated if j.computed is not None and j.computed < j.claim.stated.value]
    failing = any(j.verdict == "mismatch" or j.claim.doubted for j in short)
    if stated and len(short) == len(stated) and failing:
        raise cut_off(document, table)
