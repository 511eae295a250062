"""What headings hold: every entry of roles.toml is usable, and roles are inherited."""

import pytest
from reports import source_of

from pipeline.document.document import read_document
from pipeline.document.outline.roles import role_of
from pipeline.document.outline.tree import read_outline
from pipeline.vocabulary.roles import roles
from schemas.source import SECTION_ROLES

_EXAMPLES = [(known.role, title) for known in roles() for title in known.examples]
_COUNTER = [(known.role, title) for known in roles() for title in known.counter_examples]


def test_roles_are_those_published() -> None:
    assert {known.role for known in roles()} <= set(SECTION_ROLES)


@pytest.mark.parametrize(("role", "title"), _EXAMPLES)
def test_headings_of_a_role(role: str, title: str) -> None:
    assert role_of(title.removeprefix("Ⅰ ")) == role


@pytest.mark.parametrize(("role", "title"), _COUNTER)
def test_other_headings(role: str, title: str) -> None:
    assert role_of(title) != role


def test_roles_are_inherited_and_programs_are_programs() -> None:
    text = (
        "Ⅰ. 일반현황\n\n□ 인력현황\n○ 정원 3명\n\n□ 주요업무\n○ 공원 관리\n\n"
        "Ⅱ. 2025년 주요업무 추진계획\n\n1. 도로 성과 관리\n□ 추진일정\n○ ’25. 3. : 착공\n"
        "2. 공원 조성\n□ 사업개요\n○ 면적 3㎡\n"
    )
    outline = read_outline(read_document(source_of(text)))
    found = {s.title: role for s, role in zip(outline.sections, outline.roles, strict=True)}
    assert found["일반현황"] == "organisation"
    assert found["정원 3명"] == "staffing"
    assert found["공원 관리"] == "duties"
    assert found["추진일정"] == "schedule"
    assert found["사업개요"] == "plan"
