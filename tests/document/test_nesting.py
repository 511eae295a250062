"""Stretches of text inside each other."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.document.tables.nesting import Nesting
from pipeline.sources.span import Span


@st.composite
def _nested(draw: st.DrawFn) -> list[Span]:
    """Brackets that open and close in order, as stretches sorted by where they begin."""
    opened: list[int] = []
    spans = []
    for at in range(draw(st.integers(0, 40))):
        if opened and draw(st.booleans()):
            spans.append(Span(opened.pop(), at))
        else:
            opened.append(at)
    return sorted(spans, key=lambda span: (span.start, -span.end))


@given(_nested())
def test_what_stands_around_and_inside_is_found(spans: list[Span]) -> None:
    nesting = Nesting(spans)
    for index, span in enumerate(spans):
        inner = [s for s in spans if span.start < s.start and s.end < span.end]
        assert nesting.inside(index) == inner
        assert nesting.is_inside(index) is any(span in nesting.inside(i) for i in range(len(spans)))
    for at in range(41):
        around = [s for s in spans if s.start <= at < s.end]
        found = nesting.innermost(at)
        assert (spans[found] if found is not None else None) == min(
            around, key=lambda s: s.end - s.start, default=None
        )
