"""Titles of chapters and appendices: every entry of chapters.toml is usable."""

import pytest

from pipeline.document.outline.listed import is_work
from pipeline.document.readable import readable
from pipeline.vocabulary.chapters import appendix, work_chapters


@pytest.mark.parametrize("title", work_chapters().examples)
def test_chapters_of_work(title: str) -> None:
    assert is_work(title)


@pytest.mark.parametrize("title", work_chapters().counter_examples)
def test_other_chapters(title: str) -> None:
    assert not is_work(title)


def test_every_ending_is_one_of_an_example() -> None:
    shown = " ".join(title.replace(" ", "") for title in work_chapters().examples)
    used = [ending for ending in work_chapters().endings if ending in shown]
    assert len(used) >= len(work_chapters().endings) // 2


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
