"""Evidence, documents of today -> where the evidence stands now, or why it does not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice

from kgsynth.language.words import tokens
from kgsynth.types import Document, Evidence, Skipped
from kgsynth.versions.passages import Passage, occurrences
from kgsynth.versions.similar import most_similar
from kgsynth.versions.surroundings import Surroundings, surroundings

_TELLING = 8  # words from which on a text is no coincidence, wherever it stands
_FEW_AROUND = 0.3  # of the words around it are still there: where words lead to the place
_MANY_AROUND = 0.6  # ... where only its being the only one does
_NEARLY_ALL_AROUND = 0.75  # ... where it is another document
_PLACES = 200  # that are looked at, of one text in one document


class Standing(StrEnum):
    """Whether evidence still stands: where it stood, elsewhere, or not."""

    FRESH = "fresh"
    MOVED = "moved"
    STALE = "stale"


class Cause(StrEnum):
    """Why evidence does not stand any more."""

    TEXT_CHANGED = "text_changed"
    DOCUMENT_GONE = "document_gone"
    DOCUMENT_UNREADABLE = "document_unreadable"


@dataclass(frozen=True, slots=True)
class Trace:
    """What became of one stretch of evidence.

    Attributes:
        evidence: as the sample has it.
        now: as it stands today; None where it does not.
        cause, detail: why it does not; what a reader said of a document that could not be read.
        nearest, likeness: what its document has instead, and how alike that is (of 100).
    """

    evidence: Evidence
    now: Evidence | None
    cause: Cause | None = None
    detail: str = ""
    nearest: Evidence | None = None
    likeness: float = 0.0

    @property
    def standing(self) -> Standing:
        if self.now is None:
            return Standing.STALE
        was, now = self.evidence, self.now
        same = (was.source, was.start, was.end) == (now.source, now.start, now.end)
        return Standing.FRESH if same else Standing.MOVED


class Corpus:
    """Documents as they are now, by name and by content, and what could not be read.

    Args:
        known: name -> id of the documents that were there before. What one of them says that is the same today, it
            said then, too: nothing has moved there.

    Attributes:
        unseen: the documents that are new, or changed.
    """

    def __init__(
        self, documents: Sequence[Document], skipped: Iterable[Skipped] = (), *, known: Mapping[str, str] | None = None
    ) -> None:
        self.known = known or {}
        before = set(self.known.values())
        self.by_id = {document.id: document for document in documents}
        self.unseen = tuple(document for document in documents if document.id not in before)
        self.by_source: dict[str, list[Document]] = defaultdict(list)
        for document in documents:
            self.by_source[document.source].append(document)
        self.unread = {each.source: each.reason for each in skipped if each.source not in self.by_source}

    @cached_property
    def squeezed(self) -> dict[str, str]:
        """The texts of the unseen documents by their ids, each run of white space as one blank."""
        return {document.id: _squeezed(document.text) for document in self.unseen}


def trace(evidence: Evidence, passage: Passage | None, corpus: Corpus) -> Trace:
    """Where a stretch of evidence stands now: in its document, else in a renamed one, else in an unseen one.

    Args:
        passage: the context that held it, by which one of several places is told from the others.
    """
    home = corpus.by_source.get(evidence.source, ())
    now = (
        _unmoved(evidence, [document for document in home if document.id == evidence.document_id])
        or _found(evidence, passage, corpus, home, at_home=True)
        or _unmoved(evidence, home)  # after what is found: another entry may have slipped into its place
        or _unmoved(evidence, [corpus.by_id[evidence.document_id]] if evidence.document_id in corpus.by_id else ())
        or _found(evidence, passage, corpus, corpus.unseen, at_home=False)
    )
    return Trace(evidence, now) if now else _lost(evidence, corpus)


def _unmoved(evidence: Evidence, documents: Sequence[Document]) -> Evidence | None:
    for document in documents:
        if evidence.text and document.text[evidence.start : evidence.end] == evidence.text:
            return _at(document, evidence.start, evidence.end)
    return None


def _found(
    evidence: Evidence, passage: Passage | None, corpus: Corpus, documents: Sequence[Document], *, at_home: bool
) -> Evidence | None:
    """The best of the places that have its words: the one with most of its surroundings, the nearest of equals."""
    places = [
        (document, place) for document in documents for place in islice(_places(evidence, document, corpus), _PLACES)
    ]
    ranked = []
    for document, place in places:
        around = _around(evidence, passage, document, place)
        if at_home:
            fits = _stayed(evidence, passage, around, only=len(places) == 1)
        else:
            fits = _went(evidence, around, is_new=document.source not in corpus.known)
        if fits:
            ranked.append((-around.share, abs(place[0] - evidence.start), document.source, place[0], document, place))
    if not ranked:
        return None
    *_, document, place = min(ranked, key=lambda each: each[:4])
    return _at(document, *place)


def _places(evidence: Evidence, document: Document, corpus: Corpus) -> Iterator[tuple[int, int]]:
    """Where a document has the text; where it has it nowhere, its words with other white space between them."""
    if not evidence.text.strip():
        return
    exact = [(at, at + len(evidence.text)) for at in occurrences(evidence.text, document.text)]
    if exact:
        yield from sorted(exact, key=lambda place: abs(place[0] - evidence.start))
    elif _squeezed(evidence.text) in corpus.squeezed.get(document.id, ""):
        words = r"\s+".join(map(re.escape, evidence.text.split()))
        yield from (match.span() for match in re.finditer(words, document.text))


def _around(evidence: Evidence, passage: Passage | None, document: Document, place: tuple[int, int]) -> Surroundings:
    if passage is None:
        return Surroundings(0.0, False, False)
    start = evidence.start - passage.span.start
    return surroundings(passage.text, start, start + len(evidence.text), document.text, place)


def _stayed(evidence: Evidence, passage: Passage | None, around: Surroundings, *, only: bool) -> bool:
    """Whether a place in its own document is where the evidence is now, and not another that has the same few words.

    Args:
        only: whether no other place has them.
    """
    if _is_telling(evidence):
        return True
    if around.mapped:
        return around.share >= _FEW_AROUND
    once = passage is None or passage.text.count(evidence.text) == 1
    return only and once and (passage is None or (around.within and around.share >= _MANY_AROUND))


def _went(evidence: Evidence, around: Surroundings, *, is_new: bool) -> bool:
    """Whether a place in another document is where the evidence is now: one that was there before may have had
    the words always."""
    return (is_new and _is_telling(evidence)) or (around.mapped and around.share >= _NEARLY_ALL_AROUND)


def _is_telling(evidence: Evidence) -> bool:
    return len(tokens(evidence.text)) >= _TELLING


def _lost(evidence: Evidence, corpus: Corpus) -> Trace:
    if evidence.source in corpus.unread:
        return Trace(evidence, None, Cause.DOCUMENT_UNREADABLE, corpus.unread[evidence.source])
    documents = corpus.by_source.get(evidence.source)
    if not documents:
        return Trace(evidence, None, Cause.DOCUMENT_GONE)
    similar = [found for document in documents if (found := most_similar(evidence.text, document, near=evidence.start))]
    if not similar:
        return Trace(evidence, None, Cause.TEXT_CHANGED)
    span, likeness = max(similar, key=lambda each: each[1])
    nearest = _at(corpus.by_id[span.document_id], span.start, span.end)
    return Trace(evidence, None, Cause.TEXT_CHANGED, nearest=nearest, likeness=likeness)


def _at(document: Document, start: int, end: int) -> Evidence:
    text = document.text[start:end]
    return Evidence(source=document.source, document_id=document.id, start=start, end=end, text=text)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
