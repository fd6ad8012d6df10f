"""The front of a page about one thing -> what that thing does or holds: its title's gloss, or its first sentence.

A page called "sluice_depth" that opens with "The depth of the water at the lower gate." says what sluice_depth is; so
does one called "otter - guide a boat through a lock".
"""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.facts import Definition, Fact, Form, Purpose
from kgsynth.engines.extractive.fragments import cut_tail, first_verb_form, is_self_contained, lacks_article, tells_its_age
from kgsynth.engines.extractive.naming import KINDS, SETTINGS, Name, glossed, heading_text, is_code_like, kind_of, owner_of
from kgsynth.engines.extractive.reading import Section, Words
from kgsynth.engines.extractive.wording import bare, lower_first, sentence, third_person, without_parentheses
from kgsynth.language.words import content_words
from kgsynth.types import Chunk

_SORTS = frozenset({*KINDS, *SETTINGS, "property", "macro", "keyword", "directive"})
_THIS_SORT = re.compile(rf"\bThis (?:[a-z]+ )?(?P<sort>{'|'.join(sorted(_SORTS))})\b")
_LONGEST = 24  # words of a first sentence that sums up
_FEWEST_TOLD = 3  # words of it that tell something
_OBJECT = re.compile(r"(?!to )(?:the|an?|all|any|each|every|how|if|in|no|off|on|up|what|where|whether|which)\b")
_NOUN_PHRASE = re.compile(r"^(?:An?|The) [A-Za-z-]+ (?!is\b|are\b|was\b|can\b|will\b|may\b|must\b|should\b|has\b)")


def first_line(section: Section, chunk: Chunk, subject: str) -> Iterator[Fact]:
    """What the title of a page, or the sentence right below it, says of the one thing that the page is about."""
    title = section.heading
    if title is None or section.headings[-1] != chunk.title:
        return
    owner = owner_of(chunk, section.headings, subject)
    gloss = glossed(title.text)
    if owner is not None and gloss is not None:
        yield from _said(gloss["gloss"], Name(owner.text, owner.kind or "command"), chunk, (title,))
    elif owner is not None and is_code_like(heading_text(chunk.title)) and (summary := _summary(section)):
        kind = owner.kind or _kind(owner.text, chunk)
        if kind:
            yield from _said(summary.text, Name(owner.text, kind), chunk, (title, summary))


def _summary(section: Section) -> Words | None:
    """The first sentence that does not tell since when there is such a thing."""
    opened = (paragraph[0] for paragraph in section.paragraphs if not tells_its_age(paragraph[0].text))
    return next(opened, None)


def _kind(name: str, chunk: Chunk) -> str:
    """What a page calls its thing, "this variable", or else what its folder is called."""
    called = kind_of(name, chunk.text)
    this = _THIS_SORT.search(chunk.text)
    folder = chunk.source.rpartition("/")[0].rpartition("/")[2].lower().removesuffix("s")
    return called or (this["sort"] if this is not None else folder if folder in _SORTS else "")


def _said(text: str, name: Name, chunk: Chunk, proof: tuple[Words, ...]) -> Iterator[Fact]:
    spoken = cut_tail(without_parentheses(bare(text)))
    told = content_words(spoken)
    if len(told) < _FEWEST_TOLD or not is_self_contained(spoken, longest=_LONGEST) or lacks_article(spoken):
        return
    form, spans = first_verb_form(spoken), tuple(words.span for words in proof)
    action = f"{spoken[:1].lower()}{spoken[1:]}"
    if form is Form.BASE and name.kind in SETTINGS:
        first, _, rest = action.partition(" ")
        if not _OBJECT.match(rest):
            return
        action, form = f"{third_person(first)} {rest}", Form.THIRD  # nobody types it: it does so by itself
    if form is not None:
        yield Purpose(chunk, spans, name, action, form, sentence(action))
    elif _NOUN_PHRASE.match(spoken):
        yield Definition(chunk, spans, name, lower_first(spoken), sentence(bare(text)), entry=True)
