"""The results of a run as a Markdown page. Generated from the scores and from nothing else."""

from collections import Counter
from collections.abc import Mapping, Sequence

import polars as pl

from benchmarks.faults.claimed import claimed_figures
from benchmarks.faults.fault import KINDS
from benchmarks.faults.tally import HEADER, Result, Tally, share
from pipeline.report import ReportTables

_BUDGET = "budget_execution."


def page(
    results: Sequence[Result], reports: Mapping[str, tuple[str, ReportTables]], note: str
) -> str:
    """The whole page.

    Args:
        results: every fault with its score.
        reports: file to the text of a report and what is read from it, untouched.
        note: how the faults were chosen.
    """
    return "\n\n".join([
        "# Faults",
        "Written by `make faults`. What the words mean and how it is measured: "
        "[docs/trust.md](../../docs/trust.md). " + note,
        "## Single digits of the budget table",
        _budget(results, list(reports)),
        "By the place of the digit: of an amount, how many digits follow it; of a rate, the same, "
        "or `decimal`.",
        _places(results),
        "## All kinds of faults",
        _kinds(results),
        "## By rule",
        "A figure that takes part in claims of several rules counts in each.",
        _rules(results),
        "## Figures that nothing would notice",
        _list_uncovered(reports),
        "## The untouched reports",
        "Every claim that is not exact:",
        _list_untouched(reports),
    ]) + "\n"  # fmt: skip


def _in_budget(result: Result) -> bool:
    fault = result[0].fault
    return fault.kind == "digit" and any(rule.startswith(_BUDGET) for rule in fault.rules)


def _budget(results: Sequence[Result], files: Sequence[str]) -> str:
    own = [result for result in results if _in_budget(result)]
    rows = [Tally.of(r for r in own if r[0].file == file).row(f"`{file}`") for file in files]
    return "\n".join([HEADER.format("report"), *rows, Tally.of(own).row("both")])


def _places(results: Sequence[Result]) -> str:
    groups: dict[tuple[str, str], list[Result]] = {}
    for result in filter(_in_budget, results):
        fault = result[0].fault
        stated = all(rule.endswith("_rate") for rule in fault.rules)
        groups.setdefault(("rate" if stated else "amount", fault.place), []).append(result)
    rows = [Tally.of(group).row(f"{of}, {place}") for (of, place), group in sorted(groups.items())]
    return "\n".join([HEADER.format("digit"), *rows])


def _kinds(results: Sequence[Result]) -> str:
    rows = []
    for kind, meaning in KINDS.items():
        own = [result for result in results if result[0].fault.kind == kind]
        if own:
            rows.append(Tally.of(own).row(f"`{kind}`: {meaning}"))
    ways = Counter(score.noticed for _, score in results if score.noticed)
    how = ", ".join(f"{way} {count}" for way, count in sorted(ways.items()))
    return "\n".join([HEADER.format("kind"), *rows, "", f"Noticed by: {how}."])


def _rules(results: Sequence[Result]) -> str:
    groups: dict[tuple[str, str], list[Result]] = {}
    for result in results:
        for rule in result[0].fault.rules:
            groups.setdefault((rule, result[0].fault.kind), []).append(result)
    order = list(KINDS)
    rows = [
        Tally.of(group).row(f"`{rule}` {kind}")
        for (rule, kind), group in sorted(
            groups.items(), key=lambda item: (item[0][0], order.index(item[0][1]))
        )
    ]
    return "\n".join([HEADER.format("rule and kind"), *rows])


def _list_uncovered(reports: Mapping[str, tuple[str, ReportTables]]) -> str:
    rows = ["| report | quantities | in a claim | share |", "|---|---:|---:|---:|"]
    for file, (text, report) in reports.items():
        starts = {(figure.start, figure.end) for figure in claimed_figures(report, text)}
        places = set(report.frames["quantities"].select("char_start", "char_end").iter_rows())
        covered = len(starts & places)
        rows.append(f"| `{file}` | {len(places)} | {covered} | {share(covered, len(places))} |")
    return "\n".join(rows)


def _list_untouched(reports: Mapping[str, tuple[str, ReportTables]]) -> str:
    rows = ["| report | line | verdict | claim |", "|---|---:|---|---|"]
    for file, (_, report) in reports.items():
        claims = report.frames["relations"].filter(pl.col("verdict") != "exact")
        rows += [
            f"| `{file}` | {line} | {verdict} | {expression} |"
            for line, verdict, expression in claims.sort("line_start", "relation_id")
            .select("line_start", "verdict", "expression")
            .iter_rows()
        ]
    return "\n".join(rows)
