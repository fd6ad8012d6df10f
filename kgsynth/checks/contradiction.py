"""Draft of a yes/no question -> a reason if the answer is no and some chunk says yes."""

import re
from collections.abc import Mapping, Sequence

from kgsynth.checks.round_trip import ChunkRanks
from kgsynth.language.words import content_words, tokens
from kgsynth.types import Draft, QueryType

_LOOKED_AT = 10  # chunks that a search finds first
_SAME = 0.5  # of the words that question and answer share: name and attribute
_SAME_IN_OWN_WORDS = 0.8  # where an answer may say all that was asked, but for what goes without saying
_NO = re.compile(r"^No\b[.,]?")
_DENIES = re.compile(r"\b(?:not|cannot|never|no|neither|nor|without)\b|n['’]t\b", re.IGNORECASE)

_TURNS = frozenset(
    "before after without more fewer less than always anybody anything".split()
)  # that alone make a "No" of it


class Contradiction:
    """Refuses a "No" where a sentence or a row of any chunk says what the question asks, and denies nothing.

    Args:
        ranks: a lexical search over the corpus.
        texts: the text of each chunk, by id.
        own_words: whether answers are in their writer's words: a "No" may then say again all that was asked.
    """

    name = "contradiction"

    def __init__(self, ranks: ChunkRanks, texts: Mapping[str, str], *, own_words: bool = False) -> None:
        self._ranks = ranks
        self._texts = texts
        self._own_words = own_words
        self._same = _SAME_IN_OWN_WORDS if own_words else _SAME

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return [self._reason(draft) if draft.question_kind == "yes_no" else None for draft in drafts]

    def _reason(self, draft: Draft) -> str | None:
        over_hops = draft.scenario.query_type is QueryType.MULTI_HOP  # it denies that two are the same, and says both
        if over_hops or not _NO.match(draft.reference):
            return None
        asked, told = _words(draft.clean_user_input), _words(_NO.sub("", draft.reference))
        wrong, common = asked - told, asked & told
        if not wrong:
            denied = any(_DENIES.search(text) for text in draft.evidence_texts)
            return None if self._own_words or denied else "nothing_wrong"
        for chunk_id in self._ranks.first(draft.clean_user_input, _LOOKED_AT):
            for line in re.split(r"\n|(?<=[.;])\s", self._texts.get(chunk_id, "")):
                said = frozenset() if _DENIES.search(line) else _words(line)
                if wrong <= said and len(common & said) >= self._same * len(common):
                    return f"said_elsewhere: {chunk_id}"
        return None


def _words(text: str) -> frozenset[str]:
    small = (token for token in tokens(text) if token[0].isdigit() or token in _TURNS)
    return frozenset((*content_words(text), *small))
