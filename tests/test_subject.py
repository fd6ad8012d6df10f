"""What a corpus is about: the name that most documents speak of, or what their site is named after."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from records import chunk

from kgsynth.graph import KnowledgeGraph, build_graph
from kgsynth.settings import Settings
from kgsynth.subject import product_name, subject_of
from kgsynth.types import Document, Mention, Span


def corpus(
    texts: Mapping[str, Sequence[str]],
    names: Mapping[str, str] | None = None,
    site: str = "",
    titles: Mapping[str, str] | None = None,
    passages: int = 1,
) -> KnowledgeGraph:
    """A document per key with one text, cut into so many passages, a mention wherever a name stands, and the name of
    their site."""
    metadata = {"site": site} if site else {}
    documents = [
        Document(key, text, f"{key}.md", title=(titles or {}).get(key, key), metadata=metadata)
        for key, (text,) in texts.items()
    ]
    chunks = [
        chunk(each.text[start : start + size], each.id, start, title=each.title)
        for each in documents
        for size in [1 + len(each.text) // passages]
        for start in range(0, len(each.text), size)
    ]
    mentions = [
        Mention(
            name,
            label,
            Span(piece.document_id, piece.span.start + found.start(), piece.span.start + found.end()),
            piece.id,
        )
        for piece in chunks
        for name, label in (names or {}).items()
        for found in re.finditer(re.escape(name), piece.text)
    ]
    return build_graph(
        documents, chunks, mentions, settings=Settings(), embed=lambda texts: np.eye(len(texts), dtype=np.float32)
    )


ABOUT = {f"d{n}": [f"Kestrel does task {n}."] for n in range(4)}


def test_what_most_documents_name_is_the_subject() -> None:
    assert subject_of(corpus(ABOUT, {"Kestrel": "THING"})) == "Kestrel"


def test_a_name_in_few_documents_is_no_subject() -> None:
    """A question of such a corpus needs no "in Kestrel"."""
    others = {f"e{n}": [f"Another text {n}."] for n in range(9)}
    assert subject_of(corpus({**ABOUT, **others}, {"Kestrel": "THING"})) == ""


@pytest.mark.parametrize("label", ["TERM", "DATE", "NUMBER", "PERSON"])
def test_a_subject_is_a_name(label: str) -> None:
    """No key phrase, nobody."""
    assert subject_of(corpus(ABOUT, {"Kestrel": label})) == ""


def test_a_program_may_sound_like_a_person() -> None:
    """Nobody types a person."""
    typed = {key: [f"{text} Run `kestrel -{key}`."] for key, (text,) in ABOUT.items()}
    assert subject_of(corpus(typed, {"Kestrel": "PERSON"})) == "Kestrel"


def test_what_is_only_set_as_code_is_no_subject() -> None:
    """It is a class; where sentences speak of the product of that name besides, that is one."""
    classes = {f"d{n}": [f"Call `Kestrel` for task {n}."] for n in range(4)}
    assert subject_of(corpus(classes, {"Kestrel": "CODE"})) == ""
    both = {key: [f"{text} Then Kestrel does it."] for key, (text,) in classes.items()}
    assert subject_of(corpus(both, {"Kestrel": "CODE"})) == "Kestrel"


def test_one_or_two_documents_have_no_subject() -> None:
    """What they name is only what they name."""
    assert subject_of(corpus({key: ABOUT[key] for key in ("d0", "d1")}, {"Kestrel": "THING"})) == ""


def test_a_corpus_without_names_has_no_subject() -> None:
    assert subject_of(corpus(ABOUT)) == ""


def test_a_site_that_is_named_after_it_tells_the_subject() -> None:
    """What the pages themselves speak of; where a tool made all of them, they may name that more often."""
    texts = {f"d{n}": [f"Kestrel does task {n}. Made with Quill."] for n in range(4)}
    assert subject_of(corpus(texts, {"Quill": "THING"}, site="Kestrel 2.1 documentation")) == "Kestrel"


def test_a_subject_is_called_as_the_pages_call_it() -> None:
    """The first part of a name with a hyphen, where it stands alone; the whole, where it does not."""
    short = {f"d{n}": [f"You can ask otter for task {n}."] for n in range(4)}
    assert subject_of(corpus(short, site="otter-shell 3.6 documentation")) == "otter"
    whole = {f"d{n}": [f"You can ask otter-shell for task {n}."] for n in range(4)}
    assert subject_of(corpus(whole, site="otter-shell 3.6 documentation")) == "otter-shell"


def test_a_site_that_its_pages_do_not_speak_of_is_no_subject() -> None:
    """It may be the company's."""
    assert subject_of(corpus(ABOUT, site="Gannet Handbook")) == ""


