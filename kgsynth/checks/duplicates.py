"""Draft -> a reason if a question that was accepted before is (nearly) the same.

The rule is greedy: items are taken in order, and one is dropped if it matches an earlier item *that was kept*. So no
two kept items match, every dropped one can name the kept item it matched, and where no pair reaches the cut nothing is
dropped. (A lower cut may keep more: dropping B frees what B would have blocked.)

Two items match if
- their questions are the same once folded (``exact``; ``conflict`` if their answers have words the other lacks),
- ROUGE-L of their questions reaches the cut and they share evidence or answer (``rouge_l``), or
- the cosine of the words of question and answer is above the cut (``cosine``; all pairs are compared).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from kgsynth.language.words import content_words, fold, is_caseless, squeezed, tokens
from kgsynth.types import Draft, Span, content_id

_DIMENSIONS = 1024


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """What two samples are compared by.

    Attributes:
        hops: of a multi-hop question, the last evidence span of each chunk: what it says of one of its things.
    """

    question: str
    answer: str
    evidence: tuple[Span, ...] = ()
    language: str = "en"
    hops: tuple[Span, ...] = ()

    @classmethod
    def of(cls, draft: Draft) -> Self:
        language = draft.scenario.chunks[0].language if draft.scenario.chunks else "en"
        return cls(draft.clean_user_input, draft.reference, draft.evidence, language, _hops(draft))


def _hops(draft: Draft) -> tuple[Span, ...]:
    held = [[span for span in draft.evidence if chunk.span.covers(span)] for chunk in draft.scenario.chunks]
    return tuple(spans[-1] for spans in held if spans) if sum(map(bool, held)) > 1 else ()


@dataclass(frozen=True, slots=True)
class Match:
    """The place of the earlier item that was matched, and by which rule."""

    earlier: int
    rule: str


def sample_id(draft: Draft) -> str:
    """The id that a draft has as a sample: of its content alone, so it survives other file names and another run."""
    spans = [f"{span.document_id}:{span.start}:{span.end}" for span in sorted(draft.evidence)]
    return content_id(draft.user_input, draft.reference, *spans)


def rouge_l(first: str, second: str) -> float:
    """ROUGE-L, the F-measure of the longest common subsequence: of words, or of characters in caseless scripts.

    >>> round(rouge_l("Who founded Acme Corporation in 1998?", "Who founded Globex Corporation in 1998?"), 3)
    0.833
    """
    return _rouge_l(_units(first), _units(second))


def _rouge_l(first: Sequence[str], second: Sequence[str]) -> float:
    return Indel.normalized_similarity(first, second) if first and second else 0.0


def _units(text: str) -> list[str]:
    return list(squeezed(text)) if is_caseless(text) else tokens(text)


def duplicates(
    items: Iterable[QuestionAnswer], *, rouge: float = 0.7, cosine: float = 0.95, anywhere: bool = False
) -> list[Match | None]:
    """For each item the earlier kept one that it matches, or None where it is kept.

    Args:
        anywhere: compare questions that share neither evidence nor answer, too (the literal Self-Instruct rule).
    """
    kept = _Kept(rouge=rouge, cosine=cosine, anywhere=anywhere)
    return [kept.match_or_keep(item, place) for place, item in enumerate(items)]


class Duplicates:
    """Refuses what repeats or contradicts a draft that passed before; what passes is remembered. Put it last."""

    name = "duplicates"

    def __init__(self, *, rouge: float = 0.7, cosine: float = 0.95, anywhere: bool = False) -> None:
        self._kept = _Kept(rouge=rouge, cosine=cosine, anywhere=anywhere)
        self._ids: list[str] = []

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return [self._reason(draft) for draft in drafts]

    def repeats(self, draft: Draft) -> bool:
        """Whether a draft would be refused. Nothing is remembered of it."""
        return self._kept.match(QuestionAnswer.of(draft)) is not None

    def _reason(self, draft: Draft) -> str | None:
        match = self._kept.match_or_keep(QuestionAnswer.of(draft), len(self._ids))
        if match:
            return f"{match.rule}: {self._ids[match.earlier]}"
        self._ids.append(sample_id(draft))
        return None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A kept item with what comparing it needs."""

    place: int
    item: QuestionAnswer
    units: list[str]
    answer: str
    words: frozenset[str]


