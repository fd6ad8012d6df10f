"""A question of one hop says which product, part, window or entry it is of, where no name in it tells."""

from dataclasses import replace

import pytest
from records import chunk, span_of

from kgsynth.engines.extractive.belonging.families_of_pages import part_of, parts_of_the_manual
from kgsynth.engines.extractive.belonging.placing import placed, unplaced
from kgsynth.engines.extractive.belonging.standing_alone import StandingAlone
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.rewording import ways
from kgsynth.engines.extractive.scenes.scenes import Scene, Sort
from kgsynth.engines.extractive.scenes.scenes_of_pages import Scenes
from kgsynth.engines.extractive.scope import Corpus
from kgsynth.types import Chunk

PAGE = "Otterbook drains a pond on Sunday."
SAID = StandingAlone(Corpus.of([]), "Otterbook")


def asked(
    question: str, text: str = PAGE, evidence: str = "", kind: str = "how_to", answer: str = "Slowly."
) -> Candidate:
    """A candidate of one chunk."""
    piece = chunk(text)
    return Candidate((piece,), question, answer, (span_of(piece, evidence or text),), kind)


def said_of(candidate: Candidate, rule: StandingAlone = SAID) -> str:
    """The question as it is asked in the end; empty where it is not."""
    made = rule.of(candidate)
    return made.question if made is not None else ""


def below(text: str, *titles: str, source: str = "x.html") -> Chunk:
    """A chunk below some headings."""
    return replace(chunk(text, title=titles[0]), headings=titles, source=source)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How can I drain a pond?", "How can I drain a pond in Otterbook?"),
        ("In Otterbook, how can I drain a pond?", "How can I drain a pond in Otterbook?"),
        ("Which command drains a pond?", "Which Otterbook command drains a pond?"),
        ("What happens if a pond is empty?", "In Otterbook, what happens if a pond is empty?"),
        ("How can I drain an Otterbook pond?", "How can I drain an Otterbook pond?"),
    ],
)
def test_the_product_is_named_where_it_reads_best(question: str, expected: str) -> None:
    """Before what is asked for, at the end of a short question, in front of a long one; and never twice."""
    assert said_of(asked(question)) == expected


@pytest.mark.parametrize(
    "question",
    ["What does pond_depth hold?", "What does DRAIN POND do?", "Is Kvasir-Brok an ally?"],
)
def test_a_name_of_its_own_is_enough(question: str) -> None:
    """What the corpus explains and spells as code; a command of several capitals; and who comes from elsewhere."""
    pages = [below("x", "pond_depth"), below("x", "DRAIN POND")]
    assert said_of(asked(question, kind="factual"), StandingAlone(Corpus.of(pages), "Otterbook")) == question


def test_an_unknown_name_in_code_is_not() -> None:
    """Whose it is, nobody could tell."""
    assert said_of(asked("What does pond_depth hold?", kind="factual")) == "What does pond_depth hold in Otterbook?"


@pytest.mark.parametrize(
    "question",
    [
        "How does RAID5 differ from RAID0?",
        "Where is ICMPv6 defined?",
        "What can TFTP be used for?",
        "What is the Ring Relay Protocol used for?",
        "Who was Orla Finnsdottir?",
    ],
)
def test_what_holds_in_all_the_world_is_not_so_in_a_product(question: str) -> None:
    """What a standard is or does, and who somebody was, is the same wherever it is told."""
    assert said_of(asked(question, kind="factual")) == question
    assert said_of(asked(question.replace("?", " in Otterbook?"), kind="factual")) == question


def test_what_is_done_with_a_standard_is_done_in_a_product() -> None:
    """Another goes about it in another way."""
    assert said_of(asked("How can I turn on DNS?")) == "How can I turn on DNS in Otterbook?"


def test_a_command_of_another_is_not_one_of_the_product() -> None:
    """Where no page explains it, and what is around does not speak of the product."""
    made = asked("What does the eelcat command do in Otterbook?", "The eelcat command counts eels.", kind="purpose")
    made = replace(made, names=(Name("eelcat", "command"),))
    assert said_of(made) == "What does the eelcat command do?"
    explained = StandingAlone(Corpus.of([below("x", "eelcat")]), "Otterbook")
    assert said_of(made, explained) == "What does the eelcat command do in Otterbook?"


def test_what_speaks_of_no_product_is_no_verdict_on_it() -> None:
    """Whether eels are fish is not so "in Otterbook"."""
    assert said_of(asked("Are eels fish?", text="Eels are fish.", kind="yes_no")) == ""


