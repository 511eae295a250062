"""Tables of claims recomputed, and of plans compared with their results."""

from schemas.column import char_end, char_start, column, line_end, line_start, report_key
from schemas.table import Table

RELATION_KINDS = (
    *("sum", "difference", "product", "ratio", "share", "growth", "row_sum", "column_sum"),
    *("equivalence", "restatement", "count"),
)
TERM_ROLES = (
    *("addend", "factor", "minuend", "subtrahend", "numerator", "denominator", "base"),
    "counted",
)
VERDICTS = ("exact", "rounding", "unlikely", "mismatch", "not_checkable")


class Relations(Table):
    """Every claim of a report that its own figures can check, recomputed, with the verdict."""

    relation_id: str = column("Report, table and place of the claim.", ko="검산 식별자", key=True)
    report_id: str = report_key(key=False)
    rule: str = column(
        "Family and name of the rule that the claim follows. prose.*: a sentence or item with its "
        "parts around it, or in the table below it. table_cells.*: a row or column of any table, "
        "by its headings (계, A-B, 집행률). observations.*: two tables of one thing. Any other "
        "family is the table whose rows were read for the claim: staffing.*, departments.*, "
        "budget_execution.*, budget_components.*, program_budgets.*, audit_summary.*.",
        ko="규칙",
    )
    kind: str = column(
        "Arithmetic of the claim, from its terms by role. sum, column_sum, row_sum, equivalence, "
        "restatement, count and difference: all terms added up, each subtrahend taken off. "
        "product: all factors multiplied. ratio and share: numerator / denominator. growth: "
        "numerator / base - 1, where "
        "base is, if no term, numerator - subtrahend (it grew) or numerator + addend (it fell). "
        "The result times `factor` is computed_value.",
        ko="종류",
        values=RELATION_KINDS,
    )
    expression: str = column("The claim written out, with its numbers as printed.", ko="식")
    expression_ko: str = column("The same in Korean.", ko="한국어 식")
    stated_quantity_id: str = column(
        "The stated quantity; NULL where none stands at its place, as at a dash.",
        ko="적힌 수량",
        nullable=True,
        references="quantities.quantity_id",
    )
    stated_value: float = column("What the report states, in `unit`.", ko="적힌 값")
    computed_value: float = column(
        "What its other figures give, in `unit`; NULL when they cannot be computed.",
        ko="계산값",
        nullable=True,
    )
    factor: float = column(
        "What the arithmetic of the terms is multiplied by: 100 for percent, -100 where a fall is "
        "stated, 0.01 where a factor is a percentage, otherwise 1.",
        ko="배율",
    )
    unit: str = column(
        "Canonical unit of the two values; NULL where none is printed.", ko="단위", nullable=True
    )
    difference: float = column("computed_value less stated_value.", ko="차이", nullable=True)
    tolerance: float = column(
        "Largest difference that the printed digits allow (XBRL Calculations 1.1).",
        ko="허용 오차",
        nullable=True,
        ge=0,
    )
    verdict: str = column(
        "exact: the computed value rounds to the stated one. rounding: it does not, but the "
        "rounding of the parts explains it. unlikely: it could, but hardly (z of 2.5 or more). "
        "mismatch: it cannot. not_checkable: a bound or an unread part.",
        ko="판정",
        values=VERDICTS,
    )
    z_score: float = column(
        "For a sum: the difference in standard deviations of its rounding error.",
        ko="z 점수",
        nullable=True,
        ge=0,
    )
    rounding_mode: str = column(
        "nearest; or truncation, when all figures of the table fit cut-off digits (절사) and not "
        "rounded ones.",
        ko="반올림 방식",
        values=("nearest", "truncation"),
    )
    suspect_quantity_id: str = column(
        "Where the claim fails: the one quantity of the smallest set whose change satisfies all "
        "claims that fail together (Fellegi and Holt). NULL where none or several would.",
        ko="의심 수량",
        nullable=True,
        references="quantities.quantity_id",
    )
    proposed_value: float = column(
        "What the other figures imply for the suspect, in its canonical unit; NULL where they "
        "leave it open. Never applied.",
        ko="제안값",
        nullable=True,
    )
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start()
    char_end: int = char_end()

    class Config:
        """Identity of the table."""

        name = "relations"
        title = "Claims recomputed"
        metadata = {"ko": "검산", "group": "reconcile"}