class _Kept:
    """The items kept so far, findable by question, answer, document and words."""

    def __init__(self, *, rouge: float, cosine: float, anywhere: bool) -> None:
        self._rouge, self._cosine, self._anywhere = rouge, cosine, anywhere
        self._entries: list[_Entry] = []
        self._by_question: dict[str, _Entry] = {}
        self._by_key: dict[str, list[_Entry]] = {}
        self._vectors: NDArray[np.float32] = np.zeros((64, _DIMENSIONS), dtype=np.float32)

    def match_or_keep(self, item: QuestionAnswer, place: int) -> Match | None:
        entry, vector = _entry(item, place), _vector(item)
        match = self._match(entry, vector)
        if match is None:
            self._keep(entry, vector)
        return match

    def match(self, item: QuestionAnswer) -> Match | None:
        return self._match(_entry(item, len(self._entries)), _vector(item))

    def _match(self, entry: _Entry, vector: NDArray[np.float32]) -> Match | None:
        return self._same_question(entry) or self._similar_question(entry) or self._similar_words(vector)

    def _same_question(self, entry: _Entry) -> Match | None:
        earlier = self._by_question.get(_key(entry.item.question))
        if earlier is None:
            return None
        agree = entry.words <= earlier.words or earlier.words <= entry.words
        return Match(earlier.place, "exact" if agree else "conflict")

    def _similar_question(self, entry: _Entry) -> Match | None:
        for earlier in self._candidates(entry):
            if _rouge_l(entry.units, earlier.units) >= self._rouge and self._is_comparable(entry, earlier):
                return Match(earlier.place, "rouge_l")
        return None

    def _candidates(self, entry: _Entry) -> Iterable[_Entry]:
        if self._anywhere:
            return self._entries
        found = {earlier.place: earlier for key in _keys(entry) for earlier in self._by_key.get(key, ())}
        return [found[place] for place in sorted(found)]

    def _is_comparable(self, entry: _Entry, earlier: _Entry) -> bool:
        same_answer = entry.answer == earlier.answer
        same_hop = any(_overlap(one, other) for one in entry.item.hops for other in earlier.item.hops)
        shared = same_hop or share_evidence(entry.item.evidence, earlier.item.evidence)
        return self._anywhere or same_answer or shared

    def _similar_words(self, vector: NDArray[np.float32]) -> Match | None:
        if not self._entries:
            return None
        said = np.flatnonzero(vector)  # a few of all dimensions
        cosines = self._vectors[: len(self._entries), said] @ vector[said]
        best = int(cosines.argmax())
        return Match(self._entries[best].place, "cosine") if cosines[best] > self._cosine else None

    def _keep(self, entry: _Entry, vector: NDArray[np.float32]) -> None:
        if len(self._entries) == len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
        self._vectors[len(self._entries)] = vector
        self._entries.append(entry)
        self._by_question[_key(entry.item.question)] = entry
        for key in _keys(entry):
            self._by_key.setdefault(key, []).append(entry)


def share_evidence(first: Sequence[Span], second: Sequence[Span]) -> bool:
    """Whether all the evidence of one is touched by the other's; that two rows of a table share its head is less."""
    return bool(first and second) and (_is_touched(first, second) or _is_touched(second, first))


def _is_touched(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return all(any(_overlap(span, other) for other in others) for span in spans)


def _overlap(one: Span, other: Span) -> bool:
    return one.document_id == other.document_id and one.start < other.end and other.start < one.end


def _entry(item: QuestionAnswer, place: int) -> _Entry:
    words = frozenset(content_words(item.answer, item.language))
    return _Entry(place, item, _units(item.question), squeezed(item.answer), words)


def _keys(entry: _Entry) -> set[str]:
    return {f"answer {entry.answer}", *(f"document {span.document_id}" for span in entry.item.evidence)}


def _key(question: str) -> str:
    return " ".join(tokens(question)) or fold(question)


def _vector(item: QuestionAnswer) -> NDArray[np.float32]:
    """How often each word occurs, hashed to a fixed width and scaled to length 1."""
    words = content_words(f"{item.question}\n{item.answer}", item.language)
    rows = [crc32(word.encode("utf-8", "surrogatepass")) % _DIMENSIONS for word in words]
    vector = np.bincount(rows, minlength=_DIMENSIONS).astype(np.float32) if rows else np.zeros(_DIMENSIONS, np.float32)
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector
