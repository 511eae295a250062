"""Outlines told by the look of lines in files of Hangul, where nothing is numbered."""

from dataclasses import replace

from hwpx_files import hwpx, p, section

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.sources.hwpx.reader import read_hwpx
from pipeline.sources.source import Source
from pipeline.sources.style import LineStyle

_HEADER = (
    '<hh:fontfaces><hh:fontface lang="HANGUL"><hh:font id="0" face="바탕"/>'
    '<hh:font id="1" face="헤드라인"/></hh:fontface></hh:fontfaces>'
    '<hh:charPr id="0" height="1500"><hh:fontRef hangul="0"/></hh:charPr>'
    '<hh:charPr id="1" height="2000"><hh:fontRef hangul="1"/></hh:charPr>'
    '<hh:charPr id="2" height="1600"><hh:fontRef hangul="1"/><hh:bold/></hh:charPr>'
    '<hh:paraPr id="5"><hh:align horizontal="CENTER"/></hh:paraPr>'
)


def _set(text: str, look: int, style: str = "0") -> str:
    run = f'<hp:run charPrIDRef="{look}"><hp:t>{text}</hp:t></hp:run>'
    return f'<hp:p paraPrIDRef="{style}">{run}</hp:p>'


def _report(mark: str) -> bytes:
    body = "이 사업은 여러 해에 걸쳐 추진하며 관계 기관과 협의하여 시행함"
    program = [_set(f"○ {body}", 0), _set(f"- 사업비 : 320억원, {body}", 0)]
    return hwpx(
        section(
            _set("2025년도 주요업무보고", 1, "5"),
            p("2025. 2. 11."),
            p("가람도시공사"),
            _set("기관 현황", 1),
            _set(f"○ 정원 312명, {body}", 0),
            _set("2025년 주요업무 추진계획", 1),
            _set(f"{mark}행복주택 건립", 2),
            *program,
            _set(f"{mark}산업단지 조성", 2),
            *program,
        ),
        header=_HEADER,
    )


def test_letters_have_the_look_of_their_style() -> None:
    source = read_hwpx("a/x.hwpx", _report(""))
    by_line = dict(zip(source.text.splitlines(), source.styles, strict=False))
    title = by_line["2025년도 주요업무보고"]
    assert (title.size, title.face, title.bold) == (1.33, "헤드라인", False)
    program = by_line["행복주택 건립"]
    assert (program.size, program.bold) == (1.07, True)


def test_titles_in_a_look_of_their_own_are_chapters_and_programs() -> None:
    for mark in ("", "◈ ", "\uf06c "):
        outline = read_outline(read_document(read_hwpx("a/x.hwpx", _report(mark))))
        found = [(s.kind, s.title) for s in outline.sections if s.kind in ("chapter", "program")]
        assert found == [
            ("chapter", "기관 현황"),
            ("chapter", "2025년 주요업무 추진계획"),
            ("program", "행복주택 건립"),
            ("program", "산업단지 조성"),
        ]


def _page(*lines: tuple[str, float]) -> Source:
    """A report of one page whose lines are set in one face and in these sizes."""
    text = "".join(f"{line}\n" for line, _ in lines)
    styles = tuple(LineStyle(size=size, face="바탕", bold=False) for _, size in lines)
    data = text.encode()
    source = Source("a/x.pdf", "pdf", text, "text_layer", "utf-8", "0" * 64, len(data))
    return replace(source, page_starts=(0,), styles=styles)


def test_a_look_that_numbered_lines_alone_have_is_one_of_headings() -> None:
    """Letters a fifteenth larger than the text, in its face: too little for a title alone.

    Where nothing is set apart, what counts and has a text of its own is a title.
    """
    body = ("○ 이 사업은 여러 해에 걸쳐 관계 기관과 협의하여 추진하는 사업임", 1.0)
    titles = ["1-1. 항만 정비", "1-2. 어항 개발", "2-1. 시장 개선"]
    programs = [line for title in titles for line in ((title, 1.07), ("□ 사업개요", 1.0), body)]
    chapters = [("Ⅰ. 일반현황", 1.34), ("□ 4과 15팀", 1.0), body, ("Ⅱ. 2025년 업무계획", 1.34)]
    source = _page(*chapters, *programs)
    assert _programs(source) == ["항만 정비", "어항 개발", "시장 개선"]
    as_text = [(line, 1.0 if size == 1.07 else size) for line, size in (*chapters, *programs)]
    assert _programs(_page(*as_text)) == ["항만 정비", "어항 개발", "시장 개선"]
    lists = [*chapters, ("1. 협의를 거침", 1.0), body, ("2. 예산을 세움", 1.0), body]
    assert _programs(_page(*lists)) == []


