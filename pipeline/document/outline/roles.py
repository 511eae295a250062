"""The role of a section: what it holds, told by its heading and inherited downwards.

What belongs here: a heading to its role. What does not: the words themselves (roles.toml and
headings.toml).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from pipeline.document.outline.announced import announced_role
from pipeline.document.readable import closed
from pipeline.vocabulary.roles import roles

_BEHIND = re.compile(r"\s*(?:[:：].*|[(\[<][^()\[\]]*[)\]>])\s*$")
_BEFORE = re.compile(
    r"^(?:\d+\s*[.)]\s*)?[’‘'`]?(?:\d{2}|20\d{2})(?:[.~∼～-]\d{1,4})?\s*년?도?\s*(?=\D)"
)
_FRAME = "【】<>〈〉《》[]「」｢｣◇◆□■ "
_LONGEST = 40
"""Letters of a heading that can name a role; what is longer is a sentence."""
_KEPT = 4096
_INSIDE_PROGRAM = ("schedule", "progress", "results", "plan")


class Headed(Protocol):
    """A section, as far as its role goes."""

    kind: str
    title: str
    parent: int | None


@lru_cache(_KEPT)
def role_of(title: str) -> str | None:
    """The role that a heading names, or None."""
    name = _BEHIND.sub("", _BEHIND.sub("", title)).strip(_FRAME)
    heading = closed(_BEFORE.sub("", name))
    if not heading or len(heading) > _LONGEST:
        return None
    return next((known.role for known in roles() if known.fits(heading)), None)


def roles_of(sections: Sequence[Headed]) -> list[str | None]:
    """The role of each section, in order: its own, else that of the section above it.

    A program is a program whatever its title says; its headings are told by headings.toml, such as
    추진일정, and below a chapter of the organisation 주요업무 are duties.
    """
    found: list[str | None] = []
    inside = [False] * len(sections)
    for index, section in enumerate(sections):
        above = None if section.parent is None else found[section.parent]
        inside[index] = section.kind in ("program", "subprogram") or (
            section.parent is not None and inside[section.parent]
        )
        found.append(_own(section, above, in_program=inside[index]) or above)
    return found


def _own(section: Headed, above: str | None, *, in_program: bool) -> str | None:
    if section.kind in ("report", "goal", "program", "subprogram"):
        return None
    if in_program or section.kind == "item":
        heading = announced_role(section.title)
        known = [r for r in heading.roles if r in _INSIDE_PROGRAM] if heading else []
        return known[0] if known else None
    own = role_of(section.title)
    return "duties" if own == "plan" and above == "organisation" else own
