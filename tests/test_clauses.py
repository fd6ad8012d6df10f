"""Parse -> clauses: two label schemes that draw a sentence differently give the same clause."""

from collections.abc import Iterable

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from kgsynth.language.clauses import Clause, clauses, joined_to, main_clause, subtree
from kgsynth.language.pipelines import load_pipeline

Told = dict[str, object]

# A CLEAR parse as en_core_web_* draws it: word, label, place of the head, tag, part of speech.
SENTENCES: dict[str, tuple[str, Told]] = {
    "The server writes the log.": (
        "The det 1 DT DET|server nsubj 2 NN NOUN|writes ROOT 2 VBZ VERB"
        "|the det 4 DT DET|log dobj 2 NN NOUN|. punct 2 . PUNCT",
        {"head": "writes", "subject": "The server", "objects": ["the log"]},
    ),
    "The log is written by the server.": (
        "The det 1 DT DET|log nsubjpass 3 NN NOUN|is auxpass 3 VBZ AUX|written ROOT 3 VBN VERB|by agent 3 IN ADP"
        "|the det 6 DT DET|server pobj 4 NN NOUN|. punct 3 . PUNCT",
        {"head": "written", "subject": "The log", "passive": True, "auxiliaries": "is", "agent": "the server"},
    ),
    "The index is stored in the data directory.": (
        "The det 1 DT DET|index nsubjpass 3 NN NOUN|is auxpass 3 VBZ AUX|stored ROOT 3 VBN VERB|in prep 3 IN ADP"
        "|the det 7 DT DET|data compound 7 NN NOUN|directory pobj 4 NN NOUN|. punct 3 . PUNCT",
        {
            "head": "stored",
            "subject": "The index",
            "passive": True,
            "auxiliaries": "is",
            "obliques": [("in", "directory", "in the data directory")],
        },
    ),
    "Kestrel is a small server.": (
        "Kestrel nsubj 1 NNP PROPN|is ROOT 1 VBZ AUX|a det 4 DT DET"
        "|small amod 4 JJ ADJ|server attr 1 NN NOUN|. punct 1 . PUNCT",
        {"head": "server", "subject": "Kestrel", "copula": "is"},
    ),
    "The cache is not empty.": (
        "The det 1 DT DET|cache nsubj 2 NN NOUN|is ROOT 2 VBZ AUX"
        "|not neg 2 RB PART|empty acomp 2 JJ ADJ|. punct 2 . PUNCT",
        {"head": "empty", "subject": "The cache", "copula": "is", "negated": True},
    ),
    "The server does not delete old files.": (
        "The det 1 DT DET|server nsubj 4 NN NOUN|does aux 4 VBZ AUX|not neg 4 RB PART|delete ROOT 4 VB VERB"
        "|old amod 6 JJ ADJ|files dobj 4 NNS NOUN|. punct 4 . PUNCT",
        {"head": "delete", "subject": "The server", "auxiliaries": "does", "negated": True, "objects": ["old files"]},
    ),
    "The server no longer writes a log.": (
        "The det 1 DT DET|server nsubj 4 NN NOUN|no neg 3 DT DET|longer advmod 4 RB ADV|writes ROOT 4 VBZ VERB"
        "|a det 6 DT DET|log dobj 4 NN NOUN|. punct 4 . PUNCT",
        {"head": "writes", "subject": "The server", "negated": True, "objects": ["a log"]},
    ),
    "The job runs at midnight.": (
        "The det 1 DT DET|job nsubj 2 NN NOUN|runs ROOT 2 VBZ VERB"
        "|at prep 2 IN ADP|midnight pobj 3 NN NOUN|. punct 2 . PUNCT",
        {"head": "runs", "subject": "The job", "obliques": [("at", "midnight", "at midnight")]},
    ),
    "The clerk gave a key to the manager.": (
        "The det 1 DT DET|clerk nsubj 2 NN NOUN|gave ROOT 2 VBD VERB"
        "|a det 4 DT DET|key dobj 2 NN NOUN|to dative 2 IN ADP"
        "|the det 7 DT DET|manager pobj 5 NN NOUN|. punct 2 . PUNCT",
        {
            "head": "gave",
            "subject": "The clerk",
            "objects": ["a key"],
            "obliques": [("to", "manager", "to the manager")],
        },
    ),
    "If the disk is full, the server stops.": (
        "If mark 3 IN SCONJ|the det 2 DT DET|disk nsubj 3 NN NOUN"
        "|is advcl 8 VBZ AUX|full acomp 3 JJ ADJ|, punct 8 , PUNCT"
        "|the det 7 DT DET|server nsubj 8 NN NOUN|stops ROOT 8 VBZ VERB|. punct 8 . PUNCT",
        {"head": "stops", "subject": "the server", "adverbials": [("if", "If the disk is full")]},
    ),
    "When the disk is full, the server stops.": (
        "When advmod 3 WRB SCONJ|the det 2 DT DET|disk nsubj 3 NN NOUN|is advcl 8 VBZ AUX|full acomp 3 JJ ADJ"
        "|, punct 8 , PUNCT|the det 7 DT DET|server nsubj 8 NN NOUN|stops ROOT 8 VBZ VERB|. punct 8 . PUNCT",
        {"head": "stops", "subject": "the server", "adverbials": [("when", "When the disk is full")]},
    ),
    "The server stops because the disk is full.": (
        "The det 1 DT DET|server nsubj 2 NN NOUN|stops ROOT 2 VBZ VERB|because mark 6 IN SCONJ|the det 5 DT DET"
        "|disk nsubj 6 NN NOUN|is advcl 2 VBZ AUX|full acomp 6 JJ ADJ|. punct 2 . PUNCT",
        {"head": "stops", "subject": "The server", "adverbials": [("because", "because the disk is full")]},
    ),
    "To list the branches, use git branch.": (
        "To aux 1 TO PART|list advcl 5 VB VERB|the det 3 DT DET|branches dobj 1 NNS NOUN|, punct 5 , PUNCT"
        "|use ROOT 5 VB VERB|git compound 7 NNP PROPN|branch dobj 5 NN NOUN|. punct 5 . PUNCT",
        {
            "head": "use",
            "imperative": True,
            "objects": ["git branch"],
            "adverbials": [("to", "To list the branches")],
        },
    ),
}


