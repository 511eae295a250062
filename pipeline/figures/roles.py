"""Digits that are no quantity and no date: markup, names, identifiers, ordinals (numerals.toml)."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.document.grid import Span
from pipeline.reference.measures import RoleRule, role_rules

# A tag begins with a Latin letter; <자료 : 통계청> and <개정 2015. 1. 20.> are text.
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&#x?[0-9A-Fa-f]+;|!\[[^\]]*\]\([^()]*\)")


def markup(text: str) -> Iterator[Span]:
    """Tags, entities and pictures, in order."""
    for match in _MARKUP.finditer(text):
        yield Span(*match.span())


@cache
def _combined(weak: bool) -> tuple[re.Pattern[str], tuple[RoleRule, ...]]:
    rules = tuple(rule for rule in role_rules() if rule.weak is weak)
    groups = (f"(?P<r{number}>{rule.pattern})" for number, rule in enumerate(rules))
    return re.compile("|".join(groups), re.MULTILINE | re.ASCII), rules


def role_at(text: str, at: int, *, weak: bool) -> tuple[str, int] | None:
    """Role of the digits at `at`, and where it ends; None when no rule claims them."""
    pattern, rules = _combined(weak)
    match = pattern.match(text, at)
    if match is None or match.lastgroup is None:
        return None
    return rules[int(match.lastgroup[1:])].role, match.end()
