"""Two definitions that name the same sort of thing -> what the two have in common.

"Otter is a tide-driven harbour bell clock for ferries" and "Stoat is a tide-driven harbour bell clock that rings" give
"What do Otter and Stoat have in common?", which neither says alone.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kgsynth.checks.kinds import COMMON
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Definition, Fact
from kgsynth.engines.extractive.wording import question, sentence, third_person
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words, squeezed

_WEIGHT = 0.7
_FEWEST = 4  # telling words that the two share: "a protocol" is no news of either
_ARTICLE = re.compile(r"^(?:an?|the) ")
_ENDS = frozenset(
    "that which who whose where when for of in on with by to from at and or used as under over between through".split()
)
_OPINION = re.compile(r"\b(?:useful|powerful|simple|good|great|easy|small|large|new|popular|important|typical)\b")


def commonalities(first: Sequence[Fact], second: Sequence[Fact], subject: str = "") -> Iterator[Candidate]:
    """What each two names that two chunks define have in common, where both are told to be of one narrow sort.

    Args:
        subject: what the whole corpus is about, the words of which make no sort narrow.
    """
    for one in first:
        for other in second:
            if isinstance(one, Definition) and isinstance(other, Definition) and _are_two(one, other):
                yield from _common(one, other, subject)


def _are_two(one: Definition, other: Definition) -> bool:
    names = one.name.text, other.name.text
    named = squeezed(names[0]) != squeezed(names[1]) and "term" not in {one.name.kind, other.name.kind}
    if one.entry or other.entry or any(name.isupper() and " " in name for name in names):
        return False  # nobody sets entries side by side for what all entries are
    return named and one.is_main and other.is_main and one.chunk.id != other.chunk.id


def _common(one: Definition, other: Definition, subject: str) -> Iterator[Candidate]:
    sort = _sort(one.phrase, other.phrase, subject)
    if sort is None:
        return
    first, second = sorted((one, other), key=lambda fact: fact.name.text.lower())
    yield Candidate(
        chunks=(one.chunk, other.chunk),
        question=question(f"What do {first.name.text} and {second.name.text} have in common"),
        reference=sentence(f"{first.name.text} and {second.name.text} are both {sort}"),
        evidence=(*one.evidence, *other.evidence),
        kind=COMMON,
        names=(one.name, other.name),
        weight=_WEIGHT,
    )


def _sort(one: str, other: str, subject: str) -> str | None:
    """The sort of thing that both are, in the plural; None where it is nothing of note."""
    if squeezed(one) == squeezed(other):
        noun, rest = noun_phrase(one), " ".join(_ARTICLE.sub("", one).split()[len(noun_phrase(one)) :])
    else:
        noun, rest = _shared_end(noun_phrase(one), noun_phrase(other)), ""
    said = " ".join(noun)
    telling = set(content_words(said.replace("-", " "))) - set(content_words(subject))
    if not noun or len(telling) < _FEWEST or _OPINION.search(said) or not noun[-1].isalpha():
        return None
    # a noun has the letters in the plural that a verb has after "it"
    return f"{' '.join((*noun[:-1], third_person(noun[-1])))} {rest}".strip()


def noun_phrase(phrase: str) -> list[str]:
    """The words up to the noun: ``tide-driven clock`` of "a tide-driven clock that rings"."""
    words = _ARTICLE.sub("", phrase).split()
    return list(takewhile(lambda word: word.lower() not in _ENDS and not _describes(word), words))


def _describes(word: str) -> bool:
    """Whether a participle begins what follows a noun: "built on", "specializing in"."""
    return word.isalpha() and (verb_lemma(word, "VBN") is not None or verb_lemma(word, "VBG") is not None)


def _shared_end(one: Sequence[str], other: Sequence[str]) -> list[str]:
    shared = [a for a, b in takewhile(lambda pair: pair[0] == pair[1], zip(one[::-1], other[::-1], strict=False))]
    return shared[::-1]
