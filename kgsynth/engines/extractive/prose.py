"""Parsed sentences -> facts: what names are, what they do, what happened to them, and statements to ask about."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kgsynth.engines.extractive.definitions import definitions, definitions_added
from kgsynth.engines.extractive.descriptions import by_clause, by_purpose, in_passing
from kgsynth.engines.extractive.facts import Event, Fact, Statement
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.openings import Page, Said, subject, subject_in
from kgsynth.engines.extractive.purposes import purposes
from kgsynth.engines.extractive.reading import Words
from kgsynth.language.clauses import Clause, main_clause
from kgsynth.types import Chunk, Span


def statement(words: Words, doc: Doc, chunk: Chunk, evidence: tuple[Span, ...], about: Name | None) -> Statement | None:
    """The statement of one sentence, where it parses to one finite, affirmative or negated main clause."""
    clause = main_clause(doc)
    if clause is None or not (clause.finite or clause.imperative):
        return None
    return Statement(chunk, evidence, about or Name(""), words, doc, clause)


def prose_facts(said: Said) -> Iterator[Fact]:
    """What a sentence says its subject is, or does, and what it says of other names in passing."""
    yield from definitions(said)
    yield from definitions_added(said)
    for purpose in purposes(said):
        yield purpose
        yield from by_purpose(purpose)
    yield from in_passing(said)
    clause = main_clause(said.doc)
    if clause is not None:
        yield from by_clause(said, clause)
        yield from _event(said, clause)


def subject_name(clause: Clause, text: str, context: str, code: frozenset[str] = frozenset()) -> Name | None:
    """The name that a clause's subject consists of: ``pg_dump``, ``The wal_level parameter``, ``Acme Robotics``."""
    if clause.subject_head is None or not clause.subject:
        return None
    found = subject_in(slice_of(text, clause.subject), list(clause.subject), Page(context, code=code))
    if found is None or found.is_term:
        return None
    person = clause.subject_head.ent_type_ == "PERSON" and not found.name.kind
    return Name(found.name.text, "person") if person and " " in found.name.text else found.name


def _event(said: Said, clause: Clause) -> Iterator[Fact]:
    """``Lodge Mobile was released in June 2023.``"""
    if clause.negated or clause.head.tag_ not in {"VBD", "VBN"} or clause.objects or not clause.subject:
        return
    about = subject(said, clause.subject[-1].idx + len(clause.subject[-1].text)) if clause.subject[0].i == 0 else None
    if about is None or about.is_term:
        return
    for oblique in clause.obliques:
        text = slice_of(said.text, list(oblique.tokens))
        if oblique.preposition in {"in", "on"} and re.search(r"\b(?:19|20)\d\d$", text) and len(text.split()) <= 5:
            verb = f"was {clause.head.text}" if clause.passive else clause.head.text
            yield Event(said.chunk, said.evidence, about.name, verb, text.split(" ", 1)[1])


def slice_of(text: str, tokens: list[Token] | tuple[Token, ...]) -> str:
    """The characters from the first of some tokens to the last."""
    return text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)]
