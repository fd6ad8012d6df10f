"""Commands that speak of each other, and tools that one page tells of in the same words: what is told apart."""

from collections.abc import Set

import pytest
from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.reading.passages import facts_of
from kgsynth.engines.extractive.several.comparisons import comparisons
from kgsynth.manuals import kin
from kgsynth.pipeline import build
from kgsynth.routes.prose import prose_routes
from kgsynth.types import Chunk

MEND = "# mend(1)\n\nmend - repair the sails of a boat or restore old ropes\n\n{}\n"
SEW = "# sew(1)\n\nsew - join pieces of cloth to sails of a boat\n\n{}\n"


def pages(mend: str = "See also sew.", sew: str = "See also mend.") -> dict[str, list[Chunk]]:
    """Two manual pages, and what each says besides."""
    return {
        "mend": [chunk(MEND.format(mend), "mend", title="mend")],
        "sew": [chunk(SEW.format(sew), "sew", title="sew")],
    }


def compared(
    one: Chunk, other: Chunk, names: tuple[str, ...] = (), subject: str = "", common: Set[str] = frozenset()
) -> list[Candidate]:
    """The differences between what two chunks tell."""
    told = facts_of([one, other], subject="")
    first, second = ([fact for fact in told[each.id] if not isinstance(fact, Statement)] for each in (one, other))
    made = comparisons(first, second, names, subject=subject, common=common)
    return [each for each in made if each.kind == "difference"]


def test_commands_that_speak_of_each_other_are_kin() -> None:
    """Where both first lines have to do with one thing; one that only names the other is not enough."""
    (pair,) = kin(pages())
    assert pair.names == ("mend", "sew") and [each.document_id for each in pair.chunks] == ["mend", "sew"]
    assert not list(kin(pages(sew="It is quick.")))


def test_one_word_in_common_makes_no_kin() -> None:
    """Both have to do with boats, and nobody mixes them up."""
    row = [chunk("# row(1)\n\nrow - move a boat by oars\n\nSee mend.\n", "row", title="row")]
    assert not list(kin({"mend": pages(mend="See also row.")["mend"], "row": row}))


@pytest.mark.parametrize(("task", "akin"), [("salt fish", True), ("cure fish", False)])
def test_the_verb_of_a_task_is_its_first_word(task: str, akin: bool) -> None:
    """ "Salt-cure" is salting: one verb in common, and one page that names the other, are enough."""
    both = {
        "keep": [chunk("# keep(1)\n\nkeep - salt-cure fish\n\nSee also store.\n", "keep", title="keep")],
        "store": [chunk(f"# store(1)\n\nstore - {task} at once\n", "store", title="store")],
    }
    assert bool(list(kin(both))) is akin


def test_a_page_that_is_there_twice_is_one_command() -> None:
    """In two formats, maybe."""
    assert len(list(kin({**pages(), "again": pages()["sew"]}))) == 1


def test_kin_are_told_apart() -> None:
    """A second verb keeps its form: "is used to repair or restore"."""
    one = pages()["mend"][0]
    other = chunk("# sew(1)\n\nsew - repair torn sails of a boat by hand\n", "sew", title="sew")
    assert not compared(one, other)
    told = {made.reference for made in compared(one, other, ("mend", "sew"))}
    assert told == {
        "The mend command is used to repair the sails of a boat or restore old ropes, "
        "whereas the sew command repairs torn sails of a boat by hand."
    }


def test_commands_that_do_unlike_things_to_one_thing_are_not_told_apart() -> None:
    """Who wants to repair sails does not take the command that joins cloth to them."""
    assert not compared(pages()["mend"][0], pages()["sew"][0], ("mend", "sew"))


LOGS = "The `logwatch` program displays unusual lines of log files to the administrator."
BANS = "The `logban` program checks log files for unusual lines that tell of attacks."
BOATS = "The `rowing` program displays the boats of a lake with the strength of their crew."


def handbook(*sections: str) -> list[tuple[str, str]]:
    """The ends of the paths over a page with some sections."""
    text = "\n\n".join(f"## Part {number}\n\n{each}" for number, each in enumerate(sections))
    graph = build([("book.md", text)], chunk_tokens=16, workers=1)
    return [(route.chunks[0].text, route.chunks[-1].text) for _, _, route in prose_routes(graph)]


def test_one_page_tells_of_two_tools_in_the_same_words() -> None:
    """It is a path where their sentences share some, and none where they do not."""
    ((first, second),) = handbook(LOGS, BANS, BOATS)
    assert "logwatch" in first and "logban" in second