def universal(text: str) -> Doc:
    """A sentence as the bundled pipeline parses it."""
    return english()(text)


def english() -> Language:
    nlp = load_pipeline("en")
    assert nlp is not None
    return nlp


def drawn(parse: str) -> Doc:
    """A parse written by hand, one token between bars."""
    words, labels, heads, tags, kinds = zip(*(token.split(" ") for token in parse.split("|")), strict=True)
    lemmas = ["be" if word in {"is", "are"} else word for word in words]
    places = [int(head) for head in heads]
    spaces = [number + 1 < len(words) and words[number + 1] not in {",", "."} for number in range(len(words))]
    return Doc(
        english().vocab,
        words=list(words),
        spaces=spaces,
        heads=places,
        deps=list(labels),
        tags=list(tags),
        pos=list(kinds),
        lemmas=lemmas,
    )


def said(tokens: Iterable[Token]) -> str:
    return " ".join(token.text for token in tokens)


def told(clause: Clause | None) -> Told:
    """What a clause says, in words, without what it leaves empty."""
    assert clause is not None
    whole: Told = {
        "head": clause.head.text,
        "subject": said(clause.subject),
        "passive": clause.passive,
        "copula": clause.copula.text if clause.copula else "",
        "auxiliaries": said(clause.auxiliaries),
        "negated": clause.negated,
        "objects": [said(tokens) for tokens in clause.objects],
        "complement": said(clause.complement),
        "obliques": [(each.preposition, each.head.text, said(each.tokens)) for each in clause.obliques],
        "adverbials": [(each.mark, said(each.tokens)) for each in clause.adverbials],
        "agent": said(clause.agent),
        "imperative": clause.imperative,
    }
    return {name: value for name, value in whole.items() if value}


