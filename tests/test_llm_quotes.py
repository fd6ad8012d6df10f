"""A model's quote becomes a span of the source, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import chunk

from kgsynth.engines.llm.quotes import located
from kgsynth.types import Span

TEXT = (
    "# Rolo\n\nRolo keeps its **charts** in `/var/lib/rolo`, and a [log](log.md) beside them.\n\n"
    "| Port | Use |\n| --- | --- |\n| 8080 | charts |\n\nThe limit is 500 charts a day;\nno chart is kept for longer."
)
PIECE = chunk(TEXT, start=100)


def found(quote: str) -> str | None:
    """The source's words at the span of a quote."""
    span = located(quote, PIECE)
    return None if span is None else TEXT[span.start - 100 : span.end - 100]


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("The limit is 500 charts a day", "The limit is 500 charts a day"),
        ("The limit is 500 charts a day; no chart is kept", "The limit is 500 charts a day;\nno chart is kept"),
        ("Rolo keeps its charts in /var/lib/rolo", "Rolo keeps its **charts** in `/var/lib/rolo"),
        ('"The limit is 500 charts a day..."', "The limit is 500 charts a day"),
        ("500 charts a day, no chart is kept for longer.", "500 charts a day;\nno chart is kept for longer."),
        ("| 8080 | charts |", "| 8080 | charts |"),
    ],
    ids=["exact", "over a line break", "without markup", "in quotation marks", "one mark differs", "table row"],
)  # fmt: skip
def test_what_stands_in_the_source_is_found(quote: str, source: str) -> None:
    """Blanks, markup and a mark or two may differ; what is kept is the source's own stretch."""
    assert found(quote) == source


@pytest.mark.parametrize("quote", ["", "a", "Pica keeps no charts on any host", "The limit is 900 charts a year"])
def test_what_does_not_stand_there_is_not_found(quote: str) -> None:
    """Nor is what is too short to mean anything."""
    assert located(quote, PIECE) is None


@given(st.data())
def test_every_stretch_of_the_source_is_found_again(data: st.DataObject) -> None:
    """A copied stretch of words leads back to those characters."""
    words = TEXT.split()
    start = data.draw(st.integers(0, len(words) - 4))
    quote = " ".join(words[start : start + data.draw(st.integers(4, 12))])
    span = located(quote, PIECE)
    assert isinstance(span, Span)
    assert PIECE.span.covers(span)
