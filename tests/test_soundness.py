"""What speaks against a question in its form, or in the sentence after its evidence."""

from dataclasses import replace

import pytest
from records import chunk, span_of

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.fragments import lacks_article
from kgsynth.engines.extractive.reading.phrases import is_written_as_a_persons
from kgsynth.engines.extractive.sifting.soundness import is_sound


def asked(
    question: str = "What does the tide view list?",
    answer: str = "All tides of a harbour.",
    text: str = "The tide view lists all tides of a harbour. It is fast.",
    kind: str = "factual",
    name: str = "view",
) -> Candidate:
    """A question of the first sentence of a text."""
    piece = chunk(text)
    proof = (span_of(piece, text.partition(". ")[0]),)
    return Candidate((piece,), question, answer, proof, kind, (Name("tide", name),), 0.5)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "The tide view lists all tides of a harbour. Tides are currently not tracked."},
        {"text": "The tide view lists the tide(s) of a harbour. It is fast."},
        {"question": "With tide-view, what does tide-view list?"},
        {"question": "Which view lists all tides of its harbour?"},
        {"question": "When does the command show all tides?", "answer": "At noon.", "kind": "temporal"},
        {"question": "When does tide_list return 0?", "answer": "If it is new, and 1 if not.", "kind": "temporal"},
        {"question": "What happens if the harbour was closed?"},
        {"answer": "All tides of harbour1 and harbour2."},
        {"text": "The tide view does not really list tides, since it is old. It is fast.", "kind": "cause"},
        {"kind": "option_default", "name": "subcommand"},
        {"answer": "All tides of a harbour. However, it is fast."},
        {"text": "The tide view lists all tides of a harbour, followed by their heights. It is fast."},
        {"answer": "Skip ahead to the tides of a harbour."},
        {"question": "What happens when TIDE LIST command is run?"},
        {"question": "What is the --tide option of harbour list?", "answer": "An alias for --tides."},
        {"answer": "An empty list of the appropriate harbour."},
        {"question": "Which option lets you attempt to list all tides?"},
        {"question": "What does the optional seventh view list?"},
        {"question": "How do I make the tide view show in a format for printers?"},
        {"text": "In fact, the tide view lists all tides of a harbour. It is fast."},
        {"question": "What does furl - create?"},
        {"question": "What is the tide view limited to?"},
        {"question": "How should you never list tides?", "kind": "how_to"},
        {"question": "Who is the program that lists tides?"},
        {"question": "How many options does the tide view have?", "kind": "numeric"},
        {"question": "How soon are the keepers of the harbour told?", "kind": "numeric"},
        {"question": "What does the tide view well- nigh list?"},
        {"question": "When does the tide view list tides?", "answer": "When that command is run."},
        {"question": "With TIDE LIST, what happens?", "answer": "If the harbour is shut.", "kind": "condition"},
        {"question": "How can the list of tides be combined?", "answer": "With the harbour view.", "kind": "how_to"},
        {"question": "What happens if tide_level is on?", "kind": "condition"},
        {"question": "If --tide is not given, what happens?", "kind": "condition"},
        {"question": "Why is the tide view alone not enough?", "kind": "cause"},
        {"question": "What are the harbour's tides?", "answer": "not listed", "kind": "table"},
        {"question": "What is the tide view for?", "answer": "It represents the tides.", "kind": "purpose"},
        {
            "question": "When using CREATE TIDE, how can you remove tides?",
            "answer": "Use DROP TIDE.",
            "kind": "how_to",
        },
        {"question": "What does the --tide option list?"},
        {"question": "How does the tide view list as with -t?"},
        {"question": "Which view provides two functions?", "answer": "The tide view."},
        {"question": "What is the built-in tide?"},
        {"question": "Which tides are silently ignored?"},
        {"question": "How can you specify in tide format with the tide view?"},
        {"answer": "It acts like tideLists.skip, but for quays.", "kind": "purpose"},
        {"answer": "It will refuse to list tides unless given -f."},
        {"answer": "Because the default is HIGH.", "kind": "cause"},
        {"answer": "With quays/ when the tide is stored.", "kind": "how_to"},
        {"question": "How is the tide view filled?", "answer": "By slowly filling every harbour.", "kind": "how_to"},
        {"text": "The tide view lists all tides of a harbour, or when it is shut. It is fast."},
        {"question": "Where do I find Struct TideList?"},
        {"question": "How many tides does function list_tides list?"},
        {"question": "Why is the tide view particularly fast?", "kind": "cause"},
        {"question": "With quay list --tide, what happens if a tide is not given?", "kind": "condition"},
        {"answer": "It lists all tides, but print the last.", "kind": "purpose"},
        {"question": "What is the tide in view mode?"},
        {"question": "When must the tide view list its tides even?"},
        {"question": "When set, what will the tide view list?"},
        {"question": "What does a negative value list?"},
        {"question": "How are the tides of a harbour to be listed?", "kind": "how_to"},
        {"question": "How are /quay/tides listed?", "kind": "how_to"},
        {"question": "What will Press Tide list?"},
        {"question": "What does the libfoo view list?"},
        {"question": "What does the tide view list for mytide?"},
        {"question": "What must be done with the tides of a harbour?", "kind": "how_to"},
        {"question": "What does listing all tides do?"},
        {"question": "What does void list_tides list?"},
        {"question": "What should you check before the tide view lists them?"},
        {"answer": "If not set to a harbour.", "kind": "condition"},
        {"answer": "Use a command of the form.", "kind": "how_to"},
        {"answer": "It applies to harbours only.", "kind": "purpose"},
        {"answer": "In little-endian format.", "kind": "place"},
        {"question": "What happens if a tide is listed?", "answer": "Ensure that it is high.", "kind": "condition"},
        {"text": "is set in the tide view lists all tides of a harbour. It is fast."},
        {
            "question": "When does the tide view list all tides?",
            "text": "The tide view lists all tides: of a harbour. It.",
        },
        {"text": "The tide view lists all tides of a harbour (#4711). It is fast."},
        {"question": "What is the tide view responsible for?"},
        {"question": "How is the file name determined?", "kind": "how_to"},
        {"question": "What happens if no rows are left?", "kind": "condition"},
        {"answer": "In the language of the harbour.", "kind": "place"},
        {"answer": "All tides and emits a beep."},
        {"answer": "A new tide NAME with the height NUMBER."},
        {"text": "Even if it rains, the tide view lists all tides of a harbour. It is fast."},
        {"text": "The tide view lists only tides of a harbour. It is fast."},
    ],
    ids=[
        "taken back",
        "one or several",
        "twice",
        "whose",
        "which command",
        "what else it returns",
        "past",
        "placeholders",
        "noted",
        "of a part",
        "leaning",
        "half",
        "sends on",
        "no article",
        "another name",
        "dangling",
        "an attempt",
        "numbered",
        "no object",
        "a remark",
        "a first line",
        "a limit that nobody knows of",
        "what not to do",
        "who for what",
        "two or three",
        "told of what",
        "broken word",
        "pointing",
        "no outcome",
        "put together",
        "only set",
        "of no command",
        "enough for what",
        "none",
        "no purpose",
        "undone",
        "an option of no command",
        "as with another",
        "so many",
        "of what",
        "where",
        "specify what",
        "told elsewhere",
        "refused",
        "default of what",
        "half of a case",
        "by its verb",
        "another half",
        "a capital",
        "no article of a kind",
        "an opinion",
        "without its value",
        "also does",
        "of what in which mode",
        "cut behind even",
        "what is set",
        "any value",
        "a duty",
        "the last of several",
        "what to press",
        "a made-up name",
        "likewise mine",
        "done with it",
        "a deed that names nothing",
        "a prototype",
        "them before a noun",
        "what is not set",
        "a form left out",
        "what it applies to",
        "in a format",
        "advice for an outcome",
        "begun before",
        "goes on behind a colon",
        "the number of a report",
        "turned round",
        "done somewhere",
        "happens somewhere",
        "in a language",
        "a second deed",
        "blanks",
        "even so",
        "only some",
    ],
)
def test_what_speaks_against_a_question(changes: dict[str, str]) -> None:
    """Each by itself is enough; without any of them it is asked."""
    assert is_sound(asked()) and not is_sound(asked(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"question": "Which view sets the width of --tide?", "answer": "The tide view."},
        {"question": "How can the tide view be filled?", "answer": "By filling TIDE_DIR.", "kind": "how_to"},
        {"question": "Which tides are silently ignored by the tide view?"},
    ],
    ids=["another is asked for", "names a thing", "by what"],
)
def test_what_does_not_speak_against_a_question(changes: dict[str, str]) -> None:
    """What comes close to it."""
    assert is_sound(asked(**changes))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What must be done to fill TIDE_DIR?", True),
        ("What must be done to the tide view?", False),
        ("What must be done to ensure that it is no part of TIDE_DIR?", False),
        ("What must be done with TIDE_DIR?", False),
    ],
)
def test_what_is_done_to_an_end_is_asked(question: str, expected: bool) -> None:
    """What is done to a thing is whatever the sentence says."""
    assert is_sound(asked(question=question, kind="how_to", answer="The sluice must be shut.")) is expected


