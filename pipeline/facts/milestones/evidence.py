"""The dated words that say that something happens, where no heading announces a schedule.

What belongs here: the evidence for a step. What does not: which words go with which date
(`grammar`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document.digits import TILDES, YEAR_MARK
from pipeline.document.readable import closed
from pipeline.facts.milestones.events import happens
from pipeline.facts.milestones.grammar import is_figure, is_refined, read_chain, read_steps
from pipeline.facts.milestones.steps import Step, with_their_wholes
from pipeline.facts.milestones.stretches import (
    DateMark,
    Statement,
    Stretch,
    dated_pairs,
    inner,
    is_loose,
)
from pipeline.vocabulary.milestones import milestones

_LABEL = re.compile(r"^([^:：]{2,20}?)\s*(?:[:：]|$)")
_DAY_OF = re.compile(r"(?:예정)?일자?$")
_HEAD = re.compile(r"^\s*[(\[][^()\[\]]*[)\]]\s*$")
_FRAMED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_CLOSES = re.compile(
    r"\s*[)\]]?\s*(?:중|예정|계획|한|限|매주\s[가-힣]요일)?\s*[)\]]?\s*"
    r"(?:\([가-힣 ]{2,6}\))?\s*[.,]?\s*"
    r"(?:$|(?<=,)\s|[/→⇒⇨;]\s)"
)
"""Behind a date that ends its part of a statement."""
_CLAUSE = re.compile(r"(?:으나|지만|는데|므로|면서|고\s있|어서|도록)[,\s]")
"""The joint of two clauses: a sentence of how things are, no step."""
_PARTICLE = re.compile(r"(?:을|를|이|가|은|는|의|에|로|으로|와|과)(?![가-힣])|\s?(?:로|으로)\s")
_SINCE = re.compile(r"\s?(?:이후|이전|대비|기준)")
_MONEY = re.compile(r"[0-9]\s?[조억천백십]*만?\s?원")
_CUT = re.compile(r",\s|;|\s/\s|(?<=\))\s")
_LATER = re.compile(r"\s?(?:중|까지|내|부터)\s[^.,:]{2,30}$")
_PART_BEHIND = re.compile(r"\s[^.,:：()/→⇒]{2,30}(?=$|\s?[,:：(/→⇒])")
_YEAR_PRINTED = re.compile(rf"{YEAR_MARK}\s?[0-9]{{2}}|20[0-9]{{2}}")
_YEARS_OF_OLD = re.compile(rf"(?:19|{YEAR_MARK}[6-9])[0-9]+\s*[{TILDES}]\s*\S")
_RANGE = re.compile(rf"[0-9월일.]\s*[{TILDES}]\s*{YEAR_MARK}?[0-9]")
_DAY_PRINTED = re.compile(r"[0-9]{1,2}\s?[.월]\s?[0-9]{1,2}")
_TIMES = re.compile(r"(?<![0-9.,])([0-9]{1,2})\s?(?:회|차례)\s*$")
"""The number of times that something is held, before the bracket of their dates."""
_LIST_LABEL = re.compile(r"[^:：0-9(]{2,20}[:：]")
_COMMA = re.compile(r",\s")
_LONGEST = 90


def evident_steps(
    text: str, dates: tuple[DateMark, ...], *, of_step: bool = False, of_work: bool = False
) -> list[Step]:
    """The steps of a statement that say themselves that something happens at their date.

    Args:
        dates: its dates, in order, without those that are known to be no step's.
        of_step: what it stands under says that something happens: 종합감사 실시.
        of_work: it stands in a chapter of what is to be done, where a label with a day is a step.
    """
    s = Statement(text, dates)
    label = _LABEL.match(text.lstrip("([ "))
    if label and milestones().is_basis(closed(label[1])):
        return []
    if steps := read_chain(text, dates) or _day_of_event(s):
        return steps
    steps = read_steps(text, dates)
    listed = _listed(s, steps) or _listed_bare(s)
    told = [
        step
        for step in steps
        if step.date in listed
        or _shows_event(s, step, of_step=of_step, of_work=of_work)
        or _is_labelled(s, step, of_work=of_work)
    ]
    return with_their_wholes([_unframe(_up_to_bracket(s, step)) for step in told])


def _unframe(step: Step) -> Step:
    """A label is published without its bracket: (감사기간)."""
    label = _FRAMED.fullmatch(step.description)
    return replace(step, description=label[1]) if label else step


def _up_to_bracket(s: Statement, step: Step) -> Step:
    """`조례가 시행(’24.1.)됨에 따라`: what happens ends at the bracket."""
    pair = _bracket(s, step.date)
    if pair is None or not re.match(r"[가-힣]", s.text[pair[1] :]):
        return step
    before = s.cut(0, pair[0], _CUT)
    return replace(step, description=s.words(before[-1])) if before else step


def _shows_event(s: Statement, step: Step, *, of_step: bool, of_work: bool) -> bool:
    date = s.dates[step.date]
    words = step.description.rpartition(" : ")[2]
    label = closed(re.split(r"[:/] ", step.description)[-1].strip("() "))
    if len(step.description) > _LONGEST or _CLAUSE.search(words) or _is_of_old(s, step):
        return False
    if milestones().is_basis(closed(step.description.partition(" : ")[0])):
        return False
    if milestones().is_when(label):
        return date.fine or date.precision == "quarter"
    if label.partition("(")[0] in milestones().whole_project:
        return False
    pair = _bracket(s, step.date)
    if pair and (_is_alone(s, pair, step.date) or (of_work and _lists_shares(s, pair))):
        return _in_bracket(s, step, pair, words, of_step=of_step)
    return _in_line(s, step, words)


def _day_of_event(s: Statement) -> list[Step]:
    """`개최시기: 10. 17. / 장소: …`, `설립일: 2018. 11. 26. (출범 2019. 3. 4.)`: a label of days.

    What stands behind its day is no part of what happens, but for what a bracket dates.
    """
    label = _LABEL.match(s.text)
    if label is None or s.text[label.end() : s.dates[0].start].strip() or not s.dates[0].fine:
        return []
    name = closed(label[1]).strip("()")
    if "/" in name:
        return []  # 일시/장소 opens the description of an event
    stem = _DAY_OF.sub("", name)
    if not milestones().is_when(name) and (stem == name or not stem.endswith(milestones().happens)):
        return []
    found = [Step(0, s.words(label.span(1)).strip("()"))]
    for index in range(1, len(s.dates)):
        pair = _bracket(s, index)
        words = s.words((pair[0] + 1, s.dates[index].start)) if pair else ""
        if happens(words):
            found.append(Step(index, words))
    return found if len(found) == len(s.dates) else []


def _is_labelled(s: Statement, step: Step, *, of_work: bool) -> bool:
    """`종합 비상훈련 : 연 2회(5월, 10월)`, `진로박람회 : 2025. 9. 18., 시민체육관`.

    The label says what happens; of work, whatever it is called, where its day stands right behind.
    """
    date = s.dates[step.date]
    label, colon, _ = step.description.partition(" : ")
    name = closed(label.strip("() "))
    known = milestones()
    if len(step.description) > _LONGEST or date.precision == "year" or known.is_basis(name):
        return False
    if name in known.whole_project or known.is_when(name) or known.is_general(name):
        return False
    pair = _bracket(s, step.date)
    shown, before = s.text[date.start : date.end], s.text[: date.start].rstrip()
    if of_work and date.fine and shown.endswith("까지") and (pair or happens(step.description)):
        return True
    if pair is None:
        right_behind = before.endswith((":", "："))
        ends = _CLOSES.match(s.text, date.end) is not None
        year = _YEAR_PRINTED.search(shown) is not None
        said = year or date.precision == "day" or _RANGE.search(shown) is not None
        named = happens(label) or (of_work and said and ends and date.fine)
        return (right_behind and named) or (bool(colon) and ends and year and happens(label))
    if not _is_alone(s, pair, step.date):
        return False
    lasts = of_work and date.fine and _RANGE.search(shown) is not None
    return lasts or (bool(colon) and happens(label) and (of_work or date.precision == "day"))


def _is_of_old(s: Statement, step: Step) -> bool:
    """‘95~‘02: the years of something that stands there, and no step of a report."""
    date = s.dates[step.date]
    return date.precision == "year" and bool(_YEARS_OF_OLD.search(s.text[date.start : date.end]))


def _in_bracket(s: Statement, step: Step, pair: Stretch, words: str, *, of_step: bool) -> bool:
    """`개정(’26년)`, `국제포럼(’25.10.)`, and, below what happens, `환경공단(12월)`."""
    date = s.dates[step.date]
    if _SINCE.match(s.text, pair[1]):
        return False
    behind = _PARTICLE.match(s.text, pair[1])
    if happens(s.text[: pair[0]]) or (happens(words) and not behind):
        return date.precision != "year" or not _MONEY.search(s.text, *pair)
    if date.precision == "year":
        return False
    if is_figure(words):
        times = _TIMES.search(s.text, 0, pair[0])
        return times is not None and int(times[1]) == len(s.inside(*pair)) > 1
    shown = s.text[date.start : date.end]
    said = _YEAR_PRINTED.search(shown) or (date.precision == "day" and _DAY_PRINTED.search(shown))
    return bool(said or (of_step and date.fine)) and not behind


def _in_line(s: Statement, step: Step, words: str) -> bool:
    """`’25. 3. : 설계 공모`, `’25.1. 설립허가`, `2월 중 규정 개정 추진`, `’29년까지 확대`."""
    date = s.dates[step.date]
    beside = _beside_colon(s, step.date)
    if date.precision == "year" and not (_is_bound(s, step.date) or beside):
        return False
    if date.fine and not s.text[: date.start].strip() and beside:
        return not is_figure(words)
    apart = _stands_apart(s, step.date) or (date.fine and _LATER.match(s.text, date.end))
    return bool(happens(words) and apart) or _is_amid(s, date)


def _is_amid(s: Statement, date: DateMark) -> bool:
    """`법률 ’26. 3. 27. 시행`, `직무교육 2024. 3. 18. ~ 3. 22. 30명 수료`: a day with its year."""
    shown = s.text[date.start : date.end]
    if date.precision != "day" or not _YEAR_PRINTED.search(shown):
        return False
    before, behind = s.text[: date.start], _PART_BEHIND.match(s.text, date.end)
    return behind is not None and (happens(behind[0]) or happens(before))


def _bracket(s: Statement, index: int) -> Stretch | None:
    start = s.dates[index].start
    return next((p for p in dated_pairs(s, (0, len(s.text))) if p[0] < start < p[1]), None)


def _is_alone(s: Statement, pair: Stretch, index: int) -> bool:
    """A date is all that a bracket holds, or one of the things it lists: (100억원, 10.29.)."""
    mark, (start, end) = s.dates[index], inner(pair)
    before, behind = s.text[start : mark.start].rstrip(), s.text[mark.end : end].lstrip()
    return (not before or before[-1] in ",:：/~·" or _only_loose(before)) and (
        not behind or behind[0] in ",/·)" or _only_loose(behind) or happens(behind)
    )


def _lists_shares(s: Statement, pair: Stretch) -> bool:
    """A bracket lists how much of it is done when: 8대 증차(4월 5대, 9월 3대)."""
    dates = s.inside(*pair)
    ends = [*(s.dates[i].start for i in dates[1:]), pair[1] - 1]
    shares = [s.text[s.dates[i].end : end] for i, end in zip(dates, ends, strict=True)]
    years = any(s.dates[i].precision == "year" for i in dates)
    return len(dates) > 1 and not years and all(is_figure(share.strip(" ,/·")) for share in shares)


def _only_loose(words: str) -> bool:
    return all(is_loose(word) for word in re.split(r"[\s,]+", words) if word)


def _is_bound(s: Statement, index: int) -> bool:
    """’29년까지, ~’26: until then something is to be reached."""
    mark = s.dates[index]
    shown = s.text[mark.start : mark.end]
    return shown.endswith(milestones().until) or shown[:1] in TILDES


def _beside_colon(s: Statement, index: int) -> bool:
    mark = s.dates[index]
    before, behind = s.text[: mark.start].rstrip(), s.text[mark.end :].lstrip()
    alone = before.endswith((":", "：")) and not re.search(r"\w", behind)
    return alone or behind.startswith((":", "："))


def _stands_apart(s: Statement, index: int) -> bool:
    """A date begins its part of the statement, or ends it."""
    mark = s.dates[index]
    before = s.text[: mark.start].rstrip()
    begins = not before or before[-1] in ",:：→⇒⇨➡▹▷‣/*※·;" or _HEAD.match(before) is not None
    return begins or _CLOSES.match(s.text, mark.end) is not None


def _listed(s: Statement, steps: Sequence[Step]) -> frozenset[int]:
    """`해운대구(4월), 강서구(5월)`: everything that is listed has its day or month behind it."""
    pairs = dated_pairs(s, (0, len(s.text)))
    if pairs and pairs[0][0] == 0 and is_refined(s, pairs[0], len(s.text)):
        pairs = pairs[1:]
    if len(pairs) < 2 or len(steps) < len(pairs):
        return frozenset()
    inside = [s.inside(*pair) for pair in pairs]
    if any(len(found) != 1 for found in inside):
        return frozenset()
    listed = frozenset(found[0] for found in inside)
    others = [s.dates[i] for i in s.inside(pairs[0][0], len(s.text)) if i not in listed]
    fine = all(s.dates[i].fine for i in listed)
    if not fine or any(mark.precision != "year" for mark in others):
        return frozenset()
    alone = all(_is_alone(s, p, found[0]) for p, found in zip(pairs, inside, strict=True))
    between = [s.text[a[1] : b[0]] for a, b in pairwise(pairs)]
    parted = all("," in gap or "·" in gap or "/" in gap for gap in between)
    return listed if alone and parted else frozenset()


def _listed_bare(s: Statement) -> frozenset[int]:
    """`추진계획 : 리모델링 3~5월, 모집 6월 초, 개소 7. 1.`: each thing listed ends with its day."""
    colon = _LIST_LABEL.match(s.text)
    parts = s.cut(colon.end() if colon else 0, len(s.text), _COMMA)
    inside = [s.inside(*part) for part in parts]
    if len(parts) < 2 or any(len(found) != 1 for found in inside):
        return frozenset()
    marks = [s.dates[found[0]] for found in inside]
    named = all(
        re.search(r"[가-힣]{2}", s.text[part[0] : mark.start])
        and all(map(is_loose, s.text[mark.end : part[1]].split()))
        for part, mark in zip(parts, marks, strict=True)
    )
    told = sum(happens(s.text[part[0] : m.start]) for part, m in zip(parts, marks, strict=True))
    listed = named and 2 * told >= len(parts) and all(mark.fine for mark in marks)
    return frozenset(found[0] for found in inside) if listed else frozenset()
