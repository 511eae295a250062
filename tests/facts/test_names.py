"""Departments and offices: which names mean the same, and who reports when."""

import datetime

import pytest
from reports import head, source_of

from pipeline.document.document import read_document
from pipeline.document.tables.grid import Span
from pipeline.errors import ReportError
from pipeline.facts.departments import Mention, Names, kind_of
from pipeline.facts.identity import identify
from pipeline.facts.report_period import file_month
from pipeline.sources.html_page import read_html
from pipeline.sources.markdown import read_markdown


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
        ("moef_통합재정통계_2010-11", datetime.date(2010, 11, 1)),
        ("20250207_업무보고", datetime.date(2025, 2, 1)),
        ("2025년 2월 업무보고", datetime.date(2025, 2, 1)),
        ("busan2025_청년산학국", None),
        ("2023-2024 실적", None),
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


def _report(cover: str, body: str = "정원 : 30명") -> str:
    return f"{cover}\n\nⅠ. 일반현황\n\n□ 인력\n ○ {body}\n"


_COVER = "2025년도 주요업무보고\n\n2025. 2.\n\n"


@pytest.mark.parametrize(
    ("text", "file", "identity"),
    [
        # government, agency, its line, month, its line
        (_report(f"{_COVER}가람군"), "a/01.txt", ("가람군", "가람군", 5, "2025-02", 3)),
        (_report(f"{_COVER}보건소"), "a/01.txt", (None, "보건소", 5, "2025-02", 3)),
        (_report(f"{_COVER}국토환경부 장관"), "a/01.txt", (None, "국토환경부", 5, "2025-02", 3)),
        (
            _report(f"{_COVER}가람시 기획조정실"),
            "a/01.txt",
            ("가람시", "기획조정실", 5, "2025-02", 3),
        ),
        # a committee alone is reported to, where the chart, the file or the title names another
        (
            _report(
                "2025. 2. 11.(화) 10:00\n행정문화위원회\n2025년 업무계획", "1\n□ 조 직\n미래협력국"
            ),
            "a/01.txt",
            (None, "미래협력국", 10, "2025-02", 1),
        ),
        (
            _report("2025. 2. 11.(화)\n행정문화위원회\n2025년 업무계획"),
            "a/busan2025_자치경찰위원회.txt",
            ("부산광역시", "자치경찰위원회", None, "2025-02", 1),
        ),
        (
            _report("2025. 2. 11.(화)\n행정문화위원회\n2025년 업무계획"),
            "a/01.txt",
            (None, "행정문화위원회", 2, "2025-02", 1),
        ),
        # the government that the text names again and again
        (
            _report(f"{_COVER}미래협력국", "대구 1, 대구시 2, 대구 3, 서울 1"),
            "a/01.txt",
            ("대구광역시", "미래협력국", 5, "2025-02", 3),
        ),
        (
            _report(f"{_COVER}총무과", "수성구 1, 수성구민 2, 대구 수성구 3"),
            "a/01.txt",
            ("수성구", "총무과", 5, "2025-02", 3),
        ),
        # a ministry belongs to none of them, wherever it works
        (
            _report(f"{_COVER}기획재정부", "대구 1, 대구시 2, 대구 3"),
            "a/01.txt",
            (None, "기획재정부", 5, "2025-02", 3),
        ),
        # only the file says whose it is, or when
        (
            _report("통계\n(2014. 8월(누계) 기준)"),
            "a/moef_x.txt",
            (None, "기획재정부", None, "2014-08", 2),
        ),
        (_report("가람시\n2025년도 업무계획"), "a/x.txt", ("가람시", "가람시", 1, "2025-01", None)),
        (_report("가람시\n업무계획"), "a/2024-07.txt", ("가람시", "가람시", 1, "2024-07", None)),
        # letters that stand apart; whose council it is; a day behind its label
        (
            _report(
                "2025년 주요업무보고\n- 제287회 한밭구의회(임시회) -\n2025. 2. 12.(수)\n(교 통 과)"
            ),
            "a/x.txt",
            ("한밭구", "교통과", 4, "2025-02", 3),
        ),
        (
            _report(
                "주요업무보고\n보고일자 : 2025. 3. 6.(목)\n한  밭  구\n교통정책과",
                "2025. 2. 28. 기준",
            ),
            "a/x.txt",
            ("한밭구", "교통정책과", 4, "2025-03", 2),
        ),
        # a government written together with its office, if the text names it apart
        (
            _report("주요업무보고\n2025. 7. 14.(월)\n솔 빛 시 보 건 소", "솔빛시 하늘동 402-7"),
            "a/x.txt",
            ("솔빛시", "보건소", 3, "2025-07", 2),
        ),
        (
            _report("주요업무보고\n2025. 7. 14.(월)\n도로시설관리과", "도로시 시설"),
            "a/x.txt",
            (None, "도로시설관리과", 3, "2025-07", 2),
        ),
        # a body of its own keeps its city in its name, and what it is by law beside it
        (
            _report("주요업무보고\n2025. 7. 14.(월)\n푸른시시설관리공단", "푸른시 하늘동"),
            "a/x.txt",
            (None, "푸른시시설관리공단", 3, "2025-07", 2),
        ),
        (
            _report("주요업무보고\n2025. 7. 14.(월)\n(재)가람문화재단"),
            "a/x.txt",
            (None, "가람문화재단", 3, "2025-07", 2),
        ),
        # the day of the report, not that of its figures
        (
            _report("주요업무보고\n기준일 : 2025. 4. 30.\n보고일 : 2025. 6. 5.\n가람문화재단"),
            "a/x.txt",
            (None, "가람문화재단", 4, "2025-06", 3),
        ),
        # a notice is signed at its end
        (
            _report("안내", "정원\n2025년 3월 4일\n가람시장"),
            "a/x.txt",
            ("가람시", "가람시", 8, "2025-03", 7),
        ),
    ],
)
def test_who_and_when(text: str, file: str, identity: tuple[object, ...]) -> None:
    found = identify(read_document(source_of(text, file)))
    assert (
        found.government,
        found.agency,
        found.agency_line,
        f"{found.period:%Y-%m}",
        found.period_line,
    ) == identity


