"""How each chart looks: rows to a Vega-Lite specification.

What belongs here: marks, axes and hover values, a function a chart. What does not: the data (the
SQL in `charts.toml`), and colours of text and lines, which the page sets for light and dark.
"""

from collections.abc import Callable
from math import prod
from typing import Any, Literal

import altair as alt

Rows = list[dict[str, Any]]

Specification = dict[str, Any]

_STEP = 22
# Colour-blind safe (Okabe and Ito, a lighter blue), of a contrast above 3 on white and on black.
_COLOURS = ("#2b86c9", "#d55e00", "#009e73", "#cc79a7")
ABOVE, ABOVE_ON_PHONES = "above", "above on phones"
"""Where names too long to stand beside a bar go; `static/charts.js` puts them there."""


def _y(field: str) -> alt.Y:
    return alt.Y(f"{field}:N", sort=None, axis=alt.Axis(title=None))


def _offset(field: str) -> alt.YOffset:
    return alt.YOffset(f"{field}:N", sort=None)


def _tooltip(*fields: str) -> list[alt.Tooltip]:
    """Hover values; a field ends in :Q for numbers with thousands marked, as ,.1f."""
    found = []
    for field in fields:
        name, _, kind = field.partition(":")
        form = ",.10~f" if kind == "Q" else alt.Undefined
        found.append(alt.Tooltip(f"{name}:{kind or 'N'}", title=name, format=form))
    return found


def _chart(rows: Rows) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=rows))


def _sized(
    chart: Any, rows: Rows, *fields: str, step: int = _STEP, names: str | None = None
) -> Specification:
    """As wide as the page, and so high that each row of each of these fields has its place."""
    lanes = [len({row[field] for row in rows}) for field in fields]
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    sized = chart.properties(width="container", height=step * prod(lanes), autosize=fit)
    return dict(sized.to_dict()) | ({"usermeta": {"names": names}} if names else {})


def _until(rows: Rows, *fields: str) -> alt.Scale:
    """An axis from zero that leaves a third of the page to the texts behind the bars."""
    largest = max(row[field] or 0 for row in rows for field in fields)
    return alt.Scale(domain=[0, largest * 1.5], nice=False)


def budget(rows: Rows) -> Specification:
    """Three bars, one inside the other, for each department and day."""
    about = _tooltip(
        "부서", "기준일", "예산현액:Q", "원인행위액:Q", "지출액:Q", "원인행위율:Q", "집행률:Q"
    )
    base = _chart(rows)
    layers = []
    names = ("예산현액", "원인행위액", "지출액")
    sizes = (1.0, 0.62, 0.28)
    for name, size in zip(names, sizes, strict=True):
        layers.append(
            base.transform_calculate(amount=f"'{name}'")
            .mark_bar(height={"band": size})
            .encode(
                y=_y("부서"),
                yOffset=_offset("report_id"),
                x=alt.X(
                    f"{name}:Q",
                    title="억원 (100 million won)",
                    axis=alt.Axis(tickCount=8),
                    scale=_until(rows, *names),
                ),
                color=alt.Color(
                    "amount:N",
                    title=None,
                    scale=alt.Scale(domain=names, range=["#9ecae1", "#4292c6", "#08306b"]),
                ),
                tooltip=about,
            )
        )
    # The year and the month alone have room behind the longest bar on a phone.
    day = (
        base.transform_calculate(day="slice(datum['기준일'], 2, 7)")
        .mark_text(align="left", dx=5, fontSize=11)
        .encode(y=_y("부서"), yOffset=_offset("report_id"), x="예산현액:Q", text="day:N")
    )
    return _sized(alt.layer(*layers, day), rows, "부서", "report_id", step=_STEP - 4)


def rates(rows: Rows) -> Specification:
    """A mark for each rate: colour tells the day, shape the rate."""
    marks = _chart(rows).mark_point(size=90, filled=True, opacity=0.9)
    return _sized(
        marks.encode(
            y=_y("부서"),
            x=alt.X("퍼센트:Q", title="%", axis=alt.Axis(tickCount=8)),
            color=_by("기준일"),
            shape=alt.Shape("비율:N", title=None),
            tooltip=_tooltip("부서", "기준일", "비율", "퍼센트:Q"),
        ),
        rows,
        "부서",
    )


