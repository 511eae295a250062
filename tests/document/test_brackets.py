"""Brackets: which open and close each other, of one table for all readers."""

import pytest

from pipeline.document.brackets import CLOSING, OPENING, read_brackets, without_brackets


@pytest.mark.parametrize(
    ("text", "pairs", "unclosed"),
    [
        ("가(나)다", ["(나)"], ""),
        ("가(나[다])", ["(나[다])", "[다]"], ""),
        ("가(나[다)", ["(나[다)"], ""),  # what is opened in between ends with it
        ("가)나(다", [], "("),
        ("「지방자치법」(제5조)", ["「지방자치법」", "(제5조)"], ""),
        ("가(나］", [], "("),  # of another sort
    ],
)
def test_pairs(text: str, pairs: list[str], unclosed: str) -> None:
    found = read_brackets(text)
    assert [pair.of(text) for pair in found.pairs] == pairs
    assert "".join(text[at] for at in found.unclosed) == unclosed


@pytest.mark.parametrize(("opening", "closing"), list(zip(OPENING, CLOSING, strict=True)))
def test_every_bracket_closes(opening: str, closing: str) -> None:
    assert without_brackets(f"가{opening}나{closing} 다") == "가 다"


def test_the_outermost_pair_around_a_character() -> None:
    text = "가(나[다]) 라(마)"
    found = read_brackets(text)
    assert [pair.of(text) for pair in found.outermost] == ["(나[다])", "(마)"]
    around = found.around(text.index("다"))
    assert around is not None
    assert around.of(text) == "(나[다])"
    assert found.around(text.index("라")) is None


def test_many_unclosed_brackets_take_linear_time() -> None:
    text = "([" * 50_000 + ")" * 50_000
    assert len(read_brackets(text).pairs) == 50_000
