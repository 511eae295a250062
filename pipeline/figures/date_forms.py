"""The printed forms of dates, as regular expressions for a text from a first digit on.

What belongs here: the forms. What does not: what a match means (`date_grammar`). No form runs over
the end of a line: a number on the next line belongs to something else.
"""

import re

from pipeline.document.digits import YEAR_MARKS
from pipeline.vocabulary.signs import signs


def _form(pattern: str) -> re.Pattern[str]:
    """A pattern whose white space is of the same line."""
    return re.compile(pattern.replace(r"\s", r"[ \u3000\u00a0]"))


# No measure is a month or day: 2.4조원, 9개월, 3.5%; nor the number of a step: '25. 2. 2단계.
_NO_MEASURE = (
    r"(?![0-9])(?![.,][0-9]+\s?[%％조억만천백원㎡㎞배pk])"
    r"(?![개명건회팀%％조억천백원社인종편㎡배점뷰석세초불p]|만[^에이]|년|단계|차(?![관장]))"
)
_TAIL = r"(?:\s*일(?![간자대]))?\.?"
_WEEKDAY = r"(?:\s*\(\s*[월화수목금토일]\s*\))?"
_MONTH_END = (
    r"(?:\s*월(?![회별])(?![0-9](?![0-9,.]*\s?[일%％억만천조명건개회점]))"
    r"(?:\s?(?:말|초|중순|초순|하순|상순|경)경?(?=까지|부터|에|이전|이후|[^가-힣]|$)|말|초|경)?)"
)
DAY = (
    r"(?:\s*[./]\s*|(?<=월)\s*(?=[0-9]{1,2}\s*일(?![간자대])))"
    rf"(?P<day>[0-9]{{1,2}}){_NO_MEASURE}(?!\s*월){_TAIL}"
)
_HALF = (
    r"(?:\s*\.?\s*(?P<half>상[·․‧]?\s?하반기|상반기|하반기|上半期|下半期|上|下|[상하](?![가-힣])"
    r"|[12]\s?학기(?![가-힣])))"
)
# 초·중 are schools, and 말 산업 is about horses.
_PART = (
    r"(?:\s*\.?\s*(?P<part>초(?!\s?[·‧,․ㆍ/]\s?중)|말(?!\s?산업))"
    r"(?=까지|부터|에|경|쯤|기준|현재|[^가-힣]|$))"
)
_QUARTERS = (
    r"(?P<quarter>[1-4])(?:\s?/\s?4|\s?사)?\s?분기|Q(?P<q>[1-4])(?!\w)|(?P<q_>[1-4])Q(?!\w)"
    r"|(?P<q__>[1-4])(?=\s?[~∼]\s?[1-4](?:\s?/\s?4)?\s?분기)"
)
_QUARTER = rf"(?:\s*\.?\s*(?:{_QUARTERS}))"
_WEEKS = r"(?:(?<=월)\s+[1-5](?:\s*[~∼,]\s*[1-5])?\s*주(?![가-힣]))?"
_AFTER_YEAR = (
    rf"(?:{_HALF}|{_QUARTER}|{_PART}"
    rf"|\s*(?P<month>[0-9]{{1,2}}){_NO_MEASURE}(?:{_MONTH_END}{_WEEKS}|(?!\s*월))"
    rf"(?:{DAY})?\.?)"
)
SCHOOL_YEAR = "학년도"
_YEAR_SEP = rf"(?P<sep>\s*년도?(?!간)|\s?(?:{SCHOOL_YEAR}|회계\s?연도)|\s*\.|)"
BEGINNING = _form(r"(?:19|20)[0-9]{2}(?![0-9])|[0-9]{1,2}\s*[년월일분시사학.:/~∼·‧,]|[1-4]Q")
"""Beginnings of dates without a quotation mark: most figures begin otherwise."""
MARKED = _form(rf"(?P<year>[0-9]{{2}})(?![0-9]){_YEAR_SEP}(?:{_AFTER_YEAR})?{_WEEKDAY}")
LONG = _form(
    rf"(?P<year>(?:19|20)[0-9]{{2}})(?![0-9]|,[0-9]{{3}}){_YEAR_SEP}(?:{_AFTER_YEAR})?{_WEEKDAY}"
)
HYPHENED = _form(
    rf"(?P<year>(?:19|20)[0-9]{{2}})(?P<sep>[-/])(?P<month>1[0-2]|0?[1-9])(?P=sep)"
    rf"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9]|(?P=sep)[0-9]){_WEEKDAY}"
)
"""2024-03-05, 2025/7/1."""
YEAR_ONLY_NEXT = _form(r"[개명건회팀%％조억만천백원社인종편㎡배점뷰석세초불p]|[가-힣]?[0-9]")
DOTTED = _form(
    rf"(?P<year>[0-9]{{2}})(?P<sep>\.)\s?(?P<month>[0-9]{{1,2}})\.\s?(?P<day>[0-9]{{1,2}})"
    rf"(?![0-9]){_TAIL}{_WEEKDAY}"
)
DOTTED_PART = _form(rf"(?P<year>[0-9]{{2}})(?P<sep>\.)(?:{_HALF}|{_QUARTER})")
"""25. 3Q, 25. 상."""
DOTTED_MONTH = _form(
    rf"(?P<year>[0-9]{{2}})(?P<sep>\.)\s?(?P<month>[0-9]{{1,2}}){_NO_MEASURE}{_MONTH_END}?"
    rf"(?:{DAY})?\.?{_WEEKDAY}"
)
# (24.12기준); the rate 3.5기준금리 is no month, nor 24.5 기준 초과.
MONTH_AS_OF = _form(
    r"(?P<year>[0-9]{2})(?P<sep>\.)\s?(?P<month>1[0-2]|0?[1-9])(?![0-9])\.?\s?(?:월\s?)?말?"
    r"(?=\s?(?:기준|현재)\s?(?:[)\],:\n]|$))"
)
SHORT_YEAR = _form(
    rf"(?P<year>[0-9]{{2}})(?P<sep>년도?|{SCHOOL_YEAR})"
    rf"(?!\s?(?:간|이상|미만|이내|이하|초과|내외|차|만에|째|동안|연속|정도|근속|경력))(?:{_AFTER_YEAR})?"
)
MONTH_DAY_WORDS = _form(
    rf"(?P<month>[0-9]{{1,2}}){_MONTH_END}(?:\s*(?P<day>[0-9]{{1,2}})\s*일(?![간자대]))?{_WEEKS}{_WEEKDAY}"
)
MONTH_DAY = _form(
    rf"(?P<month>[0-9]{{1,2}})\.\s?(?P<day>[0-9]{{1,2}}){_NO_MEASURE}{_TAIL}{_WEEKDAY}"
)
WEEKDAY_HERE = _form(r"[0-9]{1,2}\.\s?[0-9]{1,2}\.?\s*\(\s*[월화수목금토일]\s*\)")
DAY_RANGE_HERE = _form(
    rf"[0-9]{{1,2}}\.\s?[0-9]{{1,2}}\.?\s*[~∼]\s*(?:[0-9]{{1,2}}\.\s?)?[0-9]{{1,2}}{_NO_MEASURE}"
)
DAY_DOT_HERE = _form(
    r"[0-9]{1,2}\.\s?[0-9]{1,2}\."
    r"(?:\s|[)~\t]|부터|까지|[한자](?![가-힣])|\([가-힣 ]*(?:날|일|주간)\)|$)"
    r"|(?<=\()[0-9]{1,2}\.\s?[0-9]{1,2}\.(?=,\s)"
    r"|(?:(?<=[가-힣)] )|(?<=[~∼]))[0-9]{1,2}\.\s?[0-9]{1,2}\.(?=[,\n])"
)
"""A day with its dot: 개소 7. 1. at the end of a line."""
_ARROWS = "".join(sign for sign in signs().arrows if len(sign) == 1)
_MONTH = "(?:1[0-2]|[1-9])"
_MONTHS = rf"{_MONTH}\.\s?[~∼]\s?{_MONTH}\."
MONTH_DOT_HERE = _form(
    rf"(?:(?<=\()(?={_MONTHS}\))|(?<=\([~∼])(?={_MONTH}\.\))|(?<=\t)(?={_MONTHS}(?:[\t\n]|$))"
    rf"|(?={_MONTH}\.\s?(?:초순|중순|하순|말)(?:[),]|까지|부터|경|$)))"
    rf"(?P<month>{_MONTH})\.(?:\s?(?:초순|중순|하순|말))?"
)
"""A month with a dot where no day follows: (~4.), (5.~11.), a cell 4.~12., (12. 초순)."""
MONTH_BEHIND_ARROW = _form(rf"(?<=[{_ARROWS}]\s)(?P<month>{_MONTH})\.(?=\s[가-힣])")
"""⇒ 7. 심의: no number of an item stands behind an arrow."""
QUARTER_HERE = _form(
    r"(?P<quarter>[1-4])(?:\s?/\s?4|\s?사)?\s?분기|(?P<q>[1-4])Q(?!\w)"
    r"|(?P<q__>[1-4])(?=\s?[~∼]\s?[1-4](?:\s?/\s?4)?\s?분기)"
)
TERM_HERE = _form(r"(?P<half>[12]\s?학기)(?![가-힣])")
# A year has twelve months: what lists more lists none.
MONTH_LIST_HERE = _form(r"[0-9]{1,2}(?:\s*[~∼·‧,.]{1,2}\s*[0-9]{1,2}){1,12}\s*월(?![0-9회별])")
DAY_OF_MONTH = _form(r"(?<=매월 )(?P<day>[0-9]{1,2})\s*일(?![간자대])")
CLOCK = _form(r"[0-9]{1,2}:[0-9]{2}(?![0-9])|[0-9]{1,2}시(?:\s?[0-9]{1,2}분)?(?![가-힣]|\s?[0-9])")
PLAIN = _form(rf"(?P<plain>[0-9]{{1,2}}){_NO_MEASURE}(?:{_TAIL})?{_WEEKDAY}")
TWO_DIGITS = _form(r"[0-9]{2}(?![0-9])")
BARE_YEAR = _form(r"(?P<year>[0-9]{2})(?P<sep>년)")
CONNECT = _form(r"\s*(?:[~∼～〜]|부터(?=[ 0-9.년월일'’‘()화수목금토]{1,24}까지))\s*")
"""Joints of both ends of a range; the second end of `3월 2일부터 10일까지` says so itself."""
CLOCK_BEHIND = _form(
    r"\s?(?:오전\s?|오후\s?)?[0-9]{1,2}:[0-9]{2}(?:\s?[~∼～]\s?[0-9]{1,2}:[0-9]{2})?(?![0-9])"
)
"""The time of a day, which makes the date no finer: 2025. 2. 10.(월) 16:00."""
RELATIVE_YEAR = _form(
    r"(?P<next>차년도|익년도?|내년도?|명년)|(?P<last>작년도?|전년도|지난해)|(?P<this>금년도?|올해|당해연도)"
)
POINT_HERE = _form(rf"[{YEAR_MARKS}]?\s?[0-9]")
CHAIN = _form(r"\s*[/,·‧]\s*(?=[0-9])")
DOTTED_MONTH_HERE = _form(r"(?P<month>1[0-2]|[1-9])\.(?!\s?[0-9])")
"""A further month of a list whose months have dots: '24. 5./7./10."""
CHAINED = _form(
    rf"(?P<month>[0-9]{{1,2}})\s*[./]\s*(?P<day>[0-9]{{1,2}}){_NO_MEASURE}{_TAIL}{_WEEKDAY}"
)
