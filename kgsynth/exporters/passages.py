"""Samples, and a corpus where there is one -> the passages to search, and which of them answer each sample."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgsynth.errors import FileFormatError, InputError
from kgsynth.exporters.records import Corpus, Given, answerable
from kgsynth.types import Chunk, Evidence, Sample


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that a search may find."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Passages, and the samples that ask of them.

    Attributes:
        answering: sample id -> the passages that hold its evidence; none where the documents give no answer.
        joined_to: passage id -> the passages that a graph joins it to.
    """

    passages: tuple[Passage, ...]
    answering: Mapping[str, tuple[str, ...]]
    joined_to: Callable[[str], tuple[str, ...]]


def collection(given: Given) -> Collection:
    """The corpus and where the evidence lies in it, however it is cut; without one, the reference contexts.

    Raises:
        InputError: evidence lies in documents that the corpus does not hold.
        FileFormatError: two samples have one id.
    """
    _require_distinct(given.samples)
    if given.corpus is None:
        return _of_contexts(given.samples)
    return _of_corpus(given.samples, given.corpus)


def _require_distinct(samples: Sequence[Sample]) -> None:
    twice = [name for name, count in Counter(sample.id for sample in samples).items() if count > 1]
    if twice:
        raise FileFormatError(f"{len(twice)} ids are in the test set more than once (first: {twice[0]!r}): drop copies")


# ------------------------------------------------------------------------------------------ without a corpus


def _of_contexts(samples: Sequence[Sample]) -> Collection:
    texts = {name: text for sample in samples for name, text in _contexts(sample)}
    passages = tuple(Passage(name, "", text) for name, text in texts.items())
    answering = {sample.id: sample.reference_context_ids if answerable(sample) else () for sample in samples}
    return Collection(passages, _with_copies(answering, passages), lambda passage: ())


def _contexts(sample: Sample) -> Iterable[tuple[str, str]]:
    if len(sample.reference_context_ids) != len(sample.reference_contexts):
        raise FileFormatError(f"sample {sample.id!r} has more contexts than ids, or fewer: make the set anew")
    return zip(sample.reference_context_ids, sample.reference_contexts, strict=True)


# --------------------------------------------------------------------------------------------- with a corpus


def _of_corpus(samples: Sequence[Sample], corpus: Corpus) -> Collection:
    chunks = corpus.chunks()
    passages = tuple(Passage(chunk.id, chunk.title or chunk.source, chunk.text) for chunk in chunks)
    asking = [sample for sample in samples if answerable(sample)]
    places = _Places(chunks)
    places.require_documents(evidence for sample in asking for evidence in sample.evidence)
    answering: dict[str, tuple[str, ...]] = dict.fromkeys((sample.id for sample in samples), ())
    answering |= {sample.id: tuple(dict.fromkeys(places.holding(sample.evidence))) for sample in asking}
    return Collection(passages, _with_copies(answering, passages), corpus.joined_to)


class _Places:
    """Where each chunk lies in its document."""

    def __init__(self, chunks: Iterable[Chunk]) -> None:
        self._chunks: dict[str, list[Chunk]] = defaultdict(list)
        for chunk in chunks:
            self._chunks[chunk.document_id].append(chunk)
        for own in self._chunks.values():
            own.sort(key=lambda chunk: chunk.span.start)
        self._starts = {document: [chunk.span.start for chunk in own] for document, own in self._chunks.items()}

    def require_documents(self, evidence: Iterable[Evidence]) -> None:
        """Complain where evidence lies in a document that is not here, or not as it was."""
        missing = sorted({each.source for each in evidence if each.document_id not in self._chunks})
        if missing:
            raise InputError(
                f"the corpus lacks {len(missing)} of the documents that the test set asks of, or they have changed "
                f"(first: {missing[0]!r}): give the documents that it was made from"
            )

    def holding(self, evidence: Iterable[Evidence]) -> Iterator[str]:
        """The chunks that hold some of the evidence, in its order."""
        for each in evidence:
            chunks = self._chunks[each.document_id]
            first = max(0, bisect_right(self._starts[each.document_id], each.start) - 1)
            for chunk in chunks[first:]:
                if chunk.span.start >= each.end:
                    break
                if _shared(chunk, each).strip():
                    yield chunk.id


def _shared(chunk: Chunk, evidence: Evidence) -> str:
    """The characters that a chunk and a stretch of evidence have in common."""
    start = chunk.span.start
    return chunk.text[max(0, evidence.start - start) : max(0, evidence.end - start)]


# ----------------------------------------------------------------------------------------------------- copies


def _with_copies(answering: Mapping[str, tuple[str, ...]], passages: Sequence[Passage]) -> dict[str, tuple[str, ...]]:
    """Passages with the very text of an answering one answer, too."""
    texts = {passage.id: passage.text for passage in passages}
    same: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        same[passage.text].append(passage.id)
    return {
        sample: tuple(dict.fromkeys(copy for name in names for copy in (name, *same[texts[name]])))
        for sample, names in answering.items()
    }
