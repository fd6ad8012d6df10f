"""Two single-hop questions about one name, from two chunks -> one question in two parts.

"What is Rolo?" and "Where does Rolo keep its logs?" become "What is Rolo, and where does it keep its logs?". People ask
so when they meet a thing for the first time, and neither chunk answers both parts.
"""

import re
from collections.abc import Iterator, Sequence

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import KINDS
from kgsynth.engines.extractive.wording import lower_first, question, sentence
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words, stem

_MOST_WORDS = 26
_INTRODUCES = ("definition", "purpose", "expansion")  # kinds that come first: what it is, before what else is said
_ASKS = re.compile(r"^(?:What|Which|Where|When|Why|How|Who)\b")
_PLURAL_VERB = r"(?:do|are|were|have)"


def compounds(first: Sequence[Candidate], second: Sequence[Candidate], names: Sequence[str]) -> Iterator[Candidate]:
    """Every pair of a question of each chunk that speaks of one of the names."""
    for name in names:
        for one in _about(first, name):
            for other in _about(second, name):
                yield from _compound(*_in_order(one, other), name)


def _about(candidates: Sequence[Candidate], name: str) -> list[Candidate]:
    pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    return [each for each in candidates if len(pattern.findall(each.question)) == 1]


def _in_order(one: Candidate, other: Candidate) -> tuple[Candidate, Candidate]:
    return (other, one) if other.kind in _INTRODUCES and one.kind not in _INTRODUCES else (one, other)


def _compound(one: Candidate, other: Candidate, name: str) -> Iterator[Candidate]:
    if one.kind not in _INTRODUCES or other.kind in _INTRODUCES:
        return
    if not (_is_news(one, other) and _is_news(other, one)):
        return
    rest = with_pronoun(other.question, name)
    if rest is None or not is_about(one.question, name) or one.question.split()[:3] == rest.split()[:3]:
        return
    text = f"{one.question.rstrip('?')}, and {lower_first(rest)}"
    if len(text.split()) > _MOST_WORDS or text.count(",") > 2:
        return
    yield Candidate(
        chunks=(*one.chunks, *other.chunks),
        question=question(text),
        reference=f"{sentence(one.reference)} {sentence(other.reference)}",
        evidence=(*one.evidence, *other.evidence),
        kind="two_facts",
        weight=0.8 * min(one.weight, other.weight),
        parts=(one.question, other.question),
    )


def is_about(text: str, name: str) -> bool:
    """Whether a question has a name for its subject or its frame, so that "it", said next, can only be that."""
    named = rf"(?:the )?{re.escape(name)}(?: (?:{'|'.join(KINDS)})\b)?"
    asks = rf"(?:What|Which|Where|When|Why|How|Who)\b[^,]*? (?:is|does|did|was|can|must|should|will) {named}"
    framed = rf"(?:In|With|When using) {named}, (?:what|which|where|when|why|how|who)\b"
    return re.match(rf"(?:{asks}(?! (?:of|and|or)\b)|{framed})(?![\w-])", text) is not None


def with_pronoun(text: str, name: str) -> str | None:
    """A question with "it" for a name that was just named; None where it would not read well, or the name is no "it".

    >>> with_pronoun("Where does Rolo keep the logs?", "Rolo"), with_pronoun("What is the port of Rolo?", "Rolo")
    ('Where does it keep the logs?', 'What is its port?')
    """
    named = rf"(?:the )?{re.escape(name)}(?: (?:{'|'.join(KINDS)})\b)?"
    bare = re.sub(rf"^(?:In|With|When using) {named}, ", "", text)
    if bare != text:
        return bare[:1].upper() + bare[1:] if _ASKS.match(bare[:1].upper() + bare[1:]) else None
    if not _ASKS.match(text) or re.search(rf"\b{_PLURAL_VERB} {named}(?![\w-])", text):
        return None
    owned = re.subn(rf"\bthe ((?:[\w-]+ ){{1,3}})of {named}(?= (?:{_AFTER})\b|\?)", r"its \1", text)
    if owned[1] == 1:
        return re.sub(r"\s+(?=\?)|(?<=\s)\s+", "", owned[0])
    its = re.subn(rf"{named}['’]s(?= )", "its", text)
    if its[1] == 1:
        return its[0]
    found = list(re.finditer(rf"\b(?P<before>{_ASKING}|{_BEFORE}) {named}(?= (?P<next>[a-z]+)|\?)", text))
    if len(found) != 1 or not _goes_on(found[0]["before"], found[0]["next"]):
        return None
    return f"{text[: found[0].end('before')]} it{text[found[0].end() :]}"


def _goes_on(before: str, following: str | None) -> bool:
    """Whether what follows a name is no part of it ("Rolo users"): a verb after "does", else a small word."""
    if following is None or re.fullmatch(_AFTER, following):
        return True
    return re.fullmatch(_ASKING, before) is not None and verb_lemma(following, "VB") == following


_AFTER = "in|on|at|by|with|when|if|stored|kept|called|set|defined|used|is|does|can"
_ASKING = "(?:does|did|is|was|can|could|may|must|should|will|would)"
_BEFORE = "(?:to|by|with|from|into|for|on|in|using|through|via)"


def _is_news(candidate: Candidate, other: Candidate) -> bool:
    """Whether the other chunk lacks words of the answer."""
    told = {stem(word) for word in content_words(other.chunks[0].text)}
    answer = {stem(word) for word in content_words(candidate.reference)}
    asked = {stem(word) for word in content_words(candidate.question)}
    fresh = answer - asked or answer
    return len(fresh - told) >= max(1, len(fresh) // 3)
