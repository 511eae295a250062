"""Contrast of the one style sheet, light and dark, as WCAG 2.2 measures it."""

import re
from pathlib import Path

import pytest

from pipeline import site

CSS = (Path(site.__file__).parent / "static" / "style.css").read_text("utf-8")
TEXT_ON = {
    "ink": ["ground", "raised", "sunk", "value", "here", "mismatch-ground", "unlikely-ground"],
    "soft": ["ground", "raised", "sunk", "here"],
    "link": ["ground", "raised", "sunk", "here"],
    "mismatch": ["mismatch-ground", "raised"],
    "unlikely": ["unlikely-ground"],
    "rounding": ["rounding-ground"],
    "exact": ["exact-ground"],
    "errata": ["errata-ground"],
    "quiet": ["quiet-ground"],
    "ground": ["link"],
}
AGAINST = {"focus": ["ground", "raised", "sunk", "value"], "value-line": ["raised"]}


def _colours(block: str) -> dict[str, tuple[int, ...]]:
    found = re.findall(r"--([a-z-]+): #([0-9a-f]{3}|[0-9a-f]{6});", block)
    whole = {name: code if len(code) == 6 else "".join(c * 2 for c in code) for name, code in found}
    return {name: tuple(bytes.fromhex(code)) for name, code in whole.items()}


def _luminance(colour: tuple[int, ...]) -> float:
    parts = [c / 255 for c in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: tuple[int, ...], two: tuple[int, ...]) -> float:
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_can_be_told_from_their_ground(scheme: str) -> None:
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    colours = _colours(light if scheme == "light" else dark)
    assert _contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    weak = [
        f"{name} on {ground}: {ratio:.2f}"
        for pairs, least in ((TEXT_ON, 4.5), (AGAINST, 3.0))
        for name, grounds in pairs.items()
        for ground in grounds
        if (ratio := _contrast(colours[name], colours[ground])) < least
    ]
    assert weak == []


def test_only_long_pages_wait_to_be_drawn() -> None:
    # A cell of a table that waits is empty on the screen.
    rules = re.findall(r"([^{}]+)\{[^}]*content-visibility: auto", CSS)
    assert {rule.strip() for rule in rules} == {".folded", ".claims > li", ".text > .part"}
