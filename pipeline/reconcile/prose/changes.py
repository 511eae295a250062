"""Growth and differences that are stated beside what they are computed from."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from pipeline.document.digits import TRIANGLES
from pipeline.document.readable import closed
from pipeline.reconcile.prose.build_claim import comparable, make, printed_text
from pipeline.reconcile.prose.statement import Mention
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim
from pipeline.vocabulary.claims import claim_words
from pipeline.vocabulary.comparisons import comparisons
from pipeline.vocabulary.signs import any_of, signs
from pipeline.vocabulary.units import modifiers

_ARROW = re.compile(rf"[\s()년월말]*{any_of(signs().arrows)}[\s()년월말]*")
_BESIDE = re.compile(r"\s*[,(]\s*")
_WORDS = claim_words()
_COMPARED_BEHIND = re.compile(rf"\s*\)?\s*(?:{'|'.join(comparisons().behind_base)})\s*(?:약\s*)?")
_LEFT_OUT = re.compile(rf"\s*[을를]?\s*(?:{'|'.join(_WORDS.left_out)})\s*(?:나머지\s*)?")
_FROM = re.compile(r"\s*에서\s(?:[^0-9,;:.]{0,8}\s)?")
_TO = re.compile(r"\s*(?:으로|로)\s(?:약\s*)?")
_PERCENT, _POINT = "percent", "percentage_point"


def growths(statement: Statement) -> Iterator[Claim]:
    """Every growth in percent of a statement, with the figures that it is the growth of."""
    pairs = changed_pairs(statement)
    for mention in statement.mentions:
        if mention.unit != _PERCENT or mention.quantity.part:
            continue
        claim = (
            _of_pair(statement, mention, pairs)
            or _from_to(statement, mention)
            or _of_change(statement, mention)
            or _of_base(statement, mention)
        )
        if claim is not None:
            yield claim


def differences(statement: Statement) -> Iterator[Claim]:
    """Every difference of a statement."""
    for old, new in changed_pairs(statement):
        change = statement.next_from(new.end)
        if change is not None and (claim := _difference(statement, old, new, change)):
            yield claim
    for mention in statement.mentions:
        if claim := _rest(statement, mention) or _from_base(statement, mention):
            yield claim


def changed_pairs(statement: Statement) -> list[tuple[Mention, Mention]]:
    """Two figures with nothing but an arrow and dates between them."""
    found = []
    for one, other in zip(statement.mentions, statement.mentions[1:], strict=False):
        if one.group != other.group or not comparable(one, other):
            continue
        between = statement.undated(one.end, other.start)
        if _ARROW.fullmatch(between):
            found.append((one, other))
    return found


def _two_before(statement: Statement, mention: Mention) -> tuple[Mention | None, Mention | None]:
    """The figure before another, and the one before that."""
    before = statement.before(mention.start)
    return next(before, None), next(before, None)


def _of_pair(
    statement: Statement, rate: Mention, pairs: list[tuple[Mention, Mention]]
) -> Claim | None:
    """`215%(20억 → 63억) 증액`, `20억 → 63억(215%↑)`."""
    for old, new in pairs:
        if old.unit != new.unit or old.unit == _PERCENT:
            continue
        before = statement.text[rate.end : old.start] if rate.end <= old.start else None
        behind = statement.text[new.end : rate.start] if new.end <= rate.start else None
        if (before is not None and re.fullmatch(r"\s*\(\s*", before)) or (
            behind is not None and _BESIDE.fullmatch(behind)
        ):
            shown = f"{printed_text(statement.text, old)} → {printed_text(statement.text, new)}"
            return _growth(statement, rate, [("numerator", new), ("base", old)], shown)
    return None


def _from_to(statement: Statement, rate: Mention) -> Claim | None:
    """`4,000원에서 5,000원으로 25% 인상`."""
    new, old = _two_before(statement, rate)
    if new is None or old is None or new.unit is None or new.unit != old.unit:
        return None
    if new.unit == _PERCENT or not old.group == new.group == rate.group:
        return None
    if not (
        _FROM.fullmatch(statement.text[old.end : new.start])
        and _TO.fullmatch(statement.text[new.end : rate.start])
    ):
        return None
    shown = f"{printed_text(statement.text, old)} → {printed_text(statement.text, new)}"
    return _growth(statement, rate, [("numerator", new), ("base", old)], shown)


def _of_change(statement: Statement, rate: Mention) -> Claim | None:
    """`507만5천명으로 전년동월대비 132천명(2.7%) 증가`: the change is printed, not the base."""
    change, level = _two_before(statement, rate)
    if change is None or level is None or change.quantity.direction is None:
        return None
    between = statement.plain(level.end, change.start)
    if (
        not _BESIDE.fullmatch(statement.text[change.end : rate.start])
        or level.unit != change.unit
        or level.value <= abs(change.value)
        or not any(word in closed(between) for word in comparisons().behind_base)
        or re.search(r"[,;]|\.\s", between)
    ):
        return None
    fell = change.quantity.direction == "down"
    shown = [printed_text(statement.text, m) for m in (change, level)]
    return _growth(
        statement,
        rate,
        [("numerator", level), ("addend" if fell else "subtrahend", change)],
        f"{shown[0]} ÷ ({shown[1]} {'+' if fell else '−'} {shown[0]})",
        direction=change.quantity.direction,
    )


def _of_base(statement: Statement, rate: Mention) -> Claim | None:
    """`'25년 예산(89억)은 '24년 예산(128억) 대비 30% 감액`."""
    before = statement.before(rate.start)
    base = next(before, None)
    if base is None or base.unit == _PERCENT:
        return None  # nothing but words stands between
    new = next((mention for mention in before if mention.unit != _PERCENT), None)
    if (
        new is None
        or new.unit is None
        or new.unit != base.unit
        or not _is_compared(statement, new, base, rate)
    ):
        return None
    shown = [printed_text(statement.text, m) for m in (base, new)]
    return _growth(
        statement, rate, [("numerator", new), ("base", base)], f"{shown[0]} → {shown[1]}"
    )


def _growth(
    statement: Statement,
    rate: Mention,
    terms: list[tuple[str, Mention]],
    formula: str,
    *,
    direction: str | None = None,
) -> Claim | None:
    """A growth whose direction is said; of a fall, what is stated is how much less it is."""
    way = rate.quantity.direction or direction or _direction_behind(statement, rate)
    if way is None:
        return None
    falls = way == "down" and rate.value > 0
    return make(
        statement, "growth", "growth", rate, terms,
        factor=Fraction(-100 if falls else 100), formula=formula,
    )  # fmt: skip


def _direction_behind(statement: Statement, rate: Mention) -> str | None:
    """Up or down, from a word behind the parentheses that follow a figure."""
    rest = statement.plain(rate.end, min(rate.end + 60, statement.end)).lstrip(" )")[:8]
    for words, direction in ((modifiers().up, "up"), (modifiers().down, "down")):
        if rest.startswith(words):
            return direction
    return None


def _difference(statement: Statement, old: Mention, new: Mention, change: Mention) -> Claim | None:
    """`11개 → 19개(8개 추가 전환)`."""
    points = old.unit == new.unit == _PERCENT and change.unit == _POINT
    alike = comparable(new, change) and comparable(new, old)
    if not (points or alike) or change.quantity.part:
        return None
    if not _BESIDE.fullmatch(statement.text[new.end : change.start]):
        return None
    rises = _rises(statement, change)
    if rises is None:
        return None
    more, less = (new, old) if rises or change.value < 0 else (old, new)
    return make(statement, "difference", "difference", change,
                [("minuend", more), ("subtrahend", less)])  # fmt: skip


def _from_base(statement: Statement, change: Mention) -> Claim | None:
    """`457명으로 전년 동기 443명 대비 14명 증가`."""
    base, new = _two_before(statement, change)
    if base is None or new is None or change.quantity.direction is None or change.quantity.part:
        return None
    if not (comparable(new, base) and comparable(base, change) and _is_compared(
        statement, new, base, change)):  # fmt: skip
        return None
    fell = change.quantity.direction == "down" and change.value > 0
    more, less = (base, new) if fell else (new, base)
    return make(statement, "difference", "difference", change,
                [("minuend", more), ("subtrahend", less)])  # fmt: skip


def _is_compared(statement: Statement, new: Mention, base: Mention, change: Mention) -> bool:
    """The text between says that a change is from the one figure to the other."""
    return (
        not (new.quantity.part or base.quantity.part)
        and _COMPARED_BEHIND.fullmatch(statement.text[base.end : change.start]) is not None
        and not re.search(r"[.;]\s", statement.plain(new.end, base.start))
    )


def _rises(statement: Statement, change: Mention) -> bool | None:
    if change.value < 0:
        return False
    end = statement.end if change.group is None else statement.groups[change.group].closed
    rest = statement.text[change.end : min(end, change.end + 12)].strip()
    sign = change.quantity.span.of(statement.text)[:1]
    if rest.startswith(claim_words().change.less):
        return False
    up = sign == "+" or (sign in TRIANGLES and change.quantity.direction == "up")
    return True if up or rest.startswith(claim_words().change.more) else None


def _rest(statement: Statement, left: Mention) -> Claim | None:
    """`200개사 중 69개사를 제외한 131개사`: the whole stands before, here or in the item above."""
    match = _LEFT_OUT.match(statement.text, left.end, statement.end)
    rest = statement.next_from(left.end)
    if match is None or rest is None or match.end() != rest.start or not comparable(left, rest):
        return None
    whole = _whole(statement, left, rest)
    if whole is None:
        return None
    return make(statement, "difference", "difference", rest,
                [("minuend", whole), ("subtrahend", left)])  # fmt: skip


def _whole(statement: Statement, left: Mention, rest: Mention) -> Mention | None:
    """The nearest larger figure of exactly that unit before both, outside of parentheses."""
    here = (mention for mention in statement.before(left.start) if mention.group is None)
    above = statement.above.within(None) if statement.above else []
    least = max(left.value, rest.value)
    return next((m for m in chain(here, above) if m.unit == rest.unit and m.value > least), None)
