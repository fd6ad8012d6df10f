"""Pages of commands -> options of one name, and how they are told apart."""

from collections.abc import Sequence
from itertools import chain, repeat
from pathlib import Path

import pytest
from records import chunk

from kgsynth import generate
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.reading.passage import read
from kgsynth.engines.extractive.rewording import ways
from kgsynth.engines.extractive.several.option_acts import act_of
from kgsynth.engines.extractive.several.same_option import KIND, same_option
from kgsynth.manuals import namesakes
from kgsynth.types import Chunk, QueryType

HOME = "# {0}\n\n{0} - {1}\n\n{2}\n\n## See also\n\n{3}\n"
PACK = "-k\n: Leave out empty folders.\n"
SEND = "-k SECONDS\n: Wait so many seconds between two parcels.\n"


def found(tasks: Sequence[str] = ("Do a thing to a boat",), **pages: tuple[str, str]) -> list[tuple[str, ...]]:
    """The options of one name, of pages with entries and with what they name at their end.

    Args:
        tasks: what the commands are for, the last one for all others.
    """
    told = zip(pages.items(), chain(tasks, repeat(tasks[-1])), strict=False)
    made = {name: [chunk(HOME.format(name, task, *page), name)] for (name, page), task in told}
    return [pair.options for pair in namesakes(made)]


def page(command: str, entry: str, start: int = 0) -> Chunk:
    return chunk(f"## Options\n\n{entry}", f"d-{command}", start=start, title=f"{command}(1)")


def asked(first: str, second: str, *, options: tuple[str, ...] = ("-k",)) -> list[Candidate]:
    """What is asked of an entry of rolo-pack and one of rolo-send."""
    return list(same_option(read(page("rolo-pack", first)), read(page("rolo-send", second)), options, ""))


def clause(entry: str, option: str = "-k") -> str | None:
    """What an option does, as a clause behind its name and value."""
    act = act_of(read(page("rolo", entry)).entries[0], option, "rolo")
    return f"{act.typed} {act.clause}" if act else None


# ------------------------------------------------------------------------------------------------ which pairs


PARCELS = "List or count parcels", "Send parcels to a town"


def test_commands_that_only_name_each_other_are_not_related() -> None:
    """A letter of theirs means what it means in each; who reads on from one to the other does not mix them up."""
    assert not found(packer=(PACK, "sender(1)"), sender=(SEND, "packer(1)"))
    assert found(PARCELS, packer=(PACK, "sender(1)"), sender=(SEND, "packer(1)")) == [("-k",)]


def test_commands_that_work_on_one_thing_are_related() -> None:
    """If one page names the other, be it without sending anybody there."""
    named = f"{SEND}\nA parcel of packer(1) is sent as it is.\n"
    assert found(("List or count parcels", "Send parcels to a town"), packer=(PACK, ""), sender=(named, ""))
    assert not found(("List or count labels", "Send parcels to a town"), packer=(PACK, ""), sender=(named, ""))


@pytest.mark.parametrize(
    ("rare", "related"), [("crate-pack crate-tie", True), ("dump dumpall", True), ("up un", False)]
)
def test_commands_with_a_rare_part_of_a_name_in_common_are_related(rare: str, related: bool) -> None:
    """Whatever their pages say."""
    one, other = rare.split()
    assert bool(found(**{one: (PACK, ""), other: (SEND, "")})) == related


@pytest.mark.parametrize("task", ["Server of parcels", "A simple server for parcels", "Daemon"])
def test_a_server_has_no_siblings(task: str) -> None:
    """Its options are for whoever starts it."""
    assert not found((task,), **{"crate-pack": (PACK, ""), "crate-tie": (SEND, "")})
    assert found(("Send crates to a server",), **{"crate-pack": (PACK, ""), "crate-tie": (SEND, "")})


def test_the_command_in_front_of_all_others_has_no_siblings() -> None:
    """``rolo -k`` is no rival of ``rolo pack -k``."""
    family = {f"rolo-{name}": ("-z\n: Zip.\n", "") for name in ("send", "tie", "count", "weigh")}
    assert not found(**{"rolo": (PACK, "rolo-pack"), "rolo-pack": (SEND, "rolo")}, **family)


