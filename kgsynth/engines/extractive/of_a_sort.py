"""What one chunk says a name is, and another that it does -> which thing of that sort does so.

"Otter is a tide-driven harbour clock" and, elsewhere, "Otter rings the bell twice at low water" give "Which tide-driven
harbour clock rings the bell twice at low water?". One chunk does not say what rings, the other not what Otter does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.commonalities import noun_phrase
from kgsynth.engines.extractive.facts import Definition, Fact, Statement
from kgsynth.engines.extractive.naming import KINDS
from kgsynth.engines.extractive.wider import Wider, wider_frames
from kgsynth.engines.extractive.wording import bare, question, without_article, without_parentheses
from kgsynth.language.words import content_words, squeezed, stem

_KIND = "intersection"
_WEIGHT = 0.4
_FEWEST_OF_A_SORT, _FEWEST_TOLD = 2, 3  # telling words
_LONGEST = 14  # words of what it does
_WIDE = frozenset((*KINDS, *"system software suite interface environment technology tool solution".split()))
_WEAK = frozenset("have do seem appear become get come remain exist mean make help let suffice".split())
_REMARK = re.compile(r"\b(?:also|even|then|indeed|thus|therefore|too|usually|generally|of course|in turn|now),? ")
_OPEN = re.compile(
    r"\b(?:it|its|they|their|them|this|these|such|we|our|you|your|other|another|following|above|below)\b"
)


def of_a_sort(facts: Iterable[Fact], said: Sequence[Statement], subject: str) -> Iterator[Candidate]:
    """Which thing of its sort does what another chunk says of a name, for each name that a chunk defines."""
    for fact in facts:
        sort = sort_of(fact, subject)
        for each in said if sort else ():
            if each.chunk.id != fact.chunk.id:
                yield from _asked(fact, sort, each, subject)


def sort_of(fact: Fact, subject: str) -> str:
    """``tide-driven harbour clock``; empty where a definition names no narrow sort of thing."""
    if not isinstance(fact, Definition) or fact.be != "is" or fact.name.owner or fact.name.kind in {"term", "person"}:
        return ""
    words = noun_phrase(fact.phrase)
    telling = set(content_words(" ".join(words))) - _WIDE
    if not words or f"{words[-1]} of " in fact.phrase:
        return ""  # "an extension of the bell suite"
    narrow = len(telling) >= _FEWEST_OF_A_SORT and words[-1].isalpha()
    return " ".join(words) if narrow and squeezed(fact.name.text) != squeezed(subject) else ""


def _asked(fact: Fact, sort: str, said: Statement, subject: str) -> Iterator[Candidate]:
    for frame in wider_frames(said, subject):
        predicate = _predicate(frame, fact.name.text)
        text = f"Which {sort} {predicate}"
        clear = frame.is_told_plainly and frame.is_clear(text, fact.name.text, "factual")
        if predicate and clear and not frame.loose_definites(text) and _is_news(predicate, sort, fact, said):
            yield Candidate(
                chunks=(fact.chunk, said.chunk),
                question=question(text),
                reference=f"{fact.name.text}.",
                evidence=(*fact.evidence, *said.evidence),
                kind=_KIND,
                weight=_WEIGHT,
                hidden=(fact.name.text,),
            )


def _predicate(frame: Wider, name: str) -> str:
    """What a clause says of a name that is its subject; empty where that is no deed, or leans on what stands before."""
    clause = frame.clause
    if not frame.opens or not clause.finite or clause.verb.tag_ not in {"VBZ", "MD"} or clause.copula is not None:
        return ""
    subject = without_article(without_parentheses(frame.cut(clause.subject)))
    if subject != name and not any(subject == f"{name} {kind}" for kind in KINDS):
        return ""
    told = frame.cut([token for token in frame.tokens if token.i > clause.subject[-1].i])
    predicate = bare(_REMARK.sub("", without_parentheses(told)))
    weak = clause.head.lemma_ in _WEAK or _OPEN.search(predicate) or squeezed(name) in squeezed(predicate)
    return "" if weak or len(predicate.split()) > _LONGEST else predicate


def _is_news(predicate: str, sort: str, fact: Fact, said: Statement) -> bool:
    """Whether the deed is told in one chunk, and the sort in the other."""
    does = {stem(word) for word in content_words(predicate)}
    known = {stem(word) for word in content_words(_text(fact))}
    is_ = {stem(word) for word in content_words(sort)}
    there = {stem(word) for word in content_words(said.words.text)}
    return len(does - known) >= _FEWEST_TOLD and not is_ <= there


def _text(fact: Fact) -> str:
    return " ".join(map(fact.chunk.text_of, fact.evidence))
