"""Evidence takes the title above it along where that alone names what the question asks about."""

from records import chunk

from kgsynth.engines.llm.titles import names_in, titled
from kgsynth.types import Span

TEXT = """## Stream format

The first line of each group names the chart, and the second its author.

Later lines leave both out.

Table 3. `rolo_progress` columns

`charts_drawn`
: How many charts have been drawn.
"""
PIECE = chunk(TEXT, start=50)


def evidence(quote: str, lacking: set[str]) -> list[str]:
    """The stretches that become of a quote."""
    start = 50 + TEXT.index(quote)
    spans = titled([Span(PIECE.document_id, start, start + len(quote))], PIECE, lacking)
    return [TEXT[span.start - 50 : span.end - 50] for span in spans]


def test_a_title_right_above_is_joined() -> None:
    """One stretch, where nothing stands between."""
    assert evidence("The first line of each group", {"stream"}) == ["## Stream format\n\nThe first line of each group"]


def test_a_title_further_up_is_a_stretch_of_its_own() -> None:
    """What stands between proves nothing; a caption is a title, too."""
    assert evidence("Later lines leave both out.", {"stream"}) == ["## Stream format", "Later lines leave both out."]
    assert evidence("How many charts", {"progress"})[0] == "Table 3. `rolo_progress` columns"


def test_a_title_that_names_nothing_that_lacks_is_left() -> None:
    """Nor is one of another section taken."""
    assert evidence("Later lines", {"harbour"}) == ["Later lines"]
    assert evidence("How many charts", {"stream"}) == ["How many charts"]


def test_names_are_known_by_their_form() -> None:
    """Code, options, capitals inside the question, digits; not its first word, nor plain words."""
    found = names_in("Does `rolo draw` under Windows need --stream or COM2 for plain charts?", "en")
    assert {"rolo", "draw", "window", "stream"} <= found
    assert not {"plain", "chart", "does"} & found
