"""The meaning of one figure: subject, label, part and period, from what is known of it.

What belongs here: putting together what its statement, titles and table say. What does not: how any
of them is read, and which figures are read together (`meaning`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document.readable import closed
from pipeline.figures.announced_units import CellAround
from pipeline.figures.date_values import DateSpan
from pipeline.figures.periods import period_of
from pipeline.figures.quantity import Meaning, Quantity
from pipeline.figures.said import Said
from pipeline.figures.table_meaning import TableWords, pair_of
from pipeline.figures.titles import Title
from pipeline.figures.wording import is_vague
from pipeline.vocabulary.meaning import meaning

_SIDES = re.compile(
    rf"(?P<plan>{'|'.join(meaning().plan)})|(?P<result>{'|'.join(meaning().result)})"
)
_TITLE_SIDES = re.compile(rf"(?:{_SIDES.pattern})\W*(?:[(\[].*)?$")
_OUTLINE = re.compile(r"개요\W*(?:[(\[].*)?$")
"""A title that says neither plan nor result, nor does one above it for what stands below."""
_GAP = "과부족"
_SIDES_REACH = 3
"""Titles above, nearest first, that may say whether a figure is planned or has come about."""


@dataclass(frozen=True)
class Where:
    """The place where a statement stands."""

    above: Sequence[Title]
    subject: tuple[str, ...]
    cell: CellAround | None
    table: TableWords | None
    count: int
    """The number of its figures."""


@dataclass(frozen=True)
class StatedFigure:
    """A figure with what its statement says of it."""

    quantity: Quantity
    said: Said
    date: DateSpan | None
    whole: Quantity | None
    """The figure whose bracket it stands in."""
    index: int
    """Among the figures of its statement."""
    position: int
    """Its own, or that of the figure whose bracket it stands in, among those outside brackets."""
    against: str = ""
    """Its base: 목표 대비."""


def meaning_of(figure: StatedFigure, where: Where) -> Meaning:
    """Put together what is known of a figure; its statement is not named yet."""
    subject, label = [*where.subject], list(figure.said.label)
    if where.cell is not None and where.table is not None:
        named, label = _of_cell(figure, where.cell, where.table, where.count)
        subject += [where.table.caption, *named]
        if label and where.table.caption and is_vague(" ".join(label)):
            label = [where.table.caption, *label]
    subject += figure.said.lead
    if heading := _heading_of(figure, where, label):
        label = [heading, *label]
    if figure.against and figure.against not in " ".join(label):
        label.append(figure.against)
    if where.cell is None and figure.said.counted:
        label.append(figure.said.counted)
    label += _qualifiers(figure.quantity, label)
    if _is_gap(figure, label):
        label = [*label[:-1], _GAP]
    shown = _drop_repeated_parts(label)
    return Meaning(
        subject=tuple(dict.fromkeys(p for p in subject if p and p not in shown)),
        label=tuple(shown),
        before=figure.said.before,
        part=_part(figure, shown, where.above),
        period=period_of(
            figure.quantity,
            shown,
            date=figure.date,
            dated=figure.said.dated,
            titles=where.above,
            cell=where.cell,
            table=where.table,
        ),
    )


def _heading_of(figure: StatedFigure, where: Where, label: Sequence[str]) -> str | None:
    """The title above, where it says what is measured, or the words below it say too little."""
    if not where.above or not where.above[0].words:
        return None
    if not label:
        return where.above[0].words
    if where.cell is not None:
        return None
    vague = is_vague(" ".join(label)) and not figure.said.lead
    return where.above[0].words if vague or where.above[0].is_measure else None


def _of_cell(
    figure: StatedFigure, cell: CellAround, table: TableWords, count: int
) -> tuple[list[str], list[str]]:
    """Names that say whose, and the label: column heading, then the words in the cell."""
    rows, columns = table.names(cell.row_heading), table.names(cell.column_heading)
    own = list(figure.said.label)
    if not cell.is_short:
        return [*rows, *columns], own
    alone = table.is_bracket(cell)
    part = alone or figure.said.whole is not None
    spelled = " ".join(own) if alone else figure.said.own if part else ""
    outer, inner = table.bracket(cell, spelled, alone=alone)
    inner = _name_of_figure(inner, figure.index, count)
    stated = table.pair(cell, -1 if alone else figure.position)
    if part and inner:
        columns, own = [*columns[:-1], outer], [inner]
    elif inner and columns and count > 1:
        columns = [*columns[:-1], outer or columns[-1]]
    elif columns and not stated and (pair := pair_of(columns[-1], figure.index, count)):
        columns = [*columns[:-1], pair]
    elif rows and not stated and (pair := pair_of(rows[-1], figure.index, count)):
        rows = [*rows[:-1], pair]
    if stated and columns:
        last = [] if _is_pair(columns[-1], stated) else [columns[-1]]
        columns = [*columns[:-1], *last, stated]
    if inner and rows and count > 1:
        rows = [*rows[:-1], rows[-1].partition("(")[0].strip() or rows[-1]]
    return _of_headings(rows, columns, own)


def _of_headings(
    rows: list[str], columns: list[str], own: list[str]
) -> tuple[list[str], list[str]]:
    """Names that say whose and the label, by which heading says what is measured."""
    if columns and rows and _says_side(rows[-1]):
        return rows[:-1], [rows[-1], *columns, *own]
    if columns and rows and _is_measure(rows[-1]) and not _is_measure(columns[-1]):
        side = columns[-1:] if _says_side(columns[-1]) else []
        return [*columns[: len(columns) - len(side)], *rows[:-1]], [rows[-1], *side, *own]
    if not columns and rows:
        return rows[:-1], [rows[-1], *own]
    return rows, [*columns, *own]


def _qualifiers(quantity: Quantity, label: Sequence[str]) -> list[str]:
    shown = " ".join(label)
    kept = (w.strip("()") for w in (quantity.modifier or "").split() if w in meaning().kept)
    return [word for word in dict.fromkeys(kept) if word not in shown]


def _is_gap(figure: StatedFigure, label: Sequence[str]) -> bool:
    """The signed figure in the bracket behind 현원 says how far it is from 정원: 301명 (△6)."""
    behind = figure.whole is not None and label and closed(label[-1]) == "현원"
    return bool(behind and figure.quantity.direction and not figure.said.own)


def _name_of_figure(named: str, index: int, count: int) -> str:
    """정원 or 현원: the bracket of a heading names the last figures of a cell (정원/현원)."""
    names = [name.strip() for name in named.split("/")]
    at = index - (count - len(names))
    return names[at] if len(names) > 1 and at >= 0 else named


def _is_pair(heading: str, name: str) -> bool:
    """The heading names two figures, this one among them: 정원/현원."""
    return name in closed(heading).split("/")


def _says_side(heading: str) -> bool:
    """It says only that figures are aimed at or have come about: 목표, 실적."""
    return _SIDES.fullmatch(closed(heading)) is not None


def _is_measure(heading: str) -> bool:
    """It says what is measured, not whose it is: 학과, 조성규모 (市출자액)."""
    return closed(heading.partition("(")[0]).endswith(meaning().measure_heading)


def _drop_repeated_parts(label: Iterable[str]) -> list[str]:
    """Without a part that the part behind it says again."""
    kept: list[str] = []
    for part in label:
        if part and closed(part) not in map(closed, kept):
            kept.append(part)
    return kept


def _part(figure: StatedFigure, label: Sequence[str], above: Sequence[Title]) -> str | None:
    """Its place in a range or change, a part of the figure before, or plan or result."""
    quantity = figure.quantity
    if quantity.part is not None:
        return quantity.part
    whole = figure.whole
    if whole is not None and _is_part_of(figure, whole, label):
        return "of_which"
    own = f"{' '.join(label)} {quantity.modifier or ''}"
    titles = [title.printed for title in above[:_SIDES_REACH]]
    for printed, words in [(own, _SIDES), *((title, _TITLE_SIDES) for title in titles)]:
        if found := words.search(printed):
            return "plan" if found.lastgroup == "plan" else "result"
        if words is _TITLE_SIDES and _OUTLINE.search(printed):
            return None
    return None


def _is_part_of(figure: StatedFigure, whole: Quantity, label: Sequence[str]) -> bool:
    """No figure of another time, of a wider area or of an aim: (전년 89.8점), (’23년 94.8%)."""
    quantity = figure.quantity
    return (
        whole.unit == quantity.unit
        and quantity.value_normalized <= whole.value_normalized
        and not figure.said.dated
        and quantity.direction is None
        and closed(label[-1] if label else "") not in meaning().compared
    )
