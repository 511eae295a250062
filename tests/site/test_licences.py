"""What others wrote is served with its terms: the versions named are those that are served."""

import re
from pathlib import Path

import vl_convert

from pipeline import site
from pipeline.site.packages import pinned

FOLDER = Path(site.__file__).parent
TEXT = (FOLDER / "static" / "LICENSES.txt").read_text("utf-8")


def test_the_charts_are_drawn_by_what_the_licences_name() -> None:
    versions = re.search(r"Vega (\S+), Vega-Lite (\S+), Vega-Embed (\S+),", TEXT)
    assert versions is not None
    # When one of these differs, the licences of the new bundle are to be collected again.
    assert versions.groups() == (
        vl_convert.get_vega_version(),
        vl_convert.get_vegalite_versions()[-1],
        vl_convert.get_vega_embed_version(),
    )


def test_the_terms_stand_there_in_full() -> None:
    assert TEXT.count("Redistributions in binary form must reproduce") == 7
    assert TEXT.count("University of Washington Interactive Data Lab") >= 4
    assert "Permission is hereby granted, free of charge" in TEXT


def test_every_package_of_the_sql_page_is_named_or_brings_its_own() -> None:
    terms = {"@duckdb/duckdb-wasm": "DuckDB-Wasm", "apache-arrow": "Apache Arrow"}
    assert {package.name for package in pinned()} == set(terms)
    for package in pinned():
        assert f"{terms[package.name]} ({package.license}" in " ".join(TEXT.split())
    (arrow,) = (package for package in pinned() if package.name == "apache-arrow")
    assert {"LICENSE.txt", "NOTICE.txt"} <= set(arrow.files)
