"""Sentences that tell what to do -> questions: with code below them, with options, by which means, and when."""

import pytest
from records import chunk

from kgsynth.engines.extractive.families.displays import commands_in, layout_in, needs_code, without_lead
from kgsynth.engines.extractive.further import further
from kgsynth.engines.extractive.reading.passages import Reader
from kgsynth.engines.extractive.sifting.only_ones import OnlyOnes


def questions(text: str, title: str = "Ponds", known: OnlyOnes | None = None) -> dict[str, str]:
    """Question -> answer of every further candidate that the sentences of a text give."""
    piece = chunk(text, title=title)
    reader = Reader(subject="Kelmora")
    reader.parse([piece])
    reader.parse_rest([piece])
    found = [candidate for said in reader.statements(piece) for candidate in further(said, "Kelmora", known)]
    return {candidate.question: candidate.reference for candidate in found}


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "To drain an OtterDB pond, run:\n\n```\n$ otterctl --drain\n```",
            "How do you drain an OtterDB pond?",
            "Run otterctl --drain.",
        ),
        (
            "You can always refill a drained OtterDB pond with\n\n```\n$ otterctl --fill\n3 ponds\n```",
            "How can you refill a drained OtterDB pond?",
            "With otterctl --fill.",
        ),
        (
            "If you just want to count OtterDB ponds, without filling any, you can do that with otterctl(1):\n\n"
            "```\n$ otterctl --count\n```",
            "How can you count OtterDB ponds, without filling any?",
            "With otterctl --count.",
        ),
        (
            "If OtterDB loses a pond, you can return to the old map with:\n\n```\n$ otterctl --undo\n```",
            "What can you do if OtterDB loses a pond?",
            "Return to the old map with otterctl --undo.",
        ),
        (
            "Show every OtterDB pond in one list:\n\n```\n$ otterctl --all\n```",
            "How do you show every OtterDB pond in one list?",
            "otterctl --all",
        ),
        (
            "Moved OtterDB ponds have the following format:\n\n```\n<pond> -> <place>\n```",
            "Which format do moved OtterDB ponds have?",
            "<pond> -> <place>.",
        ),
        (
            "Before filling an OtterDB pond, you should shut the sluice.",
            "What should you do before filling an OtterDB pond?",
            "Shut the sluice.",
        ),
        (
            "Each OtterDB keeper must sign before opening a sluice.",
            "When must each OtterDB keeper sign?",
            "Before opening a sluice.",
        ),
        (
            "You have to run `otterctl sync` after every OtterDB flood.",
            "When do you have to run otterctl sync?",
            "After every OtterDB flood.",
        ),
        (
            "For a small pond, you can shut the OtterGate sluice with the `otterctl` command.",
            "How can you shut the OtterGate sluice for a small pond?",
            "With the otterctl command.",
        ),
    ],
)
def test_instructions_are_asked_for(text: str, question: str, answer: str) -> None:
    """What is done, by what, and when: the code below a sentence is a part of it."""
    assert questions(text).get(question) == answer


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "With `--dry`, shows only the ponds that hold no water.",
            "What does otterctl do with --dry?",
            "Shows only the ponds that hold no water.",
        ),
        (
            "With the `-z` option, the names of all ponds end with a NUL byte.",
            "What happens if the -z option is given to otterctl?",
            "The names of all ponds end with a NUL byte.",
        ),
        (
            "Without the `--wet` option, ponds of unknown depth are left out.",
            "What happens if otterctl is run without the --wet option?",
            "Ponds of unknown depth are left out.",
        ),
        (
            "Use `--deep` to measure hidden ponds.",
            "Which option of otterctl do you use to measure hidden ponds?",
            "--deep.",
        ),
    ],
)
def test_options_are_asked_for_on_the_page_of_their_command(text: str, question: str, answer: str) -> None:
    """A sentence of prose may say what an option does; on any other page nobody knows whose it is."""
    assert questions(text, title="otterctl(1) Manual Page").get(question) == answer
    assert not any("otterctl" in asked for asked in questions(text))


