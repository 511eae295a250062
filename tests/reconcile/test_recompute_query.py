"""The query of docs/queries.md that recomputes every claim, run on the tables of both reports."""

import duckdb
import polars as pl
import pytest
from docs_blocks import blocks_of
from reports import REPORTS, read, real, whole, with_row

from pipeline.rules.claim import SUMS
from schemas.reconciliation import RELATION_KINDS

OTHER_KINDS = ("product", "ratio", "share", "growth")


def recomputed(relations: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    query = next(b for b in blocks_of("docs/queries.md", "sql") if "recomputed" in b.text)
    with duckdb.connect() as connection:
        connection.register("relations", relations.to_arrow())
        connection.register("relation_terms", terms.to_arrow())
        return connection.sql(query.text).pl()


def wrong(frame: pl.DataFrame) -> list[str]:
    apart = (pl.col("recomputed") - pl.col("computed_value")).abs() > 1e-6
    return frame.filter(apart.fill_null(True))["relation_id"].to_list()


@pytest.mark.parametrize("month", REPORTS)
def test_the_query_gives_every_computed_value(month: str) -> None:
    frames = real(month).frames
    found = recomputed(frames["relations"], frames["relation_terms"])
    assert found.height == frames["relations"]["computed_value"].count() > 70
    assert wrong(found) == []


def test_the_query_knows_every_kind() -> None:
    assert {*SUMS, *OTHER_KINDS} == set(RELATION_KINDS)
    frames = [real(month).frames for month in REPORTS]
    # Neither report has two tables of one thing.
    table = (
        "(단위 : 백만원)\n부서\t2024년\t2025년\n총무과\t110\t120\n문화과\t130\t140\n"
        "체육과\t150\t160\n"
    )
    twice = f"\n□ 예산\n{table}\n□ 재정\n{table.replace('체육', '관광')}\n□ 끝맺음\n○ 마칩니다.\n"
    frames.append(read(whole("2022-03") + twice, "welfare-policy/2022-03.txt").frames)
    shown = pl.concat([
        recomputed(frame["relations"], frame["relation_terms"]) for frame in frames
    ])  # fmt: skip
    assert set(shown["kind"]) == set(RELATION_KINDS)


def test_an_altered_term_alters_the_result() -> None:
    frames = real("2023-03").frames
    terms = frames["relation_terms"]
    altered = with_row(terms, 0, value=terms["value"][0] + 1)
    assert wrong(recomputed(frames["relations"], altered)) == [terms["relation_id"][0]]


def test_a_growth_from_a_fall_adds_the_change() -> None:
    """A fall of 20 to 80 is one from 100: 20 %."""
    relations = real("2023-03").frames["relations"].filter(pl.col("kind") == "growth").head(1)
    named = relations["relation_id"][0]
    relations = with_row(relations, 0, factor=-100.0, computed_value=20.0)
    terms = real("2023-03").frames["relation_terms"].filter(pl.col("relation_id") == named)
    terms = with_row(terms, 0, role="numerator", value=80.0)
    terms = with_row(terms, 1, role="addend", value=20.0)
    assert wrong(recomputed(relations, terms)) == []
