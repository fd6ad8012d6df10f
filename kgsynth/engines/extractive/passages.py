"""Chunks -> facts: every reader of facts over every part of a chunk, the sentences parsed in one batch."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

from kgsynth.engines.extractive.definitions import expansions
from kgsynth.engines.extractive.entries import entry_facts, evidence, purpose_line
from kgsynth.engines.extractive.facts import Fact
from kgsynth.engines.extractive.fragments import leans_back, name_for_this, opens_plainly
from kgsynth.engines.extractive.layout import property_facts, step_facts, table_facts
from kgsynth.engines.extractive.naming import Name, entry_name, owner_of
from kgsynth.engines.extractive.openings import Page, Said
from kgsynth.engines.extractive.pronouns import resolved
from kgsynth.engines.extractive.prose import prose_facts, statement
from kgsynth.engines.extractive.reading import Entry, Passage, Words, read
from kgsynth.engines.extractive.wording import upper_first
from kgsynth.language.pipelines import load_pipeline
from kgsynth.types import Chunk, Span

_SHORTEST, _LONGEST = 4, 45  # words of a sentence worth parsing


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence to parse.

    Attributes:
        text: its words, with "this option" resolved.
        proof: the spans that prove it.
        about: whom it is about, where an entry or a page says so.
        whole: whether it is a whole sentence of running prose; the front of one only defines.
    """

    words: Words
    text: str
    proof: tuple[Span, ...]
    about: Name | None
    whole: bool = True


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
    found: list[list[Fact]] = [list(_expansions(passage)) for passage in passages]
    for language in sorted({passage.chunk.language for passage in passages}):
        nlp = load_pipeline(language, spacy_model=spacy_model)
        if nlp is None or language != "en":
            continue
        pages = [Page(p.chunk.text, p.chunk.headings or (p.chunk.title,), _code(p)) for p in passages]
        work = [
            (index, item)
            for index, passage in enumerate(passages)
            if passage.chunk.language == language
            for item in _sentences(passage, subject)
        ]
        with threadpool_limits(1, user_api="blas"):  # matrices this small are slower on two threads
            docs = nlp.pipe(item.text for _, item in work)
            for (index, item), doc in zip(work, docs, strict=True):
                found[index].extend(_facts_of_sentence(item, doc, passages[index].chunk, pages[index]))
    return found


def _expansions(passage: Passage) -> Iterator[Fact]:
    """What acronyms stand for, once for each."""
    if passage.chunk.language != "en":
        return
    seen: set[str] = set()
    for words in _all_words(passage):
        for fact in expansions(words.text, passage.chunk, (words.span,)):
            if fact.name.text not in seen:
                seen.add(fact.name.text)
                yield fact


def _all_words(passage: Passage) -> Iterator[Words]:
    yield from (words for words, _ in passage.sentences)
    yield from (words for entry in passage.entries for words in entry.body)


def _code(passage: Passage) -> frozenset[str]:
    """The inline code of a chunk."""
    bullets = (words for section in passage.sections for words in section.bullets)
    terms = (words for entry in passage.entries for words in entry.terms)
    return frozenset(code for words in chain(_all_words(passage), bullets, terms) for code in words.code)


def _facts_of_sentence(item: _Sentence, doc: Doc, chunk: Chunk, page: Page) -> Iterator[Fact]:
    if item.whole:
        words = Words(item.text, chunk, item.words.plain, item.words.start)
        said = statement(words, doc, chunk, item.proof, item.about)
        if said is not None:
            yield said
    yield from prose_facts(Said(item.text, doc, page, chunk, item.proof, item.about))


def _sentences(passage: Passage, subject: str) -> Iterator[_Sentence]:
    chunk = passage.chunk
    for section in passage.sections:
        owner = owner_of(chunk, section.headings, subject)
        for paragraph in section.paragraphs:
            for words, text, proof in resolved(paragraph):
                yield from _sentence(words, text, proof, owner)
        for bullet in section.bullets:
            yield from _front(bullet, bullet.text, (bullet.span,))
    for entry in passage.entries:
        owner = owner_of(chunk, entry.headings, subject)
        name = entry_name([term.text for term in entry.terms], entry.headings, chunk, owner)
        if name is not None:
            for words in entry.body:
                yield from _sentence(words, name_for_this(words.text, name), evidence(entry, words), name)


def _sentence(words: Words, text: str, proof: tuple[Span, ...], about: Name | None) -> Iterator[_Sentence]:
    plain = True
    for part in re.split(r";\s+(?=[a-z])", text.rstrip(". ")) if text.rstrip().endswith(".") else ():
        part = opens_plainly(part)
        if not leans_back(part) and _SHORTEST <= len(part.split()) <= _LONGEST and not re.search(r":(?:\s|$)", part):
            plain = False
            yield _Sentence(words, _capitalised(part, words) + ".", proof, about)
    if plain:
        yield from _front(words, text, proof)


def _front(words: Words, text: str, proof: tuple[Span, ...]) -> Iterator[_Sentence]:
    """The first thing that a long sentence or an item of a list says."""
    front = opens_plainly(re.split(r"[;:.](?:\s|$)| [—–] |,? (?:while|whereas) ", text, maxsplit=1)[0].strip(" ."))
    if not leans_back(front) and _SHORTEST <= len(front.split()) <= _LONGEST:
        yield _Sentence(words, _capitalised(front, words) + ".", proof, None, whole=False)


def _capitalised(text: str, words: Words) -> str:
    """With a capital at the front, unless a name opens it that is spelt with none: ``dpkg``."""
    named = any(text.startswith(f"{code} ") for code in words.code)
    return text if named or words.text.startswith(text[:12]) else upper_first(text)
