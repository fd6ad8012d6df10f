"""Entries that have to do with each other -> the questions that neither answers alone."""

import pytest
from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.limits import limits
from kgsynth.engines.extractive.namesakes import namesakes
from kgsynth.engines.extractive.reading import read
from kgsynth.engines.extractive.references import INHERITED, references
from kgsynth.headwords import lettered, of_one_noun, referring
from kgsynth.types import Chunk

# ------------------------------------------------------------------------------------------------- namesakes

PACK = "-k, --keep\n: Keep the crates that were packed before.\n"
SHIP = "-k, --key=<file>\n: Sign the waybill with the key in a file.\n"


def same_letter(first: str, second: str) -> list[Candidate]:
    """What is asked of the letter -k in the manuals of two commands."""
    one, other = chunk(first, "d1", title="crate-pack(1)"), chunk(second, "d2", title="crate-ship(1)")
    return list(namesakes(read(one), read(other), ("-k", "crate-pack", "crate-ship"), ""))


def test_a_letter_with_two_meanings_is_told_by_its_long_options() -> None:
    """No is the answer, and both meanings with it; the evidence is an entry of each manual."""
    found = next(each for each in same_letter(PACK, SHIP) if each.kind == "yes_no")
    assert all(name in found.question for name in ("-k", "crate-pack", "crate-ship"))
    assert found.reference.startswith("No, in crate-pack it is --keep (keep the crates")
    assert "in crate-ship --key (sign the waybill" in found.reference
    assert {span.document_id for span in found.evidence} == {"d1", "d2"}


def test_two_meanings_may_be_asked_for_by_their_difference() -> None:
    """Where both manuals say in a few words what the option does."""
    assert "difference" in {each.kind for each in same_letter(PACK, SHIP)}
    long = f"-k, --key=<file>\n: Sign {'and seal ' * 12}the waybill.\n"
    assert "difference" not in {each.kind for each in same_letter(PACK, long)}


def test_one_meaning_is_affirmed_where_each_manual_says_so_in_its_own_words() -> None:
    """Two manuals in the same words would be one hop."""
    again = "-k, --keep\n: Keep the crates on the quay.\n"
    assert [each.reference[:4] for each in same_letter(PACK, again)] == ["Yes,"]
    assert same_letter(PACK, PACK) == []


@pytest.mark.parametrize(
    "second",
    [
        "-k, --keep\n: Count the waybills.\n",  # one name, and who knows whether one thing
        "-k, --keep-all\n: Sign the waybill.\n",  # two names of one thing, perhaps
        "-k, --store\n: Keep the crates that were stored before.\n",  # two names, and the same is said
        "-k\n: Sign the waybill.\n",  # no long form tells what it means
        "-k, --help\n: Print what can be typed.\n",
    ],
)
def test_nothing_is_asked_of_a_letter_in_doubt(second: str) -> None:
    """Whether two options are the same is asked only where the manuals settle it."""
    assert same_letter(PACK, second) == []


def manual(page: str, name: str, task: str, *options: str, see: str = "") -> list[Chunk]:
    """The page of a command."""
    texts = [f"# NAME\n\n{name} - {task}\n", *options, *([f"# SEE ALSO\n\n{see}\n"] if see else [])]
    return [chunk(text, page, start=900 * place, title=f"{name}(1)") for place, text in enumerate(texts)]


def test_letters_are_compared_between_commands_that_are_used_side_by_side() -> None:
    """Each names the other, or they are for nearly the same; any two others have nothing to do with each other."""
    pack = manual("d1", "crate-pack", "put goods into a wooden crate", PACK, see="crate-ship(1)")
    ship = manual("d2", "crate-ship", "send sealed boxes overseas by steamer", SHIP, see="crate-pack(1)")
    other = manual("d3", "tidewatch", "print when the next flood comes", "-k, --knots\n: Print the speed in knots.\n")
    found = list(lettered({"d1": pack, "d2": ship, "d3": other}))
    assert [(first, second, names) for _, _, first, second, names in found] == [
        (pack[1], ship[1], ("-k", "crate-pack", "crate-ship"))
    ]


def test_a_letter_that_a_manual_gives_twice_is_not_compared() -> None:
    """One of two entries would be left out."""
    pack = manual("d1", "crate-pack", "put goods into a wooden crate", PACK, SHIP, see="crate-ship(1)")
    ship = manual("d2", "crate-ship", "send sealed boxes overseas", SHIP, see="crate-pack(1)")
    assert list(lettered({"d1": pack, "d2": ship})) == []


# ------------------------------------------------------------------------------------------------- references

SPOOL = "spool_size (integer)\n: Sets how much of a letter is held. The default is 64 MB.\n"


def leaning(entry: str, other: str, name: str, *, title: str = "Settings") -> list[Candidate]:
    """What follows from an entry that leans on another of the same page."""
    here, there = chunk(entry, "d1", title=title), chunk(other, "d1", start=900, title=title)
    return list(references(read(here), read(there), (name,), ""))