@pytest.mark.parametrize("text", SENTENCES)
def test_universal_dependencies_give_the_clause(text: str) -> None:
    """The main clause of a sentence that the bundled pipeline parsed."""
    assert told(main_clause(universal(text))) == SENTENCES[text][1]


@pytest.mark.parametrize("text", SENTENCES)
def test_clear_labels_give_the_same_clause(text: str) -> None:
    """``dobj``, ``prep`` + ``pobj`` and ``attr`` say what ``obj``, ``obl`` and ``cop`` say."""
    doc = drawn(SENTENCES[text][0])
    assert doc.text == text
    assert told(main_clause(doc)) == SENTENCES[text][1]


@pytest.mark.parametrize("text", SENTENCES)
def test_a_clause_that_stands_alone_is_finite(text: str) -> None:
    """All but the order, whose verb is bare."""
    for doc in (universal(text), drawn(SENTENCES[text][0])):
        clause = main_clause(doc)
        assert clause is not None
        assert clause.finite is not clause.imperative


def test_subordinate_clauses_are_clauses_too() -> None:
    """In the order of the text, each with its own subject; an infinitive is no order."""
    for doc in (
        universal("If the disk is full, the server stops."),
        drawn(SENTENCES["If the disk is full, the server stops."][0]),
    ):
        assert [(each.head.text, said(each.subject)) for each in clauses(doc)] == [
            ("full", "the disk"),
            ("stops", "the server"),
        ]
    for doc in (
        universal("To list the branches, use git branch."),
        drawn(SENTENCES["To list the branches, use git branch."][0]),
    ):
        assert [(each.head.text, each.imperative) for each in clauses(doc)] == [("list", False), ("use", True)]


def test_a_mark_of_several_words_is_read_whole() -> None:
    """``in order to`` opens a purpose as ``to`` does."""
    clause = main_clause(universal("In order to list the branches, run git branch."))
    assert clause is not None
    assert [each.mark for each in clause.adverbials] == ["in order to"]


def test_the_verb_is_what_carries_tense() -> None:
    """The first auxiliary, else the copula, else the head."""
    texts = ("The log is written by the server.", "Kestrel is a small server.", "The server writes the log.")
    found = [main_clause(universal(text)) for text in texts]
    assert [clause.verb.text for clause in found if clause] == ["is", "is", "writes"]


@pytest.mark.parametrize(
    "parse",
    [
        # TIGER, as German pipelines use it
        "Der nk 1 ART DET|Server sb 2 NN NOUN|schreibt ROOT 2 VVFIN VERB"
        "|das nk 4 ART DET|Protokoll oa 2 NN NOUN|. punct 2 $. PUNCT",
        # labels that nobody knows
        "The a 1 DT DET|server b 2 NN NOUN|writes c 2 VBZ VERB|the a 4 DT DET|log d 2 NN NOUN|. e 2 . PUNCT",
    ],
)
def test_an_unknown_label_scheme_gives_no_clauses(parse: str) -> None:
    """Nothing is guessed from labels with another meaning."""
    doc = drawn(parse)
    assert list(clauses(doc)) == []
    assert main_clause(doc) is None


def test_an_unparsed_text_gives_no_clauses() -> None:
    doc = Doc(english().vocab, words=["The", "server", "stops", "."])
    assert list(clauses(doc)) == []
    assert main_clause(doc) is None


def test_a_text_of_two_sentences_has_no_main_clause() -> None:
    """Which of the two would it be?"""
    doc = universal("The server reads the file. The client waits.")
    assert len(list(clauses(doc))) == 2
    assert main_clause(doc) is None


def test_what_is_joined_to_a_clause() -> None:
    """A second verb, with a subject of its own or without; no subordinate clause."""
    main = main_clause(universal("The server stops if the disk is full, and the client waits."))
    assert main is not None
    assert [each.head.text for each in joined_to(main)] == ["waits"]


def test_a_subtree_is_in_text_order() -> None:
    doc = universal("The old red server of the company keeps two backups.")
    assert said(subtree(doc[3])) == "The old red server of the company"
