"""Colours behind the text of cells, as the formats write them: which of them is seen on paper."""

import re

_NONE = frozenset(
    {"", "none", "transparent", "inherit", "initial", "unset", "auto", "white", "#fff"}
)
_WHITE = re.compile(r"#?(?:ff)?ffffff|rgba?\(255,255,255(?:,[\d.]+%?)?\)|rgba\(.*,0(?:\.0+)?%?\)")
_CSS = re.compile(r"(?<![\w-])background(?:-color)?\s*:\s*([^;]+)", re.IGNORECASE)
_COLOUR = re.compile(r"#[0-9a-f]+|rgba?\([^)]*\)|[a-z-]+", re.IGNORECASE)


def is_shade(colour: str | None) -> bool:
    """A colour that can be told from white paper."""
    shown = "".join((colour or "").split()).lower()
    return shown not in _NONE and _WHITE.fullmatch(shown) is None


def is_shaded_by(style: str) -> bool | None:
    """A style of CSS names such a colour behind the text; None where it says nothing of it."""
    stated = _CSS.findall(style)
    if not stated:
        return None
    colour = _COLOUR.match(stated[-1].strip())
    return colour is not None and not colour[0].startswith("url") and is_shade(colour[0])
