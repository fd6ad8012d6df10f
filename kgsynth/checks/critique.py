"""Draft -> the objections of a model that reads it as the last editor of the set: one request per draft."""

from collections.abc import Callable, Sequence
from typing import Literal

from pydantic import BaseModel

from kgsynth.checks.hops import evidence_chunks, evidence_pieces
from kgsynth.checks.saying import UNJUDGED, shown
from kgsynth.llms.prompts import PromptTexts, described, fenced, under_titles, without_fences
from kgsynth.llms.records import Batch, Prompt, Reply
from kgsynth.types import Chunk, Draft, QueryType

_REFUSED_FROM = 2  # the weight of an objection: a strict reviewer would insist on a change
_TOLD = 240  # characters of an objection that a reason repeats


class Objection(BaseModel):
    """What speaks against a question, and how much: from 0, nothing, to 3, it spoils the question."""

    objection: str
    weight: Literal[0, 1, 2, 3]


class Marks(BaseModel):
    """What the judging model returns: its reading of the question, and an objection for each mark."""

    reading: str
    standalone: Objection
    answerable: Objection
    right: Objection
    one_answer: Objection
    every_hop: Objection
    natural: Objection
    grammatical: Objection


class Critique:
    """The check that asks a model for what a strict reviewer would say.

    Args:
        judge: sends a batch of prompts to the judging model.
        texts: the prompts.
        elsewhere: the chunks beside its evidence that a search for a draft's question finds.
        doubted_only: read only what its writer doubts.

    Attributes:
        unjudged: how many drafts got no marks that could be read.
    """

    def __init__(
        self,
        judge: Batch,
        *,
        texts: PromptTexts,
        elsewhere: Callable[[Draft], Sequence[Chunk]] = lambda draft: (),
        seed: int = 0,
        doubted_only: bool = False,
    ) -> None:
        self.name = "doubts" if doubted_only else "critique"
        self._role = "doubts" if doubted_only else "verdicts"
        self._doubted_only = doubted_only
        self._judge = judge
        self._texts = texts
        self._elsewhere = elsewhere
        self._seed = seed
        self._unjudged: set[str] = set()
        self.unjudged = 0

    def flags_of(self, draft: Draft) -> tuple[str, ...]:
        """What a reader of the sample should know: ``unjudged``."""
        return (UNJUDGED,) if draft.scenario.id in self._unjudged else ()

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        replies = iter(list(self._judge([self._prompt(draft) for draft in drafts if self._reads(draft)])))
        return [self._reason(draft, next(replies)) if self._reads(draft) else None for draft in drafts]

    def _reads(self, draft: Draft) -> bool:
        return draft.doubted or not self._doubted_only

    def _prompt(self, draft: Draft) -> Prompt:
        proof = zip(evidence_chunks(draft), evidence_pieces(draft), strict=True)
        others = self._elsewhere(draft)
        user = self._texts.filled(
            "critique_user",
            persona=described(draft.scenario.persona),
            question=draft.clean_user_input,
            reference=without_fences(draft.reference),
            evidence=fenced([under_titles(chunk, piece) for chunk, piece in proof]),
            elsewhere=fenced([under_titles(each, each.text) for each in others], "elsewhere") or "(nothing)",
        )
        return Prompt(self._texts["critique"], user, schema=Marks, role=self._role, seed=self._seed, max_tokens=1200)

    def _reason(self, draft: Draft, reply: Reply) -> str | None:
        self._unjudged.discard(draft.scenario.id)
        if not isinstance(reply.parsed, Marks):
            self.unjudged += 1
            self._unjudged.add(draft.scenario.id)
            return None
        held = [(mark, each) for mark, each in _objections(draft, reply.parsed) if each.weight >= _REFUSED_FROM]
        if not held:
            return None
        (first, _), *_ = held
        told = "; ".join(f"{mark} {shown(each.objection, _TOLD)}" for mark, each in held)
        return f"objection_{first}: {told}"


def _objections(draft: Draft, marks: Marks) -> list[tuple[str, Objection]]:
    """The objections by their marks, the heaviest first; to hops only where there are several."""
    found = [(name, each) for name, each in marks if isinstance(each, Objection)]
    if draft.scenario.query_type is QueryType.SINGLE_HOP:
        found = [(name, each) for name, each in found if name != "every_hop"]
    return sorted(found, key=lambda pair: -pair[1].weight)
