"""`openbogo trace`: a row, and the lines of the report it was read from, its values marked.

The lines are those of the release; no other file is opened.

What belongs here: putting places and lines together for people and machines. What does not: which
row is meant (`rows`), where its values stand (`row_places`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pipeline.cli.answer import Answer, CommandError
from pipeline.cli.language import Message, columns_for_reader, message, say
from pipeline.cli.lookup import find_table
from pipeline.cli.provenance import RowPlace, row_places
from pipeline.cli.rows import Row, find_row, key_of
from pipeline.cli.show import FIRST, label_of
from pipeline.cli.terminal import cut, format_value, one_line, pad, width
from pipeline.cli.trace_lines import (
    MOST_LINES,
    Line,
    lines_of_place,
    lines_to_print,
    mark_value,
    read_lines,
)
from pipeline.release.reader import Described, Published

REVERSE = ("\x1b[7m", "\x1b[27m")
"""Marks around a value on a terminal."""
BRACKETS = ("⟦", "⟧")
"""Marks around a value anywhere else."""
_LONGEST = 60
"""Cells that a value takes in the list of places."""
_PASSAGE = 600
"""… and in the row, where it stands last."""
_PLUMBING = ("_id", "line_start", "line_end", "char_start", "char_end", "row_no", "_line", "_raw")

SERVED = "http://127.0.0.1:8000"
"""The default address of `openbogo serve`."""


def trace(
    release: Published,
    name: str,
    words: Sequence[str],
    *,
    report: str | None,
    context: int,
    marks: tuple[str, str],
) -> Answer:
    """The place where a row stands.

    Args:
        release: the release.
        name: of the table.
        words: what names the row: values of its key, `column=value`.
        report: only rows of this one.
        context: lines shown before and behind those that are meant.
        marks: what stands before and behind a value.

    Raises:
        CommandError: no row, or more than one, is meant, or it stands nowhere.
    """
    table = find_table(release, name)
    row = find_row(release, table, words, report)
    places = row_places(release, table, row)
    named = release.frame("reports", {place.report_id for place in places})
    reports = {report["report_id"]: report for report in named.iter_rows(named=True)}
    placed = [place for place in places if place.report_id in reports]
    if not placed:
        raise CommandError(_no_place_error(table, row), more={"row": dict(row)})
    printed: list[dict[str, object]] = []
    found: list[dict[str, object]] = []
    text = [*_row_text(table, row)]
    for report_id in dict.fromkeys(place.report_id for place in placed):
        here = [place for place in placed if place.report_id == report_id]
        lines = read_lines(release, report_id)
        wanted = lines_to_print(here, lines, context)
        source = reports[report_id]
        text += ["", _source_text(source), "", *mark_value(lines, wanted, here, marks), ""]
        text += [*_legend(here, lines)]
        page = release.folder / "site" / "source" / f"{report_id}.html"
        if page.is_file():
            address = f"{SERVED}/site/source/{page.name}{_anchor(here)}"
            text += ["", say("while `openbogo serve` runs: {address}", address=address)]
        found += [_place_data(place, source, lines) for place in here]
        printed += [
            {"report_id": report_id, "line_no": n, "char_start": line.start, "text": line.text}
            for n in wanted
            for line in [lines[n]]
        ]
    data = {
        "release_id": release.release_id,
        "table": name,
        "key": key_of(table, row),
        "row": dict(row),
        "places": found,
        "lines": printed,
    }
    return Answer("\n".join(text), data)


def _no_place_error(table: Described, row: Row) -> Message:
    """The reason why there is nothing to show of a row, and what there is instead."""
    if table.name == "reports":
        return message(
            "a row of reports stands for a whole report: openbogo show lines --report {report}",
            report=row["report_id"],
        )
    if table.name == "quarantine" and row["table_name"] == "reports":
        return message(
            "raw/{file} was refused, so that no line of it is in the release; line {line}: "
            "{reason}",
            file=row["report_id"],
            line=row["line_start"],
            reason=row["reason"],
        )
    return message(
        "a row of {table} stands in no line of a report: openbogo show {table}", table=table.name
    )


def _row_text(table: Described, row: Row) -> Iterator[str]:
    """The row and the verdict on it, its key, and every value that is no place."""
    yield f"{table.name} · {table.title}"
    own = columns_for_reader([field["name"] for field in table.fields])
    kept = [
        field
        for field in table.fields
        if field["name"] in own
        and row[field["name"]] is not None
        and (field["name"] in table.key or not field["name"].endswith(_PLUMBING))
    ]
    kept.sort(key=lambda field: _rank(table, field["name"]))
    names = max(width(field["name"]) for field in kept)
    titles = max(width(field.get("title", "")) for field in kept)
    for field in kept:
        title = pad(field.get("title", ""), titles)
        yield f"  {pad(field['name'], names)}  {title}  {_value(table, field, row)}"


def _rank(table: Described, name: str) -> int:
    """The rank of a column: what readers look for first, then the key, then the rest."""
    if (first := name.removesuffix("_ko")) in FIRST:
        return FIRST.index(first)
    return len(FIRST) + (name not in table.key)


def _value(table: Described, field: Mapping[str, Any], row: Row) -> str:
    """A value with its unit, and what it is called in Korean where it is a code."""
    value, unit = row[field["name"]], field.get("unit")
    counted = isinstance(value, int | float) and not field["name"].endswith(("_no", "year"))
    text = cut(format_value(value, grouped=counted), _PASSAGE)
    if label := label_of(table.name, field["name"], value):
        return f"{text} · {label}"
    return f"{text} {unit}" if unit else text


def _source_text(source: Row) -> str:
    names = [source[name] for name in ("government", "agency", "title") if source[name]]
    return f"{' '.join(names)} ({source['report_id']})\nraw/{source['source_file']}"


def _legend(places: Sequence[RowPlace], lines: Mapping[int, Line]) -> Iterator[str]:
    """Each place with its lines, its characters, what stands there and what it is."""
    wheres = [_place_address(place, lines) for place in places]
    texts = [cut(one_line(_place_text(place, lines)), _LONGEST) for place in places]
    first, second = max(map(width, wheres)), max(map(width, texts))
    for place, where, text in zip(places, wheres, texts, strict=True):
        yield f"  {pad(where, first)}  {pad(text, second)}  {place.what}".rstrip()


def _place_address(place: RowPlace, lines: Mapping[int, Line]) -> str:
    numbers = list(lines_of_place(place, lines)) or [place.line_start, place.line_end]
    first, last = numbers[0], numbers[-1]
    said = (
        say("line {line}", line=first)
        if first == last
        else say("lines {first}–{last}", first=first, last=last)
    )
    page = lines[first].page
    said = said if page is None else say("page {page}, {lines}", page=page, lines=said)
    more = last - first + 1 - MOST_LINES
    if place.char_start is None:
        return f"{said} " + say("({more} more are not shown)", more=more) if more > 0 else said
    return say(
        "{lines}, characters {first}–{last}",
        lines=said,
        first=place.char_start,
        last=place.char_end,
    )


def _place_text(place: RowPlace, lines: Mapping[int, Line]) -> str:
    """The text at a place; nothing of one that names lines only."""
    parts = []
    for number in lines_of_place(place, lines):
        line = lines[number]
        first, last = (place.char_start or 0) - line.start, (place.char_end or 0) - line.start
        parts.append((line.text + line.ending)[max(first, 0) : last])
    return "".join(parts)


def _anchor(places: Sequence[RowPlace]) -> str:
    first = places[0]
    return f"#L{first.line_start}" if first.char_start is None else f"#c{first.char_start}"


def _place_data(place: RowPlace, source: Row, lines: Mapping[int, Line]) -> dict[str, object]:
    text = None if place.char_start is None else _place_text(place, lines)
    first = {"report_id": place.report_id, "source_file": source["source_file"]}
    return first | asdict(place) | {"text": text}
