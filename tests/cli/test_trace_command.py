"""`openbogo trace`: every published value that has a place is shown in it, and marked."""

import json
import re
from collections.abc import Callable, Collection
from pathlib import Path

import polars as pl
import pytest

from pipeline.cli.provenance import row_places
from pipeline.cli.trace import BRACKETS, trace
from pipeline.release.reader import Published
from schemas import TABLES

Query = Callable[[pl.LazyFrame], pl.LazyFrame]
# A report is all its lines, a check is asked of many, a superseded file has no line in a release.
NOWHERE = ("reports", "checks", "superseded")


def test_the_question_of_the_readme(openbogo) -> None:
    said = openbogo("trace", "budget_execution", "창업정책과", "fiscal_year=2023").stdout
    # 2023-03.txt line 63: 예산현액 41,619 and 지출액 2,281, in 백만원
    assert "\n> 63 │ ⟦창 업 정 책 과⟧\t⟦41,619⟧\t⟦3,186⟧\t⟦2,281⟧\t⟦7.7⟧\t⟦5.5⟧\n" in said
    assert re.search(r"expenditure_krw +지출액 +2,281,000,000 KRW\n", said)
    assert re.search(r"line 63, characters 2165–2170 +2,281 +지출액\n", said)
    assert "raw/seoul-economic-policy/2023-03.txt" in said


def test_a_claim_shows_all_its_figures(openbogo) -> None:
    key = "seoul-economic-policy-2023-03/budget_execution/total/t003/r3c3"
    data = json.loads(openbogo("trace", "relations", key, "--json").stdout)
    # 2023-03.txt lines 60-71: 원인행위액 of 계 and of the eleven departments
    assert [place["line_start"] for place in data["places"]] == list(range(60, 72))
    whats = {place["text"]: place["what"] for place in data["places"]}
    assert whats["118,124"] == "stated"
    assert whats["14,054"] == "suspect, addend"
    assert data["key"] == {"relation_id": key}
    assert data["row"]["verdict"] == "unlikely"


def test_a_row_of_two_reports_is_shown_in_both(openbogo) -> None:
    data = json.loads(
        openbogo("trace", "plan_outcomes", "seoul-economic-policy-2022-03/q005520", "--json").stdout
    )
    found = [(p["report_id"][-7:], p["line_start"], p["text"]) for p in data["places"]]
    # 2022-03.txt line 394: 지원목표 … 500명; 2023-03.txt line 1484: 추진실적 … 3,991명
    assert found == [("2022-03", 394, "500명"), ("2023-03", 1484, "3,991명")]


def test_a_program_shows_its_head_and_its_budget(openbogo) -> None:
    said = openbogo("trace", "programs", "seoul-economic-policy-2022-03/1-1-1").stdout
    assert re.search(r"> 344 │ .*서울시민 안심일자리", said)
    assert re.search(r"\n +⋮\n> 375 │ .*⟦10,000백만원⟧", said)


