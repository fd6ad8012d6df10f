"""What stands around the evidence of a question, and sentences that were misread."""

from dataclasses import replace

import pytest
from records import chunk, span_of

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.headline_articles import with_articles
from kgsynth.engines.extractive.reading.passages import Reader
from kgsynth.engines.extractive.sifting.limited_around import is_limited_around
from kgsynth.engines.extractive.sifting.misread import is_misread
from kgsynth.engines.extractive.sifting.outlived import is_outlived, outlived_names


def asked(question: str, answer: str, kind: str, text: str, proof: str = "", *names: Name) -> Candidate:
    """A question proved by a part of a text, or by all of it."""
    piece = chunk(text, title="otter-dive - let otters dive")
    return Candidate((piece,), question, answer, (span_of(piece, proof or text),), kind, names)


DEFAULT = "Defaults to `/pond`."


def test_a_default_that_another_case_changes_is_not_asked() -> None:
    """The sentence behind it says what is used instead; one on anything else takes nothing back."""
    question = "What is the default value of otter_dir?"
    changed = f"{DEFAULT} If `lake_dir` is set, `/lake` is used instead."
    kept = f"{DEFAULT} If the pond is dry, the otters wait."
    assert is_limited_around(asked(question, "/pond", "option_default", changed, DEFAULT))
    assert not is_limited_around(asked(question, "/pond", "option_default", kept, DEFAULT))


def test_what_helps_with_a_trouble_is_not_asked_at_large() -> None:
    """A sentence below a title that asks holds for who asks; below any other title it holds for all."""
    told = "The sluice is locked so that the water stays."
    question, answer = "Why is the sluice locked?", "So that the water stays."
    assert is_limited_around(asked(question, answer, "cause", f"## My pond is dry, why?\n\n{told}", told))
    assert not is_limited_around(asked(question, answer, "cause", f"## Sluices\n\n{told}", told))


@pytest.mark.parametrize(
    ("question", "answer", "kind"),
    [
        ("When do you strike the bell?", "After the first colon.", "temporal"),
        ("When does the lock open?", "If both are full.", "temporal"),
        ("What happens when the tide is in?", "Boats are only moored.", "condition"),
        ("Why is the sluice shut?", "Because the lower gate.", "cause"),
        ("What is the argument of the bell?", "A string.", "factual"),
        ("How do you open the chart?", "Click on it.", "how_to"),
        ("How do you open the chart?", "By clicking the button in the toolbar.", "how_to"),
        ("When does the harbour do two things?", "At high tide.", "temporal"),
        ("Which bell warns boats, ringing once?", "The fog bell.", "factual"),
        ("Which flag is equivalent to having red:red?", "The --paint flag.", "factual"),
        ("Which boats will continue to float in the harbour?", "Boats of oak.", "factual"),
        ("What does the Gate.forward function forward?", "A boat.", "factual"),
        ("How do you set the period of the ledger?", "Via the General tab.", "how_to"),
        ("How many arguments does the bell take?", "Two arguments.", "numeric"),
        ("What is the dive command?", "The dive command is returns true.", "definition"),
        ("When should the setting specifies how the bell be rung?", "At noon.", "temporal"),
        ("When must bells hang behind gates and?", "Before the tide turns.", "temporal"),
        ("What does the otter attempt to do?", "To catch an eel.", "purpose"),
        ("Where can a fuller explanation be found?", "On the quay.", "place"),
        ("How can I keep Boat Lists boat lists?", "By writing them down.", "how_to"),
        ("What is Basic LOCK information LOCK?", "A LOCK is a gate.", "definition"),
    ],
)
def test_an_answer_that_does_not_mean_what_is_asked_is_misread(question: str, answer: str, kind: str) -> None:
    """It has the form of a time, a reason or a way, and is none; or the question is no sentence."""
    assert is_misread(asked(question, answer, kind, "The bell hangs in the tower of the harbour."))


@pytest.mark.parametrize(
    ("question", "answer", "kind"),
    [
        ("When do you strike the bell?", "After the first boat has left.", "temporal"),
        ("When does the lock open?", "If neither gate nor weir is shut.", "temporal"),
        ("Why is the sluice shut?", "Because the lower gate leaks.", "cause"),
        ("How many boats does the lock hold?", "Two boats.", "numeric"),
        ("What is a coracle?", "A coracle is a boat of hides.", "definition"),
        ("What does a fare consist of?", "A day rate and a toll.", "factual"),
        ("How do you open the chart?", "Click the button labelled Chart.", "how_to"),
        ("Which tool helps with mooring, towing and ringing?", "The hook.", "factual"),
    ],
)
def test_what_is_understood_is_kept(question: str, answer: str, kind: str) -> None:
    """A time, a reason and a figure that somebody wants to know."""
    assert not is_misread(asked(question, answer, kind, "The bell hangs in the tower of the harbour."))


def test_a_blank_of_a_syntax_is_not_defined() -> None:
    """What an entry leaves open is a word for what one puts there; a thing that stands in no syntax is defined."""
    told = "remote-quay is a partial address of a quay."
    blank = asked("What is remote-quay?", told, "definition", f"`OtterProxy match remote-quay`\n\n{told}", told)
    named = replace(blank, names=(Name("remote-quay"),))
    assert is_misread(named)
    assert is_misread(replace(named, chunks=(chunk(f"Syntax: OtterProxy match remote-quay\n\n{told}"),)))
    assert not is_misread(replace(named, chunks=(chunk(f"Boats of the remote-quay sink. `It` floats. {told}"),)))


def test_one_use_is_not_what_a_thing_is_for() -> None:
    """A remark on the page of a command tells one of its uses."""
    told = "The otter-dive command lets you use nets."
    question = "What does the otter-dive command allow you to do?"
    assert is_misread(asked(question, "To use nets.", "purpose", told, told, Name("otter-dive", "command")))


RAFTS = "| `--raft` | deprecated, use `--boat` instead |"


def test_a_way_that_is_deprecated_is_no_answer() -> None:
    """An option that the corpus calls deprecated is not told as the way, unless some command keeps it."""
    candidate = asked("How do you cross the pond?", "Use the --raft option.", "how_to", "Use `--raft` to cross.")
    assert is_outlived(candidate, outlived_names([RAFTS, "Use `--raft` to cross."]))
    assert not is_outlived(candidate, outlived_names([RAFTS, "`--raft`\n: Cross on a raft."]))
    assert not is_outlived(replace(candidate, reference="Use the --boat option."), outlived_names([RAFTS]))


def test_a_command_that_a_block_shows_is_not_the_one_of_the_title() -> None:
    """ "This command" below a block may be the one in it."""
    opened, told = "## ottercat\n\nThe ottercat command feeds the otters.", "This command rings the bell of the quay."
    piece = chunk(f"{opened}\n\n```\n$ heron --feed all\n```\n\n{told}", title="Feeding")
    reader = Reader(subject="Otterbook")
    reader.parse([piece])
    reader.parse_rest([piece])
    assert not any("ottercat command rings" in said.words.text for said in reader.statements(piece))
    near = chunk(f"{opened} {told}", document="d2", title="Feeding")
    reader.parse([near])
    reader.parse_rest([near])
    assert any("ottercat command rings" in said.words.text for said in reader.statements(near))


def test_a_headline_gets_the_articles_of_its_text() -> None:
    """Where the text says "the" of a noun, so does the headline; where both save it, it is left out."""
    assert with_articles("send otters to pond", "It sends otters to the pond.") == "send otters to the pond"
    assert with_articles("count otters in water", "Otters in water, otters in water, in the water.") == (
        "count otters in water"
    )
