"""Scenarios -> drafts by a language model: one call each, and one more where a check says what is wrong."""

import re
from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from kgsynth.engines.llm.choice import answered_alone, asker, narrowed, without_spare
from kgsynth.engines.llm.kinds import known_kind
from kgsynth.engines.llm.quotes import located, merged, needed
from kgsynth.engines.llm.request import explained, request
from kgsynth.engines.llm.schema import Question, Quote, Written
from kgsynth.engines.llm.titles import names_in, titled
from kgsynth.engines.llm.whole import reaching, whole
from kgsynth.language.words import content_words
from kgsynth.llms.prompts import PromptTexts
from kgsynth.llms.records import UNANSWERED, Batch, Prompt, Reply
from kgsynth.styles import length_of, restyle
from kgsynth.types import (
    DECLINED,
    Chunk,
    Draft,
    QueryStyle,
    QueryType,
    Rejection,
    Scenario,
    Span,
)

"""Prompts -> replies, in their order."""

Elsewhere = Callable[[Sequence[Chunk]], Sequence[Chunk]]
"""The chunks that are offered -> what the corpus says besides on the same matter."""

TEMPERATURE = 0.7
_REPAIRED_COOLER = 0.1
_UNSURE = "unsure"
_REPEATS = frozenset({"exact", "rouge_l", "cosine"})  # other passages are likelier to bring another question
_NOT_TO_MEND = UNANSWERED | _REPEATS | {DECLINED, _UNSURE, "budget"}
_OF_MODELS = ("objection_", "another_answer_")  # what was mended for these was good less often than what was begun anew
_WEAK = 58  # below so many of a hundred judges a question is doubted
_WEAKER, _POOR = 70, 50  # the same of one that another can take the place of; and below so many that other is taken
_DOUBTED_SHARE = 0.33  # of what a model writes, or about: some are sure of nothing
_AT_FIRST = 8  # questions that count as written before the first, and none of them as doubted
_SILENCES = 6  # prompts in a row, each with all its attempts, until an endpoint is given up
_UNREADABLE = frozenset({"malformed", "empty", "truncated"})
_UNREAD = 16  # replies in a row, each asked for twice, until a model is given up


