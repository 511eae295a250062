"""Outlines told by the look of lines in files of Hangul, where nothing is numbered."""

from hwpx_files import hwpx, p, section

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.sources.hwpx.reader import read_hwpx

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
