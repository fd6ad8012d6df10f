"""What only several pages tell: who has an option or a column, and how one table is joined to another over a third."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from records import chunk, multi_hop_draft

from kgsynth import generate
from kgsynth.checks.grounding import Grounding
from kgsynth.checks.hops import Hops
from kgsynth.engines.extractive.candidates import AT_LAST, Candidate
from kgsynth.engines.extractive.reading.passage import read
from kgsynth.engines.extractive.rewording import ways
from kgsynth.engines.extractive.several.across import Across
from kgsynth.manuals import held, joins
from kgsynth.types import Chunk, QueryType

PAGE = "# {0}\n\n{0} - do a thing to a boat\n\n## Options\n\n{1}\n"
AHOY = "--ahoy\n: Greet every boat that passes.\n"
STERN = "--stern\n: Begin at the back of the boat.\n"


def pages(**entries: str) -> dict[str, list[Chunk]]:
    """Pages of commands, by their names, with their entries; a heading makes any other page."""
    return {
        name: [chunk(text if text.startswith("#") else PAGE.format(name, text), name, title=name)]
        for name, text in entries.items()
    }


def who(found: Mapping[str, Sequence[Chunk]]) -> dict[str, list[str]]:
    """The names that a few pages have, and whose they are."""
    return {each.name: [holder.name for holder in each.holders] for each in held(found)}


def asked(found: Mapping[str, Sequence[Chunk]]) -> list[Candidate]:
    """Every question over several of the pages."""
    chunks = [chunk for each in found.values() for chunk in each]
    across = Across.of(chunks)
    by_id = {chunk.id: chunk for chunk in chunks}
    ids = [*across.held, *across.joins]
    return [made for each in ids for made in across.candidates([read(by_id[one]) for one in sorted(each)], "Rolo")]


def asked_first(found: Mapping[str, Sequence[Chunk]]) -> list[Candidate]:
    """Those that do not wait until nothing better is left."""
    return [made for made in asked(found) if made.weight > AT_LAST]


# ------------------------------------------------------------------------------------------------- who has it


def test_an_option_of_a_few_commands_is_found_with_all_of_them() -> None:
    """The one that only one command has is not."""
    assert who(pages(pack=AHOY, send=AHOY + STERN, row="--oars\n: Use oars.\n")) == {"--ahoy": ["pack", "send"]}


def test_an_option_of_many_commands_is_nobodys_question() -> None:
    """Eight pages are too many to gather."""
    assert not who(pages(**{f"boat{number}": AHOY for number in "abcdefgh"}))


def test_another_page_that_speaks_of_the_option_makes_the_list_uncertain() -> None:
    """Unless it speaks of it as one of theirs."""
    other = "# row\n\nrow - pull the oars\n\n{}\n"
    two = {"pack": AHOY, "send": AHOY}
    assert not who(pages(**two, row=other.format("With `row --ahoy` nobody is greeted.")))
    assert who(pages(**two, row=other.format("It runs `pack --ahoy` first."))) == {"--ahoy": ["pack", "send"]}


def test_a_page_that_tells_of_an_option_twice_has_it_for_two_things() -> None:
    """An option of subcommands, maybe."""
    assert not who(pages(pack=AHOY, send=f"{AHOY}\n## Other options\n\n{AHOY}"))


def test_a_name_with_marks_is_a_name() -> None:
    """``g++`` is no pattern."""
    assert who(pages(**{"g++": AHOY, "row.sh": AHOY})) == {"--ahoy": ["g++", "row.sh"]}


def test_a_denial_is_not_asked_about_beside_what_it_denies() -> None:
    """One entry, one name."""
    entry = "--ahoy\n--no-ahoy\n: Greet every boat that passes, or none.\n"
    assert list(who(pages(pack=entry, send=entry))) == ["--ahoy"]


def test_an_option_and_its_denial_in_brackets_are_two_names() -> None:
    """A page with ``--[no-]ahoy`` has the one as well as the other."""
    third = "--[no-]ahoy\n: Greet every boat that passes, or none.\n"
    assert who(pages(pack=AHOY, send=AHOY, row=third)) == {"--ahoy": ["pack", "row", "send"]}


def test_a_command_whose_options_another_takes_makes_no_list() -> None:
    """ "Any of the options of pack-boat" names no option: who takes them all stands in no entry."""
    lent = "# row\n\nrow - pull the oars\n\nIt accepts any of the options accepted by `pack-boat`.\n"
    assert not who(pages(**{"pack-boat": AHOY, "send": AHOY, "row": lent}))


def test_a_name_for_unlike_things_is_not_asked_for() -> None:
    """Nobody needs to know all who have it."""
    assert not asked(pages(pack=AHOY, send="--ahoy\n: Leave out empty folders.\n"))


def test_an_entry_that_names_the_others_leaves_nothing_to_collect() -> None:
    """One page alone tells it."""
    assert asked(pages(pack=AHOY, send=AHOY))
    assert not asked(pages(pack=AHOY, send="--ahoy\n: Greet every boat that passes, as `pack` does.\n"))


def test_columns_that_tables_share_are_asked_for_where_nothing_better_is_left() -> None:
    """Which views have a column of one name is trivia."""
    table = "# {0}\n\nThe view `{0}` shows boats.\n\n`draught_m` `integer`\n: How deep it goes.\n"
    found = pages(boats=table.format("boats"), rafts=table.format("rafts"))
    assert who(found) == {"draught_m": ["boats", "rafts"]} and not asked_first(found)
    (made,) = asked(found)
    assert (made.question, made.weight) == ("Which Rolo views have the draught_m column?", AT_LAST)


def test_an_option_that_only_goes_on_behind_another_is_not_asked_for_beside_it() -> None:
    """The shorter one stands for both."""
    both = f"{AHOY}\n--ahoy-loudly\n: Greet every boat that passes, and ring the bell.\n"
    (made,) = asked(pages(row=both, tow=both))
    assert "--ahoy option" in made.question


def test_a_switch_and_an_option_with_a_value_are_two_things() -> None:
    """Though both speak of the stern of a boat."""
    assert not asked_first(
        pages(row="--stern\n: Begin at the stern of the boat.\n", tow="--stern BOAT\n: The stern of a boat.\n")
    )
    assert asked_first(pages(row=STERN, tow=STERN))


def test_an_option_that_only_its_name_makes_alike_is_not_asked_for() -> None:
    """Both "check" something, and nothing else is said of both."""
    nets = "--check\n: Check the nets for holes before they are cast.\n"
    assert not asked_first(pages(cast=nets, bill="--check\n: Check sums only, print no bill.\n"))
    assert asked_first(pages(cast=nets, mend="--check\n: Check the nets for holes once they are dry.\n"))


def test_who_has_an_option_is_asked_and_each_page_gives_a_piece() -> None:
    """Three commands, three pieces of evidence; the answer names all."""
    found = pages(**dict.fromkeys(("pack", "row", "send"), AHOY))
    (made,) = asked(found)
    assert made.question == "Which Rolo commands have the --ahoy option?" and made.reference == "pack, row and send."
    assert [span.document_id for span in made.evidence] == ["pack", "row", "send"]
    assert "With which Rolo commands can I use --ahoy?" in {wording.question for wording in ways(made)}


def test_programs_are_called_so_unless_an_everyday_word_calls_one() -> None:
    """Whoever says ``read`` means a command, of whatever has it."""
    programs, commands = ("bosunctl", "rowctl"), ("bosunctl", "pack")
    asked_of = [asked(pages(**dict.fromkeys(names, AHOY)))[0].question for names in (programs, commands)]
    assert asked_of == ["Which Rolo programs have the --ahoy option?", "Which Rolo commands have the --ahoy option?"]


def test_pages_in_other_languages_are_not_asked_about_in_english() -> None:
    """The question is put in the language of its pages, or not at all."""
    german = {
        name: [chunk(PAGE.format(name, "--ahoy\n: Jedes Schiff wird begrüßt.\n"), name, language="de", title=name)]
        for name in ("pack", "send")
    }
    assert list(who(german)) == ["--ahoy"] and not asked(german)


@pytest.mark.parametrize("said", ["Print more messages (verbose).", "Deprecated, and ignored."])
def test_what_nobody_uses_is_not_asked_for(said: str) -> None:
    """Nor what every program has for itself."""
    entry = f"--ahoy\n: {said}\n"
    assert not asked(pages(pack=entry, send=entry))


def listed(answer: str) -> str | None:
    """Why a list over two pages would be refused."""
    draft = multi_hop_draft("Which programs have the --ahoy option?", answer, (AHOY, AHOY), kind="collection")
    return Hops().check([draft])[0]


def test_each_piece_of_a_list_adds_its_own_page() -> None:
    """Though both say the same; a list shorter than its evidence does not need all of it."""
    assert listed("pack and send.") is None
    assert listed("pack.") == "single_hop_leak"


def test_the_titles_of_the_pages_ground_a_list() -> None:
    """The option's entry does not name the command, its page does."""
    draft = multi_hop_draft("Which programs have the --ahoy option?", "d1 and d2.", (AHOY, AHOY), kind="collection")
    (reason,) = Grounding().check([draft])
    assert reason is not None and reason.startswith("unsupported_answer")