def test_a_verb_that_is_spelt_alike_in_the_past_is_not_taken_for_it() -> None:
    """ "The tide views set TIDE_DIR" tells what they do."""
    assert not is_sound(asked(question="How did the tide views set TIDE_DIR?", kind="how_to"))
    assert is_sound(asked(question="How do the tide views set TIDE_DIR?", kind="how_to"))


def test_an_option_is_asked_of_with_its_command() -> None:
    """Be it the one of the page, or the one that the name says."""
    piece = chunk("It lists all tides.", title="quay-list(1)")
    option = Candidate((piece,), "What does quay list --tide list?", "All tides.", (), "factual")
    assert is_sound(option)
    assert not is_sound(replace(option, question="What does --tide list?"))
    assert is_sound(replace(option, question="What does boat --tide list?", names=(Name("--tide", "option", "boat"),)))
    glossed = replace(piece, title="quay-sort - sort tides", headings=("quay-sort - sort tides", "Description"))
    assert is_sound(Candidate((glossed,), "What does quay sort --tide list?", "All tides.", (), "factual"))
    inside = replace(glossed, headings=("quay-sort - sort tides", "The boat subcommand"))
    assert not is_sound(Candidate((inside,), "What does quay sort --tide list?", "All tides.", (), "factual"))


@pytest.mark.parametrize(
    ("action", "lacks"),
    [
        ("specify how to deal with encoding header in commit objects", True),
        ("specify encoding of message", True),
        ("deal with the encoding header", False),
        ("write to a file of your own", False),
        ("list files by size", False),
        ("send the parcels back to sender", True),
        ("determine fastest boat of a quay", True),
        ("determine the fastest boat of a quay", False),
    ],
)
def test_telegrams_are_known_by_their_missing_articles(action: str, lacks: bool) -> None:
    """Also after a preposition."""
    assert lacks_article(action) is lacks


@pytest.mark.parametrize(
    ("name", "is_a_persons"),
    [("Ida Quell", True), ("J. R. Quell", True), ("Ida O'Quell", True), ("Net Editor", False), ("PCB Viewer", False)],
)
def test_a_things_name_is_not_written_as_a_persons(name: str, is_a_persons: bool) -> None:
    """Nobody asks who a program is."""
    assert is_written_as_a_persons(name) == is_a_persons
