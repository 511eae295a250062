"""Dates that are printed over the end of a line: 8. 4. ~ / 8. 22., 4/4 / 분기, 10 / 월, ’27. / 하.

What belongs here: the evidence that the next line goes on with a date. What does not: which days a
date covers (`date_grammar`, `date_values`).
"""

import re

from pipeline.document.digits import TILDES, YEAR_MARK, YEAR_MARKS
from pipeline.document.document import Document

_POINT = rf"[{YEAR_MARKS}]?[0-9]{{1,4}}\s?[.년월]"
_YEAR = rf"(?:{YEAR_MARK}[0-9]{{2}}|(?<![0-9])20[0-9]{{2}})\s?[.년]"
_GOES_ON = re.compile(
    rf"(?:[0-9.월일)]\s?[{TILDES}][ ]?\n\s*(?={_POINT}\s?[0-9월~)])"
    rf"|{_YEAR}\s?\n\s*(?=[0-9]{{1,2}}(?:월|\.\s?[,)~]))"
    r"|(?<![0-9.,/])(?:1[0-2]|[1-9])\n\s*(?=월(?![가-힣]))"
    rf"|{_YEAR}\n\s*(?=(?:상|하|上|下|[상하]반기)\s?[)~,])"
    rf"|[0-9.월일)]\n\s*(?=[{TILDES}]\s?{_POINT})"
    r"|\((?:1[0-2]|[1-9])\.\n\s*(?=[0-9]{1,2}\.\s?[~,)])"
    r"|(?<![0-9.,/])[1-4]/4\n\s*(?=분기))"
)
_TEXT = ("paragraph", "item", "heading", "note")


def with_dates_whole(document: Document) -> str:
    """The text of a document, with a space for each end of a line inside a date."""
    if not document.source.wraps:
        return document.text
    return _GOES_ON.sub(lambda found: _on_one_line(document, found), document.text)


def _on_one_line(document: Document, found: re.Match[str]) -> str:
    """The break of a line of text, above one without a mark, as spaces."""
    above = document.kinds[document.line_at(found.start()) - 1]
    below = document.kinds[document.line_at(found.end()) - 1]
    is_text = above in _TEXT and below == "paragraph"
    return re.sub(r"\s", " ", found.group()) if is_text else found.group()
