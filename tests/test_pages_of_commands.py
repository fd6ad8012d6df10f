"""Pages of commands: those whose title glosses one, those that tell of several, and tables of options."""

from dataclasses import replace

import pytest
from records import chunk

from kgsynth.engines.extractive.facts import Form, Purpose, Statement
from kgsynth.engines.extractive.reading.option_rows import with_rows
from kgsynth.engines.extractive.reading.passage import read
from kgsynth.engines.extractive.reading.passages import facts_of
from kgsynth.engines.extractive.several.option_acts import act_of
from kgsynth.engines.extractive.several.same_option import same_option
from kgsynth.manuals import held, kin, namesakes
from kgsynth.manuals.pages import command_of, commands, entries_of, speaks_of
from kgsynth.manuals.titled import called_alike
from kgsynth.types import Chunk

TYPED = "# {0}\n\n```\n{1}\n```\n\n{2}\n"
ROW = "| --- | --- |\n| options |  |\n|  | `{0}` | {1} |\n"


def page(title: str, text: str = "", start: int = 0) -> Chunk:
    """The front of a page or of a part of one."""
    return replace(chunk(f"# {title}\n\n{text}", f"d {title}", start=start, title=title), headings=(title,))


def typed(name: str, said: str = "", document: str = "otter", start: int = 0) -> Chunk:
    """A part of a page on a command of two words, with what has to be typed."""
    first, second = name.split()
    piece = chunk(TYPED.format(name, f"{first} [options] {second} BOAT", said), document, start=start, title=name)
    return replace(piece, headings=(name,))


def pairs(*chunks: Chunk) -> list[tuple[str, str]]:
    """The names of the commands that some pages tell apart."""
    return [pair.names for pair in kin({each.document_id: [each] for each in chunks})]


# ------------------------------------------------------------------------------------------------ which command


def test_a_title_with_a_gloss_tells_of_a_command() -> None:
    """As a line with a name and a dash does; a title that says something else of a thing does not."""
    found = command_of([page("row - pull the oars of a boat")])
    assert found is not None and (found.name, found.task) == ("row", "pull the oars of a boat")
    assert command_of([page("Otters - friends of the lock")]) is None


def test_a_title_that_is_typed_is_a_command() -> None:
    """Its page says so by a line of code; the sentence on "this command" says what it is for."""
    told = typed("otter weigh", "This command weighs all the fish of a boat.")
    found = command_of([told])
    assert found is not None and (found.name, found.task) == ("otter weigh", "weighs all the fish of a boat")
    assert command_of([page("otter weigh", "Otters are heavy.")]) is None


def test_a_page_that_tells_of_several_commands_is_several_stretches() -> None:
    """One for each; any other page stays whole."""
    one, other = typed("otter weigh"), typed("otter sell", start=500)
    assert list(commands({"otter": [one, other]}).values()) == [[one], [other]]
    prose = [page("Locks", "A lock has gates."), page("Gates", "A gate has hinges.", start=500)]
    assert commands({"book": prose}) == {"book": prose}


@pytest.mark.parametrize(
    ("text", "speaks"),
    [("They break it.", False), ("Then `break` is run.", True), ("In break(1).", True), ("See also break.", True)],
)
def test_an_everyday_word_is_a_command_where_it_is_set_as_one(text: str, *, speaks: bool) -> None:
    """Anything may break; who writes `break` means the command."""
    assert speaks_of(text, "break") is speaks


# -------------------------------------------------------------------------------------------------------- kin


def test_commands_that_do_almost_the_same_are_kin_whatever_their_pages_name() -> None:
    """Three words of few; with one word in common they have nothing to do with each other."""
    stop, skip = page("halt - stop the current lock passage"), page("jump - skip the current lock passage")
    assert pairs(stop, skip) == [("halt", "jump")]
    assert not pairs(stop, page("paint - colour the gates of a lock"))


def test_one_page_names_the_other_and_both_do_the_same() -> None:
    """The same verb, and two words: enough where one page speaks of the other."""
    left = page("left_gate - define the look of the left gate of a mooring")
    assert not pairs(left, page("far_gate - define the colour of a bank", "See `left_gate`."))
    assert pairs(left, page("far_gate - define the look of a bank", "See `left_gate`.")) == [("left_gate", "far_gate")]
    assert not pairs(left, page("far_gate - define the look of a bank", "It is slow."))


SECTION = "## {} Directive\n\n| Description: | {} |\n\nIt is quick.\n"


def section(name: str, said: str, place: int) -> Chunk:
    """A section on one directive."""
    return chunk(SECTION.format(name, said), "lock", start=1000 * place)


def test_sections_that_are_called_alike_and_are_for_something_alike_are_kin() -> None:
    """A part of the name alone, or a word of what is said alone, relates nothing."""
    told = [
        section("GateOpenDelay", "Time that a gate waits before it opens", 0),
        section("GateCloseDelay", "Time that a gate waits before it closes", 1),
        section("GateColour", "Paint that keeps rust away", 2),
        section("LampGlow", "Time that a lantern waits before dusk", 3),
    ]
    assert [(one.name, other.name) for one, other in called_alike(told)] == [("GateOpenDelay", "GateCloseDelay")]


