"""Departments and offices: which names mean the same, and who reports when."""

import datetime

import pytest
from reports import head, source_of

from pipeline.document.document import read_document
from pipeline.document.tables.grid import Span
from pipeline.facts.departments import Mention, Names, kind_of
from pipeline.facts.identity import file_month, identify


def _names(*tables: str) -> Names:
    """Names of a report whose tables list these departments, separated by spaces."""
    return Names(
        "office",
        [
            Mention(f"t{number}", Span(0, 1), name)
            for number, table in enumerate(tables)
            for name in table.split()
        ],
    )


@pytest.mark.parametrize(
    ("tables", "printed", "meant", "method"),
    [
        # 2023-03 lines 36, 51, 70: 시 read for AI
        (("바이오AI산업과", "바이오시산업과"), "바이오시산업과", "바이오AI산업과", "ocr"),
        # … only where the corrected name stands in another table of the report
        (("바이오시산업과", "경제과"), "바이오시산업과", "바이오시산업과", "exact"),
        (("도시농업과",), "도시농업과", "도시농업과", "exact"),
        # one misread letter, outnumbered
        (
            ("미디어콘텐츠산업과", "미디어콘텐츠산업과", "미디어콘덴츠산업과"),
            "미디어콘덴츠산업과",
            "미디어콘텐츠산업과",
            "ocr",
        ),
        # once against once: nothing says which is right
        (
            ("미디어콘텐츠산업과", "미디어콘덴츠산업과"),
            "미디어콘덴츠산업과",
            "미디어콘덴츠산업과",
            "exact",
        ),
        # two names of one table are two departments, however alike
        (
            ("미디어콘텐츠산업과 미디어콘덴츠산업과", "미디어콘텐츠산업과"),
            "미디어콘덴츠산업과",
            "미디어콘덴츠산업과",
            "exact",
        ),
        # a digit is never a misreading
        (("도로사업1과", "도로사업1과", "도로사업2과"), "도로사업2과", "도로사업2과", "exact"),
        (("경제정책과", "경제정책과", "창업정책과"), "창업정책과", "창업정책과", "exact"),
    ],
)
def test_which_department(tables: tuple[str, ...], printed: str, meant: str, method: str) -> None:
    reading = _names(*tables).readings[printed]
    assert (reading.name, reading.method) == (meant, method)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("경제정책과", "과"),
        ("서울시립과학관", "관"),
        ("농업기술센터", "센터"),
        ("인공지능행정담당관", "담당관"),
        ("상수도사업본부", "사업본부"),
        ("농업기술마당", None),
    ],
)
def test_kinds(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("stem", "month"),
    [
        ("2022-03", datetime.date(2022, 3, 1)),
        ("2022-03-15 업무보고", datetime.date(2022, 3, 1)),
        ("2022-13", None),
        ("report", None),
    ],
)
def test_file_month(stem: str, month: datetime.date | None) -> None:
    assert file_month(stem) == month


@pytest.mark.parametrize(
    ("text", "file", "identity"),
    [
        (head("2022-03"), "seoul-economic-policy/2022-03.txt", (2022, 3, "경제정책실", None)),
        # no month on the cover or in the name: that of the latest day of any figure
        (head("2022-03"), "seoul-economic-policy/report.txt", (2022, 3, "경제정책실", None)),
        # the cover's month counts before the file's
        (
            head("2023-03"),
            "seoul-economic-policy/2024-01.txt",
            (2023, 3, "경제정책실", "주요 업무보고"),
        ),
        (
            "주요업무 추진계획\n주요업무보고\n\n2024. 11. 5.(화)\n\n주 택 공 급 과 추 진 단\n\n"
            "도시기반시설본부\n\n1. 현황\n",
            "infra/x.txt",
            (2024, 11, "도시기반시설본부", "주요업무 추진계획"),
        ),
    ],
)
def test_identity(text: str, file: str, identity: tuple[int, int, str, str | None]) -> None:
    found = identify(read_document(source_of(text, file)))
    assert (found.period.year, found.period.month, found.agency, found.title) == identity
    assert found.report_id == f"{file.partition('/')[0]}-{found.period:%Y-%m}"
