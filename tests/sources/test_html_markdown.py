"""HTML pages and Markdown files: their text, and the tables they state."""

import pytest
from reports import FOLDER, facts, head, real, rows, source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.report import read_report
from pipeline.sources.html_page import read_html
from pipeline.sources.markdown import read_markdown
from pipeline.sources.source import Source
from pipeline.sources.text import visible_text

Cells = list[tuple[int, int, int, int, bool, str]]


def _cells(source: Source, table: int = 0) -> Cells:
    return [
        (c.row, c.column, c.row_span, c.column_span, c.is_header, source.text[c.start : c.end])
        for c in source.tables[table].cells
    ]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        # blocks are lines, what is inline is not; white space is one space
        ("<h1>Ⅰ. 일반현황</h1><p>□ 가\n <b>나</b>다<br>라</p>", "Ⅰ. 일반현황\n□ 가 나다\n라\n"),
        # entities are characters
        ("<p>1&nbsp;000 &lt;가&gt; &amp; &#9651;12 &#x25a1;</p>", "1\xa0000 <가> & △12 □\n"),
        # nothing that is no text of the page
        (
            "<title>제목</title><style>a{}</style><script>var a = '<p>1</p>'</script><p>글</p>",
            "글\n",
        ),
        ("<!-- 3 --><p>글</p><template><p>2</p></template>", "글\n"),
        # nothing is fetched
        ("<p>앞<img src='http://example.invalid/a.png'>뒤</p>", "앞뒤\n"),
        # a raised digit is no digit of the number before it
        ("<p>100m<sup>2</sup> 300<sup>1)</sup></p>", "100m² 300¹)\n"),
        # left open
        ("<p>하나<p>둘<div>셋", "하나\n둘\n셋\n"),
        ("<ul><li>○ 가<li>○ 나</ul>", "○ 가\n○ 나\n"),
    ],
)
def test_html_text(page: str, text: str) -> None:
    assert read_html("a/b.html", page.encode()).text == text


@pytest.mark.parametrize(
    ("page", "text", "left_out"),
    [
        ("<p>예산 10<div style='display:none'>99<div>8</div>7</div><p>끝", "예산 10\n끝\n",
         {"hidden": 4}),
        ("<p>정원 <del>30</del>31명 <s>4</s>", "정원 31명\n", {"struck out": 3}),
        ("<p>현원 <span style='text-decoration: line-through'>30</span> 31명", "현원 31명\n",
         {"struck out": 2}),
        # tags that are never closed: what ends them ends what they hide
        ("<p hidden>1<b>2</b><p>글", "글\n", {"hidden": 2}),
        ("<ul><li hidden>1<li>글</ul>끝", "글\n끝\n", {"hidden": 1}),
        ("<table><tr><td>가<td hidden>9<td>1<tr hidden><td>8<tr><td>나<td>2</table>",
         "가\t1\n나\t2\n", {"hidden": 2}),
        ("<div><p style='visibility:hidden'>5</div>글<br hidden>끝", "글\n끝\n", {"hidden": 1}),
        ("<title>제목</title><select><option>1<option>2</select><p>글", "글\n",
         {"form": 2, "title of the page": 2}),
    ],
)  # fmt: skip
def test_what_a_page_does_not_print_is_counted(
    page: str, text: str, left_out: dict[str, int]
) -> None:
    source = read_html("a/b.html", page.encode())
    assert source.text == text
    assert source.balance is not None
    assert source.balance.left_out == left_out
    assert source.balance.stored == len(visible_text(text)) + sum(left_out.values())


def test_html_tables_with_merged_cells() -> None:
    page = (
        "<table><caption>(단위 : 명)</caption>"
        "<thead><tr><th rowspan=2>구분<th colspan='2'>정원</tr><tr><th>남<th>여</thead>"
        "<tbody><tr><td>가<br>과<td>1,200<td rowspan=5>7</tr><tr><td>나과<td></table><p>끝</p>"
    )
    source = read_html("a/b.html", page.encode())
    assert source.text == "(단위 : 명)\n구분\t정원\t\n\t남\t여\n가 과\t1,200\t7\n나과\t\t\n끝\n"
    assert _cells(source) == [
        (0, 0, 2, 1, True, "구분"), (0, 1, 1, 2, True, "정원"),
        (1, 1, 1, 1, True, "남"), (1, 2, 1, 1, True, "여"),
        (2, 0, 1, 1, False, "가 과"), (2, 1, 1, 1, False, "1,200"),
        (2, 2, 2, 1, False, "7"),  # cut off where the table ends
        (3, 0, 1, 1, False, "나과"), (3, 1, 1, 1, False, ""),
    ]  # fmt: skip
    assert read_document(source).tables[0].header_rows == 2


