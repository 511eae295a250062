"""Months with a dot and no day, days with a word behind them, and dates drawn below a chain."""

import pytest
from reports import read, rows

HEAD = (
    "가람시 주요업무보고\n\n2025. 7.\n\n가람시 행정과\n\nⅠ. 일반현황\n\n○ 정원 12명\n\n"
    "Ⅱ. 주요업무 추진계획\n\n1. 주민자치\n\n□ 향후계획\n\n"
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "○ ’25. 8.~10. 기본계획 용역 ⇒ 11. 민간투자심의 ⇒ ’26. 1. 실시설계",
            [
                ("기본계획 용역", "2025-08-01", "2025-10-31"),
                ("민간투자심의", "2025-11-01", "2025-11-30"),
                ("실시설계", "2026-01-01", "2026-01-31"),
            ],
        ),
        (
            "○ 경관심의·계약심사(~9.), 공사 시행(8.~11.), 준공식(12. 초순)",
            [
                ("경관심의·계약심사", "None", "2025-09-30"),
                ("공사 시행", "2025-08-01", "2025-11-30"),
                ("준공식", "2025-12-01", "2025-12-31"),
            ],
        ),
        ("○ 제설 대책 수립 : 11. 15.한", [("제설 대책 수립", "None", "2025-11-15")]),
        ("○ 전담실장 41명 배치(9. 1.자)", [("전담실장 41명 배치", "2025-09-01", "2025-09-01")]),
        (
            "계획 수립 ⇨ 선도학교 선정 ⇨ 성과 공유\n8월 9월 10월~11월",
            [
                ("계획 수립", "2025-08-01", "2025-08-31"),
                ("선도학교 선정", "2025-09-01", "2025-09-30"),
                ("성과 공유", "2025-10-01", "2025-11-30"),
            ],
        ),
    ],
)
def test_steps_of_bare_months(line: str, expected: list[tuple[str, str, str]]) -> None:
    report = read(HEAD + line + "\n")
    found = rows(report, "milestones", "description", "start_date", "end_date")
    assert [tuple(map(str, row)) for row in found] == expected