def test_what_all_names_of_a_library_begin_with_makes_none_alike() -> None:
    """Two of twenty that lock something are alike by the lock, not by the library."""
    said = "Time that a gate waits for the boats of a lord"
    told = [section(f"weir_{letter}x{letter}{letter}", said, place) for place, letter in enumerate("abcdefghijklmnop")]
    assert not list(called_alike(told))
    assert list(called_alike([*told, section("weir_lock_now", said, 30), section("weir_lock_late", said, 31)]))


def test_pages_of_one_folder_are_set_side_by_side_as_sections_are() -> None:
    """A function a page, say; those of another folder are another library's."""
    first = page("open_gate", "Opens a gate after a given number of minutes.")
    second = page("open_hatch", "Opens a hatch after a given number of minutes.")
    assert pairs(first, second) == [("open_gate", "open_hatch")]
    assert not pairs(first, replace(second, source="elsewhere/open_hatch.md"))


# ------------------------------------------------------------------------------------------- what it is for


def test_what_this_command_does_is_told_of_the_command_over_it() -> None:
    """The title alone says which; a section on anything else tells nothing of one."""
    told = typed("otter weigh", "This command weighs all the fish of a boat.")
    [fact] = [each for each in facts_of([told], subject="Otter")[told.id] if isinstance(each, Purpose)]
    assert (fact.name.text, fact.action, fact.form) == ("otter weigh", "weighs all the fish of a boat", Form.THIRD)
    other = page("Weighing", "This command weighs all the fish of a boat.")
    assert not [each for each in facts_of([other], subject="")[other.id] if not isinstance(each, Statement)]


# ------------------------------------------------------------------------------------------ tables of options


def table(name: str, option: str, said: str) -> Chunk:
    """A command with a table of one option."""
    return typed(name, f"|  |  |\n{ROW.format(option, said)}", document=name)


def test_a_row_of_a_table_is_an_entry_of_an_option() -> None:
    """With all its spellings; a row of a table of anything else is none."""
    [entry] = entries_of(table("otter weigh", "-d`, `--depth METRES", "open the lock no wider"))
    assert entry.options == {"-d", "--depth"}
    assert not list(entries_of(chunk("| Name | Size |\n| --- | --- |\n| `pike` | long |\n")))


def test_rows_are_read_as_entries_with_their_places() -> None:
    """What is said of an option stands where the row has it, under the heading over the table."""
    piece = table("otter weigh", "-d`, `--depth METRES", "open the lock no wider. Ask first.")
    assert not read(piece).entries
    [entry] = with_rows(read(piece)).entries
    assert [words.text for words in entry.body] == ["open the lock no wider.", "Ask first."]
    assert entry.headings == ("otter weigh",)
    span = entry.body[0].span
    assert piece.text[span.start : span.end] == "open the lock no wider."


def test_who_has_an_option_is_read_off_tables_too() -> None:
    """Of commands of two words, as they are typed."""
    said = "leave out the fish that are too small"
    found = [table(name, "--small", said) for name in ("otter weigh", "otter sell")]
    [small] = held({each.document_id: [each] for each in found})
    assert [holder.name for holder in small.holders] == ["otter sell", "otter weigh"]


def test_an_option_of_two_tables_is_told_apart() -> None:
    """Where both commands work on one thing and one page names the other."""
    front = "This command {} the fish of a boat, see `otter sell`.\n\n|  |  |\n"
    rows = ROW.format("--small", "leave out the youngest"), ROW.format("--small", "wrap everything in paper")
    weigh = typed("otter weigh", front.format("weighs") + rows[0], document="weigh")
    sell = typed("otter sell", front.format("sells") + rows[1], document="sell")
    [pair] = namesakes({"weigh": [weigh], "sell": [sell]})
    assert pair.options == ("--small",)
    here, there = with_rows(read(weigh)), with_rows(read(sell))
    made = list(same_option(here, there, pair.options, "Otter"))
    assert [each.reference for each in made] == [
        "In otter sell, --small wraps everything in paper; in otter weigh, --small leaves out the youngest."
    ]


def test_a_value_that_only_the_terms_explain_tells_no_difference() -> None:
    """Nobody knows what PIER is whom the option as it is typed does not tell."""
    spelt = chunk("## Options\n\n--moor ROPE PIER\n: Ties the boat to every PIER.\n", title="rolo-tie(1)")
    plain = chunk("## Options\n\n--moor PIER\n: Ties the boat to every PIER.\n", title="rolo-tie(1)")
    acts = [act_of(read(each).entries[0], "--moor", "rolo-tie") for each in (spelt, plain)]
    assert acts[0] is None and acts[1] is not None and acts[1].clause == "ties the boat to every PIER"
