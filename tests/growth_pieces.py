"""Texts made of one piece over and over: what an attacker writes to keep a reader busy."""

HEAD = (
    "서울특별시 주요 업무보고\n\n2025. 3.\n\n경제정책실\n\n1. 일반 현황\n\n"
    "□ 개요\n○ 예산 1,234백만원 집행\n○ 인력 12명 충원\n\n"
)
IN_A_LINE = (
    *(
        "계 ",
        "계 1명 ",
        "1명 + 1명 = 2명 ",
        "1+",
        "1÷1=1 ",
        "1-1 ",
        "2023.1.1.",
        "()",
        "(",
        "(1",
        "(1)",
    ),
    *(
        "1,",
        "1~",
        "1%",
        "1-",
        "1억",
        "가 1명, ",
        "’23",
        "(’23.1.1. 기준) ",
        "1월 ",
        "가→",
        "1명→2명, ",
    ),
    *(
        "100명 중 50명 ",
        "1백만원 + ",
        "가(1백만원) + ",
        "사업비 : 1백만원(국비 1, 시비 1) ",
        "· ",
        "/ ",
    ),
    *(
        "<td>",
        "&amp;",
        "**가",
        "※ ",
        "① ",
        "가 및 나 ",
        "가 ",
        "A ",
        "1,111,",
        "[1%(",
        "가 (1%), ",
        "2·3·",
    ),
)
"""What one line repeats."""
ON_LINES = (
    *(
        "○ 가나다 1명",
        "□ 개요",
        "1. 일반 현황",
        "1-1 사업",
        "Ⅰ. 일반 현황",
        "가과\t1\t2\t3",
        "구분\t계\t가\t나",
        "구분\t정원\t현원\n가과\t1\t2",
        "구 분\t예산현액\t원인행위액\t지출액\t집행률",
        "가과   1   2   3",
    ),
    *(
        "※ 가나 1명",
        "’23. 1월 : 착수",
        "(단위: 백만원)",
        "|가|1|2|",
        "가",
        "- 1 -",
        "총 3명(가 1명, 나 2명)",
    ),
    *("<table><tr><td>가<td>1</table>", "계\t269/257\t여성(135)\t234/225", "경제정책과 10/12", ""),
    *("○ 예산 : 1,234백만원(국비 1,000, 시비 234)", "1. 가나다 개선 필요 (경제정책과)"),
)
"""What every line is."""


def line(piece: str, letters: int) -> str:
    """A report with a line of so many letters."""
    return f"{HEAD}○ 가나 {piece * (letters // len(piece))}\n○ 끝\n"


def lines(piece: str, count: int) -> str:
    """A report with so many equal lines."""
    return HEAD + f"{piece}\n" * count + "○ 끝\n"
