"""Footnotes: lines that explain a word of the text and say nothing of their own."""

import re

from pipeline.document.document import Document
from pipeline.document.lines import Line
from pipeline.document.readable import readable
from pipeline.reference.milestones import milestones

_NUMBER = re.compile(r"(\d{1,2})\)")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def is_footnote(document: Document, line: Line) -> bool:
    """Whether a line is a note whose mark stands behind a word of the text: DFKI²⁾, 예산현액1)."""
    if document.kinds[line.no - 1] != "note":
        return False
    shown = readable(document.text[line.start : line.end])
    if not milestones().footnote.pattern.search(shown):
        return False
    number = _NUMBER.match(shown)
    if number is None:
        return True
    raised = number[1].translate(_SUPERSCRIPT)
    mark = re.compile(rf"[^\W\d_](?:{raised}[⁾)]|{number[1]}\))")
    return mark.search(document.text) is not None
