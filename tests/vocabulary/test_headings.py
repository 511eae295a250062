"""What headings announce: every example and counter-example of the reference, and their labels."""

import pytest

from pipeline.document.outline.announced import announced_role
from pipeline.vocabulary.headings import headings

EXAMPLES = [(h.role, e) for h in headings() for e in h.examples]
COUNTER_EXAMPLES = [(h.role, e) for h in headings() for e in h.counter_examples]


@pytest.mark.parametrize(("role", "title"), EXAMPLES)
def test_examples(role: str, title: str) -> None:
    found = announced_role(title)
    assert found is not None
    assert role in found.roles


@pytest.mark.parametrize(("role", "title"), COUNTER_EXAMPLES)
def test_counter_examples(role: str, title: str) -> None:
    found = announced_role(title)
    assert found is None or role not in found.roles


def test_a_heading_names_its_year_and_a_label_ends_at_its_colon() -> None:
    heading, label = announced_role("'22년 추진성과"), announced_role("추진실적('22년) : 12,248명")
    assert heading is not None
    assert (heading.year, heading.label_end) == (22, len("'22년 추진성과"))
    assert label is not None
    assert (label.year, label.label_end) == (22, len("추진실적('22년) :"))
