"""Candidates of one chunk -> those that hold in the whole corpus, with the field that a common word needs.

What a sentence says is true; whether it may be asked depends on the rest: a name that has a page of its own is not
defined by a remark on another, a tool that the corpus only mentions is not "in PostgreSQL", and "a template" is a
different thing in each of its fields.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from kgsynth.engines.extractive.articles import in_small_letters, with_its_article
from kgsynth.engines.extractive.belonging.families_of_pages import parts_of_the_manual
from kgsynth.engines.extractive.belonging.fields import field_of
from kgsynth.engines.extractive.belonging.shared_entries import shared_entries
from kgsynth.engines.extractive.belonging.subjects import language_of
from kgsynth.engines.extractive.belonging.tools import with_its_tool
from kgsynth.engines.extractive.callings import Callings
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import KINDS, heading_text, is_code_like, names_something
from kgsynth.engines.extractive.reading.placeholders import Placeholders
from kgsynth.engines.extractive.reading.repeated import repeated_entries
from kgsynth.engines.extractive.retelling.kinds_of_titles import TitleKind, kinds_of_titles
from kgsynth.engines.extractive.scenes.scenes import with_scene
from kgsynth.engines.extractive.scenes.scenes_of_pages import Scenes
from kgsynth.engines.extractive.several.across import Across
from kgsynth.engines.extractive.sifting.answered_otherwise import is_answered_otherwise
from kgsynth.engines.extractive.sifting.outlived import is_outlived, outlived_names
from kgsynth.engines.extractive.sifting.spelt_out import is_known_to_all, spelt_out
from kgsynth.engines.extractive.sifting.whole_product import asks_anything
from kgsynth.engines.extractive.topics_of_pages import topic_of
from kgsynth.engines.extractive.wording import lower_first, question, upper_first
from kgsynth.language.words import content_words, squeezed, stands_in
from kgsynth.types import Chunk

_TERM = re.compile(r"^(?:[-*+] )?`?(?P<name>[^\n`:|]{2,50}?)`?(?: \([^()\n]*\))?\n: ", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]{2,60})`")
_PAGE = re.compile(r"\(\d\w?\)|\bmanual page\b|^the | (?:command|tool|program|utility|view|catalog)s?$", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:(?:With|In) [^,]+, )?what (?:does|do|is|are|will|can|must|should) (?:the |an? )?(?P<rest>\S.*)$", re.I
)
_LONGEST_NAME = 5  # words
_MOST_OF_A_TOPIC = 4  # words of a title that is about one of them
_OFTEN = 5  # chunks, of a large corpus
_IN_SO_MANY = 1000  # chunks, one of which is enough in them
_REPLACED = re.compile(r"\bCREATE\W+OR REPLACE\W+(?P<things>[A-Z|\]\[ ]*[A-Z])")
_GLOSSARY = re.compile(r"^(?:Glossary|Terms|Terminology|Vocabulary|Definitions)\b", re.IGNORECASE)
_MADE_UP = re.compile(r"\bexamples?\b|\bcase study\b", re.IGNORECASE)
_COMPANY = re.compile(r"\b(([A-Z][a-z]+) (?:Corp|Inc|Ltd|LLC|GmbH|Company)\b)")
_DATED = re.compile(r"^(?:In|With|When using) [^,]*\d{4}-\d\d[^,]*, ")
_TELLS_OF_A_NAME = frozenset({"definition", "purpose", "factual"})
_OF_AN_ENTRY = frozenset({"option_default", "list", "option"})
_OF_A_SENTENCE = frozenset({"factual", "place", "numeric", "temporal", "cause", "condition", "how_to"})


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the pages of a corpus are about.

    Attributes:
        homes: a name, letters and digits only -> the documents with a page, a section or an entry of that name.
        titled: the stem of a word -> the documents with that word in a title.
        callings: what it calls the names that it sets as code.
        entries: a name that is spelt as code -> the chunks with an entry of that name.
        made_up: the names of a running example: a company that a page called a case study brings in.
        texts: what all chunks say.
        replaced: the last word of what a command creates or replaces: ``VIEW``.
        across: what several pages tell together.
        language: what its commands are written in, where they are those of a language.
        scenes: how questions may say what a page is about.
        titled_kinds: what the things in titles are.
        placeholders: what its synopses leave open.
        parts: the parts of a manual that its files are named after, as titles write them.
        repeated: the entries of each chunk that stand word by word on another page, which is taken for theirs.
        outlived: the names that it calls deprecated.
        shared: the names that several pages explain each in their own way.
        known: whether so many chunks have some words, as far as that was asked.
    """

    homes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    titled: Mapping[str, frozenset[str]] = field(default_factory=dict)
    callings: Callings = field(default_factory=Callings)
    entries: Mapping[str, frozenset[str]] = field(default_factory=dict)
    made_up: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    replaced: frozenset[str] = frozenset()
    across: Across = field(default_factory=Across)
    language: str = ""
    scenes: Scenes = field(default_factory=Scenes)
    titled_kinds: Mapping[str, TitleKind] = field(default_factory=dict)
    placeholders: Placeholders = field(default_factory=Placeholders)
    parts: Mapping[str, str] = field(default_factory=dict)
    repeated: Mapping[str, frozenset[str]] = field(default_factory=dict)
    outlived: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    known: dict[tuple[str, int], bool] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, chunks: Iterable[Chunk]) -> "Corpus":
        """The pages, sections and entries of some chunks."""
        homes: defaultdict[str, set[str]] = defaultdict(set)
        titled: defaultdict[str, set[str]] = defaultdict(set)
        entries: defaultdict[str, set[str]] = defaultdict(set)
        told_in: defaultdict[str, set[str]] = defaultdict(set)
        chunks = tuple(chunks)
        for chunk in chunks:
            for title in dict.fromkeys((chunk.title, *chunk.headings)):
                homes[_key(title)].add(chunk.document_id)
                for word in content_words(heading_text(title)):
                    titled[word].add(chunk.document_id)
            for match in _TERM.finditer(chunk.text):
                entries[match["name"]].add(chunk.document_id)
                if is_code_like(match["name"]):
                    told_in[match["name"]].add(chunk.id)
        for name, documents in entries.items():
            if not (is_code_like(name) and _key(name) in homes):  # a page of its own goes before entries elsewhere
                homes[_key(name)] |= documents
        made_up = frozenset(name for chunk in chunks for name in _invented(chunk))
        texts = tuple(chunk.text for chunk in chunks)
        replaced = frozenset(
            match["things"].split()[-1] for text in texts if "OR REPLACE" in text for match in _REPLACED.finditer(text)
        )
        return cls(
            _frozen(homes),
            _frozen(titled),
            Callings.of(chunks),
            _frozen(told_in),
            made_up,
            texts,
            replaced,
            Across.of(chunks),
            language_of(texts),
            Scenes.of(chunks),
            kinds_of_titles(chunks),
            Placeholders.of(chunks),
            parts_of_the_manual(chunks),
            repeated_entries(chunks),
            outlived_names(texts),
            shared_entries(chunks),
        )

    def is_often_named(self, name: str, least: int = _OFTEN) -> bool:
        """Whether so many chunks name something that all who read the corpus have heard of it."""
        return self.has(name, min(least, len(self.texts) // _IN_SO_MANY))

    def has(self, words: str, least: int) -> bool:
        """Whether at least so many chunks have some words."""
        if (words, least) not in self.known:
            self.known[words, least] = sum(1 for _ in islice(self._having(words), least)) == least
        return self.known[words, least]

    def count(self, words: str) -> int:
        """How many chunks have some words."""
        return sum(1 for _ in self._having(words))

    def _having(self, words: str) -> Iterator[str]:
        return (text for text in self.texts if stands_in(words, text))

    def is_told_elsewhere(self, name: str, document_id: str) -> bool:
        """Whether a name has a page or an entry, and none of them is in this document."""
        home = self.homes.get(_key(name))
        return bool(home) and document_id not in (home or ())

    def has_its_entry(self, name: str, chunk: Chunk) -> bool:
        """Whether an entry elsewhere, be it on the same page, tells what a chunk only mentions."""
        home = self.entries.get(name)
        return bool(home) and chunk.id not in (home or ()) and not any(name in title for title in chunk.headings)

    def treats(self, name: str) -> bool:
        """Whether a page, a section or an entry is about a name, or its title holds it."""
        return _key(name) in self.homes or name.lower() in self.titled

    def others_titled(self, term: str, document_id: str) -> bool:
        """Whether titles of other documents hold a word of a term."""
        return any(self.titled.get(word, frozenset()) - {document_id} for word in content_words(term)[-1:])


def _invented(chunk: Chunk) -> Iterator[str]:
    """The company of a running example, and the first word of its name."""
    if any(_MADE_UP.search(title) for title in (chunk.title, *chunk.headings)):
        for match in _COMPANY.finditer(chunk.text):
            yield from match.groups()


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(documents) for key, documents in found.items()}


def _key(name: str) -> str:
    return squeezed(_PAGE.sub("", heading_text(name)).strip())


def in_scope(candidates: Iterable[Candidate], corpus: Corpus, subject: str) -> Iterator[Candidate]:
    """The candidates that may be asked of the corpus as a whole, some with the field they belong to in front.

    Args:
        subject: what the whole corpus is about.
    """
    for candidate in candidates:
        if len(candidate.chunks) != 1 or candidate.chunks[0].language != "en" or not corpus.homes:
            yield candidate
        elif not (
            _is_aside(candidate, corpus)
            or _is_told_again(candidate)
            or _is_of_an_example(candidate, corpus)
            or _is_common_knowledge(candidate)
            or is_answered_otherwise(candidate, entries=corpus.entries, replaced=corpus.replaced, has=corpus.has)
            or is_outlived(candidate, corpus.outlived)
            or asks_anything(candidate.question, candidate.reference, subject)
            or corpus.placeholders.speaks_of_one(candidate)
        ):
            small = in_small_letters(candidate, corpus.count)
            spoken = with_its_article(_of_the_product(small, corpus, subject), corpus.texts)
            placed = _in_its_field(with_its_tool(spoken, subject), corpus, subject)
            chunk = candidate.chunks[0]
            if placed is not None:
                placed = replace(placed, question=corpus.callings.spelt_out(placed.question, chunk))
            if placed is None or _is_part_of_nothing(placed) or _DATED.match(placed.question):
                continue
            if not _is_off_topic(placed, corpus):
                yield placed


def _is_aside(candidate: Candidate, corpus: Corpus) -> bool:
    """Whether it asks what a name is or does of a page that only mentions the name."""
    match = _ABOUT.match(candidate.question.rstrip("?")) if candidate.kind in _TELLS_OF_A_NAME | _OF_AN_ENTRY else None
    if match is None:
        return False
    about = (*(name.text for name in candidate.names if not name.owner), *match["rest"].split()[:2])
    if any(corpus.has_its_entry(name, candidate.chunks[0]) for name in about if not name.startswith("-")):
        return True
    if candidate.kind not in _TELLS_OF_A_NAME:
        return False
    words, document_id = match["rest"].split(), candidate.chunks[0].document_id
    names = (" ".join(words[:count]) for count in range(min(_LONGEST_NAME, len(words)), 0, -1))
    known = next((name for name in names if _key(name) in corpus.homes), None)
    return known is not None and corpus.is_told_elsewhere(known, document_id)


def _is_common_knowledge(candidate: Candidate) -> bool:
    """Whether it asks what something is that nobody needs this corpus for: ``HTML``."""
    return candidate.kind == "definition" and any(is_known_to_all(name.text) for name in candidate.names)


def _is_of_an_example(candidate: Candidate, corpus: Corpus) -> bool:
    """Whether a sentence below a title that announces an example says it: its names are made up."""
    if any(name in candidate.question or name in candidate.reference for name in corpus.made_up):
        return True
    titles = candidate.chunks[0].headings[-1:]
    return candidate.kind in _OF_A_SENTENCE and any(_MADE_UP.search(title) for title in titles)


def _of_the_product(candidate: Candidate, corpus: Corpus, subject: str) -> Candidate:
    """Without "in PostgreSQL" where the answer is a tool that no page of the corpus is about: ``df``."""
    placed = re.compile(rf"^In {re.escape(subject)}, | in {re.escape(subject)}(?=\?$)") if subject else None
    if candidate.kind != "how_to" or placed is None or not placed.search(candidate.question):
        return candidate
    tools = [code.split()[0] for code in _CODE.findall(candidate.chunks[0].text) if code in candidate.reference]
    if not tools or any(subject.lower() in tool.lower() or corpus.treats(tool) for tool in tools):
        return candidate
    return replace(candidate, question=question(upper_first(placed.sub("", candidate.question))))


def _is_told_again(candidate: Candidate) -> bool:
    """Whether another sentence of the chunk tells of a means to the same task, without the answer: another way."""
    if candidate.kind != "how_to" or candidate.question.startswith("What "):
        return False
    chunk = candidate.chunks[0]
    task = set(content_words(re.sub(r"^(?:When using|With|In) [^,]+, ", "", candidate.question)))
    start = candidate.evidence[-1].start - chunk.span.start
    rest = chunk.text[:start] + "\n" + chunk.text[candidate.evidence[-1].end - chunk.span.start :]
    others = (line for line in re.split(r"\n\s*\n|(?<=[.;])\s", rest) if candidate.reference.rstrip(".") not in line)
    ways = (line for line in others if _OF_A_MEANS.search(line))
    return len(task) > 1 and any(task <= set(content_words(line)) for line in ways)


_OF_A_MEANS = re.compile(
    r"\b(?:can|could|may|us(?:e|ing|ed)|by|via|with|through|run|alternatively|another|instead|also)\b", re.IGNORECASE
)


def _in_its_field(candidate: Candidate, corpus: Corpus, subject: str) -> Candidate | None:
    """With the field in front where the question is of a common word, or of a condition that belongs somewhere."""
    chunk, text = candidate.chunks[0], candidate.question
    scene = corpus.scenes.scene(chunk)
    named = re.match(r"^(?:In|With) (?P<name>[^,]+), (?P<rest>.+)\?$", text)
    if scene is not None and named is not None and scene.name == f"the {named['name']}":
        return replace(candidate, question=question(with_scene(named["rest"], scene)))
    if scene is not None and (scene.words.lower() in text.lower() or scene.name.lower() in text.lower()):
        return candidate
    if re.match(r"^(?:In|With|When) [^,]+, ", text):
        return candidate
    if candidate.kind == "expansion":
        return spelt_out(candidate, corpus.texts, corpus.treats)
    term = _common_term(candidate)
    if term:
        return _defined_in_its_field(candidate, term, corpus, subject)
    if not _is_loose_condition(candidate):
        return _with_topic(candidate, subject)
    return _opened_with(field_of(chunk, without=set(content_words(text))), candidate)


def _defined_in_its_field(candidate: Candidate, term: str, corpus: Corpus, subject: str) -> Candidate | None:
    """As it is where its section is about the term; else in its field, or in the product where no other page has it."""
    chunk = candidate.chunks[0]
    titles = [content_words(title) for title in map(heading_text, chunk.headings[-2:]) if not is_code_like(title)]
    about = any(set(content_words(term)) <= set(title) and len(title) <= _MOST_OF_A_TOPIC for title in titles)
    if about and not candidate.question.startswith(("What is the", "What are the")):
        return candidate
    place = field_of(chunk, without=set(content_words(term)))
    if not place and corpus.scenes.organisation and _GLOSSARY.search(chunk.title):
        place = f"At {corpus.scenes.organisation}"
    if not place and not corpus.others_titled(term, chunk.document_id) and subject and subject in chunk.text:
        place = f"In {subject}"
    if subject and candidate.question.endswith(f" in {subject}?"):
        return candidate
    return _opened_with(re.sub(r"^With ", "In ", place), candidate)


def _opened_with(place: str, candidate: Candidate) -> Candidate | None:
    return replace(candidate, question=question(f"{place}, {lower_first(candidate.question)}")) if place else None


def _with_topic(candidate: Candidate, subject: str) -> Candidate | None:
    """With its page's name in front where neither a name nor a word of its titles says what it belongs to."""
    chunk, text = candidate.chunks[0], candidate.question
    free = candidate.kind in {"factual", "how_to"} and not names_something(text.split(" ", 1)[1])
    alone = free and not set(content_words(text)) & _titles(chunk)
    topic = topic_of(chunk.headings, chunk.title, "") if alone else ""
    topic = subject if topic.lower() == subject.lower() else topic
    if not topic or _is_defined_there(candidate) or candidate.reference.startswith("With -"):
        return candidate
    if topic != subject or topic.lower() in candidate.reference.lower():
        return None  # what is "in" a part of it, hardly anybody asks so; or it would give the answer away
    return replace(candidate, question=question(f"In {topic}, {lower_first(text)}"))


def _is_defined_there(candidate: Candidate) -> bool:
    """Whether the sentence says what its answer is, so that the question holds wherever it stands."""
    start = candidate.evidence[0].start - candidate.chunks[0].span.start
    name = re.escape(candidate.reference.rstrip("."))
    return re.match(rf"`?{name}`?(?: \([^()]*\))? is (?:an?|the) ", candidate.chunks[0].text[start:]) is not None


def _common_term(candidate: Candidate) -> str:
    """The everyday word that a definition is of: ``template``; empty for names and for terms of several words."""
    term = next((name.text for name in candidate.names if name.kind == "term"), "")
    return (
        term
        if candidate.kind == "definition"
        and re.fullmatch(r"[A-Za-z]?[a-z]+", term)
        and f" {term[:1].lower()}{term[1:]}" in candidate.question
        else ""
    )


def _is_loose_condition(candidate: Candidate) -> bool:
    """Whether it asks what comes of something without a name of its own or a word of its page's titles."""
    text = candidate.question
    named = any(name.text in text for name in candidate.names) or _COINED.search(text) is not None
    return candidate.kind == "condition" and not named and not set(content_words(text)) & _titles(candidate.chunks[0])


_COINED = re.compile(r"\b[A-Za-z]{2,}[a-z][A-Z]|[a-z]_[a-z]")  # ``PondFill``, ``pond_fill``: no word of anything else


def _is_part_of_nothing(candidate: Candidate) -> bool:
    """Whether an option or the like is asked for, and no name in the question says whose it is."""
    match = _A_PART.match(candidate.question.rstrip("?"))
    if match is None or (_OF_A_PRODUCT.match(candidate.question) and len(content_words(match["rest"])) >= _TELLING):
        return False
    return not names_something(match["rest"] or "", _CODE.findall(candidate.chunks[0].text))


_OF_A_PRODUCT = re.compile(r"^Which (?:directive|setting) ")  # it is one of the product itself, which is said later
_TELLING = 4  # words by which one is told from the others
_A_PART = re.compile(
    r"^(?:Which|What) (?:option|setting|directive|parameter|keyword|field|mode|value)s? (?P<rest>\S.*)$|"
    r"^What (?:is|are) the \S+ (?:column|field|argument)s?(?P<bare>)$"
)


def _is_off_topic(candidate: Candidate, corpus: Corpus) -> bool:
    """Whether nothing said is code, a word of a title above, or a name that a title holds or that the chunk repeats."""
    chunk = candidate.chunks[0]
    said = f"{candidate.question} {candidate.reference}"
    if candidate.kind not in _OF_A_SENTENCE or any(code in said for code in _CODE.findall(chunk.text)):
        return False
    if any(is_code_like(word.strip(".,?")) and word.lower() not in KINDS for word in said.split()):
        return False
    if set(content_words(said)) & _titles(chunk):
        return False
    names = re.findall(r"(?<=[a-z,] )[A-Z][\w-]+", said)
    if any(name in candidate.question and chunk.text.count(name) > 1 for name in names):
        return False
    return not any(word in corpus.titled for name in names for word in content_words(name))


def _titles(chunk: Chunk) -> set[str]:
    return {word for title in (chunk.title, *chunk.headings) for word in content_words(heading_text(title))}
