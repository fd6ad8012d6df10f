"""Two things of one kind that the corpus treats together, each in a chunk of its own -> one question for both.

"What do the `pica` and `rolo` commands do?" Nobody would ask how they differ, yet whoever meets the two on one page
asks what each is for, and neither chunk tells of both.
"""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Definition, Expansion, Fact, Purpose
from kgsynth.engines.extractive.naming import is_code_like, is_proper
from kgsynth.engines.extractive.wording import question, sentence
from kgsynth.language.words import content_words, genus, stem

_DOERS = frozenset("command program tool utility package daemon service script rule function module library".split())
_PLACES = frozenset("file directory table view catalog option parameter setting directive variable".split())
_WEIGHT = 0.55


def pairs(one: Fact, other: Fact, *, related: bool = False) -> Iterator[Candidate]:
    """The question for two things of one kind; nothing where they are of different kinds, owners or pages.

    Args:
        related: whether the corpus sets the two side by side; then pages do not matter.
    """
    if one.name.owner != other.name.owner or not (related or _are_together(one, other)):
        return
    first, second = sorted((one, other), key=lambda fact: fact.name.text.lower())
    text = _asked(first, second)
    if text is None or any(_holds(*names) for names in ((one, other), (other, one))):
        return
    yield Candidate(
        chunks=(one.chunk, other.chunk),
        question=question(text),
        reference=f"{sentence(_answer(first))} {sentence(_answer(second))}",
        evidence=(*one.evidence, *other.evidence),
        kind="pair",
        names=(one.name, other.name),
        weight=_WEIGHT,
    )


def _are_together(one: Fact, other: Fact) -> bool:
    """Whether two things belong together: what they do, on one page; what they are, in one class or one chunk; letters
    that end in the same word."""
    if isinstance(one, Expansion) and isinstance(other, Expansion):
        return one.words.split()[-1].lower() == other.words.split()[-1].lower()
    classes = {genus(fact.phrase) for fact in (one, other) if isinstance(fact, Definition)}
    defined = isinstance(one, Definition) and isinstance(other, Definition)
    if defined:
        return (len(classes) == 1 and "" not in classes and _share_more(one, other)) or _is_mentioned(one, other)
    return one.chunk.document_id == other.chunk.document_id


def _is_mentioned(one: Fact, other: Fact) -> bool:
    """Whether the chunk of one names the other."""
    texts = ((one.name.text, other.chunk.text), (other.name.text, one.chunk.text))
    return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) for name, text in texts)


def _share_more(one: Fact, other: Fact) -> bool:
    """Whether what is said of two things has a word in common beyond their class, and neither is told by the other."""
    assert isinstance(one, Definition) and isinstance(other, Definition)
    first, second = ({stem(word) for word in content_words(fact.phrase)} for fact in (one, other))
    named = one.name.text in other.phrase or other.name.text in one.phrase
    return not named and len((first & second) - {genus(one.phrase)}) > 0


def _holds(one: Fact, other: Fact) -> bool:
    return one.name.text.lower() in other.name.text.lower()


def _asked(first: Fact, second: Fact) -> str | None:
    both = f"{first.name.text} and {second.name.text}"
    kind = first.name.kind if first.name.kind == second.name.kind else ""
    whose = f" of {first.name.owner}" if first.name.owner else ""
    if isinstance(first, Expansion) and isinstance(second, Expansion):
        return f"What do {both} stand for"
    if isinstance(first, Purpose) and isinstance(second, Purpose) and first.is_main and second.is_main:
        if kind in _DOERS:
            return f"What do the {both} {plural(kind)} do{whose and f' in {first.name.owner}'}"
        return f"What are the {both} {plural(kind)}{whose} for" if kind in _PLACES else None
    if isinstance(first, Definition) and isinstance(second, Definition) and not whose:
        return f"What are {both}" if all(_is_name(fact) for fact in (first, second)) else None
    return None


def _is_name(fact: Definition) -> bool:
    """Whether a defined thing is called by a name, so that two of them can be asked for without articles."""
    name = fact.name
    named = is_proper(name.text) or is_code_like(name.text) or re.search(r"[A-Z]", name.text[1:]) is not None
    return named and name.kind not in {"term", "person", "column"} and not fact.entry


def _answer(fact: Fact) -> str:
    if isinstance(fact, Expansion):
        return f"{fact.name.text} stands for {fact.words}"
    assert isinstance(fact, Purpose | Definition)  # `_asked` takes no other
    return fact.answer


def plural(kind: str) -> str:
    """``utility`` -> ``utilities``."""
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
