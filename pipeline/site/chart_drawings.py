"""The content and looks of each chart: rows to a finding and its SVG, a function a chart.

What belongs here: which figures a chart compares, and its order. What does not: the data (the SQL
in `charts.toml`), the words of a finding (`findings.toml`), the pieces of SVG (`svg`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.site.department_pages import department_path
from pipeline.site.program_pages import program_address
from pipeline.site.svg import Drawing, Line, bar, dot, draw, frame, labelled_bar, rule, text
from pipeline.site.text import decimals_of, number_text, unit_text
from pipeline.vocabulary.load import load

Rows = Sequence[Mapping[str, Any]]
_EOK = 1e8
_ROOM_FOR_VALUES = 1.35
"""Length of an axis in longest bars: the rest is room for the values behind the bars."""
_MONTHS = 12
_NOTHING = ("", "")
_FINDINGS = load("findings", __package__)
_PROGRAMS_OF_SCHEDULE = 30
_STATES = (
    ("완료", "s1", "done"),
    ("추진중", "s2", "in progress"),
    ("검토중", "s3", "under review"),
    ("미반영", "s4", "not adopted"),
)


def _department(row: Mapping[str, Any]) -> str | None:
    return department_path(row["department_id"]) if row["department_id"] else None


def _source(row: Mapping[str, Any]) -> str:
    return f"source/{row['report_id']}.html#L{row['line_start']}"


def _program(row: Mapping[str, Any]) -> str:
    if row["program_id"]:
        return program_address(row["report_id"], row["program_id"])
    return _source(row)


def _eok(won: float) -> str:
    return f"{number_text(round(won / _EOK, 1))}억원"


def _finding(chart: str, **values: object) -> tuple[str, str]:
    """A finding, or a part of one, in Korean and English (findings.toml)."""
    texts = _FINDINGS[chart]
    return texts["ko"].format(**values), texts["en"].format(**values)


def write_rates(values: Sequence[float]) -> Callable[[float], str]:
    """The way rates of one column are written: with the decimals that the longest of them has."""
    decimals = decimals_of(values)
    return lambda value: f"{value:.{decimals}f}"


def spending(rows: Rows) -> Drawing:
    """The rate of each department now and a report before, the highest first."""
    latest = rows[0]["report_id"]
    now = [row for row in rows if row["report_id"] == latest]
    before = {row["부서"]: row for row in rows if row["report_id"] != latest}
    written = write_rates([row["집행률"] for row in rows])
    shown = [row for row in now if not row["합계인가"]] or now
    total = next((row for row in now if row["합계인가"]), None)
    every = [row["집행률"] for row in rows]
    drawn = frame([row["부서"] for row in now], 0, max(*every, 1) * 1.45)
    lines = []
    for row in [*([total] if total and total not in shown else []), *shown]:
        past = before.get(row["부서"])
        at = drawn.axis.at(row["집행률"])
        marks = [dot(at, "s1")]
        words = f"{row['부서']} {row['기준일']}: {written(row['집행률'])} %"
        end = at
        if past:
            was = drawn.axis.at(past["집행률"])
            marks = [rule(was, at, "link"), dot(was, "s0"), dot(at, "s1")]
            end = max(was, at)
            words += f", {past['기준일']}: {written(past['집행률'])} %"
        label = written(row["집행률"]) + (f" ← {written(past['집행률'])}" if past else "")
        marks.append(text(end, 4, label, cls="value", dx=9))
        whole = row is total
        lines.append(Line(row["부서"], marks, words, _department(row), strong=whole))
    ticks = [(value, f"{value:g} %") for value in drawn.axis.ticks()]
    days = [("s1", now[0]["기준일"])]
    if before:
        days.append(("s0", next(iter(before.values()))["기준일"]))
    first, last = shown[0], shown[-1]
    finding = _finding(
        "spending",
        about=_finding("spending_total", rate=written(total["집행률"])) if total else _NOTHING,
        highest=first["부서"],
        high=written(first["집행률"]),
        lowest=last["부서"],
        low=written(last["집행률"]),
    )
    entries = [(cls, str(day or ""), str(day or "")) for cls, day in days]
    return draw(drawn, lines, ticks, finding, entries)


def budget(rows: Rows) -> Drawing:
    """A bar a department, its spending inside."""
    largest = rows[0]["예산현액(원)"]
    drawn = frame([row["부서"] for row in rows], 0, max(largest, 1) * _ROOM_FOR_VALUES)
    lines = []
    for row in rows:
        money, spent = row["예산현액(원)"], row["지출액(원)"]
        label = number_text(round(money / _EOK, 1))
        marks = labelled_bar(drawn, money, 14, "s0", label)
        words = f"{row['부서']}: 예산현액 {number_text(money)}원"
        if spent is not None:
            marks.insert(1, bar(drawn.axis.left, drawn.axis.at(spent), 6, "s1"))
            words += f", 지출액 {number_text(spent)}원"
        lines.append(Line(row["부서"], marks, words, _department(row)))
    of_all = sum(row["예산현액(원)"] for row in rows)
    share = 100 * largest / of_all if of_all else 0
    finding = _finding("budget", department=rows[0]["부서"], budget=_eok(largest), share=share)
    entries = [("s0", "예산현액", "budget"), ("s1", "지출액", "spent")]
    return draw(drawn, lines, _money_ticks(drawn.axis.ticks(), largest), finding, entries)


def staffing(rows: Rows) -> Drawing:
    """Bars to the left where posts are empty, to the right where there are more people."""
    own = [row for row in rows if not row["합계인가"]] or list(rows)
    total = next((row for row in rows if row["합계인가"]), None)
    reach = max(*(abs(row["과부족"]) for row in own), 1) * 1.3
    drawn = frame([row["부서"] for row in own], -reach, reach)
    lines = []
    for row in own:
        over = row["과부족"]
        sign = f"{over:+d}".replace("-", "−") if over else "0"
        marks = labelled_bar(drawn, over, 12, "low" if over < 0 else "s1", sign)
        words = f"{row['부서']}: 정원 {row['정원']}명, 현원 {row['현원']}명, 과부족 {sign}명"
        lines.append(Line(row["부서"], marks, words, _department(row)))
    ticks = [(v, f"{v:g}".replace("-", "−")) for v in drawn.axis.ticks() if v.is_integer()]
    short = [row for row in own if row["과부족"] < 0]
    over = sum(row["과부족"] > 0 for row in own)
    worst = _finding("staffing_worst", of=short[0], by=-short[0]["과부족"]) if short else _NOTHING
    whole = _finding("staffing_total", of=total) if total else _NOTHING
    finding = _finding("staffing", short=len(short), worst=worst, over=over, total=whole)
    return draw(drawn, lines, ticks, finding)


def programs(rows: Rows) -> Drawing:
    """A bar a program."""
    largest = rows[0]["예산(원)"]
    drawn = frame([row["사업"] for row in rows], 0, max(largest, 1) * _ROOM_FOR_VALUES)
    lines = []
    for row in rows:
        marks = labelled_bar(drawn, row["예산(원)"], 12, "s1", _eok(row["예산(원)"]))
        words = f"{row['사업']}: {number_text(row['예산(원)'])}원 ({row['원문']})"
        lines.append(Line(row["사업"], marks, words, _program(row), room=18))
    finding = _finding("programs", program=rows[0]["사업"], budget=_eok(largest))
    return draw(drawn, lines, _money_ticks(drawn.axis.ticks(), largest), finding)


def schedule(rows: Rows) -> Drawing:
    """A line a program, from the month of the report on."""
    first = rows[0]["달"]
    months = [(first.year * _MONTHS + first.month - 1 + n) for n in range(_MONTHS + 1)]
    low = float(months[0])
    of: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        of.setdefault(row["program_id"] or row["사업"], []).append(row)
    chosen = list(of.values())[:_PROGRAMS_OF_SCHEDULE]
    drawn = frame([str(own[0]["사업"]) for own in chosen], low, low + _MONTHS)
    lines = []
    for own in chosen:
        marks, words = [], []
        for row in own:
            start = max(_month(row["시작"]), low)
            end = min(_month(row["끝"]), low + _MONTHS)
            at, to = drawn.axis.at(start), drawn.axis.at(end)
            marks.append(bar(at, to, 8, "s1") if to - at > 1 else dot(at, "s1"))
            words.append(f"{row['원문']} {row['일정']}")
        lines.append(Line(str(own[0]["사업"]), marks, "\n".join(words), _program(own[0]), room=18))
    ticks = list(_month_ticks(months[::2]))
    soon = min(rows, key=lambda row: row["시작"] if row["시작"] >= first else row["끝"])
    finding = _finding("schedule", programs=len(of), steps=len(rows), soon=soon)
    return draw(drawn, lines, ticks, finding)


def _month_ticks(months: Sequence[int]) -> Iterator[tuple[float, str]]:
    """Months with their names; the year stands at its first one only, a phone has no more room."""
    before = None
    for month in months:
        year, number = divmod(month, _MONTHS)
        yield float(month), f"{number + 1}" if year == before else f"{year}.{number + 1}"
        before = year


def _month(day: Any) -> float:
    return float(day.year * _MONTHS + day.month - 1 + (day.day - 1) / 31)


def plans(rows: Rows) -> Drawing:
    """The share of each plan that was reached, the least first."""
    every = [row["달성률"] for row in rows]
    drawn = frame(["·" * 40], 0, max(*every, 100) * _ROOM_FOR_VALUES)
    written = write_rates(every)
    lines = []
    for row in rows:
        unit = unit_text(row["단위"])
        pair = f"{number_text(row['계획'])} → {number_text(row['실적'])}{unit}"
        if row["단위"] == "KRW":
            pair = f"{_eok(row['계획'])} → {_eok(row['실적'])}"
        rate, label = row["달성률"], f"{written(row['달성률'])} %"
        marks = labelled_bar(drawn, rate, 12, "low" if rate < 100 else "s1", label)
        name = f"{row['사업']}: {pair}"
        href = f"source/{row['report_id']}.html#c{row['char_start']}"
        words = (
            f"{row['사업']} · {row['지표']}: 계획 → 실적 {pair}, 연결 신뢰도 {row['연결 신뢰도']:g}"
        )
        lines.append(Line(name, marks, words, href, room=18))
    ticks = [(value, f"{value:g} %") for value in drawn.axis.ticks()]
    reached = sum(value >= 100 for value in every)
    finding = _finding("plans", plans=len(rows), reached=reached)
    return draw(drawn, lines, ticks, finding)


def audit(rows: Rows) -> Drawing:
    """Findings of a department, side by side by state."""
    sums = [sum(row[state] for state, _, _ in _STATES) for row in rows]
    drawn = frame([row["부서"] for row in rows], 0, max(sums) * 1.15)
    lines = []
    for row, total in zip(rows, sums, strict=True):
        marks, before = [], 0
        for state, cls, _ in _STATES:
            if row[state]:
                ends = drawn.axis.at(before), drawn.axis.at(before + row[state])
                marks.append(bar(*ends, 14, cls))
                before += row[state]
        marks.append(text(drawn.axis.at(total), 4, str(total), cls="value", dx=5))
        words = ", ".join(f"{state} {row[state]}건" for state, _, _ in _STATES if row[state])
        lines.append(Line(row["부서"], marks, f"{row['부서']}: {words}", _department(row)))
    ticks = [(v, f"{v:g}") for v in drawn.axis.ticks() if v.is_integer()]
    used = [(cls, ko, en) for ko, cls, en in _STATES if any(row[ko] for row in rows)]
    done = sum(row["완료"] for row in rows)
    finding = _finding("audit", findings=sum(sums), done=done)
    return draw(drawn, lines, ticks, finding, used)


def indicators(rows: Rows) -> Drawing:
    """A bar an indicator, to the left where it is below nothing."""
    values = [row["값"] for row in rows]
    low, high = min(*values, 0.0), max(*values, 0.0)
    room = (high - low or 1) * 0.2
    names = [
        " ".join(str(row[key]) for key in ("지표", "지역", "시기", "종류") if row[key])
        for row in rows
    ]
    drawn = frame(names, low - (room if low < 0 else 0), high + room)
    lines = []
    for name, row in zip(names, rows, strict=True):
        label = f"{row['값']:g} %".replace("-", "−")
        marks = labelled_bar(drawn, row["값"], 10, "low" if row["값"] < 0 else "s1", label)
        lines.append(Line(name, marks, f"{name}: {row['원문']}", _source(row), room=16))
    ticks = [(v, f"{v:g} %".replace("-", "−")) for v in drawn.axis.ticks()]
    finding = _finding("indicators", count=len(rows), name=names[0], value=values[0])
    return draw(drawn, lines, ticks, finding)


def _money_ticks(ticks: Sequence[float], largest: float) -> list[tuple[float, str]]:
    """Labels in 억원, none behind the longest bar, where its value stands."""
    return [
        (value, number_text(round(value / _EOK, 2))) for value in ticks if value <= largest * 1.01
    ]


DRAWN: dict[str, Callable[[Rows], Drawing]] = {
    "spending": spending,
    "budget": budget,
    "staffing": staffing,
    "programs": programs,
    "schedule": schedule,
    "plans": plans,
    "audit": audit,
    "indicators": indicators,
}
"""Chart id to how it is drawn."""