class ModelWritten:
    """The engine that asks a model.

    Args:
        ask: sends a batch of prompts.
        model: the model's name, for the samples.
        texts: the prompts.
        seed: sent along, so that another seed gives another set.
        examples: questions of real users, for their manner alone.
        elsewhere: what the writer is told of beside the chunks that it may use.
    """

    name = "llm"
    at_once = True

    def __init__(
        self,
        ask: Batch,
        *,
        model: str,
        texts: PromptTexts,
        seed: int = 0,
        examples: Sequence[str] = (),
        elsewhere: Elsewhere = lambda chunks: (),
    ) -> None:
        self._ask = ask
        self._model = model
        self._texts = texts
        self._seed = seed
        self._examples = tuple(examples)
        self._elsewhere = elsewhere
        self._replies: dict[str, str] = {}
        self._besides: dict[str, tuple[Question, str]] = {}
        self._sure: list[float] = []
        self._silences = 0
        self._unread = 0
        self._is_dead = False
        self.stopped = ""
        self.lenience: int | None = None

    def write(self, scenarios: Sequence[Scenario]) -> Iterator[Draft | Rejection]:
        """A draft for each scenario, or why there is none, in their order."""
        return self._written(scenarios, self._sent(map(self.prompt, scenarios)))

    def fertile(self, evidence: Sequence[object]) -> list[bool]:
        """All of it may be: only the model can tell."""
        return [True] * len(evidence)

    def instead(self, scenario: Scenario) -> Draft | Rejection | None:
        """The question over one passage that the same reply held; only once."""
        written, model = self._besides.pop(scenario.id, (None, ""))
        alone = replace(scenario, query_type=QueryType.SINGLE_HOP, path=(), entities=(), or_single=False)
        return self._draft(alone, written, model) if written else None

    def mends(self, reason: str) -> bool:
        """Whether the model is asked again after a reply that was refused for a reason."""
        return reason.partition(":")[0] not in _NOT_TO_MEND and not reason.startswith(_OF_MODELS)

    def repair(self, refused: Sequence[tuple[Scenario, str]]) -> Iterator[Draft | Rejection]:
        """A second try for each scenario whose reply was refused; the model is told the reason."""
        prompts = (self._repair_prompt(*each) for each in refused)
        return self._written([scenario for scenario, _ in refused], self._sent(prompts))

    def _sent(self, prompts: Iterable[Prompt]) -> Iterator[Reply]:
        """The replies to come. A pool sends each prompt as soon as it is made, while other replies are on their way."""
        ahead: Callable[[Iterable[Prompt]], Iterator[Reply]] | None = getattr(self._ask, "ahead", None)
        return ahead(prompts) if ahead else self._ask(list(prompts))

    def prompt(self, scenario: Scenario) -> Prompt:
        """What the model is sent for a scenario."""
        return Prompt(
            system=self._texts["questions"],
            user=request(scenario, self._texts, self._examples, self._elsewhere(scenario.chunks)),
            schema=Written,
            role="questions",
            temperature=TEMPERATURE,
            seed=self._seed,
        )

    def _repair_prompt(self, scenario: Scenario, reason: str) -> Prompt:
        asked = self.prompt(scenario)
        user = self._texts.filled(
            "repair",
            request=asked.user,
            written=self._replies.get(scenario.id, "(nothing that could be read)"),
            reason=explained(reason),
        )
        cooler = TEMPERATURE - _REPAIRED_COOLER
        return replace(asked, user=user, role="repair", temperature=round(cooler, 2))

    def _written(self, scenarios: Sequence[Scenario], replies: Iterator[Reply]) -> Iterator[Draft | Rejection]:
        for scenario, reply in zip(scenarios, replies, strict=True):
            if self._is_dead:
                return
            self._replies[scenario.id] = reply.text
            if reply.code == "budget":
                self.stopped = reply.error.partition(": ")[2]
            if isinstance(reply.parsed, Written) and not reply.error:
                model = reply.model or self._model
                if scenario.or_single:
                    self._besides.update((scenario.id, (each, model)) for each in reply.parsed.instead[:1])
                yield self._draft(scenario, reply.parsed, model)
            else:
                yield Rejection(scenario_id=scenario.id, check="model", reason=reply.error or "malformed")
            self._silences = self._silences + 1 if reply.code in UNANSWERED else 0
            if self._silences >= _SILENCES:
                self._is_dead, self.stopped = True, f"{self._model} did not answer: {reply.error}"
                return
            self._unread = self._unread + 1 if reply.code in _UNREADABLE else 0
            if self._unread >= _UNREAD:
                self._is_dead, self.stopped = True, f"{self._model} gives nothing that can be read: {reply.error}"
                return

    def _draft(self, scenario: Scenario, written: Question, model: str) -> Draft | Rejection:
        question, answer = _tidy(written.question), _tidy(written.answer)
        if not question or not answer:
            return Rejection(scenario_id=scenario.id, check="model", reason=DECLINED)
        found = _evidence(written, scenario)
        if not isinstance(found, str):
            found = without_spare(found, scenario, question, answer)
        chosen = found if isinstance(found, str) else narrowed(scenario, sorted(found))
        if isinstance(found, str) or isinstance(chosen, str):
            return Rejection(scenario_id=scenario.id, check="quotes", reason=str(chosen), user_input=question)
        if isinstance(written, Written) and (enough := answered_alone(written, chosen.chunks[0].language)):
            return Rejection(scenario_id=scenario.id, check="hops", reason=enough, user_input=question)
        is_replaceable = scenario.id in self._besides
        if is_replaceable and written.sure < _POOR:
            reason = f"{_UNSURE}: {written.sure:g} of 100"
            return Rejection(scenario_id=scenario.id, check="model", reason=reason, user_input=question)
        kind = known_kind(written.question_kind, chosen)
        length = length_of(question, scenario.chunks[0].language)
        return Draft(
            scenario=replace(chosen, query_length=length, persona=asker(written, scenario), others=()),
            user_input=_styled(chosen, question, _tidy(written.styled_question)),
            clean_user_input=question,
            reference=answer,
            evidence=tuple(_whole_spans(found, scenario, question, answer)),
            question_kind=kind,
            engine=self.name,
            model=model,
            prompt_version=self._texts.version,
            doubted=self._doubts(written.sure, is_replaceable=is_replaceable),
        )

    def _doubts(self, sure: float, *, is_replaceable: bool) -> bool:
        """Whether the writer is less sure that a question is good than it mostly is; or than it might be, if another
        can take its place."""
        insort(self._sure, sure)
        if is_replaceable:
            return sure < _WEAKER
        most = _DOUBTED_SHARE * (len(self._sure) + _AT_FIRST)
        return sure < _WEAK and bisect_right(self._sure, sure) <= most


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _evidence(written: Question, scenario: Scenario) -> Mapping[int, Sequence[Span]] | str:
    """The spans of the quotes by the place of their passage; or which quote stands in none."""
    found: dict[int, list[Span]] = {}
    for quote in written.evidence:
        place, span = _placed(quote, scenario.chunks)
        if span is None:
            return f"not_found: {_tidy(quote.quote)[:80]}"
        found.setdefault(place, []).append(span)
    return found or "none"


