"""Parsed sentences -> facts: what names are, what they do, what happened to them, and statements to ask about."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kgsynth.engines.extractive.facts import Event, Fact, Statement
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.definitions import definitions, definitions_added
from kgsynth.engines.extractive.reading.descriptions import by_clause, in_passing
from kgsynth.engines.extractive.reading.openings import Said, ends_with_a_thing, opens_with_a_name, subject
from kgsynth.engines.extractive.reading.passage import Words
from kgsynth.engines.extractive.reading.purposes import purposes
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
    yield from purposes(said)
    yield from in_passing(said)
    clause = main_clause(said.doc) if _may_tell(said) else None
    if clause is not None:
        yield from by_clause(said, clause)
        yield from _event(said, clause)


_DATED = re.compile(r"\b(?:in|on) .*\b(?:19|20)\d\d\b")
_PLACED = re.compile(r"[a-z] (?:in|at) (?:the )?[A-Z]")


def _may_tell(said: Said) -> bool:
    """Whether the clause of a sentence can be a fact by its spelling: a name does or is done something, and that is
    dated, or ends with a place or a thing. Only then the sentence is parsed for it."""
    dated = _DATED.search(said.text) is not None or _PLACED.search(said.text) is not None
    return opens_with_a_name(said) and (dated or ends_with_a_thing(said))


def _event(said: Said, clause: Clause) -> Iterator[Fact]:
    """``Lodge Mobile was released in June 2023.``"""
    if clause.negated or clause.head.tag_ not in {"VBD", "VBN"} or clause.objects or not clause.subject:
        return
    about = subject(said, clause.subject[-1].idx + len(clause.subject[-1].text)) if clause.subject[0].i == 0 else None
    if about is None:
        return
    for oblique in clause.obliques:
        text = slice_of(said.text, list(oblique.tokens))
        if oblique.preposition in {"in", "on"} and re.search(r"\b(?:19|20)\d\d$", text) and len(text.split()) <= 5:
            verb = f"was {clause.head.text}" if clause.passive else clause.head.text
            yield Event(said.chunk, said.evidence, about.name, verb, text.split(" ", 1)[1])


def slice_of(text: str, tokens: list[Token] | tuple[Token, ...]) -> str:
    """The characters from the first of some tokens to the last."""
    return text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)]
