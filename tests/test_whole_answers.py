"""An answer tells all that its sentence does, or it is not given."""

from dataclasses import replace

import pytest
from records import chunk, span_of

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Default
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.entries import entry_facts
from kgsynth.engines.extractive.reading.layout import property_facts, step_facts, table_facts
from kgsynth.engines.extractive.reading.passage import read
from kgsynth.engines.extractive.reading.phrases import it_does
from kgsynth.engines.extractive.reading.placeholders import Placeholders
from kgsynth.engines.extractive.sifting.news import tells
from kgsynth.engines.extractive.sifting.soundness import is_sound
from kgsynth.engines.extractive.sifting.told_by_half import is_told_by_half
from kgsynth.engines.extractive.sifting.whole_answers import whole


def asked(text: str, question: str, answer: str, kind: str) -> Candidate:
    """A question of a text of one sentence."""
    piece = chunk(text)
    return Candidate((piece,), question, answer, (span_of(piece, text),), kind, (), 0.5)


@pytest.mark.parametrize(
    ("text", "question", "answer", "kind", "told"),
    [
        (
            "If the tide turns, the sluice closes and rings the bell.",
            "What happens if the tide turns?",
            "The sluice closes.",
            "condition",
            "The sluice closes and rings the bell.",
        ),
        (
            "The mill can be used to grind barley (or rye) and dry the malt.",
            "What can the mill be used for?",
            "To grind barley.",
            "purpose",
            "To grind barley and dry the malt.",
        ),
        (
            "If the name is a dash, otterd reads the tide (and writes to the slate, unless that is wet).",
            "What does otterd do if the name is a dash?",
            "otterd reads the tide.",
            "condition",
            "otterd reads the tide (and writes to the slate, unless that is wet).",
        ),
    ],
    ids=["a second deed", "a second end, behind a bracket", "a second deed in brackets"],
)
def test_a_second_deed_is_told_as_well(text: str, question: str, answer: str, kind: str, told: str) -> None:
    """Where an answer is a clause of its own, the rest of its sentence is taken along."""
    found = whole(asked(text, question, answer, kind))
    assert found is not None
    assert found.reference == told


@pytest.mark.parametrize(
    ("text", "question", "answer", "kind"),
    [
        ("The otter counts the eels and rings the bell.", "What does the otter count?", "The eels.", "factual"),
        ("It opens by pulling a rope, or by turning a wheel.", "How does it open?", "By pulling a rope.", "how_to"),
        ("The otter counts all eels, excluding the smallest.", "What does the otter count?", "All eels.", "factual"),
        ("Lock ponds close the gate, so the otter is dry.", "What do lock ponds close?", "The gate.", "factual"),
        ("The mill holds two wheels: a big one and a small one.", "What is in the mill?", "Two wheels.", "definition"),
        ("Otters hold ponds, mills, and weirs.", "What do otters hold?", "Ponds.", "factual"),
        ("The mill has two wheels:", "How many wheels does the mill have?", "Two wheels.", "numeric"),
        ("The bell is rung by pulling the rope and is heard.", "How is it rung?", "By pulling the rope.", "how_to"),
        ("It rings if the tide turns, and stops if it falls.", "When does it ring?", "If the tide turns.", "temporal"),
        ("If it is wet, the gate is not shut or otherwise moved.", "What if so?", "The gate is not shut.", "condition"),
        ("It is one because the ring with a knot is:", "Why is it one?", "Because the ring with a knot is.", "cause"),
    ],
    ids=[
        "a deed",
        "another way",
        "an exception",
        "a premise",
        "listed behind",
        "listed on",
        "counted",
        "a tense",
        "a second case",
        "a second denial",
        "a picture below",
    ],
)
def test_half_an_answer_is_not_given(text: str, question: str, answer: str, kind: str) -> None:
    """Nor the first thing of several, nor the number of what is listed right behind it."""
    assert whole(asked(text, question, answer, kind)) is None


@pytest.mark.parametrize(
    ("text", "question", "answer", "kind"),
    [
        ("The otter counts the eels and frogs.", "What does the otter count?", "The eels and frogs.", "factual"),
        ("The mill opened in 1902 and grinds rye.", "When did the mill open?", "In 1902.", "temporal"),
        ("The otter dives and rings the bell.", "Why does it ring the bell?", "The otter dives.", "cause"),
        ("- --count\n: Count the eels and ring the bell.", "Which option counts?", "--count", "factual"),
    ],
    ids=["to its end", "a day", "asked already", "an entry"],
)
def test_a_whole_answer_stays_as_it_is(text: str, question: str, answer: str, kind: str) -> None:
    """So does one that the rest of the sentence is no part of."""
    candidate = asked(text, question, answer, kind)
    assert whole(candidate) == candidate


