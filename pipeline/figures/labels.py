"""What a figure measures: the nearest words before it on its line, in its list or its cell.

What belongs here: finding these words. What does not: headings of tables (`surroundings`).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from pipeline.document.document import Document
from pipeline.document.readable import readable
from pipeline.figures.date_values import DateSpan
from pipeline.figures.modifiers import words_before
from pipeline.figures.scan import Signed
from pipeline.figures.shared_units import Share, open_parenthesis
from pipeline.vocabulary.markers import markers
from pipeline.vocabulary.units import modifiers

# A label ends at a comma that stands in no number, an arrow, a sum, a slash between words.
_CUT = re.compile(
    r"(?<![0-9]),|,(?![0-9])|[;→⇒⇨➡+✕×✚=▲▶>＞]|\s[/·]\s|/(?=\s)|\t|\s[-○※□·] |[○※□]\s"
)
_COLON = re.compile(r"\s*[:：]\s*")
_TAG = re.compile(r"<[^<>]*>")
_EDGE = " \t\u3000'’‘`\"“”.,:：/·‧∙․▸▶▲↑↓‣⇨⇒→-－–~∼※✓✔*○◦ㅇ□◇◆◈❖●◎■▪◾•▷▹►➢\uf000①②③④⑤⑥⑦⑧⑨➀➁➂➃☞"
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:은|는|을|를|에서|에|으로|(?<!도)(?<!활주)로)$")
_LEFT_OVER = re.compile(
    r"^(?:[을를의이가은는에로과와도]|에서|으로|또는|및|중|간|당)\s+|^(?:또는|및)\s*|^(?:[을를의이가은는에로과와도]|에서|으로|부터|까지|중|이중|대비|가운데)$|^(?:부터|까지)\s"
)
_REST_OF_DATE = re.compile(r"^[년월일]\s*(?:기준)?(?:\s|$)")
_WORD = re.compile(r"[^\W_]")
_SUMMED_UP = re.compile(r"\s*[^\s,()]+\s등\s+(?=\S)")
_LONGEST = 40


class Labels:
    """Finds the label of each amount of a document; earlier amounts lend theirs to later ones."""

    def __init__(self, document: Document, amounts: Sequence[Signed], shares: Sequence[Share],
                 dates: Sequence[DateSpan]) -> None:  # fmt: skip
        self._document, self._amounts, self._shares = document, amounts, shares
        self._ends = [(signed.amount.end, number) for number, signed in enumerate(amounts)]
        self._dates = [(date.char_start, date.char_end) for date in dates]
        self._found: list[str | None] = []

    def all(self, start_of: Sequence[int]) -> list[str | None]:
        """The label of every amount; `start_of` is where its line or cell begins."""
        for index, signed in enumerate(self._amounts):
            self._found.append(self._label(index, signed, start_of[index]))
        return self._found

    def _label(self, index: int, signed: Signed, line_start: int) -> str | None:
        share = self._shares[index]
        before = index - 1 if index and self._ends[index - 1][0] > line_start else None
        if share.part in ("high", "to", "ratio") and before is not None:
            return self._found[before]
        text = self._document.text
        _, at = words_before(text, signed.start, line_start)
        opened = open_parenthesis(self._document, signed.start, signed.line)
        if opened is not None and opened >= line_start:
            own = self._clean(max(opened + 1, self._floor(before, opened)), at)
            if share.head is not None:
                return _joined(self._found[share.head], own)
            if own is None and before is not None and self._ends[before][0] > opened:
                return self._lent(before, signed.start)
            return own or self._of_parenthesis(before, opened, line_start)
        own = self._clean(self._floor(before, line_start), at)
        return own or self._lent(before, signed.start)

    def _lent(self, before: int | None, at: int) -> str | None:
        """The label of the amount before, or of the one whose parenthesis that stands in.

        What only describes the thing before, 연관된 25개 국제기구, says nothing of the next one.
        """
        if before is None:
            return None
        text, end = self._document.text, self._ends[before][0]
        between = text[end:at]
        opened = text.rfind("(", 0, end)
        if between.count(")") > between.count("(") and opened >= 0:
            head = next((n for n in reversed(range(before)) if self._ends[n][0] <= opened), None)
            if head is not None and not text[self._ends[head][0] : opened].strip():
                before = head
        label = self._found[before]
        return None if label and label.endswith(modifiers().adnominal) else label

    def _floor(self, before: int | None, begin: int) -> int:
        """A label does not reach over the amount before it."""
        return begin if before is None else max(begin, self._ends[before][0])

    def _of_parenthesis(self, before: int | None, opened: int, line_start: int) -> str | None:
        """A parenthesis explains the amount or the words right before it."""
        while before is not None and self._ends[before][0] > opened:
            before = before - 1 if before else None
        if before is not None and self._ends[before][0] > line_start:
            between = self._document.text[self._ends[before][0] : opened]
            if not between.strip(" ↑↓"):
                return self._found[before]
        return self._clean(self._floor(before, line_start), opened)

    def _clean(self, start: int, end: int) -> str | None:
        """The last phrase of a stretch of text, without marks, dates and what is cut off."""
        piece = self._without_dates(start, end)
        cut = 0
        for match in _CUT.finditer(piece):
            head = piece[: match.start()]
            if head.count("(") <= head.count(")") and not _is_listed(piece, cut, match):
                cut = match.end()
        parts = _COLON.split(piece[cut:])
        shown = (_bare(part) for part in reversed(parts))
        found = next((part for part in shown if part), None)
        if found is None and cut:  # nothing but marks behind the comma: the words before the colon
            parts = _COLON.split(piece[:cut])
            return _bare(parts[0]) if len(parts) > 1 else None
        return found

    def _without_dates(self, start: int, end: int) -> str:
        """The text with its dates and tags blanked out."""
        piece = self._document.text[start:end]
        first = bisect_left(self._dates, (start, 0))
        for date_start, date_end in self._dates[first:]:
            if date_start >= end:
                break
            blank = " " * (min(date_end, end) - date_start)
            piece = piece[: date_start - start] + blank + piece[date_start - start + len(blank) :]
        return _TAG.sub("\t", piece)


def _is_listed(piece: str, begin: int, cut: re.Match[str]) -> bool:
    """Whether a comma stands between two names of things that 등 sums up: AI, 빅데이터 등 학과."""
    name = _COLON.split(piece[begin : cut.start()])[-1].strip(_EDGE)
    return (
        cut.group() == ","
        and " " not in name
        and _WORD.search(name) is not None
        and _SUMMED_UP.match(piece, cut.end()) is not None
    )


def _joined(head: str | None, own: str | None) -> str | None:
    return f"{head} / {own}" if head and own else own or head


@cache
def _modifiers_ahead() -> re.Pattern[str]:
    """Words that belong to the amount before the phrase: 미만의 중소기업."""
    words = "|".join(re.escape(word) for word in modifiers().after)
    return re.compile(rf"^(?:(?:{words})(?:의? |$))+")


def _bare(phrase: str) -> str | None:
    """Readable words without marks, asides at the end and what hangs over from the left."""
    phrase = readable(phrase).strip(_EDGE)
    if phrase[:1] in markers().kinds and phrase[1:2] == " ":
        phrase = phrase[1:].strip(_EDGE)  # a mark that is a letter: ㅇ
    while phrase[:1] in (")", "]"):
        phrase = phrase[1:].strip(_EDGE)
    phrase = _REST_OF_DATE.sub("", phrase)
    phrase = _modifiers_ahead().sub("", phrase).strip(_EDGE)
    phrase = _LEFT_OVER.sub("", phrase)
    without = " ".join(_ASIDE.sub(" ", phrase).split()).strip(_EDGE + "()[]")
    asides = [aside.strip("()[] ") for aside in _ASIDE.findall(phrase)]
    shown = without or next((aside for aside in asides if aside), "")
    shown = _PARTICLE.sub("", shown.lstrip("([「『【<〈").rstrip("([<〈").strip(_EDGE))
    if len(shown) > _LONGEST:
        shown = shown[-_LONGEST:].partition(" ")[2] or shown[-_LONGEST:]
    return shown if _WORD.search(shown) else None
