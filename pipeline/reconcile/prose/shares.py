"""Rates beside the figures that they come from: shares, shares of an aim, rates with a name.

What belongs here: `254명 매칭, 114명(45%)`, `목표 100명 대비 120명(120%)`, `달성률 110%`. What does
not: growth (`changes`).
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.document.readable import closed
from pipeline.reconcile.prose.build_claim import comparable, is_bound, is_rate, make
from pipeline.reconcile.prose.statement import Group, Mention
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim
from pipeline.vocabulary.claims import claim_words
from pipeline.vocabulary.signs import any_of, signs
from pipeline.vocabulary.units import modifiers

_REACH = 14
"""Letters before a figure in which its name ends."""
_TIED = r"(?:은|는|이|을|를|가)?\s*[:：]?\s*(?:총\s*)?"
_NEAREST = 2
"""Figures before the result among which its aim stands."""
_LABEL = 12
_AIM = re.compile(r"(?:목표|계획)\s*[:：]?\s*(?:총\s*)?$")
_AGAINST = re.compile(r"\s*대비\s*(?:실적\s*)?")
_PERCENT = "percent"
_GAP = re.compile(r"[^0-9,;:()%]{0,7}\(")
_OF = re.compile(r"\)?\s*의\s*(?:약\s*)?")
_THAT_IS = re.compile(r"\s*(?:인|에 해당하는)\s+(?:[^0-9,;:()]{0,10}\s)?")
_ALL = re.compile(r"\s*(?:으로|로)?\s*,?\s*(?:전체|총)\s*[^0-9,;:()]{0,8}")
_AMONG = re.compile(r"\s*(?:중|가운데|의)\s")
_NO_SHARE = re.compile(rf"{any_of(signs().arrows)}|에서\s|대비|보다|[.]\s")


def named_rates(statement: Statement) -> Iterator[Claim]:
    """Every rate with one figure called its whole, and one called its part."""
    for rate in statement.mentions:
        if rate.unit != _PERCENT or rate.quantity.part or is_bound(rate):
            continue
        for words in claim_words().named_rate:
            if not _is_called(statement, rate, words.name):
                continue
            part, whole = _only(statement, rate, words.part), _only(statement, rate, words.whole)
            if part and whole and part is not whole and part.unit == whole.unit:
                yield make(
                    statement, "named_rate", "ratio", rate,
                    [("numerator", part), ("denominator", whole)], factor=Fraction(100),
                )  # fmt: skip


def named_rests(statement: Statement) -> Iterator[Claim]:
    """Every remainder with one figure called its whole, and one called what is taken from it."""
    for rest in statement.mentions:
        if rest.quantity.part or is_bound(rest):
            continue
        for words in claim_words().named_rest:
            if not _is_called(statement, rest, words.name):
                continue
            part, whole = _only(statement, rest, words.part), _only(statement, rest, words.whole)
            if part and whole and comparable(whole, rest) and comparable(whole, part):
                yield make(statement, "named_rest", "difference", rest,
                           [("minuend", whole), ("subtrahend", part)])  # fmt: skip


def _only(statement: Statement, stated: Mention, names: Sequence[str]) -> Mention | None:
    """The one figure of a statement that stands behind one of some names."""
    found = [
        mention
        for mention in statement.mentions
        if mention is not stated
        and mention.unit not in (None, _PERCENT)
        and not (mention.quantity.part or is_rate(mention) or is_bound(mention))
        and _is_called(statement, mention, names)
    ]
    return found[0] if len(found) == 1 else None


def _is_called(statement: Statement, mention: Mention, names: Sequence[str]) -> bool:
    """One of some names ends right before a figure."""
    before = statement.text[max(mention.start - _REACH, statement.start) : mention.start]
    called = "|".join(map(re.escape, names))
    return re.search(rf"(?:^|[^가-힣]|(?<=사업)|(?<=총))(?:{called}){_TIED}$", before) is not None


def attainments(statement: Statement) -> Iterator[Claim]:
    """Every percentage in a bracket behind a result, with an aim that it is measured against."""
    for rate in statement.mentions:
        group = statement.around(rate)
        if rate.unit != _PERCENT or group is None or rate.quantity.part or is_bound(rate):
            continue
        done = statement.head_of(rate.group)
        if done is None or statement.text[done.end : group.opened].strip():
            continue
        aim = _aim(statement, done, rate)
        if aim is not None:
            yield make(
                statement, "attainment", "ratio", rate,
                [("numerator", done), ("denominator", aim)], factor=Fraction(100),
            )  # fmt: skip


def _aim(statement: Statement, done: Mention, rate: Mention) -> Mention | None:
    """The figure of 목표 or 계획 right before the result, or before the percentage."""
    inside = [m for m in statement.within(rate.group) if m.end <= rate.start]
    outside = [m for m in statement.within(done.group) if m.end <= done.start]
    for aim, end in (
        *((mention, rate.start) for mention in inside[-1:]),
        *((mention, done.start) for mention in outside[-_NEAREST:]),
    ):
        label = statement.text[max(aim.start - _LABEL, statement.start) : aim.start]
        against = _AGAINST.fullmatch(statement.text[aim.end : end])
        if aim.unit == done.unit and against and _AIM.search(label):
            return aim
    return None


def shares(statement: Statement) -> Iterator[Claim]:
    """Every share of a statement."""
    for at, rate in enumerate(statement.mentions):
        if rate.unit != _PERCENT or rate.quantity.part or rate.quantity.direction:
            continue
        found = _part_and_whole(statement, at) or _of_before(statement, rate)
        if found := found or _with_amount(statement, rate):
            part, whole = found
            yield make(statement, "share", "share", rate,
                       [("numerator", part), ("denominator", whole)],
                       factor=Fraction(100))  # fmt: skip


def _part_and_whole(statement: Statement, at: int) -> tuple[Mention, Mention] | None:
    """`297천원(평균 소득 3,081천원의 9.7%)`, `400명의 25%인 100명`."""
    listed = statement.mentions
    rate = listed[at]
    whole = listed[at - 1] if at else None
    if whole is None or not _OF.fullmatch(statement.text[whole.end : rate.start]):
        return None
    group = statement.around(rate)
    if group is not None and whole.group == rate.group:
        part = statement.head_of(rate.group)
        near = part is not None and not statement.text[part.end : group.opened].strip()
        alone = not statement.text[rate.end : group.closed].strip()
        if part is not None and near and alone and part.unit == whole.unit:
            return part, whole
    before = listed[at - 2] if at > 1 else None
    if before is not None and before.unit == whole.unit and before.group == rate.group:
        beside = _ALL.fullmatch(statement.text[before.end : whole.start])
        if beside and before.quantity.part is None:
            return before, whole
    following = listed[at + 1] if at + 1 < len(listed) else None
    if following is None or following.unit != whole.unit:
        return None
    gap = statement.text[rate.end : following.start]
    return (following, whole) if _THAT_IS.fullmatch(gap) else None


def _with_amount(statement: Statement, rate: Mention) -> tuple[Mention, Mention] | None:
    """`200억원 중 국비 60%(120억원)`, `100억원(국비 50%, 50억원)`: share and amount of one part."""
    part = statement.next_from(rate.end)
    group = statement.around(part) if part else None
    if part is None or part.unit is None or part.quantity.part or group is None:
        return None
    gap = statement.text[rate.end : part.start]
    if statement.text[part.end : group.closed].strip():
        return None
    if part.group == rate.group:
        return _beside_amount(statement, part, group, gap)
    whole = next(statement.before(rate.start), None)
    if whole is None or whole.group != rate.group or not re.fullmatch(r"\s*\(\s*", gap):
        return None
    is_of_it = _is_whole(statement, whole, part)
    return (
        (part, whole) if is_of_it and _AMONG.match(statement.text, whole.end, rate.start) else None
    )


def _beside_amount(
    statement: Statement, part: Mention, group: Group, gap: str
) -> tuple[Mention, Mention] | None:
    """`100억원(국비 50%, 50억원)`: both stand alone in one parenthesis, right behind the whole."""
    whole = statement.head_of(part.group)
    if whole is None or len(statement.within(part.group)) != 2:
        return None
    near = not statement.text[whole.end : group.opened].strip()
    larger = whole.unit == part.unit and whole.value >= part.value and not whole.quantity.part
    return (part, whole) if near and larger and re.fullmatch(r"\s*[,/:]\s*", gap) else None


def _of_before(statement: Statement, rate: Mention) -> tuple[Mention, Mention] | None:
    """`254명 매칭, 114명(45%) 전환`: the whole is the nearest larger figure before the part."""
    group = statement.around(rate)
    part = statement.head_of(rate.group)
    if group is None or part is None or not _can_be_share(statement, part, rate, group):
        return None
    outside = statement.within(group.outer)
    for whole in reversed(outside[: outside.index(part)]):
        if _NO_SHARE.search(statement.plain(whole.end, part.start)):
            return None
        if _is_whole(statement, whole, part):
            return part, whole
    above = statement.above if _progress(statement, rate, group) else None
    listed = above.within(None) if above else []
    return next(
        ((part, whole) for whole in listed if above and _is_whole(above, whole, part)), None
    )


def _can_be_share(statement: Statement, part: Mention, rate: Mention, group: Group) -> bool:
    """The percentage stands alone in a parenthesis right behind the figure, and is no growth."""
    gap = statement.text[part.end : group.opened + 1]
    return (
        part.unit != _PERCENT
        and _GAP.fullmatch(gap) is not None
        and _is_alone(statement, rate, group)
        and not _is_growth(statement, part, group)
    )


def _is_alone(statement: Statement, rate: Mention, group: Group) -> bool:
    """Nothing else in its parenthesis but a word for what has come so far: (65.5% 진행)."""
    before = statement.text[group.opened + 1 : rate.start].strip()
    behind = statement.text[rate.end : group.closed].strip()
    return before in ("", "약", "전체의") and (not behind or _progress(statement, rate, group))


def _progress(statement: Statement, rate: Mention, group: Group) -> bool:
    return closed(statement.text[rate.end : group.closed]) in claim_words().progress


def _is_growth(statement: Statement, part: Mention, group: Group) -> bool:
    if part.quantity.direction or part.quantity.part:
        return True
    rest = statement.text[group.closed + 1 : group.closed + 9].lstrip()
    return rest.startswith((*modifiers().up, *modifiers().down))


def _is_whole(statement: Statement, whole: Mention, part: Mention) -> bool:
    """A figure of exactly that unit, not less, that is no part itself and no threshold."""
    if whole.unit is None or whole.unit != part.unit or whole.value < part.value:
        return False
    if whole.quantity.part or is_rate(whole) or is_bound(whole):
        return False
    return not any(
        m.unit == _PERCENT and m.group is not None and statement.head_of(m.group) is whole
        for m in statement.mentions
    )
