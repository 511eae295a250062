"""The one way a release is refused.

What belongs here: the error that every module of this package raises when publishing would publish
something wrong. What does not: errors of reading a report, which have their own.
"""


class ReleaseError(Exception):
    """A release that must not be published; the message says what is wrong and where."""


def first_of(problems: list[str], shown: int = 20) -> str:
    """The first problems, one a line, and "of N" when the list is cut."""
    lines = [f"  {problem}" for problem in problems[:shown]]
    if len(problems) > shown:
        lines.append(f"  … first {shown} of {len(problems)}")
    return "\n".join(lines)
