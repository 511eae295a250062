r"""CSV: UTF-8, LF, quotes only where RFC 4180 asks for them.

NULL is an empty field and the empty text is `""`, so a reader that tells them apart gets both
back. A number column always shows a decimal point or an exponent (`22.0`), so that every reader
takes it for a number with decimals even where all its values are whole.

What belongs here: the settings of the two CSV files of a table. What does not: their description,
which is in `descriptor`.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

import polars as pl

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_csv(parts: Iterable[pl.DataFrame], path: Path) -> None:
    """Write a sorted table without byte order mark, as validators and databases want it."""
    with path.open("wb") as file:
        for number, part in enumerate(parts):
            part.write_csv(
                file,
                include_header=number == 0,
                line_terminator="\n",
                quote_style="necessary",
                null_value="",
            )


def write_excel_twin(csv: Path, twin: Path) -> None:
    """Write the same bytes behind a byte order mark, without which Korean Excel reads CP949."""
    with csv.open("rb") as source, twin.open("wb") as target:
        target.write(BYTE_ORDER_MARK)
        shutil.copyfileobj(source, target)
