"""metadata.ko.json: what Korea's open-data portal asks for when a file is registered there.

The portal's days of registration and change (등록일, 수정일) are missing: they are its own.

What belongs here: the portal's fields and its words for their values. What does not: the data
dictionary, of which only the Korean terms are here.
"""

from typing import Any

from pipeline.release.column_types import column_type
from pipeline.release.descriptors.data_license import LICENSE_ID, LICENSE_TITLE, LICENSE_URL
from pipeline.release.descriptors.package import (
    DESCRIPTION_KO,
    NAME,
    NOT_ENDORSED_KO,
    Package,
    file_format,
)
from pipeline.vocabulary.agencies import agencies
from schemas import ColumnSpec, TableSpec

# 정부기능분류체계(BRM): a report of an office on all its work is general administration.
_CLASSIFICATION = "일반공공행정 - 일반행정"
_FREQUENCY = "수시"


def portal_metadata(package: Package) -> dict[str, Any]:
    """The release in the fields of the portal (공공데이터포털, data.go.kr)."""
    governments = package.governments
    codes = agencies().codes
    return {
        "제목": package.title,
        "설명": DESCRIPTION_KO,
        "분류체계": _CLASSIFICATION,
        "제공기관": governments or package.agencies,
        "제공기관코드": [
            {
                "기관": name,
                "행정표준코드": code["administrative"],
                "지방재정365": code["local_finance"],
            }
            for name in governments
            if (code := codes.get(name))
        ],
        "담당부서": package.agencies,
        "가공": NAME,
        "키워드": package.keywords,
        "언어": "한국어",
        "갱신주기": _FREQUENCY,
        "시간범위": {"시작": f"{package.first_day}", "끝": f"{package.last_day}"},
        "공간범위": governments or ["대한민국"],
        "제공형태": "파일데이터",
        "파일형식": sorted({file_format(file.path).name for file in package.data_files}),
        "문자인코딩": "UTF-8",
        "비용부과유무": "무료",
        "이용허락범위": "제한 없음 (출처표시)",
        "라이선스": {"식별자": LICENSE_ID, "이름": LICENSE_TITLE, "주소": LICENSE_URL},
        "수집방법": "업무보고 원문을 프로그램으로 읽어 추출",
        "유의사항": NOT_ENDORSED_KO,
        "전체행": sum(package.rows.values()),
        "전체파일": [file.path for file in package.whole],
        "원문": [
            {"제목": report.name, "기관": report.office, "보고월": report.month}
            for report in package.reports
        ],
        "표": [_table(spec, package) for spec in package.specs],
    }


def _table(spec: TableSpec, package: Package) -> dict[str, Any]:
    return {
        "표": spec.ko,
        "영문명": spec.name,
        "행": package.rows[spec.name],
        "파일": [file.path for file in package.of_table(spec)],
        "항목": [_column(column) for column in spec.columns],
    }


def _column(column: ColumnSpec) -> dict[str, Any]:
    unit = {} if column.unit is None else {"단위": column.unit}
    return {
        "항목": column.ko,
        "영문명": column.name,
        "자료형": column_type(column).label.split()[0],
        "필수": not column.nullable,
        **unit,
    }
