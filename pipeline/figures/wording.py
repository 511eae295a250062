"""Words of a statement as a name: without marks, particles and what hangs over at their ends.

What belongs here: cleaning. What does not: which words go with which figure (`reading`).
"""

import re
from functools import cache

from pipeline.document.brackets import PAIRS
from pipeline.document.readable import closed, marks, readable
from pipeline.vocabulary.comparisons import comparisons
from pipeline.vocabulary.meaning import meaning
from pipeline.vocabulary.units import modifiers, units

_EDGE = (
    " \t\r\n\u3000'’‘`´\"“”.,:：;/·‧∙․ㆍ|~∼～-–－―_+=→⇒⇨➡↑↓▲△▴▼▽*†※☞➤➢↳①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺➀➁➂➃➄➊➋➌➍➎"
    + "".join(mark for mark in marks() if not mark.isalnum())
)
_LETTER_MARK = re.compile(rf"^\s*[{''.join(mark for mark in marks() if mark.isalnum())}](?=\s|$)")
_FOOTNOTE = re.compile(
    r"[⁰¹²³⁴-⁹]+[)⁾]|(?<=[가-힣A-Za-z])\*+"
    r"|^\s*[0-9]{1,2}[)⁾](?=\s)|(?<=[가-힣])[0-9]{1,2}[)⁾]\s*$|\s[ㅇ○]\s*$"
)
"""Marks of notes, and numbers of a list, at either end; `예산현액1)` has no bracket to close."""
_EMPTY = re.compile(r"\(\s*[~∼,.\-]?\s*\)|\[\s*\]")
_REST_OF_DATE = re.compile(r"^(?:[년월일]\s*)?(?:말|초|中|중|현재|기준|까지|부터)?(?=[\s)]|$)")
_PARTICLE = re.compile(
    r"(?:(?<=[가-힣]\s[가-힣])(?:은|는)|(?<=[가-힣)\]」』A-Za-z]{2})(?:은|는|을|를|에서|에게|에|으로|(?<=[^도주])로|(?<=[가-힣]{3})[의이가]))$"
)
_VERB_END = re.compile(
    r"(?<=[가-힣]{2})(?:\([^()]*\)\s?)?(?:(?:하였|되었|시켰|했|됐)(?:습니다|으며|으나|고|음|다)|[하되](?:고|며))$"
)
_CLOSED_BEFORE = {"은": True, "을": True, "이": True, "는": False, "를": False, "가": False}
"""Particles, and whether the syllable before them ends in a consonant."""
_SYLLABLES, _ENDS = 0xAC00, 28
"""The first syllable of Unicode; of each 28 in a row the first ends in a vowel."""
_THINGS = ("수", "비", "량")
"""Ends of measures and of things: 가로수, 차량."""
_LAST_BRACKET = re.compile(r"\s*\(([^()]+)\)$")
_LONG, _LONGEST, _MOST = 45, 60, 1000
_HELD = re.compile(r"[^\W_]")
_BASE = re.compile(r"1(?:인|일|개|명)당?")
"""Words for the base of a rate."""
_WORDS = re.compile(r"[\s·‧∙․ㆍ･/]+")


@cache
def _ahead() -> re.Pattern[str]:
    """Words no phrase begins with: particles of the figure before it, its modifiers, joints."""
    particles = "|".join(meaning().particles)
    # 여 alone is a woman (남 120, 여 80); behind digits it is a part of the figure.
    after = (word for word in modifiers().after if word != "여" and not word.startswith("/"))
    bounds = "|".join(map(re.escape, after))
    return re.compile(
        rf"^(?:(?:{particles})(?=\s|$)|(?:{bounds})(?:의|인)?(?=\s|$)|규모(?:의|로)?\s+(?=\S)|및\s|또는\s|등\s|및$|등$)\s*"
    )


def clean(words: str) -> str:
    """The words as a name; empty where nothing is left that names something."""
    words = words[-_MOST:]  # the end of a long phrase is its name
    words = _LETTER_MARK.sub("", words)
    shown = readable(_EMPTY.sub(" ", _FOOTNOTE.sub("", words))).strip(_EDGE)
    before = None
    while before != shown:
        before = shown
        shown = _ahead().sub("", _REST_OF_DATE.sub("", shown, count=1)).strip(_EDGE)
        shown = _behind(_drop_unpaired(shown))
    shown = without_unit(shown)
    if len(shown) > _LONG:
        shown = _shorten(shown)
    shown = _as_noun(shown)
    return shown if _HELD.search(shown) and not is_connective(shown) else ""


