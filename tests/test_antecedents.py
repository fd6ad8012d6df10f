"""Sentences that lean on one before -> what they speak of, and what is left alone."""

import pytest
from records import chunk

from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.further import further
from kgsynth.engines.extractive.reading.passages import Reader
from kgsynth.engines.extractive.retelling.kinds_of_titles import TitleKind, kinds_of_titles
from kgsynth.engines.extractive.retelling.splicing import spliced
from kgsynth.language.pipelines import load_pipeline, parsed


def statements(text: str, title: str = "Ponds") -> tuple[Statement, ...]:
    """All that the sentences of a page state, its own title known."""
    piece = chunk(text, title=title)
    reader = Reader(subject="Kelmora", titles=kinds_of_titles([piece]))
    reader.parse([piece])
    reader.parse_rest([piece])
    return reader.statements(piece)


def told(text: str, title: str = "Ponds") -> list[str]:
    """The sentences that are asked about, as they were understood."""
    return [said.words.text for said in statements(text, title)]


def questions(text: str, title: str = "Ponds") -> dict[str, str]:
    """Question -> answer of every further candidate that the sentences of a page give."""
    found = [candidate for said in statements(text, title) for candidate in further(said, "Kelmora")]
    return {candidate.question: candidate.reference for candidate in found}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "The OtterGate daemon counts fish. It stores the count daily.",
            "The OtterGate daemon stores the count daily.",
        ),
        ("OtterDB stores maps. It removes old letters. It runs on tides.", "OtterDB runs on tides."),
        ("OtterDB stores every map. Its engine runs on tides.", "OtterDB's engine runs on tides."),
        ("A lek is a meadow. It attracts many grouse.", "A lek attracts many grouse."),
        ("Sluices keep the tide out. They open at noon.", "Sluices open at noon."),
        ("The smallest counter of the park is OtterDB. It runs on tides.", "OtterDB runs on tides."),
        (
            "Open the pond with the OtterGate tool. This tool drains every pond.",
            "The OtterGate tool drains every pond.",
        ),
        (
            "Names are kept in `/srv/names.conf`. This file lists every pond.",
            "The /srv/names.conf file lists every pond.",
        ),
        ("Maps lie in `/srv/maps/`. This directory holds every pond.", "The /srv/maps/ directory holds every pond."),
        ("Keepers may prefer `otterctl`. This program drains every pond.", "otterctl drains every pond."),
        (
            "Open the pond with the `otterctl` command. This tool drains every pond.",
            "The otterctl command drains every pond.",
        ),
        ("You can drain ponds with the OtterGate tool. It removes old fish.", "The OtterGate tool removes old fish."),
    ],
)
def test_a_name_takes_the_place_of_what_leans_on_it(text: str, sentence: str) -> None:
    """What "it", "they", "its" or "this tool" speaks of is put in their place."""
    assert sentence in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "OtterDB stores every map. It is easy to feed an otter.",  # "it" speaks of nothing
        "OtterDB stores every map. They open at noon.",  # one thing, and "they"
        "The sluices keep the tide out, and the lanterns show the way. They open at noon.",  # either
        "The teacher stores every map. It runs on tides.",  # a person
        "The OtterGate tool and the Beaverling tool drain ponds. This tool runs on tides.",  # either
        "Maps lie in `/srv/maps/` or in `/srv/ponds/`. This directory holds every lantern.",  # either
        "OtterDB stores every map.\n\nIt runs on tides.",  # another paragraph
        "Does OtterDB store every map? It runs on tides.",
    ],
)
def test_in_doubt_a_sentence_stays_as_it_is(text: str) -> None:
    """Where nothing, or more than one thing, can be meant, no name is put in."""
    last = text.rpartition(". " if ". " in text else "? ")[2].rpartition("\n")[2]
    assert not [each for each in told(text) if each.endswith(last.split(" ", 2)[2]) and each != last]


def test_the_evidence_runs_from_the_sentence_that_names() -> None:
    """Sentences that follow each other are one span; else each has its own."""
    text = "Sluices keep the tide out. They open at noon. They close at night."
    proofs = {
        said.words.text: [text[span.start : span.end] for span in said.evidence] for said in statements(text, "Ponds")
    }
    assert proofs["Sluices open at noon."] == ["Sluices keep the tide out. They open at noon."]
    assert proofs["Sluices close at night."] == ["Sluices keep the tide out.", "They close at night."]


