"""Names that several pages explain each in their own way."""

from dataclasses import replace

from records import chunk, span_of

from kgsynth.engines.extractive.belonging.shared_entries import shared_entries
from kgsynth.engines.extractive.belonging.standing_alone import StandingAlone
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.scope import Corpus

PUNT = chunk("#### maxDepth\n\nSets how deep the pole may go.", document="d1", title="punt: push boats along")
RAFT = chunk("#### maxDepth\n\nSets how much of the raft is under water.", document="d2", title="raft: float timber")


def asked(title: str) -> Candidate | None:
    """What becomes of a question of the first page, under a title."""
    piece = replace(PUNT, title=title)
    proof = (span_of(piece, "Sets how deep the pole may go."),)
    name = (Name("maxDepth", "parameter"),)
    candidate = Candidate(
        (piece,), "What does maxDepth do?", "It sets how deep the pole may go.", proof, "purpose", name
    )
    return StandingAlone(Corpus.of([piece, RAFT]), "Otterboats").of(candidate)


def test_a_name_of_several_pages_is_asked_of_with_its_own() -> None:
    """The name that opens the title is said; a title that opens with none cannot be."""
    named = asked("punt: push boats along")
    assert named is not None
    assert named.question == "What does maxDepth do in punt?"
    assert asked("How boats are pushed along") is None


def test_what_pages_repeat_is_not_shared() -> None:
    """The same words on two pages explain one thing."""
    assert shared_entries([PUNT, RAFT]) == {"maxDepth"}
    assert shared_entries([PUNT, replace(RAFT, text=PUNT.text)]) == frozenset()
