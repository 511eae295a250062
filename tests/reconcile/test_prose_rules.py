"""Every rule of claims.toml on sentences of no report: what it finds, and what it leaves alone."""

import pytest
from reports import source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.figures.figures import read_figures
from pipeline.reconcile.prose.claims import prose_claims
from pipeline.rules.claim import Claim, judge
from pipeline.vocabulary.claims import claim_words

EXAMPLES = [(rule.name, text) for rule in claim_words().rule for text in rule.examples]
COUNTER_EXAMPLES = [
    (rule.name, text) for rule in claim_words().rule for text in rule.counter_examples
]


def claims(text: str) -> list[Claim]:
    document = read_document(source_of(text))
    figures = read_figures(document, read_outline(document), list(document.tables), 2022)
    return prose_claims(document, figures, read_outline(document))


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_a_rule_finds_what_its_examples_claim(rule: str, text: str) -> None:
    found = claims(text)
    assert f"prose.{rule}" in [claim.rule for claim in found]
    # All of them come out: a wrong reading would not.
    assert [claim.expression for claim in found if judge(claim).verdict == "mismatch"] == []


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES)
def test_a_rule_finds_nothing_in_its_counter_examples(rule: str, text: str) -> None:
    assert [claim.expression for claim in claims(text)] == []


def test_ages_before_figures_are_the_names_of_parts() -> None:
    found = claims("□ 지원\n ○ 보육료 지원 : 153명(0세 31명, 1세 49명, 2세 73명)\n")
    assert [(claim.kind, len(claim.terms), judge(claim).verdict) for claim in found] == [
        ("sum", 3, "exact")
    ]
    assert claims("□ 지원\n ○ 교육 : 153명(20세 이상 31명, 19세, 2회)\n") == []
