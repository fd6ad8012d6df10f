"""What a table tells by way of a reference: a column on one page, an attribute of what it leads to on another."""

from collections.abc import Sequence

import pytest
from records import chunk, multi_hop_draft

from kgsynth.checks.grounding import Grounding
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.reading.passage import read
from kgsynth.engines.extractive.rewording import ways
from kgsynth.engines.extractive.several.across import Across
from kgsynth.manuals import lookups
from kgsynth.types import Chunk

PAGE = "# {0}\n\nThe table `{0}` holds things.\n\n`id` `integer`\n: Row identifier\n\n{1}"
TRIP = "`skipper` `integer` (references `people`.`id`)\n: {}\n\n"
PEOPLE = (
    "`nickname` `text`\n: Name of the sailor\n\n"
    "`berth` `text`\n: Home port of the sailor\n\n"
    "`licensed` `boolean`\n: Sailor can steer a ferry. More on that elsewhere.\n"
)


def pages(trips: str = TRIP.format("The sailor in charge"), people: str = PEOPLE) -> dict[str, Sequence[Chunk]]:
    """A table of trips, and the one that it refers to."""
    texts = {"trips": PAGE.format("trips", trips), "people": PAGE.format("people", people)}
    return {name: [chunk(text, name, title=name)] for name, text in texts.items()}


def found(of: dict[str, Sequence[Chunk]]) -> list[tuple[str, str, str]]:
    """The attribute, what it tells, and what the reference calls the thing, of what people look up."""
    return [(each.attribute.column, each.attribute.what, each.called) for each in lookups(of) if each.is_sought]


def asked(of: dict[str, Sequence[Chunk]]) -> list[Candidate]:
    """The questions over both pages."""
    chunks = [chunk for each in of.values() for chunk in each]
    return list(Across.of(chunks).candidates([read(each) for each in chunks], "Rolo"))


def test_a_reference_leads_to_what_the_other_page_tells() -> None:
    """A name and a value; nobody asks by way of a table whether something is so."""
    assert found(pages()) == [("nickname", "name", "sailor"), ("berth", "home port", "sailor")]


def test_of_what_few_tables_lead_to_the_name_alone_is_looked_up() -> None:
    """Where five tables lead to people and one to a rope, nobody asks for the make of the rope."""
    rope = "`name` `text`\n: Name of the rope\n\n`make` `text`\n: Home yard of the rope\n"
    texts = {name: PAGE.format(name, TRIP.format("The sailor in charge")) for name in ("a", "b", "c", "d", "trips")}
    texts["trips"] += "`rope` `integer` (references `ropes`.`id`)\n: The rope it hangs on\n"
    texts |= {"people": PAGE.format("people", PEOPLE), "ropes": PAGE.format("ropes", rope)}
    of = lookups({name: [chunk(text, name, title=name)] for name, text in texts.items()})
    sought = {each.attribute.what: each.is_sought for each in of if each.called == "rope"}
    assert sought == {"name": True, "home yard": False}


def test_what_a_row_has_itself_is_not_looked_up_of_another() -> None:
    """A trip with a home port of its own."""
    own = TRIP.format("The sailor in charge") + "`port` `text`\n: Home port of the boat\n"
    assert [what for _, what, _ in found(pages(own))] == ["name"]


def test_what_is_looked_up_is_asked_from_the_row_that_refers() -> None:
    """The table in between is not named by the question, and each page gives a piece."""
    _, berth = asked(pages())
    assert berth.question == "From a row of trips, how do I look up the home port of the sailor?"
    assert berth.reference == (
        "trips.skipper references people.id, and people.berth tells the home port of the sailor."
    )
    assert berth.hidden == ("people",) and [span.document_id for span in berth.evidence] == ["trips", "people"]


def test_a_lookup_is_put_in_several_ways() -> None:
    """All of them keep the table and what is looked for."""
    _, berth = asked(pages())
    put = {wording.question for wording in ways(berth)}
    assert "When I query trips, how do I get the home port of the sailor?" in put
    assert not any("join" in each for each in put)  # the reference alone would tell
    assert all("trips" in each and "home port" in each for each in put)


def test_the_reference_may_call_a_thing_what_it_is_there() -> None:
    """The owner of a boat is a sailor; an identifier is no name for one."""
    assert {called for _, _, called in found(pages(TRIP.format("Owner of the boat")))} == {"owner"}
    assert not found(pages(TRIP.format("Identifier of the boat")))


@pytest.mark.parametrize(
    "trips",
    [
        TRIP.format("The sailor in charge") + TRIP.format("The other sailor").replace("skipper", "mate"),
        TRIP.format("The sailor in charge, otherwise zero"),
        TRIP.format("A sailor of the crew"),
        TRIP.format("What the log says"),
    ],
    ids=["two ways", "no key for some", "one of several", "another thing"],
)
def test_a_reference_that_does_not_tell_which_row_is_not_followed(trips: str) -> None:
    """Whoever followed it would find another, or none."""
    assert not found(pages(trips))


def test_what_the_page_tells_itself_is_not_looked_up() -> None:
    """Nor what two columns tell."""
    own = TRIP.format("The sailor in charge") + "`port` `text`\n: Home port of the sailor\n"
    assert "berth" not in {column for column, _, _ in found(pages(own))}
    twice = PEOPLE + "`harbour` `text`\n: Home port of the sailor\n"
    assert not {"berth", "harbour"} & {column for column, _, _ in found(pages(people=twice))}


def test_the_words_that_join_both_halves_need_no_evidence() -> None:
    """ "Tells" stands on neither page; a name that stands on neither is missing all the same."""
    texts = ("skipper references people.id: the sailor", "berth: Home port of the sailor")
    question = "From a row of trips, how do I look up the home port of the sailor?"
    for column, reason in (("berth", None), ("galley", "unsupported_answer: galley")):
        told = f"skipper references people.id, and {column} tells the home port of the sailor."
        assert Grounding().check([multi_hop_draft(question, told, texts, kind="lookup")]) == [reason]
