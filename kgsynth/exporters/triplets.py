"""Samples -> sentence-transformers: a question, a passage that answers it, and one that only looks as if it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kgsynth.exporters.passages import Collection, collection
from kgsynth.exporters.records import THE_FILE, Exported, Given, Row, json_lines
from kgsynth.types import Sample

if TYPE_CHECKING:
    from kgsynth.embeddings.lexical import LexicalIndex

CANDIDATES = 50  # how far down the results of a search a negative may stand
HELD_SHARE = 0.8  # a passage with this share of the words of a text may well say the same


def triplets(given: Given) -> Exported:
    """For ``datasets.load_dataset("json")`` and a loss that takes triplets."""
    found = collection(given)
    negatives = _Negatives(found)
    rows = [row for sample in given.samples for row in _rows(sample, found, negatives)]
    return Exported({THE_FILE: json_lines(rows)}, len(rows), _notes(given, rows))


def _rows(sample: Sample, found: Collection, negatives: _Negatives) -> Iterator[Row]:
    """A triplet for each different text that answers a sample."""
    answering = found.answering[sample.id]
    negative = negatives.of(sample, answering) if answering else None
    if negative is not None:
        for positive in dict.fromkeys(negatives.text_of(name) for name in answering):
            yield {"anchor": sample.user_input, "positive": positive, "negative": negative}


def _notes(given: Given, rows: Sequence[Row]) -> tuple[str, ...]:
    written = {row["anchor"] for row in rows}
    without = sum(sample.user_input not in written for sample in given.samples)
    note = f"{without} samples gave no triplet: nothing answers them, or no other passage is like one that does"
    advice = "" if given.corpus else "; with --corpus or --graph there are more passages to choose from"
    return (note + advice,) if without else ()


class _Negatives:
    """Passages that a search finds for a question, or that a graph joins to its answer, and that do not answer it."""

    def __init__(self, found: Collection) -> None:
        from kgsynth.embeddings.lexical import LexicalIndex, tokens

        self._found = found
        self._texts = {passage.id: passage.text for passage in found.passages}
        self._ids = list(self._texts)
        self._index: LexicalIndex = LexicalIndex(self._texts.values())
        self._tokens = tokens

    def text_of(self, passage: str) -> str:
        """The text of a passage."""
        return self._texts[passage]

    def of(self, sample: Sample, answering: Sequence[str]) -> str | None:
        """The text of the best candidate that answers nothing."""
        given_away = [set(self._tokens(text)) for text in (sample.reference, *(each.text for each in sample.evidence))]
        for name in self._candidates(sample, answering):
            if name not in answering and not self._tells(self._texts[name], given_away):
                return self._texts[name]
        return None

    def _candidates(self, sample: Sample, answering: Sequence[str]) -> Iterator[str]:
        """What a search finds, best first; then what the graph joins to the answer."""
        for row, _ in self._index.search(sample.clean_user_input, CANDIDATES):
            yield self._ids[row]
        for name in answering:
            yield from self._found.joined_to(name)

    def _tells(self, text: str, given_away: Iterable[set[str]]) -> bool:
        """Whether a passage has nearly all the words of the answer, or of a stretch of evidence."""
        words = set(self._tokens(text))
        return any(told and len(told & words) >= HELD_SHARE * len(told) for told in given_away)
