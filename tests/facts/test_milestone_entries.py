"""The grammar of schedules: which words of a statement belong to which of its dates."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts.milestones.grammar import read_chain, read_steps
from pipeline.facts.milestones.stretches import DateMark

# In a snippet, ⟪…⟫ is a date; a letter before it says how exactly it is printed.
_DATE = re.compile(r"(?P<precision>[dmqhys])?⟪(?P<date>[^⟫]*)⟫")
_PRECISIONS = {"d": "day", "m": "month", "q": "quarter", "h": "half", "y": "year", "s": "half"}


def _read(snippet: str, *, chain: bool = False) -> list[tuple[str, str, str | None]]:
    """Date, description and the date of the whole, as printed, of each step."""
    text, marks = "", []
    at = 0
    for match in _DATE.finditer(snippet):
        text += snippet[at : match.start()]
        kind = match["precision"] or "m"
        end = len(text) + len(match["date"])
        marks.append(DateMark(len(text), end, _PRECISIONS[kind], kind == "s"))
        text += match["date"]
        at = match.end()
    text += snippet[at:]
    steps = (read_chain if chain else read_steps)(text, tuple(marks))
    raw = [text[mark.start : mark.end] for mark in marks]
    return [
        (raw[s.date], s.description, None if s.part_of is None else raw[s.part_of]) for s in steps
    ]


# snippet, (date, description) of its steps
STATEMENTS = [
    # the words, a colon, the date (2022-03 line 416)
    ("뉴딜일자리 참여자 모집 공고 및 선발 : ⟪~ ’22. 5월⟫",
     [("~ ’22. 5월", "뉴딜일자리 참여자 모집 공고 및 선발")]),
    # a year that names the plan (2022-03 line 371, 2023-03 lines 389 and 1506)
    ("h⟪’22년 하반기⟫ 사업계획 수립 : ⟪’22.4 ~ 6월⟫",
     [("’22.4 ~ 6월", "’22년 하반기 사업계획 수립")]),
    ("y⟪'23년⟫ (공공형) 뉴딜일자리 참여자 교육 : ⟪3월⟫",
     [("3월", "'23년 (공공형) 뉴딜일자리 참여자 교육")]),
    ("입주기업 선발(s⟪상반기⟫) : ⟪’22. 5월⟫", [("’22. 5월", "입주기업 선발(상반기)")]),  # 1483
    # the date in brackets behind (2022-03 lines 626 and 636)
    ("참여기업(71개사), 직무분야(5개) 및 인턴수요(420명) 확정(d⟪’22.3.3⟫)",
     [("’22.3.3", "참여기업(71개사), 직무분야(5개) 및 인턴수요(420명) 확정")]),
    ("「청년인턴 직무캠프」교육기관 선정 및 참여자 선발(⟪’22.4~5월⟫)",
     [("’22.4~5월", "「청년인턴 직무캠프」교육기관 선정 및 참여자 선발")]),
    # the date first: one date, one step (2022-03 line 1335)
    ("⟪’22. 4월⟫ :　창업큐브 1차 입주 / 2차 모집", [("’22. 4월", "창업큐브 1차 입주 / 2차 모집")]),
    ("⟪3월⟫ 지원인력 선발, 홍보, ⟪4월⟫ 교부", [("3월", "지원인력 선발, 홍보"), ("4월", "교부")]),
    ("⟪’22.7월⟫ 개관 예정", [("’22.7월", "개관 예정")]),
    ("(⟪3월⟫) 공고, (⟪4월⟫) 접수", [("3월", "공고"), ("4월", "접수")]),
    # a part of a year at the head, of which the steps say the month
    ("[q⟪1분기⟫] 교육과정 공모(⟪’25. 2.⟫), 교육생 모집(⟪~3월⟫)",
     [("’25. 2.", "교육과정 공모"), ("~3월", "교육생 모집")]),
    ("[q⟪1분기⟫] 교육과정 공모, 교육생 모집", [("1분기", "교육과정 공모, 교육생 모집")]),
    # two steps in a line, of which the first lists what it does
    ("실적 분석, 추경 반영 : ⟪7~8월⟫ / 협약 갱신(7개사) : ⟪11월⟫",
     [("7~8월", "실적 분석, 추경 반영"), ("11월", "협약 갱신(7개사)")]),
    # several in a line, with a head for all (2022-03 lines 1033 and 1035)
    ("(R&D 지원) 공고(⟪3월⟫), 기업 선정(⟪~6월⟫), 사업비 지급(⟪~7월⟫)",
     [("3월", "(R&D 지원) 공고"), ("~6월", "(R&D 지원) 기업 선정"),
      ("~7월", "(R&D 지원) 사업비 지급")]),
    ("(테스트베드) q⟪1분기⟫ 접수·선정(⟪~4월⟫), q⟪2분기⟫(⟪~7월⟫)",
     [("~4월", "(테스트베드) 1분기 접수·선정"), ("~7월", "(테스트베드) 2분기 접수·선정")]),
    ("1차 모집 : ⟪3월⟫ / 2차 : ⟪5월⟫", [("3월", "1차 모집"), ("5월", "2차 모집")]),
    ("접수(⟪3월⟫), 2차(⟪5월⟫)", [("3월", "접수"), ("5월", "2차")]),
    ("1차 모집(⟪3월⟫), 2단계(⟪5월⟫)", [("3월", "1차 모집"), ("5월", "2단계")]),
    ("(가칭)서울큐브 공사 착수(⟪7월⟫), 준공(⟪9월⟫)",  # the bracket is part of the name
     [("7월", "(가칭)서울큐브 공사 착수"), ("9월", "준공")]),
    ("서울형 R&D : 공모(⟪3~5월⟫), 협약체결 등(⟪7~8월~⟫)",  # 2023-03 line 801
     [("3~5월", "서울형 R&D : 공모"), ("7~8월~", "서울형 R&D : 협약체결 등")]),
    ("공모(⟪3월⟫) 및 심사(⟪4월⟫) 실시", [("3월", "공모"), ("4월", "심사 실시")]),
    ("공모 : ⟪’22.3월⟫ 공고, ⟪4월⟫ 접수", [("’22.3월", "공모 : 공고"), ("4월", "공모 : 접수")]),
    ("용산(⟪11월⟫) · 강동(⟪12월⟫)", [("11월", "용산"), ("12월", "강동")]),
    # each with its own colon (2023-03 line 558)
    ("런던증권거래소 연계 IR : ⟪'23. 3월⟫ / CORE100 추가(50社) 선정 : ⟪4월⟫",
     [("'23. 3월", "런던증권거래소 연계 IR"), ("4월", "CORE100 추가(50社) 선정")]),
    # one thing at two dates, told apart by remarks (2023-03 line 388)
    ("수주박람회 참가 : ⟪3월⟫(여성복) / ⟪6월⟫(남성복)",
     [("3월", "수주박람회 참가 (여성복)"), ("6월", "수주박람회 참가 (남성복)")]),
    ("이전 타당성 심의(⟪11월⟫, 고용노동부)", [("11월", "이전 타당성 심의 (고용노동부)")]),
    ("협의체 회의 : ⟪3월⟫, ⟪6월⟫ 예정", [("3월", "협의체 회의"), ("6월", "협의체 회의")]),
    # two things, two dates, in parallel (2022-03 line 776)
    ("선정결과 공고 / 협약 체결 : d⟪’22. 2. 16⟫ / d⟪2. 25⟫",
     [("’22. 2. 16", "선정결과 공고"), ("2. 25", "협약 체결")]),
    # chains (2022-03 lines 676 and 1384, 2023-03 line 1445)
    ("사업공모(d⟪2.18~3.4⟫) → 현장실사(d⟪3.8⟫)", [("2.18~3.4", "사업공모"), ("3.8", "현장실사")]),
    ("대상지 선정(⟪’21.12.⟫) → 진흥계획 수립 중(서초구) → 지정‧고시(⟪’22.12.⟫)",
     [("’21.12.", "대상지 선정"), ("’22.12.", "지정‧고시")]),
    ("7,147명, 모집·선발(⟪'22.12~'23.1⟫) → 사업 개시(d⟪'23.1.10~⟫)",
     [("'22.12~'23.1", "모집·선발"), ("'23.1.10~", "사업 개시")]),
    ("공모(⟪3월⟫) → 심사", [("3월", "공모")]),
    ("지원 확대(10 → 15회) : ⟪5월⟫", [("5월", "지원 확대(10 → 15회)")]),
    # what is stated behind a colon, and a year that only heads it
    ("교육생 모집(⟪'23.4~5월⟫) : 100명", [("'23.4~5월", "교육생 모집 : 100명")]),
    ("y⟪'23년⟫ 예산 : 5억원", []),
    # a figure holds for a year, it is no step
    ("참여자 1,000명(y⟪'22년⟫)", []),
    # a year alone dates what is said of it (2023-03 line 708)
    ("y⟪'23년⟫ 28개소 캠퍼스타운 조성·운영", [("'23년", "28개소 캠퍼스타운 조성·운영")]),
    # nothing is said
    ("⟪3월⟫", []),
    ("분기별 추진", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("snippet", "expected"), STATEMENTS)
def test_statements(snippet: str, expected: list[tuple[str, str]]) -> None:
    found = _read(snippet)
    assert [(date, words) for date, words, _ in found] == expected
    assert all(whole is None for _, _, whole in found)


def test_parts_of_a_step() -> None:
    # 2023-03 line 693
    assert _read("서울 스타트업 도쿄(⟪3월⟫), 미국(⟪5월⟫) 등 진출지원 : ⟪3월~⟫") == [
        ("3월~", "서울 스타트업 도쿄(3월), 미국(5월) 등 진출지원", None),
        ("3월", "서울 스타트업 도쿄, 미국 등 진출지원 : 도쿄", "3월~"),
        ("5월", "서울 스타트업 도쿄, 미국 등 진출지원 : 미국", "3월~"),
    ]
    # without words behind that hold for all, each part has its own
    assert [words for _, words, _ in _read("현장 설명회(⟪3월⟫), 정산(⟪5월⟫) : ⟪3월~⟫")] == [
        "현장 설명회(3월), 정산(5월)", "현장 설명회, 정산 : 현장 설명회", "현장 설명회, 정산 : 정산"
    ]  # fmt: skip
    # 2022-03 line 772
    snippet = "적격자심의위원회 개최 (d⟪2.14⟫ 동부,북부/ d⟪2.15⟫ 중부+남부) : d⟪’22. 2. 14 ~ 15⟫"
    assert _read(snippet) == [
        ("’22. 2. 14 ~ 15", "적격자심의위원회 개최 (2.14 동부,북부/ 2.15 중부+남부)", None),
        ("2.14", "적격자심의위원회 개최 : 동부,북부", "’22. 2. 14 ~ 15"),
        ("2.15", "적격자심의위원회 개최 : 중부+남부", "’22. 2. 14 ~ 15"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("snippet", "steps"),
    [
        # 2022-03 lines 921 and 1369, 2023-03 line 1203
        ("기본계획 수립(⟪~’22.11⟫) ⇨ 타당성조사(y⟪’23⟫) ⇨ 설계(y⟪’24.⟫) ⇨ 조성(y⟪~’27⟫)",
         ["기본계획 수립", "타당성조사", "설계", "조성"]),
        ("공사기간 : 착공(⟪’21.4.⟫) → 준공(⟪’23.4.⟫)", ["공사기간 : 착공", "공사기간 : 준공"]),
        ("공동 선발(⟪4⟫, ⟪10월⟫)→프로그램 제공(⟪6⟫, ⟪11월⟫)",
         ["공동 선발", "공동 선발", "프로그램 제공", "프로그램 제공"]),
        # 2022-03 line 1104
        ("y⟪’22년⟫ 3개소 시범운영(협의 중) → y⟪’23년⟫ 종합형 대학 확대 추진",
         ["3개소 시범운영(협의 중)", "종합형 대학 확대 추진"]),
        # series of figures: 2022-03 lines 351 and 359, 2023-03 lines 598, 670, 783, 1561, 1580
        ("고용률 : (y⟪’19⟫) 33.4%→ (y⟪’20⟫) 31.2%→ (y⟪’21⟫) 29.6%", []),
        ("市 예산(억원) : (y⟪’20⟫) 2,407→ (y⟪’21⟫)653→ (y⟪’22⟫)0", []),
        ("목 표 : 대·중견기업 100개사(y⟪'22⟫) ⇒ 150개사(y⟪'23⟫) ⇒ 200개사(y⟪'24⟫)", []),
        ("창업거점 4개소로 확대 (2개소(y⟪'22⟫) ⇨ 4개소(y⟪'23⟫) ⇨ 10개소(y⟪'26⟫))", []),
        ("4대 핵심산업 분야 집중 투자(y⟪'22년⟫ 89억→y⟪'23년⟫ 150억)", []),
        ("수출액 1천만불 이하 기업(y⟪'22⟫)→3천만불 이하(y⟪'23⟫)", []),
        ("(y⟪'22년⟫) 매출액 200억 미만, 2백만원 한도 ⇒ (y⟪'23년⟫) 매출액 500억 미만, 5백만원", []),
        # one date only: 2023-03 line 1104, 2022-03 line 1466; no arrow
        ("골조공사 진행 중(공정률 49%) ⇨ 완공(⟪'23.8.⟫)", []),
        ("제2핀테크랩 조성(h⟪’22.下⟫ 개관) ⇨ 글로벌 시장진출 지원", []),
        ("세계대도시협의회 총회(⟪6월⟫, 브뤼셀), 시티넷 집행위원회(⟪11월⟫)", []),
    ],
)  # fmt: skip
def test_chains(snippet: str, steps: list[str]) -> None:
    assert [words for _, words, _ in _read(snippet, chain=True)] == steps


TEXTS = st.text(st.sampled_from(list("가나 :,/()→·[]및\t")), max_size=40)
SNIPPETS = st.lists(st.one_of(TEXTS, st.sampled_from(["⟪3월⟫", "d⟪3.4⟫", "y⟪'23년⟫"])), max_size=8)


@settings(max_examples=300, deadline=None)
@given(SNIPPETS.map("".join))
def test_any_text_is_read_and_no_date_is_told_twice(snippet: str) -> None:
    for chain in (False, True):
        text, places = "", []
        at = 0
        for match in _DATE.finditer(snippet):
            text += snippet[at : match.start()] + match["date"]
            places.append((len(text) - len(match["date"]), len(text)))
            at = match.end()
        text += snippet[at:]
        marks = tuple(DateMark(a, b, "month") for a, b in places)
        steps = (read_chain if chain else read_steps)(text, marks)
        assert len({step.date for step in steps}) == len(steps)
        letters = set(re.findall(r"\w", text))
        for step in steps:
            assert set(re.findall(r"\w", step.description)) <= letters
            assert step.description.strip() == step.description != ""
            assert step.part_of is None or any(s.date == step.part_of for s in steps)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(st.sampled_from(list("가나다라")), min_size=2, max_size=6),
                  st.integers(1, 12)),
        min_size=1, max_size=5,
    )
)  # fmt: skip
def test_a_list_gives_back_what_was_listed(listed: list[tuple[str, int]]) -> None:
    for form, joint in (("{0}(⟪{1}월⟫)", ", "), ("{0}(⟪{1}월⟫)", " → "), ("{0} : ⟪{1}월⟫", " / ")):
        snippet = joint.join(form.format(*entry) for entry in listed)
        assert [(d, w) for d, w, _ in _read(snippet)] == [(f"{m}월", w) for w, m in listed]
