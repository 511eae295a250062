"""Signs between figures and words at the end of lists (signs.toml), typed and as patterns."""

import re
from functools import cache

from pipeline.vocabulary.load import Words, longest_first, reader

COUNTING_LETTERS = "가나다라마바사아자차카타파하"
"""The letters that count items (가. 나. 다.); 캐 or 강 is none of them."""


class Signs(Words):
    """The signs of signs.toml."""

    times: tuple[str, ...]
    arrows: tuple[str, ...]
    incomplete: tuple[str, ...]
    glued: tuple[str, ...]
    more: tuple[str, ...]
    """Ends of lists that say that there are more, and ends that do not."""
    no_more: tuple[str, ...]


signs = reader("signs", Signs)


def any_of(words: tuple[str, ...]) -> str:
    """A regular expression for any of some words, the longest that fits."""
    return f"(?:{'|'.join(map(re.escape, longest_first(words)))})"


@cache
def arrow_sign() -> re.Pattern[str]:
    """An arrow between the steps of a chain."""
    return re.compile(any_of(signs().arrows))


@cache
def times_sign() -> re.Pattern[str]:
    """A sign of multiplication; a letter only between spaces."""
    marks = tuple(sign for sign in signs().times if not sign.isalpha())
    letters = tuple(sign for sign in signs().times if sign.isalpha())
    return re.compile(rf"{any_of(marks)}|(?<=\s){any_of(letters)}(?=\s)")


@cache
def more_behind() -> re.Pattern[str]:
    """A word behind the last of a list that says that there are more."""
    glued, apart = any_of(signs().glued), any_of(signs().incomplete)
    return re.compile(rf"(?:(?<=[가-힣0-9)\]]){glued}|(?<=\s){apart})(?=\s|$)")
