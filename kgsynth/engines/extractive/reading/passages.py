"""Chunks -> facts: every reader of facts over every part of a chunk, what must be parsed in one batch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc

from kgsynth.engines.extractive.facts import Fact, Statement
from kgsynth.engines.extractive.naming import heading_text, owner_of
from kgsynth.engines.extractive.reading.asked_by_titles import asked_by_title
from kgsynth.engines.extractive.reading.definitions import expansions
from kgsynth.engines.extractive.reading.entries import entry_facts, evidence, named_entry, purpose_line
from kgsynth.engines.extractive.reading.first_lines import first_line
from kgsynth.engines.extractive.reading.headed_entries import properties_told, with_headed
from kgsynth.engines.extractive.reading.layout import property_facts, step_facts, table_facts
from kgsynth.engines.extractive.reading.openings import Page, Said, UnparsedError
from kgsynth.engines.extractive.reading.page_openings import defined_once, page_opening
from kgsynth.engines.extractive.reading.passage import Entry, Passage, Words, read
from kgsynth.engines.extractive.reading.pronouns import resolved
from kgsynth.engines.extractive.reading.prose import prose_facts, statement
from kgsynth.engines.extractive.reading.sentences_to_parse import Sentence, parts_to_parse, sentences_to_parse
from kgsynth.engines.extractive.reading.small_names import parsed_with
from kgsynth.engines.extractive.retelling.antecedents import named_again, worth_parsing
from kgsynth.engines.extractive.retelling.kinds_of_titles import TitleKind
from kgsynth.engines.extractive.retelling.unfolding import unfolded
from kgsynth.engines.extractive.wording import without_article
from kgsynth.language.pipelines import load_pipeline
from kgsynth.language.words import stands_in
from kgsynth.types import Chunk, Span


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
        late: those of them that only their length kept from being asked about before.
        first_again: the number of the first sentence that was made of others, once they were understood.
        understood: the sentences that are read with names in the place of what leaned on others.
    """

    passage: Passage
    page: Page
    layout: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]
    told: dict[int, tuple[Fact, ...]] = field(default_factory=dict)
    docs: dict[int, Doc] = field(default_factory=dict)
    asked: tuple[int, ...] = ()
    whole: tuple[Fact, ...] | None = None
    rest: tuple[Statement, ...] | None = None
    late: tuple[Statement, ...] = ()
    first_again: int = 0
    understood: frozenset[Span] = frozenset()

    def is_understood(self, proof: Sequence[Span]) -> bool:
        """Whether a sentence is read with names in the place of what leaned on others."""
        return proof[-1] in self.understood

    def said(self, number: int) -> Said:
        """A sentence as the readers of prose take it, with its tags where it was parsed."""
        item = self.sentences[number]
        return Said(item.text, self.docs.get(number), self.page, self.passage.chunk, item.proof, item.about)

    def statements(self, numbers: Iterable[int]) -> Iterator[Statement]:
        """What some sentences state, once they are parsed."""
        chunk = self.passage.chunk
        for number in numbers:
            item = self.sentences[number]
            words = replace(item.words, text=item.text)
            said = statement(words, self.docs[number], chunk, item.proof, item.about)
            if said is not None:
                yield replace(said, shown=item.shown)


