"""data-dictionary.md: the release for people, Korean first.

What belongs here: prose and tables in Markdown, generated from the schemas. What does not: anything
said of one particular column; that is said in `schemas/`.
"""

from collections.abc import Mapping, Sequence

from pipeline.release.column_types import column_type
from pipeline.release.descriptors.package import WORKBOOK_FILE
from pipeline.release.duckdb_file import DUCKDB_FILE, SCRIPT_FILE
from pipeline.release.reports import Report, release_title
from pipeline.release.views import views_text
from pipeline.vocabulary.load import load
from pipeline.vocabulary.units import unit_entries
from schemas import ColumnSpec, TableSpec

_INTRO = str(load("texts", __package__)["data_dictionary"]).format(
    duckdb=DUCKDB_FILE, script=SCRIPT_FILE, workbook=WORKBOOK_FILE
)


def data_dictionary(
    specs: Sequence[TableSpec], rows: Mapping[str, int], reports: Sequence[Report]
) -> str:
    """The text of data-dictionary.md."""
    parts = [
        f"# 데이터 사전 · Data dictionary\n\n{release_title(reports)}\n\n{_INTRO}",
        _contents(specs, rows),
        *(_table(spec, rows[spec.name]) for spec in specs),
        views_text(),
        _units(),
    ]
    return "\n".join(parts)


def _contents(specs: Sequence[TableSpec], rows: Mapping[str, int]) -> str:
    lines = ["## 표 · Tables\n", "| 표 table | | 행 rows |", "|---|---|---:|"]
    lines += [
        f"| [`{spec.name}`](#{spec.name}) | {spec.ko} · {spec.title} | {rows[spec.name]:,} |"
        for spec in specs
    ]
    return "\n".join(lines) + "\n"


def _units() -> str:
    """The codes of units: how reports print each, and the first example of each way."""
    printed: dict[str, dict[str, None]] = {}
    examples: dict[str, dict[str, None]] = {}
    for entry in unit_entries():
        printed.setdefault(entry.canonical, {}).update(dict.fromkeys(entry.names))
        examples.setdefault(entry.canonical, {})[entry.examples[0]] = None
    lines = [
        "## 단위 · Units\n",
        "`unit` 열의 코드와, 그 단위가 원문에 적히는 말. `tables`와 `table_cells`의 `unit`은 적힌 "
        "그대로입니다. Codes of the columns `unit` and what reports print for them; in `tables` "
        "and `table_cells` a `unit` is as printed.\n",
        "| 코드 code | 적힌 말 printed | 보기 examples |",
        "|---|---|---|",
        *(
            f"| `{code}` | {', '.join(names)} | {'; '.join(examples[code])} |"
            for code, names in printed.items()
        ),
    ]
    return "\n".join(lines) + "\n"


def _table(spec: TableSpec, rows: int) -> str:
    key = ", ".join(f"`{name}`" for name in spec.primary_key)
    lines = [
        f"## {spec.name}\n",
        f"**{spec.ko} · {spec.title}** — {both(spec.ko_description, spec.description)}\n",
        f"행 rows: {rows:,} · 기본키 primary key: {key}\n",
        "| 열 column | 한국어 term | 자료형 type | 단위 unit | NULL | 키 key | 설명 description"
        " | 허용값 allowed |",
        "|---|---|---|---|---|---|---|---|",
        *(_column(column) for column in spec.columns),
    ]
    return "\n".join(lines) + "\n"


def _column(column: ColumnSpec) -> str:
    cells = [
        f"`{column.name}`",
        column.ko,
        column_type(column).label,
        column.unit or "",
        "NULL" if column.nullable else "",
        _key(column),
        both(column.ko_description, column.description),
        _allowed_values(column),
    ]
    # A bar ends a cell even inside backticks, and so must be escaped everywhere.
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def both(one: str | None, other: str | None) -> str:
    """Two texts that say the same, or the one that there is."""
    return " ".join(text for text in (one, other) if text)


def _key(column: ColumnSpec) -> str:
    marks = ["PK"] if column.key else []
    if column.references is not None:
        table, target = column.references
        marks.append(f"→ [`{table}.{target}`](#{table})")
    return " ".join(marks)


def _allowed_values(column: ColumnSpec) -> str:
    labels = column.labels
    rules = [both(f"`{value}`", labels.get(value)) for value in column.values or ()]
    if column.minimum is not None:
        rules.append(f"≥ {column.minimum:g}")
    if column.maximum is not None:
        rules.append(f"≤ {column.maximum:g}")
    if column.pattern is not None:
        rules.append(f"`{column.pattern}`")
    return ", ".join(rules)
