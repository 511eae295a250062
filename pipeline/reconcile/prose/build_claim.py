"""Making a claim of figures that a statement mentions: what all rules share."""

import re
from collections.abc import Sequence
from fractions import Fraction

from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Span
from pipeline.figures.number import Figure
from pipeline.reconcile.prose.statement import Mention
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim, Term, compute_terms, stated_as
from pipeline.vocabulary.claims import claim_words
from pipeline.vocabulary.signs import signs
from pipeline.vocabulary.units import modifiers

LETTER = re.compile(r"[가-힣A-Za-z\u4e00-\u9fff]")
_FAR = 5
"""Parts that miss their total by more than a fifth of it are some of it (of which), not all."""
_LONGEST_NAME = 20
_SIGN = {"addend": " + ", "factor": " × ", "subtrahend": " − ", "denominator": " ÷ "}


def make(
    statement: Statement,
    rule: str,
    kind: str,
    stated: Mention,
    terms: Sequence[tuple[str, Mention]],
    *,
    factor: Fraction = Fraction(1),
    complete: bool = True,
    formula: str | None = None,
) -> Claim:
    """A claim of figures, without its subject, which depends on the claims around it.

    Args:
        statement: where the figures stand, or begin to.
        rule: its name, without `prose.`.
        kind: one of RELATION_KINDS.
        stated: the figure that is checked.
        terms: the figures it is computed from, with their roles.
        factor: see Claim.
        complete: the text does not say that there are more terms.
        formula: the terms written out; by default joined by the sign of their roles.
    """
    text = statement.text
    made = tuple(Term(mention.figure, role, mention.quantity.span) for role, mention in terms)
    if formula is None:
        formula = _name_figure(text, terms[0][1], stated) + "".join(
            _SIGN[role] + _name_figure(text, mention, stated) for role, mention in terms[1:]
        )
    computed = compute_terms(kind, made, factor)
    result = "?" if computed is None else format_value(computed.value, stated)
    return Claim(
        rule=f"prose.{rule}",
        subject="",
        kind=kind,
        stated=stated.figure,
        terms=made,
        unit=stated.unit,
        expression=stated_as(f"{_about(stated)}{formula} = {result}", printed_text(text, stated)),
        span=stated.quantity.span,
        factor=factor,
        complete=complete,
        bound=any(is_bound(mention) for mention in (stated, *(m for _, m in terms))),
    )


def make_count(
    statement: Statement,
    rule: str,
    stated: Mention,
    counted: Sequence[tuple[Figure, Span]],
    *,
    listed: str,
    complete: bool = True,
) -> Claim:
    """A claim that as many things are listed, or days covered, as a figure says.

    Args:
        statement: where the figure stands.
        rule: its name, without `prose.`.
        stated: the figure that is checked.
        counted: how many there are, and where.
        listed: what is counted, readable.
        complete: the text does not say that there are more.
    """
    number = sum((figure.value for figure, _ in counted), Fraction())
    return Claim(
        rule=f"prose.{rule}",
        subject="",
        kind="count",
        stated=stated.figure,
        terms=tuple(Term(figure, "counted", place) for figure, place in counted),
        unit=stated.unit,
        expression=stated_as(
            f"{_about(stated)}{listed}: {number}", printed_text(statement.text, stated)
        ),
        span=stated.quantity.span,
        complete=complete,
        bound=is_bound(stated),
    )


def _about(stated: Mention) -> str:
    label = stated.quantity.label
    return f"{label}: " if label and not label.endswith(modifiers().adnominal) else ""


def _name_figure(text: str, mention: Mention, stated: Mention) -> str:
    """A figure with what it is, where that is short and not what the stated one is."""
    name = (mention.quantity.label or "").rpartition(" / ")[2]
    plain = (
        not name
        or len(name) > _LONGEST_NAME
        or name == stated.quantity.label
        or name.endswith(claim_words().left_out)
    )
    return printed_text(text, mention) if plain else f"{name} {printed_text(text, mention)}"


def printed_text(text: str, mention: Mention) -> str:
    """A figure as it stands in the text, on one line."""
    return readable(mention.quantity.span.of(text))


def format_value(value: Fraction, like: Mention) -> str:
    """A value of the canonical unit, written as another figure is: in its unit, with commas."""
    quantity = like.quantity
    scale = quantity.value_normalized / quantity.value if quantity.value else Fraction(1)
    return f"{float(value / scale):,.3f}".rstrip("0").rstrip(".") + (quantity.unit_raw or "")


def is_bound(mention: Mention) -> bool:
    """The text says that the figure is no equality: 약, 최대, an end of a range."""
    return mention.quantity.part in ("low", "high") or any(
        word in modifiers().bound for word in mention.words
    )


def is_rate(mention: Mention) -> bool:
    """A price, or a figure for each of several: 과제당, 각, /월."""
    return any(word in claim_words().per for word in mention.words)


def is_total(mention: Mention) -> bool:
    """Called a total: 총 58개."""
    return any(word in claim_words().total for word in mention.words)


def is_count(mention: Mention) -> bool:
    """Things or people counted one by one, or a bare number."""
    return mention.quantity.resolution == 0 or mention.unit is None


def comparable(one: Mention, other: Mention) -> bool:
    """True when two figures can be added: of one unit, known or not, or 개 of things."""
    if one.unit is None or other.unit is None:
        raw = one.quantity.unit_raw
        return one.unit == other.unit and raw is not None and raw == other.quantity.unit_raw
    return claim_words().stands_for(one.unit, other.unit)


def is_far_off(total: Mention, parts: Sequence[Mention]) -> bool:
    """True when parts miss a total so far that they are plainly not all of it."""
    missed = abs(sum((part.value for part in parts), Fraction()) - total.value)
    return missed * _FAR > abs(total.value)


def says_more(tail: str) -> bool:
    """True when what stands behind the last of a list says that there are more: 등."""
    rest = closed(tail).rstrip(")].,")
    return any(rest == word or rest.startswith((f"{word}으로", f"{word} ", f"{word},"))
               for word in signs().incomplete)  # fmt: skip


def names_no_part(label: str) -> bool:
    """True when a label says that its figure is no part of another: 전년, 부지면적."""
    words = re.split(r"[\s:：·‧,/()]+", readable(label).strip())
    return any(closed(word) in claim_words().not_part for word in words if word)
