"""Sentences -> questions, one pattern at a time; and the sentences that leave a pattern alone."""

import pytest
from records import chunk

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.clause_questions import ask
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.reading.passages import facts_of
from kgsynth.engines.extractive.reading.sentences_told import may_be_asked
from kgsynth.engines.extractive.topics_of_pages import topic_of


def questions(text: str, subject: str = "Kelmora") -> dict[str, str]:
    """Question -> answer of every candidate that the sentences of a text give."""
    piece = chunk(text)
    said = [fact for fact in facts_of([piece], subject=subject)[piece.id] if isinstance(fact, Statement)]
    found: list[Candidate] = [candidate for each in said for candidate in ask(each, subject)]
    return {candidate.question: candidate.reference for candidate in found}


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "The otter-tools package provides the `otterd` daemon, which guards every pond.",
            "Which package provides the otterd daemon?",
            "The otter-tools package.",
        ),
        (
            "The `mend` command can be used to join two broken lists.",
            "What can the mend command be used for?",
            "To join two broken lists.",
        ),
        (
            "The OTTER_HOME variable is set in the `/srv/otter.conf` file.",
            "In which file is the OTTER_HOME variable set?",
            "In the /srv/otter.conf file.",
        ),
        (
            "OtterDB maps are stored in /srv/otter/maps.",
            "Where are OtterDB maps stored?",
            "In /srv/otter/maps.",
        ),
        (
            "OtterDB rejects a letter because its seal is broken.",
            "Why does OtterDB reject a letter?",
            "Because its seal is broken.",
        ),
        (
            "The `prune` hook is called when the pond of OtterDB is full.",
            "When is the prune hook called?",
            "When the pond of OtterDB is full.",
        ),
        (
            "The QTP protocol was created by Kelmora Robotics.",
            "Who created the QTP protocol?",
            "Kelmora Robotics.",
        ),
        (
            "In case of a flood, OtterDB closes all sluices.",
            "What does OtterDB do in case of a flood?",
            "OtterDB closes all sluices.",
        ),
    ],
)
def test_a_sentence_is_asked_about(text: str, question: str, answer: str) -> None:
    """Each pattern names what it asks about, and the answer is whole."""
    assert questions(text).get(question) == answer, questions(text)


def test_a_word_that_changes_nothing_is_left_out() -> None:
    """ "also" in the sentence is no part of the question."""
    assert "Which package provides the otterd daemon?" in questions(
        "The otter-tools package also provides the `otterd` daemon."
    )


def test_one_thing_among_others_is_no_full_answer() -> None:
    """What the package "also" holds is not what it holds."""
    found = questions("The otter-tools package also contains a map of all ponds.")
    assert not any(question.startswith("What does") for question in found)


def test_the_question_does_not_hold_its_answer() -> None:
    """A server for mail is a sort of server, not one of that name."""
    assert not any("Which server" in question for question in questions("The SMTP server rejects letters of spies."))


@pytest.mark.parametrize(
    "text",
    [
        "We store the map of OtterDB in /srv/map.",
        "In this example, OtterDB stores its map in /srv/map.",
        "The server of example.com stores the map in /srv/map.",
        "This package provides the `otterd` daemon.",
    ],
)
def test_what_only_its_page_explains_is_left_alone(text: str) -> None:
    """Nobody who has not read the page would know what is meant."""
    assert questions(text) == {}


@pytest.mark.parametrize(
    ("headings", "topic"),
    [
        (("12. Boxes", "12.2.2. LXC"), "LXC"),
        (("11.1.1. Installing Otterd",), "Otterd"),
        (("14.5. Introduction to SELinux",), "SELinux"),
        (("14.5. Introduction to SELinux", "14.5.1. Principles"), "SELinux"),
        (("3. SELinux or AppArmor",), ""),
        (("CONFIGURATION FILE",), ""),
        (("2. Locking LOOSE SLUICE Gates",), ""),
        (("2. Tide/Moon Tables",), ""),
        (("Otterd", "--pond-depth=<metres>"), ""),
        (("Kelmora",), ""),
    ],
)
def test_the_topic_of_a_page_is_the_one_name_in_its_headings(headings: tuple[str, ...], topic: str) -> None:
    """The innermost heading that holds exactly one; the subject of the whole corpus says nothing."""
    assert topic_of(headings, headings[0], "Kelmora") == topic


@pytest.mark.parametrize(
    "text",
    [
        "OtterDB input consists of a sequence of commands.",
        "Servers that can modify otter data are called read/write, master or primary servers.",
        "Functions written in OtterQL are defined to the server by executing CREATE OTTER commands.",
        "The `mend` command creates `*.orig` files while joining lists.",
        "OtterBox contains a piece of software called Setup.",
        "OtterDB supports a storage system called `TOAST`.",
        "The `debond` command is one of the tools in the bondscripts suite.",
        "The Otterwatch website references a huge number of otter distributions.",
        "The `pg_ponds` catalog stores pond definitions.",
    ],
)
def test_what_tells_nothing_or_is_turned_round_is_not_asked(text: str) -> None:
    """A vague answer, a term for its meaning, a by-product, one of many, the words of a name."""
    assert not questions(text)


def test_what_some_people_did_once_is_no_reason_to_ask() -> None:
    """The running example of a book; what a thing did is history."""
    assert not questions("The Falcon Corp administrators selected OtterMail because it never loses a letter.")
    assert questions("The OtterMail server rejected every letter because the disk was full.")


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("The wal_level parameter determines how much information is written.", True),
        ("If it is off, the server keeps no statistics.", True),
        ("This can be used to list the open ports.", True),
        ("This is faster.", False),
        ("In the example above, the server runs on foo.", False),
        ("We keep our backups on tape.", False),
        ("The server is sometimes slow.", False),
    ],
)
def test_what_is_not_worth_a_parse(text: str, may: bool) -> None:
    """Examples, hedges, the first person, and what leans on the sentence before."""
    assert may_be_asked(text) is may


def test_an_end_in_time_is_told_as_one() -> None:
    """ "Until when" is answered with "until"."""
    found = questions("The `otterd` function waits until the keeper has finished the feeding.")
    assert found == {"Until when does the otterd function wait?": "Until the keeper has finished the feeding."}
