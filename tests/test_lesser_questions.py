"""What is asked last: what a name says by itself, and what hardly a page speaks of."""

from dataclasses import replace

import pytest
from records import chunk, draft, written

from kgsynth.engines.extractive import Extractive
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.scope import Corpus
from kgsynth.engines.extractive.sifting.lesser import is_lesser, says_as_much


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("DROP LANTERN", "It removes a lantern from the quay."),
        ("pond_depth", "It sets the depth of a pond."),
        ("sluiceGate", "The sluiceGate module opens the gates of a sluice."),
        ("--open-gate", "It opens the gate."),
        ("quay.pass", "The password to log in with."),
        ("UNMOOR BARGE", "It ends the mooring of a barge."),
        ("GET SLUICE", "It reads the state of a sluice."),
        ("pond_list_open_gates", "It lists the gates that are open."),
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
        ("pond_depth", "It sets the depth of a pond, below which swimmers turn back and wardens raise alarm at dusk."),
    ],
)
def test_most_names_do_not(name: str, told: str) -> None:
    """What opens with the name itself says nothing of it yet."""
    assert not says_as_much(name, told)


def asked(question: str, answer: str, kind: str, *names: Name) -> Candidate:
    """A question of a page on ponds."""
    return Candidate((chunk("# Ponds\n\nOtters swim."),), question, answer, (), kind, names)


@pytest.mark.parametrize(
    "candidate",
    [
        asked("What does the DROP POND command do?", "It removes a pond.", "purpose", Name("DROP POND", "command")),
        asked("How do you remove a pond in Otter?", "With DROP POND.", "how_to"),
        asked("What does pond_list return?", "A list of ponds.", "factual", Name("pond_list", "function")),
        asked("How do you make otter fetch say nothing?", "With --quiet.", "how_to"),
        asked("What does SPLASH do?", "It wets every visitor at noon.", "purpose", Name("SPLASH")),
        asked("What is the depth of POND_A?", "Two metres", "table", Name("POND_A")),
        asked("What is SPLASH meant for?", "For wetting visitors at noon.", "purpose"),
        asked("To mend the nets at night, what do I run?", "otter mend", "factual"),
        asked("With otter-config, what will Otter ordinarily check?", "Whether ponds are deep.", "factual"),
        asked("What does SWM stand for?", "Swim with mates.", "expansion", Name("SWM")),
    ],
    ids=lambda candidate: candidate.question,
)
def test_what_waits(candidate: Candidate) -> None:
    """It is asked once better ones are spent."""
    assert is_lesser(candidate, Corpus(texts=("In Otter, all otters swim.",) * 4000))


@pytest.mark.parametrize(
    "candidate",
    [
        asked("How do you count otters in Otter?", "With SHOW SWIMMERS.", "how_to"),
        asked("How do you make otter fetch bring trout?", "With --fish.", "how_to"),
        asked("What does the SPLASH option of otter do?", "It wets visitors.", "purpose", Name("SPLASH", "", "otter")),
        asked("What is the depth of the Old Pond?", "Two metres", "table", Name("Old Pond")),
    ],
    ids=lambda candidate: candidate.question,
)
def test_what_does_not_wait(candidate: Candidate) -> None:
    """A name that tells what it belongs to, an answer that the question does not say."""
    assert not is_lesser(candidate, Corpus(texts=("The otters swim.",) * 4000))


def test_a_word_of_one_passage_is_defined_last() -> None:
    """Where thousands of passages never speak of it; a small corpus is asked of whatever it defines."""
    piece = chunk("A weir is a low dam that holds a river back.")
    weir = Candidate((piece,), "What is a weir?", "A weir is a low dam.", (), "definition", (Name("weir", "term"),))
    assert is_lesser(weir, Corpus(texts=(piece.text, *["The otters swim."] * 4000)))
    assert not is_lesser(weir, Corpus(texts=(*[piece.text] * 3, *["The otters swim."] * 4000)))
    assert not is_lesser(weir, Corpus(texts=(piece.text, "The otters swim.")))


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
