"""One heading of a table as members of dimensions: `2026년 본예산 (B)` is year, stage and letter.

What belongs here: taking a heading apart. What does not: which headings a cell has (`axes`), or
what a kind of table makes of them.
"""

import re
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from pipeline.document.readable import closed, readable
from pipeline.vocabulary.agencies import departments
from pipeline.vocabulary.audit import audit
from pipeline.vocabulary.dimensions import Measure, Year, YearPart, dimensions, is_formula
from pipeline.vocabulary.units import Unit, units

_KEPT = 8192
_MARK = re.compile(
    r"^(?:[∎■□○◦●•∙·▪▶▷▸‣◆◇▣※*†⋅⁃ㅇ☞✓✔\-–－]|[①-⑳](?=[가-힣])|\d{1,2}[.)](?=[가-힣]))+"
)
_FOOTNOTE = re.compile(r"(?<=[가-힣])(?:\d{1,2}\)|[¹²³⁴⁵*†]+\)?)$")
_COUNTED_DEPARTMENT = re.compile(r"[가-힣·]{2,}[1-9](?:과|팀)")
"""건설1과, 건설2과: of several departments of one name."""
_BRACKET = re.compile(r"[(（\[【<〈｢「]([^()（）\[\]【】<>〈〉｢｣「」]*)[)）\]】>〉｣」]")
_DOT = re.compile(r"[․‧ㆍ∙･⋅•‧]")
_MONTH_END = re.compile(r"(?<=\.)(\d{1,2})\.말$")
_UNIT_LABEL = re.compile(r"^단위[:：]?")
_SHORTEST_DEPARTMENT = 3
_LONGEST = 300
"""Letters of a heading; a longer text is a cell of prose."""


@dataclass(frozen=True)
class Members:
    """The meaning of a heading, or of all headings of a cell: a member of each dimension."""

    department: str | None = None
    """Closed up; by its ending alone, so that a projection may know better."""
    category: str | None = None
    """Kind, grade or sex of staff, closed up."""
    measure: Measure | None = None
    stage: str | None = None
    """본예산, 기정, 제1회추경 …, closed up."""
    side: str | None = None
    funding: str | None = None
    account: str | None = None
    year: Year | None = None
    part: YearPart | None = None
    total: str | None = None
    """total or subtotal."""
    unit: Unit | None = None
    formula: str | None = None
    """Its letter, or the formula of letters that it is."""
    remark: bool = False
    ordinal: bool = False
    """It numbers the rows."""
    items: tuple[str, ...] = ()
    """Words that no dimension knows, readable."""
    pair: "tuple[Members, Members] | None" = None
    """정원/현원: of the first and of the second figure of a cell."""

    @property
    def known(self) -> bool:
        """Some dimension has a member."""
        return replace(self, items=(), unit=None, formula=None) != NOTHING

    def within(self, outer: "Members") -> "Members":
        """These members, and those of outer headings where these say nothing."""
        if outer == NOTHING:
            return self
        own = {
            f.name: getattr(self, f.name) or getattr(outer, f.name)
            for f in fields(self)
            if f.name not in ("items", "stage")
        }
        if self.measure and outer.measure and outer.measure.kind == "rate" != self.measure.kind:
            # 집행률 above 지출액: a rate of it
            own["measure"] = Measure(f"{self.measure.name}_rate", "rate", "%")
        items = tuple(dict.fromkeys((*outer.items, *self.items)))
        # A stage goes with its measure: 증감 under 본예산 is no budget.
        stage = self.stage or outer.stage
        return replace(self, **own, items=items, stage=stage)


NOTHING = Members()


@lru_cache(_KEPT)
def read_heading(text: str) -> Members:
    """The members of one heading."""
    shown = readable(text)
    name = _FOOTNOTE.sub("", _MARK.sub("", closed(shown)))
    if not name:
        return NOTHING
    if is_formula(name):
        return _formula(name)
    base, found = _without_brackets(name)
    whole = _pair(base) or _word(base)
    if whole is None:
        whole = _compound(base, bare_item(shown))
    if whole.year and whole.year.printed is None and found.year:
        bound = found.year.bound or whole.year.bound  # 기투자(’24년)
        whole = replace(whole, year=replace(found.year, bound=bound))
    return whole.within(found)


def bare_item(shown: str) -> str:
    """The words of a heading as an item: without its mark; brackets stay."""
    return _MARK.sub("", shown).strip() or shown


def _formula(name: str) -> Members:
    """A heading of letters alone; a quotient or % is a rate, a difference a change."""
    return Members(formula=name)


def _without_brackets(name: str) -> tuple[str, Members]:
    """A heading without its brackets and formula, and what these say."""
    found = NOTHING
    if len(name) > _LONGEST:
        return name, found
    base, tail = _split_formula(name)
    if tail:
        found = Members(formula=tail)
    while match := _BRACKET.search(base):
        base = base[: match.start()] + base[match.end() :]
        found = found.within(_aside(match[1]))
    return base or name, found


