"""Yes/no questions, lists, amounts and counts: each is made only where the text bears it out."""

from collections import Counter
from pathlib import Path

import pytest
from records import chunk, draft

from kgsynth.checks.contradiction import Contradiction
from kgsynth.checks.round_trip import ChunkRanks
from kgsynth.embeddings.lexical import LexicalIndex
from kgsynth.engines.extractive.counts import counts
from kgsynth.engines.extractive.listings import listings
from kgsynth.engines.extractive.reading.passages import facts_of
from kgsynth.engines.extractive.single_hop import ask
from kgsynth.engines.extractive.yes_no import is_no, yes_no
from kgsynth.graph import KnowledgeGraph
from kgsynth.pipeline import generate
from kgsynth.types import QueryType

HANDBOOK = Path(__file__).parent.parent / "fixtures" / "handbook"
TIERS = """## Tiers

| Tier | Monthly availability | Hosted in |
| --- | --- | --- |
| Harbour | 99.5 % | Lyon |
| Channel | 99.8 % | Lyon |
| Estuary | 99.9 % | Porto |
| Delta | 99.9 % | Porto |
| Open Sea | 99.95 % | Lyon |

Prices are on request.
"""
FIELDS = """The /etc/heron file contains the following fields:

- login name
- home directory
- preferred shell

Blank lines are skipped.
"""


def _asked(text: str) -> dict[str, str]:
    piece = chunk(text, title="Heron")
    facts = facts_of([piece], subject="")[piece.id]
    return {each.question: each.reference for fact in facts for each in ask(fact, "")}


def test_only_an_option_that_needs_a_value_specifies_one() -> None:
    """Who may leave the value out specifies nothing: what is told is what the option gives."""
    page = "# heron-log\n\nheron-log - show the log\n\n## Options\n\n`{}`\n: A short name of the feeding place.\n"

    def asked(terms: str) -> list[str]:
        piece = chunk(page.format(terms), title="heron-log(1)")
        facts = facts_of([piece], subject="")[piece.id]
        return [each.question for fact in facts for each in ask(fact, "") if "specify" in each.question]

    assert asked("--place=<name>") == ["What does the --place option of heron-log specify?"]
    assert asked("--place[=(long|short)]") == []


def test_yes_and_no_are_made_of_what_the_table_says() -> None:
    """What is true of a tier is a "Yes"; what is true of another is a "No" that gives the truth."""
    piece = chunk(TIERS)
    found = list(yes_no(facts_of([piece], subject="")[piece.id], ""))
    told = {each.question: each.reference for each in found}
    assert told["Is 99.5 % the monthly availability of the Harbour tier?"].startswith("Yes,")
    denied = [each for each in found if is_no(each) and "Harbour" in each.question and "%" in each.question]
    assert denied and all("the Harbour tier is 99.5 %" in each.reference for each in denied)
    assert "Is the Harbour tier hosted in Porto?" in told


def test_two_acts_are_told_as_two() -> None:
    """Not "sorts and count": both verbs have one form."""
    text = "## Options\n\n" + "".join(
        f"--{name}\n: {said}.\n\n"
        for name, said in (("weigh", "Sort and count the heavy parcels"), ("light", "Sort the heavy bags of a town"))
    )
    piece = chunk(text, title="rolo-pack(1)")
    told = [each.reference for each in yes_no(facts_of([piece], subject="")[piece.id], "")]
    assert any("is used to sort and count the heavy parcels" in each for each in told)


def test_a_default_is_asked_about_with_the_setting_first() -> None:
    """As people say it: "off by default"; nobody supposes that it has the figure of another."""
    text = "## Settings\n\n" + "".join(
        f"`heron_{name}` (`enum`)\n: Tells how herons {name}. The default is `{value}`.\n\n"
        for name, value in (("wade", "off"), ("nest", "on"), ("fish", "8"), ("call", "9"))
    )
    piece = chunk(text, title="Settings")
    told = {each.question: each.reference for each in yes_no(facts_of([piece], subject="")[piece.id], "")}
    assert told["Is the heron_wade parameter off by default?"].startswith("Yes,")
    assert told["Is the heron_wade parameter on by default?"].startswith("No,")
    assert not any("heron_fish" in each for each in told)


