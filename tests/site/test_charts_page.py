"""What the page of charts says of reports that it does not draw."""

from pathlib import Path

import pytest

from pipeline.site.charts_page import Drawn, chart_texts, write_page
from pipeline.site.pages import Site

CHARTS = [Drawn(text, ["부서"], [["경제정책과"]]) for text in chart_texts()]


def test_every_chart_of_reports_shows_the_last_of_them() -> None:
    others = [chart.text.id for chart in CHARTS if not chart.text.is_of_the_latest]
    assert others == ["plans"]  # the surest links, of all reports


@pytest.mark.parametrize(("reports", "said"), [(2, 0), (4, 0), (5, len(CHARTS) - 1)])
def test_charts_say_that_older_reports_are_not_drawn(
    tmp_path: Path, reports: int, said: int
) -> None:
    write_page(Site(tmp_path, frozenset()), CHARTS, reports)
    page = (tmp_path / "charts.html").read_text("utf-8")
    assert page.count(f"보고서 {reports}개 가운데 최근 4개만 그렸습니다.") == said
    assert ("<code>LIMIT 4</code>를 고치면" in page) == bool(said)
