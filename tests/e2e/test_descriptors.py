"""The descriptors and the workbook of the two real reports, read by programs that are not ours."""

import openpyxl
import pytest

from schemas import TABLES, TableSpec
from tests.descriptors import (
    cffconvert,
    croissant,
    croissant_rows,
    dcat_problems,
    graph,
    sheet_rows,
    stated,
)
from tests.e2e.home import Built

SHEETS = [spec for spec in TABLES if spec.group == "facts" or spec.name == "reports"]
EMPTY = {"budgets", "entrustments"}
"""Neither of the two reports prints such a table."""


@pytest.fixture(scope="module")
def book(built: Built) -> openpyxl.Workbook:
    return openpyxl.load_workbook(built.home.latest / "openbogo.xlsx")


@pytest.mark.parametrize("spec", SHEETS, ids=lambda spec: spec.name)
def test_the_workbook_holds_every_value(
    built: Built, book: openpyxl.Workbook, spec: TableSpec
) -> None:
    expected = stated(built.home.latest, spec)
    assert bool(expected) != (spec.name in EMPTY)
    assert sheet_rows(book, spec.ko)[2:] == expected


def test_the_catalogue_conforms_to_dcat_ap(built: Built) -> None:
    assert dcat_problems(graph(built.home.latest, "dcat.jsonld")) == ""


def test_croissant_gives_every_value(built: Built) -> None:
    dataset = croissant(built.home.latest)
    assert dataset.metadata.ctx.issues.errors == set()
    for spec in TABLES:
        assert croissant_rows(dataset, spec) == stated(built.home.latest, spec), spec.name


def test_the_citation_is_valid(built: Built) -> None:
    code, said = cffconvert(built.home.latest / "CITATION.cff", "--validate")
    assert code == 0, said