class Reader:
    """Reads every chunk once, and parses no sentence before its words say too little.

    Args:
        subject: what the whole corpus is about.
        titles: what the things in its titles are.
        repeated: the names of the entries of a chunk, by its id, that are not read there but on another page.
        organisation: whose documents these are, who says "we" in them; empty where nothing tells.
    """

    def __init__(
        self,
        *,
        subject: str,
        organisation: str = "",
        titles: Mapping[str, TitleKind] | None = None,
        repeated: Mapping[str, frozenset[str]] | None = None,
        spacy_model: str | None = None,
    ) -> None:
        self._subject = subject
        self._organisation = organisation
        self._titles = titles or {}
        self._repeated = repeated or {}
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
            each.asked = tuple(number for number, item in enumerate(each.sentences) if item.is_asked_first)
        self._parse([(each, number) for each in begun.values() for number in each.asked if number not in each.docs])
        for chunk_id, each in begun.items():
            each.whole = (*self._told(chunk_id), *each.statements(each.asked))
            each.docs.clear()

    def parse_rest(self, chunks: Sequence[Chunk]) -> None:
        """Find the statements of sentences that hedge or lean, and of the fronts of long ones."""
        begun = [self._reads[chunk.id] for chunk in chunks if self._reads[chunk.id].rest is None]
        self._name_again(begun)
        rest = {
            id(each): [
                number
                for number, item in enumerate(each.sentences)
                if number >= each.first_again or (item.is_asked_later and not each.is_understood(item.proof))
            ]
            for each in begun
        }
        self._parse([(each, number) for each in begun for number in rest[id(each)] if number not in each.docs])
        for each in begun:
            numbers = rest[id(each)]
            late = [number for number in numbers if number < each.first_again and each.sentences[number].may_be_asked]
            each.late = tuple(each.statements(late))
            each.rest = tuple(each.statements(numbers))
            each.docs.clear()
        self._unfold(begun)

    def _unfold(self, reads: Sequence[_Read]) -> None:
        """Add what is folded into a sentence: what a second verb says of its subject."""
        folded = [
            (each, said, text)
            for each in reads
            for said in self.statements(each.passage.chunk)
            for text in unfolded(said)
        ]
        texts = dict.fromkeys(text for *_, text in folded)
        docs = self._docs(texts)
        for each, said, text in folded:
            found = statement(replace(said.words, text=text), docs[text], said.chunk, said.evidence, said.name)
            if found is not None:
                each.rest = (*(each.rest or ()), found)

    def _name_again(self, reads: Sequence[_Read]) -> None:
        """Add the sentences that lean on one before, with the name of what they speak of."""
        if self._pipeline is None:
            return
        sections = [
            (each, section, tuple(tuple(resolved(paragraph)) for paragraph in section.paragraphs))
            for each in reads
            for section in each.passage.sections
        ]
        known = {
            said.words.text: said.doc for each in reads for said in each.whole or () if isinstance(said, Statement)
        }
        texts = dict.fromkeys(
            text for *_, paragraphs in sections for paragraph in paragraphs for text in worth_parsing(paragraph)
        )
        fresh = [text for text in texts if text not in known]
        docs = known | self._docs(fresh)
        for each in reads:
            each.first_again = len(each.sentences)
            each.docs |= {place: docs[item.text] for place, item in enumerate(each.sentences) if item.text in docs}
        for each, section, paragraphs in sections:
            owner = owner_of(each.passage.chunk, section.headings, self._subject)
            above = dict.fromkeys(map(heading_text, (*reversed(section.headings), each.passage.chunk.title)))
            kinds = [self._titles[title] for title in above if title in self._titles]
            titles = [(kind, _naming(each.passage, kind)) for kind in kinds]
            for (words, text, proof), doc in named_again(
                section, paragraphs, docs, titles=titles, subject=self._subject, owner=owner
            ):
                if not words.lent.as_it_stands and text != words.text:
                    each.understood |= {words.span}
                for item in parts_to_parse(words, text, proof, owner):
                    if doc is not None and item.text == doc.text:
                        each.docs[len(each.sentences)] = doc
                    each.sentences = (*each.sentences, item)

    def statements(self, chunk: Chunk) -> tuple[Statement, ...]:
        """All that the sentences of a chunk state which was parsed to the rest."""
        found = self._reads[chunk.id]
        whole = (fact for fact in found.whole or () if isinstance(fact, Statement))
        return (*(said for said in whole if not found.is_understood(said.evidence)), *(found.rest or ()))

    def late(self, chunk: Chunk) -> tuple[Statement, ...]:
        """What the long sentences of a chunk state which was parsed to the rest."""
        return self._reads[chunk.id].late

    def told(self, chunk: Chunk) -> tuple[Fact, ...]:
        """The facts of a chunk that was read, without the statements."""
        return self._told(chunk.id)

    def _told(self, chunk_id: str) -> tuple[Fact, ...]:
        found = self._reads[chunk_id]
        return defined_once((*found.layout, *chain.from_iterable(found.told.values())))

    def facts(self, chunk: Chunk) -> tuple[Fact, ...]:
        """The facts of a chunk that was parsed, the statements last."""
        return self._reads[chunk.id].whole or ()

    def passage(self, chunk: Chunk) -> Passage:
        """The layout of a chunk that was read."""
        return self._reads[chunk.id].passage

    def _opened(self, chunk: Chunk) -> _Read:
        passage = with_headed(read(chunk), without=self._repeated.get(chunk.id, frozenset()))
        page = Page(chunk.text, chunk.headings or (chunk.title,), _code(passage))
        if chunk.language != "en" or self._pipeline is None:
            return _Read(passage, page, (), ())
        layout = (*_layout_facts(passage, self._subject), *_expansions(passage))
        return _Read(passage, page, layout, tuple(sentences_to_parse(passage, self._subject, self._organisation)))

    @cached_property
    def _pipeline(self) -> Language | None:
        return load_pipeline("en", spacy_model=self._spacy_model)

    def _docs(self, texts: Iterable[str]) -> dict[str, Doc]:
        return parsed_with(self._pipeline, texts, self._subject) if self._pipeline is not None else {}

    def _parse(self, wanted: Sequence[tuple[_Read, int]]) -> None:
        if wanted and self._pipeline is not None:
            texts = [each.sentences[number].text for each, number in wanted]
            docs = self._docs(dict.fromkeys(texts))
            for (each, number), text in zip(wanted, texts, strict=True):
                each.docs[number] = docs[text]


