"""Tables that hold the source itself, lossless: its outline, lines, tables and their cells."""

import datetime

from schemas.column import char_end, char_start, column, line_end, line_start, report_key
from schemas.table import Table

LINE_KINDS = ("blank", "heading", "item", "paragraph", "table", "caption", "note", "furniture")
SECTION_KINDS = ("report", "chapter", "goal", "program", "subprogram", "heading", "item")
SECTION_ROLES = (
    *("organisation", "staffing", "budget", "duties", "overview", "context", "results", "plan"),
    *("issue", "schedule", "progress", "audit", "competition", "statistics", "reference"),
)
LINE_ENDINGS = ("lf", "crlf", "cr", "none")
DIALECTS = ("spaces", "tabs", "html", "box")


class Sections(Table):
    """The outline of a report as a tree: chapters, goals, programs, headings and items."""

    section_id: str = column(
        "Report and position in the outline: 4.1.2 is the second part of the first of the fourth.",
        ko="절",
        key=True,
    )
    report_id: str = report_key(key=False)
    parent_id: str = column(
        "Section above; NULL for the report itself.",
        ko="상위 절",
        nullable=True,
        references="sections.section_id",
    )
    ordinal: int = column("Order among the sections of the report, from 1.", ko="순서", ge=1)
    level: int = column("Depth below the report, which is 0.", ko="깊이", ge=0)
    kind: str = column(
        "What it is: program is a work item (주요 업무), subprogram a circled part of one.",
        ko="종류",
        values=SECTION_KINDS,
    )
    role: str = column(
        "What it holds, told by its heading or else by that of the section above it; NULL where no "
        "heading tells.",
        ko="역할",
        nullable=True,
        values=SECTION_ROLES,
    )
    marker: str = column(
        "Mark it begins with, as printed: Ⅳ, 1, ①, □, ○, －, ▶; NULL where it has none.",
        ko="머리 기호",
        nullable=True,
    )
    number: int = column("The number its mark counts.", ko="번호", nullable=True, ge=0)
    title: str = column(
        "Its heading, or the text of an item; ` | ` stands where the mark of a second heading on "
        "one line stood; NULL for the report itself.",
        ko="제목",
        nullable=True,
    )
    line_start: int = line_start()
    line_end: int = line_end()

    class Config:
        """Identity of the table."""

        name = "sections"
        title = "Sections"
        metadata = {"ko": "목차", "group": "document"}


class Lines(Table):
    """Every line of every report: text_raw with the line endings, joined in order, is the file."""

    report_id: str = report_key()
    line_no: int = column("Line number, from 1.", ko="줄 번호", key=True, ge=1)
    text_raw: str = column("The line as it stands, without its line ending.", ko="원문 표기")
    text: str = column(
        "The line made readable: NFC, letter-spacing closed up, markup removed.", ko="본문"
    )
    char_start: int = char_start()
    line_ending: str = column(
        "How the line ends: lf, crlf, cr, or none on a last line without one.",
        ko="줄바꿈",
        values=LINE_ENDINGS,
    )
    page_no: int = column(
        "Page, for formats that have pages; otherwise NULL.", ko="쪽", nullable=True, ge=1
    )
    section_id: str = column(
        "Innermost section of the outline the line belongs to.",
        ko="절",
        references="sections.section_id",
    )
    kind: str = column("What sort of line it is.", ko="줄 종류", values=LINE_KINDS)

    class Config:
        """Identity of the table."""

        name = "lines"
        title = "Lines"
        metadata = {"ko": "줄", "group": "document"}


class Tables(Table):
    """Every table found in a report, typed or not."""

    table_id: str = column("Report and running number of the table in it.", ko="표", key=True)
    report_id: str = report_key(key=False)
    section_id: str = column(
        "Innermost section of the outline the table begins in.",
        ko="절",
        references="sections.section_id",
    )
    caption: str = column("Heading printed above the table.", ko="표 제목", nullable=True)
    unit: str = column(
        "Unit printed with the table, from (단위 : …), as printed.", ko="단위", nullable=True
    )
    as_of: datetime.date = column(
        "Day the table's figures are stated for (기준).", ko="기준일", nullable=True
    )
    dialect: str = column("How the table is written in the source.", ko="표기", values=DIALECTS)
    row_count: int = column("Rows, headers included.", ko="행 수", ge=1)
    column_count: int = column("Columns, row headers included.", ko="열 수", ge=1)
    line_start: int = line_start()
    line_end: int = line_end()

    class Config:
        """Identity of the table."""

        name = "tables"
        title = "Tables"
        metadata = {"ko": "표", "group": "document"}


class TableCells(Table):
    """Every cell of every table, with the headers that say what it means."""

    table_id: str = column("The table.", ko="표", key=True, references="tables.table_id")
    row_no: int = column("Row, from 1, headers included.", ko="행", key=True, ge=1)
    column_no: int = column("Column, from 1, row headers included.", ko="열", key=True, ge=1)
    report_id: str = report_key(key=False)
    is_header: bool = column("The cell heads a column.", ko="머리 칸")
    row_header: str = column("Heading of the cell's row.", ko="행 제목", nullable=True)
    column_header: str = column(
        "Headings of the cell's column, merged ones joined with ' / '.",
        ko="열 제목",
        nullable=True,
    )
    text: str = column("The cell made readable; NULL when it is empty.", ko="내용", nullable=True)
    text_raw: str = column(
        "The cell as it stands; NULL when it is empty.",
        ko="원문 표기",
        nullable=True,
        printed="char",
    )
    value: float = column(
        "The number, when the cell is one number, in the unit as printed; "
        "a dash under a staffing heading is no number here.",
        ko="값",
        nullable=True,
    )
    unit: str = column(
        "Unit of the value, from the cell, its column heading or the table, as printed.",
        ko="단위",
        nullable=True,
    )
    quantity_id: str = column(
        "The quantity this cell is; NULL where it is not exactly one.",
        ko="수량",
        nullable=True,
        references="quantities.quantity_id",
    )
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start()
    char_end: int = char_end()

    class Config:
        """Identity of the table."""

        name = "table_cells"
        title = "Table cells"
        metadata = {"ko": "표 칸", "group": "document"}