def test_an_option_of_a_subcommand_is_asked_of_the_subcommand() -> None:
    """What stands in the entry of another option is not what the command itself does."""
    page = "## COMMANDS\n\nfill\n: With `--dry`, shows only the ponds that hold no water.\n"
    found = questions(page, title="otterctl(1) Manual Page")
    assert found.get("What does otterctl fill do with --dry?") == "Shows only the ponds that hold no water."
    page = "## OPTIONS\n\n--map\n: With `--dry`, shows only the ponds that hold no water.\n"
    assert not any("--dry" in asked for asked in questions(page, title="otterctl(1) Manual Page"))


@pytest.mark.parametrize(
    "text",
    [
        "To drain an OtterDB pond, run:\n\nNobody swims.\n",  # no code follows
        "To drain an OtterDB pond, run:\n\n```\n$ otterctl 3f9a2b71c\n```",  # a name that was made up for the page
        "To drain an OtterDB pond, run:\n\n```\n$ a\n$ b\n$ c\n$ d\n```",  # a whole session
        "The OtterDB pond is dry.\n\n```\n$ otterctl --fill\n```",  # the sentence has ended
    ],
)
def test_code_that_is_no_answer_is_left_alone(text: str) -> None:
    """Only a short command that the sentence leads up to answers how."""
    assert not any(asked.startswith("How do you drain") or "fill" in told for asked, told in questions(text).items())


def test_the_evidence_of_shown_code_reaches_to_its_end() -> None:
    """The sentence and the block are one span of the source."""
    text = "Ponds dry out. To drain an OtterDB pond, run:\n\n```\n$ otterctl --drain\n```\n\nThen wait."
    piece = chunk(text, title="Ponds")
    reader = Reader(subject="Kelmora")
    reader.parse([piece])
    reader.parse_rest([piece])
    [said] = [each for each in reader.statements(piece) if each.shown]
    [span] = said.evidence
    assert text[span.start : span.end].startswith("To drain")
    assert text[span.start : span.end].rstrip().endswith("```")


@pytest.mark.parametrize(
    ("block", "commands"),
    [
        ("```\n$ otter --dry  # slowly\nresult\n```", ("otter --dry",)),
        ("```\n# otterd --start\nstarted\n```", ("otterd --start",)),
        ("```\n# Ponds that are dry\ndry = yes\n```", ()),
        ("```\n$ otter --dry \\\n    --deep\n```", ("otter --dry --deep",)),
        ("    otter --wet\n", ("otter --wet",)),
        ("```\none\ntwo\n```", ()),
        ("```\n$ otter dry|wet\n```", ()),
    ],
)
def test_commands_are_told_from_what_they_print(block: str, commands: tuple[str, ...]) -> None:
    """A prompt marks them; without one, a single line is one."""
    assert commands_in(block) == commands


def test_a_layout_is_one_line() -> None:
    """Several lines are an example, a rule of dashes is neither."""
    assert layout_in("```\n<pond> <depth>\n```") == "<pond> <depth>"
    assert layout_in("```\n<pond>\n<depth>\n```") == ""
    assert layout_in("```\n----\n```") == ""


def test_a_lead_is_taken_off_and_a_tutorial_speaks_to_its_readers() -> None:
    """What ties a sentence to the one before it says nothing of the task."""
    assert without_lead("Alternatively, we can drain the pond with:") == "You can drain the pond with"
    assert needs_code("Drain the pond with")
    assert not needs_code("Drain the pond")


def test_what_a_corpus_has_but_one_of_needs_no_page() -> None:
    """ "The tide ledger" is known where the corpus speaks of no other; "the pond" is one of many."""
    texts = ["Read the tide ledger. Fill the pond, or another pond; ponds are deep."] * 9
    known = OnlyOnes(texts)
    assert known.has("tide ledger")
    assert not known.has("pond")
    assert not OnlyOnes(texts[:3]).has("tide ledger")
    text = "To correct the tide ledger, use:\n\n```\n$ tidectl --correct\n```"
    assert questions(text) == {}
    assert questions(text, known=known) == {"In Kelmora, how do you correct the tide ledger?": "Use tidectl --correct."}
