"""Tables of the files of the reports: those published, and those that newer ones replace."""

import datetime
from typing import Any

from schemas.column import column, report_key
from schemas.table import Table

SOURCE_FORMATS = ("txt", "md", "html", "pdf", "hwpx", "hwp", "hml", "docx", "odt", "xlsx")
SUPERSEDING = ("issued", "as_of", "saved", "name")


def _share(which: str, ko: str) -> Any:
    """A share of a report's characters."""
    return column(
        f"Share of its characters, without space, on lines {which}.",
        ko=f"{ko} 비율",
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
        ko="뺀 내용",
        nullable=True,
    )
    typed_share_derived_pct: float = _share(
        "that a row of a table of facts was read from", "표로 정리된"
    )
    untyped_share_derived_pct: float = _share(
        "that are text of the outline only", "원문으로만 실린"
    )
    furniture_share_derived_pct: float = _share(
        "of page numbers, headers and footers", "쪽 번호·머리글"
    )

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
