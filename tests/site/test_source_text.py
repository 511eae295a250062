"""Lines of a report as HTML: places inside and across one another, and hostile text."""

import re

from pipeline.site.places import Fact
from pipeline.site.source_text import Numbering, line_html

QUANTITY = Fact("quantities", "q1", "")
TERM = Fact("relation_terms", "t1", "")
DIGITS = Fact("numerals", "n1", "")
CELL = Fact("table_cells", "k1", "")
FINDING = Fact("audit_findings", "a1", "")
WRONG = Fact("relations", "2023-03/r1", "mismatch")


def _plain(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def test_a_value_is_a_link_to_its_first_row_and_knows_all_rows() -> None:
    numbering = Numbering()
    html = line_html("예산 41억원", 100, {(103, 107): [WRONG, QUANTITY]}, numbering)
    assert html == (
        '예산 <a data-r="0 1" class="v mismatch" id="c103" '
        'href="../claims/2023-03.html#2023-03/r1" tabindex="-1">41억원</a>'
    )
    assert list(numbering.facts) == [WRONG, QUANTITY]


def test_a_value_inside_a_value_keeps_its_anchor_and_is_no_second_link() -> None:
    # A cell with two figures, as 정원 / 현원.
    spans = {(0, 7): [CELL], (0, 2): [QUANTITY], (5, 7): [TERM]}
    html = line_html("39 / 41", 0, spans, Numbering())
    assert html.count("<a ") == 1
    assert re.findall(r'id="(c\d+)"', html) == ["c0", "c5"]
    assert _plain(html) == "39 / 41"


def test_the_digits_of_a_value_have_an_address_but_belong_to_it() -> None:
    spans = {(0, 5): [QUANTITY], (0, 1): [DIGITS], (2, 5): [DIGITS]}
    html = line_html("2,281", 0, spans, Numbering())
    assert re.findall(r'class="(\w)"', html) == ["v", "d", "d"]
    assert re.findall(r'id="(c\d+)"', html) == ["c0", "c2"]


def test_a_passage_is_marked_as_a_whole_and_its_values_are_the_links() -> None:
    text = "가" * 30 + "12명" + "나" * 30
    html = line_html(text, 0, {(0, 63): [FINDING], (30, 33): [QUANTITY]}, Numbering())
    assert html.startswith('<span data-r="0" class="p" id="c0">')
    assert 'href="../table/quantities.html#q1" tabindex="-1">12명</a>' in html
    alone = line_html(text, 0, {(0, 63): [FINDING]}, Numbering())
    assert alone.startswith('<a data-r="0" class="p" id="c0"')


def test_places_that_cross_are_cut_and_no_text_is_lost_or_doubled() -> None:
    html = line_html("abcdef", 0, {(0, 4): [CELL], (2, 6): [QUANTITY]}, Numbering())
    assert _plain(html) == "abcdef"
    assert re.findall(r'id="(c\d+)"', html) == ["c0", "c2"]
    for tag in "ab":
        assert html.count(f"<{tag} ") == html.count(f"</{tag}>")


def test_a_place_of_several_lines_is_named_on_its_first_line_only() -> None:
    spans = {(5, 25): [FINDING]}
    assert 'id="c5"' in line_html("0123456789", 0, spans, Numbering())
    second = line_html("0123456789", 11, spans, Numbering())
    assert "id=" not in second
    assert 'data-r="0"' in second


def test_of_two_places_that_end_together_the_one_that_begins_here_is_named() -> None:
    # A cell of two lines, the second of which is a duty of its own.
    html = line_html("0123456789", 11, {(0, 21): [CELL], (11, 21): [FINDING]}, Numbering())
    assert html == (
        '<a data-r="0 1" class="v" id="c11" href="../table/audit_findings.html#a1" '
        'tabindex="-1">0123456789</a>'
    )


def test_what_a_report_says_is_never_read_as_html() -> None:
    html = line_html("<p>1</p>&<script>", 0, {(3, 4): [Fact("t", '"><b>', "")]}, Numbering())
    assert "<p>" not in html
    assert "<script>" not in html
    assert "#&quot;&gt;&lt;b&gt;" in html


def test_a_line_without_places_is_its_text() -> None:
    assert line_html('<b>"1" & 2', 0, {}, Numbering()) == '&lt;b&gt;"1" &amp; 2'
