"""LICENSE.md: under which licence the data is published, and whom to name.

What belongs here: the data's licence (KOGL Type 1) and the attribution. What does not: the licence
of this program.
"""

from collections.abc import Sequence

from pipeline.release.reports import Report, release_title

LICENSE_ID = "LicenseRef-KOGL-1"
LICENSE_TITLE = "공공누리 제1유형: 출처표시 (Korea Open Government License, Type 1: Attribution)"
LICENSE_URL = "https://www.kogl.or.kr/info/licenseType1.do"


def data_license(reports: Sequence[Report]) -> str:
    """The text of LICENSE.md."""
    works = "\n".join(f"- {report.name}" for report in reports)
    return f"""# 데이터 이용허락 · Data licence

{release_title(reports)}

이 데이터는 아래 저작물을 이용하였으며, **{LICENSE_TITLE}** 조건에 따라 이용할 수 있습니다.
출처를 밝히면 상업적 이용과 변경을 포함하여 자유롭게 이용할 수 있습니다.

This data is made from the works listed below and may be used under **{LICENSE_ID}**: free use,
commercial use and changes included, provided the source is named.

<{LICENSE_URL}>

## 출처 · Attribution

{works}

출처 표시 예 · To attribute: 「저작물 이름」, 기관 이름, 공공누리 제1유형.

표와 계산값은 원문에서 프로그램으로 추출한 것으로, 위 기관이 작성하거나 보증한 것이 아닙니다.
The tables and computed values were extracted from these works by a program; the agencies named
neither made nor endorse them.
"""
