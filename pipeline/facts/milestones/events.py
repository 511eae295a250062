"""Words that end with something that happens: 실시설계 완료(시), 조례 개정 등.

What belongs here: the words alone. What does not: the dates beside them (`evidence`).
"""

import re

from pipeline.document.readable import closed
from pipeline.vocabulary.milestones import milestones

_ASIDE_BEHIND = re.compile(r"\s*[(\[（［][^()\[\]]*[)\]）］]\s*$")
_AMOUNT_BEHIND = re.compile(r"\s*(?:총|약)?\s?[0-9][0-9,.]*\s?[가-힣㎡%]{0,4}(?:으로|로)?$")
_LOOSE_BEHIND = re.compile(r"\s*(?:등|예정|완료|실시|추진|진행|중|및|\*+|식|됨|함)$")
_FIGURES_BEHIND = re.compile(r"\s-\s[^()]*[0-9][^()]*$")
"""Figures of a result: 환급행사 - 환급 3,280명, 5,740만원."""
_LEADERS = " \t\n…‥"
"""Space, and the dots that lead from what happens to its date."""
_SITES = re.compile(r"[0-9]\s?개소$")
"""A number of places, no opening."""


def happens(words: str) -> bool:
    """Words end with something that happens: 실시설계 완료(시), 조례 개정 등."""
    rest = words.strip(_LEADERS)
    while rest:
        if closed(rest).endswith(milestones().happens) and not _SITES.search(rest):
            return True
        shorter = _LOOSE_BEHIND.sub("", _FIGURES_BEHIND.sub("", rest))
        shorter = _AMOUNT_BEHIND.sub("", shorter) if shorter == rest else shorter
        if shorter == rest and (aside := _ASIDE_BEHIND.search(rest)):
            if closed(aside.group().strip(" ()[]（）［］")).endswith(milestones().happens):
                return True
            shorter = rest[: aside.start()]
        if shorter == rest:
            return False
        rest = shorter.strip()
    return False
