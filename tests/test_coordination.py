"""Names that a text sets side by side, and the chunks that introduce them."""

import pytest
from records import chunk

from kgsynth.graph.coordination import side_by_side
from kgsynth.types import Chunk

ROLO = "Rolo is a program that turns log files into charts."
PICA = "`pica` lists the charts of a host."
OTHERS = [f"Nothing of interest stands on page {number}." for number in range(40)]


def pages(*texts: str) -> list[Chunk]:
    """A chunk per text, each of a page of its own."""
    return [chunk(text, f"d{number}") for number, text in enumerate((*texts, *OTHERS))]


@pytest.mark.parametrize(
    "naming",
    [
        "Choose Rolo or `pica` for charts.",
        "With `pica` and Rolo installed, charts are made at night.",
        "Charts come from Rolo/`pica`.",
        "Take `pica` instead of Rolo.",
    ],
)
def test_names_that_one_breath_joins_are_found_with_their_homes(naming: str) -> None:
    """Whatever joins them, and in whatever order."""
    (found,) = side_by_side(pages(ROLO, PICA, naming))
    assert (found.names, found.rows) == (("Rolo", "pica"), (0, 1))


@pytest.mark.parametrize(
    "texts",
    [
        (ROLO, PICA, "Rolo makes charts. `pica` lists them."),
        (ROLO, "Nobody knows what pica does.", "Choose Rolo or `pica`."),
        ("The program is a chart maker.", "The host is a machine.", "the program and the host"),
        (f"{ROLO} {PICA}", "Choose Rolo or `pica`."),
    ],
    ids=["not joined", "not introduced", "no names", "introduced in one place"],
)
def test_other_words_are_left_alone(texts: tuple[str, ...]) -> None:
    """Two names, two places that introduce them, and one that joins them: nothing less will do."""
    assert list(side_by_side(pages(*texts))) == []


def test_what_a_whole_corpus_is_about_is_compared_with_nothing() -> None:
    """A name in every fifth chunk is the subject."""
    everywhere = [f"Rolo can do thing number {number}." for number in range(30)]
    assert list(side_by_side(pages(ROLO, PICA, "Choose Rolo or `pica`.", *everywhere))) == []
