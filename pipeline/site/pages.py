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

from pipeline.site.text import bytes_text, number_text, unit_text, verdict_text

NAVIGATION = (
    ("index.html", "홈", "Home"),
    ("departments.html", "부서·사업", "Departments"),
    ("charts.html", "차트", "Charts"),
    ("tables.html", "표", "Tables"),
    ("claims.html", "검산", "Claims"),
    ("source/index.html", "원문", "Source"),
    ("sql.html", "SQL", ""),
)


@dataclass(frozen=True)
class Site:
    """Where the pages go, and what all of them say."""

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
        "verdict": verdict_text,
        "unit": unit_text,
    }
    environment.filters.update(filters)
    return environment
