"""Steps told in sentences: `서비스를 ’25.3월 본사업으로 전환하고, 앱을 9월까지 고도화하겠습니다`.

What belongs here: which clause of a sentence says what happens at which of its dates. What does
not: steps listed without verbs (`grammar`), which statements are asked (`reader`).
"""

import re
from collections.abc import Sequence

from pipeline.document.readable import closed
from pipeline.facts.milestones.steps import Step
from pipeline.facts.milestones.stretches import DateMark, Statement, Stretch
from pipeline.vocabulary.milestones import milestones

_PROSE = re.compile(r"니다|(?:한|된|했|였|됐|었)다\.")
_TO_COME = r"(?:하|되)겠[가-힣]*|(?:할|될)\s?(?:예정|계획|방침)[가-힣]*"
_VERB = re.compile(
    rf"(?P<to_come>{_TO_COME})|(?:하|되)(?:고|며|여|어|였[가-힣]*|면서)|해|돼|했[가-힣]*|됐[가-힣]*"
    r"|(?:합|됩)니다|(?:한|된)다",
)
_ENDS = re.compile(r"(?:\s|[,.(（]|$)")
_PARTICLE = re.compile(r"\s?(?:에는|에|중에|중|내에|내|경)(?=\s)")
_SENTENCE_END = re.compile(r"다\.\s*")
_TOPIC = re.compile(r"([^,.\n]{2,60}?)(?:이|가|은|는)\s")
"""Of what a sentence speaks, where a later clause leaves it out."""
_LONGEST = 90
"""Letters of a clause that tells a step."""


def is_prose(text: str) -> bool:
    """Whole sentences with their verbs."""
    return _PROSE.search(text) is not None


def told_in_sentences(text: str, dates: tuple[DateMark, ...], listed: Sequence[Step]) -> list[Step]:
    """One step for each date whose clause ends in a verb of something that happens.

    Args:
        listed: the steps that the text would tell as a list; one whose date is in brackets stays
            where no verb tells it: `이사회 의결(3월) 후 계약을 체결하고(2분기)`.
    """
    s = Statement(text, dates)
    clauses = _clauses(s)
    told = [_step(s, index, clauses) for index in range(len(dates))]
    verbs = [verb for step, verb in filter(None, told) if dates[step.date].precision != "year"]
    found = {
        step.date: step
        for step, verb in filter(None, told)
        if dates[step.date].precision != "year" or verb not in verbs
    }
    for step in listed:
        pair = s.around(dates[step.date].start, 0, len(text))
        if step.date not in found and pair is not None:
            begin = max((end for _, end, _ in clauses if end <= pair[0]), default=0)
            words = _words(s, (begin, pair[0]), [])
            if words and _names_event(words):
                found[step.date] = Step(step.date, words)
    return [found[index] for index in sorted(found)]


def _names_event(words: str) -> bool:
    """Words end with something that happens."""
    return len(words) <= _LONGEST and closed(words).endswith(milestones().happens)


def _clauses(s: Statement) -> list[tuple[int, int, bool]]:
    """The end of the stem of each verb of a text, the verb, and true if it is to come.

    A line may end anywhere in a word.
    """
    places = [at for at, letter in enumerate(s.text) if letter not in "\r\n"]
    joined = "".join(s.text[at] for at in places)
    found = []
    for match in _VERB.finditer(joined):
        stem = joined[max(match.start() - 12, 0) : match.start()]
        start, end = places[match.start()], places[match.end() - 1] + 1
        is_last = end == len(s.text) or s.text[end] in "\r\n" or _ENDS.match(s.text, end)
        if is_last and re.search(r"[가-힣]$", stem) and s.around(start, 0, len(s.text)) is None:
            found.append((start, end, match["to_come"] is not None))
    return found


def _step(
    s: Statement, index: int, clauses: list[tuple[int, int, bool]]
) -> tuple[Step, int] | None:
    """The step of a date, and where its verb begins."""
    date = s.dates[index]
    pair = s.around(date.start, 0, len(s.text))
    if pair is None:
        verb = next((c for c in clauses if c[0] >= date.end), None)
        begin = max((end for _, end, _ in clauses if end <= date.start), default=0)
        particle = _PARTICLE.match(s.text, date.end)
        holes = [(date.start, particle.end() if particle else date.end)]
    else:
        before = [c for c in clauses if c[1] <= pair[0]]
        verb = (
            before[-1] if before and not s.text[before[-1][1] : pair[0]].strip(" .\r\n") else None
        )
        if verb is None and re.match(r"하|되", s.text[pair[1] :]):
            verb = (pair[0], pair[0], False)
        begin = max((end for _, end, _ in before if verb and end < verb[0]), default=0)
        holes = []
    if verb is None or (date.precision == "year" and not verb[2]):
        return None
    words = _words(s, (begin, verb[0]), holes)
    if " " not in words and (topic := _TOPIC.match(s.text, _sentence_start(s, begin))):
        words = f"{topic[1]} {words}"
    told = _names_event(words) or (verb[2] and 0 < len(words) <= _LONGEST)
    return (Step(index, words), verb[0]) if told else None


def _sentence_start(s: Statement, at: int) -> int:
    """The beginning of the sentence of a clause."""
    ends = [m.end() for m in _SENTENCE_END.finditer(s.text, 0, at)]
    return ends[-1] if ends else 0


def _words(s: Statement, clause: Stretch, holes: list[Stretch]) -> str:
    """The words of a clause without its date, and without what other brackets date."""
    dated = [p for p in s.brackets if clause[0] <= p[0] and p[1] <= clause[1] and s.inside(*p)]
    return s.words(*s.without(*clause, sorted([*holes, *dated]))).lstrip(".) ")
