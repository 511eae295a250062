"""Road maps drawn as boxes: each box a date and, below or above it, what happens."""

import pytest
from reports import of_program, source_of

from pipeline.report import read_report

STEPS = [
    ("설계공모 완료", "2021-12-01"),
    ("공사 착공", "2022-11-01"),
    ("준공 및 이전", "2024-06-01"),
]
DATED = ["2021. 12월", "2022. 11월", "2024. 6월"]


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
@pytest.mark.parametrize("date_first", [True, False])
def test_boxes_of_a_road_map(apart: str, *, date_first: bool) -> None:
    boxes = [
        "\n".join((date, words) if date_first else (words, date))
        for (words, _), date in zip(STEPS, DATED, strict=True)
    ]
    lines = f"□ 추진 로드맵\n\n{apart.join(boxes)}"
    found = read_report(source_of(of_program(lines))).frames["milestones"]
    assert [(row["description"], str(row["start_date"])) for row in found.to_dicts()] == STEPS
