"""Chunk -> Passage: its sentences, entries, lists and tables, each still knowing which characters it came from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kgsynth.language.markdown import Block, BlockKind, Plain, Table, blocks, plain, table
from kgsynth.language.sentences import sentences as split_sentences
from kgsynth.types import Chunk, Span


@dataclass(frozen=True, slots=True)
class Lent:
    """What a sentence has from those before it.

    Attributes:
        codes: the inline code of a name that stands in it in place of a pronoun.
        kind: what its subject was said to be: ``web browser``.
        reason: why it is so, as the sentence beside it says: ``because foxes are about``.
        means: how it is done, as the sentence after it says: ``by closing the sluice``.
        as_it_stands: whether its own words are those of the page, and are asked about without what it is lent.
    """

    codes: tuple[str, ...] = ()
    kind: str = ""
    reason: str = ""
    means: str = ""
    as_it_stands: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a block's words, markup removed, and where each character stands in the document.

    Attributes:
        lent: what earlier sentences lend it.
    """

    text: str
    chunk: Chunk
    plain: Plain
    start: int = 0
    lent: Lent = Lent()

    @property
    def span(self) -> Span:
        """The characters of the document from the first word to the last."""
        return self.part(0, len(self.text))

    def part(self, start: int, end: int) -> Span:
        """The span of some of the characters of ``text``."""
        first, last = self.plain.source_span(self.start + start, self.start + end)
        source, offset = self.chunk.text, self.chunk.span.start
        first -= source[first - 1 : first] == "`"
        last += source[last : last + 1] == "`"
        return Span(self.chunk.document_id, offset + first, offset + last)

    @property
    def code(self) -> tuple[str, ...]:
        """The inline code in it."""
        own = tuple(
            self.plain.text[start:end]
            for start, end in self.plain.code
            if self.start <= start and end <= self.start + len(self.text)
        )
        return (*own, *self.lent.codes)


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a definition or option list: its terms, and what is said of them, sentence by sentence.

    Attributes:
        titled: whether it is a whole section under its title, whose sentences are those of the page as well.
        listed: whether it is an item of a list of points.
        kind: what sort of thing the sentence above that list says it is.
    """

    terms: tuple[Words, ...]
    body: tuple[Words, ...]
    headings: tuple[str, ...]
    titled: bool = False
    listed: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Display:
    """A block of code that a paragraph leads up to, and where it ends in the chunk."""

    code: str
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (outermost first in ``headings``, its own title last) and what stands directly below it.

    Attributes:
        displays: the code that stands right below a paragraph, by the paragraph's number.
    """

    headings: tuple[str, ...]
    heading: Words | None
    paragraphs: tuple[tuple[Words, ...], ...] = ()
    steps: tuple[Words, ...] = ()
    bullets: tuple[Words, ...] = ()
    code: bool = False
    displays: Mapping[int, Display] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """What an engine reads of one chunk."""

    chunk: Chunk
    entries: tuple[Entry, ...]
    sections: tuple[Section, ...]
    tables: tuple[tuple[Table, tuple[str, ...]], ...]

    @property
    def sentences(self) -> Iterator[tuple[Words, tuple[str, ...]]]:
        """Every sentence of running prose outside entries, with its headings."""
        for section in self.sections:
            for paragraph in section.paragraphs:
                for sentence in paragraph:
                    yield sentence, section.headings


def read(chunk: Chunk) -> Passage:
    """The passage of a chunk. No model is needed: this is layout, not grammar."""
    reader = _Reader(chunk)
    for block in blocks(chunk.text):
        reader.take(block)
    return reader.passage()


@dataclass
class _OpenEntry:
    level: int
    headings: tuple[str, ...]
    terms: list[Words] = field(default_factory=list)
    body: list[Words] = field(default_factory=list)
    defined: bool = False


@dataclass
class _OpenSection:
    headings: tuple[str, ...]
    heading: Words | None
    paragraphs: list[tuple[Words, ...]] = field(default_factory=list)
    steps: list[Words] = field(default_factory=list)
    bullets: list[Words] = field(default_factory=list)
    code: bool = False
    displays: dict[int, Display] = field(default_factory=dict)

    def closed(self) -> Section:
        """The section once all that stands in it was taken."""
        paragraphs, steps, bullets = tuple(self.paragraphs), tuple(self.steps), tuple(self.bullets)
        return Section(self.headings, self.heading, paragraphs, steps, bullets, self.code, self.displays)