def test_html_tables_in_cells_and_frames() -> None:
    inner = "<table><tr><td>안<td>1</table>"
    source = read_html("a/b.html", f"<table><tr><td>앞{inner}뒤<td>끝</table>".encode())
    assert source.text == "앞 안 1 뒤\t끝\n"
    assert [c[5] for c in _cells(source, 0)] == ["앞 안 1 뒤", "끝"]
    assert [c[5] for c in _cells(source, 1)] == ["안", "1"]
    source = read_html("a/b.html", "<table><tr><td><p>□ 가</p><p>○ 나</p></table>".encode())
    assert (source.text, source.tables) == ("□ 가\n○ 나\n", ())


def test_html_in_the_encoding_of_old_pages() -> None:
    source = read_html("a/b.html", "<p>□ 개요</p>".encode("cp949"))
    assert (source.text, source.encoding) == ("□ 개요\n", "cp949")


def test_a_report_as_html_gives_its_facts() -> None:
    lines = head("2022-03").splitlines()
    page = "".join(f"<p>{line.replace('<', '&lt;')}</p>\n" for line in lines)
    report = read_report(read_html(f"{FOLDER}/2022-03.html", page.encode()))
    assert rows(report, "reports", "source_format", "agency", "as_of") == [
        ("html", *rows(real("2022-03"), "reports", "agency", "as_of")[0])
    ]
    assert facts(report)["budget"] == facts(real("2022-03"))["budget"]


MARKDOWN = """\
# Ⅰ. 일반현황

## 인력 현황

| 구분 | 정원 | 현원 |
|:-----|-----:|:----:|
| **계** | 307 | 305 |
| 가\\|나 | 1 |

본문 | 이것은 표가 아님

갑 | 을
--- | ---
1 | 2
"""


def test_markdown_is_the_file_itself() -> None:
    source = read_markdown("a/b.md", MARKDOWN.encode())
    assert (source.text, source.format) == (MARKDOWN, "md")
    assert [c[5] for c in _cells(source)] == [
        "구분", "정원", "현원", "계", "307", "305", "가\\|나", "1",
    ]  # fmt: skip
    assert [c[4] for c in _cells(source)] == [True] * 3 + [False] * 5
    assert [(c[0], c[1], c[5]) for c in _cells(source, 1)] == [
        (0, 0, "갑"), (0, 1, "을"), (1, 0, "1"), (1, 1, "2"),
    ]  # fmt: skip


def test_markdown_headings_are_headings() -> None:
    document = read_document(read_markdown("a/b.md", MARKDOWN.encode()))
    sections = read_outline(document).sections
    assert [(s.kind, s.title) for s in sections[1:]] == [
        ("chapter", "일반현황"),
        ("heading", "인력 현황"),
    ]
    # in a plain text, a number sign is a number sign
    assert read_document(source_of("# 1호\n")).kinds == ("heading",)


LARGEST = """<p>2025년도 주요업무보고<p>2025. 2.<p>가람시 기획조정실<p>□ 공모사업 (상위 3건)
<p>(단위: 백만원)<table><tr><th>사업명<th>사업비<th>국비<tr><td>합계 (12건)<td>9,800<td>4,900
<tr><td>도시재생<td>3,000<td>1,500<tr><td>하천정비<td>2,000<td>1,000
<tr><td>어촌뉴딜<td>1,500<td>750
</table>"""


def test_a_last_table_whose_total_covers_more_than_it_lists_is_whole() -> None:
    report = read_report(read_html("a/2025-02.html", LARGEST.encode()))
    assert report.frames["tables"].height == 1
