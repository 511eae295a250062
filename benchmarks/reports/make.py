"""Made reports as files: raw/<office>/<month>.txt, with a note beside it where one is needed.

The same number and seed give the same bytes. Each office has `PER_OFFICE` reports, two a year, made
in turn from the real ones; it keeps its name and those of its departments through the years.

What belongs here: who reports when, and the files. What does not: the text (`variation`).
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.reports.template import Template, template
from benchmarks.reports.variation import Names, varied
from pipeline.sources.read import read_source

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / "raw"
OFFICE = "seoul-economic-policy"
AGENCY = "경제정책실"
MONTHS = ("2022-03", "2023-03")
PER_OFFICE = 20
_FIRST = -6  # years before the real ones in which the first reports of an office are dated
_ENDINGS = ("센터", "과", "관", "팀")


@dataclass(frozen=True)
class Made:
    """A made report."""

    file: str
    """Path below raw/."""
    text: str
    note: str
    """What stands beside it: whose report it is, which its cover does not say in full."""


def make_reports(raw: Path, count: int, seed: int = 1) -> list[str]:
    """Write made reports below a folder; return their paths below it."""
    files = []
    for made in reports(count, seed):
        path = raw / made.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made.text, encoding="utf-8", newline="")
        path.with_name(path.name + ".toml").write_text(made.note, "utf-8")
        files.append(made.file)
    return files


def reports(count: int, seed: int = 1) -> Iterator[Made]:
    """So many made reports, all of them different, in a fixed order."""
    templates = real_reports()
    for number in range(count):
        office, turn = divmod(number, PER_OFFICE)
        folder, government, agency = _office(office)
        chosen = templates[turn % len(templates)]
        years = _FIRST + turn // len(templates)
        names = Names(agency, _departments(templates, Random(f"{seed}/{office}")))
        text = varied(chosen, names, years, Random(f"{seed}/{number}"))
        month = f"{int(chosen.month[:4]) + years}{chosen.month[4:]}"
        # Two reports of a year: the first of them is dated half a year later by its name.
        half = month.replace("-03", "-09") if chosen is templates[0] else month
        note = f'government = "{government}"\nagency = "{agency}"\n'
        yield Made(f"{folder}/{half}.txt", text, note)


@cache
def real_reports() -> tuple[Template, ...]:
    """The changes that are possible in each of the real reports."""
    files = (f"{OFFICE}/{month}.txt" for month in MONTHS)
    return tuple(template(read_source(REAL, file), AGENCY) for file in files)


@cache
def _words() -> dict[str, Any]:
    """Words of names, and (id, name) of governments and of offices."""
    words = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
    return {
        "words": words["words"] + words["long_words"],
        "governments": list(words["governments"].items()),
        "offices": list(words["offices"].items()),
    }


def _office(number: int) -> tuple[str, str, str]:
    """Folder, government and name of an office; after all pairs of them come second ones."""
    governments, offices = _words()["governments"], _words()["offices"]
    rest, at = divmod(number, len(governments) * len(offices))
    government, office = governments[at % len(governments)], offices[at // len(governments)]
    more = f"-{rest + 1}" if rest else ""
    return f"{government[0]}-{office[0]}{more}", government[1], office[1]


def _departments(templates: Sequence[Template], random: Random) -> dict[str, str]:
    """A new name for each department of the real reports, of as many letters, each another."""
    wanted = {site.group for t in templates for site in t.sites if site.kind == "department"}
    found: dict[str, str] = {}
    for name in sorted(wanted):
        ending = next((e for e in _ENDINGS if name.endswith(e)), name[-1])
        while name not in found or list(found.values()).count(found[name]) > 1:
            found[name] = _of_length(len(name) - len(ending), random) + ending
    return found


def _of_length(letters: int, random: Random) -> str:
    """Words whose letters add up."""
    name = ""
    while len(name) < letters:
        left = letters - len(name)
        fitting = [w for w in _words()["words"] if len(w) <= left and left - len(w) != 1]
        name += random.choice(fitting)
    return name
