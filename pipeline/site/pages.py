"""Templates to files: one environment, one way to write a page.

What belongs here: Jinja's settings and the filters that templates share. What does not: what any
page says.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from pipeline.site.text import (
    bytes_text,
    eok_text,
    number_text,
    percent_text,
    unit_text,
    verdict_text,
)

NAVIGATION = (
    ("index.html", "홈", "Home", ()),
    (
        "departments.html",
        "부서·사업",
        "Departments",
        ("agency", "department", "program", "programs"),
    ),
    ("charts.html", "차트", "Charts", ("charts",)),
    ("tables.html", "표", "Tables", ("table",)),
    ("claims.html", "검산", "Claims", ("claims",)),
    ("source/index.html", "원문", "Source", ("source",)),
    ("sql.html", "SQL", "SQL", ()),
)
"""Address, its name in both languages, and the folders of the pages below it."""


@dataclass(frozen=True)
class Site:
    """The places where the pages go, and what all of them say."""

    folder: Path
    left_out: frozenset[str]
    """Pages that this site does not have; nothing links to them."""

    def write(self, path: str, template: str, **content: Any) -> None:
        """Render one page. `path` is relative to the site, with forward slashes."""
        up = "../" * path.count("/")
        navigation = [entry for entry in NAVIGATION if entry[0] not in self.left_out]
        text = (
            _environment()
            .get_template(template)
            .render(
                page=path,
                up=up,
                navigation=navigation,
                has_sql="sql.html" not in self.left_out,
                **content,
            )
        )
        self.write_text(path, text)

    def write_data(self, path: str, name: str, content: object) -> None:
        """Write data as a script, which a page opened from a disk may load too."""
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        self.write_text(path, f"openbogo.receive({json.dumps(name)},{body});\n")

    def write_text(self, path: str, text: str) -> None:
        """Write a text file, UTF-8 and LF."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def in_both(ko: str, en: str) -> Markup:
    """A text in both languages, of which a page shows one (`static/site.js`)."""
    if ko == en:
        return escape(ko)
    own, other = escape(ko), escape(en)
    return Markup(f'<span class="ko">{own}</span><span class="en" lang="en">{other}</span>')


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    filters: dict[str, Callable[..., str]] = {
        "number": number_text,
        "bytes": bytes_text,
        "eok": eok_text,
        "percent": percent_text,
        "verdict": verdict_text,
        "unit": unit_text,
    }
    environment.filters.update(filters)
    environment.globals["t"] = in_both
    environment.globals["line"] = lambda number: in_both(f"{number}줄", f"line {number}")
    return environment
