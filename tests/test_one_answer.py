"""A question has one answer in the whole corpus, or it is not asked."""

import pytest
from records import chunk, span_of

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.rewording.shortening import set_first
from kgsynth.engines.extractive.scope import Corpus, in_scope
from kgsynth.engines.extractive.sifting.answered_otherwise import is_answered_otherwise
from kgsynth.engines.extractive.sifting.spelt_out import spelt_out
from kgsynth.engines.extractive.sifting.twins import Twins

BOAT = "DROP BOAT — remove a vessel"
SEAL = "otter-seal - Check the wax seal of lanterns"


def asked(text: str, answer: str, question: str = "How do you do that?", *, kind: str = "how_to") -> Candidate:
    """A question whose evidence is the last paragraph of a text."""
    piece = chunk(text)
    return Candidate((piece,), question, answer, (span_of(piece, text.split("\n\n")[-1]),), kind)


@pytest.mark.parametrize(
    ("text", "answer", "others"),
    [
        (BOAT, "With DROP BOAT.", ["DROP BARGE — remove a vessel"]),
        (SEAL, "With otter seal.", ["`-v` `--verify`\n: Verify the wax seal of the given lantern names."]),
        ("otter-dig - Dig a new burrow", "otter dig", ["otter-move - Dig a new burrow or enlarge an old one"]),
        (BOAT, "With DROP BOAT.", ["A vessel should be removed with `SINK BOAT` rather than `DROP BOAT`."]),
        (BOAT, "DROP BOAT", ["`DROP BOAT` is deprecated."]),
    ],
    ids=["in the same words", "an option, in other words", "and another deed besides", "better so", "no longer"],
)
def test_what_two_things_do_has_no_one_answer(text: str, answer: str, others: list[str]) -> None:
    """Whether their pages say the same in the same words or in others, or one of them says to use the other."""
    found = asked(text, answer)
    assert Twins([text, *others]).has(found)
    assert not Twins([text]).has(found)


@pytest.mark.parametrize(
    ("text", "answer", "other"),
    [
        (SEAL, "With otter seal.", "otter-seal(1)\n: Check the wax seal of lanterns."),
        (SEAL, "With otter seal.", "`--verify`\n: Verify the wax seal of the lantern if it is dry."),
        (SEAL, "With otter seal.", "`--verify`\n: Verify the wax seal of all red lanterns of the northern quay."),
        ("`--dry`\n: Dry the hull of a boat.", "With --dry.", "`--wring`\n: Dry the hull of a boat."),
    ],
    ids=["the thing itself", "in a case alone", "of fewer things", "an option of another command"],
)
def test_what_is_no_other_answer_does_not_stand_in_the_way(text: str, answer: str, other: str) -> None:
    """An option of another command is none where the question names a command."""
    question = "When using otterd, how do you do that?" if "--" in answer else "How do you do that?"
    assert not Twins([text, other]).has(asked(text, answer, question))


def test_two_options_of_one_entry_list_are_two_answers() -> None:
    """A page that tells both of the same task has no one option for it."""
    text = "`--wring`\n: Dry the hull of a boat.\n\n`--dry`\n: Dry the hull of a boat."
    assert Twins([text]).has(asked(text, "With --dry.", "When using otterd, how do you do that?"))


def test_what_something_is_for_is_asked_though_another_is_for_the_same() -> None:
    """What each of them does has one answer."""
    twins = Twins([BOAT, "DROP BARGE — remove a vessel"])
    assert not twins.has(asked(BOAT, "It removes a vessel.", "What does DROP BOAT do?", kind="purpose"))


@pytest.mark.parametrize(
    ("text", "answer", "otherwise"),
    [
        ("`ASTERN`\n: Row one length back (same as `BACK`).", "ASTERN", True),
        ("`--slow`\n: Row slowly, which is the default.", "--slow", True),
        ("`--slow`\n: Row slowly (default).", "--slow", True),
        ("`--slow`\n: Row slowly.", "--slow", False),
    ],
)
def test_an_option_that_says_what_else_does_it_is_not_asked_for(text: str, answer: str, otherwise: bool) -> None:
    """Another name does the same, or nothing at all does."""
    found = asked(text, answer, "Which option of otterd tells it to row so?", kind="factual")
    assert is_answered_otherwise(found, entries=(), replaced=(), has=lambda words, least: False) is otherwise


