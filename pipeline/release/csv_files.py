r"""CSV: UTF-8, LF, quotes only where RFC 4180 asks for them.

NULL is an empty field and the empty text is `""`, so a reader that tells them apart gets both
back. A number column always shows a decimal point or an exponent (`22.0`), so that every reader
takes it for a number with decimals even where all its values are whole.

What belongs here: the settings of the two CSV files of a table. What does not: their description,
which is in `descriptor`.
"""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

_FORMULA = r"^[=+\-@\t\r＝＋－＠]"
_NUMBER = r"^[+-](?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?%?$"

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_csv(
    parts: Iterable[pl.DataFrame], path: Path, mark: bytes = b"", *, header: bool = True
) -> None:
    """Write a sorted table without byte order mark, as validators and databases want it."""
    with path.open("wb") as file:
        file.write(mark)
        for number, part in enumerate(parts):
            part.write_csv(
                file,
                include_header=header and number == 0,
                line_terminator="\n",
                quote_style="necessary",
                null_value="",
            )


def write_excel_twin(parts: Iterable[pl.DataFrame], twin: Path) -> None:
    """Write the same behind a byte order mark, without which Korean Excel reads CP949."""
    write_csv(map(without_formulas, parts), twin, BYTE_ORDER_MARK)


def without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame, with an apostrophe before each text that a spreadsheet would run as a formula.

    A text that is a number, such as -3.5 or +2%, is shown as one, and stays as it is.
    """
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    return frame.with_columns(
        pl.when(pl.col(name).str.contains(_FORMULA) & ~pl.col(name).str.contains(_NUMBER))
        .then("'" + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name in texts
    )
