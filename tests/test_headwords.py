"""Entries that have to do with each other -> the questions that neither answers alone."""

import pytest
from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.reading.passage import read
from kgsynth.engines.extractive.several.limits import limits
from kgsynth.engines.extractive.several.references import INHERITED, references
from kgsynth.headwords import of_one_noun, referring

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
        "Defaults to the value of spool_size. If neither is set, it currently defaults to 9 MB.",
        "Defaults to the value of spool_size. If both are unset, 9 MB are held.",
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


def test_what_several_commands_inherit_is_asked_once() -> None:
    """A pair of an option and a setting has one name, whoever has the option."""
    here = "--cap=<n>\n: Stop after so many letters. Defaults to the value of spool_size.\n"
    names = {
        tuple(name.full for name in found.names)
        for title in ("crate-ship(1)", "crate-send(1)")
        for found in leaning(here, SPOOL, "spool_size", title=title)
    }
    assert len(names) == 1


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
    found = [(first, second, names) for _, first, second, names in referring({"d1": [leans, names, home]})]
    assert found == [(leans, home, ("spool_size",))]


# ------------------------------------------------------------------------------------------------- limits


def of_timeouts(first: str, second: str) -> list[Candidate]:
    """What is asked of two settings, each in a chunk of its own."""
    one, other = (
        chunk(f"{name}_timeout (integer)\n: Ends a {name}. {said}\n", "d1", start=start)
        for name, said, start in (("berth", first, 0), ("tow", second, 900))
    )
    return list(limits(read(one), read(other), ""))


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
    assert [pair[1:3] for pair in of_one_noun({"d1": [one, other, unlike]})] == [(one, other)]


def test_settings_whose_names_differ_in_one_word_share_a_route_where_both_have_a_default() -> None:
    """Not in the last word, which says what is set, and not where one has no default."""
    names = ("trap.autoClose", "gate.autoClose", "gate.autoOpen", "lock.autoClose")
    one, other, unlike, silent = (
        chunk(f"{name}\n: Whether it does. {'' if name[0] == 'l' else 'Defaults to true.'}\n", "d1", start=400 * place)
        for place, name in enumerate(names)
    )
    assert [pair[1:3] for pair in of_one_noun({"d1": [one, other, unlike, silent]})] == [(one, other)]


# ------------------------------------------------------------------------------------------------- options and settings

ROUND = "round.always\n: Whether to round each weight to a full ounce. {}\n"


def settled(said: str, default: str) -> list[Candidate]:
    """What follows from an option of otter-weigh that a setting of another page decides on."""
    here = chunk(f"--round\n: Round each weight to a full ounce. {said}\n", "d1", title="otter-weigh(1)")
    there = chunk(ROUND.format(default), "d2", title="otter-config(1)")
    return list(references(read(here), read(there), ("round.always",), "otter"))


@pytest.mark.parametrize(
    "said",
    [
        "This can also be controlled via the round.always config option.",
        "It is also controlled by the configuration option round.always.",
        "Can be activated by default using the round.always configuration variable.",
        "The round.always configuration variable can be used to enable this option by default.",
        "It can be used to override configuration variable round.always.",
    ],
)
def test_an_option_that_a_setting_decides_on_is_on_or_off_with_it(said: str) -> None:
    """The question names the option and its command, the answer the setting."""
    (found,) = settled(said, "False by default.")
    assert "--round" in found.question and "otter weigh" in found.question and "round.always" not in found.question
    assert found.reference == "No, as round.always is false by default."


@pytest.mark.parametrize("terms", ["--[no-]round", "--round\n--no-round"])
def test_a_switch_that_stands_with_its_denial_is_asked_about_by_itself(terms: str) -> None:
    """Its default may be that of a setting."""
    said = "Defaults to the value of the round.always configuration variable."
    here = chunk(f"{terms}\n: Round each weight to a full ounce. {said}\n", "d1", title="otter-weigh(1)")
    there = chunk(ROUND.format("True by default."), "d2", title="otter-config(1)")
    (found,) = references(read(here), read(there), ("round.always",), "otter")
    assert "--round" in found.question and "no-" not in found.question
    assert found.reference == "Yes, as round.always is true by default."


@pytest.mark.parametrize(
    ("said", "default"),
    [
        ("This can also be controlled via the round.always config option.", ""),
        (
            "This can also be controlled via the round.always config option. The default is to round.",
            "True by default.",
        ),
        ("See round.always as well.", "True by default."),
    ],
)
def test_an_option_with_a_default_of_its_own_is_not_asked_for(said: str, default: str) -> None:
    """Nor one of whose setting nobody says how it begins."""
    assert settled(said, default) == []