def letters(told: str, name: str = "QTP", text: str = "") -> Candidate:
    """A question of what letters stand for."""
    piece = chunk(text or f"Boats speak the {told} ({name}).", title="Tide Control")
    span = span_of(piece, piece.text)
    return Candidate((piece,), f"What does {name} stand for?", f"{told}.", (span,), "expansion", (Name(name),))


@pytest.mark.parametrize(
    ("found", "texts", "question", "answer"),
    [
        (letters("Quiet tide protocol"), [], "What does QTP stand for?", "Quiet tide protocol."),
        (letters("Quiet tide posts"), ["Two QTPs stand there."], "What does QTP stand for?", "Quiet tide post."),
        (letters("Quiet tide posts"), ["A QTP stands there."], "What does QTP stand for?", "Quiet tide post."),
        (letters("Quiet tide posts"), ["Each has its QTP."], "What does QTP stand for?", "Quiet tide posts."),
        (
            letters("Quay keeper", "QK", "In tide control, a quay keeper (QK) watches."),
            [],
            "In tide control, what does QK stand for?",
            "Quay keeper.",
        ),
        (
            letters("Quiet talk protocol", text="In tide control, a quiet talk protocol (QTP) is used."),
            ["A Quick Tar Pot (QTP) boils."],
            "In tide control, what does QTP stand for?",
            "Quiet talk protocol.",
        ),
    ],
    ids=["alone", "of several", "of one", "of a mass", "two letters", "of two things"],
)
def test_what_letters_stand_for_is_asked_so_that_it_is_one_thing(
    found: Candidate, texts: list[str], question: str, answer: str
) -> None:
    """In the field of its page where the letters say too little, and of one of several."""
    spelt = spelt_out(found, texts, lambda name: False)
    assert spelt is not None
    assert (spelt.question, spelt.reference) == (question, answer)


@pytest.mark.parametrize(
    ("found", "texts"),
    [
        (letters("Frequently asked questions", "FAQ"), []),
        (letters("Tide-gate unit", "TGU"), ["Use a tide-gated unit (TGU)."]),
    ],
    ids=["everybody knows", "in two ways"],
)
def test_letters_that_need_no_corpus_or_stand_for_two_spellings_are_not_asked(
    found: Candidate, texts: list[str]
) -> None:
    """The one is known, and of the other the corpus has two right answers."""
    assert spelt_out(found, texts, lambda name: False) is None


@pytest.mark.parametrize(("behind", "otherwise"), [("idle", True), ("open", False)])
def test_a_list_of_values_that_goes_on_is_not_asked_for(behind: str, otherwise: bool) -> None:
    """An entry may name one more behind its list."""
    text = f"`--gate`\n: Valid values are `open` and `shut`. Nothing moves with the value `{behind}`."
    piece = chunk(text)
    span = span_of(piece, "Valid values are `open` and `shut`.")
    found = Candidate((piece,), "Which values does --gate accept?", "open, shut", (span,), "list")
    assert is_answered_otherwise(found, entries=(), replaced=(), has=lambda words, least: False) is otherwise


def test_what_everybody_knows_is_not_defined() -> None:
    """Nobody needs this corpus for it."""
    piece = chunk("HTML is a markup language that pages of the web are written in.", title="HTML")
    span = span_of(piece, piece.text)

    def defined(name: str) -> Candidate:
        return Candidate((piece,), f"What is {name}?", f"{name} is a language.", (span,), "definition", (Name(name),))

    corpus = Corpus.of([piece])
    assert not list(in_scope([defined("HTML")], corpus, ""))
    assert list(in_scope([defined("OTML")], corpus, ""))


def test_what_is_tested_is_no_setting() -> None:
    """It stays behind its verb."""
    assert list(set_first("which command rings a bell if the tide turns"))
    assert not list(set_first("which command lets you test if the tide turns"))
