"""What is asked last: what a name says by itself, what hardly a page speaks of; and what two commands do."""

from dataclasses import replace

import pytest
from records import chunk, draft, written

from kgsynth.engines.extractive import Extractive
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.lesser import is_lesser, says_as_much
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.scope import Corpus
from kgsynth.engines.extractive.twins import Twins
from kgsynth.types import Span


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("DROP LANTERN", "It removes a lantern from the quay."),
        ("pond_depth", "It sets the depth of a pond."),
        ("sluiceGate", "The sluiceGate module opens the gates of a sluice."),
        ("--open-gate", "It opens the gate."),
    ],
)
def test_a_name_may_say_all_that_is_told_of_it(name: str, told: str) -> None:
    """Each of its parts stands in the answer, or is meant by a word of it."""
    assert says_as_much(name, told)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ALTER POND", "It moves the otters to another river."),
        ("pondwatch", "The pondwatch module tells the warden what swims past."),
        ("sluice_hold", "It limits how long the gates stay open."),
    ],
)
def test_most_names_do_not(name: str, told: str) -> None:
    """What opens with the name itself says nothing of it yet."""
    assert not says_as_much(name, told)


def test_a_word_of_one_passage_is_defined_last() -> None:
    """Where thousands of passages never speak of it; a small corpus is asked of whatever it defines."""
    piece = chunk("A weir is a low dam that holds a river back.")
    weir = Candidate((piece,), "What is a weir?", "A weir is a low dam.", (), "definition", (Name("weir", "term"),))
    assert is_lesser(weir, Corpus(texts=(piece.text, *["The otters swim."] * 4000)))
    assert not is_lesser(weir, Corpus(texts=(*[piece.text] * 3, *["The otters swim."] * 4000)))
    assert not is_lesser(weir, Corpus(texts=(piece.text, "The otters swim.")))


def test_what_two_commands_do_has_no_one_answer() -> None:
    """Their pages say the same of both; a page that repeats its own line is no other command."""
    boat, barge, quay = "DROP BOAT — remove a vessel", "DROP BARGE — remove a vessel", "DROP QUAY — remove a quay"
    twins = Twins.of([boat, barge, quay, quay])

    def asked(text: str, kind: str = "how_to") -> Candidate:
        piece = chunk(text)
        return Candidate((piece,), "How do you do that?", "With it.", (Span("d1", 0, len(text)),), kind)

    assert twins.has(asked(boat))
    assert not twins.has(asked(quay))
    assert not twins.has(asked(boat, "purpose"))


def test_no_name_is_asked_about_twice_while_there_are_others() -> None:
    """In questions of one hop, until better ones are spent."""
    told = "Sets how deep a pond may get. The default is 12. This parameter can only be set at server start."
    piece = chunk(f"# Ponds\n\n`pond_depth` (`integer`)\n: {told}\n")

    def asked(lenience: int) -> int:
        engine = Extractive()
        engine.lenience = lenience
        wanted = [replace(draft().scenario, id=f"s{number}", chunks=(piece,)) for number in range(3)]
        return len(written(engine, *wanted))

    assert asked(0) == 1
    assert asked(2) > 1
