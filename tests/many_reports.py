"""Many small reports of one office after another: parts of the real ones, varied."""

import random
from pathlib import Path

from reports import head

FIRST_YEAR = 1930


def write_reports(raw: Path, count: int, per_office: int = 8) -> list[str]:
    """Write `count` reports below `raw`, each with figures of its own; return their paths there.

    Each is named for a year of its own and has no month on its cover, so that no two are one.
    """
    files = []
    for number in range(count):
        month = ("2022-03", "2023-03")[number % 2]
        file = f"office-{number // per_office:02}/{FIRST_YEAR + number % per_office}-03.txt"
        (raw / file).parent.mkdir(parents=True, exist_ok=True)
        (raw / file).write_text(_varied(head(month), number), "utf-8", newline="")
        (raw / f"{file}.toml").write_text(
            f'agency = "경제정책실"\nperiod = {FIRST_YEAR + number % per_office}-03-01\n', "utf-8"
        )
        files.append(file)
    return files


def _varied(text: str, number: int) -> str:
    """The same report with more lines of text, other ones each time."""
    seed = random.Random(number)
    more = (f"○ 사업 {number}-{line}: {seed.randrange(10, 99)}명 지원" for line in range(20))
    return text + "\n" + "\n".join(more) + "\n"
