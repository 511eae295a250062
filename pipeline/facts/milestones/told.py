"""Which dated words say that something happens, where no heading announces a schedule.

What belongs here: the evidence for a step. What does not: which words go with which date
(`grammar`).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.document.readable import closed
from pipeline.facts.milestones.grammar import Step, read_chain, read_steps
from pipeline.figures.phrase import DateMark, Statement, dated_pairs, inner, is_loose
from pipeline.vocabulary.milestones import milestones

_ASIDE_BEHIND = re.compile(r"\s*[(\[（［][^()\[\]]*[)\]）］]\s*$")
_AMOUNT_BEHIND = re.compile(r"\s*(?:총|약)?\s?[0-9][0-9,.]*\s?[가-힣㎡%]{0,4}(?:으로|로)?$")
_LOOSE_BEHIND = re.compile(r"\s*(?:등|예정|완료|실시|추진|진행|중|및|\*+|식|됨|함)$")
_LABEL = re.compile(r"^([^:：]{2,20}?)\s*(?:[:：]|$)")
_CLOSES = re.compile(r"\s*[)\]]?\s*(?:예정|계획|한)?\s*[)\]]?\s*[.,]?\s*$")
_CLAUSE = re.compile(r"(?:으나|지만|는데|므로|면서|고\s있|어서|도록)[,\s]")
"""Where one clause goes over into another: a sentence of how things are, no step."""
_LONGEST = 90


def told_steps(text: str, dates: tuple[DateMark, ...]) -> list[Step]:
    """The steps of a statement that say themselves that something happens at their date."""
    s = Statement(text, dates)
    label = _LABEL.match(text.lstrip("([ "))
    if label and milestones().is_basis(closed(label[1])):
        return []
    if chain := read_chain(text, dates):
        return chain
    steps = read_steps(text, dates)
    listed = _is_list(s, steps)
    return [step for step in steps if listed or _is_told(s, step)]


def _is_told(s: Statement, step: Step) -> bool:
    date = s.dates[step.date]
    words = step.description.rpartition(" : ")[2]
    if len(step.description) > _LONGEST or _CLAUSE.search(words):
        return False
    label = re.split(r"[:/] ", step.description)[-1].strip("() ")
    if milestones().is_when(closed(label)):
        return date.fine or date.precision == "quarter"
    if milestones().is_basis(closed(step.description.partition(" : ")[0])):
        return False
    if date.precision == "year" and not (_is_bound(s, step.date) or _is_marked(s, step.date)):
        return False
    return happens(words) and _stands_apart(s, step.date)


def happens(words: str) -> bool:
    """Words end with something that happens: 실시설계 완료(시), 조례 개정 등."""
    rest = words.strip()
    while rest:
        if closed(rest).endswith(milestones().happens):
            return True
        shorter = _ASIDE_BEHIND.sub("", rest)
        shorter = _LOOSE_BEHIND.sub("", shorter) if shorter == rest else shorter
        shorter = _AMOUNT_BEHIND.sub("", shorter) if shorter == rest else shorter
        if shorter == rest:
            return False
        rest = shorter.strip()
    return False


def _is_bound(s: Statement, index: int) -> bool:
    """’29년까지, ~’26: until then something is to be reached."""
    mark = s.dates[index]
    shown = s.text[mark.start : mark.end]
    return shown.endswith(milestones().until) or shown[:1] in "~∼～〜"


def _is_marked(s: Statement, index: int) -> bool:
    """A date stands in a bracket of its own, or before or behind a colon."""
    mark = s.dates[index]
    before, behind = s.text[: mark.start].rstrip(), s.text[mark.end :].lstrip()
    return before.endswith(("(", ":", "：")) or behind.startswith((":", "："))


def _stands_apart(s: Statement, index: int) -> bool:
    """A date begins its part of the statement, or stands in a bracket of its own."""
    mark = s.dates[index]
    pair = next((p for p in dated_pairs(s, (0, len(s.text))) if p[0] < mark.start < p[1]), None)
    if pair:
        rest = "".join(s.text[a:b] for a, b in s.without(*inner(pair), [(mark.start, mark.end)]))
        return all(is_loose(word) for word in rest.split())
    before = s.text[: mark.start].rstrip()
    return (
        not before
        or before[-1] in ",:：→⇒⇨➡▹▷‣/*※·;"
        or _CLOSES.match(s.text, mark.end) is not None
    )


def _is_list(s: Statement, steps: Sequence[Step]) -> bool:
    """`해운대구(4월), 강서구(5월)`: everything that is listed has its day or month behind it."""
    pairs = dated_pairs(s, (0, len(s.text)))
    if len(pairs) < 2 or len(steps) < len(pairs):
        return False
    marks = [s.dates[i] for pair in pairs for i in s.inside(*pair)]
    if len(marks) != len(s.dates) or not all(mark.fine for mark in marks):
        return False
    alone = all(
        all(is_loose(w) for a, b in s.without(*inner(p), [(s.dates[i].start, s.dates[i].end)
            for i in s.inside(*p)]) for w in re.split(r"[\s,]+", s.text[a:b]) if w)
        for p in pairs
    )  # fmt: skip
    between = [s.text[a[1] : b[0]] for a, b in pairwise(pairs)]
    return alone and all("," in gap or "·" in gap or "/" in gap for gap in between)