KEEP = "--keep\n: Leave out empty folders.\n", "--keep SECONDS\n: Wait so many seconds between two parcels.\n"


def test_a_long_option_of_few_commands_is_found_where_one_page_names_the_other() -> None:
    """One that many commands have is a convention, whatever it does in each."""
    pages = {"packer": (KEEP[0], ""), "sender": (f"{KEEP[1]}\nSee packer(1).\n", "")}
    apart = ("Tie a knot in a rope", "Send a letter home", "Do a thing to a boat")
    assert found(apart, **pages) == [("--keep",)]
    others = "oil sails", "peel fruit", "mend shoes", "cut planks"
    more = {each.split()[0]: (f"--keep\n: {each.capitalize()} at once.\n", "") for each in others}
    assert not found(apart, **pages, **more)


def test_a_long_option_whose_entries_share_words_is_no_trap() -> None:
    """A word in three is too much."""
    alike = "--keep SECONDS\n: Wait beside empty parcels.\n"
    assert not found(packer=(KEEP[0], "sender(1)"), sender=(alike, "packer(1)"))


def test_a_command_and_what_it_runs_have_one_meaning_of_a_long_option() -> None:
    assert not found(**{"fetch": (KEEP[0], "fetch-pack"), "fetch-pack": (KEEP[1], "fetch")})


def test_commands_that_have_nothing_to_do_with_each_other_are_left_alone() -> None:
    assert not found(packer=(PACK, ""), sender=(SEND, "nothing"))


def test_an_option_with_two_entries_on_a_page_is_left_alone() -> None:
    """Nobody could tell which of the two is meant."""
    assert not found(packer=(f"{PACK}\n-k\n: Count the parcels.\n", "sender(1)"), sender=(SEND, "packer(1)"))


def test_an_option_for_one_thing_is_left_alone() -> None:
    """Both commands leave out empty folders by it, in whatever words."""
    other = "-k\n: Leave out all folders that are empty.\n"
    assert not found(packer=(PACK, "sender(1)"), sender=(other, "packer(1)"))


def test_an_option_that_most_commands_have_for_one_thing_is_left_alone() -> None:
    """What differs in one place only is no trap that people fall into."""
    tells = dict.fromkeys(("packer", "mover", "loader"), (PACK, "sender(1)"))
    assert not found(**tells, sender=(SEND, "packer(1), mover(1), loader(1)"))


# --------------------------------------------------------------------------------------------- what is asked


def test_both_meanings_are_told_each_from_its_page() -> None:
    """The answer says of each command what its option does, with the value that it takes."""
    (one,) = asked(PACK, SEND)
    assert one.question == "How does -k of rolo-pack differ from -k of rolo-send?"
    assert one.reference == (
        "In rolo-pack, -k leaves out empty folders; in rolo-send, -k SECONDS waits so many seconds between two parcels."
    )
    assert {span.document_id for span in one.evidence} == {"d-rolo-pack", "d-rolo-send"}


def test_an_option_with_one_long_spelling_is_asked_by_that() -> None:
    """Only once, and in full."""
    both = ("-k", "--keep")
    (one,) = asked(f"-k\n--keep\n{PACK[3:]}", f"-k\n--keep\n{SEND[11:]}", options=both)
    assert "--keep of rolo-pack" in one.question


def test_a_spelling_that_tells_both_meanings_is_no_question() -> None:
    """Both compress something: that is what anybody expects of ``--compress``."""
    first, second = "--compress\n: Enables compression of parcels.\n", "--compress\n: Compress the address book.\n"
    assert not asked(first, second, options=("--compress",))


@pytest.mark.parametrize(
    "other",
    [
        "-k\n: Wait a minute, unlike rolo-pack, between two parcels.\n",
        "-k\n: Be verbose about each parcel.\n",
        "-k\n: Same as a long wait between two parcels.\n",
        "-k\n: This is about parcels.\n",
        "-k\n: Leave out folders, too.\n",
        "-x\n: Wait a minute between two parcels.\n",
        "-k\n--no-wait\n--wait\n: Tells how long two parcels are apart.\n",
    ],
    ids=["names the other", "verbose", "a pointer", "this", "the same thing", "another option", "several options"],
)
def test_what_cannot_be_told_apart_is_not_asked(other: str) -> None:
    assert not asked(PACK, other)