def test_a_no_that_some_chunk_affirms_is_refused() -> None:
    """Another page says what the question asks: then "No" is not the one answer."""
    texts = {"a": "The default value of heron.port is 8080.", "b": "Since 2.0, heron.port has the default value 9090."}
    ranks = ChunkRanks(LexicalIndex(list(texts.values())), list(texts))
    answer = "No, the default value of heron.port is 8080."
    asked = draft("Is 9090 the default value of heron.port?", answer, kind="yes_no")
    assert Contradiction(ranks, texts).check([asked]) == ["said_elsewhere: b"]
    alone = {"a": texts["a"]}
    ranks = ChunkRanks(LexicalIndex(list(alone.values())), list(alone))
    assert Contradiction(ranks, alone).check([asked]) == [None]
    denied = {"a": texts["a"], "b": "9090 is not the default value of heron.port."}
    ranks = ChunkRanks(LexicalIndex(list(denied.values())), list(denied))
    assert Contradiction(ranks, denied).check([asked]) == [None]


def test_a_no_that_says_no_more_than_was_asked_must_be_denied_by_its_evidence() -> None:
    """ "No, ports are not shared" tells nothing wrong that a search might find; the sentence itself has to say no."""
    told = "Kestrel ports are not shared."
    ranks = ChunkRanks(LexicalIndex([told]), ["a"])
    answer = "No, Kestrel ports are not shared."
    denied = draft("Are Kestrel ports shared?", answer, told, kind="yes_no")
    assumed = draft("Are Kestrel ports shared?", answer, "Kestrel ports are shared.", kind="yes_no")
    assert Contradiction(ranks, {"a": told}).check([denied, assumed]) == [None, "nothing_wrong"]


def test_a_small_word_that_turns_the_sense_is_what_a_no_denies() -> None:
    """ "Before" for "after" is wrong enough, unless another page says just that."""
    told, otherwise = "Kestrel nests are counted before dawn.", "Kestrel nests are counted after dawn as well."
    asked = draft("Are Kestrel nests counted after dawn?", f"No, {told}", told, kind="yes_no")
    alone, both = {"a": told}, {"a": told, "b": otherwise}
    assert Contradiction(ChunkRanks(LexicalIndex([told]), ["a"]), alone).check([asked]) == [None]
    ranks = ChunkRanks(LexicalIndex(list(both.values())), list(both))
    assert Contradiction(ranks, both).check([asked]) == ["said_elsewhere: b"]


def test_a_list_is_asked_for_whole() -> None:
    """The lead-in is the question, all bullets are the answer, and all of it is the evidence."""
    (found,) = listings(chunk(FIELDS))
    assert found.question == "Which fields does the /etc/heron file contain?"
    assert found.reference == "login name, home directory, preferred shell."
    assert FIELDS[found.evidence[0].start : found.evidence[0].end].endswith("preferred shell")


@pytest.mark.parametrize(
    "text",
    [
        FIELDS.partition("\nBlank")[0],
        FIELDS.replace("- login name", "- [login name](login.md)"),
        FIELDS.replace("- login name", "- open the lid"),
        FIELDS.replace("contains the following fields", "is described on these pages"),
    ],
)
def test_no_question_of_a_list_that_may_be_cut_or_is_none_of_things(text: str) -> None:
    """The end of the chunk, links, steps, and lead-ins that tell nothing."""
    assert not list(listings(chunk(text)))


def test_rows_with_a_value_are_counted_in_a_whole_table() -> None:
    """The count and the names; nothing of a table that may go on in the next chunk."""
    told = {each.question: each.reference for each in counts(chunk(TIERS))}
    assert told["How many of the tiers are hosted in Porto?"] == "Two: Estuary and Delta."
    assert not list(counts(chunk(TIERS.partition("Prices")[0])))


