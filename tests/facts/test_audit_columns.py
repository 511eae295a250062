"""Audit findings whose number, state and department stand in columns of their own."""

import pytest
from reports import quarantined, read, rows

HEAD = "2025. 2.\n\n기획조정실\n\n주요업무보고\n\nⅠ. 행정사무감사 처리결과\n"
COLUMNS = ("category", "number", "status", "department", "progress")


@pytest.mark.parametrize(
    ("table", "stated"),
    [
        ("번호\t지적사항\t조치결과\t처리상황\t소관부서\n"
         "1\t체납이 늘고 있음\t매월 발송\t추진중\t교통과\n"
         "2\t검사 주기를 단축할 것\t주 1회로 단축\t완료\t체육과\n",
         [("지적사항", 1, "in_progress", "교통과", "매월 발송"),
          ("지적사항", 2, "done", "체육과", "주 1회로 단축")]),
        ("연번\t건의사항\t처리결과(추진내용)\t비고\n1\t운영을 늘릴 것\t21시까지 운영\t완료\n",
         [("건의사항", 1, "done", None, "21시까지 운영")]),
        # without numbers they are counted
        ("시정요구사항\t처리결과\t비고\n"
         "체납이 늘고 있음\t매월 발송\t추진중\n단축할 것\t단축함\t완료\n",
         [("시정요구사항", 1, "in_progress", None, "매월 발송"),
          ("시정요구사항", 2, "done", None, "단축함")]),
        # the day of the state stands behind it, and what is left to do in its place
        ("지적사항\t조치결과\t구분\n"
         "인력을 늘릴 것\t104명 증원\t완료(’25. 2월)\n단축할 것\t단축 중\t추진 중\n",
         [("지적사항", 1, "done", None, "104명 증원"),
          ("지적사항", 2, "in_progress", None, "단축 중")]),
        ("번호\t지적사항\t처리결과 및 추진상황\t상태\n1\t늘릴 것\t늘림\t완료\n",
         [("지적사항", 1, "done", None, "늘림")]),
        ("의원\t발언요지\t조치사항\t추진상황\n김가람\t늘릴 것\t늘림\t완료\n",
         [("발언요지", 1, "done", None, "늘림")]),
        # a remark is no state, and a table without any state is none of findings
        ("번호\t지적사항\t조치결과\t비고\n1\t체납이 늘고 있음\t매월 발송\t별첨 참조\n", []),
    ],
)  # fmt: skip
def test_columns(table: str, stated: list[tuple[object, ...]]) -> None:
    report = read(HEAD + table)
    assert rows(report, "audit_findings", *COLUMNS) == stated
    assert quarantined(report) == []
