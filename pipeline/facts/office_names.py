"""The grammar of office names: what a line, a title or a word says of government and office.

What belongs here: taking one printed name apart (`부산광역시 보건소`). What does not: which of
the names of a report is the one that reports (`identity`), or who governs it (`governing`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document.digits import YEAR_MARK
from pipeline.document.readable import readable
from pipeline.figures.stated_days import without_day
from pipeline.vocabulary.agencies import agencies
from pipeline.vocabulary.governments import governments

_LONGEST = 24
_MOST_PARTS = 4
_AROUND = " \t-–—~*·:<>[](){}【】《》「」『』〈〉〔〕□○◇◆■●❍ㅇ|"
_NAME = re.compile(r"[가-힣A-Z](?:[가-힣A-Z0-9]|[·․‧ㆍ](?=[가-힣]))*")
_YEAR = re.compile(rf"(?:{YEAR_MARK}?\d{{2}}|\d{{4}})\s*년도?\s*|\d{{1,2}}월\s*")
_LEGAL_FORM = re.compile(r"^(?:\((?:재|사|주|유)\)|㈜|(?:재단|사단)법인(?=\s))\s*|\s*㈜$")
"""Signs of a legal form, which are no part of a name: (재)가람문화재단."""
_HALL = re.compile(r"(?<=[시도군구])청$")
_WEAK = re.compile(r"[가-힣]{1,4}[시군구도]")
_STRONG = re.compile(r"[가-힣]{2,4}(?:특별시|광역시|특별자치시|특별자치도)")
_KINDS = ("특별시", "광역시", "특별자치시", "특별자치도")


@dataclass(frozen=True)
class Office:
    """A name, taken apart."""

    name: str
    """The office that reports, without its government: 기획조정실."""
    government: str | None
    kind: str
    """`state`, `office`, `committee` or `government`."""


def office_in(line: str) -> Office | None:
    """The office that a line names and nothing but names, with its head or what it is labelled."""
    shown = without_day(readable(line).strip(" -–—"))
    name = _LEGAL_FORM.sub("", shown).strip(_AROUND)
    for label in agencies().cover.labels:
        rest = name.removeprefix(label)
        if rest != name and rest.lstrip()[:1] == ":":
            name = rest.strip(_AROUND)
    if len(name) > _LONGEST:
        return None
    # Only a minister's title ends like an office itself.
    return (
        _office(name) or _office_of_head(name)
        if not name.endswith("장관")
        else _office_of_head(name)
    )


def office_before_title(line: str) -> Office | None:
    """The office of a title: `2025년도 가람시 기획조정실 주요업무보고`."""
    words = _YEAR.sub("", readable(line).strip(_AROUND)).split()
    for count in range(min(len(words) - 1, _MOST_PARTS), 0, -1):
        if found := _office(" ".join(words[:count])):
            return found
    return None


def state_body_in(text: str) -> Office | None:
    """The first body of the state that a text names."""
    at = [(text.find(name), name) for name in governments().state.names if name in text]
    return Office(min(at)[1], None, "state") if at else None


def office_of(offices: Sequence[Office]) -> Office | None:
    """The one of the offices that a cover names that is the one that reports.

    Councils' committees are named as addressees, governments and higher offices for those below
    them: what reports is named last. A body of the state stands for all its offices.
    """
    for kind in ("state", "office", "government", "committee"):
        if named := [office for office in offices if office.kind == kind]:
            return named[-1]
    return None


def government_name(word: str, *, weak: bool) -> str | None:
    """The government that a word names: 부산시 is 부산광역시; 가람시 only where that is likely."""
    word = _HALL.sub("", word)
    if known := governments().printed.get(word):
        return known
    if _STRONG.fullmatch(word):
        return word
    likely = (
        weak
        and _WEAK.fullmatch(word)
        and len(word) > 2
        and not word.endswith((*_KINDS, *governments().no_government_endings))
    )
    return word if likely else None


def office_and_government(name: str) -> tuple[str, str] | None:
    """솔빛시 and 보건소 of 솔빛시보건소, if it may be so; a body of its own is one name."""
    if name.endswith(agencies().cover.own_name):
        return None
    for at in range(3, min(len(name) - 2, 7)):
        whose = government_name(name[:at], weak=True)
        if whose and _ends_like_office(name[at:]):
            return whose, name[at:]
    return None


def government_word(name: str) -> re.Pattern[str]:
    """A government named by its council, its hall, its people or one of its places."""
    place = r"\s[가-힣]{1,5}[시군구읍면동](?![가-힣])"
    return re.compile(rf"(?<![가-힣]){name}(?=\s?의회|청(?![가-힣])|민(?![가-힣])|{place})")


def _office(name: str) -> Office | None:
    """A name without the title of a head."""
    parts = name.split()
    if not parts or len(parts) > _MOST_PARTS or not all(map(_NAME.fullmatch, parts)):
        return None
    if governments().state.owns(name) and _ends_like_office(parts[-1]):
        return Office(name if len(parts) > 1 and parts[0] in governments().state.names
                      else "".join(parts), None, "state")  # fmt: skip
    above, rest = _governments_before(parts)
    if not rest:
        return Office(parts[-1], " ".join(above), "government")
    if any(part.endswith(agencies().cover.no_part_endings) for part in rest[:-1]):
        return None
    own = "".join(_lowest(rest))
    if above and own in agencies().cover.with_government:
        own = "".join(above) + own
    if not above:
        own, above = _split_prefix(own)
    if not _ends_like_office(own) or own in agencies().cover.with_government:
        return None
    committee = own.endswith(agencies().cover.addressee_endings)
    return Office(own, " ".join(above) or None, "committee" if committee else "office")


def _lowest(parts: list[str]) -> list[str]:
    """The division of a bureau written before it reports: 안전교통국 교통정책과.

    A body of its own keeps its offices in its name: 가람문화재단 경영지원실.
    """
    words = agencies().cover
    below_bureau = len(parts) == 2 and parts[1].endswith(words.below_bureau)
    is_bureau = parts[0].endswith(words.bureau) and _ends_like_office(parts[0])
    return parts[1:] if below_bureau and is_bureau else parts


def _governments_before(parts: list[str]) -> tuple[list[str], list[str]]:
    """Governments that a name begins with, and the parts behind them."""
    above: list[str] = []
    for n, part in enumerate(parts):
        known = government_name(part, weak=len(parts) > n + 1 or n == 0)
        if known is None or (len(parts) == n + 1 and part.endswith("청")):
            return above, parts[n:]
        above.append(known)
    return above, []


def _split_prefix(name: str) -> tuple[str, list[str]]:
    """A government written together with its office; a body of its own keeps it in its name."""
    shortened, own = governments().shortened, agencies().cover.own_name
    for word in sorted((w for w in shortened if name.startswith(w)), key=len, reverse=True):
        rest = name[len(word) :]
        if rest == "청" and word[-1] in "시도군구":
            return name, [shortened[word]]
        if name.endswith(own):
            return name, [shortened[word]]
        whole = word in governments().printed and _ends_like_office(name)
        if whole and _ends_like_office(rest):
            return rest, [shortened[word]]
    hall = government_name(name, weak=True) if name.endswith("청") else None
    return name, [hall] if hall and _HALL.search(name) else []


def _office_of_head(name: str) -> Office | None:
    """The office of the head who signs: 국토환경부 장관, 가람시장."""
    for head in agencies().head:
        bare = name.removesuffix(head.title)
        if bare == name or not bare:
            continue
        if found := _office(f"{bare.rstrip()}{head.office}"):
            spaced = bare != bare.rstrip()
            if head.office or spaced or _ends_like_office(bare.rstrip()):
                return found
    return None


def _ends_like_office(name: str) -> bool:
    words = agencies().cover
    none = name in words.no_office or name.endswith(words.no_office_endings)
    return len(name) > 2 and name.endswith(words.agency_endings) and not none


def words_of(line: str) -> Iterator[Office]:
    """Offices that single words of a line or of a file's name are."""
    for word in re.split(r"[\s_()\[\],]+", line):
        office = _office(word) if len(word) > 2 else None
        if office and office.kind != "government":
            yield office
