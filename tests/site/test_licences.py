"""What others wrote is served with its terms."""

from pathlib import Path

from pipeline import site
from pipeline.site.packages import pinned_packages

FOLDER = Path(site.__file__).parent
TEXT = (FOLDER / "static" / "LICENSES.txt").read_text("utf-8")


def test_the_terms_stand_there_in_full() -> None:
    assert "Permission is hereby granted, free of charge" in TEXT


def test_every_package_of_the_sql_page_is_named_or_brings_its_own() -> None:
    terms = {"@duckdb/duckdb-wasm": "DuckDB-Wasm", "apache-arrow": "Apache Arrow"}
    assert {package.name for package in pinned_packages()} == set(terms)
    for package in pinned_packages():
        assert f"{terms[package.name]} ({package.license}" in " ".join(TEXT.split())
    (arrow,) = (package for package in pinned_packages() if package.name == "apache-arrow")
    assert {"LICENSE.txt", "NOTICE.txt"} <= set(arrow.files)