@pytest.mark.parametrize(
    "said",
    [
        "If it is not set, the value of spool_size is used.",
        "Defaults to the value of spool_size.",
        "It defaults to -1, meaning that the value of spool_size is used.",
        "If -1 is given (which is the default), the spool_size value will be used.",
    ],
)
def test_a_default_that_is_another_settings_is_followed(said: str) -> None:
    """The question names the one setting, the answer the other and its figure."""
    (found,) = leaning(f"worker_spool (integer)\n: Limits what a worker holds. {said}\n", SPOOL, "spool_size")
    assert found.kind == INHERITED
    assert "worker_spool" in found.question
    assert "spool_size" not in found.question
    assert found.reference.startswith("64 MB: it defaults to the value of spool_size")


@pytest.mark.parametrize(
    "said",
    [
        "If it is not set, the value of spool_size is used. The default is 8 MB.",
        "If -1 is given, the spool_size value will be used.",
        "If it is larger than the value of spool_size, it is cut.",
    ],
)
def test_a_default_of_its_own_is_not_followed(said: str) -> None:
    """What holds only for somebody who takes a value away is not what a setting comes to."""
    assert leaning(f"worker_spool (integer)\n: Limits what a worker holds. {said}\n", SPOOL, "spool_size") == []


@pytest.mark.parametrize(
    ("default", "verdict"), [("The default is off.", "No"), ("It is on by default.", "Yes"), ("", "")]
)
def test_what_needs_another_setting_depends_on_its_default(default: str, verdict: str) -> None:
    """Nothing is asked where the other entry does not say."""
    said = "log_weight (boolean)\n: Logs the weight of each letter. It has no effect unless log_letters is enabled.\n"
    found = leaning(said, f"log_letters (boolean)\n: Logs each letter. {default}\n", "log_letters")
    assert [each.reference.split(",")[0] for each in found] == ([verdict] if verdict else [])


def test_an_implied_option_is_asked_about_by_what_it_does() -> None:
    """The question does not name it."""
    (found,) = leaning(
        "--express\n: Send the letters by rail. This option implies --unsealed.\n",
        "--unsealed\n: Skip the sealing of parcels.\n",
        "--unsealed",
        title="crate-ship(1)",
    )
    assert found.question == "Does --express make crate-ship skip the sealing of parcels, too?"
    assert found.reference.startswith("Yes, --express implies --unsealed")


def test_options_that_exclude_each_other_are_asked_about_by_what_they_do() -> None:
    """Neither is named; that they cannot be combined is the answer."""
    (found,) = leaning(
        "--express\n: Send the letters by the night train. This option cannot be combined with --unsealed.\n",
        "--unsealed\n: Skip the sealing of parcels.\n",
        "--unsealed",
        title="crate-ship(1)",
    )
    assert "--" not in found.question
    assert found.reference == "No, --express cannot be combined with --unsealed."


def test_an_entry_leads_to_the_entry_that_it_leans_on() -> None:
    """On the same page, not in the same chunk, and only from a sentence that leans."""
    leans = chunk("worker_spool\n: Limits a worker. Defaults to the value of spool_size.\n", "d1")
    names = chunk("old_spool\n: A sibling of spool_size.\n", "d1", start=400)
    home = chunk(SPOOL, "d1", start=900)
    found = [(first, second, names) for _, _, first, second, names in referring({"d1": [leans, names, home]})]
    assert found == [(leans, home, ("spool_size",))]


# ------------------------------------------------------------------------------------------------- limits


def of_timeouts(first: str, second: str) -> list[Candidate]:
    """What is asked of two settings, each in a chunk of its own."""
    one, other = (
        chunk(f"{name}_timeout (integer)\n: Ends a {name}. {said}\n", "d1", start=start)
        for name, said, start in (("berth", first, 0), ("tow", second, 900))
    )
    return list(limits(read(one), read(other), ""))


@pytest.mark.parametrize(("unit", "verdict"), [("seconds", "Yes"), ("milliseconds", "No")])
def test_a_bare_number_is_compared(unit: str, verdict: str) -> None:
    """Either entry alone gives one unit."""
    said = "A value without a unit is taken as {}."
    (found,) = of_timeouts(said.format("seconds"), said.format(unit))
    assert found.reference.startswith(f"{verdict}, ")
    assert unit in found.reference


def test_a_restart_for_one_of_two_is_told_apart() -> None:
    """Which of them it is for stands in one entry, that the other needs none in the other."""
    (found,) = of_timeouts("It can only be set at server start.", "It can be changed while the server runs.")
    assert found.reference.startswith("For berth_timeout only")
    assert "tow_timeout can be changed while the server runs" in found.reference
    running = "It can be changed while the server runs."
    assert of_timeouts(running, running) == []


def test_settings_of_one_noun_share_a_route() -> None:
    """Not those of two nouns."""
    said = "It can only be set at server start."
    one, other, unlike = (
        chunk(f"{name}\n: Ends it. {said}\n", "d1", start=400 * place)
        for place, name in enumerate(("berth_timeout", "tow_timeout", "tow_length"))
    )
    assert [pair[2:4] for pair in of_one_noun({"d1": [one, other, unlike]})] == [(one, other)]