def test_a_remark_inside_a_table_is_not_on_the_product() -> None:
    """Unless it speaks of what the titles above do."""
    row = "| A12 | Worth of an eel. It is told by weight. |"
    made = asked("How is the worth told?", row, "It is told by weight.")
    assert said_of(made) == ""
    assert said_of(replace(made, chunks=(replace(made.chunks[0], title="The Worth"),)))


def test_no_corpus_is_named_that_is_about_nothing() -> None:
    assert said_of(asked("How can I drain a pond?"), StandingAlone(Corpus.of([]))) == "How can I drain a pond?"


def test_a_part_of_a_manual_is_named_by_its_files() -> None:
    """It goes before the whole product; an everyday word is the name of no part."""
    pages = [below("x", title, source=f"plotr-{at}.html") for at, title in enumerate(("PL/Otr", "Loops", "Errors"))]
    pages += [below("x", "Ponds", source=f"ponds-{at}.html") for at in range(3)]
    parts = parts_of_the_manual(pages)
    assert (part_of(pages[1], parts), part_of(pages[3], parts)) == ("PL/Otr", "")
    assert part_of(pages[1], parts_of_the_manual(pages[:2])) == ""
    rule = StandingAlone(Corpus.of(pages), "Otterbook")
    made = asked("How can I drain a pond?")
    assert said_of(replace(made, chunks=(replace(made.chunks[0], source="plotr-1.html"),)), rule).endswith("in PL/Otr?")


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("Can Eelmail count the fish?", "No, Eelmail cannot count the fish.", "Can Eelmail count the fish?"),
        ("Can Eelmail count the fish?", "No, Eelmail counts ponds.", ""),
        ("Can Eelmail count the fish?", "No, Eelmail usually cannot count the fish.", ""),
        ("Can the mill count the fish?", "No, the mill cannot count the fish.", ""),
    ],
)
def test_what_is_denied_of_a_name_is_asked_of_that_alone(question: str, answer: str, expected: str) -> None:
    """Where the passage does not speak of the product, and the text itself denies it."""
    rule = StandingAlone(Corpus.of([below("x", "Eelmail")]), "Otterbook")
    assert said_of(asked(question, "It cannot.", kind="yes_no", answer=answer), rule) == expected


@pytest.mark.parametrize(("others", "expected"), [(2, "in Otterbook?"), (1, "")])
def test_a_tool_that_a_corpus_speaks_of_twice_is_the_products(others: int, expected: str) -> None:
    """A tool that it only mentions once is that of somebody else."""
    text = "To drain a pond, use `sluicer -d`."
    pages = [chunk(text), *(below("Or take sluicer.", f"Mill {at}") for at in range(others - 1))]
    made = asked("How do you drain a pond?", text, answer="Use sluicer -d.")
    assert said_of(made, StandingAlone(Corpus.of(pages), "Otterbook")).endswith(expected)
    assert bool(said_of(made, StandingAlone(Corpus.of(pages), "Otterbook"))) is bool(expected)


ENTRY = "lock.onEmpty\n: What to do. To leave a pond as it is, write `keep`.\n\nlock.depth\n: How deep.\n"


@pytest.mark.parametrize(("question", "is_asked"), [
    ("How can I leave a pond as it is?", False),
    ("With lock.onEmpty, how can I leave a pond as it is?", True),
])  # fmt: skip
def test_what_an_entry_says_is_asked_of_that_entry(question: str, is_asked: bool) -> None:
    """A sentence inside the entry of a setting holds for that setting alone."""
    made = asked(question, ENTRY, "To leave a pond as it is, write `keep`.", answer="Write keep.")
    assert bool(said_of(made, StandingAlone(Corpus.of([])))) is is_asked


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Pond Editor", "What does the Drain button close in Otterbook's Pond Editor?"),
        ("Ponds at Night", ""),
    ],
)
def test_a_button_is_asked_for_with_its_window(title: str, expected: str) -> None:
    """There may be one of its name in every other window."""
    made = asked("What does the Drain button close?", kind="factual")
    assert said_of(replace(made, chunks=(replace(made.chunks[0], headings=(title,)),))) == expected


def test_what_holds_on_one_system_is_not_asked_of_all() -> None:
    made = asked("How can I drain a pond?")
    titled = replace(made, chunks=(replace(made.chunks[0], headings=("Ponds", "Draining on macOS")),))
    assert said_of(titled) == ""


