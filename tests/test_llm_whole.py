"""What a model quotes is widened until it can be understood alone, and stays one stretch of its passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import chunk

from kgsynth.engines.llm.whole import LONGEST, reaching, whole
from kgsynth.types import Span

TEXT = """## Rolo at sea

Rolo draws its charts at night. It sends them to the harbour at six, e.g. by radio. Old receivers refuse the format.

The `tides` extension adds the heights of the water. Charts take twice the room. Old plotters cannot draw charts with
this extension. Nobody has asked for more.

`rolo.depth`
: How deep a keel may go. The unit is the foot, and this setting needs a restart.

- First, stop the plotter.
- Then load the paper.

| Port | Use |
| --- | --- |
| 8080 | charts |
"""
PIECE = chunk(TEXT, start=100)


def widened(quote: str, text: str = TEXT, language: str = "en") -> str:
    """The stretch that becomes of a quote."""
    piece = chunk(text, start=100, language=language)
    start = text.index(quote)
    span = whole(Span(piece.document_id, 100 + start, 100 + start + len(quote)), piece)
    return text[span.start - 100 : span.end - 100]


@pytest.mark.parametrize(
    ("quote", "stretch"),
    [
        ("draws its charts", "Rolo draws its charts at night."),
        ("to the harbour", "Rolo draws its charts at night. It sends them to the harbour at six, e.g. by radio."),
        ("Nobody has asked", "Nobody has asked for more."),
        (
            "Old plotters cannot draw charts",
            "The `tides` extension adds the heights of the water. Charts take twice the room. Old plotters cannot draw "
            "charts with\nthis extension.",
        ),
        ("How deep a keel", "`rolo.depth`\n: How deep a keel may go."),
        ("The unit is the foot", "The unit is the foot, and this setting needs a restart."),
        ("load the paper", "Then load the paper."),
        ("8080 | charts", "8080 | charts"),
    ],
    ids=["sentence", "it", "alone", "this extension", "term", "after a comma", "item", "row"],
)
def test_a_quote_becomes_what_can_be_understood_alone(quote: str, stretch: str) -> None:
    """Whole sentences, from the one that names what they speak of; a row of a table stays a row."""
    assert widened(quote) == stretch


def test_a_heading_explains_nothing() -> None:
    """It is no sentence, and is not taken in."""
    assert widened("works", "## Notes\n\nThis works at night.") == "This works at night."


def test_a_stretch_stays_short() -> None:
    """What it points at may be too far away."""
    text = f"The pump stands in the cellar. {'It hums, and hums, ' * 40}all night. It stops at six."
    assert widened("at six", text) == "It stops at six."
    assert len(widened("stands", text)) < LONGEST


def test_other_languages_get_whole_sentences() -> None:
    """What points where is known of English alone."""
    assert widened("um sechs", "Die Pumpe steht im Keller. Sie endet um sechs.", "de") == "Sie endet um sechs."


@given(st.data())
def test_a_stretch_covers_its_quote_and_stays_in_its_chunk(data: st.DataObject) -> None:
    """Whatever is quoted."""
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    span = Span(PIECE.document_id, 100 + start, 100 + end)
    wide = whole(span, PIECE)
    assert wide.covers(span)
    assert PIECE.span.covers(wide)
    assert whole(wide, PIECE).covers(wide)


def test_a_stretch_goes_on_to_what_the_answer_says() -> None:
    """Up to the sentence soon after it that holds words which no evidence holds; else it stays as it is."""
    start = TEXT.index("Rolo draws")
    span = Span(PIECE.document_id, 100 + start, 100 + TEXT.index(" It sends"))
    longer = reaching(span, PIECE, {"receiver"})
    assert TEXT[longer.start - 100 : longer.end - 100].endswith("Old receivers refuse the format.")
    assert reaching(span, PIECE, {"unheard"}) == span and reaching(span, PIECE, set()) == span
