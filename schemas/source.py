"""Tables that hold the source itself, lossless: reports, lines, tables and their cells."""

import datetime
from typing import Any

from schemas.column import char_end, char_start, column, line_end, line_start, report_key
from schemas.table import Table

SOURCE_FORMATS = ("txt", "md", "html", "pdf", "hwpx", "hwp", "hml", "docx", "odt", "xlsx")
LINE_KINDS = (
    "blank",
    "heading",
    "item",
    "paragraph",
    "table",
    "caption",
    "note",
    "furniture",
)
SECTION_KINDS = (
    "report",
    "chapter",
    "goal",
    "program",
    "subprogram",
    "heading",
    "item",
)
SECTION_ROLES = (
    "organisation",
    "staffing",
    "budget",
    "duties",
    "overview",
    "context",
    "results",
    "plan",
    "issue",
    "schedule",
    "progress",
    "audit",
    "competition",
    "statistics",
    "reference",
)
LINE_ENDINGS = ("lf", "crlf", "cr", "none")
SUPERSEDING = ("issued", "as_of", "saved", "name")
DIALECTS = ("spaces", "tabs", "html", "box")


def _share(which: str, ko: str) -> Any:
    """A share of a report's characters."""
    return column(
        f"Share of its characters, without space, on lines {which}.",
        ko=f"{ko} 비중",
        unit="percent",
        ge=0,
        le=100,
    )


class Reports(Table):
    """One row a report: who wrote it, for which month, and the exact file it was read from."""

    report_id: str = column(
        "Stable readable name of the report: agency and month.", ko="보고서", key=True
    )
    government: str = column(
        "Government the agency belongs to, by its cover, its text or its path; NULL for the "
        "state's own, and when nothing names it.",
        ko="자치단체",
        nullable=True,
    )
    agency: str = column("Agency that reports, as its cover names it.", ko="기관")
    agency_id: str = column(
        "Stable name of the agency (its folder in raw/).", ko="기관 식별자", pattern=r"^[a-z0-9-]+$"
    )
    title: str = column(
        "Title as the cover prints it; NULL when the cover prints none.", ko="제목", nullable=True
    )
    period: datetime.date = column("First day of the month the report is for.", ko="보고 월")
    as_of: datetime.date = column(
        "Latest day any figure of the report is stated for (기준); NULL when none is given.",
        ko="기준일",
        nullable=True,
    )
    agency_line: int = column(
        "Line the agency was read from; NULL when only the file's name or a note beside it says "
        "it.",
        ko="기관을 읽은 줄",
        nullable=True,
        ge=1,
    )
    period_line: int = column(
        "Line the month was read from; NULL when only the file's name, a year, or a note beside "
        "it says it.",
        ko="보고 월을 읽은 줄",
        nullable=True,
        ge=1,
    )
    issued: datetime.date = column(
        "Day this version was issued, as the note beside the file says; NULL where it says none.",
        ko="발행일",
        nullable=True,
    )
    saved: str = column(
        "When the file was last saved, in Korean time, as the file itself says: of a copy in "
        "another format that is when it was converted. NULL where it does not say.",
        ko="파일 저장 시각",
        nullable=True,
    )
    source_url: str = column(
        "Address the file was taken from, as the note beside it says; NULL where it says none.",
        ko="출처 주소",
        nullable=True,
        pattern=r"^https?://\S+$",
    )
    retrieved_on: datetime.date = column(
        "Day the file was taken from there, as the note beside it says; NULL where it says none.",
        ko="수집일",
        nullable=True,
    )
    source_file: str = column("Path of the file below raw/.", ko="원본 파일")
    source_format: str = column("Format of the file.", ko="원본 형식", values=SOURCE_FORMATS)
    text_origin: str = column(
        "Where the characters come from: a file's own text layer, text recognition, or markup.",
        ko="글자 출처",
        values=("text_layer", "ocr", "markup"),
    )
    source_sha256: str = column("SHA-256 of the file.", ko="원본 해시", pattern=r"^[0-9a-f]{64}$")
    text_sha256: str = column(
        "SHA-256 of the canonical text in UTF-8: joining the lines gives this text back.",
        ko="본문 해시",
        pattern=r"^[0-9a-f]{64}$",
    )
    source_bytes: int = column("Size of the file.", ko="원본 크기", unit="byte", ge=1)
    encoding: str = column("Character encoding the file's text was read in.", ko="문자 인코딩")
    line_count: int = column("Number of lines of the canonical text.", ko="줄 수", ge=1)
    char_count: int = column(
        "Number of characters (code points) of the canonical text.", ko="글자 수", ge=1
    )
    stored_char_count: int = column(
        "Characters that the file holds as text, spaces not counted: those of comments, struck out "
        "text and formulas too.",
        ko="파일의 글자 수",
        ge=0,
    )
    added_char_count: int = column(
        "Characters that the reader prints as the program that wrote the file prints them, without "
        "being stored: automatic numbers and bullets, numbers of notes.",
        ko="덧붙인 글자 수",
        ge=0,
    )
    left_out_char_count: int = column(
        "Characters that the file holds and the canonical text leaves out.",
        ko="뺀 글자 수",
        ge=0,
    )
    left_out: str = column(
        "What they are, and how many characters each: hidden comment 12, struck out 30. NULL where "
        "nothing is left out.",
        ko="뺀 것",
        nullable=True,
    )
    typed_share_derived_pct: float = _share(
        "that a row of a table of facts was read from", "유형화"
    )
    untyped_share_derived_pct: float = _share("that are text of the outline only", "비유형")
    furniture_share_derived_pct: float = _share("of page numbers, headers and footers", "쪽 장식")

    class Config:
        """Identity of the table."""

        name = "reports"
        title = "Reports"
        metadata = {"ko": "보고서", "group": "document"}


class Superseded(Table):
    """A file that is left out because another file holds a newer version of the same report."""

    report_id: str = report_key()
    source_file: str = column("Path of the file that is left out, below raw/.", ko="파일", key=True)
    superseded_by: str = column(
        "Path of the newer file. One in another folder may be newer still: it then has a row too.",
        ko="대체 파일",
    )
    evidence: str = column(
        "What says that the other is newer: issued, as_of and saved are columns of reports; name "
        "is the order of the names of the files, where nothing else tells them apart.",
        ko="판단 근거",
        values=SUPERSEDING,
    )
    stated: str = column("The same of this file.", ko="근거 값")
    stated_newer: str = column("The same of the other.", ko="대체 파일의 근거 값")
    same_text: bool = column(
        "Both have the same canonical text, to the character.", ko="본문 동일 여부"
    )
    title: str = column(
        "Title in this file; NULL when its cover prints none.", ko="제목", nullable=True
    )
    source_sha256: str = column("SHA-256 of this file.", ko="원본 해시", pattern=r"^[0-9a-f]{64}$")
    reason: str = column("All that in a sentence.", ko="사유")
    reason_ko: str = column("The same in Korean.", ko="한국어 사유")

    class Config:
        """Identity of the table."""

        name = "superseded"
        title = "Superseded files"
        metadata = {"ko": "대체된 파일", "group": "document"}


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
    text_raw: str = column("The line as it stands, without its line ending.", ko="원문")
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
        "The cell as it stands; NULL when it is empty.", ko="원문", nullable=True, printed="char"
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