def _programs(source: Source) -> list[str]:
    sections = read_outline(read_document(source)).sections
    return [s.title for s in sections if s.kind == "program"]


_PROSE = "이 일은 여러 해에 걸쳐 관계 기관과 협의하여 추진하고 있으며 올해 마무리됨"


def _styled(*lines: tuple[str, LineStyle]) -> Source:
    text = "".join(f"{line}\n" for line, _ in lines)
    data = text.encode()
    source = Source("a/x.pdf", "pdf", text, "text_layer", "utf-8", "0" * 64, len(data))
    return replace(source, page_starts=(0,), styles=tuple(style for _, style in lines))


def _outline(source: Source) -> list[tuple[str, str]]:
    sections = read_outline(read_document(source)).sections
    return [(s.kind, s.title) for s in sections if s.kind in ("chapter", "goal", "program")]


def test_titles_in_bold_letters_of_the_size_of_the_text() -> None:
    """Chapters stand on top of their pages, programs apart from the text above them."""
    top = LineStyle(size=1.0, face="고딕B", bold=True, page_top=True)
    title = LineStyle(size=1.0, face="고딕B", bold=True, page_top=False, space_above=1.4)
    text = LineStyle(size=1.0, face="고딕", bold=False, page_top=False, space_above=1.0)
    prose = [(f"{_PROSE} {number}", text) for number in range(3)]
    source = _styled(
        ("일반현황", top),
        ("예산현황", title),
        *prose,
        ("지난해 주요성과", top),
        ("빈틈없는 돌봄", title),
        *prose,
        ("금년도 추진계획", top),
        ("마을돌봄터 확충", title),
        *prose,
        ("쉼터 퇴소자 지원", title),
        *prose,
    )
    assert _outline(source) == [
        ("chapter", "일반현황"),
        ("chapter", "지난해 주요성과"),
        ("chapter", "금년도 추진계획"),
        ("program", "마을돌봄터 확충"),
        ("program", "쉼터 퇴소자 지원"),
    ]


def test_a_larger_title_that_tells_no_role_is_a_chapter_among_those_that_do() -> None:
    large = LineStyle(size=1.5, face="바탕", bold=True, page_top=False)
    text = LineStyle(size=1.0, face="바탕", bold=False, page_top=False)
    prose = [(f"{_PROSE} {number}", text) for number in range(3)]
    titles = ("일반현황과 재정", "올 한 해를 돌아보며", "맺으며 드리는 말씀")
    source = _styled(*(line for title in titles for line in ((title, large), *prose)))
    assert _outline(source) == [("chapter", title) for title in titles]


def test_the_larger_signs_are_chapters_whatever_smaller_ones_say() -> None:
    """▣ stands above □, although as many □ tell a role."""
    large = LineStyle(size=1.4, face="바탕", bold=True)
    small = LineStyle(size=1.1, face="바탕", bold=True)
    text = LineStyle(size=1.0, face="바탕", bold=False)
    item = (f"ㅇ {_PROSE}", text)
    source = _styled(
        ("▣ 기본현황", large), ("□ 기구", small), item, ("□ 예산", small), item,
        ("▣ 2 0 2 4 년  주 요  성 과", large), ("□ 통계", small), item,
        ("▣ 2025년 추진계획", large), ("□ 도서관 건립", small), item, ("□ 공원 조성", small), item,
    )  # fmt: skip
    assert [title for kind, title in _outline(source) if kind == "chapter"] == [
        "기본현황",
        "2024년 주요 성과",
        "2025년 추진계획",
    ]
