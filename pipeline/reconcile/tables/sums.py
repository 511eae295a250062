"""The claims of the tables of a report, whatever they are about: totals of rows and of columns.

What belongs here: which sums a table states. What does not: rates and changes (`table_rates`), and
tables whose own reader says what they claim.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.document.bullets import item_marks
from pipeline.facts.rows import PlacedTable
from pipeline.figures.figures import Quantity
from pipeline.figures.number import Figure
from pipeline.reconcile.tables.addends import (
    addend_of,
    have_one_unit,
    is_aside,
    is_borne_out,
    is_bracketed,
    is_carried_on,
    is_reached,
    is_too_much,
    without_asides,
    without_unlisted,
)
from pipeline.reconcile.tables.rates import rate_claims
from pipeline.reconcile.tables.sheet import Entry, Line, Sheet, is_bound, read_sheet, shown_like
from pipeline.reconcile.tables.totals import Total, totals
from pipeline.rules.claim import Claim, judge, mark_doubtful, stated_at
from pipeline.vocabulary.messages import message
from pipeline.vocabulary.relations import relations

_WHOLE_SHARE = 100
_MOST_SPLIT = 40
"""Addends beyond which no total is tried as one that is broken down twice."""
_RATES = frozenset(["percent", "percentage_point", "point"])
"""Units whose figures are no addends."""


def table_claims(
    text: str, tables: Sequence[PlacedTable], quantities: Sequence[Quantity]
) -> list[Claim]:
    """Every sum, rate and change that the headings of the tables state.

    Args:
        text: canonical text.
        tables: all tables of the report.
        quantities: all quantities of the report, in the order of the text.
    """
    starts = [quantity.span.start for quantity in quantities]
    claims = []
    for table in tables:
        within = table.grid.span
        first, last = bisect_left(starts, within.start), bisect_left(starts, within.end)
        sheet = read_sheet(text, table, quantities[first:last])
        claims += [*sum_claims(text, sheet), *rate_claims(text, sheet)]
    return claims


def sum_claims(text: str, sheet: Sheet) -> list[Claim]:
    """Every total of rows and of columns."""
    if sheet.is_wrapped:
        return []
    return [
        *_Sums(text, sheet, "column_sum", sheet.rows, sheet.columns).claims(),
        *_Sums(text, sheet, "row_sum", without_asides(sheet.columns), sheet.rows).claims(),
    ]


@dataclass(frozen=True)
class _Sums:
    """The totals among the lines of one direction, in each line across."""

    text: str
    sheet: Sheet
    kind: str
    lines: tuple[Line, ...]
    across: tuple[Line, ...]

    def claims(self) -> list[Claim]:
        """All sums, those of one total together."""
        found = totals([line.path for line in self.lines])
        if not found and self.kind == "column_sum":
            return self._unnamed_total()
        return [claim for total in found for claim in self._of_total(total)]

    def _of_total(self, total: Total) -> list[Claim]:
        """The sums of one total.

        Where its headings leave open which lines are its addends, those that bear it out are.
        """
        options = [self._addends(total.line, option) for option in total.options]
        tried = [claims for option in options if (claims := self._split(total.line, option))]
        if len(total.options) > 1:
            tried = [claims for claims in tried if is_borne_out(claims)]
        if len(tried) != 1:
            return []
        if self._may_end_early(total.line) and is_too_much(tried[0]):
            return []
        own = self.lines[total.line]
        among = {index for option in total.options for index in option}
        claims = [claim for claim in mark_doubtful(tried[0]) if not is_carried_on(claim)]
        claims = without_unlisted(claims, own, [self.lines[index] for index in sorted(among)])
        # The note says what it leaves out; a figure in brackets may be one below 0.
        if own.is_noted or any(is_bracketed(own, self.lines[index]) for index in among):
            return [claim for claim in claims if not _fails(claim)]
        return claims

    def _unnamed_total(self) -> list[Claim]:
        """A first or last row without any heading adds up the others, if a column bears it out."""
        unnamed = [index for index, line in enumerate(self.lines) if not line.path]
        last = len(self.lines) - 1
        if len(unnamed) != 1 or unnamed[0] not in (0, last) or last < 2:
            return []
        (index,) = unnamed
        rest = self._addends(index, [i for i in range(last + 1) if i != index])
        claims = self._sums(index, rest)
        return claims if len(rest) > 1 and is_borne_out(claims) else []

    def _addends(self, total: int, lines: Sequence[int]) -> list[int]:
        """Lines without those that are computed, or part of the one before them."""
        own = self.lines[total]
        plain = [
            index for index in lines
            if not relations().is_derived(self.lines[index].name)
            and not self.lines[index].is_rate
            and not is_aside(own, self.lines[index])
        ]  # fmt: skip
        if self.kind == "row_sum":
            plain = [index for index in plain if have_one_unit(own, self.lines[index])]
        marked = {index for index in plain if self.lines[index].mark in item_marks()}
        return plain if len(marked) == len(plain) else [i for i in plain if i not in marked]

    def _split(self, total: int, addends: list[int]) -> list[Claim]:
        """A total can be broken down twice, by sex and by age: each breakdown adds up to it."""
        claims = self._sums(total, addends)
        # Rounding may explain all of them: then nothing says that there are two breakdowns.
        if len(addends) > _MOST_SPLIT or is_borne_out(claims) or not any(map(_fails, claims)):
            return claims
        found: list[Claim] = []
        rest = addends
        while len(rest) > 1:
            for size in range(2, len(rest) + 1):
                part = self._sums(total, rest[:size], len(addends) - len(rest))
                if len(part) >= min(len(self.across), 2) and is_borne_out(part):
                    found, rest = found + part, rest[size:]
                    break
            else:
                break
        return found if found and (not rest or self._may_end_early(total)) else claims

    def _may_end_early(self, total: int) -> bool:
        """Beside a total of columns there can be columns that are no part of it."""
        return self.kind == "row_sum" and len(self.lines[total].path) == 1

    def _sums(self, total: int, addends: Sequence[int], skipped: int = 0) -> list[Claim]:
        parts = [self.lines[index] for index in sorted(addends)]
        own = self.lines[total]
        return [
            claim
            for line in self.across
            if (stated := own.entries.get(line.number)) and parts
            for claim in self._of_entry((own, line), stated, parts, skipped)
        ]

    def _of_entry(
        self, at: tuple[Line, Line], stated: Entry, parts: Sequence[Line], skipped: int
    ) -> list[Claim]:
        """The sums that one entry states, of a total and a line across: one for each figure."""
        line = at[1]
        entries = [part.entries.get(line.number) for part in parts]
        size = len(stated.figures) or 1
        alike = [entry for entry in entries if entry and len(entry.figures) == size]
        if not alike or not (stated.figures or stated.is_nil):
            return []
        return [
            self._claim(at, stated, entries, index, skipped)
            for index in range(size)
            if self._additive(
                line,
                (stated if stated.figures else alike[0]).figures[index],
                [entry.figures[index] for entry in alike],
            )
        ]

    def _additive(self, line: Line, stated: Quantity, addends: Sequence[Quantity]) -> bool:
        """Figures of one unit that can be added: no rates, but shares of one whole."""
        if any(addend.unit != stated.unit for addend in addends):
            return False
        if stated.unit in _RATES:
            is_share = any(name in relations().share for name in line.path)
            return is_share and stated.value == _WHOLE_SHARE
        if line.name in relations().change:
            return True
        return not (relations().is_derived(line.name) or line.is_rate)

    def _claim(
        self,
        at: tuple[Line, Line],
        stated: Entry,
        entries: Sequence[Entry | None],
        index: int,
        skipped: int,
    ) -> Claim:
        """The sum that one figure of an entry states."""
        own, line = at
        size = len(stated.figures) or 1
        used = [e.figures[index] for e in entries if e and len(e.figures) == size]
        like = stated.figures[index] if stated.figures else used[0]
        figure = like.figure if stated.figures else Figure(Fraction(), like.resolution)
        terms = tuple(
            term for e in entries if e and (term := addend_of(e, index, size, figure.resolution))
        )
        row, column = (own, line) if self.kind == "column_sum" else (line, own)
        place = f"{self.sheet.number}/r{row.number + 1}c{column.number + 1}"
        span = like.span if stated.figures else stated.span
        summed = sum((term.figure.value for term in terms), Fraction())
        printed = [term.span.of(self.text) for term in terms if term.span]
        return Claim(
            rule=f"table_cells.{self.kind}",
            subject=place + "".join(f"/{n + 1}" for n in (index, skipped) if n),
            kind=self.kind,
            stated=figure,
            terms=terms,
            unit=like.unit,
            expression=stated_at(
                f"{line.shown or line.number + 1}: {' + '.join(printed)} = "
                f"{shown_like(summed, like)}",
                own.shown or message("the row without heading"),
                span.of(self.text),
            ),
            span=span,
            complete=(len(terms) == len(entries) or is_reached(summed, figure, terms, entries))
            and not self.sheet.unplaced
            and len({entry.is_aside for entry in (stated, *entries) if entry and entry.figures})
            < 2,
            bound=any(map(is_bound, [like, *used])),
            table_id=self.sheet.table.table_id,
        )


def _fails(claim: Claim) -> bool:
    return judge(claim).verdict == "mismatch"
