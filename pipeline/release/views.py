"""Views and macros of the DuckDB file (views.toml), as statements and as a page of the dictionary.

What belongs here: reading their declarations. What does not: any query; they stand in views.toml.
"""

from dataclasses import dataclass
from functools import cache

from pipeline.release.sql import literal, quote_name
from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class View:
    """A view, or a macro where it has parameters."""

    name: str
    ko: str
    description: str
    sql: str
    parameters: str = ""

    @property
    def statements(self) -> list[str]:
        """The statement that makes it, and its comment."""
        kind = "MACRO" if self.parameters else "VIEW"
        given = f"({self.parameters})" if self.parameters else ""
        comment = literal(f"{self.ko} · {self.description}")
        return [
            f"CREATE {kind} {quote_name(self.name)}{given} AS {self.sql.strip()}",
            f"COMMENT ON {kind} {quote_name(self.name)} IS {comment}",
        ]


@cache
def views() -> tuple[View, ...]:
    """Macros, which views use, then views."""
    table = load("views", __package__)
    return tuple(View(**entry) for kind in ("macro", "view") for entry in table[kind])


def views_text() -> str:
    """The section of data-dictionary.md."""
    rows = [
        f"| `{view.name}{'(' + view.parameters + ')' if view.parameters else ''}` | {view.ko} "
        f"| {view.description} |"
        for view in views()
    ]
    head = (
        "## 뷰와 매크로 · Views and macros\n\nDuckDB 파일에만 있습니다. Only in the DuckDB file.\n"
    )
    return "\n".join([head, "| 이름 name | 뜻 | meaning |", "|---|---|---|", *rows, ""])
