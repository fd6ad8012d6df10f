"""Samples and the documents -> at which place a search by words finds the chunks with the evidence."""

from collections.abc import Sequence
from statistics import median

from kgsynth.checks import searchable
from kgsynth.embeddings.lexical import LexicalIndex
from kgsynth.report.quality.corpus import Corpus
from kgsynth.report.quality.records import Places, Ranks, share
from kgsynth.types import Sample


def ranks(samples: Sequence[Sample], corpus: Corpus) -> Ranks | None:
    """The places of the evidence's chunks in a search for the question; None where no sample's documents are there."""
    placed = [(sample, rows) for sample in samples if (rows := _rows(sample, corpus))]
    if not placed:
        return None
    index = LexicalIndex(map(searchable, corpus.chunks))
    every_row = [rows for _, rows in placed]
    clean = _places(index, [sample.clean_user_input for sample, _ in placed], every_row)
    as_put = _places(index, [sample.user_input for sample, _ in placed], every_row)
    return Ranks(
        samples=len(placed),
        chunks=len(corpus.chunks),
        first=_summary([min(places) for places in clean]),
        last=_summary([max(places) for places in clean]),
        first_as_put=_summary([min(places) for places in as_put]),
        last_as_put=_summary([max(places) for places in as_put]),
    )


def _rows(sample: Sample, corpus: Corpus) -> list[int]:
    """The chunks that hold the evidence; none where one piece of it is in no chunk."""
    rows = [corpus.row_of(each) for each in sample.evidence]
    return [] if None in rows else sorted({row for row in rows if row is not None})


def _places(index: LexicalIndex, questions: Sequence[str], rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """For each question the place of each of its rows, from 1."""
    pairs = [(question, row) for question, own in zip(questions, rows, strict=True) for row in own]
    found = iter(index.ranks([question for question, _ in pairs], [row for _, row in pairs]).tolist())
    return [[next(found) for _ in own] for own in rows]


def _summary(places: Sequence[int]) -> Places:
    top_1, top_5, top_10 = (share(sum(place <= cut for place in places), len(places)) for cut in (1, 5, 10))
    return Places(median=float(median(places)), top_1=top_1, top_5=top_5, top_10=top_10)