def test_the_thing_that_a_page_is_about_is_known_by_its_kind() -> None:
    """On the page of a sensor, "the sensor" is that one."""
    text = "The Otter 2 is a small sensor for ponds.\n\nWhen the pond freezes, the sensor closes its valve."
    assert "When the pond freezes, the Otter 2 closes its valve." in told(text, title="Otter 2")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Otter 2 is a small pond sensor for zoos.", TitleKind("the Otter 2", "sensor")),
        ("Otter 2 is the service that counts fish.", TitleKind("Otter 2", "service")),
        ("The Otter 2 is a kind of sensor.", None),
        ("The Otter 2 is a warehouse and office.", None),
        ("The pond of the Otter 2 is a small sensor.", None),
    ],
)
def test_what_a_page_says_that_its_thing_is(text: str, kind: TitleKind | None) -> None:
    """Only a noun that says something, told of the title itself."""
    assert kinds_of_titles([chunk(text, title="Otter 2")]).get("Otter 2") == kind


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (
            "Foxes roam the OtterGate park. This is why the OtterGate pond is fenced.",
            "Why is the OtterGate pond fenced?",
            "Because foxes roam the OtterGate park.",
        ),
        (
            "Foxes roam the OtterGate park at night. Therefore, the OtterGate pond is fenced.",
            "Why is the OtterGate pond fenced?",
            "Because foxes roam the OtterGate park at night.",
        ),
        (
            "The OtterGate pond must be fenced all year. This prevents foxes from drinking.",
            "Why must the OtterGate pond be fenced all year?",
            "Because it prevents foxes from drinking.",
        ),
        (
            "The OtterGate pond is fenced all year. This is because foxes are about.",
            "Why is the OtterGate pond fenced all year?",
            "Because foxes are about.",
        ),
        (
            "The OtterGate pond can be drained. This is done by opening the sluice of the pond.",
            "How can the OtterGate pond be drained?",
            "By opening the sluice of the pond.",
        ),
        (
            "OtterDB is a map server. It also stores every letter of the Kelmora park.",
            "Which map server stores every letter of the Kelmora park?",
            "OtterDB.",
        ),
    ],
)
def test_two_sentences_are_asked_together(text: str, question: str, answer: str) -> None:
    """The one gives the reason, the means or the kind, the other what is asked about."""
    assert questions(text)[question] == answer


@pytest.mark.parametrize(
    "text",
    [
        "Although foxes are rare in OtterDB, they come. Therefore, the OtterGate pond is fenced.",
        "OtterDB shows the OtterGate pond. This allows keepers to count fish.",
        "Is the OtterGate park open at night? Therefore, the OtterGate pond is fenced.",
    ],
)
def test_what_gives_no_reason_is_not_asked_why(text: str) -> None:
    """A concession, a question, or what something merely makes possible is no reason."""
    assert not [question for question in questions(text) if question.startswith("Why")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("OtterDB stores every map and removes old letters.", "OtterDB removes old letters."),
        ("OtterDB can store every map and remove old letters.", "OtterDB can remove old letters."),
        ("OtterDB stores every map, and it removes old letters.", "OtterDB removes old letters."),
        ("OtterDB is a daemon that removes old letters.", "OtterDB removes old letters."),
    ],
)
def test_a_second_verb_has_the_subject_of_the_first(text: str, sentence: str) -> None:
    """What a sentence says besides of its subject is a sentence of its own."""
    assert sentence in told(text)


def test_a_sentence_that_nobody_is_named_in_is_not_unfolded() -> None:
    """A pronoun tells nothing the second time either."""
    assert not [
        each
        for each in told("It stores every map and removes old letters.")
        if each.endswith("It removes old letters.")
    ]


def test_a_name_takes_its_place_in_the_tree() -> None:
    """The tree of the pronoun serves for the name; its possessive keeps the noun that it belongs to."""
    nlp = load_pipeline("en")
    assert nlp is not None
    [its, it] = parsed(nlp, ["Its engine runs.", "It counts fish."])
    owned, named = spliced(its, [(0, 3, "Otter 2's")]), spliced(it, [(0, 2, "the Otter 2")])
    assert owned is not None and owned.text == "Otter 2's engine runs."
    assert [token.head.text for token in owned][:3] == ["2", "engine", "2"]
    assert named is not None and named.text == "The Otter 2 counts fish."
    assert [(token.dep_, token.head.text) for token in named][2] == ("nsubj", "counts")
    assert spliced(it, [(0, 2, "the otter of the pond")]) is None