@pytest.mark.parametrize(
    ("site", "name"),
    [
        ("Kestrel v2.1.0 Manual", "Kestrel"),
        ("The User Guide", ""),
        ("Gannet - Nest Keeper 1.2 documentation", "Gannet"),
        ("GANNET 9 9.18.4-1~bird2-Otter documentation", "GANNET"),
        ("3D Gannet documentation", "3D Gannet"),
    ],
)
def test_a_product_is_what_no_other_site_is_called(site: str, name: str) -> None:
    """Its version and the sort of book are left out."""
    assert product_name(site) == name


def test_a_product_that_is_set_as_code_is_a_subject() -> None:
    """A capital inside a word makes it a name, whatever type it is set in."""
    books = {f"d{n}": [f"OtterBooks does task {n}."] for n in range(4)}
    assert subject_of(corpus(books, {"OtterBooks": "CODE"})) == "OtterBooks"


def test_a_word_of_a_menu_is_no_subject() -> None:
    """A plural of an everyday noun stands on every page, and is the name of nothing."""
    pages = {f"d{n}": [f"Languages: one. Kestrel does task {n}."] for n in range(4)}
    assert subject_of(corpus(pages, {"Kestrel": "THING", "Languages": "THING"})) == "Kestrel"
    pages = {f"d{n}": [f"CDs: one. Kestrel does task {n}."] for n in range(4)}
    assert subject_of(corpus({"d9": ["CDs"], **pages}, {"Kestrel": "THING", "CDs": "THING"})) == "Kestrel"


def test_a_name_without_capitals_is_a_subject_where_sentences_open_with_it() -> None:
    """Nothing but a name opens a sentence with a small letter; a word of the trade never does, and one that goes on
    after an abbreviation stands in no title."""
    texts = {f"d{n}": [f"Set the otterc config. otterc runs task {n} and reads config files."] for n in range(4)}
    assert subject_of(corpus(texts, titles={"d0": "The otterc book"})) == "otterc"
    assert subject_of(corpus(texts)) == ""


def test_what_few_passages_name_is_no_subject() -> None:
    """Each of a few long books names every system somewhere."""
    texts = {f"d{n}": ["Otters swim far. " * 40 + f"It runs on Lantern {n} and waits."] for n in range(4)}
    names = {"Lantern": "THING"}
    assert subject_of(corpus(texts, names)) == "Lantern"
    assert subject_of(corpus(texts, names, passages=12)) == ""


def test_a_name_with_a_capital_inside_is_no_persons() -> None:
    """Whatever it was read as."""
    pages = {f"d{n}": [f"OtterCad draws hull {n}. Draw with OtterCad again."] for n in range(4)}
    assert subject_of(corpus(pages, {"OtterCad": "PERSON"})) == "OtterCad"


def test_a_product_of_many_titles_may_be_set_as_code_throughout() -> None:
    """A class that is set as code is no subject."""
    pages = {f"d{n}": [f"The `OtterCash` book. `OtterCash` keeps {n} accounts."] for n in range(4)}
    assert subject_of(corpus(pages, {"OtterCash": "CODE"})) == ""
    titles = {f"d{n}": f"OtterCash, part {n}" for n in range(4)}
    assert subject_of(corpus(pages, {"OtterCash": "CODE"}, titles=titles)) == "OtterCash"


def test_what_only_stands_in_a_column_is_no_subject() -> None:
    """The type of every setting is named on each page, and no sentence speaks of it."""
    texts = {f"d{n}": [f"Kestrel does task {n}.\n\n- Type: Lantern\n- Default: 3"] for n in range(4)}
    assert subject_of(corpus(texts, {"Lantern": "THING"})) == ""


def test_of_two_names_the_one_in_the_titles_is_the_subject() -> None:
    """What a product is written in stands on as many pages."""
    texts = {f"Heron {n}": [f"Heron does task {n} where Zander does it."] for n in range(4)}
    assert subject_of(corpus(texts, {"Heron": "THING", "Zander": "THING"})) == "Heron"