def test_an_option_of_a_subcommand_is_not_taken_for_one_of_the_command() -> None:
    """It stands under the subcommand's own heading."""
    below = chunk(f"## list\n\n{SEND}", "d9", title="rolo-send(1)")
    assert not list(same_option(read(page("rolo-pack", PACK)), read(below), ("-k",), ""))


def test_people_ask_in_more_ways_than_one() -> None:
    """All name the option and both commands; a command that opens a question keeps its spelling."""
    (one,) = asked(PACK, SEND)
    texts = [each.question for each in ways(one)]
    assert "What is the difference between rolo-pack -k and rolo-send -k?" in texts
    assert "rolo-pack and rolo-send both have -k: what is the difference?" in texts
    assert all("-k" in text and "rolo-pack" in text and "rolo-send" in text for text in texts)


# ---------------------------------------------------------------------------------------- what an option does


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("-k\n: Sort parcels by weight, heaviest first.\n", "-k sorts parcels by weight, heaviest first"),
        ("-k\n: Pack and seal the parcels.\n", "-k tells rolo to pack and seal the parcels"),
        ("-k\n: Do not open any parcel.\n", "-k tells rolo not to open any parcel"),
        ("-k\n: Recursively pack each folder.\n", "-k tells rolo to recursively pack each folder"),
        ("-k\n: If a parcel is open, close every lid.\n", "-k closes every lid if a parcel is open"),
        ("-k=PLACE\n: Place to put parcels in.\n", "-k PLACE specifies the place to put parcels in"),
        ("-k\n: Prints the weight of each parcel.\n", "-k prints the weight of each parcel"),
        ("-k\n: Open the lid, and count parcels.\n", "-k tells rolo to open the lid, and count parcels"),
        ("-k\n: Echo each address.\n", "-k echoes each address"),
        ("-k=FORM\n: Specify format of the label.\n", "-k FORM specifies the format of the label"),
        ("-k\n: List or delete (if used with -d) the parcels.\n", None),
        ("-k\n: Leave out parcels (only valid with -d) on the way.\n", None),
        ("-k\n: Do not count parcels and do not open lids.\n", None),
        ("-k\n: Count parcels only, don't open any.\n", None),
        ("-k\n: Parcels on the way are counted twice.\n", None),
        ("-k\n: May be used to count parcels.\n", None),
        ("-k\n: Place to put parcels in.\n", None),
    ],
)
def test_what_an_option_does_is_put_as_a_clause(entry: str, told: str | None) -> None:
    assert clause(entry) == told


# ----------------------------------------------------------------------------------------------- in the whole


def test_a_family_of_commands_gives_such_questions(tmp_path: Path) -> None:
    """From folder to set, past all checks."""
    pages = {
        "rolo-pack": ("Put goods into parcels", PACK + "\n-t\n: Tie each parcel with a red ribbon.\n"),
        "rolo-send": ("Hand parcels to a carrier", SEND + "\n-t TOWN\n: Choose the town where a carrier starts.\n"),
    }
    for name, (task, entries) in pages.items():
        text = (
            f"# {name}\n\n## Name\n\n{name} - {task}\n\n## Options\n\n{entries}\n## See also\n\nrolo-pack, rolo-send\n"
        )
        (tmp_path / f"{name}.md").write_text(text)
    made = [each for each in generate(tmp_path, size=6, multi_hop=0.5) if each.question_kind == KIND]
    assert made and all(each.query_type is QueryType.MULTI_HOP and len(each.documents) == 2 for each in made)


def test_commands_called_by_everyday_words_are_not_asked_about() -> None:
    """ "-k of send" reads as no name of a command."""
    told = read(page("rolo-pack", PACK)), read(page("send", SEND))
    assert list(same_option(*told, ("-k",), "")) == []
    assert asked(PACK, SEND)
