"""What a statement speaks of: its topic (… 지원은 412명이 이용), and words that are said of one.

What belongs here: finding topics and handing them on. What does not: the words beside a figure
(`reading`).
"""

import re
from collections.abc import MutableMapping, Sequence
from dataclasses import replace

from pipeline.document.readable import closed
from pipeline.figures.said import Said
from pipeline.figures.tree import Node
from pipeline.figures.wording import clean, is_vague
from pipeline.vocabulary.meaning import meaning

_TOPIC = re.compile(r"(?P<name>[^,;:()]*?[가-힣A-Za-z0-9])(?P<particle>은|는)\s")
_SHORTEST, _LONGEST = 3, 40
"""Letters of a topic."""
_LONGEST_ASPECT = 5
"""Letters of a word that alone is said of a topic before it: 판매소."""
_SYLLABLES, _ENDS = 0xAC00, 28


def add_topics(text: str, nodes: Sequence[Node], said: MutableMapping[int, Said]) -> None:
    """Lead each figure of a sentence by its topic, if its own words do not say it.

    긴급주거지원은 17개 시·도로 확대되어 412명이 이용: the second figure is of 긴급주거지원 too.

    Args:
        said: the words of each figure, by its index; those of some are replaced.
    """
    topic, begins = "", True
    for node in nodes:
        if node.kind == "words" and begins:
            topic = _topic(text[node.start : node.end]) or topic
        elif node.kind == "figure" and topic and (told := said.get(node.index)):
            known = closed(" ".join((*told.lead, *told.label)))
            if closed(topic) not in known:
                said[node.index] = replace(told, lead=(topic, *told.lead))
        begins = node.kind == "mark"


def _topic(words: str) -> str:
    """The name before 은 or 는 at the beginning of a sentence; 참여하는 and 높은 are none."""
    match = _TOPIC.match(words)
    if match is None or match["name"].endswith(meaning().stems):
        return ""
    before = match["name"][-1]
    if "가" <= before <= "힣":
        closes = (ord(before) - _SYLLABLES) % _ENDS > 0
        if closes != (match["particle"] == "은"):
            return ""
    name = clean(match["name"])
    return name if _SHORTEST <= len(name) <= _LONGEST and not is_vague(name) else ""


def is_aspect(own: str) -> bool:
    """What is done, one short word, or who or what comes of it: 이용, 판매소, 관광객 방문."""
    named = [word for word in own.split() if not is_vague(word)]
    if not named:
        return True
    said = meaning().is_said_of_another(closed(named[0]))
    alone = own == named[0] and len(own) <= _LONGEST_ASPECT
    return len(named) == 1 and (alone or said)
