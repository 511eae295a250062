"""Tables of every number: each run of digits with its role, and each stated quantity."""

import datetime

from schemas.column import char_end, char_start, column, line_end, line_start, report_key
from schemas.table import Table

ROLES = ("quantity", "date", "ordinal", "identifier", "name", "markup", "unknown")
DIRECTIONS = ("up", "down")
PARTS = ("low", "high", "from", "to", "ratio", "of_which", "plan", "result")
UNIT_SOURCES = (
    "own",
    "range",
    "change",
    "beside",
    "list",
    "series",
    "heading",
    "caption",
    "implied",
    "repeated",
)


class Numerals(Table):
    """Every maximal run of the digits 0 to 9 of every report, exactly once, with its role."""

    report_id: str = report_key()
    char_start: int = char_start(key=True)
    char_end: int = char_end()
    line_start: int = line_start()
    line_end: int = line_end()
    raw: str = column(
        "The digits, as printed: full-width ones too.", ko="숫자", pattern=r"^[0-9０-９]+$"
    )
    role: str = column(
        "What the digits are part of; unknown where no rule says, which a check reports.",
        ko="역할",
        values=ROLES,
    )
    quantity_id: str = column(
        "The quantity, when the role is quantity.",
        ko="수량",
        nullable=True,
        references="quantities.quantity_id",
    )

    class Config:
        """Identity of the table."""

        name = "numerals"
        title = "Numerals"
        metadata = {"ko": "모든 숫자", "group": "figures"}


class Quantities(Table):
    """Every quantity a report states, with its unit, its precision and what it measures."""

    quantity_id: str = column("Report and place of the quantity.", ko="수량", key=True)
    report_id: str = report_key(key=False)
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start()
    char_end: int = char_end()
    raw: str = column("Sign, number and unit as printed.", ko="원문 표기", printed="char")
    value: float = column(
        "The number as written before unit_raw: 1,234 of 1,234백만원. A number of several parts "
        "(1조 4천억원) is their sum, before the unit alone. △, ▲ and - make it negative.",
        ko="값",
    )
    unit_raw: str = column(
        "Unit as printed, closed up, with its powers of ten: behind the number or, where the "
        "number is bare, where unit_source says.",
        ko="표기 단위",
        nullable=True,
    )
    unit: str = column(
        "Canonical unit, a code of data-dictionary.md; NULL where none is printed or the "
        "counter is not listed.",
        ko="단위",
        nullable=True,
    )
    value_normalized: float = column("The value in the canonical unit.", ko="환산값")
    resolution: float = column(
        "Weight of the last written digit in the canonical unit: the value stands for plus and "
        "minus half of it. 0 for whole things counted singly.",
        ko="표기 정밀도",
        ge=0,
    )
    modifier: str = column(
        "Words around it that say how it is meant (약, 최대, 이상, 총 …), in order; also those "
        "behind the last of several figures that hold for all: 2팀·5명(누적), 10억 또는 3억 이상.",
        ko="한정어",
        nullable=True,
    )
    direction: str = column(
        "Which way a change goes, from its sign, an arrow or the word behind it.",
        ko="방향",
        nullable=True,
        values=DIRECTIONS,
    )
    subject: str = column(
        "Whose it is, from the widest to the nearest: program, the headings and items above, the "
        "caption and the row of its table, the words that lead up to it. NULL where the "
        "label says all.",
        ko="대상",
        nullable=True,
    )
    label: str = column(
        "What is measured, in the words beside the figure, of its head or of its column, with what "
        "tells it from its neighbours (여성, 목표, 누적, 1인당); of the heading above where its "
        "own words say nothing. Parts stand from the widest to the nearest, ' / ' between.",
        ko="항목",
        nullable=True,
    )
    period: str = column(
        "When it holds, as printed: beside it, in its statement, in the headings of its row and "
        "column, in the note on the day above its table, or in a heading above that says results, "
        "plan or state. NULL for what has no time (areas, lengths, conditions, total cost).",
        ko="기준 시점",
        nullable=True,
    )
    period_start: datetime.date = column(
        "First day of the period; NULL where its beginning is open or not printed.",
        ko="시작일",
        nullable=True,
    )
    period_end: datetime.date = column(
        "Last day of the period, inclusive; NULL where its end is open.", ko="종료일", nullable=True
    )
    unit_source: str = column(
        "Where the unit stands: with the number (own), at the other end of a range or change, at "
        "the number beside it, at the head of its list, before its series, in a heading, in the "
        "caption; implied by the word of a heading; at the cell that it repeats.",
        ko="단위 출처",
        nullable=True,
        values=UNIT_SOURCES,
    )
    part: str = column(
        "End of a range (low, high) or of a change (from, to), part of a ratio (7:3), part of the "
        "figure before it (of_which); else whether it is a plan or a result, where its words or a "
        "heading above say so.",
        ko="구간 위치",
        nullable=True,
        values=PARTS,
    )
    is_repeat: bool = column(
        "It only prints a cell of a table again, as text recognition does behind nested tables.",
        ko="반복 표기",
    )
    unconfirmed: bool = column(
        "It was read by text recognition (OCR), and no exact sum, rate or other relation of the "
        "report has it: digits may be wrong.",
        ko="확인되지 않음",
    )
    section_id: str = column(
        "Section it stands in; NULL where no outline was read.",
        ko="절",
        nullable=True,
        references="sections.section_id",
    )
    program_id: str = column(
        "Program it stands in; NULL outside of programs.",
        ko="사업",
        nullable=True,
        references="programs.program_id",
    )
    table_id: str = column(
        "Innermost table around it.", ko="표", nullable=True, references="tables.table_id"
    )

    class Config:
        """Identity of the table."""

        name = "quantities"
        title = "Quantities"
        metadata = {"ko": "모든 수량", "group": "figures"}