def test_what_goes_round_is_no_news() -> None:
    """All but one of the words that are told stand in the question, in whatever form."""
    text = "The eel sort returns the eels in sorted order, largest first."
    question = "What does the eel sort return?"
    assert not tells(asked(text, question, "The eels in sorted order.", "factual"))
    assert tells(asked(text, question, "The eels in sorted order, largest first.", "factual"))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("1. Remove the bar.\n2. Remove the board.", 1),
        ("2. Open the sluice.\n3. Remove the board.", 0),
        ("1. The upper pond.\n2. The lower pond.", 0),
        ("1. Now, remove the bar.\n2. If it sticks, turn the wheel.", 1),
    ],
    ids=["whole", "without its beginning", "no deeds", "behind other words"],
)
def test_steps_begin_with_the_first_and_say_what_to_do(steps: str, expected: int) -> None:
    piece = chunk(f"# Opening the sluice\n\n{steps}\n")
    facts = [fact for section in read(piece).sections for fact in step_facts(section, piece)]
    assert len(facts) == expected


@pytest.mark.parametrize("value", ["// TODO", "The width of the gate in metres", "Shuts it at night.", "Description"])
def test_what_is_not_written_yet_tells_a_deed_or_repeats_its_name_is_no_property(value: str) -> None:
    piece = chunk("Gate width\n: 4 metres\n", title="Stoat 2")
    proof = (span_of(piece, piece.text),)
    assert list(property_facts("Gate width", "4 metres", proof, ("Stoat 2",), piece))
    assert not list(property_facts("Gate width", value, proof, ("Stoat 2",), piece))


def test_where_a_thing_is_on_a_system_is_no_property_of_either() -> None:
    """A row on each system tells what the words around the table say."""
    piece = chunk("| Platform | Path |\n|---|---|\n| otterOS | `/opt/nets` |\n", title="Stoat 2")
    (table,) = read(piece).tables
    assert not list(table_facts(*table, piece))
    proof = (span_of(piece, piece.text),)
    assert list(property_facts("Path", "/opt/nets", proof, ("Stoat 2",), piece))
    assert not list(property_facts("Linux", "/opt/nets", proof, ("Stoat 2",), piece))


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ("Stop if the gate is shut", "It makes otterd stop if the gate is shut."),
        ("Die, when the rope breaks", "It makes otterd die when the rope breaks."),
        ("Refuse to row", "It makes otterd refuse to row."),
        ("Stop the wheel", "It stops the wheel."),
        ("Ring the bell and shut the gate", "It rings the bell and shuts the gate."),
        ("Print the tide and exit", "It prints the tide and exits."),
        ("Compare the eels with the mill or weir", "It compares the eels with the mill or weir."),
        ("Ring bells or count boats", "It is used to ring bells or count boats."),
    ],
)
def test_what_an_option_does_is_a_sentence_of_its_own(action: str, told: str) -> None:
    """What its command does by itself, the option makes it do; a second deed has the form of the first."""
    assert it_does(action, base=True, who="otterd") == told


@pytest.mark.parametrize(
    ("entry", "value", "proof"),
    [
        ("`--wait <seconds>`\n: How long to wait for the tide (default: 900).", "900 seconds", 1),
        ("`--wait`\n: Number of seconds to wait for it. The default is 1.", "1 second", 2),
        ("`gate_wait`\n: How long to wait, in minutes. The default is 15.", "15 minutes", 2),
        ("`--wait <seconds>`\n: How long to wait for the tide (default: 900 ticks).", "900 ticks", 1),
        ("`--wait <seconds>`\n: How long to wait for the tide (default: 0).", "0", 1),
        ("`--boats <count>`\n: How many boats to let in (default: 12).", "12", 1),
    ],
)
def test_a_default_has_the_unit_that_its_entry_counts_in(entry: str, value: str, proof: int) -> None:
    """What says the unit is evidence, too."""
    piece = chunk(entry, title="otterd")
    (default,) = (
        fact
        for each in read(piece).entries
        for fact in entry_facts(each, piece, Name("--wait", "option", "otterd"))
        if isinstance(fact, Default)
    )
    assert (default.value, len(default.evidence)) == (value, proof)
    assert value.split()[-1].removesuffix("s") in " ".join(piece.text_of(span) for span in default.evidence)


OF_LOG = "`--log`\n: Write a log of the tide.\n\n    When `--log` is used, otterd waits for the moon."


def of_an_entry(question: str, answer: str, kind: str, text: str = OF_LOG) -> Candidate:
    """A question of the last sentence of an entry, with its term."""
    piece = chunk(text)
    term, said = text.split("\n", 1)[0], text.rsplit("    ", 1)[-1]
    spans = (span_of(piece, term), span_of(piece, said)) if said != text else (span_of(piece, text),)
    return Candidate((piece,), question, answer, spans, kind, (), 0.5)


