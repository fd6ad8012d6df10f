"""Draft -> a reason if it does not need exactly the chunks it claims: one, or every one of a connected path."""

import re
from collections.abc import Sequence

from kgsynth.checks.kinds import COLLECTION, SELECTION, compares
from kgsynth.language.words import content_words, squeezed
from kgsynth.types import Chunk, Draft, QueryType


class Hops:
    """Refuses single-hop drafts with evidence in several chunks, and multi-hop drafts that can do without a hop.

    Args:
        tried_alone: whether the writer has tried to answer from each chunk alone. Then one that names both things that
            are compared may stand; else it counts as enough to answer.
    """

    name = "hops"

    def __init__(self, *, tried_alone: bool = False) -> None:
        self._tried_alone = tried_alone

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return [
            _single(draft) if draft.scenario.query_type is QueryType.SINGLE_HOP else self._multi(draft)
            for draft in drafts
        ]

    def _multi(self, draft: Draft) -> str | None:
        chunks = evidence_chunks(draft)
        if len(chunks) < 2:
            return "one_chunk"
        if not _are_connected(chunks, draft):
            return "path_broken"
        if name := _missing_bridge(draft):
            return f"bridge_missing: {name}"
        # the answer to a difference holds what is said of each of the two: naming both is not enough
        judged_by_names = compares(draft) and draft.question_kind != "difference" and not self._tried_alone
        leaks = _adds_nothing(draft) or (judged_by_names and _one_piece_names_both(draft))
        return "single_hop_leak" if leaks else None


def evidence_chunks(draft: Draft) -> tuple[Chunk, ...]:
    """The scenario's chunks that hold evidence, in the scenario's order."""
    return tuple(chunk for chunk in draft.scenario.chunks if any(chunk.span.covers(span) for span in draft.evidence))


def evidence_pieces(draft: Draft) -> list[str]:
    """The evidence of each chunk that holds some, joined."""
    return [_piece(chunk, draft) for chunk in evidence_chunks(draft)]


def _piece(chunk: Chunk, draft: Draft) -> str:
    pairs = zip(draft.evidence, draft.evidence_texts, strict=True)
    return "\n".join(text for span, text in pairs if chunk.span.covers(span))


def _single(draft: Draft) -> str | None:
    return None if len(evidence_chunks(draft)) == 1 else "several_chunks"


def _are_connected(chunks: Sequence[Chunk], draft: Draft) -> bool:
    """Whether the path's edges lead from the first of the chunks to all the others."""
    reached, before = {chunks[0].id}, 0
    while len(reached) > before:
        before = len(reached)
        for edge in draft.scenario.path:
            if edge.source in reached or edge.target in reached:
                reached |= {edge.source, edge.target}
    return all(chunk.id in reached for chunk in chunks)


def _missing_bridge(draft: Draft) -> str | None:
    """The first entity of the path that one of the chunks it joins does not name."""
    texts = {chunk.id: squeezed(chunk.text) for chunk in draft.scenario.chunks}
    for edge in draft.scenario.path:
        for name in edge.entities:
            if any(squeezed(name) not in texts.get(end, "") for end in (edge.source, edge.target)):
                return name
    return None


_SEVERAL = 3  # of two, nobody asks which say the same


def _adds_nothing(draft: Draft) -> bool:
    """Leave one out: whether a hop adds no word of question or answer that the others lack.

    Where the answer is a list of the pages that the evidence stands on, each adds itself; where it is those that say
    the same, each is of a thing of its own.
    """
    if draft.question_kind == SELECTION:
        return len(evidence_chunks(draft)) < _SEVERAL
    if draft.question_kind == COLLECTION:
        return len(re.split(r",(?: and)? | and ", draft.reference)) != len(evidence_chunks(draft))
    language = draft.scenario.chunks[0].language
    needed = set(content_words(f"{draft.clean_user_input}\n{draft.reference}", language))
    held = [needed & set(content_words(piece, language)) for piece in evidence_pieces(draft)]
    for position, words in enumerate(held):
        others = set().union(*held[:position], *held[position + 1 :])
        if words <= others:
            return True
    return False


def _one_piece_names_both(draft: Draft) -> bool:
    question = squeezed(draft.clean_user_input)
    names = [name for name in map(squeezed, draft.scenario.entities) if name and name in question]
    return len(names) >= 2 and any(all(name in squeezed(piece) for name in names) for piece in evidence_pieces(draft))
