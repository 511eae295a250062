"""Reading takes time in proportion to the text: what is twice as long takes about twice as long."""

import contextlib
import hashlib
import time

import pytest

from pipeline.errors import ReportError
from pipeline.report import read_report
from pipeline.sources.source import Source

HEAD = (
    "서울특별시 주요 업무보고\n\n2025. 3.\n\n경제정책실\n\n1. 일반 현황\n\n"
    "□ 개요\n○ 예산 1,234백만원 집행\n○ 인력 12명 충원\n\n"
)
IN_A_LINE = (
    "계 ",
    "1명 + 1명 = 2명 ",
    "1+",
    "1÷1=1 ",
    "1-1 ",
    "2023.1.1.",
    "()",
    "1,",
    "가 1명, ",
    "’23",
)
LETTERS, ROWS = 1500, 100
TIMES, SECONDS, RUNS = 2.6, 0.3, 3
"""How much longer twice as much may take, what a busy machine may add, and tries at it."""


def _seconds(text: str, ending: str) -> float:
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    source = Source(
        f"office/2025-03.{ending}", ending, text, "text_layer", "utf-8", digest, len(data)
    )
    began = time.process_time()
    with contextlib.suppress(ReportError):
        read_report(source)
    return time.process_time() - began


def _is_linear(once: str, twice: str, ending: str) -> bool:
    one, two = float("inf"), float("inf")
    for _ in range(RUNS):
        one, two = min(one, _seconds(once, ending)), min(two, _seconds(twice, ending))
        if two <= TIMES * one + SECONDS:
            return True
    return False


def _line(piece: str, letters: int) -> str:
    return f"{HEAD}○ 가나 {piece * (letters // len(piece))}\n○ 끝\n"


@pytest.mark.parametrize("piece", IN_A_LINE)
def test_a_line_twice_as_long_takes_about_twice_as_long(piece: str) -> None:
    assert _is_linear(_line(piece, LETTERS), _line(piece, 2 * LETTERS), "txt")


def _table(rows: int) -> str:
    head = "\t".join(f"구분{column}" for column in range(10))
    return f"{HEAD}{head}\n" + ("\t".join("1" * 10) + "\n") * rows + "○ 끝\n"


def test_a_table_twice_as_long_takes_about_twice_as_long() -> None:
    assert _is_linear(_table(ROWS), _table(2 * ROWS), "txt")
