"""A Document's figures: every run of digits with its role, every quantity, every date.

What belongs here: putting the readers of this package together. What does not: table rows, ids.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.document.digits import TILDES, YEAR_MARK, plain
from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Grid, Span
from pipeline.figures.announced_units import Surroundings
from pipeline.figures.date_values import DateSpan
from pipeline.figures.meaning import read_meanings
from pipeline.figures.modifiers import direction, held_in_common, words_after, words_before
from pipeline.figures.quantity import Quantity
from pipeline.figures.scan import Scan, Signed, Torn, scan
from pipeline.figures.shared_units import Share, share_units
from pipeline.vocabulary.units import implied_units, units

__all__ = ["Figures", "Numeral", "Quantity", "read_figures"]

_IN_DATE = rf"(?:{YEAR_MARK}|[0-9년월일. {TILDES}])"
_BROKEN_DATE = re.compile(
    rf"\((?={YEAR_MARK}\s?[0-9]|20[0-9]{{2}}|[0-9]{{1,2}}월)"
    rf"{_IN_DATE}{{2,30}}\n{_IN_DATE}{{1,30}}[),]"
)
"""A date, or a range of dates, that the end of a line breaks."""


@dataclass(frozen=True)
class Numeral:
    """One maximal run of digits."""

    span: Span
    role: str
    """quantity, date, ordinal, identifier, name, markup or unknown."""
    quantity: int | None
    """Index of the quantity it belongs to."""


@dataclass(frozen=True)
class Figures:
    """All figures of a document, each in the order of the text."""

    numerals: tuple[Numeral, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateSpan, ...]
    torn: tuple[Torn, ...] = ()


def read_figures(
    document: Document, outline: Outline, grids: Sequence[Grid], report_year: int
) -> Figures:
    """Read every figure.

    Args:
        grids: its tables, in order, with all values in their columns.
        report_year: the year that dates without one belong to.
    """
    printed = document.text
    document = _wall_cells(_mend_dates(_plain(document)), grids)
    around = Surroundings(document, grids)
    found = scan(document, report_year, lambda at: around.announced_unit(at) is not None)
    shares = share_units(document, found.amounts, around)
    kept = [_is_quantity(document, signed, share, around)
            for signed, share in zip(found.amounts, shares, strict=True)]  # fmt: skip
    index_of: dict[int, int] = {}
    published: list[Quantity] = []
    for number, quantity in enumerate(_quantities(document, found, shares, around)):
        if kept[number]:
            index_of[number] = len(published)
            published.append(quantity)
    meanings = read_meanings(
        document,
        outline,
        grids,
        around,
        quantities=published,
        dates=found.dates,
        report_year=report_year,
    )
    told = tuple(
        _imply_unit(replace(quantity, meaning=meaning))
        for quantity, meaning in zip(published, meanings, strict=True)
    )
    dates = tuple(
        replace(date, raw=printed[date.char_start : date.char_end].strip()) for date in found.dates
    )
    return Figures(tuple(_numerals(found, index_of)), told, dates, tuple(found.torn))


def _plain(document: Document) -> Document:
    """The document with digits and their signs in one alphabet. No position changes."""
    text = plain(document.text)
    if text == document.text:
        return document
    return replace(document, source=replace(document.source, text=text))


def _mend_dates(document: Document) -> Document:
    """The document without the line ends inside the dates of brackets: (’24. 12.⏎10.).

    No position changes.
    """
    text = _BROKEN_DATE.sub(lambda match: match.group().replace("\n", " "), document.text)
    return replace(document, source=replace(document.source, text=text))


def _wall_cells(document: Document, grids: Sequence[Grid]) -> Document:
    """The document with a tab between the cells of tables inside cells, as between all others.

    There a single space stands between them, over which a figure would take the next cell for its
    unit (`700 기 타`) or for a further digit. No position changes.
    """
    text = document.text
    walls = {
        at
        for grid in grids
        if grid.dialect == "box"
        for cell in grid.cells
        for at in (cell.span.start - 1, cell.span.end)
        if cell.span.start < cell.span.end and text[max(at, 0) : at + 1] == " "
    }
    if not walls:
        return document
    parted = "".join("\t" if at in walls else letter for at, letter in enumerate(text))
    return replace(document, source=replace(document.source, text=parted))


def _numerals(found: Scan, index_of: dict[int, int]) -> list[Numeral]:
    numerals = []
    starts = [signed.start for signed in found.amounts]
    for run, role in zip(found.runs, found.roles, strict=True):
        if role != "quantity":
            numerals.append(Numeral(run, role, None))
            continue
        quantity = index_of.get(bisect_right(starts, run.start) - 1)
        numerals.append(Numeral(run, "unknown" if quantity is None else "quantity", quantity))
    return numerals


def _is_quantity(document: Document, signed: Signed, share: Share, around: Surroundings) -> bool:
    """A number that no unit is known for is a quantity only where it plainly counts something."""
    if share.unit is not None or share.part is not None or signed.sign:
        return True
    amount, text = signed.amount, document.text
    if amount.unit_raw is not None or amount.weight < 1 or amount.value >= 1000:
        return True
    cell = around.cell(signed.start)
    if cell is not None and cell.is_short:
        return True
    before = text[max(signed.start - 2, 0) : signed.start].strip()
    after = text[amount.end : amount.end + 2].strip()
    return (
        before[-1:] in ("(", "=", ":", "/", ",")
        or after[:1] in (")", ",", "/", "↑", "↓", "→", "⇒", "+")
        or not after
    )


def _quantities(
    document: Document, found: Scan, shares: Sequence[Share], around: Surroundings
) -> list[Quantity]:
    text = document.text
    cells = [around.cell(signed.start) for signed in found.amounts]
    starts = [
        cell.span.start if cell else document.lines[signed.line - 1].start
        for signed, cell in zip(found.amounts, cells, strict=True)
    ]
    modifiers = held_in_common(
        text, found.amounts, [_modifiers(text, s, starts[i]) for i, s in enumerate(found.amounts)]
    )
    quantities: list[Quantity] = []
    for index, (signed, share, cell) in enumerate(zip(found.amounts, shares, cells, strict=True)):
        quantities.append(
            _quantity(
                text,
                signed,
                share,
                modifier=_of_both_ends(modifiers, shares, index),
                table=around.table(signed.start),
                repeated=cell is not None and cell.repeated,
            )
        )
    return quantities


def _imply_unit(quantity: Quantity) -> Quantity:
    """A bare figure behind a word that counts one thing only: 정원 307."""
    word = quantity.meaning.label[-1] if quantity.meaning.label else ""
    printed = implied_units().get(closed(word))
    if quantity.unit_raw is not None or printed is None or quantity.part == "ratio":
        return quantity
    unit = units()[printed]
    return replace(
        quantity,
        unit=unit.canonical,
        unit_raw=printed,
        unit_source="implied",
        resolution=Fraction(0) if unit.exact else quantity.resolution,
    )


def _quantity(
    text: str,
    signed: Signed,
    share: Share,
    *,
    modifier: str | None,
    table: int | None,
    repeated: bool,
) -> Quantity:
    amount = signed.amount
    normalized = amount.normalized(share.unit, share.scale)
    return Quantity(
        span=Span(signed.start, amount.end),
        value=-amount.value if signed.negative else amount.value,
        unit_raw=share.unit_raw,
        unit=share.unit.canonical if share.unit else None,
        value_normalized=-normalized if signed.negative else normalized,
        resolution=amount.resolution(share.unit, share.scale),
        unit_source=share.source,
        part=share.part,
        modifier=modifier,
        direction=direction(text, signed),
        table=table,
        repeated=repeated,
    )


def _modifiers(text: str, signed: Signed, line_start: int) -> tuple[list[str], list[str]]:
    before, _ = words_before(text, signed.start, line_start)
    approximate = ["여"] if signed.amount.approximate else []
    return before, approximate + words_after(text, signed.amount.end)


def _of_both_ends(
    modifiers: Sequence[tuple[list[str], list[str]]], shares: Sequence[Share], index: int
) -> str | None:
    """The words before a range hold for both ends, those behind it too: 약 70~80%."""
    before, after = modifiers[index]
    if shares[index].part == "high" and index:
        before = modifiers[index - 1][0] + before
    if shares[index].part == "low":
        after = after + modifiers[index + 1][1]
    words = list(dict.fromkeys([*before, *after]))
    return " ".join(words) or None