def test_lines_around_are_shown_and_not_marked(openbogo) -> None:
    said = openbogo(
        "trace", "staffing", "경제정책과", "일반직", "--report", "2023", "--context", "1"
    )
    lines = [line for line in said.stdout.splitlines() if "│" in line]
    assert [line[:4] for line in lines] == ["  26", "> 27", "  28"]
    assert "⟦26/30⟧" in lines[1]  # 2023-03.txt line 27
    assert not any("⟦" in lines[n] for n in (0, 2))


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_values_of_every_table_can_be_traced(release: Published, table: str) -> None:
    described = next(t for t in release.tables if t.name == table)
    frame = release.frame(table)
    for row in frame.gather_every(max(1, frame.height // 12)).iter_rows(named=True):
        places = row_places(release, described, row)
        assert bool(places) == (table not in NOWHERE), row
        for place in places:
            text = release.texts[place.report_id]
            assert 1 <= place.line_start <= place.line_end
            if place.char_start is None:
                assert place.char_end is None
                continue
            printed = text[place.char_start : place.char_end]
            assert printed
            # … on the lines that are named
            assert text.count("\n", 0, place.char_start) + 1 >= place.line_start
            assert text.count("\n", 0, place.char_end) + 1 <= place.line_end + 1
        if "char_start" in row and "raw" in row and row["raw"]:
            assert row["raw"] in {release.texts[p.report_id][p.char_start : p.char_end]
                                  for p in places if p.char_start is not None}  # fmt: skip


@pytest.mark.parametrize("table", [t.name for t in TABLES if t.name not in NOWHERE])
def test_what_is_printed_is_what_stands_there(release: Published, table: str) -> None:
    """The marked text of a row is the text of the report at its places, and nothing else is."""
    frame = release.frame(table)
    if not frame.height:
        assert table in ("budgets", "entrustments")  # neither report has such a table
        return
    described = next(t for t in release.tables if t.name == table)
    row = frame.row(frame.height // 2, named=True)
    key = [f"{name}={'' if row[name] is None else row[name]}" for name in described.key]
    answer = trace(release, table, key, report=None, context=0, marks=BRACKETS)
    places = [p for p in answer.data["places"] if p["char_start"] is not None]
    for place in places:
        text = release.texts[place["report_id"]]
        assert text[place["char_start"] : place["char_end"]] == place["text"]
    marked = re.findall("⟦(.*?)⟧", answer.text)
    for place in places:
        assert any(place["text"].split("\n")[0].rstrip("\r") in text for text in marked), place
    assert bool(marked) == bool(places)


class Paged(Published):
    """The release as if its reports had pages."""

    def frame(self, table: str, reports: Collection[str] | None = None) -> pl.DataFrame:
        frame = super().frame(table, reports)
        return frame.with_columns(page_no=pl.lit(3, pl.Int64)) if table == "lines" else frame


def test_pages_are_said_where_there_are_any(release: Published) -> None:
    paged = Paged(release.folder, release.release_id, release.manifest, release.tables)
    words = ["창업정책과", "fiscal_year=2023"]
    answer = trace(paged, "budget_execution", words, report=None, context=0, marks=BRACKETS)
    assert "page 3, line 63, characters 2165–2170" in answer.text


def test_words_of_a_title_name_a_row(openbogo) -> None:
    # 2023-03.txt line 61; 2022-03.txt line 344
    part = openbogo("trace", "budget_execution", "경제정책", "fiscal_year=2023", "--json")
    assert json.loads(part.stdout)["key"]["department"] == "경제정책과"
    spaced = openbogo("trace", "programs", "안심일자리", "사업확대", "--json")
    assert json.loads(spaced.stdout)["key"] == {"program_id": "seoul-economic-policy-2022-03/1-1-1"}
    several = openbogo("trace", "programs", "창업").stderr
    assert " rows of programs match; choose one:\n" in several
    # a line for each, with the title as a comment; every title has the word
    lines = [line for line in several.splitlines() if line.startswith("  openbogo trace programs ")]
    assert len(lines) > 5
    assert all("창업" in line.partition("  # ")[2] for line in lines)


def test_what_a_row_is_and_its_verdict_come_first(openbogo) -> None:
    key = "seoul-economic-policy-2023-03/budget_execution/total/t003/r3c3"
    said = openbogo("trace", "relations", key).stdout.splitlines()
    assert re.fullmatch(r"  verdict +판정 +unlikely · 의심", said[1])
    assert re.search(r"  stated_value +적힌 값 +118,124,000,000$", "\n".join(said), re.M)
    program = openbogo("trace", "programs", "seoul-economic-policy-2022-03/1-1-1").stdout
    assert re.match(r"  title +사업명 +서울시민 안심일자리", program.splitlines()[1])


def test_several_rows_are_listed_with_the_command_for_each(openbogo) -> None:
    result = openbogo("trace", "budget_execution", "창업정책과")
    assert result.exit_code == 1
    assert result.stderr == (
        "openbogo: 2 rows of budget_execution match; choose one:\n"
        "  openbogo trace budget_execution seoul-economic-policy-2022-03 창업정책과\n"
        "  openbogo trace budget_execution seoul-economic-policy-2023-03 창업정책과\n"
    )
    data = json.loads(openbogo("trace", "budget_execution", "창업정책과", "--json").stdout)
    assert data["rows"] == 2
    assert data["keys"][1]["report_id"] == "seoul-economic-policy-2023-03"
    many = openbogo("trace", "staffing", "is_total=false")
    assert "… first 20 of " in many.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["budget_execution", "창업과"], "row; nearest to department 창업과: 창업정책과, "),
        # 2023-03.txt lines 61-71 have 경제정책과; no report has it of 2024
        (["budget_execution", "office-2024-03", "경제정책과"], "to report_id office-2024"),
        (["budget_execution", "경제정책과", "fiscal_year=2032"], "fiscal_year 2032: 2022, 2023"),
        (["program_budgets", "seoul-economic-policy-2022-03/1-1-1", "77"], "to item_no 77: 1, 2"),
        (["quantities", "seoul-economic-policy-2022-03/q05520"], "/q05520: seoul-economic-polic"),
        (["budgets", "x"], "budgets has no such row: openbogo show budgets"),  # none at all
        (["budget_execution", "a", "b", "c"], "by 2 values (report_id, department), not 3"),
        (["budget_execution", "year=2023"], "has no column year (did you mean fiscal_year"),
        (["numerals", "1" + 39 * "0"], "numerals has no such row"),  # no integer of 64 bits
        (["numerals", str(2**63)], "numerals has no such row"),
        (["checks", "check_id=quarantine.empty/x"], "checks has no such row"),
        (["reports", "seoul-economic-policy-2022-03"], "openbogo show lines --report seoul-econ"),
    ],
)  # fmt: skip
def test_what_cannot_be_traced_is_said(openbogo, words, said) -> None:
    result = openbogo("trace", *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr


def test_a_number_is_found_as_it_is_printed(openbogo) -> None:
    data = json.loads(openbogo("trace", "quantities", "raw=2,281", "--json").stdout)
    assert data["row"]["value_normalized"] == 2_281_000_000  # 2023-03.txt line 63
    same = openbogo("trace", "budget_execution", "expenditure_krw=2,281,000,000", "--json")
    assert json.loads(same.stdout)["key"]["department"] == "창업정책과"


def test_letters_typed_apart_are_the_same_word(openbogo) -> None:
    apart = "\u110e\u1161\u11bc\u110b\u1165\u11b8\u110c\u1165\u11bc\u110e\u1162\u11a8\u1100\u116a"
    result = openbogo("trace", "budget_execution", apart, "--report", "2023-03")
    assert result.exit_code == 0
    assert "창업정책과" in result.stdout


def test_only_the_release_is_read(openbogo, home: Path) -> None:
    hidden = home / "raw-elsewhere"
    (home / "raw").rename(hidden)
    try:
        result = openbogo("trace", "budget_execution", "창업정책과", "fiscal_year=2023")
    finally:
        hidden.rename(home / "raw")
    assert "⟦2,281⟧" in result.stdout


def test_at_most_five_values_are_suggested(openbogo) -> None:
    wrong = "seoul-economic-policy-2022-03/q05520"
    data = json.loads(openbogo("trace", "quantities", wrong, "--json").stdout)
    assert len(data["nearest"]) == 5
    assert data["nearest"][0] == "seoul-economic-policy-2022-03/q005520"  # 2022-03.txt line 394
    words = ["budget_execution", "seoul-economic-policy-2023-03", "일자리과"]
    near = json.loads(openbogo("trace", *words, "--json").stdout)["nearest"]
    assert near[0] == "일자리정책과"
    assert len(near) == len(set(near)) == 5


@pytest.mark.parametrize("table", [t.name for t in TABLES if t.name not in NOWHERE])
def test_no_more_is_read_than_the_row_and_the_lines_of_its_report(
    release: Published, table: str
) -> None:
    frame = release.frame(table)
    if not frame.height:
        return
    heights: dict[str, int] = {}

    class Counting(Published):
        def select(self, table: str, query: Query) -> pl.DataFrame:
            frame = super().select(table, query)
            heights[table] = max(heights.get(table, 0), frame.height)
            return frame

    counting = Counting(release.folder, release.release_id, release.manifest, release.tables)
    described = next(t for t in release.tables if t.name == table)
    row = frame.row(0, named=True)
    key = [f"{name}={'' if row[name] is None else row[name]}" for name in described.key]
    trace(counting, table, key, report=None, context=0, marks=BRACKETS)
    assert heights.pop("lines") <= 1740  # 2023-03.txt, of 3,438 lines in all
    assert max(heights.values()) < 100
