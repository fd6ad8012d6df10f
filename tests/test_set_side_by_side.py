"""Commands that speak of each other, and tools that one page tells of in the same words: what is told apart."""

from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.comparisons import comparisons
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.passages import facts_of
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


def compared(one: Chunk, other: Chunk, names: tuple[str, ...] = ()) -> list[Candidate]:
    """The differences between what two chunks tell."""
    told = facts_of([one, other], subject="")
    first, second = ([fact for fact in told[each.id] if not isinstance(fact, Statement)] for each in (one, other))
    return [each for each in comparisons(first, second, names) if each.kind == "difference"]


def test_commands_that_speak_of_each_other_are_kin() -> None:
    """Where both first lines have to do with one thing; one that only names the other is not enough."""
    (pair,) = kin(pages())
    assert pair.names == ("mend", "sew") and [each.document_id for each in pair.chunks] == ["mend", "sew"]
    assert not list(kin(pages(sew="It is quick.")))


def test_one_word_in_common_makes_no_kin() -> None:
    """Both have to do with boats, and nobody mixes them up."""
    row = [chunk("# row(1)\n\nrow - move a boat by oars\n\nSee mend.\n", "row", title="row")]
    assert not list(kin({"mend": pages(mend="See also row.")["mend"], "row": row}))


def test_a_page_that_is_there_twice_is_one_command() -> None:
    """In two formats, maybe."""
    assert len(list(kin({**pages(), "again": pages()["sew"]}))) == 1


def test_kin_are_told_apart() -> None:
    """A second verb keeps its form: "is used to repair or restore"."""
    found = pages()
    one, other = found["mend"][0], found["sew"][0]
    assert not compared(one, other)
    told = {made.reference for made in compared(one, other, ("mend", "sew"))}
    assert told == {
        "The mend command is used to repair the sails of a boat or restore old ropes, "
        "whereas the sew command joins pieces of cloth to sails of a boat."
    }


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