def _tell(found: _Read, number: int) -> bool:
    """Note what a sentence states; False where its words alone do not tell."""
    if found.sentences[number].shown:
        found.told[number] = ()  # the same sentence without its code tells it
        return True
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
        yield from first_line(section, chunk, subject)
        yield from page_opening(section, chunk)
        yield from step_facts(section, chunk)
        yield from asked_by_title(section, chunk)
    for entry in passage.entries:
        yield from _entry_facts(entry, chunk, subject)
    yield from properties_told(passage, subject)
    for table, headings in passage.tables:
        yield from table_facts(table, headings, chunk, owner_of(chunk, headings, subject))


def _entry_facts(entry: Entry, chunk: Chunk, subject: str) -> Iterator[Fact]:
    """A short entry without a sentence in it is a property of what the page is about; any other speaks of its term."""
    term, said = entry.terms[0].text, entry.body[0].text
    if len(entry.terms) == len(entry.body) == 1 and len(said.split()) <= 8 and not said.rstrip().endswith("."):
        yield from property_facts(term, said, evidence(entry, entry.body[0]), entry.headings, chunk)
    else:
        yield from entry_facts(entry, chunk, named_entry(entry, chunk, subject))


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
    yield from (words for entry in passage.entries if not entry.titled for words in entry.body)


def _code(passage: Passage) -> frozenset[str]:
    """The inline code of a chunk."""
    bullets = (words for section in passage.sections for words in section.bullets)
    terms = (words for entry in passage.entries for words in entry.terms)
    return frozenset(code for words in chain(_all_words(passage), bullets, terms) for code in words.code)


def _naming(passage: Passage, kind: TitleKind) -> Words | None:
    """The first sentence of a passage that has the name of what its page is about."""
    return next((words for words, _ in passage.sentences if stands_in(without_article(kind.name), words.text)), None)
