"""Draft -> a reason if its question does not lead back to its evidence by plain lexical search (BM25)."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from kgsynth.checks.hops import evidence_chunks
from kgsynth.checks.kinds import COLLECTION, compares
from kgsynth.types import Chunk, Draft, QueryType

SINGLE_HOP_RANK = 3
MULTI_HOP_RANK = 10
NEARLY = 0.9  # of the score of the best chunk: what scores so much is as good as found


class Search(Protocol):
    """What finds the rows that a query fits best, as ``kgsynth.embeddings.lexical.LexicalIndex`` does."""

    def search(self, query: str, k: int) -> Sequence[tuple[int, float]]: ...


class ChunkRanks:
    """At which place a search for a question finds a chunk, and what it finds beside it.

    Args:
        index: an index of the texts of all chunks.
        chunk_ids: the chunks' ids, in the order of the index's rows.
        depth: places looked at; what comes later was not found.
    """

    def __init__(self, index: Search, chunk_ids: Sequence[str], *, depth: int = MULTI_HOP_RANK) -> None:
        self.depth = depth
        self._index = index
        self._ids = tuple(chunk_ids)
        self._question = ""
        self._places: dict[str, int] = {}
        self._scores: dict[str, float] = {}

    def first(self, question: str, count: int) -> list[str]:
        """The ids of the chunks that a search for a question finds first."""
        self._search(question)
        return list(self._places)[:count]

    def of(self, question: str, chunk_ids: Iterable[str]) -> list[int | None]:
        """The place of each chunk in the search for a question, from 1; None where it was not found."""
        self._search(question)
        return [self._places.get(chunk_id) for chunk_id in chunk_ids]

    def distractors(self, question: str, chunk_ids: Iterable[str]) -> int:
        """How many other chunks the search finds that score as high as the best of these, or nearly."""
        self._search(question)
        own = set(chunk_ids)
        enough = NEARLY * max((self._scores.get(chunk_id, 0.0) for chunk_id in own), default=0.0)
        return sum(score >= enough for chunk_id, score in self._scores.items() if chunk_id not in own)

    def _search(self, question: str) -> None:
        if question != self._question:
            found = self._index.search(question, self.depth)
            self._question = question
            self._places = {self._ids[row]: place for place, (row, _) in enumerate(found, start=1)}
            self._scores = {self._ids[row]: score for row, score in found}


def searchable(chunk: Chunk) -> str:
    """What a chunk is to be found by: its text and what stands over it, as the name of a table is often a heading."""
    return "\n".join((chunk.title, *chunk.headings, chunk.text))


class RoundTrip:
    """Refuses questions whose chunk a search does not find: single-hop near the top, multi-hop at least one hop.

    A comparison names what it compares, letter for letter, and is let through.
    """

    name = "round_trip"

    def __init__(self, ranks: ChunkRanks, *, single: int = SINGLE_HOP_RANK, multi: int = MULTI_HOP_RANK) -> None:
        self._ranks = ranks
        self._cuts = {QueryType.SINGLE_HOP: single, QueryType.MULTI_HOP: multi}

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return [None if self._need_not(draft) or self._comes_back(draft) else "not_retrieved" for draft in drafts]

    @staticmethod
    def _need_not(draft: Draft) -> bool:
        """Whether other pages on the same words are no rival: all that have a name were looked for before."""
        return compares(draft) or draft.question_kind == COLLECTION

    def _comes_back(self, draft: Draft) -> bool:
        places = self._ranks.of(draft.clean_user_input, [chunk.id for chunk in evidence_chunks(draft)])
        return any(place is not None and place <= self._cuts[draft.scenario.query_type] for place in places)
