"""A section whose title is a question -> that question, with the short paragraph below it for an answer.

Lists of frequent questions are written by people who were asked: nobody needs to turn their sentences round. What the
section tells at length, in steps or in several paragraphs is left alone: the first of them would be half an answer.
"""

import re
from collections.abc import Iterator, Sequence

from kgsynth.engines.extractive.facts import Fact, Titled
from kgsynth.engines.extractive.naming import Name, heading_text
from kgsynth.engines.extractive.reading.passage import Section, Words
from kgsynth.engines.extractive.reading.sentences_told import FIRST_PERSON, LOCAL, PLACEHOLDER
from kgsynth.engines.extractive.wording import upper_first
from kgsynth.language.words import content_words
from kgsynth.types import Chunk, Span

_MOST_WORDS = 55  # of an answer
_MOST_SENTENCES = 4
_FEWEST_TOLD = 2  # words of a question that say what is asked about
_BADGE = re.compile(r"^(?:[A-Z]{2,}(?: |: ))+(?=[A-Z][a-z])")
_TEX_QUOTES = re.compile("``|''")
_AUXILIARY = r"(?:can|could|do|does|did|is|are|was|will|would|should|must|may|has|have)"
_ASKS = re.compile(
    rf"^(?:(?:If|When|While|After|Before) [^,?]+, )?(?:(?P<wh>how|what|why|when|where|which|who)(?:['’]s)?|"
    rf"{_AUXILIARY})\b(?! (?:next|now)\b)[^?]+\?$",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"\b(?:this|these|those|it|its|they|them|here|we|our|us|above|below|else|other|happened|expected|going on)\b|"
    r"\w - \w|…",
    re.IGNORECASE,
)
_VERDICT = re.compile(r"(?:Yes|No)\b(?! and )")
_ADDED = re.compile(
    r"(?:For (?:example|instance|more|details|further)|E\.g\.|Example|See|Refer to|More |Read |We|I|Note that|"
    r"Please (?:see|read|refer))\b"
)
_ANOTHER_WAY = re.compile(r"\b(?:[Aa]lternatively|[Aa]nother way|[Yy]ou (?:can|could|may) also)\b")
_ORDER = re.compile(r"(?:Use|Run|Set|Edit|Change|Add|Put|Create|Open|Type|Press|Select|Choose|Call|You can)\b")
_HOW = re.compile(r"How (?:do|can|could|should|would) ", re.IGNORECASE)
_FEWEST_OF_A_VERDICT = 4  # words
_TASK = re.compile(r"^How (?:do|can|could|should|would) I (?P<goal>.+)\?$")
_LISTS = re.compile(r"^(?:Currently|Unfortunately)\b|\bfollowing\b|\bnot a problem any ?more\b")
_OF_ONESELF = re.compile(r"\b(?:I|me|myself|mine)\b")
_MY = re.compile(r"\bmy\b")
_KINDS = {"how": "how_to", "why": "cause", "when": "temporal", "where": "place"}


def asked_by_title(section: Section, chunk: Chunk) -> Iterator[Fact]:
    """The question that is the title of a section, where the paragraph below it begins with the whole answer.

    ``How do I drain a pond?`` above "Open the lower sluice."
    """
    asked = _question(section.heading.text) if section.heading is not None else ""
    if not asked or section.heading is None or not section.paragraphs:
        return
    first, *others = section.paragraphs
    told = _answer(first)
    said = [words.text for words in told]
    if not told or not _can_be_told(said) or not _is_whole(asked, said, _left(section, first[len(told) :], others)):
        return
    spans = (section.heading.span, Span(chunk.document_id, told[0].span.start, told[-1].span.end))
    answer = _TEX_QUOTES.sub('"', upper_first(" ".join(said)))
    yield Titled(chunk, spans, Name(""), asked, answer, _kind(asked, answer))


def _question(title: str) -> str:
    """The question that a title asks of no other text; empty where it asks none."""
    text = _TEX_QUOTES.sub('"', _BADGE.sub("", heading_text(title)).strip())
    match = _ASKS.match(text)
    if match is None or _LEANS.search(text) or PLACEHOLDER.search(text):
        return ""
    if len(content_words(text)) < _FEWEST_TOLD:
        return ""
    task = _TASK.match(text)
    if task is None or _OF_ONESELF.search(task["goal"]):
        return text
    goal = _MY.sub("your", task["goal"])
    return f"How do you {goal}?"


def _answer(paragraph: Sequence[Words]) -> list[Words]:
    """The sentences up to an example, to what leads up to a block, or to somebody who speaks for himself."""
    ends = (place for place, words in enumerate(paragraph) if _ADDED.match(words.text) or words.text.endswith(":"))
    told = list(paragraph[: next(ends, len(paragraph))])
    while len(told) > 1 and len(" ".join(words.text for words in told).split()) > _MOST_WORDS:
        told.pop()
    return told


def _left(section: Section, rest: Sequence[Words], others: Sequence[Sequence[Words]]) -> list[str]:
    """What the section says behind the answer, but for examples and for what sends elsewhere."""
    opened = [words.text for words in rest[:1]] + [paragraph[0].text for paragraph in others]
    left = [text for text in opened if not _ADDED.match(text)]
    return [*left, *(words.text for words in (*section.steps, *section.bullets))]


def _is_whole(asked: str, said: Sequence[str], left: Sequence[str]) -> bool:
    """Whether the answer needs nothing of what follows: all was taken, or it is a verdict or an order of its own."""
    if not left:
        return True
    if any(_ANOTHER_WAY.search(text) for text in left):
        return False
    if _VERDICT.match(said[0]):
        return len(said[0].split()) >= _FEWEST_OF_A_VERDICT
    return _HOW.match(asked) is not None and _ORDER.match(said[0]) is not None


def _can_be_told(said: Sequence[str]) -> bool:
    """Whether the sentences are few and short, and speak of no example and of nobody in particular."""
    whole = " ".join(said)
    if len(said) > _MOST_SENTENCES or len(whole.split()) > _MOST_WORDS or not whole.rstrip().endswith("."):
        return False
    return not any(each.search(whole) for each in (FIRST_PERSON, LOCAL, PLACEHOLDER, _LISTS))


def _kind(asked: str, answer: str) -> str:
    match = _ASKS.match(asked)
    word = (match["wh"] or "").lower() if match is not None else ""
    if word:
        return _KINDS.get(word, "factual") if word != "how" or _HOW.match(asked) else "factual"
    return "yes_no" if _VERDICT.match(answer) else "factual"
