"""Questions that only turn their sentence round, split its code or ask for a part of nothing: none of them is asked."""

from dataclasses import replace

import pytest
from records import chunk

from kgsynth.engines.extractive import Corpus
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.clause_questions import ask
from kgsynth.engines.extractive.expertise import suits
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.passages import facts_of
from kgsynth.engines.extractive.rewording.plain_words import plain_words
from kgsynth.engines.extractive.rewording.ways import ways
from kgsynth.engines.extractive.scope import in_scope
from kgsynth.engines.extractive.sifting.fitting import asks_for_a_part, splits_code
from kgsynth.types import Chunk, Persona, QueryLength, QueryStyle, QueryType, Scenario, Span


def asked(text: str, title: str = "Kelmora relays") -> list[str]:
    """What is asked of the sentences of a text."""
    piece = chunk(text, title=title)
    said = [fact for fact in facts_of([piece], subject="Kelmora")[piece.id] if isinstance(fact, Statement)]
    return [made.question for each in said for made in ask(each, "Kelmora")]


@pytest.mark.parametrize(
    "text",
    [
        "The `relayd` command defines a new pond with the settings of its operator.",
        "The `pond_id` argument specifies the number of the pond to drain.",
        "The `relay.hide` flag causes the upper gate and the lower gate to be overwritten.",
        "The state of the relay can be overridden with the `--state` option of relayctl.",
        "The `relayview` module provides a means for looking at the free space of a relay.",
        "Relay titles are typically viewed using programs like relaytop or gatetop.",
        "In a script of the relay, the underline is replaced, so `relay-start` is the name to document for users.",
    ],
)
def test_what_only_turns_its_sentence_round_is_not_asked(text: str) -> None:
    """Nobody asks what a command defines, which argument specifies, or what is overridden how."""
    assert asked(text) == []


def test_a_run_of_the_sentences_own_words_is_too_long() -> None:
    """The same thing said in fewer words is asked."""
    long = "Stale harbour permits of visiting relays expire quietly when the `relayd` session ends after midnight."
    assert asked(long) == []
    assert asked("The `relayd` daemon restarts when the signal USR1 reaches it.") != []


def test_code_is_not_split() -> None:
    """One end of it in the question and the other in the answer make it another thing."""
    assert splits_code(["SET GATES ALL"], "Which command ALL opens the gates", "SET GATES")
    assert not splits_code(["SET GATES ALL"], "Which command opens the gates", "SET GATES ALL")
    assert not splits_code(["GATES"], "Which command opens the GATES", "SET")


def test_a_part_is_asked_for_with_the_name_of_what_has_it() -> None:
    """An argument, a job or a function of something."""
    assert asks_for_a_part("Which job drains the pond", ("relayctl", ""))
    assert not asks_for_a_part("Which job of relayctl drains the pond", ("relayctl", ""))
    assert not asks_for_a_part("Which command drains the pond", ("relayctl",))


def test_what_is_removed_from_something_is_not_got_rid_of() -> None:
    """The plainer words do not take a "from"."""
    assert "get rid of" in plain_words("How do I remove a relay")
    assert "get rid of" not in plain_words("How do I remove a relay from a pond")


def test_nothing_is_kept_in_a_type() -> None:
    """It stores its values; a catalog has them in it."""
    piece = chunk("It stores an amount.")

    def put(text: str) -> str:
        made = Candidate((piece,), text, "An amount.", (Span("d1", 0, 5),), "factual", ())
        return " ".join(each.question for each in ways(made))

    assert " in the otter catalog" in put("What does the otter catalog store?")
    assert " in the otter type" not in put("What does the otter type store?")


