"""What figures measure: the grammar on short lines, most of them real."""

# ruff: noqa: E501 - the lines of the reports stay whole

import pytest
from reports import source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.document.tables.grid import Span
from pipeline.facts.outcomes.metric import Above, Metrics, leading_head
from pipeline.figures.figures import read_figures
from pipeline.figures.phrase import amounts_of, parse


def _measured(line: str) -> list[tuple[str, str, str]]:
    """Figure, metric and kind of each figure of a line."""
    document = read_document(source_of(line))
    figures = read_figures(document, read_outline(document), [], 2023)
    dates = [Span(date.char_start, date.char_end) for date in figures.dates]
    amounts = amounts_of(line, figures.quantities, range(len(figures.quantities)), 0)
    reader = Metrics(line, dates)
    reader.read(parse(line, Span(0, len(line)), amounts), Above(()))
    return [
        (q.span.of(line), reader.found[n].shown, reader.found[n].kind)
        for n, q in enumerate(figures.quantities)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # 2023-03 line 888: words before the figure; words behind it
        ("참여기업 68개사, 4개 교육기관 선정('22.4월)", ["참여기업", "교육기관 선정"]),
        # 2023-03 line 889: what 및 joins
        ("참여자 350명 선발 및 직무교육 292명 수료 ('22.5~8월)", ["참여자 선발", "직무교육 수료"]),
        # 2022-03 line 872: the second figure has the subject of the first
        ("CJ 오쇼핑과 ’21년 상하반기 총 23개사 시제품 제작 및 5개사 런칭",
         ["CJ 오쇼핑과 시제품 제작", "CJ 오쇼핑과 런칭"]),
        # 2023-03 line 480: a figure and its parts
        ("해외 결연 체결 : 73개(친선 23개, 우호 50개)",
         ["해외 결연 체결", "해외 결연 체결 / 친선", "해외 결연 체결 / 우호"]),
        # 2023-03 line 542: a parenthesis explains the words right before it only
        ("국내·외 투자유치 설명회(9회) 및 서울 투자자의 날(SIF) 개최", ["국내·외 투자유치 설명회"]),
        # 2022-03 line 1061: what is counted at a place
        ("34개소·115개 시설에서 1,315팀·5,329명(누적) 창업기업 육성",
         ["시설에서 창업기업 육성", "시설에서 창업기업 육성", "창업기업 육성", "창업기업 육성"]),
        # 2022-03 line 1616: the list before 등 goes on over commas
        ("373개 업체, 화재감시기, 산업용흡입기 등 1,964개 설비 지원",
         ["업체", "화재감시기, 산업용흡입기 등 설비 지원"]),
        # 2023-03 line 837: a label for each side of the slash
        ("SW 과정 : 31개, 680명 / DT 과정 : 16개, 470명",
         ["SW 과정", "SW 과정", "DT 과정", "DT 과정"]),
        # 2023-03 line 956: a pair of words for a pair of figures
        ("취업날개 서비스 이용자·만족도 : 48,416명 / 98.6%",
         ["취업날개 서비스 이용자", "취업날개 서비스 만족도"]),
        # 2023-03 line 714: an arrow cuts, a dot joins
        ("32개 캠퍼스타운에서 초기 기업 지원 → 연매출액 1,172억 · 투자유치 1,062억",
         ["캠퍼스타운에서 초기 기업 지원", "연매출액", "투자유치"]),
        # 2023-03 line 336: a parenthesis that lists is left out; line 880 of 2022-03: one that says
        ("디지털콘텐츠(유튜브, 틱톡 등) 누적 관람 2억뷰", ["디지털콘텐츠 누적 관람"]),
        ("정부출연(연구소) 특허 2천여건 목록 확보", ["정부출연(연구소) 특허 목록 확보"]),
        # 2023-03 line 605: footnotes are no words
        ("NDA¹⁾ 205건 체결", ["NDA 체결"]),
        # a particle does not outlive its figure
        ("중소기업 30개사를 발굴", ["중소기업 발굴"]),
        # both ends of a range measure the same, and of a change
        ("그룹 탐방 5~10인 추진", ["그룹 탐방 추진", "그룹 탐방 추진"]),
        ("일자리 매칭 250→1,300명", ["일자리 매칭", "일자리 매칭"]),
        # an unclosed parenthesis is text
        ("상담(온라인 20건 제공", ["상담(온라인 제공"]),
    ],
)  # fmt: skip
def test_metric(line: str, expected: list[str]) -> None:
    found = _measured(line)
    assert [metric for _, metric, _ in found] == expected
    assert {kind for _, _, kind in found} == {"result"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # 2023-03 line 718: bounds before what is counted
        ("연매출액 10억 또는 투자유치 3억 이상 69팀 발굴",
         [("연매출액", "threshold"), ("투자유치", "threshold"),
          ("연매출액 10억 또는 투자유치 3억 이상 발굴", "result")]),
        # 2023-03 lines 834, 835: a size behind the name of a class
        ("종합형(1,000㎡ 이상, SW+DT) : 용산(11월) · 강동(12월)", [("종합형", "threshold")]),
        ("특화형(300~999㎡, DT중심) : 마포(4월)", [("특화형", "threshold"), ("특화형", "threshold")]),
        # a bound of a class, and the class counted behind it
        ("중견기업(매출 400억 이상) 30개사 발굴", [("중견기업 / 매출", "threshold"), ("중견기업 발굴", "result")]),
        # a bound that is itself what was reached, and figures before 및 or a comma
        ("투자유치 100억 이상 달성", [("투자유치 달성", "result")]),
        ("취업률 70% 이상 달성, 1,000명 수료", [("취업률 달성", "result"), ("수료", "result")]),
        ("20개 기업 및 매출 3억 이상 10팀 지원",
         [("기업", "result"), ("매출", "threshold"), ("매출 3억 이상 지원", "result")]),
        # 2022-03 line 1063, 2023-03 line 265: compared with the year before
        ("연 매출액 903억(전년 대비 160%↑), 투자유치 806억",
         [("연 매출액", "result"), ("연 매출액 / 전년 대비", "change"), ("투자유치", "result")]),
        ("전년대비 방문객 45만명(62.4%) 증가",
         [("전년대비 방문객 증가", "change"), ("전년대비 방문객 증가", "change")]),
        ("목표 대비 110% 달성", [("목표 대비 달성", "result")]),
    ],
)  # fmt: skip
def test_kind(line: str, expected: list[tuple[str, str]]) -> None:
    assert [(metric, kind) for _, metric, kind in _measured(line)] == expected


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (" - (기업지원) 300개 기업 대상 제품전시", "기업지원"),
        ("- **(수주박람회)** 205개 브랜드", "수주박람회"),
        ("- (교 육) 47개 과정", "교육"),
        ("- (가칭) AI 지원센터 개관", None),
        ("- (가칭)서울시네마테크 조성", None),
        ("- 캠퍼스 (신규) 5개소", None),
    ],
)
def test_name_at_the_head_of_an_item(line: str, name: str | None) -> None:
    found = leading_head(line, Span(0, len(line)))
    assert (found[0] if found else None) == name
