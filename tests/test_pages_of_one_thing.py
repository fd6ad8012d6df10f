"""Pages about one command, variable or module: what their title and first sentence say, and what only they explain."""

from dataclasses import replace

import pytest
from records import chunk

from kgsynth.engines.extractive import Corpus
from kgsynth.engines.extractive.made import Made
from kgsynth.engines.extractive.naming import as_typed, heading_text
from kgsynth.types import Chunk, Persona, QueryLength, QueryStyle, QueryType, Scenario

READER = Persona(name="Reader")


def page(text: str, title: str, source: str = "page.html", headings: tuple[str, ...] = ()) -> Chunk:
    """The whole of a page."""
    return replace(chunk(text, title=title), source=source, headings=headings)


def asked(piece: Chunk, *others: Chunk, subject: str = "Tidewater") -> dict[str, str]:
    """Question -> answer of all that a page gives."""
    made = Made(subject=subject, corpus=Corpus.of([piece, *others]))
    evidence = Scenario("s", QueryType.SINGLE_HOP, (piece,), READER, QueryStyle.WELL_FORMED, QueryLength.MEDIUM)
    made.read([evidence])
    return {each.question: each.reference for each in made.of(evidence)}


def test_a_title_with_a_gloss_says_what_a_command_is_for() -> None:
    """It is the command's name that stands before the dash."""
    title = "otter - open the gate of a lock"
    found = asked(page(f"# {title}\n\n## Notes\n\nGates are heavy.\n", title))
    assert found["What does the otter command do in Tidewater?"] == "It opens the gate of a lock."
    assert found["How do you open the gate of a lock in Tidewater?"] == "With otter."


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("otter-list - show the gates of a lock", "otter-list"),
        ("otter - quietly open a gate", "otter"),
        ("Otters - an introduction", "Otters - an introduction"),
        ("otter - friend of the gate", "otter - friend of the gate"),
        ("3.2. Otters", "Otters"),
    ],
)
def test_a_gloss_is_what_a_command_does(title: str, name: str) -> None:
    """It opens with a verb; any other title with a dash in it stays whole."""
    assert heading_text(title) == name


def test_a_command_is_called_as_it_is_typed() -> None:
    """A file has a hyphen where the command has a blank."""
    assert as_typed("otter-list", "# otter-list\n\n`otter list` shows gates.") == "otter list"
    assert as_typed("otter-list", "# otter-list\n\n`otter-list` shows gates.") == "otter-list"


def test_one_of_the_things_a_command_does_is_not_its_purpose() -> None:
    """Its title says what it is for."""
    title = "otter - open the gate of a lock"
    found = asked(page(f"# {title}\n\n## Notes\n\n`otter` creates a new entry in the gate log.\n", title))
    assert not any("entry in the gate log" in text for pair in found.items() for text in pair)


def test_the_first_sentence_says_what_a_variable_holds() -> None:
    """What sort of thing it is, the page says, or its folder; and where neither does, nothing is asked."""
    text = "# GATE_DEPTH\n\nNew in version 2.1.\n\nThe depth of the water that is kept at the lower gate.\n"
    said = "The depth of the water that is kept at the lower gate."
    held = "What does the GATE_DEPTH variable hold in Tidewater?"
    assert asked(page(f"{text}\nThis variable is kept in a file.\n", "GATE_DEPTH"))[held] == said
    assert asked(page(text, "GATE_DEPTH", "manual/variables/gate.html"))[held] == said
    assert not asked(page(text, "GATE_DEPTH"))


def test_a_variable_does_by_itself_what_its_page_orders() -> None:
    """Nobody types it: it "enables", and does not "let you enable"."""
    found = asked(page("# DIARY\n\nEnable logging of every gate in a lock.\n", "DIARY", "variable/log.html"))
    assert found["What does the DIARY variable do in Tidewater?"] == "It enables logging of every gate in a lock."
    found = asked(page("# GATE_ICE\n\nWhether to close the gates in winter.\n", "GATE_ICE", "variable/ice.html"))
    assert (
        found["What does the GATE_ICE variable do in Tidewater?"]
        == "It specifies whether to close the gates in winter."
    )


def test_another_spelling_of_a_name_is_not_what_it_does() -> None:
    """Of the depth of what it is the setting, nothing is said."""
    text = "# LOCK_GATE_DEPTH\n\nSpecify the Lock GateDepth setting in a script of the lock.\n"
    assert not asked(page(text, "LOCK_GATE_DEPTH", "variable/depth.html"))


def test_a_noun_that_might_be_a_verb_is_none() -> None:
    """Of "Target depth of ..." nobody is told to target anything."""
    found = asked(page("# GATE_AIM\n\nTarget depth for gates of the river.\n", "GATE_AIM", "variable/aim.html"))
    assert not any("targets" in text for text in found.values())


def test_words_in_capitals_of_a_synopsis_are_not_asked_about() -> None:
    """What DEPTH is, only the line shows in which it stands."""
    title = "otter - open the gate of a lock"
    text = "{}\n\n## Description\n\nDEPTH is a comma-separated list of the levels that gates keep.\n"
    synopsis = f"# {title}\n\n## Synopsis\n\n```\notter [--fast] DEPTH\n```"
    bare = f"# {title}\n\n## Synopsis"
    assert any("DEPTH" in question for question in asked(page(text.format(bare), title)))
    assert not any("DEPTH" in question for question in asked(page(text.format(synopsis), title)))


