"""Two questions about one name become one question in two parts, where neither chunk answers both."""

import pytest
from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.compounds import compounds, with_pronoun
from kgsynth.types import Chunk, Span

IS = chunk("Rolo is a program that turns log files into charts.", "d1")
KEEPS = chunk("Rolo keeps its charts in /var/lib/rolo.", "d2")


def asked(piece: Chunk, question: str, answer: str, kind: str = "factual") -> Candidate:
    """A single-hop candidate whose evidence is the whole chunk."""
    return Candidate((piece,), question, answer, (Span(piece.document_id, 0, len(piece.text)),), kind)


DEFINED = asked(IS, "What is Rolo?", "Rolo is a program that turns log files into charts.", "definition")
PLACED = asked(KEEPS, "Where does Rolo keep its charts?", "In /var/lib/rolo.", "place")


def test_what_a_thing_is_comes_before_what_else_is_said_of_it() -> None:
    """Whichever chunk comes first; both answers and both proofs are kept, and the parts are named."""
    for first, second in ((DEFINED, PLACED), (PLACED, DEFINED)):
        (made,) = compounds([first], [second], ["Rolo"])
        assert made.question == "What is Rolo, and where does it keep its charts?"
        assert made.reference == f"{DEFINED.reference} In /var/lib/rolo."
        assert made.evidence == (*DEFINED.evidence, *PLACED.evidence)
        assert set(made.parts) == {DEFINED.question, PLACED.question}


def test_nothing_is_put_together_where_one_chunk_tells_both() -> None:
    """The second chunk also says what Rolo is: the first is not needed."""
    both = chunk(f"{IS.text} {KEEPS.text}", "d3")
    other = asked(both, PLACED.question, PLACED.reference, "place")
    assert list(compounds([DEFINED], [other], ["Rolo"])) == []


def test_two_definitions_and_other_names_are_left_alone() -> None:
    """A second question that introduces anew, or that speaks of something else."""
    again = asked(KEEPS, "What does Rolo do?", "It keeps charts in /var/lib/rolo.", "purpose")
    assert list(compounds([DEFINED], [again], ["Rolo"])) == []
    assert list(compounds([DEFINED], [PLACED], ["Kestrel"])) == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Where does Rolo keep the logs?", "Where does it keep the logs?"),
        ("What is the port of Rolo?", "What is its port?"),
        ("Which file configures the Rolo program when started by cron?", None),
        ("Which command is run by the Rolo program?", "Which command is run by it?"),
        ("In Rolo, which file lists the users?", "Which file lists the users?"),
        ("What happens to Rolo's files?", "What happens to its files?"),
        ("What do Rolo charts show?", None),
        ("When using Rolo, how do you print a chart?", "How do you print a chart?"),
    ],
)
def test_a_pronoun_stands_for_a_name_only_where_it_reads_well(question: str, expected: str | None) -> None:
    """Not for a part of a longer phrase, nor for several."""
    assert with_pronoun(question, "Rolo") == expected