def _as_noun(shown: str) -> str:
    """What was done, without the end that makes a sentence of it: 증가하였고, 발간함."""
    if shown.endswith(("함", "됨")) and is_done(shown[:-1]):
        return shown[:-1]
    return _VERB_END.sub("", shown)


def _behind(shown: str) -> str:
    head, _, last = shown.rpartition(" ")
    if head and last in meaning().trailing:
        return head.strip(_EDGE)
    return without_particle(shown).strip(_EDGE)


def without_particle(shown: str) -> str:
    """Without the particle at the end; 평가, 오토바이 and 정기회의 only end like one."""
    match = _PARTICLE.search(shown)
    if match is None or shown.endswith(meaning().whole):
        return shown
    before, needs = shown[match.start() - 1], _CLOSED_BEFORE.get(match.group())
    closes = (ord(before) - _SYLLABLES) % _ENDS > 0
    if needs is not None and "가" <= before <= "힣" and needs != closes:
        return shown
    return shown[: match.start()]


def without_unit(heading: str) -> str:
    """집행률(%) is 집행률, 취업자(전년 대비, 천명) is 취업자(전년 대비)."""
    match = _LAST_BRACKET.search(heading)
    if match is None:
        return heading
    first, comma, last = match[1].rpartition(",")
    if closed(last) not in units():
        return heading
    rest = f"({first.strip()})" if comma else ""
    return f"{heading[: match.start()]}{rest}"


def _drop_unpaired(shown: str) -> str:
    """Without a bracket or quote whose other half is not there."""
    for opening, closing in (*PAIRS.items(), ("<", ">")):
        if opening not in shown and closing not in shown:
            continue
        depth, kept = 0, []
        for letter in shown:
            if letter == closing and not depth:
                continue
            depth += (letter == opening) - (letter == closing)
            kept.append(letter)
        for at in reversed(range(len(kept))):
            if depth and kept[at] == opening:
                kept[at], depth = "", depth - 1
        shown = "".join(kept)
    return shown.strip(_EDGE)


def _shorten(shown: str) -> str:
    """The end of a long phrase, from where it goes on to something else."""
    cuts = [m.end() for m in meaning().clause_ends.finditer(shown) if len(shown) - m.end() >= 4]
    if cuts:
        shown = shown[cuts[-1] :]
    if len(shown) > _LONGEST:
        shown = shown[-_LONGEST:].partition(" ")[2] or shown[-_LONGEST:]
    return _drop_unpaired(shown)


def is_connective(shown: str) -> bool:
    """Nothing but words that join, or one verb in the middle of its sentence."""
    words = shown.split()
    if len(words) == 1 and meaning().clause_ends.search(shown + " "):
        return len(shown) <= 6
    return all(closed(word.strip(_EDGE)) in meaning().connectives for word in words)


def is_vague(shown: str) -> bool:
    """It says what is done, or who pays, and not with what: 지원 확대, 국비."""
    words = (word.strip(_EDGE + "()[]") for word in _WORDS.split(shown))
    return all(word in meaning().vague or _BASE.fullmatch(word) for word in words if word)


def only_compares(shown: str) -> bool:
    """It says what a figure is compared with, and which way it goes: 전년 대비 증가."""
    rest = comparisons().beyond(shown)
    return rest != shown and (not rest or is_vague(rest))


def is_done(shown: str) -> bool:
    """It ends with what is done: 보육 지원."""
    return shown.rpartition(" ")[2].strip(_EDGE) in meaning().vague


def is_measured(shown: str) -> bool:
    """One word that says what is measured, and not of what: 지원액, 신규고용 창출."""
    words = shown.split()
    named = [word for word in words if word not in meaning().kept and not is_vague(word)]
    name = closed(named[0]) if len(named) == 1 else ""
    ends = name.endswith(meaning().measure_heading) and name[-2:] not in meaning().vague  # 개보수
    thing = len(words) > 1 and name.endswith(_THINGS)
    return (ends and not thing) or meaning().is_said_of_another(name)


def begins_with_particle(behind: str) -> bool:
    """The words behind a figure tie it to what follows: 5개사를, 3회에 걸쳐."""
    return re.match(rf"(?:{'|'.join(meaning().particles)})(?=\s|$)", behind) is not None