def test_a_title_of_several_things_has_no_cells() -> None:
    """What stands in a table of the page is not what its title has."""
    made = replace(asked("What double does Nets and Traps have?", kind="table"), names=(Name("Nets and Traps"),))
    assert said_of(replace(made, chunks=(replace(made.chunks[0], title="Nets and Traps"),))) == ""


def test_every_wording_says_where_it_belongs() -> None:
    """However it is put, and in a place where it reads well."""
    made = SAID.of(asked("In Otterbook, how can you remove a pond?"))
    assert made is not None
    put = {each.question for each in ways(made)}
    assert all("Otterbook" in each for each in put)
    assert {"How do I remove a pond in Otterbook?", "I want to remove a pond in Otterbook. How do I do that?"} <= put


@pytest.mark.parametrize("text", ["Which command lists otters", "How is a pond dug", "What happens if a pond is empty"])
def test_what_is_put_in_can_be_taken_out(text: str) -> None:
    said = placed(text, "Otterbook")
    assert said is not None
    assert unplaced(said, "Otterbook").lower() == text.lower()


def test_a_subcommand_is_asked_for_with_its_command() -> None:
    """The product has none of that name: the command on whose page it stands does."""
    page = chunk(
        "# pondctl - look after ponds\n\nThe `pondctl` command drains.\n\nfill\n: Fills one.\n",
        title="pondctl - look after ponds",
    )
    made = Candidate(
        (page,),
        "What does the fill command do in Otterbook?",
        "It fills one.",
        (span_of(page, "Fills one."),),
        "purpose",
    )
    assert said_of(made) == "What does the fill command do in pondctl?"


NESTED = "fill\n: Fills a pond.\n\n    -s\n    --slow\n    : Lets it run. To hear it, wait.\n\ndrain\n: Drains it.\n"


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        ("With --slow, how can I hear it?", False),
        ("With fill --slow, how can I hear it?", True),
        ("With fill -s, how can I hear it?", True),
    ],
)
def test_an_entry_inside_another_needs_both(question: str, is_asked: bool) -> None:
    """Another command may have an option of that name."""
    made = asked(question, NESTED, "To hear it, wait.", answer="Wait.")
    assert bool(said_of(made, StandingAlone(Corpus.of([])))) is is_asked


def test_an_entry_ends_where_the_next_begins() -> None:
    made = asked(
        "How can I drain a pond?", f"{NESTED}\nTo drain a pond, pull.", "To drain a pond, pull.", answer="Pull."
    )
    assert said_of(made, StandingAlone(Corpus.of([])))


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [("Run `pond-fill` for it. Its notes are in /var/ponds.", False), ("Its notes are in /var/ponds.", True)],
)
def test_a_title_is_no_scene_where_a_paragraph_speaks_of_another_page(text: str, is_asked: bool) -> None:
    """The notes are those of ``pond-fill``."""
    pages = Corpus.of([below("x", "pond-fill"), below("x", "lock-drain")])
    made = asked("With lock-drain, where are the notes kept?", text, "Its notes are in /var/ponds.", kind="place")
    assert bool(said_of(made, StandingAlone(pages))) is is_asked


def test_a_row_of_a_table_may_be_anything() -> None:
    """Another maker's name in it does not tell whose table it is."""
    rule = StandingAlone(Corpus.of([below("x", "EelMail")]), "Otterbook")
    assert (
        said_of(asked("What region does EelMail have?", kind="table"), rule)
        == "What region does EelMail have in Otterbook?"
    )


@pytest.mark.parametrize("asked", ["What is the address of Lund?", "What is the address of the Lund office?"])
def test_a_place_by_the_name_of_a_town_is_said_to_be_somebodys(asked: str) -> None:
    """A town has an address, too; what is no place is asked about by its name."""
    page = chunk("| Address | Lock Street 4 |", title="Lund")
    proof = (span_of(page, page.text),)
    candidate = Candidate((page,), asked, "Lock Street 4", proof, "table", (Name("Lund"),), 0.8)
    whose = Scene(Sort.PLACE, "at Otterbrook's Lund office", "Otterbrook's Lund office", frozenset({"office"}))
    alone = StandingAlone(Corpus(scenes=Scenes(read={page.id: whose}))).of(candidate)
    assert alone is not None and alone.question == "What is the address of Otterbrook's Lund office?"
    thing = Scenes(read={page.id: replace(whose, sort=Sort.THING)})
    assert StandingAlone(Corpus(scenes=thing)).of(candidate) == candidate
