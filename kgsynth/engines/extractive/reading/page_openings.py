"""A page whose title is a name, and its first sentence -> what that is: ``Otterwatch is a service that counts otters``.

The title takes away what a sentence alone leaves open: whether its first word is a name.
"""

import re
from collections.abc import Iterator, Sequence

from kgsynth.engines.extractive.facts import Definition, Fact
from kgsynth.engines.extractive.naming import Name, heading_text
from kgsynth.engines.extractive.reading.passage import Section
from kgsynth.engines.extractive.reading.phrases import first_said, holds_alone, without_opinion
from kgsynth.engines.extractive.topics_of_pages import is_unusual
from kgsynth.engines.extractive.wording import sentence
from kgsynth.types import Chunk

_MOST_WORDS = 3  # of a title that is a name
_FEWEST_WORDS = 5  # that say what it is


def page_opening(section: Section, chunk: Chunk) -> Iterator[Fact]:
    """What the first sentence below a page's title says that it is; nothing where the title is no name."""
    title = heading_text(chunk.title)
    first = next((words for paragraph in section.paragraphs for words in paragraph), None)
    if first is None or section.headings[1:] or not _is_a_name(title):
        return
    said = re.match(rf"(?:[A-Z]\w+ )?{re.escape(title)} is (?P<phrase>an? .+)", first.text)
    if said is None:
        return
    phrase = _NEXT_CLAUSE.split(without_opinion(first_said(said["phrase"].replace('"', ""))), maxsplit=1)[0].rstrip(
        " ,"
    )
    if len(phrase.split()) >= _FEWEST_WORDS and holds_alone(phrase):
        name = Name(title)
        yield Definition(chunk, (first.span,), name, phrase, sentence(f"{title} is {phrase}"))


def defined_once(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts without the definitions that a later one gives of the same name in the same place."""
    last = {(fact.name.text, fact.evidence): fact for fact in facts if isinstance(fact, Definition)}
    return tuple(
        fact for fact in facts if not isinstance(fact, Definition) or last[fact.name.text, fact.evidence] is fact
    )


_NEXT_CLAUSE = re.compile(r",? and (?=[\w-]+ (?:has|have|is|can|will)\b)")


def _is_a_name(title: str) -> bool:
    """Whether each word of a title has a capital, or it is one word, and one of them is no everyday word; or several
    that are spoken of as one are."""
    words = title.split()
    named = len(words) == 1 or all(word[:1].isupper() for word in words)
    return 0 < len(words) <= _MOST_WORDS and named and any(is_unusual(word) or word.endswith("s") for word in words)
