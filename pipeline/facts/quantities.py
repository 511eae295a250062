"""Every number as published: `numerals`, `quantities`, and which quantity a table cell is."""

from collections.abc import Sequence

from pipeline.facts.rows import Findings, PlacedTable
from pipeline.facts.sections import SectionNames
from pipeline.figures.figures import Figures
from pipeline.figures.quantity import Quantity
from schemas.table import Row

_AROUND_A_FIGURE = " \t\u3000()[]"


def quantity_id(report_id: str, quantity: Quantity) -> str:
    """Report and place of a quantity; zeros keep the order of the text."""
    return f"{report_id}/q{quantity.span.start:06}"


def add_figures(
    findings: Findings,
    figures: Figures,
    tables: Sequence[PlacedTable],
    sections: SectionNames,
    programs: Sequence[str | None],
) -> None:
    """Publish every run of digits and every quantity, and name the quantities of table cells.

    Args:
        programs: the program of each line, by line number - 1.
    """
    ids = [quantity_id(findings.report_id, quantity) for quantity in figures.quantities]
    for number, quantity in enumerate(figures.quantities):
        row = _row(findings, quantity, ids[number], tables)
        row["section_id"] = sections.of_line(row["line_start"])
        row["program_id"] = programs[row["line_start"] - 1]
        findings.add("quantities", row)
    for numeral in figures.numerals:
        findings.add(
            "numerals",
            {
                **findings.place(numeral.span),
                "raw": numeral.span.of(findings.document.text),
                "role": numeral.role,
                "quantity_id": None if numeral.quantity is None else ids[numeral.quantity],
            },
        )
    for torn in figures.torn:
        findings.hold_back("quantities", torn.span, torn.reason)
    _name_cells(findings, figures.quantities, ids)


def _row(
    findings: Findings,
    quantity: Quantity,
    identity: str,
    tables: Sequence[PlacedTable],
) -> Row:
    place = findings.place(quantity.span)
    meaning, period = quantity.meaning, quantity.meaning.period
    return {
        "quantity_id": identity,
        **place,
        "raw": quantity.span.of(findings.document.text),
        "value": float(quantity.value),
        "unit_raw": quantity.unit_raw,
        "unit": quantity.unit,
        "value_normalized": float(quantity.value_normalized),
        "resolution": float(quantity.resolution),
        "modifier": quantity.modifier,
        "direction": quantity.direction,
        "subject": " / ".join(meaning.subject) or None,
        "label": quantity.label,
        "unit_source": quantity.unit_source,
        "part": meaning.part,
        "period": period.raw if period else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "is_repeat": quantity.repeated,
        "unconfirmed": findings.document.source.is_recognised(quantity.span),
        "table_id": None if quantity.table is None else tables[quantity.table].table_id,
    }


def _name_cells(findings: Findings, quantities: Sequence[Quantity], ids: Sequence[str]) -> None:
    """A cell that is one quantity, but for parentheses around it, names it."""
    place = {
        (quantity.span.start, quantity.span.end): identity
        for quantity, identity in zip(quantities, ids, strict=True)
    }
    for row in findings.rows.get("table_cells", []):
        if row["is_header"] or row["text_raw"] is None:
            continue
        raw: str = row["text_raw"]
        left = len(raw) - len(raw.lstrip(_AROUND_A_FIGURE))
        start = row["char_start"] + left
        row["quantity_id"] = place.get((start, start + len(raw.strip(_AROUND_A_FIGURE))))


def confirm_figures(findings: Findings) -> None:
    """Confirm the figures that text recognition read and that an exact relation of the report has.

    The last to be asked: the relations must have been judged.
    """
    exact = {
        row["relation_id"]: row["stated_quantity_id"]
        for row in findings.rows.get("relations", [])
        if row["verdict"] == "exact"
    }
    confirmed = set(exact.values()) | {
        row["quantity_id"]
        for row in findings.rows.get("relation_terms", [])
        if row["relation_id"] in exact
    }
    for table in ("quantities", "observations"):
        for row in findings.rows.get(table, []):
            row["unconfirmed"] = row["unconfirmed"] and row["quantity_id"] not in confirmed