# --------------------------------------------------------------------------------------------------- joins

TABLE = "# {0}\n\nThe table `{0}` holds things.\n\n{1}"
COLUMN = "`{0}` `integer` (references `{1}`.`{2}`)\n: What it belongs to.\n\n"


def tables(**columns: Sequence[tuple[str, str, str]]) -> dict[str, list[Chunk]]:
    """Pages of tables with columns that refer to others."""
    return pages(**{
        name: TABLE.format(name, "".join(COLUMN.format(*each) for each in found)) for name, found in columns.items()
    })  # fmt: skip


def led(found: Mapping[str, Sequence[Chunk]]) -> list[tuple[str, str, str]]:
    """Start, middle and end of each way."""
    return [(way.first.table, way.first.target, way.second.target) for way in joins(found)]


def test_two_references_make_a_way_over_a_third_table() -> None:
    """What the start and the end have in common stands on neither page."""
    found = tables(trips=[("boat", "boats", "id")], boats=[("owner", "people", "id")])
    assert led(found) == [("trips", "boats", "people")]
    (made,) = asked(found)
    assert made.question == "How do I join trips to people?"
    assert made.reference == "trips.boat references boats.id, and boats.owner references people.id."
    assert made.hidden == ("boats",)


def test_rows_of_a_table_refer_as_well() -> None:
    """As data dictionaries in Markdown do."""
    row = "| Column | Type | Note |\n| --- | --- | --- |\n| {} | integer | foreign key to {}(id) |\n"
    found = pages(
        trips=TABLE.format("trips", row.format("boat_id", "boats")),
        boats=TABLE.format("boats", row.format("owner_id", "people")),
    )
    assert led(found) == [("trips", "boats", "people")]


