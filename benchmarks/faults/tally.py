"""Scores counted, and written as rows of a table."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.faults.plan import Trial
from benchmarks.faults.scoring import Score

Result = tuple[Trial, Score]

HEADER = (
    "| {} | tried | noticed | | pinned | of noticed | repaired | of pinned | misled |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
)


@dataclass(frozen=True)
class Tally:
    """Counts of what became of some faults."""

    tried: int
    noticed: int
    nameable: int
    """Noticed ones that are wrong in single figures, which could be named."""
    pinned: int
    repaired: int
    misled: int

    @classmethod
    def of(cls, results: Iterable[Result]) -> "Tally":
        """Count scores."""
        kept = list(results)
        return cls(
            len(kept),
            sum(bool(score.noticed) for _, score in kept),
            sum(bool(score.noticed and trial.fault.targets) for trial, score in kept),
            sum(score.pinned for _, score in kept),
            sum(score.repaired for _, score in kept),
            sum(score.misled for _, score in kept),
        )

    def row(self, *names: str) -> str:
        """A row below HEADER; a dash where no single figure could be named."""
        pinned = f"{self.pinned} | {share(self.pinned, self.nameable)}"
        repaired = f"{self.repaired} | {share(self.repaired, self.pinned)}"
        return (
            f"| {' | '.join(names)} | {self.tried} | {self.noticed} | "
            f"{share(self.noticed, self.tried)} | "
            f"{pinned if self.nameable else '– | –'} | "
            f"{repaired if self.nameable else '– | –'} | {self.misled} |"
        )


def share(part: int, whole: int) -> str:
    """A percentage; a dash of nothing."""
    return f"{100 * part / whole:.1f} %" if whole else "–"