class _Reader:
    """Takes the blocks of a chunk one by one and sorts them into entries, sections and tables."""

    def __init__(self, chunk: Chunk) -> None:
        self._chunk = chunk
        self._outer = chunk.headings
        self._levels: list[tuple[int, str]] = []
        self._entries: list[_OpenEntry] = []
        self._open: list[_OpenEntry] = []
        self._sections = [_OpenSection(chunk.headings, None)]
        self._tables: list[tuple[Table, tuple[str, ...]]] = []
        self._past = False  # whether the block tells of versions of the past alone
        self._leads_up = False  # whether the block before is a paragraph of the section

    def take(self, block: Block) -> None:
        """Sort one block in."""
        self._past = False
        if block.kind is BlockKind.HEADING:
            self._heading(block)
        elif block.kind is BlockKind.TERM:
            self._term(block)
        elif block.kind is BlockKind.TABLE:
            self._table(block)
        elif block.kind is BlockKind.CODE:
            self._code(block)
        elif block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.DEFINITION, BlockKind.QUOTE}:
            self._prose(block)
        self._leads_up = block.kind is BlockKind.PARAGRAPH and not self._open and not self._past

    def passage(self) -> Passage:
        """What was taken."""
        return Passage(
            self._chunk,
            tuple(Entry(tuple(e.terms), tuple(e.body), e.headings) for e in self._entries if e.terms and e.body),
            tuple(section.closed() for section in self._sections),
            tuple(self._tables),
        )

    def _code(self, block: Block) -> None:
        section = self._sections[-1]
        section.code = True
        if self._leads_up and section.paragraphs:
            display = Display(self._chunk.text[block.start : block.end], block.end)
            section.displays[len(section.paragraphs) - 1] = display

    def _words(self, block: Block) -> Words:
        view = plain(self._chunk.text, block.start, block.end)
        return Words(view.text, self._chunk, view)

    def _heading(self, block: Block) -> None:
        words = self._words(block)
        self._open.clear()
        self._levels = [(level, title) for level, title in self._levels if level < block.level]
        self._levels.append((block.level, words.text))
        inner = tuple(title for _, title in self._levels)
        self._sections.append(_OpenSection(_joined(self._outer, inner), words))

    def _term(self, block: Block) -> None:
        while self._open and (self._open[-1].level > block.level or self._is_done(self._open[-1], block)):
            self._open.pop()
        if not self._open or self._open[-1].level < block.level:
            entry = _OpenEntry(block.level, self._sections[-1].headings)
            self._open.append(entry)
            self._entries.append(entry)
        self._open[-1].terms.append(self._words(block))

    @staticmethod
    def _is_done(entry: _OpenEntry, block: Block) -> bool:
        return entry.level == block.level and entry.defined

    def _table(self, block: Block) -> None:
        found = table(self._chunk.text, block)
        if found is not None:
            self._tables.append((found, self._sections[-1].headings))

    def _prose(self, block: Block) -> None:
        said = in_sentences(without_badge(self._words(block)))
        entry = self._entry_for(block)
        if entry is not None:
            entry.defined = True
            if block.kind is not BlockKind.LIST_ITEM:
                entry.body.extend(said)
            return
        self._open.clear()
        self._past = not said
        section = self._sections[-1]
        if block.kind is BlockKind.LIST_ITEM:
            (section.steps if block.marker[:1].isdigit() else section.bullets).append(self._words(block))
        elif said:
            section.paragraphs.append(tuple(said))

    def _entry_for(self, block: Block) -> _OpenEntry | None:
        if block.kind is BlockKind.DEFINITION:
            return self._open[-1] if self._open else None
        if block.level == 0 or not self._open or not self._open[-1].defined:
            return None
        return self._open[-1]


def without_badge(words: Words) -> Words:
    """What a paragraph says behind the version that is set in front of it without a comma; nothing where that is one of
    the past: ``New in version 2.1 otterd has a tide table.``"""
    found = _BADGE.match(words.text)
    if found is None:
        return words
    start = len(words.text) if found["past"] else found.end()
    return Words(words.text[start:], words.chunk, words.plain, words.start + start, words.lent)


_BADGE = re.compile(
    r"(?:(?:New|Added|Introduced|Changed|Available|Deprecated)(?: (?:in|since|from|as of))?|Since|"
    r"(?P<past>Prior to|Before|Until|Up to)) (?:\w+ )?version v?\d[\w.]*(?: and (?:above|later|newer))?:? "
    r"(?=`|\w)(?!(?:is|are|was|were|of|and|or|to|by|in|on|for|with|as|the|an?|it|you|we) )"
)


def in_sentences(words: Words) -> list[Words]:
    """The sentences of some words."""
    return [
        Words(words.text[start:end], words.chunk, words.plain, words.start + start)
        for start, end in split_sentences(words.text)
    ]


def _joined(outer: Sequence[str], inner: Sequence[str]) -> tuple[str, ...]:
    """The heading path of a section inside a chunk, where the chunk's own path may already hold the first titles."""
    kept = [title for title in outer if title not in inner]
    return (*kept, *inner)
