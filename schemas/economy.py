"""Tables of the economy: the indicators a report states."""

import datetime

from schemas.column import char_end, char_start, column, line_end, line_start, report_key
from schemas.figures import PARTS
from schemas.table import Table

MEASURES = ("level", "share", "change_yoy", "change_mom", "change", "forecast")
STATUSES = ("actual", "provisional", "forecast")


class Indicators(Table):
    """Every value that a report's chapter on the economic situation (경제상황) states."""

    report_id: str = report_key()
    item_no: int = column("Number of the value in its report, from 1.", ko="번호", key=True, ge=1)
    topic: str = column(
        "What the heading above it is about: 최근 산업동향.", ko="주제", nullable=True
    )
    indicator: str = column(
        "What is measured, as the report names it: 고용률. A branch of the economy has what is "
        "measured of it behind it, where the line says so: (생산) 서비스업 is 서비스업 생산.",
        ko="지표",
    )
    geography: str = column(
        "Whose value it is: 서울, 전국 (also where 한국 is printed), 세계 …; NULL where nothing "
        "says so. Of a share, whose part.",
        ko="지역",
        nullable=True,
    )
    period: str = column(
        "When it holds, as printed with it or in the nearest heading; 9개월 연속 where only its "
        "length is said.",
        ko="기준 시점",
        nullable=True,
    )
    period_start: datetime.date = column("First day of the period.", ko="시작일", nullable=True)
    period_end: datetime.date = column(
        "Last day of the period, inclusive.", ko="종료일", nullable=True
    )
    value: float = column(
        "The value in the unit. A change that goes down is negative, whether a sign, an arrow or "
        "a word (0.1p 하락) says so.",
        ko="값",
        of_quantity="value_normalized",
    )
    unit: str = column(
        "Canonical unit, as in quantities; NULL for an index, or where no known unit is printed.",
        ko="단위",
        nullable=True,
        of_quantity="unit",
    )
    measure: str = column(
        "What the value is: a level, a share of a whole, a change on the year (change_yoy), on the "
        "month (change_mom) or from anything else (change), or a forecast of any of these.",
        ko="측정 구분",
        values=MEASURES,
    )
    comparison: str = column(
        "The words that say what a change is counted from, or a share is part of: 전년동월대비, "
        "전국 대비, 비중 (B/A).",
        ko="비교 기준",
        nullable=True,
    )
    status: str = column(
        "provisional where 잠정 is printed with it or above it; forecast where 전망 or 예상 is. In "
        "a series of a forecast, the periods that were over are actual.",
        ko="확정 여부",
        values=STATUSES,
    )
    source: str = column(
        "Who publishes or forecasts it, as printed with it, in its row, or in the note of its "
        "heading (자료 : 통계청).",
        ko="출처",
        nullable=True,
    )
    source_period: str = column(
        "When the source said so, as printed beside its name: 기재부, ’21.12월.",
        ko="출처 시점",
        nullable=True,
    )
    index_base: str = column(
        "Base of an index, as printed: 2015=100.", ko="지수 기준", nullable=True
    )
    modifier: str = column(
        "Words around it that say how it is meant (약, 이상 …): 5% 이상 is no value but a bound.",
        ko="한정어",
        nullable=True,
        of_quantity="modifier",
    )
    part: str = column(
        "End of a range (low, high) or of a change (from, to), in the order printed.",
        ko="구간 위치",
        nullable=True,
        values=PARTS,
        of_quantity="part",
    )
    raw: str = column("Sign, number and unit as printed.", ko="원문 표기", of_quantity="raw")
    quantity_id: str = column(
        "The figure among all figures.", ko="수량", references="quantities.quantity_id"
    )
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start()
    char_end: int = char_end()

    class Config:
        """Identity of the table."""

        name = "indicators"
        title = "Economic indicators"
        metadata = {"ko": "경제상황 지표", "group": "facts"}
