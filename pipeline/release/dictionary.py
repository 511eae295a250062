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
from pipeline.vocabulary.units import unit_entries
from schemas import ColumnSpec, TableSpec

_INTRO = f"""\
정부 업무보고에서 읽은 표입니다. 모든 표는 같은 내용으로 여러 형식에 들어 있습니다.
Tables read from government reports. Each table is here in several formats, with the same content.

| 파일 file | 쓰임 use |
|---|---|
| `{DUCKDB_FILE}` | 모든 표, 키와 설명 포함 · all tables with keys and comments, for SQL |
| `{SCRIPT_FILE}` | 행이 많으면 그 대신, 파일을 만드는 SQL · of many rows: SQL that makes it |
| `parquet/` | 자료형이 보존되는 형식 · keeps every type, for Python and R |
| `csv/` | UTF-8 · for everything else |
| `csv-excel/` | 같은 CSV, 엑셀에서 바로 열림 · the same CSV, opens in Korean Excel |
| `{WORKBOOK_FILE}` | 보고서와 사실의 표, 안내와 함께 · reports and facts, with a guide, for Excel |
| `datapackage.json` | 기계가 읽는 설명 · this dictionary for machines (Data Package) |
| `csvw.json` | 같은 설명, W3C CSVW · the same as CSV on the Web (W3C) |
| `SHA256SUMS` | 검증 · to verify: `sha256sum -c SHA256SUMS` |

- **단위**: 금액은 원 단위 정수, 백분율은 23.5처럼 적습니다.
  Money is whole won; percentages are written as people say them (23.5). [코드 codes](#단위--units)
- **빈 값**: 원문에 없는 값은 NULL이며 CSV에서는 빈칸입니다. 따옴표만 있는 칸(`""`)은 빈 글입니다.
  What the source does not say is NULL, an empty field in CSV. A quoted empty field is empty text.
- **출처**: `line_start`, `line_end`는 원문의 줄(1부터), `char_start`, `char_end`는 글자 위치(0부터,
  끝은 포함하지 않음)입니다. Lines of the source text count from 1; characters from 0, end excluded.
- **계산값**: 이름에 `_derived`가 있는 열은 원문의 값이 아니라 계산한 값입니다. `relations`,
  `plan_outcomes`, `errata`, `checks`의 판정, 차이, 점수, 제안값도 계산한 값입니다. Columns with
  `_derived` in the name are computed here, and so are verdicts, differences, scores and proposals
  of these four tables; all others are as stated.
- **순서**: 행은 기본키 순입니다. Rows are sorted by primary key.
"""


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
