"""Chunks -> facts: every reader of facts over every part of a chunk, the sentences parsed in one batch."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

from kgsynth.engines.extractive.entries import entry_facts, evidence, purpose_line
from kgsynth.engines.extractive.facts import Fact
from kgsynth.engines.extractive.fragments import leans_back, name_for_this, opens_plainly
from kgsynth.engines.extractive.layout import property_facts, step_facts, table_facts
from kgsynth.engines.extractive.naming import Name, entry_name, owner_of
from kgsynth.engines.extractive.pronouns import resolved
from kgsynth.engines.extractive.prose import prose_facts, statement
from kgsynth.engines.extractive.reading import Entry, Passage, Words, read
from kgsynth.engines.extractive.wording import upper_first
from kgsynth.language.pipelines import load_pipeline
from kgsynth.types import Chunk, Span

_SHORTEST, _LONGEST = 4, 45  # words of a sentence worth parsing

Sentence = tuple[Words, str, tuple[Span, ...], Name | None]
"""A sentence, its text with "this option" resolved, the spans that prove it, and whom it is about."""


def facts_of(chunks: Sequence[Chunk], *, subject: str, spacy_model: str | None = None) -> dict[str, tuple[Fact, ...]]:
    """All facts of some chunks, by chunk id, in the order of the text."""
    passages = [read(chunk) for chunk in chunks]
    parsed = _parsed(passages, subject, spacy_model)
    return {
        passage.chunk.id: tuple(chain(_layout_facts(passage, subject), said))
        for passage, said in zip(passages, parsed, strict=True)
    }


def _layout_facts(passage: Passage, subject: str) -> Iterator[Fact]:
    chunk = passage.chunk
    if chunk.language != "en":
        return
    for section in passage.sections:
        yield from purpose_line(section.paragraphs, chunk, owner_of(chunk, section.headings, subject))
        yield from step_facts(section, chunk)
    for entry in passage.entries:
        yield from _entry_facts(entry, chunk, subject)
    for table, headings in passage.tables:
        yield from table_facts(table, headings, chunk)


def _entry_facts(entry: Entry, chunk: Chunk, subject: str) -> Iterator[Fact]:
    """A short entry without a sentence in it is a property of what the page is about; any other speaks of its term."""
    term, said = entry.terms[0].text, entry.body[0].text
    if len(entry.terms) == len(entry.body) == 1 and len(said.split()) <= 8 and not said.rstrip().endswith("."):
        yield from property_facts(term, said, evidence(entry, entry.body[0]), entry.headings, chunk)
    else:
        yield from entry_facts(entry, chunk, owner_of(chunk, entry.headings, subject))


def _parsed(passages: Sequence[Passage], subject: str, spacy_model: str | None) -> list[list[Fact]]:
    found: list[list[Fact]] = [[] for _ in passages]
    for language in sorted({passage.chunk.language for passage in passages}):
        nlp = load_pipeline(language, spacy_model=spacy_model)
        if nlp is None or language != "en":
            continue
        work = [
            (index, item)
            for index, passage in enumerate(passages)
            if passage.chunk.language == language
            for item in _sentences(passage, subject)
        ]
        with threadpool_limits(1, user_api="blas"):  # matrices this small are slower on two threads
            docs = nlp.pipe(item[1] for _, item in work)
            for (index, item), doc in zip(work, docs, strict=True):
                found[index].extend(_facts_of_sentence(item, doc, passages[index].chunk))
    return found


def _facts_of_sentence(item: Sentence, doc: Doc, chunk: Chunk) -> Iterable[Fact]:
    words, text, proof, about = item
    said = statement(Words(text, chunk, words.plain, words.start), doc, chunk, proof, about)
    return () if said is None else (said, *prose_facts(said, frozenset(words.code)))


def _sentences(passage: Passage, subject: str) -> Iterator[Sentence]:
    chunk = passage.chunk
    for section in passage.sections:
        owner = owner_of(chunk, section.headings, subject)
        for paragraph in section.paragraphs:
            for words, text, proof in resolved(paragraph):
                yield from _sentence(words, text, proof, owner)
    for entry in passage.entries:
        owner = owner_of(chunk, entry.headings, subject)
        name = entry_name([term.text for term in entry.terms], entry.headings, chunk, owner)
        if name is not None:
            for words in entry.body:
                yield from _sentence(words, name_for_this(words.text, name), evidence(entry, words), name)


def _sentence(words: Words, text: str, proof: tuple[Span, ...], about: Name | None) -> Iterator[Sentence]:
    for part in re.split(r";\s+(?=[a-z])", text.rstrip(". ")) if text.rstrip().endswith(".") else ():
        part = opens_plainly(part)
        if not leans_back(part) and _SHORTEST <= len(part.split()) <= _LONGEST and not re.search(r":(?:\s|$)", part):
            yield words, upper_first(part) + ".", proof, about
