"""The grammar of schedules: which words of a statement say what happens at which of its dates.

A pure function of a text and the places of its dates. One step for each date that is printed as
the date of something. A date that only names something (’22년 하반기 계획 수립 : 4월) is none and
stays in the words. What does not belong here: which lines are schedules, and the calendar.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.facts.milestones.steps import (
    Step,
    complete_steps,
    finest_steps,
    step_order,
    tells_step,
    with_their_wholes,
)
from pipeline.facts.milestones.stretches import (
    DateMark,
    Statement,
    Stretch,
    dated_pairs,
    inner,
    is_loose,
    only_dates,
    remarks,
)
from pipeline.vocabulary.milestones import milestones
from pipeline.vocabulary.signs import arrow_sign

_LONGEST = 4000
"""Letters of a statement of steps; a whole plan in one cell of a table has 900."""
_COLON = re.compile(r"[:：](?![0-9])|\t+")
_LIST = re.compile(r",(?!\s?[0-9]{3}(?![0-9]))|;|\s/\s?|/\s|\s[·ㆍ]\s")
_SLASH = re.compile(r"\s?/\s?")
_APART = re.compile(r";|\s/\s")
"""Signs between whole steps, whose words may be lists themselves."""
_ARROW = arrow_sign()
_HEAD = re.compile(r"[\s\u3000]*(?=[(\[【「])")
_JOINED = re.compile(r"^(?:및|와|과|후|중|중순경?|경|내)\s")
_ASIDE_BEHIND = re.compile(r"(?<=[^\s])\s*[(\[（［][^()\[\]]*[)\]）］]\s*$")
_LOOSE_FIRST = re.compile(rf"^(?:{'|'.join(milestones().loose)})\s*[/,]\s*")


def read_steps(text: str, dates: tuple[DateMark, ...]) -> list[Step]:
    """Every step of a statement, in the order of the dates; parts behind their whole.

    Args:
        dates: its dates, in order, without those that are known to be no step's.
    """
    if len(text) > _LONGEST:
        return []
    s = Statement(text, dates)
    found = [
        replace(step, description=step.description.strip(" :"))
        for step in _steps(s, 0, len(text), "")
        if step.part_of is None or tells_step(s, step.date)
    ]
    found = finest_steps(s, found)
    told = with_their_wholes([step for step in found if step.description])
    return sorted(told, key=step_order)


def is_date_alone(text: str, date: DateMark) -> bool:
    """True when a statement has one date and says nothing about it."""
    return only_dates(Statement(text, (date,)), 0, len(text))


def read_chain(text: str, dates: tuple[DateMark, ...]) -> list[Step]:
    """The steps of a statement that is a dated chain, otherwise none.

    A chain has arrows and at least two parts with dates, and none of them is a figure: 목표 100개사
    ('22) ⇒ 150개사('23) is a series. A label may stand before it.
    """
    if len(text) > _LONGEST:
        return []
    s, start = Statement(text, dates), 0
    arrows = s.places(0, len(text), _ARROW)
    labels = [c for c in s.places(0, len(text), _COLON) if arrows and c[0] < arrows[0][0]]
    if labels and not s.inside(0, labels[0][0]):
        start = labels[0][1]
    parts = [part for part in s.cut(start, len(text), _ARROW) if s.inside(*part)]
    if len(parts) < 2:
        return []
    steps = read_steps(text, dates)
    in_parts = {i for part in parts for i in s.inside(*part)}
    series = any(is_figure(s.words(*s.without(*p, _places(s, p)))) for p in parts)
    if series or {step.date for step in steps} != in_parts:
        return []
    return steps


def _steps(s: Statement, start: int, end: int, prefix: str) -> Iterator[Step]:
    yield from complete_steps(_steps_of_part(s, start, end, prefix), prefix)


def _steps_of_part(s: Statement, start: int, end: int, prefix: str) -> Iterator[Step]:
    for mark in (_ARROW, _APART, _LIST):
        parts = s.cut(start, end, mark)
        if len(parts) > 1 and any(
            all(is_whole(s, *part) for part in parts) for is_whole in (_is_complete, _is_announced)
        ):
            for part in parts:
                yield from _steps(s, *part, prefix)
            return
    colons = s.places(start, end, _COLON)
    if not s.inside(start, end):
        return
    if not colons:
        parts = s.cut(start, end, _ARROW)
        for part in parts if _is_chain(s, parts) else [(start, end)]:
            yield from _list(s, *part, prefix)
    elif only_dates(s, start, colons[0][0]):
        yield from _date_first(s, (start, colons[0][0]), (colons[0][1], end), prefix)
    elif only_dates(s, colons[-1][1], end):
        yield from _date_last(s, (start, colons[-1][0]), (colons[-1][1], end), prefix)
    else:
        yield from _labelled_steps(s, (start, colons[0][0]), (colons[0][1], end), prefix)


def _is_complete(s: Statement, start: int, end: int) -> bool:
    """A part that has its own words, colon and date: `A : 3월` in `A : 3월 / B : 4월`."""
    colons = s.places(start, end, _COLON)
    return bool(colons) and only_dates(s, colons[-1][1], end)


def _is_announced(s: Statement, start: int, end: int) -> bool:
    """A part that begins with its own date and colon: `3월 : A` in `3월 : A / 4월 : B`."""
    colons = s.places(start, end, _COLON)
    return bool(colons) and only_dates(s, start, colons[0][0])


def _is_chain(s: Statement, parts: list[Stretch]) -> bool:
    dated = [part for part in parts if s.inside(*part)]
    if len(dated) != 1:
        return len(dated) > 1
    # 공모(3월) → 심사: the date belongs to what stands before the arrow
    return dated[0] != parts[-1] and s.text[: dated[0][1]].rstrip().endswith((")", "]"))


def _places(s: Statement, within: Stretch) -> list[Stretch]:
    """The dates of a stretch, with the brackets that hold nothing else."""
    places = []
    for index in s.inside(*within):
        date = s.dates[index]
        pair = s.around(date.start, *within)
        place = pair if pair and only_dates(s, pair[0], pair[1]) else (date.start, date.end)
        if place not in places:
            places.append(place)
    return places


def is_figure(words: str) -> bool:
    """Words end with a figure, in brackets or before them: how many, not what happens."""
    return milestones().figure.pattern.search(_ASIDE_BEHIND.sub("", words)) is not None


def _date_first(s: Statement, dates: Stretch, rest: Stretch, prefix: str) -> Iterator[Step]:
    """`’22. 4월 : A / B`: one step, however many things are named; their own dates are parts."""
    first, *others = s.inside(*dates)
    for index in (first, *others):
        yield Step(index, prefix + s.words(rest))
    for step in _steps(s, *rest, prefix):
        yield replace(step, part_of=first)


def _date_last(s: Statement, head: Stretch, tail: Stretch, prefix: str) -> Iterator[Step]:
    """`A : 3월(여성복) / 6월(남성복)`, `A / B : 2. 16 / 2. 25`."""
    dates = s.inside(*tail)
    beside = remarks(s, tail, dates)
    alternatives = s.cut(*head, _SLASH)
    if len(dates) == len(alternatives) > 1 and not any(beside):
        for index, stretch in zip(dates, alternatives, strict=True):
            yield Step(index, prefix + s.words(stretch))
        return
    for index, remark in zip(dates, beside, strict=True):
        yield _step(index, prefix + s.words(head), remark)
    yield from _parts(s, head, prefix, dates[0])


def _parts(s: Statement, head: Stretch, prefix: str, whole: int) -> Iterator[Step]:
    """Dates in brackets of words that have a date of their own.

    The first part of `서울 스타트업 도쿄(3월), 미국(5월) 등 진출지원 : 3월~` is 도쿄: a word as the
    others are, and what stands around them holds for all.
    """
    pairs = dated_pairs(s, head)
    fine = [p for p in pairs if any(s.dates[i].fine and not s.dates[i].spoken
                                    for i in s.inside(*p))]  # fmt: skip
    name = s.words(*s.without(*head, fine)).replace(" ,", ",")
    begins = [head[0], *(pair[1] for pair in fine)]
    cuts = [s.cut(at, pair[0], _LIST) for at, pair in zip(begins, fine, strict=False)]
    listed = [s.words(cut[-1]) if cut else "" for cut in cuts]
    if len(listed) > 1 and s.words((begins[-1], head[1])) and not any(" " in w for w in listed[1:]):
        listed[0] = listed[0].rpartition(" ")[2]
    for pair, part in zip(fine, listed, strict=True):
        dates = s.inside(*pair)
        for index, remark in zip(dates, remarks(s, inner(pair), dates), strict=True):
            own = remark or part
            yield Step(index, f"{prefix}{name} : {own}" if own else prefix + name, whole)


def _labelled_steps(s: Statement, head: Stretch, tail: Stretch, prefix: str) -> Iterator[Step]:
    """`서울형 R&D : 공모(3~5월), 선정평가(6~7월)`, `교육생 모집(4월) : 100명`."""
    bracketed = dated_pairs(s, head)
    if not s.inside(*tail):
        steps = list(_list(s, *head, prefix))
        if bracketed or any(s.dates[step.date].fine for step in steps):
            yield from steps[:-1]
            for last in steps[-1:]:
                yield replace(last, description=f"{last.description} : {s.words(tail)}")
        return  # a bare year only names what is stated: '23년 예산 : …
    if bracketed:
        yield from _list(s, *head, prefix)
    name = s.words(*s.without(*head, bracketed))
    yield from _steps(s, *tail, f"{prefix}{name} : ")


def _list(s: Statement, start: int, end: int, prefix: str) -> Iterator[Step]:
    """`(R&D 지원) 공고(3월), 기업 선정(~6월)`: elements, with the head that holds for all."""
    head = _HEAD.match(s.text, start, end)
    pair = s.around(head.end(), start, end) if head else None
    headed = pair is not None and s.text[pair[1] : end][:1].isspace()
    if pair and headed and not s.inside(*pair):
        prefix, start = f"{prefix}{s.words(pair)} ", pair[1]
    elif pair and headed and is_refined(s, pair, end):
        start = pair[1]
    groups = _groups(s, s.cut(start, end, _LIST))
    yield from complete_steps((p for group in groups for p in _element(s, *group, prefix)), prefix)


def is_refined(s: Statement, pair: Stretch, end: int) -> bool:
    """`[1분기] 공모(2월), 모집(~3월)`: the days of the steps say more than the part of the year."""
    steps = [s.dates[i] for i in s.inside(pair[1], end) if s.dates[i].fine]
    bracketed = all(s.around(date.start, pair[1], end) for date in steps)
    return bool(steps) and bracketed and not any(s.dates[i].fine for i in s.inside(*pair))


def _groups(s: Statement, elements: list[Stretch]) -> Iterator[Stretch]:
    """Elements with the undated ones that go with them: those before, or behind `3월 공고`."""
    dated = [n for n, element in enumerate(elements) if s.inside(*element)]
    if not dated:
        return
    leads = all(_begins_with_date(s, *elements[n]) for n in dated)
    for number, n in enumerate(dated):
        if leads:
            until = dated[number + 1] if number + 1 < len(dated) else len(elements)
            yield elements[n][0], elements[until - 1][1]
            continue
        first = dated[number - 1] + 1 if number else 0
        while first < n and is_figure(s.words(elements[first])):
            first += 1  # 7,147명, 모집·선발(12월): how many, not what
        yield elements[first][0], elements[n][1]


def _begins_with_date(s: Statement, start: int, end: int) -> bool:
    first = s.dates[s.inside(start, end)[0]]
    pair = s.around(first.start, start, end)
    at = pair[0] if pair and not re.search(r"\w", s.text[pair[0] : first.start]) else first.start
    return not re.search(r"\w", s.text[start:at])


def _element(s: Statement, start: int, end: int, prefix: str) -> Iterator[Step]:
    pairs = dated_pairs(s, (start, end))
    if pairs and _begins_with_date(s, start, end):
        marks = [(s.inside(*p), p) for p in pairs]
    elif pairs:
        yield from _bracketed_steps(s, start, end, prefix, pairs)
        return
    else:
        bare = _telling(s, s.inside(start, end))
        marks = [([i], (s.dates[i].start, s.dates[i].end)) for i in bare]
    first = not re.search(r"\w", s.text[start : marks[0][1][0]])
    for number, (dates, place) in enumerate(marks):
        before = marks[number - 1][1][1] if number else start
        after = marks[number + 1][1][0] if number + 1 < len(marks) else end
        own = (place[1], after) if first else (before, place[0])
        words = [own] if first or number + 1 < len(marks) else [own, (place[1], end)]
        beside = remarks(s, inner(place), dates) if len(dates) > 1 else [""]
        for index, remark in zip(dates, beside, strict=True):
            yield from _step_unless_figure(s, index, prefix, _plain(s.words(*words)), remark)


def _bracketed_steps(
    s: Statement, start: int, end: int, prefix: str, pairs: list[Stretch]
) -> Iterator[Step]:
    """`공모(3월) 및 심사(4월)`: the words before each bracket; behind the last, they go with it."""
    telling = _telling(s, [i for pair in pairs for i in s.inside(*pair)])
    pairs = [p for p in pairs if set(s.inside(*p)) & set(telling)]
    at = start
    for pair in pairs:
        stretches = [(at, pair[0])] + ([(pair[1], end)] if pair == pairs[-1] else [])
        dates = s.inside(*pair)
        for index, remark in zip(dates, remarks(s, inner(pair), dates), strict=True):
            yield from _step_unless_figure(s, index, prefix, _plain(s.words(*stretches)), remark)
        at = pair[1]


def _telling(s: Statement, dates: list[int]) -> list[int]:
    """The dates that tell when: beside a finer one, a year or spoken half only names things."""
    fine = [i for i in dates if s.dates[i].fine]
    printed = [i for i in dates if not s.dates[i].spoken]
    parts = [i for i in printed if s.dates[i].precision != "year" or _is_in_bracket(s, i)]
    return fine or parts or printed or dates


def _is_in_bracket(s: Statement, index: int) -> bool:
    return s.around(s.dates[index].start, 0, len(s.text)) is not None


def _step_unless_figure(
    s: Statement, index: int, prefix: str, words: str, remark: str
) -> Iterator[Step]:
    date = s.dates[index]
    is_share = date.precision != "year" and is_figure(remark)  # 300대(상반기 200대, …)
    if date.fine or is_share or not is_figure(words):
        yield _step(index, prefix + words if words else prefix.rstrip(" :"), remark)


def _step(index: int, words: str, remark: str) -> Step:
    return Step(index, f"{words} ({remark})" if remark and words else words or remark)


def _plain(words: str) -> str:
    """Words without the one that joins them to those before, and without loose ones alone."""
    joined = _LOOSE_FIRST.sub("", _JOINED.sub("", words))
    return "" if all(map(is_loose, joined.split())) else joined