@pytest.mark.parametrize(
    ("file", "cover", "identity"),
    [
        (
            "a/x.html",
            "<table><tr><td colspan=2>2025년도 주요업무 보고</td></tr>"
            "<tr><td>보고일</td><td>2025. 2. 10.(월)</td></tr>"
            "<tr><td>보고부서</td><td>한빛시 도시주택국</td></tr></table>"
            "<h2>Ⅰ. 일반현황</h2><p>정원 120명</p>",
            ("한빛시", "도시주택국", "2025-02"),
        ),
        (
            "a/x.html",
            "<table><tr><td>2025년 주요업무 추진계획</td></tr><tr><td>2025. 2.</td></tr>"
            "<tr><td>한빛시</td><td>일자리경제국</td></tr></table>"
            "<h2>Ⅰ. 일반현황</h2><p>정원 120명</p>",
            ("한빛시", "일자리경제국", "2025-02"),
        ),
        (
            "a/x.md",
            "| 구분 | 내용 |\n|---|---|\n| 보고명 | 2025년 하반기 주요업무보고 |\n"
            "| 보고일자 | 2025-07-08 |\n| 소관부서 | 한빛시 맑은물사업본부 |\n"
            "\n## Ⅰ. 일반현황\n\n- 정원 120명\n",
            ("한빛시", "맑은물사업본부", "2025-07"),
        ),
    ],
)
def test_a_cover_set_as_a_table(file: str, cover: str, identity: tuple[str, str, str]) -> None:
    read = read_html if file.endswith("html") else read_markdown
    found = identify(read_document(read(file, cover.encode("utf-8"))))
    assert (found.government, found.agency, f"{found.period:%Y-%m}") == identity


def test_a_title_that_the_file_states_stands_on_the_cover() -> None:
    text = "# 2025년 업무보고\n\n2025. 3. 6.\n\n**가람시설공단**\n\n## Ⅰ. 일반현황\n\n- 정원 30명\n"
    found = identify(read_document(read_markdown("a/x.md", text.encode())))
    assert (found.agency, found.title) == ("가람시설공단", "2025년 업무보고")


@pytest.mark.parametrize("cover", ["업무보고", "가람시 기획조정실"])
def test_a_report_that_says_nothing_is_refused(cover: str) -> None:
    with pytest.raises(ReportError, match=r"no month|names an office"):
        identify(read_document(source_of(_report(cover), "a/x.txt")))