@pytest.mark.parametrize(
    ("said", "question", "answer"),
    [
        ("The Heron gateway keeps readings for 90 days.",
         "For how long does the Heron gateway keep readings?", "90 days."),
        ("The Heron gateway uploads its readings every 15 minutes.",
         "How often does the Heron gateway upload its readings?", "Every 15 minutes."),
        ("The Heron certificate is valid for 12 months.", "For how long is the Heron certificate valid?", "12 months."),
        ("A calibration of the Heron 2 takes three days.",
         "How many days does a calibration of the Heron 2 take?", "Three days."),
    ],
)  # fmt: skip
def test_amounts_are_answered_with_their_unit(said: str, question: str, answer: str) -> None:
    """How long, how often: the number never comes without what it counts."""
    assert _asked(said).get(question) == answer


def test_a_closed_list_in_a_sentence_is_asked_for_whole() -> None:
    """All members are the answer."""
    told = _asked("The supported formats of Heron Cloud are CSV, Parquet and JSON.")
    assert told["What are the supported formats of Heron Cloud?"] == "CSV, Parquet and JSON."


def test_personas_ask_different_things(handbook_graph: KnowledgeGraph) -> None:
    """In real sets, newcomers ask what things are; experts never do."""
    made = [each for seed in range(3) for each in generate(HANDBOOK, graph=handbook_graph, size=60, seed=seed)]
    samples = [each for each in made if each.query_type is QueryType.SINGLE_HOP]
    kinds = {
        name: Counter(each.question_kind for each in samples if each.persona_name == name)
        for name in ("Novice", "Practitioner", "Expert")
    }
    shares = {name: {kind: count / of.total() for kind, count in of.items()} for name, of in kinds.items()}
    every = sorted({kind for of in shares.values() for kind in of})
    apart = sum(abs(shares["Novice"].get(kind, 0) - shares["Expert"].get(kind, 0)) for kind in every) / 2
    assert kinds["Novice"]["definition"] > 0 == kinds["Expert"]["definition"]
    assert kinds["Novice"]["numeric"] == 0
    assert apart > 0.25


COMMAND = "# rolo-copy\n\nrolo-copy - {}\n"


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ("copy a folder to a remote machine", "It copies a folder to a remote machine."),
        ("show, create, or delete old folders", "It is used to show, create, or delete old folders."),
        ("copy a folder", None),
        ("add --rolo", None),
    ],
)
def test_what_something_does_is_told_in_a_sentence(told: str, answer: str | None) -> None:
    """No bare order; nothing where the name says it all but for an object, or where only an option is told."""
    name = "COPY" if told == "copy a folder" else "rolo-copy"
    piece = chunk(COMMAND.format(told).replace("rolo-copy", name), title=name)
    facts = facts_of([piece], subject="")[piece.id]
    found = [each.reference for fact in facts for each in ask(fact, "") if each.kind == "purpose"]
    assert found == ([answer] if answer else [])


@pytest.mark.parametrize(
    "text",
    [
        "## Logic\n\n| a | NOT a |\n| --- | --- |\n| TRUE | FALSE |\n| FALSE | TRUE |\n",
        "## Systems\n\n| Platform name | Port(s) |\n| --- | --- |\n| Otter AIX | powerpc |\n| Otter VMS | alpha |\n",
        "# Pond Page Layout\n\n| Item | Description |\n| --- | --- |\n| Items | The actual items themselves. |\n"
        "| Free space | The space between them |\n",
    ],
)
def test_cells_that_tell_no_property_are_not_asked_for(text: str) -> None:
    """Truth tables, values of which there may be more, and a title that is no name."""
    piece = chunk(text, title="Pond Page Layout")
    facts = facts_of([piece], subject="")[piece.id]
    assert not [each for fact in facts for each in ask(fact, "") if each.kind == "table"]


def test_an_adjective_is_no_order() -> None:
    """``Dry run`` is the name of a mode: nobody makes a command dry run."""
    piece = chunk("`-n`\n: Dry run.\n\n`-v`\n: Dry the otters.\n", title="rolo-copy(1)")
    facts = facts_of([piece], subject="")[piece.id]
    found = [each.question for fact in facts for each in ask(fact, "")]
    assert found and not any("dry run" in each for each in found)