def _split_formula(name: str) -> tuple[str, str]:
    """`증감률(B-A)/A` is a name and a formula, with or without brackets around it."""
    for at in range(1, len(name)):
        tail = name[at:]
        bare = tail[1:-1] if tail[0] in "([" and tail[-1] in ")]" else ""
        if bare and is_formula(bare):
            return name[:at], bare
        if tail[0] == "(" and is_formula(tail) and len(tail) > 1:
            return name[:at], tail
    return name, ""


def _aside(inside: str) -> Members:
    """The words in the brackets of a heading: a unit, a year, a stage, a source; else nothing."""
    words = dimensions()
    last = _UNIT_LABEL.sub("", inside.rpartition(",")[2])
    if unit := units().get(last):
        return Members(unit=unit)
    measured = units().get(inside.partition(",")[0])
    if measured and not measured.exact:  # (㎞, 양안); a counter may be another word
        return Members(unit=measured)
    if is_formula(inside):
        return Members(formula=inside)
    dated = words.year(_MONTH_END.sub(r"\1월말", inside))
    part = words.part(dated[1]) if dated and dated[1] else None
    known = dated is not None and (not dated[1] or (part is not None and not part[1]))
    return Members(
        year=dated[0] if dated and known else None,
        part=part[0] if part and known else None,
        stage=inside if words.stage(inside) else None,
        funding=inside if inside in words.funding.words else None,
        account=inside if words.account(inside) else None,
        pair=pair.pair if (pair := _pair(inside)) else None,
    )


def _pair(name: str) -> Members | None:
    """정원/현원: two words, each known, with a slash between them; 정/현원 is short for it."""
    parts = name.split("/")
    if len(parts) != 2 or dimensions().category(name):
        return None
    read = [_word(part) for part in parts]
    if read[0] is None and len(parts[0]) == 1:
        read[0] = _word(parts[0] + parts[1][1:])
    if read[0] is None or read[1] is None or not all(m.measure or m.category for m in read if m):
        return None
    return Members(pair=(read[0], read[1]))


def _word(name: str) -> Members | None:
    """A name that is one member of one dimension; None when no dimension knows it."""
    words, plain = dimensions(), _DOT.sub("·", name)
    totals = dict.fromkeys(words.total.words, "total")
    total = totals | dict.fromkeys(words.subtotal.words, "subtotal")
    measure = words.measure(plain)
    tried = (
        (plain in total, Members(total=total.get(plain))),
        (plain in words.sides, Members(side=words.sides.get(plain))),
        (plain.replace("·", "") in words.funding.words, Members(funding=name)),
        (plain in words.gender.words or words.category(plain), Members(category=name)),
        (words.stage(plain) is not None, Members(stage=name)),
        (plain in words.remark.words, Members(remark=True)),
        (plain.lower() in words.ordinal.words, Members(ordinal=True)),
        (words.account(plain), Members(account=name)),
        (measure is not None, Members(measure=measure)),
        (plain in units() and plain in ("%", "％"), Members(unit=units().get(plain))),
    )
    return next((members for fits, members in tried if fits), None)


def _compound(name: str, shown: str) -> Members:
    """A year before another word; 전년 대비 …; a word with a total before it; else an item."""
    words = dimensions()
    if dated := words.year(name):
        year, rest = dated
        part = words.part(rest)
        rest = part[1] if part else rest
        inner = NOTHING if not rest else _word(rest) or Members(items=(shown,))
        if rest.startswith("대비"):
            compared = rest.removeprefix("대비")
            return _word(compared) or _change(compared) or Members(items=(shown,))
        if not rest[:1].isdigit():
            return replace(inner, year=year, part=part[0] if part else None)
    if (part := words.part(name)) and (not part[1] or _word(part[1])):
        return replace(_word(part[1]) or NOTHING, part=part[0])
    if is_department(name):
        return Members(department=name)
    return _side_total(name) or _change(name) or Members(items=(shown,))


def _side_total(name: str) -> Members | None:
    """수입합계: a side of the budget, and the word that says it is the total of it."""
    words = dimensions()
    for ending in words.total.words:
        side = words.sides.get(name.removesuffix(ending)) if name.endswith(ending) else None
        if side:
            return Members(side=side, total="total")
    return None


def _change(name: str) -> Members | None:
    """예산증감: a measure, and the word that says it is the change of it."""
    words = dimensions()
    for ending, measure in words.measures.items():
        before = name.removesuffix(ending)
        if measure.kind == "difference" and before != name and words.measure(before):
            return Members(measure=measure)
    return None


def is_department(name: str) -> bool:
    """True when a closed-up name ends like a department and is no other word that ends so."""
    kind = max((e for e in departments().kind if name.endswith(e)), key=len, default="")
    if not kind or len(name) < _SHORTEST_DEPARTMENT:
        return False
    if any(letter.isdigit() for letter in name) and not _COUNTED_DEPARTMENT.fullmatch(name):
        return False
    return len(kind) > 1 or not audit().only_sounds_like_department(name)
