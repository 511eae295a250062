"""Faults, reasons why a file was left out, and findings of checks, in Korean.

What belongs here: the sentences of the tables `superseded`, `errata` and `checks` in Korean, from
`reasons.toml` and the list of known errors. What does not: claims and what was held back, which are
written in both languages (`expression_ko`, `reason_ko`).
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.site.text import VERDICTS
from pipeline.vocabulary.errata import errata
from schemas import TABLE

_LINE = re.compile(
    r"(?:line (?P<line>\d+): )?(?:(?P<table>[a-z_]+): )?(?P<what>.*?)(?P<verdict> \[[a-z_]+\])?"
)


@dataclass(frozen=True)
class Wording:
    """One way to say a reason."""

    en: re.Pattern[str]
    """All of it."""
    ko: str
    example: str
    korean: str
    """The example in Korean."""


@cache
def wordings() -> tuple[Wording, ...]:
    """The entries of reasons.toml."""
    text = files("pipeline.site").joinpath("reasons.toml").read_text("utf-8")
    entries = tomllib.loads(text)["reason"]
    return tuple(Wording(re.compile(one.pop("en")), **one) for one in entries)


def reason_in_korean(text: str, cited: Mapping[str, str] | None = None) -> str:
    """A reason, line by line.

    Args:
        text: the reason.
        cited: what others say, in English and in Korean.
    """
    known = {one.reason: one.ko for one in errata() if one.ko}
    return known.get(text) or "\n".join(_line(one, cited or {}) for one in text.split("\n"))


def _line(line: str, cited: Mapping[str, str]) -> str:
    """One of them, the number of its line in front."""
    match = _LINE.fullmatch(line)
    if match is None:
        return line
    where, table, what, verdict = match.group("line", "table", "what", "verdict")
    said = cited.get(what) or _reword(what)
    if verdict is not None:
        said += f" [{VERDICTS.get(verdict[2:-1], verdict[2:-1])}]"
    if table is not None:
        said = f"{TABLE[table].ko if table in TABLE else table}: {said}"
    return f"{where}줄: {said}" if where else said


def _reword(what: str) -> str:
    for wording in wordings():
        if match := wording.en.fullmatch(what):
            return wording.ko.format(**match.groupdict(default=""))
    return what
