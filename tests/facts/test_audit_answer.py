"""What of an answer is its status, what was done, what is planned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document.tables.cell_lines import letters
from pipeline.facts.audit.answer import Answer, read_answer


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["□ 추진상황 : 추진 중", "□ 추진내용", "○ 가", "□ 향후계획", "○ 나"],
         ("추진 중", "○ 가", "○ 나")),
        # the value on its own line, text below it
        (["□ 추진상황", "검토 중", "※ 사유", "□ 향후계획", "나"], ("검토 중", "※ 사유", "나")),
        # an item named like a part divides nothing
        (["□ 추진상황 : 완료", "□ 추진내용", "- 향후계획 : 수립", "- 다"],
         ("완료", "- 향후계획 : 수립\n- 다", None)),
        # headings that are items, and headings without a mark
        (["○ 추진상황 : 완료", "○ 추진내용 : 가", "○ 향후계획 : 나"], ("완료", "가", "나")),
        (["추진상황 : 완료", "추진내용", "- 가"], ("완료", "- 가", None)),
        # headings of other names stay with the part they follow
        (["□ 추진상황 : 완료", "□ 기준", "가", "□ 향후계획", "나", "□ 참고", "다"],
         ("완료", "□ 기준\n가", "나\n□ 참고\n다")),
        ([], (None, None, None)),
        (["글"], (None, "글", None)),
    ],
)  # fmt: skip
def test_parts_of_an_answer(lines: list[str], expected: tuple[str | None, ...]) -> None:
    assert read_answer(lines) == Answer(*expected)


LINES = st.sampled_from([
    "□ 추진상황 : 완료", "추진상황", "□ 추진내용", "추 진 내 용 : 둘", "□ 향후계획", "○ 향후계획",
    "□ 기준", "가나", "- 추진내용 및 향후계획", ":", "",
])  # fmt: skip


@given(st.lists(LINES, max_size=12))
def test_parts_lose_only_their_headings(lines: list[str]) -> None:
    cell = " ".join(lines)
    answer = read_answer(lines)
    kept = letters(" ".join(filter(None, (answer.status, answer.progress, answer.plan))))
    headings = letters("추진상황추진내용및향후계획" * len(lines))
    assert not kept - letters(cell)
    assert not letters(cell) - kept - headings