@pytest.mark.parametrize(
    "columns",
    [
        {"trips": [("boat", "boats", "id"), ("guest", "people", "id")], "boats": [("owner", "people", "id")]},
        {"trips": [("boat", "boats", "id")], "boats": [("owner", "people", "id"), ("builder", "people", "id")]},
        {"trips": [("boat", "boats", "name")], "boats": [("owner", "people", "id")]},
        {"trips": [("boat", "boats", "id")], "boats": [("trip", "trips", "id")]},
        {
            "trips": [("boat", "boats", "id"), ("town", "towns", "id")],
            "boats": [("owner", "people", "id")],
            "people": [("home", "towns", "id")],
        },
    ],
    ids=["joined directly", "two ways", "not a key", "back again", "one third"],
)
def test_a_way_that_is_not_the_one_is_not_asked_for(columns: Mapping[str, Sequence[tuple[str, str, str]]]) -> None:
    """Whoever asks would be told otherwise elsewhere, or wrongly."""
    assert ("trips", "boats", "people") not in led(tables(**columns))


@pytest.mark.parametrize("said", ["Who owns it; otherwise zero.", "Who owns it. For those that are lost this is null."])
def test_a_column_that_may_hold_no_key_leads_nowhere(said: str) -> None:
    """Over it, the rows that have none are lost."""
    owner = COLUMN.format("owner", "people", "id").replace("What it belongs to.", said)
    boat = COLUMN.format("boat", "boats", "id")
    assert not led(pages(trips=TABLE.format("trips", boat), boats=TABLE.format("boats", owner)))


# ------------------------------------------------------------------------------------------------ the whole


def test_a_folder_of_manuals_gives_questions_over_its_pages(tmp_path: Path) -> None:
    """By the whole program, with each hop on a page of its own."""
    said = "Greets every boat that passes the harbour, by name."
    for name, task in (
        ("pack", "fill a boat with goods"),
        ("send", "send a boat away"),
        ("row", "move a boat by hand"),
    ):
        entry = f"`--ahoy`\n: {said}\n" if name != "row" else "`--oars`\n: Uses the oars instead of the sails.\n"
        (tmp_path / f"{name}.md").write_text(f"# {name}(1)\n\n{name} - {task}\n\n## Options\n\n{entry}")
    made = generate(tmp_path, size=4, multi_hop=0.5)
    (sample,) = (each for each in made if each.question_kind == "collection")
    assert sample.query_type is QueryType.MULTI_HOP and sample.hops == 2 and len(sample.documents) == 2
    assert sample.reference == "pack and send."


def test_entries_of_one_page_that_read_the_same_are_told_apart_by_their_titles() -> None:
    """Without a title that names the command, neither entry says whose it is, and nothing is asked."""
    told = "## rolo {0}\n\nThis command {0}s a boat at the quay of a river.\n\n```\nrolo {0} BOAT\n```\n\n{1}\n"
    first, second = (
        replace(chunk(told.format(name, AHOY), "quay", title="Quay", start=1000 * place), headings=(f"rolo {name}",))
        for place, name in enumerate(("pack", "sell"))
    )
    (made,) = asked({"quay": [first, second]})
    pieces = [first.text_of(span) if span.end <= first.span.end else second.text_of(span) for span in made.evidence]
    assert pieces[0] == "rolo pack" and "rolo sell" in pieces


def test_what_entries_share_beyond_the_words_of_their_option_makes_them_akin() -> None:
    """ "Ahoy" in both says nothing of what it is."""
    unlike = pages(pack="--ahoy\n: Shout ahoy at boats.\n", send="--ahoy\n: Print the ahoy of a letter in red.\n")
    assert asked(unlike) == []
