"""The one loader: what is wrong in a file of words is said with the file and the key."""

import pytest
from pydantic import ConfigDict

from pipeline.vocabulary.load import VocabularyError, Words, at, reader


class _Schedules(Words):
    until: tuple[str, ...]
    since: int


class _Heading(Words):
    role: int


class _Headings(Words):
    heading: tuple[_Heading, ...]


def test_what_is_wrong_is_said_with_file_and_key() -> None:
    with pytest.raises(VocabularyError) as error:
        reader("milestones", _Schedules)()
    said = str(error.value)
    assert said.startswith("pipeline/vocabulary/milestones.toml: ")
    assert "since: Input should be a valid integer" in said
    assert "loose: Extra inputs are not permitted" in said


def test_the_key_of_an_entry_of_a_list_has_its_number() -> None:
    with pytest.raises(VocabularyError, match=r"headings\.toml: heading\.0\.role: "):
        reader("headings", _Headings)()


class _Economy(Words):
    model_config = ConfigDict(extra="ignore")
    labels: int = at("source", "labels")


def test_the_key_of_a_word_in_a_table_names_the_table() -> None:
    with pytest.raises(VocabularyError, match=r"indicators\.toml: source\.labels: "):
        reader("indicators", _Economy)()
