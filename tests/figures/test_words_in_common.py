"""Words behind the last of several figures that hold for those before it too."""

import pytest
from reports import source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.figures.figures import read_figures


@pytest.mark.parametrize(
    ("text", "modifiers"),
    [
        # 2022-03 lines 1061 and 1065, 2023-03 line 713
        ("115개 시설에서 1,315팀·5,329명(누적) 창업기업 육성", [None, "(누적)", "(누적)"]),
        ("창업기업 육성 : 1,963팀·8,037명 발굴(누적)", ["(누적)", "(누적)"]),
        ("연매출액 10억 또는 투자유치 3억 이상 51팀", ["이상", "이상", None]),
        # lists of three, other dots, other words
        ("20개사‧30팀 · 40명(누계)", ["(누계)", "(누계)", "(누계)"]),
        ("총 20개사·30팀 선발(예정)", ["총 (예정)", "(예정)"]),
        ("매출 10억 혹은 고용 20명 미만", ["미만", "미만"]),
        # a bound of its own; what stands in a list; what is no joint, no single word, no modifier
        ("고용 5명 이상 또는 매출 3억 미만", ["이상", "미만"]),
        ("약 5명 또는 6명 이상", ["약", "이상"]),
        ("20개사·30팀 이상", [None, "이상"]),
        ("20개사, 30팀(누적)", [None, "(누적)"]),
        ("30팀 창업기업 발굴(누적)", [None]),
        ("30팀 발굴(서울)", [None]),
        ("10개사 지원 또는 3억, 5억 이상", [None, None, "이상"]),
    ],
)
def test_modifiers(text: str, modifiers: list[str | None]) -> None:
    document = read_document(source_of(f"○ {text}\n"))
    figures = read_figures(document, read_outline(document), [], 2022)
    assert [quantity.modifier for quantity in figures.quantities] == modifiers
