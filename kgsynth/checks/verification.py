"""Draft -> a reason if a second model, reading the evidence, does not come to the answer, or comes to it too easily.

Three trials for each draft: from all of its evidence (the answers must agree), from all chunks but one, for each one
left out (they must not), and from nothing (closed-book: the question tells little about retrieval).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from kgsynth.checks.hops import evidence_chunks, evidence_pieces
from kgsynth.llms.prompts import PromptTexts, fenced, without_fences
from kgsynth.llms.records import Prompt, Reply
from kgsynth.types import Draft

Batch = Callable[[Sequence[Prompt]], Iterator[Reply]]

CLOSED_BOOK = "closed_book"
UNJUDGED = "unjudged"


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
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class _Asked:
    place: int
    trial: _Trial
    prompt: Prompt


class Verification:
    """The check that asks models.

    Args:
        answer, judge: send a batch of prompts to the answering and to the judging model.
        texts: the prompts.
        drop_closed_book: refuse what a model answers from nothing; otherwise such samples are flagged.

    Attributes:
        unjudged: how many trials ended without an answer or a verdict that could be read.
    """

    name = "verification"

    def __init__(
        self, answer: Batch, judge: Batch, *, texts: PromptTexts, seed: int = 0, drop_closed_book: bool = False
    ) -> None:
        self._answer = answer
        self._judge = judge
        self._texts = texts
        self._seed = seed
        self._drop = drop_closed_book
        self._flags: dict[str, tuple[str, ...]] = {}
        self.unjudged = 0

    def flags_of(self, draft: Draft) -> tuple[str, ...]:
        """What a reader of the sample should know: ``closed_book``, ``unjudged``."""
        return self._flags.get(draft.scenario.id, ())

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        asked = [each for place, draft in enumerate(drafts) for each in self._trials(place, draft)]
        agreed = self._agreed(drafts, asked)
        return [self._reason(draft, place, asked, agreed) for place, draft in enumerate(drafts)]

    def _trials(self, place: int, draft: Draft) -> Iterator[_Asked]:
        yield _Asked(place, _Trial.ALL, self._question(draft, evidence_pieces(draft)))
        chunks = [chunk.text for chunk in evidence_chunks(draft)]
        if len(chunks) > 1:
            for left_out in range(len(chunks)):
                rest = [*chunks[:left_out], *chunks[left_out + 1 :]]
                yield _Asked(place, _Trial.WITHOUT_ONE, self._question(draft, rest))
        yield _Asked(place, _Trial.NOTHING, self._question(draft, []))

    def _question(self, draft: Draft, contexts: Sequence[str]) -> Prompt:
        user = self._texts.filled(
            "answers_user", contexts=fenced(contexts) if contexts else "", question=draft.clean_user_input
        )
        system = self._texts["answers"] if contexts else self._texts["answers_alone"]
        return Prompt(system, user, schema=Answered, role="answers", seed=self._seed, max_tokens=400)

    def _agreed(self, drafts: Sequence[Draft], asked: Sequence[_Asked]) -> list[bool | None]:
        """For each trial whether the answer agrees with the reference; None where that could not be judged."""
        replies = list(self._answer([each.prompt for each in asked]))
        given = [
            number
            for number, reply in enumerate(replies)
            if isinstance(reply.parsed, Answered) and reply.parsed.known and reply.parsed.answer.strip()
        ]
        prompts = [self._comparison(drafts[asked[number].place], replies[number]) for number in given]
        verdicts = dict(zip(given, self._judge(prompts), strict=True))
        return [self._outcome(number, reply, verdicts) for number, reply in enumerate(replies)]

    def _comparison(self, draft: Draft, reply: Reply) -> Prompt:
        assert isinstance(reply.parsed, Answered)  # the caller has chosen those
        user = self._texts.filled(
            "verdicts_user",
            question=draft.clean_user_input,
            reference=without_fences(draft.reference),
            answer=without_fences(reply.parsed.answer),
        )
        return Prompt(self._texts["verdicts"], user, schema=Verdict, role="verdicts", seed=self._seed, max_tokens=300)

    @staticmethod
    def _outcome(number: int, reply: Reply, verdicts: dict[int, Reply]) -> bool | None:
        if number in verdicts:
            verdict = verdicts[number].parsed
            return verdict.agrees if isinstance(verdict, Verdict) else None
        return False if isinstance(reply.parsed, Answered) else None

    def _reason(self, draft: Draft, place: int, asked: Sequence[_Asked], agreed: Sequence[bool | None]) -> str | None:
        outcomes: dict[_Trial, list[bool | None]] = {trial: [] for trial in _Trial}
        for each, outcome in zip(asked, agreed, strict=True):
            if each.place == place:
                outcomes[each.trial].append(outcome)
        unknown = Counter(outcome for each in outcomes.values() for outcome in each)[None]
        self.unjudged += unknown
        closed_book = True in outcomes[_Trial.NOTHING]
        self._flags[draft.scenario.id] = (*([CLOSED_BOOK] if closed_book else []), *([UNJUDGED] if unknown else []))
        if False in outcomes[_Trial.ALL]:
            return "another_answer_from_evidence"
        if True in outcomes[_Trial.WITHOUT_ONE]:
            return "single_hop_leak: a model answered it with one chunk left out"
        return CLOSED_BOOK if closed_book and self._drop else None