def test_a_table_of_options_is_read_on_the_page_of_a_command() -> None:
    """Whatever stands above its columns; not where what it takes is part of what it does."""
    rows = "| | `-w`, `--wide` | open both gates of a lock at once |\n| | `--to GATE` | go on to GATE |\n"
    text = f"# otter list\n\n| | | |\n| --- | --- | --- |\n| options | | |\n{rows}\nEnd.\n"
    found = asked(page(text, "otter list", headings=("otter list",)), subject="Otter")
    assert found["What does the --wide option of otter list do?"] == "It opens both gates of a lock at once."
    assert not any("--to" in question for question in found)


def test_what_only_its_column_explains_is_not_asked() -> None:
    """The "value" or the "command" of a row is that of its table; its depth is its own."""
    rows = "| Lock | Value | Depth |\n| --- | --- | --- |\n| Lock Nine | Upper | 9 m |\n| Lock Ten | Lower | 7 m |\n"
    found = asked(page(f"# Locks\n\n{rows}\nEnd.\n", "Locks"))
    assert not any("value" in question for question in found)


def test_a_bare_word_is_said_to_be_a_command() -> None:
    """ "What does block display" is of which block?"""
    title = "block - close the gate of a lock"
    text = f"# {title}\n\n## Notes\n\n`block` displays the time of the last flood.\n"
    found = asked(page(text, title))
    assert "What does the block command display?" in found or not any("What does block" in each for each in found)


def test_terms_are_called_what_the_words_above_their_list_say() -> None:
    """A title, or the sentence that leads up to them."""
    entry = "`gate_limit`\n: Controls how many otters pass a gate.\n"
    assert "What does the gate_limit variable do?" in asked(
        page(f"# Lock\n\n## Variables for gates\n\n{entry}", "Lock")
    )
    led = f"# Lock\n\n## Gates\n\nIt is run by several variables.\n\n{entry}"
    assert "What does the gate_limit variable do?" in asked(page(led, "Lock"))
    assert "What does gate_limit do?" in asked(page(f"# Lock\n\n## Gates\n\n{entry}", "Lock"))


def test_an_entry_is_not_told_by_its_age() -> None:
    """What follows says what it does."""
    text = "# Lock\n\n## Variables\n\n`gate_limit`\n: New in version 3.1. Controls how many otters pass a gate.\n"
    assert (
        asked(page(text, "Lock"))["What does the gate_limit variable do?"] == "It controls how many otters pass a gate."
    )


def test_two_answers_to_one_question_are_none() -> None:
    """Which of them is meant, only the page tells."""
    text = "# Gates\n\nThe latch size is a quarter of an inch.\n\nThe latch size is a tenth of a mile.\n"
    assert not any("latch size" in question for question in asked(page(text, "Gates")))


def test_entries_of_a_library_are_called_what_they_are() -> None:
    """What is called is a function or, of a class, a method; what is not, no setting."""
    text = (
        "# tide\n\ntide.measure(place)\n: Return the depth of the water at a place.\n\n"
        "class tide.Gauge(depth)\n: A pole for places with soft ground that holds a scale.\n\n"
        "Gauge.read(light)\n: Read the scale in the dark with a lamp.\n\n"
        "tide.LEVELS\n: The levels that are known to gauges.\n\n"
        "flush(place)\n: Forget the depths of the water that were read.\n"
    )
    found = asked(page(text, "tide"))
    assert "What does the tide.measure function do in Tidewater?" in found
    assert "What does the Gauge.read method do in Tidewater?" in found
    assert "What is tide.Gauge?" in found
    assert not any("flush" in question for question in found)  # of which class, the term does not say
    assert not any("setting" in question for question in found)


def test_what_can_be_done_with_a_name_is_no_act_of_it() -> None:
    """No "It cans"."""
    text = "# Lock\n\n## Variables\n\n`gate_limit`\n: Can be passed to the gates of a lock at night.\n"
    assert not asked(page(text, "Lock"))


def test_two_verbs_with_a_slash_are_not_put_in_another_form() -> None:
    """No "It override/defines"."""
    text = "# otter(1)\n\n## Options\n\n`--deep`\n: Override/define the depth of the gates of a lock.\n"
    assert not any("override" in told.lower() for pair in asked(page(text, "otter(1)")).items() for told in pair)


def test_a_part_of_a_name_does_not_give_away_whether_it_is_so() -> None:
    """Who hears "--list-gates" knows that it does not list boats."""
    text = "# otter(1)\n\n## Options\n\n" + "".join(
        f"`--{name}`\n: Print a list of the {thing} of a lock.\n\n"
        for name, thing in (("list-gates", "gates"), ("list-boats", "boats"))
    )
    assert not any(" does " in question for question in asked(page(text, "otter(1)")))
    plain = text.replace("list-gates", "wet").replace("list-boats", "dry")
    assert any("does the --wet" in question for question in asked(page(plain, "otter(1)")))
