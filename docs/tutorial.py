"""A release, question by question: run it, read what it prints, change it.

    .venv/bin/python docs/tutorial.py [RELEASE EXPORT.csv]

RELEASE is the folder of a release and EXPORT.csv a file to write, outputs/latest and budget.csv if
none are given. All that is needed is DuckDB and polars; the release is only read.
"""

import sys
from pathlib import Path
from typing import Any

import duckdb
import polars as pl


def main(release: Path, export: Path) -> None:
    """Ask everything, one thing after another."""
    with duckdb.connect(release / "openbogo.duckdb", read_only=True) as db:
        answer_the_question(db)
        find_it_in_the_text(db)
        check_a_claim(db)
        compare_the_years(db)
        look_for_what_to_doubt(db)
        take_it_elsewhere(db, export)


def answer_the_question(db: duckdb.DuckDBPyConnection) -> None:
    """Money is in whole won, rates are as people say them; who and when is in the same row."""
    heading("1. How much of its 2023 budget had 창업정책과 spent by February?")
    row = one(
        db,
        """
        SELECT as_of, budget_krw, expenditure_krw, expenditure_rate_pct,
               expenditure_rate_derived_pct
        FROM budget_execution
        WHERE department = '창업정책과' AND fiscal_year = 2023
        """,
    )
    print(f"{row['expenditure_krw']:,} of {row['budget_krw']:,} won, as of {row['as_of']}")
    print(f"the report says {row['expenditure_rate_pct']} %, its own figures give", end=" ")
    print(f"{row['expenditure_rate_derived_pct']} %")


def find_it_in_the_text(db: duckdb.DuckDBPyConnection) -> None:
    """A row of a table names the table and the row; table_cells has the characters of each cell.

    Characters count in the report's text, which is its lines one after another.
    """
    heading("2. Where does the report say so?")
    cell = one(
        db,
        """
        SELECT c.report_id, r.source_file, c.line_start, c.char_start, c.char_end,
               c.column_header AS heading, l.text_raw
        FROM budget_execution b
        JOIN table_cells c ON c.table_id = b.table_id AND c.row_no = b.row_no
        JOIN reports r ON r.report_id = b.report_id
        JOIN lines l ON l.report_id = c.report_id AND l.line_no = c.line_start
        WHERE b.department = '창업정책과' AND b.fiscal_year = 2023 AND c.column_header = '지출액'
        """,
    )
    text = text_of(db, cell["report_id"])
    printed = text[cell["char_start"] : cell["char_end"]]
    print(f"raw/{cell['source_file']}, line {cell['line_start']}:")
    print(cell["text_raw"].replace(printed, f"⟦{printed}⟧"))
    print(f"characters {cell['char_start']} to {cell['char_end']}: {printed}, {cell['heading']}")


def text_of(db: duckdb.DuckDBPyConnection, report_id: str) -> str:
    """The text of a report, from its published lines, with the line ends that it had."""
    ends = {"lf": "\n", "crlf": "\r\n", "cr": "\r", "none": ""}
    lines = many(
        db,
        "SELECT text_raw, line_ending FROM lines WHERE report_id = ? ORDER BY line_no",
        report_id,
    )
    return "".join(line["text_raw"] + ends[line["line_ending"]] for line in lines)


def check_a_claim(db: duckdb.DuckDBPyConnection) -> None:
    """A claim is a row of relations, with its verdict; its figures are rows of relation_terms."""
    heading("3. The report says that the departments add up. Do they?")
    claim = one(
        db,
        """
        SELECT relation_id, expression, stated_value, computed_value, tolerance, verdict
        FROM relations
        WHERE rule = 'budget_execution.total' AND verdict = 'unlikely'
        """,
    )
    terms = one(
        db,
        "SELECT sum(value) AS total, count(*) AS figures FROM relation_terms WHERE relation_id = ?",
        claim["relation_id"],
    )
    print(claim["expression"])
    print(f"{terms['figures']} figures add up to {terms['total']:,.0f} won,", end=" ")
    print(f"{claim['stated_value']:,.0f} is stated")
    print(f"rounding explains {claim['tolerance']:,.0f} at the very most: {claim['verdict']}")


def compare_the_years(db: duckdb.DuckDBPyConnection) -> None:
    """Departments keep their id while their name does; here the budgets of two reports."""
    heading("4. Whose budget changed most from 2022 to 2023?")
    rows = many(
        db,
        """
        SELECT new.department, old.budget_krw AS before, new.budget_krw AS after
        FROM budget_execution new
        JOIN budget_execution old USING (department_id)
        WHERE old.fiscal_year = 2022 AND new.fiscal_year = 2023
        ORDER BY abs(after - before) DESC, new.department
        LIMIT 3
        """,
    )
    for row in rows:
        change = row["after"] / row["before"] - 1
        before, after = row["before"] / 1e8, row["after"] / 1e8
        print(f"{row['department']}: {before:,.1f} → {after:,.1f} 억원 ({change:+.1%})")


def look_for_what_to_doubt(db: duckdb.DuckDBPyConnection) -> None:
    """A proposal stands beside what is printed, never in its place: it is a hint."""
    heading("5. Which figures are doubtful?")
    rows = many(
        db,
        """
        SELECT DISTINCT
            q.report_id, q.line_start, q.raw, q.value_normalized, q.unit, r.proposed_value
        FROM relations r
        JOIN quantities q ON q.quantity_id = r.suspect_quantity_id
        WHERE r.proposed_value IS NOT NULL
        ORDER BY q.report_id, q.line_start
        """,
    )
    for row in rows:
        print(f"{row['report_id']} line {row['line_start']}: {row['raw']}", end=" ")
        print(f"is {row['value_normalized']:,.0f} {row['unit']},", end=" ")
        print(f"but the other figures give {row['proposed_value']:,.0f}")
    held = one(db, "SELECT count(*) AS passages FROM quarantine")
    print(f"and {held['passages']} passages could not be read: SELECT * FROM quarantine")


def take_it_elsewhere(db: duckdb.DuckDBPyConnection, export: Path) -> None:
    """A byte order mark tells Korean Excel that the file is UTF-8."""
    heading("6. A table of one's own, for Excel")
    frame = pl.DataFrame(
        db.sql(
            """
            SELECT fiscal_year AS 회계연도, department AS 부서, budget_krw AS 예산현액_원,
                   expenditure_krw AS 지출액_원, expenditure_rate_pct AS 집행률_퍼센트
            FROM budget_execution
            WHERE NOT is_total
            ORDER BY fiscal_year, department
            """
        )
    )
    frame.write_csv(export, include_bom=True)
    print(f"{frame.height} rows in {export.name}: {', '.join(frame.columns)}")


def one(db: duckdb.DuckDBPyConnection, sql: str, *values: object) -> dict[str, Any]:
    """The one row of a query, by column."""
    rows = many(db, sql, *values)
    if len(rows) != 1:
        raise SystemExit(f"{len(rows)} rows instead of one: is this the release of both reports?")
    return rows[0]


def many(db: duckdb.DuckDBPyConnection, sql: str, *values: object) -> list[dict[str, Any]]:
    """The rows of a query, each by column."""
    found = db.sql(sql, params=list(values))
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def heading(question: str) -> None:
    """What is asked."""
    print(f"\n{question}\n")


if __name__ == "__main__":
    release, export = ["outputs/latest", "budget.csv"] if len(sys.argv) == 1 else sys.argv[1:3]
    main(Path(release), Path(export))