class RelationTerms(Table):
    """The figures that a claim was recomputed from, each with its part in it and its place."""

    relation_id: str = column(
        "The claim.", ko="검산 식별자", key=True, references="relations.relation_id"
    )
    position: int = column(
        "Order in the expression, from 1: of a ratio, the numerator is 1.",
        ko="순서",
        key=True,
        ge=1,
    )
    report_id: str = report_key(key=False)
    quantity_id: str = column(
        "The quantity that stands there; NULL for a dash (0), and for what was counted.",
        ko="수량",
        nullable=True,
        references="quantities.quantity_id",
    )
    role: str = column(
        "Part that it plays in the arithmetic of `relations.kind`. Of a growth whose base is not "
        "printed, the change is a subtrahend (it grew) or an addend (it fell).",
        ko="역할",
        values=TERM_ROLES,
    )
    value: float = column("Its value, in its canonical unit.", ko="값")
    resolution: float = column(
        "Weight of its last written digit in that unit; 0 for whole things.", ko="표기 정밀도", ge=0
    )
    raw: str = column(
        "What stands there: of a count, the name, names or days counted; NULL for a count of rows.",
        ko="원문 표기",
        nullable=True,
        printed="char",
    )
    line_start: int = line_start(nullable=True)
    line_end: int = line_end(nullable=True)
    char_start: int = char_start(nullable=True)
    char_end: int = char_end(nullable=True)

    class Config:
        """Identity of the table."""

        name = "relation_terms"
        title = "Terms of the claims"
        metadata = {"ko": "검산의 항", "group": "reconcile"}


class PlanOutcomes(Table):
    """A plan in one report and its result in the next one of the same agency, with how sure."""

    plan_quantity_id: str = column(
        "The planned figure.", ko="계획 수량", key=True, references="quantities.quantity_id"
    )
    outcome_quantity_id: str = column(
        "The figure of the result.", ko="실적 수량", key=True, references="quantities.quantity_id"
    )
    topic: str = column("Title of the program that planned it.", ko="사업")
    plan_program_id: str = column(
        "The program that planned it.", ko="계획 사업", references="programs.program_id"
    )
    outcome_program_id: str = column(
        "The program that reports it.", ko="실적 사업", references="programs.program_id"
    )
    plan_metric: str = column("What the plan says it measures.", ko="계획 지표", nullable=True)
    metric: str = column("What the result says it measures.", ko="지표")
    unit: str = column("Unit of the result; the plan may count in 개.", ko="단위")
    plan_value: float = column("The planned value, as stated.", ko="계획값")
    outcome_value: float = column("The value of the result, as stated.", ko="실적값")
    scope: str = column(
        "What the result is of, beside the plan: the same; wider or narrower, where a qualifier "
        "(신규, 춘계 …) is said of the plan or of the result only; unknown, where of both another.",
        ko="범위",
        values=("same", "wider", "narrower", "unknown"),
    )
    attainment_pct: float = column(
        "Derived: outcome_value in percent of plan_value; NULL unless the scope is the same.",
        ko="달성률",
        unit="percent",
        ge=0,
        nullable=True,
    )
    match_score: float = column(
        "How sure it is that the two belong together, 0 to 1: the product of the two scores "
        "below, and 0.95 where one of them counts in 개.",
        ko="연결 신뢰도",
        ge=0,
        le=1,
    )
    match_topic_score: float = column(
        "How much the two programs are about the same.", ko="사업 유사도", ge=0, le=1
    )
    match_measure_score: float = column(
        "How much the two figures measure the same.", ko="지표 유사도", ge=0, le=1
    )
    match_method: str = column(
        "By what the figures were matched: the words of the plan's label; those of its item; "
        "target, that the plan states what its program aims at as a whole; amount, that as much "
        "money as a program alike was to have was paid as support; or budget, that the support "
        "of the same program was paid from it.",
        ko="연결 방법",
        values=("label", "item", "target", "amount", "budget"),
    )

    class Config:
        """Identity of the table."""

        name = "plan_outcomes"
        title = "Plans and their results"
        metadata = {"ko": "계획 대비 실적", "group": "reconcile"}