def _whole_spans(found: Mapping[int, Sequence[Span]], scenario: Scenario, question: str, answer: str) -> Iterator[Span]:
    """Of the quotes those that are needed, widened so that each can be understood alone, and all tell the answer."""
    spans = {place: merged(found[place]) for place in sorted(found)}
    chunks = {place: scenario.chunks[place] for place in spans}
    kept = needed(spans, chunks, question, answer)
    wide = {place: merged(whole(span, chunks[place]) for span in each) for place, each in kept.items()}
    language = scenario.chunks[0].language
    answering = set(content_words(answer, language)) - _said(question, *_texts(wide, chunks), language=language)
    told = {place: merged(reaching(span, chunks[place], answering) for span in each) for place, each in wide.items()}
    naming = names_in(question, language) - _said(*_texts(told, chunks), language=language)
    for place, each in told.items():
        yield from titled(each, chunks[place], naming)


def _texts(spans: Mapping[int, Sequence[Span]], chunks: Mapping[int, Chunk]) -> Iterator[str]:
    return (chunks[place].text_of(span) for place, each in spans.items() for span in each)


def _said(*texts: str, language: str) -> set[str]:
    return set(content_words(" ".join(texts), language))


def _placed(quote: Quote, chunks: Sequence[Chunk]) -> tuple[int, Span | None]:
    """The passage that holds a quote and where; the one that the model names is looked at first."""
    for place in sorted(range(len(chunks)), key=lambda each: each != quote.context - 1):
        span = located(quote.quote, chunks[place])
        if span is not None:
            return place, span
    return -1, None


def _styled(scenario: Scenario, question: str, styled: str) -> str:
    """The question in the wanted style: the model's words where they keep its names and figures, else our own."""
    if scenario.query_style is QueryStyle.WELL_FORMED:
        return question
    language = scenario.chunks[0].language
    words = (word.strip(",.;:!?()\"'“”") for word in question.split())
    fixed = [word for word in words if re.search(r"\d|[_/`]|[a-z][A-Z]|^-", word)]
    named = [name for name in map(str.casefold, scenario.entities) if name in question.casefold()]
    kept = all(word in styled for word in fixed) and all(name in styled.casefold() for name in named)
    if styled != question and kept and _says_as_much(styled, question, scenario):
        return styled
    keep = (*fixed, *scenario.entities)
    return restyle(question, scenario.query_style, rng=Random(f"style {scenario.id}"), keep=keep, language=language)


def _says_as_much(styled: str, question: str, scenario: Scenario) -> bool:
    """Whether half of the question's content words are still there: slips and clipping take no more than that."""
    language = scenario.chunks[0].language
    asked, said = set(content_words(question, language)), set(content_words(styled, language))
    return 2 * len(asked & said) >= len(asked)
