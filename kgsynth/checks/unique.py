"""Draft -> a reason if another chunk meets the question as well as its own and gives another answer."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kgsynth.checks.hops import evidence_chunks
from kgsynth.checks.round_trip import ChunkRanks
from kgsynth.language.words import content_words, squeezed, stem
from kgsynth.types import Draft, QueryType

_LOOKED_AT = 8  # chunks that a search finds first
_ASKS_FOR_A_NAME = frozenset({"factual", "how_to", "place"})
_LONGEST_NAME = 6  # words of an answer that is a name


class Unique:
    """Refuses questions for a name where a chunk without that name says all that the question says.

    Args:
        ranks: a lexical search over the corpus.
        texts: the text of each chunk, by id.
    """

    name = "unique"

    def __init__(self, ranks: ChunkRanks, texts: Mapping[str, str]) -> None:
        self._ranks = ranks
        self._texts = texts

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return ["another_answer" if self._has_another(draft) else None for draft in drafts]

    def _has_another(self, draft: Draft) -> bool:
        answer = squeezed(draft.reference.strip(" ."))
        single = draft.scenario.query_type is QueryType.SINGLE_HOP
        if not single or draft.question_kind not in _ASKS_FOR_A_NAME or len(draft.reference.split()) > _LONGEST_NAME:
            return False
        asked = {stem(word) for word in content_words(draft.clean_user_input)} - _FRAME
        own = {chunk.id for chunk in evidence_chunks(draft)}
        others = (
            self._texts.get(found, "")
            for found in self._ranks.first(draft.clean_user_input, _LOOKED_AT)
            if found not in own
        )
        return any(asked <= _words(text) and answer not in squeezed(text) for text in others)


_FRAME = frozenset(stem(word) for word in "option command tell let parameter setting function make".split())


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(text))
