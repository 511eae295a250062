"""A stable name in a-z for an office known by its Korean name."""

import unicodedata

import pytest

from pipeline.facts.slug import slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("seoul-economic-policy", "seoul-economic-policy"),  # a slug stays what it is
        ("고용노동부", "goyongnodongbu"),
        ("경제정책실", "gyeongjejeongchaeksil"),
        ("관광 마이스국(2)", "gwangwang-maiseuguk-2"),
        ("기획AI국", "gihoekaiguk"),
        ("Tourism_Office", "tourism-office"),
        ("福祉局", "agency-a5c7b98f"),
        ("…", "agency-"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    found = slug(name)
    assert found.startswith(expected) if expected.endswith("-") else found == expected
    assert slug(unicodedata.normalize("NFD", name)) == found
