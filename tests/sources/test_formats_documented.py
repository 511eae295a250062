"""docs/formats.md says what is true: every format and every limit."""

from pathlib import Path

from pipeline.sources import limits
from pipeline.sources.read import READERS

MEGABYTE = 1024 * 1024


def test_every_format_and_limit_is_documented(root: Path) -> None:
    text = (root / "docs" / "formats.md").read_text("utf-8")
    assert [ending for ending in READERS if f"`{ending}`" not in text] == []
    for said in (
        f"| size of a file | {limits.FILE_BYTES // MEGABYTE} MB",
        f"| canonical text | {limits.CHARACTERS:,} characters |",
        f"| a table | {limits.TABLE_COLUMNS} columns, {limits.TABLE_CELLS:,} cells |",
        f"| an archive | {limits.ARCHIVE_ENTRIES:,} entries, "
        f"{limits.ARCHIVE_PART_BYTES // MEGABYTE} MB unpacked, "
        f"{limits.ARCHIVE_RATIO} times its packed size |",
        f"| XML | {limits.XML_DEPTH} elements deep",
    ):
        assert said in text
