"""charts.html and charts/<agency>.html: an agency in pictures, each with its SQL and its data.

What belongs here: running the SQL, and writing pages, pictures and data. What does not: how a
chart looks (`chart_drawings`).
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb
from markupsafe import Markup, escape

from pipeline.release.query import IN_A_BUILD, connect
from pipeline.release.sql import literal
from pipeline.site.chart_drawings import DRAWN
from pipeline.site.pages import Site
from pipeline.site.svg import Drawing
from pipeline.site.text import value_text
from pipeline.vocabulary.load import load

_AGENCY = "$agency"
_WIDTH = 960
"""Of a chart in a file of its own, in pixels."""
_TITLE = 34
_AGENCIES = """
SELECT agency_id, arg_max(coalesce(government || ' ', '') || agency, period) AS name
FROM reports GROUP BY agency_id ORDER BY max(period) DESC, agency_id
"""


@dataclass(frozen=True)
class ChartText:
    """A chart of charts.toml."""

    id: str
    ko: str
    en: str
    note: str
    note_en: str
    sql: str

    def of(self, agency_id: str) -> str:
        """Its SQL for one agency."""
        return self.sql.replace(_AGENCY, literal(agency_id))


@dataclass(frozen=True)
class Chart:
    """A chart with its data, as the template shows it."""

    text: ChartText
    sql: str
    path: str
    """Of its files, without the ending."""
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    drawing: Drawing | None
    """None where there is nothing to draw."""

    def svg(self, up: str) -> Markup:
        """The picture in a page; `up` leads from the page to the site."""
        if self.drawing is None:
            return Markup()
        body = self.drawing.body.replace('href="', f'href="{up}')
        label = escape(self.drawing.ko)
        return Markup(
            f'<svg class="drawn" width="100%" height="{self.drawing.height}" role="group" '
            f'aria-label="{label}">{body}</svg>'
        )


@cache
def chart_texts() -> tuple[ChartText, ...]:
    """The charts of charts.toml."""
    charts = load("charts", __package__)["chart"]
    return tuple(ChartText(**{**chart, "sql": chart["sql"].strip()}) for chart in charts)


def chart_page(agency_id: str, newest: str) -> str:
    """The page of the charts of an agency, relative to the site."""
    return "charts.html" if agency_id == newest else f"charts/{agency_id}.html"


def write_charts_pages(site: Site, release: Path) -> Sequence[Chart]:
    """A page an agency, and the files of its charts.

    Returns:
        The charts of the agency that reported last.
    """
    newest: list[Chart] = []
    with connect(release, IN_A_BUILD) as connection:
        agencies = connection.execute(_AGENCIES).fetchall()
        pages = [(name, chart_page(agency, agencies[0][0])) for agency, name in agencies]
        for (agency, name), (_, page) in zip(agencies, pages, strict=True):
            charts = _charts(connection, agency)
            for chart in charts:
                _write_files(site, chart)
            site.write(page, "charts.html", charts=charts, agency=name, agencies=pages)
            newest = newest or charts
    return newest


def _charts(connection: duckdb.DuckDBPyConnection, agency: str) -> list[Chart]:
    charts = []
    for text in chart_texts():
        sql = text.of(agency)
        cursor = connection.execute(sql)
        columns, rows = [column[0] for column in cursor.description or ()], cursor.fetchall()
        named = [dict(zip(columns, row, strict=True)) for row in rows]
        drawing = DRAWN[text.id](named) if rows else None
        shown = [[value_text(value) for value in row] for row in rows]
        charts.append(Chart(text, sql, f"charts/{agency}/{text.id}", columns, shown, drawing))
    return charts


def _write_files(site: Site, chart: Chart) -> None:
    """The data as CSV, and the picture as it stands alone."""
    site.write_text(f"{chart.path}.csv", _csv(chart.columns, chart.rows))
    if chart.drawing is None:
        return
    style = files("pipeline.site").joinpath("templates/chart.css").read_text("utf-8")
    height = chart.drawing.height + _TITLE
    # Links lead from a page, not from a file that someone keeps.
    body = re.sub(r'<a href="[^"]*">(.*?)</a>', r"\1", chart.drawing.body)
    title = escape(chart.drawing.ko)
    site.write_text(
        f"{chart.path}.svg",
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}">'
        f"<style>{style}</style>"
        f'<rect width="100%" height="100%" fill="#fff"/><text class="title" x="8" y="22">{title}'
        f'</text><svg y="{_TITLE}">{body}</svg></svg>\n',
    )


def _csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
