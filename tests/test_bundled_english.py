"""The pipeline in the package loads by itself and reads technical prose."""

from functools import cache

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgsynth.language.bundled import load_english, noun_types, restore_subjects, verb_lemma, verb_person
from kgsynth.language.pipelines import load_pipeline, name_type, parsed


@cache
def english() -> Language:
    return load_english()


def test_names_are_looked_for_when_they_are_asked_for() -> None:
    """Then they are the same as ever."""
    nlp = load_pipeline("en")
    assert nlp is not None
    text = "Git was written by Linus Torvalds in Portland."
    (doc,) = parsed(nlp, [text])
    assert doc.ents == ()
    assert [name_type(token) for token in doc] == [token.ent_type_ for token in nlp(text)]
    assert name_type(doc[4]) == "PERSON"


def test_a_plain_present_sentence_has_its_verb() -> None:
    """ "stores" is a verb here, and the trees carry UD labels."""
    doc = english()("The server stores table statistics in the pg_statistic catalog.")
    assert [(token.text, token.dep_) for token in doc if token.dep_ in ("nsubj", "ROOT", "obj", "obl")] == [
        ("server", "nsubj"),
        ("stores", "ROOT"),
        ("statistics", "obj"),
        ("catalog", "obl"),
    ]
    assert [(token.pos_, token.tag_, token.lemma_) for token in doc[2:4]] == [
        ("VERB", "VBZ", "store"),
        ("NOUN", "NN", "table"),
    ]


def test_tagger_and_parser_agree_on_the_verb() -> None:
    """A finite verb has no compounds: the noun before it is its subject."""
    doc = Doc(
        Vocab(),
        words=["The", "table", "server", "stores", "rows"],
        tags=["DT", "NN", "NN", "VBZ", "NNS"],
        pos=["DET", "NOUN", "NOUN", "VERB", "NOUN"],
        heads=[3, 3, 3, 3, 3],
        deps=["det", "compound", "compound", "ROOT", "obj"],
    )
    restore_subjects(doc)
    assert [token.dep_ for token in doc] == ["det", "compound", "nsubj", "ROOT", "obj"]
    assert [token.head.i for token in doc] == [2, 2, 3, 3, 3]


def test_an_order_is_an_imperative() -> None:
    doc = english()("Run the command to list all branches.")
    assert (doc[0].dep_, doc[0].tag_, doc[4].dep_, doc[4].tag_) == ("ROOT", "VB", "advcl", "VB")


def test_sentences_are_found_without_line_ends() -> None:
    doc = english()("The server reads the file. If the file is empty, it stops. Edit it and try again.")
    assert [len(list(sentence)) for sentence in doc.sents] == [6, 9, 6]


def test_names_are_found() -> None:
    doc = english()("In March 1999, Barack Obama moved from Chicago to the University of Oxford.")
    assert [span.text for span in doc.ents] == ["March 1999", "Barack Obama", "Chicago", "University of Oxford"]
    assert [span.label_ for span in doc.ents[:3]] == ["DATE", "PERSON", "LOC"]


@pytest.mark.parametrize(
    "token", ["--no-verify", "/etc/apt/sources.list", "pg_hba.conf", "git-commit(1)", "fsync()", "<file>", "$PGDATA"]
)
def test_a_code_token_stays_whole(token: str) -> None:
    assert token in [word.text for word in english().tokenizer(f"See ({token}), or `{token}`.")]


def test_offsets_are_those_of_the_text() -> None:
    text = "Set  `work_mem`\nto 64MB; don't\n\nrestart."
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in english()(text))


def test_names_need_no_other_pipe() -> None:
    with english().select_pipes(enable="ner"):
        doc = english()("Ada Lovelace was born in London.")
    assert [span.text for span in doc.ents] == ["Ada Lovelace", "London"]


def test_a_pipe_can_be_left_asleep() -> None:
    nlp = load_english(disable=["parser"])
    assert "parser" not in nlp.pipe_names
    assert "parser" in nlp.component_names


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("compiled", "VBD", "compile"),
        ("Wrote", "VBD", "write"),
        ("stopped", "VBN", "stop"),
        ("hoped", "VBD", "hope"),
        ("retries", "VBZ", "retry"),
        ("found", "VBD", "find"),
        ("using", "VBG", "use"),
        ("store", "VB", "store"),
        ("frobnicated", "VBD", "frobnicate"),
        ("frobbed", "VBD", None),
        ("compil", "VB", None),
    ],
)
def test_a_lemma_is_sure_or_none(form: str, tag: str, lemma: str | None) -> None:
    assert verb_lemma(form, tag) == lemma


def test_the_lexicons_know_persons() -> None:
    assert noun_types()["teacher"] == "PERSON"
    assert noun_types()["city"] == "PLACE"
    assert "client" not in noun_types()
    assert verb_person()["argue"] > verb_person()["require"]