def test_newcomers_ask_of_what_they_have_heard_of() -> None:
    """Until better questions are spent; others ask of any command, and newcomers of no identifier."""

    def fits(expertise: str, question: str = "What does the relay drain command do?", *, lesser: bool = False) -> bool:
        piece = chunk("It drains a pond.")
        name = Name("relay drain", "command")
        made = Candidate((piece,), question, "It drains a pond.", (Span("d1", 0, 5),), "purpose", (name,))
        scenario = Scenario(
            id="s0",
            query_type=QueryType.SINGLE_HOP,
            chunks=(piece,),
            persona=Persona(name="P", expertise=expertise),
            query_style=QueryStyle.WELL_FORMED,
            query_length=QueryLength.MEDIUM,
        )
        return suits(made, scenario, lambda name: name != "relay drain", lesser=lesser)

    assert not fits("novice")
    assert fits("novice", lesser=True)
    assert fits("practitioner")
    assert not fits("novice", "What does RLYopenGate do?", lesser=True)


def page(text: str, title: str, document: str = "d1") -> Chunk:
    """A page of one chunk."""
    return replace(chunk(text, document, title=title), headings=(title,))


def in_corpus(made: Candidate, *others: Chunk) -> bool:
    """Whether it is asked in a corpus of its own page and some others."""
    return bool(list(in_scope([made], Corpus.of([*made.chunks, *others]), "Kelmora")))


def of_first_line(piece: Chunk, question: str, answer: str, kind: str, *names: Name) -> Candidate:
    """A question of a page's first line."""
    end = piece.span.start + piece.text.index("\n")
    return Candidate((piece,), question, answer, (Span(piece.document_id, piece.span.start, end),), kind, names)


def test_a_default_that_is_another_setting_is_not_asked() -> None:
    """The value that it has stands in the other's entry."""
    piece = page("Defaults to pond.limit.\n", "relay.limit")
    made = of_first_line(piece, "What is the default value of relay.limit?", "pond.limit", "option_default")
    assert in_corpus(made)
    assert not in_corpus(made, page("`pond.limit`\n: How many otters fit.\n", "Settings", "d2"))


def test_what_can_be_replaced_is_not_only_altered() -> None:
    """Where another command gives a thing a new definition, there are two answers."""
    piece = page("ALTER POND: change the definition of a pond\n", "ALTER POND")
    made = of_first_line(piece, "How do you change the definition of a pond?", "With ALTER POND.", "how_to")
    assert in_corpus(made)
    assert not in_corpus(made, page("CREATE [ OR REPLACE ] POND name\n", "CREATE POND", "d2"))


def test_a_few_letters_need_their_field_where_they_stand_for_more() -> None:
    """Unless a page of the corpus is about them; four letters are enough by themselves."""
    piece = page("The gates use QTP (Quiet Transfer Protocol).\n", "Notes")
    made = of_first_line(piece, "What does QTP stand for?", "Quiet Transfer Protocol.", "expansion", Name("QTP"))
    other = page("The ponds have a Quick Toad Pump (QTP).\n", "Ponds", "d3")
    assert in_corpus(made)
    assert not in_corpus(made, other)
    assert in_corpus(made, other, page("It is quiet.\n", "QTP", "d2"))
    assert in_corpus(replace(made, names=(Name("QTPX"),)), other)


def test_newcomers_set_out_to_do_something_to_everyday_things() -> None:
    """Of a command in capitals, the rest of its name tells what it is done to."""

    def fits(expertise: str, command: str) -> bool:
        piece = chunk("It makes one.")
        made = Candidate((piece,), "How do you make one?", f"With {command}.", (Span("d1", 0, 5),), "how_to")
        scenario = Scenario(
            id="s0",
            query_type=QueryType.SINGLE_HOP,
            chunks=(piece,),
            persona=Persona(name="P", expertise=expertise),
            query_style=QueryStyle.WELL_FORMED,
            query_length=QueryLength.MEDIUM,
        )
        return suits(made, scenario, is_everyday=lambda thing: thing == "pond")

    assert fits("novice", "CREATE POND")
    assert not fits("novice", "CREATE SLUICE TEMPLATE")
    assert fits("practitioner", "CREATE SLUICE TEMPLATE")
