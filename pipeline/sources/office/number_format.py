"""Numbers as a spreadsheet shows them: what a cell stores, written in the cell's format.

What belongs here: the language of number formats. What does not: where a cell stands.
"""

import datetime
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

from pipeline.vocabulary.load import load

BUILT_IN = {int(k): v for k, v in load("number_formats", __package__)["built_in"].items()}
"""Formats that a file names by a number alone, as a Korean Excel shows them."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<sign>[^\]-]*)[^\]]*\]'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]"
    r"|(?P<half>AM/PM|A/P|오전/오후)|(?P<date>y+|m+|d+|h+|s+|a{3,})|(?P<power>E[+-])"
    r"|(?P<digits>[0#?,.]+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_GENERAL_WIDTH = 11
"""Characters of a number in a cell without a format."""
_MOST_DIGITS = 400
"""Digits of the largest number that a spreadsheet holds, and some."""
_WEEKDAYS = "월화수목금토일"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def format_number(stored: str, code: str, *, from_1904: bool = False) -> str:
    """A stored number as its cell shows it; as it is stored where it or the format is unusual."""
    try:
        value = Decimal(stored)
    except InvalidOperation:
        return stored
    if not value.is_finite() or abs(value.adjusted()) > _MOST_DIGITS:
        return stored
    with localcontext() as context:
        context.prec = 2 * _MOST_DIGITS
        section, magnitude = _section(_sections(code), value)
        tokens = list(_TOKEN.finditer(section))
        if any(token["date"] or token["elapsed"] for token in tokens):
            return _date(tokens, value, from_1904=from_1904) or stored
        return _number(tokens, section, magnitude)


def _sections(code: str) -> list[str]:
    """The parts of a format: for positive and negative numbers, for zero, for text."""
    parts, part = [], ""
    for token in _TOKEN.finditer(code):
        if token["other"] == ";":
            parts.append(part)
            part = ""
        else:
            part += token[0]
    return [*parts, part]


def _section(sections: Sequence[str], value: Decimal) -> tuple[str, Decimal]:
    """The part of a format that a number is written in, and the number that stands in it."""
    for section in sections:
        if condition := _CONDITION.search(section):
            sign, bound = condition[1], Decimal(condition[2])
            larger = (value > bound) - (value < bound)
            if larger in {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "=": (0,)}.get(
                sign, (-1, 1)
            ):
                return section, value
    if any(_CONDITION.search(section) for section in sections):
        return sections[-1], value
    if value < 0 and len(sections) > 1:
        return sections[1], -value  # its sign is part of the format
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _number(tokens: Sequence[re.Match[str]], section: str, value: Decimal) -> str:
    literal = [token for token in tokens if not token["digits"]]
    if section.strip().lower() in ("general", "g/표준", "@"):
        return _general(value)
    places = "".join(token["digits"] for token in tokens if token["digits"])
    if any(token["power"] or token["other"] == "/" for token in literal):
        return _general(value)  # powers and fractions, which no report prints
    percent = sum(token["other"] == "%" for token in literal)
    digits = _digits(value.scaleb(2 * percent), places) if places else ""
    written, out = False, ""
    for token in tokens:
        if token["digits"]:
            if not written:
                out += digits
            written = True
        elif token[0][0] not in "_*":
            out += _literal(token)
    sign = "-" if value < 0 and any(c in "123456789" for c in digits) else ""
    return (sign + out.replace("General", _general(abs(value)))).strip()


def _literal(token: re.Match[str]) -> str:
    """The text in a format as it is printed."""
    for name in ("quoted", "escaped", "sign", "other"):
        if token[name] is not None:
            return token[name]
    return ""


def _digits(value: Decimal, places: str) -> str:
    """The digits of a number, without its sign: `#,##0.0` parts thousands and rounds."""
    whole, _, decimals = places.partition(".")
    grouped = "," in whole.rstrip(",")
    scale = len(places.rstrip(".")) - len(places.rstrip(".").rstrip(",")) if decimals == "" else 0
    decimals = decimals.replace(",", "").replace(".", "")
    value = abs(value).scaleb(-3 * scale)
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    front, _, back = f"{rounded:f}".partition(".")
    front = front.lstrip("0").rjust(whole.count("0"), "0")
    if grouped and front:
        front = f"{int(front):,}".rjust(len(front), "0")
    while back and decimals[len(back) - 1] in "#?" and back[-1] == "0":
        back = back[:-1]
    return f"{front}.{back}" if back else front


def _general(value: Decimal) -> str:
    """A number without a format: as many decimals as a cell has room for."""
    whole = f"{value:f}".partition(".")[0]
    room = max(_GENERAL_WIDTH - len(whole.lstrip("-")) - 1, 0)
    text = f"{value.quantize(Decimal(1).scaleb(-room), ROUND_HALF_UP):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _date(tokens: Sequence[re.Match[str]], value: Decimal, *, from_1904: bool) -> str | None:
    """A day or a time; None for a number that is none."""
    day = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)
    if not from_1904 and 0 < value < 60:
        day += datetime.timedelta(days=1)  # the 29th of February 1900, which there never was
    try:
        moment = day + datetime.timedelta(seconds=round(float(value) * 86400))
    except OverflowError:
        return None
    half = any(token["half"] for token in tokens)
    out, last = "", ""
    for number, token in enumerate(tokens):
        if token["half"]:
            afternoon = moment.hour >= 12
            korean = token["half"] == "오전/오후"
            out += ("오후" if afternoon else "오전") if korean else ("PM" if afternoon else "AM")
        elif token["elapsed"]:
            last = token["elapsed"][0].lower()
            out += str(int(float(value) * {"h": 24, "m": 1440, "s": 86400}[last]))
        elif token["date"]:
            part = token["date"].lower()
            after = next((t["date"].lower() for t in tokens[number + 1 :] if t["date"]), "")
            minutes = part[0] == "m" and (last == "h" or after[:1] == "s")
            out += _date_part("n" * len(part) if minutes else part, moment, half=half)
            last = part[0]
        elif token["digits"]:
            out += token["digits"].replace("0", "")  # fractions of seconds are left out
        elif token[0][0] not in "_*":
            out += _literal(token)
    return out.strip()


def _date_part(part: str, moment: datetime.datetime, *, half: bool) -> str:
    hour = (moment.hour % 12 or 12) if half else moment.hour
    if part[0] == "y":
        return f"{moment.year:04}" if len(part) > 2 else f"{moment.year % 100:02}"
    if part[0] == "m" and len(part) > 2:
        return _MONTHS[moment.month - 1]
    if part[0] == "a" or (part[0] == "d" and len(part) > 2):
        return _WEEKDAYS[moment.weekday()] + ("요일" if len(part) > 3 else "")
    value = {"m": moment.month, "d": moment.day, "h": hour, "n": moment.minute, "s": moment.second}
    return f"{value[part[0]]:0{min(len(part), 2)}}"
