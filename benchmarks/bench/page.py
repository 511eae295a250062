"""The results of a run as a Markdown page. Generated from the measures and from nothing else."""

from collections.abc import Sequence

from benchmarks.bench.growth import Size
from benchmarks.bench.measure import Measure, Skipped

_INTRO = """\
# How fast it is

Written by `make bench`; what it means for many reports: [docs/scale.md](../docs/scale.md). Each
figure is a ratio against a floor of the same run: the two are done in turn, and the median of each
is taken. What runs in one process is told in processor time, of all its threads, and whole commands
by the clock and in processor time: what else the machine does goes into the clock only."""
_OF_MEASURES = "| what | took | floor | | ratio | target | |"
_OF_SIZES = (
    "| reports | rows | reading | the rest | a report | peak memory | nothing changed "
    "| one report more | release | kept |"
)
_ABOUT_SIZES = """\
Made from the real ones, with other figures, names, years and order (`benchmarks/reports`).
*Reading* is done by as many processes as there are cores, *the rest* is putting together, judging,
every format and the site; *kept* is what the next build need not read again."""


def page(
    machine: Sequence[str], measures: Sequence[Measure | Skipped], sizes: Sequence[Size]
) -> str:
    """The whole page."""
    return (
        "\n\n".join(
            [
                _INTRO,
                "\n".join(f"- {fact}" for fact in machine),
                "## Against floors",
                "\n".join([_OF_MEASURES, "|---|---:|---|---:|---:|---:|---|", *map(row, measures)]),
                "## Many reports",
                _ABOUT_SIZES,
                "\n".join(
                    [
                        _OF_SIZES,
                        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
                        *map(_size, sizes),
                    ]
                ),
            ]
        )
        + "\n"
    )


def row(measure: Measure | Skipped) -> str:
    """A figure as a row of the table."""
    if isinstance(measure, Skipped):
        return f"| {measure.what} | | | | | | not measured: {measure.why} |"
    sign = "≥" if measure.at_least else "≤"
    cells = [
        f"{measure.what}{f' ({measure.note})' if measure.note else ''}",
        f"{_number(measure.value)} {measure.unit}",
        measure.floor,
        f"{_number(measure.floor_value)} {measure.unit}",
        _number(measure.ratio),
        f"{sign} {_number(measure.target)}" if measure.target is not None else "",
        _verdict(measure),
    ]
    return f"| {' | '.join(cells)} |"


def _verdict(measure: Measure) -> str:
    if measure.met is None:
        return ""
    return "met" if measure.met else f"missed by {measure.missed_by:.2f} times"


def _size(size: Size) -> str:
    peak = max(size.reading.peak, size.whole.peak)
    each = (size.reading.seconds + size.whole.seconds) / size.reports
    cells = [
        f"{size.reports:,}",
        f"{size.rows:,}",
        f"{size.reading.seconds:.1f} s",
        f"{size.whole.seconds:.1f} s",
        f"{each:.2f} s",
        f"{peak / 1e6:,.0f} MB",
        f"{size.unchanged.seconds:.2f} s",
        f"{size.one_more.seconds:.1f} s",
        f"{size.release_bytes / 1e6:,.0f} MB",
        f"{size.kept_bytes / 1e6:,.0f} MB",
    ]
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"