def test_tools_of_one_page_are_told_apart() -> None:
    """On two pages, or in words of their own, they have nothing to do with each other."""
    logs, bans, boats = (chunk(text, "d1", start=1000 * place) for place, text in enumerate((LOGS, BANS, BOATS)))
    (made, *_) = compared(logs, bans)
    assert "whereas" in made.reference and {name.text for name in made.names} == {"logwatch", "logban"}
    assert not compared(logs, boats)
    assert not compared(logs, chunk(BANS, "d2"))


def test_words_of_every_page_relate_no_two_tools() -> None:
    """Where all deal with log files, two tools that do are as far apart as any."""
    logs, bans = (chunk(text, "d1", start=1000 * place) for place, text in enumerate((LOGS, BANS)))
    assert compared(logs, bans) and not compared(logs, bans, common={"log", "lin", "unusual"})


GATE = "The `gatectl` {} is a tool which checks the hinges of gates for rust at night."
LAMP = "The `lampcheck` {} is a tool which checks the oil of every lantern of a street."
OILS = "The `barkeep` {} is a tool which fills every lantern of a harbour with oil at dusk."


def test_two_tools_need_more_in_common_than_that_they_are_tools() -> None:
    """Both check something; nobody takes the one for the other. Of two daemons, one word is enough."""
    gate, lamp, oil = (
        chunk(text.format("program"), "d1", start=1000 * place) for place, text in enumerate((GATE, LAMP, OILS))
    )
    assert not compared(gate, lamp)
    assert compared(lamp, oil)
    gate, lamp = (
        chunk(text.format("daemon").replace("a tool", "a daemon"), "d1", start=1000 * place)
        for place, text in enumerate((GATE, LAMP))
    )
    assert compared(gate, lamp)


def titled(name: str, gloss: str) -> Chunk:
    """The page of a command."""
    return chunk(f"# {name} - {gloss}\n\nIt is quick.\n", name, title=f"{name} - {gloss}")


def test_everyday_words_are_commands_of_something() -> None:
    """ "break" is a word of any language; ``halt_lock`` can only be a command."""
    first, second = titled("break", "stop the passage of a boat"), titled("return", "stop the passage of a barge")
    assert all(made.question.endswith(" in Rolo?") for made in compared(first, second, ("break", "return"), "Rolo"))
    first, second = titled("halt_b", "stop the passage of a boat"), titled("halt_g", "stop the passage of a barge")
    found = compared(first, second, ("halt_b", "halt_g"), "Rolo")
    assert found and not any("Rolo" in made.question for made in found)


DIRECTIVE = "## {} Directive\n\n|  |  |\n| --- | --- |\n| Description: | {} |\n| Status: | Core |\n\nIt is quick.\n"
PASS = ("GatePass", "Sends every boat past the lock by the left gate")
BACK = ("GatePassBack", "Sends every barge past the lock by the rear gate")
ADD = ("AddGateRule", "Maps the rules of a lock to gates")
REMOVE = ("RemoveGateRule", "Drops all rules of gates of the lock")
LOCK = ("GateLock", "Enables the lock of the gate of a weir")
TIMEOUT = ("GateLockTimeout", "Sets a timeout for the lock of a weir")
GATES = ("Gate", "Names the gates that boats of the weir pass")
ASK = ("Gate_Ask", "Specifies whether boats of the weir are asked")


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [(PASS, BACK, True), (ADD, REMOVE, False), (LOCK, TIMEOUT, False), (GATES, ASK, False)],
    ids=["alike", "deed and its end", "attribute", "switch"],
)
def test_a_detail_of_a_thing_is_not_told_apart_from_it(
    one: tuple[str, str], other: tuple[str, str], *, together: bool
) -> None:
    """Nor are the two ends of a deed; what does nearly the same and is called nearly the same is."""
    first, second = (
        chunk(DIRECTIVE.format(*each), "lock", start=1000 * place) for place, each in enumerate((one, other))
    )
    assert bool(compared(first, second)) is together


def test_a_denial_is_no_difference() -> None:
    """Their names tell it, and nothing else is told."""
    first, second = titled("fail", "return an unsuccessful result"), titled("pass", "return a successful result")
    assert not compared(first, second, ("fail", "pass"))


@pytest.mark.parametrize(
    ("other", "together"),
    [("A list of lanterns on the ferries of a harbour", True), ("A count of all ropes in a harbour", False)],
)
def test_settings_that_hold_unlike_things_are_not_told_apart(other: str, *, together: bool) -> None:
    """A list is mixed up with a list; that both have to do with a harbour is nothing."""
    entries = ("quay_lamp_names", "A list of lanterns along the piers of a harbour"), ("quay_lamp_marks", other)
    first, second = (
        chunk(f"# Settings\n\n`{name}` (`string`)\n: {said}.\n", "d1", start=1000 * place)
        for place, (name, said) in enumerate(entries)
    )
    assert bool(compared(first, second)) is together
