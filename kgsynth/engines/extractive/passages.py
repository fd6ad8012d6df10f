"""Chunks -> facts: every reader of facts over every part of a chunk, what must be parsed in one batch."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from kgsynth.engines.extractive.definitions import expansions
from kgsynth.engines.extractive.entries import entry_facts, evidence, purpose_line
from kgsynth.engines.extractive.facts import Fact, Statement
from kgsynth.engines.extractive.fragments import leans_back, name_for_this, opens_plainly
from kgsynth.engines.extractive.layout import property_facts, step_facts, table_facts
from kgsynth.engines.extractive.naming import Name, entry_name, owner_of
from kgsynth.engines.extractive.openings import Page, Said, UnparsedError
from kgsynth.engines.extractive.pronouns import resolved
from kgsynth.engines.extractive.prose import prose_facts, statement
from kgsynth.engines.extractive.reading import Entry, Passage, Words, read
from kgsynth.engines.extractive.sentences_told import is_told_of_all, may_be_asked
from kgsynth.engines.extractive.wording import upper_first
from kgsynth.language.pipelines import load_pipeline, parsed
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

    @property
    def may_be_asked(self) -> bool:
        """Whether it can give a question, by its words."""
        return self.whole and may_be_asked(self.text)

    @property
    def may_be_asked_in_part(self) -> bool:
        """Whether only what it hedges, or that it goes on, stood against asking about it."""
        return not self.may_be_asked and is_told_of_all(self.text)


def facts_of(chunks: Sequence[Chunk], *, subject: str, spacy_model: str | None = None) -> dict[str, tuple[Fact, ...]]:
    """All facts of some chunks, by chunk id, the statements last."""
    reader = Reader(subject=subject, spacy_model=spacy_model)
    reader.parse(chunks)
    return {chunk.id: reader.facts(chunk) for chunk in chunks}


@dataclass(slots=True)
class _Read:
    """What was read of a chunk so far.

    Attributes:
        layout: what its entries, tables and brackets state.
        told: what each sentence states, by its number.
        docs: the sentences that were parsed, by their number.
        asked: the numbers of the sentences that may be asked about, once it is known that they are wanted.
        whole: all its facts, once those sentences were parsed.
    rest: the statements of all other sentences that nobody in particular speaks in, once they were parsed, too.
    """

    passage: Passage
    page: Page
    layout: tuple[Fact, ...]
    sentences: tuple[_Sentence, ...]
    told: dict[int, tuple[Fact, ...]] = field(default_factory=dict)
    docs: dict[int, Doc] = field(default_factory=dict)
    asked: tuple[int, ...] = ()
    whole: tuple[Fact, ...] | None = None
    rest: tuple[Statement, ...] | None = None

    def said(self, number: int) -> Said:
        """A sentence as the readers of prose take it, with its tags where it was parsed."""
        item = self.sentences[number]
        return Said(item.text, self.docs.get(number), self.page, self.passage.chunk, item.proof, item.about)

    def statements(self, numbers: Iterable[int]) -> Iterator[Statement]:
        """What some sentences state, once they are parsed."""
        chunk = self.passage.chunk
        for number in numbers:
            item = self.sentences[number]
            words = Words(item.text, chunk, item.words.plain, item.words.start)
            said = statement(words, self.docs[number], chunk, item.proof, item.about)
            if said is not None:
                yield said


class Reader:
    """Reads every chunk once, and parses no sentence before its words say too little.

    Args:
        subject: what the whole corpus is about.
    """

    def __init__(self, *, subject: str, spacy_model: str | None = None) -> None:
        self._subject = subject
        self._spacy_model = spacy_model
        self._reads: dict[str, _Read] = {}

    def read(self, chunks: Iterable[Chunk]) -> None:
        """Find what names are said to be or to do; what has to be parsed is parsed in one batch."""
        fresh = {chunk.id: self._opened(chunk) for chunk in chunks if chunk.id not in self._reads}
        self._reads |= fresh
        doubtful = [
            (each, number)
            for each in fresh.values()
            for number in range(len(each.sentences))
            if not _tell(each, number)
        ]
        self._parse(doubtful)
        for each, number in doubtful:
            _tell(each, number)

    def parse(self, chunks: Sequence[Chunk]) -> None:
        """Find the statements, too: every sentence that may be asked about is parsed, all in one batch."""
        self.read(chunks)
        begun = {chunk.id: self._reads[chunk.id] for chunk in chunks if self._reads[chunk.id].whole is None}
        for each in begun.values():
            each.asked = tuple(number for number, item in enumerate(each.sentences) if item.may_be_asked)
        self._parse([(each, number) for each in begun.values() for number in each.asked if number not in each.docs])
        for chunk_id, each in begun.items():
            each.whole = (*self._told(chunk_id), *each.statements(each.asked))
            each.docs.clear()

    def parse_rest(self, chunks: Sequence[Chunk]) -> None:
        """Find the statements of sentences that hedge, and of the fronts of long ones: a part of them may be asked."""
        begun = [self._reads[chunk.id] for chunk in chunks if self._reads[chunk.id].rest is None]
        rest = {
            id(each): [number for number, item in enumerate(each.sentences) if item.may_be_asked_in_part]
            for each in begun
        }
        self._parse([(each, number) for each in begun for number in rest[id(each)]])
        for each in begun:
            each.rest = tuple(each.statements(rest[id(each)]))
            each.docs.clear()

    def statements(self, chunk: Chunk) -> tuple[Statement, ...]:
        """All that the sentences of a chunk state which was parsed to the rest."""
        found = self._reads[chunk.id]
        return (*(fact for fact in found.whole or () if isinstance(fact, Statement)), *(found.rest or ()))

    def told(self, chunk: Chunk) -> tuple[Fact, ...]:
        """The facts of a chunk that was read, without the statements."""
        return self._told(chunk.id)

    def _told(self, chunk_id: str) -> tuple[Fact, ...]:
        found = self._reads[chunk_id]
        return (*found.layout, *chain.from_iterable(found.told.values()))

    def facts(self, chunk: Chunk) -> tuple[Fact, ...]:
        """The facts of a chunk that was parsed, the statements last."""
        return self._reads[chunk.id].whole or ()

    def passage(self, chunk: Chunk) -> Passage:
        """The layout of a chunk that was read."""
        return self._reads[chunk.id].passage

    def _opened(self, chunk: Chunk) -> _Read:
        passage = read(chunk)
        page = Page(chunk.text, chunk.headings or (chunk.title,), _code(passage))
        if chunk.language != "en" or self._pipeline is None:
            return _Read(passage, page, (), ())
        layout = (*_layout_facts(passage, self._subject), *_expansions(passage))
        return _Read(passage, page, layout, tuple(_sentences(passage, self._subject)))

    @cached_property
    def _pipeline(self) -> Language | None:
        return load_pipeline("en", spacy_model=self._spacy_model)

    def _parse(self, wanted: Sequence[tuple[_Read, int]]) -> None:
        if wanted and self._pipeline is not None:
            texts = [each.sentences[number].text for each, number in wanted]
            once = dict.fromkeys(texts)
            docs = dict(zip(once, parsed(self._pipeline, once), strict=True))
            for (each, number), text in zip(wanted, texts, strict=True):
                each.docs[number] = docs[text]


def _tell(found: _Read, number: int) -> bool:
    """Note what a sentence states; False where its words alone do not tell."""
    try:
        found.told[number] = tuple(prose_facts(found.said(number)))
    except UnparsedError:
        found.told[number] = ()  # keeps its place among the others
        return False
    return True


def _layout_facts(passage: Passage, subject: str) -> Iterator[Fact]:
    chunk = passage.chunk
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


def _expansions(passage: Passage) -> Iterator[Fact]:
    """What acronyms stand for, once for each."""
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
