"""A made report: what the places of a template become, in which order, with which noise.

What belongs here: pure functions of a template and of chance. What does not: files (`make`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from benchmarks.reports.template import STAFF, Site, Template

_FACTORS = (1, 2, 3, 4, 5, 6, 7, 8, 9)
_STAFF_FACTORS = (1, 2, 3)
_SWAPPED = 0.15
"""How often two items that stand side by side change places."""
_NOISE = 0.01
"""How often a line is touched as a bad scan or a careless copy would touch it."""
_DOTS = "·․‧・∙"
_QUOTES = "'’‘"


@dataclass(frozen=True)
class Names:
    """The names of an office and its departments."""

    agency: str
    departments: Mapping[str, str]
    """Name in the real report to name in the made one, of as many letters."""


def varied(template: Template, names: Names, years: int, random: Random) -> str:
    """A report that says the same things in other figures, names and order.

    Args:
        template: the report it is made from.
        names: whose report it is.
        years: how much later than the real one it is dated; negative for earlier.
        random: where all chance comes from.
    """
    lines = _lines(template, names, years, random)
    _swap_rows(lines, template, random)
    _swap_items(lines, template, random)
    return "\n".join(_noisy(line, random) for line in lines)


def renamed(printed: str, name: str) -> str:
    """A name printed with the spaces and line breaks of another one of as many letters."""
    letters = iter(name)
    return "".join(c if c.isspace() else next(letters) for c in printed)


def scaled(number: str, factor: int) -> str:
    """A printed number times a factor, with as many decimals, and commas where it had or needs."""
    value = Decimal(number.replace(",", "")) * factor
    plain = "," not in number and value >= 1000 and len(number) >= 4
    return f"{value:f}" if plain else f"{value:,f}"


def _lines(template: Template, names: Names, years: int, random: Random) -> list[str]:
    """The lines of the template, its places changed. No change adds or removes a line."""
    factors: dict[str, int] = {}

    def number(site: Site, raw: str) -> str:
        if site.group not in factors:
            factors[site.group] = random.choice(_STAFF_FACTORS if site.group == STAFF else _FACTORS)
        return scaled(raw, factors[site.group])

    become: Mapping[str, Callable[[Site, str], str]] = {
        "number": number,
        "year": lambda _, raw: f"{int(raw) + years:0{len(raw)}d}",
        "department": lambda site, raw: renamed(raw, names.departments[site.group]),
        "agency": lambda _, raw: renamed(raw, names.agency),
    }
    parts, at = [], 0
    for site in template.sites:
        raw = template.text[site.start : site.end]
        parts += [template.text[at : site.start], become[site.kind](site, raw)]
        at = site.end
    return "".join([*parts, template.text[at:]]).split("\n")


def _swap_rows(lines: list[str], template: Template, random: Random) -> None:
    """The departments of each table in another order."""
    for rows in template.rows:
        shuffled = random.sample(rows, len(rows))
        for row, text in zip(rows, [lines[row] for row in shuffled], strict=True):
            lines[row] = text


def _swap_items(lines: list[str], template: Template, random: Random) -> None:
    """Some items change places with the one below. Both stand in the same lines as before."""
    done = 0
    for first, second, end in sorted(template.items):
        if first >= done and random.random() < _SWAPPED:
            lines[first:end] = lines[second:end] + lines[first:second]
            done = end


def _noisy(line: str, random: Random) -> str:
    """The line, or now and then what a bad scan makes of it; figures are never touched."""
    if random.random() >= _NOISE:
        return line
    kind = random.choice(("space", "dot", "quote", "end"))
    if kind == "space":
        return line.replace(" ", "  ", 1) if line.strip() else line
    if kind == "dot":
        return re.sub(f"(?<=[가-힣])[{_DOTS}](?=[가-힣])", random.choice(_DOTS), line, count=1)
    if kind == "quote":
        return re.sub(f"[{_QUOTES}](?=\\d\\d)", random.choice(_QUOTES), line, count=1)
    return f"{line} " if line.strip() else line
