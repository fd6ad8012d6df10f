"""Draft -> a reason if a second model, reading the evidence, does not come to the answer, or comes to it too easily.

The trials of each draft: from all of its evidence (the answers must agree), from all chunks but one, for each one left
out (they must not), from what a search for the question finds besides (none may tell otherwise), and from nothing
(closed-book: the question tells little about retrieval).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from kgsynth.checks.hops import evidence_chunks, evidence_pieces
from kgsynth.checks.saying import UNJUDGED, shown
from kgsynth.llms.prompts import PromptTexts, fenced, under_titles, without_fences
from kgsynth.llms.records import Batch, Prompt, Reply
from kgsynth.types import Chunk, Draft

CLOSED_BOOK = "closed_book"


class Answered(BaseModel):
    """What the answering model returns."""

    answer: str
    known: bool


class Verdict(BaseModel):
    """What the judging model returns."""

    agrees: bool
    reason: str


class _Trial(StrEnum):
    ALL = "all"
    WITHOUT_ONE = "without_one"
    ELSEWHERE = "elsewhere"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A trial of the draft at a place.

    Attributes:
        left_out: the beginning of the evidence that is not shown.
    """

    place: int
    trial: _Trial
    prompt: Prompt
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Whether the answer of a trial agrees with the reference, None where that could not be judged; and the answer."""

    agrees: bool | None
    said: str = ""


class Verification:
    """The check that asks models.

    Args:
        answer, judge: send a batch of prompts to the answering and to the judging model.
        texts: the prompts.
        elsewhere: the chunks beside its evidence that a search for a draft's question finds.
        drop_closed_book: refuse what a model answers from nothing; otherwise such samples are flagged.

    Attributes:
        unjudged: how many trials ended without an answer or a verdict that could be read.
    """

    name = "verification"

    def __init__(
        self,
        answer: Batch,
        judge: Batch,
        *,
        texts: PromptTexts,
        elsewhere: Callable[[Draft], Sequence[Chunk]] = lambda draft: (),
        seed: int = 0,
        drop_closed_book: bool = False,
    ) -> None:
        self._answer = answer
        self._judge = judge
        self._texts = texts
        self._elsewhere = elsewhere
        self._seed = seed
        self._drop = drop_closed_book
        self._flags: dict[str, tuple[str, ...]] = {}
        self.unjudged = 0

    def flags_of(self, draft: Draft) -> tuple[str, ...]:
        """What a reader of the sample should know: ``closed_book``, ``unjudged``."""
        return self._flags.get(draft.scenario.id, ())

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        asked = [each for place, draft in enumerate(drafts) for each in self._trials(place, draft)]
        outcomes = list(zip(asked, self._outcomes(drafts, asked), strict=True))
        return [
            self._reason(draft, [each for each in outcomes if each[0].place == place])
            for place, draft in enumerate(drafts)
        ]

    def _trials(self, place: int, draft: Draft) -> Iterator[_Asked]:
        pieces, chunks = evidence_pieces(draft), evidence_chunks(draft)
        proof = [under_titles(*each) for each in zip(chunks, pieces, strict=True)]
        yield _Asked(place, _Trial.ALL, self._question(draft, proof))
        whole = [under_titles(chunk, chunk.text) for chunk in chunks]
        if len(chunks) > 1:
            for number, piece in enumerate(pieces):
                rest = [*whole[:number], *whole[number + 1 :]]
                yield _Asked(place, _Trial.WITHOUT_ONE, self._question(draft, rest), left_out=piece)
        if others := self._elsewhere(draft):
            told = [under_titles(chunk, chunk.text) for chunk in others]
            yield _Asked(place, _Trial.ELSEWHERE, self._question(draft, told))
        yield _Asked(place, _Trial.NOTHING, self._question(draft, []))

    def _question(self, draft: Draft, contexts: Sequence[str]) -> Prompt:
        user = self._texts.filled(
            "answers_user", contexts=fenced(contexts) if contexts else "", question=draft.clean_user_input
        )
        system = self._texts["answers"] if contexts else self._texts["answers_alone"]
        return Prompt(system, user, schema=Answered, role="answers", seed=self._seed, max_tokens=400)

    def _outcomes(self, drafts: Sequence[Draft], asked: Sequence[_Asked]) -> Iterator[_Outcome]:
        """What came of each trial."""
        replies = list(self._answer([each.prompt for each in asked]))
        given = [
            number
            for number, reply in enumerate(replies)
            if isinstance(reply.parsed, Answered) and reply.parsed.known and reply.parsed.answer.strip()
        ]
        prompts = [self._comparison(drafts[asked[number].place], replies[number]) for number in given]
        verdicts = dict(zip(given, self._judge(prompts), strict=True))
        return (_outcome(reply, verdicts.get(number)) for number, reply in enumerate(replies))

    def _comparison(self, draft: Draft, reply: Reply) -> Prompt:
        assert isinstance(reply.parsed, Answered)  # the caller has chosen those
        user = self._texts.filled(
            "verdicts_user",
            question=draft.clean_user_input,
            reference=without_fences(draft.reference),
            answer=without_fences(reply.parsed.answer),
        )
        return Prompt(self._texts["verdicts"], user, schema=Verdict, role="verdicts", seed=self._seed, max_tokens=300)

    def _reason(self, draft: Draft, tried: Sequence[tuple[_Asked, _Outcome]]) -> str | None:
        unknown = sum(outcome.agrees is None for _, outcome in tried)
        self.unjudged += unknown
        closed_book = any(outcome.agrees for asked, outcome in tried if asked.trial is _Trial.NOTHING)
        self._flags[draft.scenario.id] = (*([CLOSED_BOOK] if closed_book else []), *([UNJUDGED] if unknown else []))
        for asked, outcome in tried:
            if asked.trial is _Trial.ALL and outcome.agrees is False:
                return f"another_answer_from_evidence: {shown(outcome.said)}"
            if asked.trial is _Trial.WITHOUT_ONE and outcome.agrees:
                return f"single_hop_leak: without {shown(asked.left_out)} a model answered {shown(outcome.said)}"
            if asked.trial is _Trial.ELSEWHERE and outcome.said and outcome.agrees is False:
                return f"another_answer_elsewhere: {shown(outcome.said)}"
        return CLOSED_BOOK if closed_book and self._drop else None


def _outcome(reply: Reply, verdict: Reply | None) -> _Outcome:
    said = reply.parsed.answer if isinstance(reply.parsed, Answered) and reply.parsed.known else ""
    if verdict is None:
        return _Outcome(False if isinstance(reply.parsed, Answered) else None, said)
    return _Outcome(verdict.parsed.agrees if isinstance(verdict.parsed, Verdict) else None, said)
