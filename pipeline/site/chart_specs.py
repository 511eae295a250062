"""How each chart looks: rows to a Vega-Lite specification.

What belongs here: marks, axes and hover values, a function a chart. What does not: the data (the SQL
in `charts.toml`), and colours of text and lines, which the page sets for light and dark.
"""

from collections.abc import Callable
from typing import Any

import altair as alt

Rows = list[dict[str, Any]]

_STEP = 22
# Colour-blind safe (Okabe and Ito), of enough contrast on white and on black.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")
_LABEL_LIMIT = 260


def _y(field: str, *, title: str | None = None, **options: Any) -> alt.Y:
    axis = alt.Axis(labelLimit=_LABEL_LIMIT, title=title)
    return alt.Y(f"{field}:N", sort=None, axis=axis, **options)


def _offset(field: str) -> alt.YOffset:
    return alt.YOffset(f"{field}:N", sort=None)


def _tooltip(*fields: str) -> list[alt.Tooltip]:
    """Hover values; a field ends in :Q for numbers with thousands marked, as ,.1f."""
    found = []
    for field in fields:
        name, _, kind = field.partition(":")
        form = {"format": ",.10~f"} if kind == "Q" else {}
        found.append(alt.Tooltip(f"{name}:{kind or 'N'}", title=name, **form))
    return found


def _chart(rows: Rows) -> alt.Chart:
    return alt.Chart(alt.Data(values=rows))


def budget(rows: Rows) -> alt.LayerChart:
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
                yOffset=_offset("기준일"),
                x=alt.X(f"{name}:Q", title="억원 (100 million won)"),
                color=alt.Color(
                    "amount:N",
                    title=None,
                    scale=alt.Scale(domain=names, range=["#9ecae1", "#4292c6", "#08306b"]),
                ),
                tooltip=about,
            )
        )
    return alt.layer(*layers).properties(width="container", height=alt.Step(_STEP))


def rates(rows: Rows) -> alt.Chart:
    """A mark for each rate: colour tells the day, shape the rate."""
    return (
        _chart(rows)
        .mark_point(size=90, filled=True, opacity=0.9)
        .encode(
            y=_y("부서"),
            x=alt.X("퍼센트:Q", title="%"),
            color=_by("기준일"),
            shape=alt.Shape("비율:N", title=None),
            tooltip=_tooltip("부서", "기준일", "비율", "퍼센트:Q"),
        )
        .properties(width="container", height=alt.Step(_STEP))
    )


def staffing(rows: Rows) -> alt.LayerChart:
    """Actual staff inside authorized staff, the difference beside them."""
    base = _chart(rows).encode(
        y=_y("부서"),
        yOffset=_offset("기준일"),
        tooltip=_tooltip("부서", "기준일", "정원:Q", "현원:Q", "과부족:Q"),
    )
    authorized = base.mark_bar(color="#9ecae1").encode(x=alt.X("정원:Q", title="명 (persons)"))
    actual = base.mark_bar(height={"band": 0.45}, color="#2171b5").encode(x="현원:Q")
    text = (
        base.transform_calculate(
            over="max(datum['정원'], datum['현원'])",
            sign="datum['과부족'] > 0 ? '+' + datum['과부족'] : "
            "datum['과부족'] < 0 ? '−' + (-datum['과부족']) : '0'",
        )
        .mark_text(align="left", dx=5, fontSize=11)
        .encode(x="over:Q", text="sign:N")
    )
    layers = alt.layer(authorized, actual, text)
    return layers.properties(width="container", height=alt.Step(_STEP - 4))


def programs(rows: Rows) -> alt.Chart:
    """A bar a program."""
    return (
        _chart(rows)
        .mark_bar()
        .encode(
            y=_y("사업"),
            yOffset=_offset("program_id"),
            x=alt.X("예산:Q", title="억원 (100 million won)"),
            color=_by("보고"),
            tooltip=_tooltip("사업", "보고", "예산:Q", "원문", "program_id"),
        )
        .properties(width="container", height=alt.Step(_STEP))
    )


def schedule(rows: Rows) -> alt.LayerChart:
    """A row a program, a bar from start to end, a point where only one of them is stated."""
    base = _chart(rows).encode(
        y=_y("사업"),
        color=alt.Color(
            "상태:N", title=None, scale=alt.Scale(domain=["예정", "완료"], range=list(_COLOURS[:2]))
        ),
        tooltip=_tooltip("사업", "일정", "원문", "시작", "끝", "상태", "보고"),
    )
    axis = alt.Axis(title=None, format="%Y-%m", labelAngle=-45)
    start = alt.X("시작:T", axis=axis)
    bars = base.mark_bar(height=8, opacity=0.65, cornerRadius=2).encode(x=start, x2="끝:T")
    points = base.mark_point(filled=True, size=28, opacity=0.9).encode(x=start)
    return alt.layer(bars, points).properties(width="container", height=alt.Step(18))


def plans(rows: Rows) -> alt.LayerChart:
    """How much of each plan was reached, sure links darker."""
    base = _chart(rows).transform_calculate(
        what="datum['사업'] + ' · ' + datum['지표']", reached="min(datum['달성률'], 250)"
    )
    bars = base.mark_bar().encode(
        y=_y("what"),
        yOffset=_offset("outcome_quantity_id"),
        x=alt.X("reached:Q", title="달성률 % (250에서 자름 · cut at 250)"),
        opacity=alt.Opacity(
            "연결 점수:Q", scale=alt.Scale(domain=[0, 1], range=[0.25, 1]), title="연결 점수"
        ),
        color=alt.value(_COLOURS[0]),
        tooltip=_tooltip("사업", "지표", "계획:Q", "실적:Q", "단위", "달성률:Q", "연결 점수:Q"),
    )
    goal = alt.Chart(alt.Data(values=[{"goal": 100}]))
    rule = goal.mark_rule(strokeDash=[4, 3], color=_COLOURS[1]).encode(x="goal:Q")
    return alt.layer(bars, rule).properties(width="container", height=alt.Step(_STEP))


def audit(rows: Rows) -> alt.Chart:
    """Findings of a department, stacked by status."""
    statuses = ["완료", "추진중", "검토중", "미반영"]
    return (
        _chart(rows)
        .mark_bar()
        .encode(
            y=_y("부서"),
            x=alt.X("건수:Q", title="건 (findings)", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "상태:N", title=None, sort=statuses, scale=alt.Scale(domain=statuses, range=_COLOURS)
            ),
            tooltip=_tooltip("부서", "상태", "건수:Q", "보고"),
        )
        .properties(width="container", height=alt.Step(_STEP))
    )


def _by(field: str) -> alt.Color:
    return alt.Color(f"{field}:N", scale=alt.Scale(range=_COLOURS), title=None)


SPECS: dict[str, Callable[[Rows], alt.TopLevelMixin]] = {
    "budget": budget,
    "rates": rates,
    "staffing": staffing,
    "programs": programs,
    "schedule": schedule,
    "plans": plans,
    "audit": audit,
}
"""Chart id to how it is drawn."""