def staffing(rows: Rows) -> Specification:
    """Actual staff inside authorized staff, the difference beside them."""
    base = _chart(rows).encode(
        y=_y("부서"),
        yOffset=_offset("report_id"),
        tooltip=_tooltip("부서", "기준일", "정원:Q", "현원:Q", "과부족:Q"),
    )
    persons = alt.X(
        "정원:Q",
        title="명 (persons)",
        axis=alt.Axis(tickCount=8),
        scale=_until(rows, "정원", "현원"),
    )
    authorized = base.mark_bar(color="#9ecae1").encode(x=persons)
    actual = base.mark_bar(height={"band": 0.45}, color="#2171b5").encode(x="현원:Q")
    text = (
        base.transform_calculate(
            over="max(datum['정원'], datum['현원'])",
            day="slice(datum['기준일'], 2, 7)",
            sign="datum['과부족'] > 0 ? '+' + datum['과부족'] : "
            "datum['과부족'] < 0 ? '−' + (-datum['과부족']) : '0'",
        )
        .transform_calculate(label="datum.sign + '  (' + datum.day + ')'")
        .mark_text(align="left", dx=5, fontSize=11)
        .encode(x="over:Q", text="label:N")
    )
    return _sized(alt.layer(authorized, actual, text), rows, "부서", "report_id", step=_STEP - 4)


def programs(rows: Rows) -> Specification:
    """A bar a program."""
    return _sized(
        _named(rows)
        .mark_bar()
        .encode(
            y=_y("name"),
            x=alt.X("예산:Q", title="억원 (100 million won)", axis=alt.Axis(tickCount=8)),
            color=_by("보고"),
            tooltip=_tooltip("사업", "보고", "예산:Q", "원문", "program_id"),
        ),
        rows,
        "program_id",
        names=ABOVE_ON_PHONES,
    )


def schedule(rows: Rows) -> Specification:
    """A row a program, a bar from start to end, a point where only one of them is stated."""
    base = _named(rows).encode(
        y=_y("name"),
        color=alt.Color(
            "상태:N", title=None, scale=alt.Scale(domain=["예정", "완료"], range=list(_COLOURS[:2]))
        ),
        tooltip=_tooltip("사업", "일정", "원문", "시작", "끝", "상태", "보고"),
    )

    def start(side: Literal["top", "bottom"]) -> alt.X:
        axis = alt.Axis(
            title=None, format="%Y-%m", labelAngle=-45, orient=side, grid=side == "bottom"
        )
        return alt.X("시작:T", axis=axis)

    # The chart is long: the years stand at both of its ends.
    bars = base.mark_bar(height=8, opacity=0.8, cornerRadius=2).encode(x=start("bottom"), x2="끝:T")
    points = base.mark_point(filled=True, size=28, opacity=0.9).encode(x=start("top"))
    both = alt.layer(bars, points).resolve_axis(x="independent")
    return _sized(both, rows, "program_id", step=18, names=ABOVE_ON_PHONES)


def plans(rows: Rows) -> Specification:
    """How much of each plan was reached, sure links darker."""
    # Numbered: two results of one program may be called the same.
    base = _chart(rows).transform_calculate(
        what="datum['번호'] + '. ' + datum['사업'] + ' · ' + datum['지표']",
        reached="min(datum['달성률'], 250)",
    )
    bars = base.mark_bar().encode(
        y=_y("what"),
        x=alt.X(
            "reached:Q", title="달성률 % (250에서 자름 · cut at 250)", axis=alt.Axis(tickCount=6)
        ),
        opacity=alt.Opacity(
            "연결 점수:Q", scale=alt.Scale(domain=[0, 1], range=[0.25, 1]), title="연결 점수"
        ),
        color=alt.value(_COLOURS[0]),
        tooltip=_tooltip("사업", "지표", "계획:Q", "실적:Q", "단위", "달성률:Q", "연결 점수:Q"),
    )
    goal = alt.Chart(alt.InlineData(values=[{"goal": 100}]))
    rule = goal.mark_rule(strokeDash=[4, 3], color=_COLOURS[1]).encode(x="goal:Q")
    return _sized(alt.layer(bars, rule), rows, "번호", names=ABOVE)


def audit(rows: Rows) -> Specification:
    """Findings of a department, stacked by status."""
    statuses = ["완료", "추진중", "검토중", "미반영"]
    return _sized(
        _chart(rows)
        .mark_bar()
        .encode(
            y=_y("부서"),
            x=alt.X("건수:Q", title="건 (findings)", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "상태:N",
                title=None,
                sort=statuses,
                scale=alt.Scale(domain=statuses, range=_COLOURS),
            ),
            tooltip=_tooltip("부서", "상태", "건수:Q", "보고"),
        ),
        rows,
        "부서",
    )


def _named(rows: Rows) -> alt.Chart:
    """Each program under a name of its own: two reports may give two programs one title."""
    number = "split(datum.program_id, '/')[1]"
    name = f"slice(datum['보고'], 2, 7) + ' ' + {number} + ' ' + datum['사업']"
    return _chart(rows).transform_calculate(name=name)


def _by(field: str) -> alt.Color:
    return alt.Color(f"{field}:N", scale=alt.Scale(range=_COLOURS), title=None)


SPECS: dict[str, Callable[[Rows], Specification]] = {
    "budget": budget,
    "rates": rates,
    "staffing": staffing,
    "programs": programs,
    "schedule": schedule,
    "plans": plans,
    "audit": audit,
}
"""Chart id to how it is drawn."""
