"""LICENSE.md: under which licence the data is published, and whom to name.

What belongs here: the data's licence (KOGL Type 1) and the attribution. What does not: the licence
of this program.
"""

from collections.abc import Sequence

from pipeline.release.reports import Report, release_title
from pipeline.vocabulary.load import load

LICENSE_ID = "LicenseRef-KOGL-1"
LICENSE_TITLE = "공공누리 제1유형: 출처표시 (Korea Open Government License, Type 1: Attribution)"
LICENSE_URL = "https://www.kogl.or.kr/info/licenseType1.do"


def data_license(reports: Sequence[Report]) -> str:
    """The text of LICENSE.md."""
    works = "\n".join(f"- {report.name}" for report in reports)
    return str(load("texts", "pipeline.release")["license"]).format(
        title=release_title(reports),
        license=LICENSE_TITLE,
        id=LICENSE_ID,
        url=LICENSE_URL,
        works=works,
    )
