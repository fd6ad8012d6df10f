"""Passage -> its sentences as they are parsed: in parts, with "it" resolved, with the code that one leads up to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kgsynth.engines.extractive.families.displays import ends_open, leads_up, needs_code, without_lead
from kgsynth.engines.extractive.naming import Name, owner_of
from kgsynth.engines.extractive.reading.entries import evidence, named_entry
from kgsynth.engines.extractive.reading.fragments import leans_back, name_for_this, opens_plainly
from kgsynth.engines.extractive.reading.passage import Display, Passage, Words
from kgsynth.engines.extractive.reading.pronouns import resolved
from kgsynth.engines.extractive.reading.sentences_told import is_told_of_all, may_be_asked
from kgsynth.engines.extractive.retelling.first_person import spoken_for
from kgsynth.engines.extractive.wording import capitalised, without_colons
from kgsynth.types import Span

_SHORTEST, _LONGEST = 4, 45  # words of a sentence worth parsing
_LONG = 24  # words of one that is parsed once what is shorter is spent
_PROMISING = re.compile(  # a word spelt as a name, or what comes before a comma
    r"^[a-z]|\B[A-Z]|(?<=[a-z,] )[A-Z]|[_\d/]|(?<!\w)-\w|\w\.\w|"
    r"^(?:If|When|To|By|Setting|Us(?:e|ing)|Because|For|Once|With(?:out)?)\b"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence to parse.

    Attributes:
        text: its words, with "this option" resolved.
        proof: the spans that prove it.
        about: whom it is about, where an entry or a page says so.
        whole: whether it is a whole sentence of running prose; the front of one only defines.
        shown: the code that it leads up to.
    """

    words: Words
    text: str
    proof: tuple[Span, ...]
    about: Name | None
    whole: bool = True
    shown: str = ""

    @cached_property
    def may_be_asked(self) -> bool:
        """Whether it can give a question, by its words."""
        return self.whole and may_be_asked(self.text)

    @property
    def is_asked_first(self) -> bool:
        """Whether it can give a question, is short, and names something or opens with a condition or an aim: half of
        all words stand in others, and a fifth of the questions."""
        return self.text.count(" ") < _LONG and self._promises and self.may_be_asked

    @property
    def _promises(self) -> bool:
        return _PROMISING.search(self.text) is not None or bool(self.words.code)

    @property
    def is_asked_later(self) -> bool:
        """Whether it speaks for all, and only what it hedges, that it goes on, or its length stood against asking."""
        return not self.is_asked_first and is_told_of_all(self.text)


def sentences_to_parse(passage: Passage, subject: str, organisation: str) -> Iterator[Sentence]:
    """The sentences of a passage: of its paragraphs, the fronts of its bullets, and of its entries."""
    chunk = passage.chunk
    for section in passage.sections:
        owner = owner_of(chunk, section.headings, subject)
        title = section.headings[-1] if section.headings else ""
        for number, paragraph in enumerate(section.paragraphs):
            for words, text, proof in resolved(paragraph, title):
                yield from parts_to_parse(words, spoken_for(text, organisation), proof, owner)
            if number in section.displays and paragraph:
                yield from _leading_up(paragraph[-1], section.displays[number], owner)
        for bullet in section.bullets:
            yield from _front(bullet, without_colons(bullet.text, bullet.code), (bullet.span,))
    for entry in passage.entries:
        name = named_entry(entry, chunk, subject) if not entry.titled else None
        if name is not None:
            for words in entry.body:
                yield from parts_to_parse(words, name_for_this(words.text, name), evidence(entry, words), name)


def parts_to_parse(words: Words, text: str, proof: tuple[Span, ...], about: Name | None) -> Iterator[Sentence]:
    """The parts of a sentence that can stand alone; only what it says first where none can."""
    plain = True
    text = without_colons(text, words.code)
    for part in re.split(r"(?<=\S);\s+(?=[a-z])", text.rstrip(". ")) if text.rstrip().endswith(".") else ():
        part = opens_plainly(part)
        if not leans_back(part) and _SHORTEST <= len(part.split()) <= _LONGEST and not re.search(r":(?:\s|$)", part):
            plain = False
            yield Sentence(words, capitalised(part, words.text, words.code) + ".", proof, about)
    if plain:
        yield from _front(words, text, proof)


def _leading_up(words: Words, display: Display, about: Name | None) -> Iterator[Sentence]:
    """The sentence right above a block of code, with the code as part of its proof; by itself, too, if it is whole."""
    text = without_lead(words.text)
    if not leads_up(words.text) or not _SHORTEST <= len(text.split()) <= _LONGEST:
        return
    if words.code and ";" not in text and not needs_code(text):
        yield Sentence(words, f"{text}.", (words.span,), about)
    chunk = words.chunk
    proof = Span(chunk.document_id, words.span.start, chunk.span.start + display.end)
    yield Sentence(words, f"{text}{' this' * ends_open(text)}.", (proof,), about, whole=False, shown=display.code)


def _front(words: Words, text: str, proof: tuple[Span, ...]) -> Iterator[Sentence]:
    """The first thing that a long sentence or an item of a list says."""
    first = re.split(r"(?<=\S)[;:.](?:\s|$)| [—–] |,? (?:while|whereas) ", text, maxsplit=1)[0]
    front = opens_plainly(first.strip(" ."))
    if not leans_back(front) and _SHORTEST <= len(front.split()) <= _LONGEST:
        yield Sentence(words, capitalised(front, words.text, words.code) + ".", proof, None, whole=False)