@pytest.mark.parametrize(
    ("found", "half"),
    [
        (of_an_entry("What does otterd do when --log is used?", "otterd waits for the moon.", "condition"), True),
        (of_an_entry("What does otterd do when --log is set to moon?", "otterd waits for it.", "condition"), False),
        (of_an_entry("What does otterd do when --dry is used?", "otterd waits for the moon.", "condition"), False),
        (asked("A tow is a long wet string.", "What is a tow?", "A tow is a long wet string.", "definition"), True),
        (asked("A tow is a rope that pulls.", "What is a tow?", "A tow is a rope that pulls.", "definition"), False),
        (
            asked(
                "A log is a tide sorted list of eels.",
                "What is it?",
                "A log is a tide sorted list of eels.",
                "definition",
            ),
            True,
        ),
        (of_an_entry("What does --log do?", "It writes <tide>.", "purpose", "`--log=<tide>`\n: Write `<tide>`."), True),
        (
            of_an_entry(
                "What does --log <tide> do?", "It writes <tide>.", "purpose", "`--log=<tide>`\n: Write `<tide>`."
            ),
            False,
        ),
    ],
    ids=["a further effect", "of a value", "of another", "a class", "what sets apart", "of a list", "a blank", "named"],
)
def test_half_of_what_a_page_tells_of_a_thing_is_no_answer(found: Candidate, half: bool) -> None:
    """What comes of an option besides what it does, the mere class of a thing, a blank that nobody has filled in."""
    assert is_told_by_half(found) is half


@pytest.mark.parametrize(
    ("question", "answer", "kind"),
    [
        ("What is GateThis?", "GateThis is the lock for your boat.", "definition"),
        ("When are all boats named at Wade?", "After otters that keep a white coat.", "temporal"),
        ("What is otterd designed to do?", "To be used on boats with a mast.", "purpose"),
        ("How do you dim the lantern?", "Set LAMP to 1 - set -g LAMP 1.", "how_to"),
    ],
    ids=["words run together", "after whom", "no purpose", "typed besides"],
)
def test_what_was_misread_is_not_asked(question: str, answer: str, kind: str) -> None:
    """A name is one word, a namesake is no time, a restriction is no purpose."""
    assert not is_sound(asked(f"The keeper of the pond says: {answer}", question, answer, kind))


def test_one_thing_is_not_asked_for_as_several() -> None:
    """Its last word tells."""
    several, one = (
        Candidate(
            (chunk("Tide rules."),), f"What are {name}?", "Rules that bind.", (), "definition", (Name(name),), 0.5
        )
        for name in ("Tide Markup Rules", "Tide Markup Language")
    )
    assert is_sound(several)
    assert not is_sound(one)


@pytest.mark.parametrize(
    ("text", "question", "answer", "kind"),
    [
        ("To dry eels, hang them. Alternatively, salt them.", "How do you dry eels?", "Hang them.", "how_to"),
        ("Alternatively, eels are dried by salting.", "How are the E eels dried?", "By salting.", "how_to"),
        ("The gate is also shut if the tide turns.", "When is it shut?", "If the tide turns.", "condition"),
        ("`otterd` then counts the eels.", "What does otterd count?", "The eels.", "factual"),
        ("The usual way to dry eels is by salting.", "How do you dry eels?", "By salting.", "how_to"),
        ("`--log` dries eels but is slow.", "Which option of otterd dries eels?", "--log", "factual"),
        ("Ropes will return -, because they are wet.", "Why will the ropes return?", "Because they are wet.", "cause"),
        ("It can be rung by pulling later.", "How can the big Bell be rung later?", "By pulling.", "how_to"),
    ],
    ids=["another way", "the other way", "another case", "a step", "the usual way", "but", "a sign", "later"],
)
def test_one_way_of_two_and_one_case_of_two_are_not_asked_for(text: str, question: str, answer: str, kind: str) -> None:
    """Nor what a step of a story does, as if it did nothing else."""
    piece = chunk(text)
    said = text.split(". ")[0]
    found = Candidate((piece,), question, answer, (span_of(piece, said),), kind, (), 0.5)
    assert not is_sound(found)


def test_a_case_that_is_the_only_one_is_asked_for() -> None:
    """ "Only if" limits the answer, and "when" asks for that."""
    assert is_sound(
        asked("The gate is shut only if the tide turns.", "When is it shut?", "If the tide turns.", "condition")
    )


def test_a_blank_of_a_synopsis_is_no_answer() -> None:
    """What stands there, whoever types the command decides."""
    piece = chunk("# otter\n\n## Synopsis\n\n```\notter NAME [DEPTH]\n```\n\n`otter` digs a new burrow NAME.")
    span = span_of(piece, "`otter` digs a new burrow NAME.")
    found = Candidate((piece,), "What does otter dig?", "A new burrow NAME.", (span,), "factual", (), 0.5)
    known = Placeholders.of([piece])
    assert known.speaks_of_one(found)
    assert not known.speaks_of_one(replace(found, reference="A new burrow."))
