"""Sections and list items that a name heads -> entries, as a list of definitions would have them.

Documentation in Markdown gives a setting a title, ``### `tide_limit` ``, with its default in a list below it, or names
the values of one in code at the front of list items.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kgsynth.engines.extractive.facts import Default, Fact
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.entries import named_entry
from kgsynth.engines.extractive.reading.passage import Entry, Passage, Section, Words, in_sentences
from kgsynth.engines.extractive.reading.properties import default_of, has_default, is_property
from kgsynth.language.headed import LEAD, NAME, TITLE
from kgsynth.types import Chunk

_SHORT = 8  # words that are no sentence
_FEWEST = 2  # items of a list that are entries


def with_headed(passage: Passage, *, without: frozenset[str] = frozenset()) -> Passage:
    """A passage whose entries include the sections and list items that are entries.

    Args:
        without: the names that are no entries of this passage.
    """
    titled = (entry for section in passage.sections if (entry := titled_entry_of(section)) is not None)
    items = (entry for section in passage.sections for entry in item_entries(section))
    found = tuple(entry for entry in (*titled, *items) if entry.terms[0].text not in without)
    return replace(passage, entries=(*passage.entries, *found)) if found else passage


def titled_entry_of(section: Section) -> Entry | None:
    """The entry that a section is, where its title is a name in code; None where it is not, says nothing, or is the
    whole page."""
    title = section.heading
    if title is None or not TITLE.fullmatch(_source(title)) or title.text == title.chunk.title:
        return None
    body = tuple(words for paragraph in section.paragraphs for words in paragraph if not is_property(words.text))
    told = len(body) > 1 or (body and (body[0].text.endswith(".") or len(body[0].text.split()) > _SHORT))
    kind = "setting" if any(has_default(words.text) for words in _lines(section)) else ""
    return Entry((_named(title),), body, section.headings[:-1], titled=True, kind=kind) if told else None


def _lines(section: Section) -> Iterator[Words]:
    """What may be a line of a property: the points of a section, and what its paragraphs open with."""
    yield from section.bullets
    yield from (said for paragraph in section.paragraphs for said in paragraph[:1])


def item_entries(section: Section) -> Iterator[Entry]:
    """The items of a list that open with a name in code, where there are several."""
    found = [entry for item in section.bullets if (entry := _item(item, section)) is not None]
    yield from found if len(found) >= _FEWEST else ()


def properties_told(passage: Passage, subject: str) -> Iterator[Fact]:
    """What the lines below the titles that are entries tell of these: ``Default: 3``."""
    for section in passage.sections:
        entry = titled_entry_of(section)
        name = named_entry(entry, passage.chunk, subject) if entry is not None and entry in passage.entries else None
        if name is not None and section.heading is not None:
            yield from _default(section, section.heading, name, passage.chunk)


def _default(section: Section, title: Words, name: Name, chunk: Chunk) -> Iterator[Fact]:
    told = [(words, value) for words in _lines(section) if (value := default_of(words.text, name))]
    if len(told) == 1:
        words, value = told[0]
        yield Default(chunk, (title.span, words.span), name, value)


def kind_led_in(item: Words) -> str:
    """What the sentence above a list calls its items: ``check`` for "Here are the available checks:"."""
    above = item.chunk.text[: item.plain.source_span(item.start, item.start + 1)[0]]
    lead = next((part for part in reversed(re.split(r"\n\s*\n", above)) if not _MARKER.match(part)), "")
    found = _LEAD_IN.search(lead) if lead.rstrip().endswith((":", ".")) else None
    noun = re.sub(r"(?:(?<=ss|sh|ch)e|(?<=x)e)?s$", "", re.sub(r"ies$", "ys", found["noun"])) if found else ""
    return "" if noun in _ANYTHING else noun


_ANYTHING = frozenset("thing way step point case example item name reason change note line part detail".split())
_MARKER = re.compile(r"\s*(?:[*+-]|\d+\.)\s")
_LEAD_IN = re.compile(
    r"\b(?:following|available|supported|possible|these|valid|allowed|several|different|various|two|three|four|five|six)"
    r" (?:[a-z-]+ ){0,2}?(?P<noun>[a-z]{3,}s)\b(?! of\b)(?=[^.]*[:.]\s*$)"
)


def _source(words: Words) -> str:
    """A title as it is written, without its marks."""
    return words.chunk.text[slice(*_range(words))].strip().strip("#").strip()


def _range(words: Words) -> tuple[int, int]:
    span, start = words.span, words.chunk.span.start
    return span.start - start, span.end - start


def _named(title: Words) -> Words:
    """The name in a title, without what a call would be given."""
    return Words(re.sub(r"\([^()]*\)$", "", title.text), title.chunk, title.plain, title.start, title.lent)


def _item(item: Words, section: Section) -> Entry | None:
    front = next((end for start, end in item.plain.code if start == item.start), 0) - item.start
    mark = LEAD.match(item.text, front) if front > 0 else None
    if mark is None or not re.fullmatch(NAME, item.text[:front]):
        return None
    term = Words(item.text[:front], item.chunk, item.plain, item.start)
    said = Words(item.text[mark.end() :], item.chunk, item.plain, item.start + mark.end())
    return Entry((term,), tuple(in_sentences(said)), section.headings, listed=True, kind=kind_led_in(item))
