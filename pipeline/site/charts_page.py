"""charts.html: the release in pictures, each with its SQL and its data.

What belongs here: running the SQL, and writing charts, data and page. What does not: how a chart
looks (`chart_specs`).
"""

import csv
import io
import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from pipeline.release.query import IN_A_BUILD, connect
from pipeline.site.pages import Site
from pipeline.site.text import value_text

_BUNDLE = "vega"
_BUNDLER = "vl-convert-python"
_LATEST = 4
_OF_THE_LATEST = f"(SELECT report_id FROM reports ORDER BY period DESC, report_id LIMIT {_LATEST})"


@dataclass(frozen=True)
class ChartText:
    """A chart of charts.toml."""

    id: str
    ko: str
    en: str
    note: str
    sql: str

    @property
    def is_of_the_latest(self) -> bool:
        """It shows the last reports alone, however many there are."""
        return _OF_THE_LATEST in self.sql


@dataclass(frozen=True)
class Drawn:
    """A chart with its data, as the template shows it."""

    text: ChartText
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@cache
def chart_texts() -> tuple[ChartText, ...]:
    """The charts of charts.toml."""
    text = files("pipeline.site").joinpath("charts.toml").read_text("utf-8")
    charts = tomllib.loads(text)["chart"]
    return tuple(ChartText(**{**chart, "sql": chart["sql"].strip()}) for chart in charts)


def write_charts_page(site: Site, release: Path, cache: Path) -> None:
    """The page, the specifications its script draws, and a CSV a chart.

    Args:
        site: where to.
        release: the release, with its DuckDB file.
        cache: keeps the drawing library, which takes seconds to put together.
    """
    # Altair takes half a second to import: only now, when a site is made.
    from pipeline.site.chart_specs import SPECS  # noqa: PLC0415

    drawn, specs = [], {}
    with connect(release, IN_A_BUILD) as connection:
        for text in chart_texts():
            columns, rows = _run(connection, text.sql)
            site.write_text(f"charts/{text.id}.csv", _csv(columns, rows))
            shown = [[value_text(value) for value in row] for row in rows]
            drawn.append(Drawn(text, columns, shown))
            if rows:
                plain = [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]
                specs[text.id] = SPECS[text.id](plain)
        (reports,) = connection.execute("SELECT count(*) FROM reports").fetchall()[0]
    site.write_data("data/charts.js", "charts", specs)
    site.write_text(f"static/{_BUNDLE}.js", drawing_library(cache))
    write_page(site, drawn, reports)


def write_page(site: Site, drawn: Sequence[Drawn], reports: int) -> None:
    """The page alone. `reports`: how many the release has; past a few, charts show the last."""
    site.write("charts.html", "charts.html", charts=drawn, reports=reports, latest=_LATEST)


def _run(
    connection: duckdb.DuckDBPyConnection, sql: str
) -> tuple[list[str], list[tuple[Any, ...]]]:
    cursor = connection.execute(sql)
    return [column[0] for column in cursor.description or ()], cursor.fetchall()


def _plain(value: object) -> object:
    return value if isinstance(value, int | float | str) or value is None else value_text(value)


def _csv(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def drawing_library(cache: Path) -> str:
    """Vega, Vega-Lite and their embedding as one script, the same for every release."""
    kept = cache / f"{_BUNDLE}-{_BUNDLER}-{version(_BUNDLER)}.js"
    if not kept.is_file():
        import vl_convert  # noqa: PLC0415

        cache.mkdir(parents=True, exist_ok=True)
        fresh = cache / f".{kept.name}-{os.getpid()}"
        # Module code in a function of its own: its names are not the page's.
        bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
        fresh.write_text(f"(()=>{{{bundle}\n}})();\n", "utf-8")
        fresh.replace(kept)
    return kept.read_text("utf-8")
