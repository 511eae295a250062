"""Titles of appendices: every entry of chapters.toml is usable."""

import pytest

from pipeline.document.readable import closed, readable
from pipeline.vocabulary.chapters import appendix, contents


@pytest.mark.parametrize("line", appendix().examples)
def test_appendices(line: str) -> None:
    assert appendix().pattern.match(readable(line))


@pytest.mark.parametrize("line", appendix().counter_examples)
def test_no_appendices(line: str) -> None:
    assert not appendix().pattern.match(readable(line))


def test_what_an_appendix_is_called() -> None:
    # busan2025_관광마이스국.pdf, page 38; moel2025_고용노동부_업무보고.hwpx, the last line
    first = appendix().pattern.match("붙임 1 2025년 주요행사 일정")
    assert first
    assert first.group("word", "number", "title") == ("붙임", "1", "2025년 주요행사 일정")
    other = appendix().pattern.match("붙임 26년 주요 고용노동행정, 이렇게 달라집니다")
    assert other
    assert other["number"] is None


def test_contents() -> None:
    assert all(closed(line) in contents().words for line in contents().examples)
    assert not any(closed(line) in contents().words for line in contents().counter_examples)
