"""Distinctions between figures of one statement whose words are the same.

What belongs here: what they count, and what they are measured against. What does not: the words
beside each (`reading`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document.readable import closed
from pipeline.figures.quantity import Quantity
from pipeline.figures.said import Said
from pipeline.figures.tree import Place
from pipeline.vocabulary.meaning import meaning
from pipeline.vocabulary.outcomes import outcomes
from pipeline.vocabulary.signs import any_of, signs
from pipeline.vocabulary.units import modifiers

_AGAINST = re.compile(r"\s*(?:보다|대비)\s*(?:실적\s*)?")
_TIMES = re.compile(rf"\s?{any_of(signs().times)}\s?")
_AREA = "sqm"
_MULTIPLES = "천만백억"


def tell_apart(said: dict[int, Said], shown: Sequence[Quantity]) -> None:
    """Name what figures of one statement count where nothing else tells them apart.

    시직장운동경기부 6종목 7팀 52명: 종목, 팀 and 인원; 3,050백만원 집행(63.5%): 비율.
    """
    for bare in (False, True):
        for places in _group_by_label(said, bare=bare):
            for place, name in _names(places, said, shown).items():
                told = said[place]
                if name not in " ".join(told.label):
                    said[place] = replace(told, counted=name)


def _group_by_label(said: Mapping[int, Said], *, bare: bool) -> list[list[int]]:
    """Figures of one label; of one but for the noun of their counters."""
    same: dict[tuple[str, ...], list[int]] = {}
    for place, what in said.items():
        label = (tuple(filter(None, what.bare)) if bare else ()) or what.label
        same.setdefault((*what.lead, *label), []).append(place)
    return list(same.values())


def _names(
    places: Sequence[int], said: Mapping[int, Said], shown: Sequence[Quantity]
) -> dict[int, str]:
    """The things that figures of one label count, if these differ."""
    label = said[places[0]].label
    if label and closed(label[-1]).endswith(meaning().measure_heading):
        return {}
    counted = {place: name for place in places if (name := _counted_things(shown[place]))}
    told = counted if len(set(counted.values())) > 1 else {}
    return {**told, **_shares(places, said, shown)}


def _shares(
    places: Sequence[int], said: Mapping[int, Said], shown: Sequence[Quantity]
) -> dict[int, str]:
    """The percentages among figures of other units that are called the same."""
    units = {shown[place].unit for place in places}
    label = said[places[0]].label
    changed = label and label[-1].endswith((*modifiers().up, *modifiers().down))
    if not label or changed or units <= {"percent", "percentage_point", None}:
        return {}
    name = outcomes().counts("percent", None) or ""
    return {
        place: name
        for place in places
        if shown[place].unit == "percent" and not shown[place].direction
    }


def _counted_things(quantity: Quantity) -> str | None:
    """The things its unit counts; nothing for shares, measures and spans of time."""
    per = any(word.endswith("당") for word in (quantity.modifier or "").split())
    if per or quantity.unit is None or quantity.unit in meaning().uncounted:
        return None
    name = outcomes().counts(quantity.unit, quantity.unit_raw)
    name = name and (name.lstrip(_MULTIPLES) or name)
    return name if name and name.isalpha() and not name.isascii() and name[0] != "개" else None


def find_bases(
    text: str, said: Mapping[int, Said], shown: Sequence[Quantity], places: Sequence[Place]
) -> dict[int, str]:
    """The bases of changes and shares: 목표 대비 of 목표 80명 대비 88명(110%)."""
    found: dict[int, str] = {}
    for index in range(len(places)):
        told, quantity = said.get(index), shown[index]
        if told is None or not (quantity.unit == "percent" or quantity.direction):
            continue
        base = _base(text, places, index)
        if base is None and told.whole is not None and told.whole == index - 1:
            base = _base(text, places, told.whole)
        if base is not None and (name := _name(said.get(base), shown[base], told)):
            found[index] = f"{name} 대비"
    return found


def _name(base: Said | None, quantity: Quantity, told: Said) -> str:
    """The name of the base: 목표, or the last part of its label that is no part of the other."""
    aims = [word for word in (quantity.modifier or "").split() if word in meaning().plan]
    own = [part for part in (base.label if base else ()) if part not in told.label]
    return "".join(aims[:1] or own[-1:])


def factors(
    text: str, said: dict[int, Said], shown: Sequence[Quantity], places: Sequence[Place]
) -> None:
    """Name what is multiplied: 단가, 기간 and 인원 of 인건비 36백만원(300만원×6개월×2명)."""
    times = [
        _TIMES.fullmatch(text[one.end : other.start]) is not None for one, other in pairwise(places)
    ]
    for index, quantity in enumerate(shown):
        told = said.get(index)
        if told is None or not any(times[max(index - 1, 0) : index + 1]):
            continue
        name = meaning().factor.get(quantity.unit or "")
        if name and told.label and not closed(told.label[-1]).endswith(name):
            said[index] = replace(told, counted=name)


def areas(said: dict[int, Said], shown: Sequence[Quantity]) -> None:
    """Name the area that stands beside a place: 위치 : 자양동 2-6, 총 3,500㎡."""
    for index, told in said.items():
        place = told.label and closed(told.label[-1]) in meaning().places
        if place and shown[index].unit == _AREA:
            said[index] = replace(told, counted=outcomes().counts(_AREA, None) or "")


def _base(text: str, places: Sequence[Place], index: int) -> int | None:
    """The figure right before, where nothing but 대비 stands between."""
    if not index or not _AGAINST.fullmatch(text[places[index - 1].end : places[index].start]):
        return None
    return index - 1
