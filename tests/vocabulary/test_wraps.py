"""Where a text goes on below a blank line: every example and counter-example of wraps.toml."""

import tomllib
from importlib.resources import files

import pytest

from pipeline.document.readable import readable
from pipeline.vocabulary.wraps import LineRule, wraps

TABLE = tomllib.loads(files("pipeline.vocabulary").joinpath("wraps.toml").read_text("utf-8"))
RULES = [*wraps().finished, *wraps().apart]


@pytest.mark.parametrize("line", TABLE["breaks_off"]["examples"])
def test_lines_that_break_off(line: str) -> None:
    assert wraps().breaks_off(readable(line))


@pytest.mark.parametrize("line", TABLE["breaks_off"]["counter_examples"])
def test_lines_that_need_not_go_on(line: str) -> None:
    assert not wraps().breaks_off(readable(line))


@pytest.mark.parametrize("noun", wraps().broken.nouns)
def test_nouns_end_like_a_line_that_breaks_off(noun: str) -> None:
    assert noun.endswith(wraps().broken.endings)
    assert not wraps().breaks_off(noun)


@pytest.mark.parametrize("line", TABLE["clings"]["examples"])
def test_ends_of_words(line: str) -> None:
    assert wraps().joined(["제작 지원", line]) == f"제작 지원{line}"


@pytest.mark.parametrize("line", TABLE["clings"]["counter_examples"])
def test_words_of_their_own(line: str) -> None:
    assert wraps().joined(["제작 지원", line]) == f"제작 지원 {line}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_examples_of_lines(rule: LineRule) -> None:
    assert [x for x in rule.examples if not rule.pattern.search(readable(x))] == []
    assert [x for x in rule.counter_examples if rule.pattern.search(readable(x))] == []
