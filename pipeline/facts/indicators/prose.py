"""The words of a line or an item in prose on each of its figures.

What belongs here: the words before, between and behind the figures of one statement. What does not:
headings above it (`indicator_setting`), cells of tables (`indicator_table`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document.brackets import read_brackets
from pipeline.document.document import Document
from pipeline.document.readable import after_marks, closed
from pipeline.document.tables.grid import Span
from pipeline.facts.indicators.wording import (
    ASIDE,
    Description,
    Name,
    Period,
    aside_geography,
    dates_in,
    find_aside,
    forecast_behind,
    heading_name,
    institution_in,
    lasting,
    moves,
    names_a_period,
    period_of,
)
from pipeline.figures.date_values import DateSpan
from pipeline.figures.figures import Quantity
from pipeline.vocabulary.comparisons import spaced_pattern
from pipeline.vocabulary.indicators import Base, economy
from pipeline.vocabulary.units import modifiers

_ARROW = re.compile(r"→|⇒|⇨|➡|->")
_COMMA = re.compile(r"(?<![0-9]),|,(?![0-9])|;")
_TOPIC = re.compile(r"[\s\W]*?\(([^()0-9]{1,12})\)\s*(?=\S)")
_INDEX_BASE = re.compile(r"[(,\s]+((?:19|20)\d{2}\s*=\s*[0-9.]+)")
_BEHIND = re.compile(r"[\s)\]↑↓]*[(\[]([^()\[\]]*)[)\]]")


@dataclass(frozen=True)
class Value:
    """A figure that is a value, with the stretches of text around it."""

    quantity: Quantity
    asides: tuple[Quantity, ...]
    """Figures since the value before it that are none."""
    before: Span
    """From the value before it, or the start."""
    behind: Span
    """To the value behind it, or the end; of a range, behind its last end."""
    last: Quantity
    """The figure, or the last end of its range, which says where both ends go."""

    @property
    def direction(self) -> str | None:
        """Up or down."""
        return self.quantity.direction or self.last.direction


class Statement:
    """One line or item, with its figures in order."""

    def __init__(
        self,
        document: Document,
        span: Span,
        quantities: Sequence[Quantity],
        dates: Sequence[DateSpan],
    ) -> None:
        self._text, self._span = document.text, span
        self._line_starts = {
            q.span.start: document.lines[document.line_at(q.span.start) - 1].start
            for q in quantities
        }
        self._dates = dates_in(dates, span)
        self._brackets = read_brackets(self._text, span.start, span.end)
        self.values = list(_values(self._text, span, quantities))

    def read(self) -> list[Description]:
        """The words on each value, in order."""
        said: list[Description] = []
        for value in self.values:
            before = said[-1] if said else Description()
            said.append(self._read_value(value, before))
        for index in range(len(said) - 1, 0, -1):
            if said[index].forecast and self._goes_with(self.values[index]):
                said[index - 1] = replace(said[index - 1], forecast=True)
            if said[index].in_series:
                said[index - 1] = replace(said[index - 1], in_series=True)
        return said

    def _read_value(self, value: Value, last: Description) -> Description:
        text, words = self._text, economy()
        between = value.before.of(text)
        own, source = self._name(value)
        leads = self._line_topic(value)
        name = own.text or self._name_of_asides(value) or last.name or leads
        if name and own.text and name.endswith(words.branches) and leads:
            name = f"{name} {leads}"
        if name and (whom := self._describe(value)):
            name = f"{whom} {name}"
        institution, source_period = self._source(value)
        behind = text[value.behind.start : self._until_comma(value.behind)]
        return Description(
            name=name,
            geography=own.geography or aside_geography(between) or last.geography,
            period=self._period(value),
            compared=self._compare(value, last),
            source=source or institution,
            source_period=source_period,
            provisional=words.is_provisional(self._from_comma(value.before) + behind),
            forecast=forecast_behind().match(text, value.behind.start, value.behind.end)
            is not None,
            named_forecast=own.forecast or (own.text is None and last.named_forecast),
            direction=value.direction,
            moves=moves(text, value.last, value.last.span.end),
            came_about=any(word in value.behind.of(text) for word in words.forecast.told),
            in_series=bool(last.name and _ARROW.search(between)),
            index_base=self._index_base(value),
        )

    def _name(self, value: Value) -> tuple[Name, str | None]:
        """The name in its label; where that names who says it, the name before the first one."""
        quantity = value.quantity
        label = quantity.meaning.before or (quantity.label if quantity.table is not None else None)
        if label is None or not economy().is_institution(closed(label)):
            return heading_name(label or ""), None
        before = value.before.of(self._text)
        head = before[: before.rfind(label)] if label in before else ""
        return heading_name(head), label

    def _name_of_asides(self, value: Value) -> str | None:
        """The name that stands before a figure that is none: 기준금리 1년새 2.0%p."""
        named = (heading_name(a.meaning.before).text for a in reversed(value.asides))
        return next((name for name in named if name), None)

    def _describe(self, value: Value) -> str | None:
        """Of whom the value speaks: 15~64세, 300인 미만."""
        text = self._text
        found = [
            aside.span
            for aside in value.asides
            if (sort := find_aside(text, aside.span, aside.unit)) and sort.describes
        ]
        if not found:
            return None
        end = found[-1].end
        limit = re.compile(rf"\s*(?:{spaced_pattern(modifiers().after)})(?=의?\s)").match(text, end)
        return " ".join(text[found[0].start : limit.end() if limit else end].split())

    def _line_topic(self, value: Value) -> str | None:
        """The topic of the line, in parentheses at its start: (소비) 전월대비 1.4%↑."""
        start = max(self._line_starts[value.quantity.span.start], self._span.start)
        start = after_marks(self._text, start, value.quantity.span.start)
        match = _TOPIC.match(self._text, start, value.quantity.span.start)
        if match is None or economy().geography(closed(match[1])):
            return None
        return match[1].strip()

    def _compare(self, value: Value, last: Description) -> Base | None:
        """The time it is compared with: by its own words, else by those of the line before it."""
        before, quantity = value.before.of(self._text), value.quantity
        found = list(economy().compared(before))
        if found:
            end = value.before.start + found[-1].end
            own = self._until_comma(Span(end, quantity.span.start)) == quantity.span.start
            return found[-1].of(before) if own or value.direction else None
        if _ARROW.search(before) or value.direction or last.compared is None:
            return last.compared
        share = last.compared[0] == "share" and quantity.unit == "percent"
        return last.compared if share else None

    def _period(self, value: Value) -> Period | None:
        """The date at it or in parentheses behind it, the one its line began with, or how long."""
        text, quantity = self._text, value.quantity
        near = [date for date in self._dates if date.raw == quantity.period]
        if near:
            return period_of(min(near, key=lambda d: abs(d.char_start - quantity.span.start)))
        if date := self._date_behind(value):
            return period_of(date)
        carried = [
            date
            for date in self._dates
            if date.char_start < quantity.span.start
            and self._brackets.around(date.char_start) is None
            and names_a_period(text, date)
        ]
        if carried:
            return period_of(carried[-1])
        return next((p for a in reversed(value.asides) if (p := lasting(text, a))), None)

    def _date_behind(self, value: Value) -> DateSpan | None:
        """The date of (18.4%) (’21년기준): alone in the parentheses behind it."""
        match = _BEHIND.match(self._text, value.behind.start, value.behind.end)
        if match is None or institution_in(match[1]):
            return None
        inside = dates_in(self._dates, Span(match.start(1), match.end(1)))
        return inside[0] if inside else None

    def _source(self, value: Value) -> tuple[str | None, str | None]:
        """The source of it, in parentheses behind it, and when: 3.1%(기재부, ’21.12월)."""
        end = self._until_comma(value.behind)
        for aside in ASIDE.finditer(self._text, value.behind.start, end):
            if source := institution_in(aside[1]):
                said = dates_in(self._dates, Span(*aside.span(1)))
                return source, said[0].raw if said else None
        return None, None

    def _until_comma(self, span: Span) -> int:
        """The place where a stretch of text comes to a comma or an arrow outside of parentheses."""
        for pattern in (_COMMA, _ARROW):
            for match in pattern.finditer(self._text, span.start, span.end):
                if self._brackets.around(match.start()) is None:
                    span = Span(span.start, match.start())
                    break
        return span.end

    def _from_comma(self, span: Span) -> str:
        """A stretch of text behind its last comma outside of parentheses."""
        commas = [
            match.end()
            for match in _COMMA.finditer(self._text, span.start, span.end)
            if self._brackets.around(match.start()) is None
        ]
        return self._text[max([span.start, *commas]) : span.end]

    def _goes_with(self, value: Value) -> bool:
        """A value is forecast together with the one before it: neither date nor verb between."""
        between, words = value.before.of(self._text), economy()
        verbs = (*modifiers().up, *modifiers().down, *words.forecast.told)
        dated = any(
            self._brackets.around(date.char_start) is None
            for date in dates_in(self._dates, value.before)
        )
        return not dated and not any(verb in between for verb in verbs)

    def _index_base(self, value: Value) -> str | None:
        """The base of an index behind it: 100.9, 2015=100."""
        match = _INDEX_BASE.match(self._text, value.quantity.span.end, value.behind.end)
        return match[1] if match else None


def _values(text: str, span: Span, quantities: Sequence[Quantity]) -> Iterator[Value]:
    """The figures that are values, each with the text up to its neighbours."""
    values, asides = [], []
    held: list[Quantity] = []
    for quantity in quantities:
        if quantity.repeated or find_aside(text, quantity.span, quantity.unit):
            held.append(quantity)
            continue
        values.append(quantity)
        asides.append(tuple(held))
        held = []
    starts = [q.span.start for q in values] + [span.end]
    for index, quantity in enumerate(values):
        begin = values[index - 1].span.end if index else span.start
        last = index + (quantity.part == "low" and index + 1 < len(values))
        behind = Span(values[last].span.end, starts[last + 1])
        before = Span(begin, quantity.span.start)
        yield Value(quantity, asides[index], before, behind, values[last])
