"""Plan -> what a run would ask of its models: requests, tokens and cost by stage, before anything is sent."""

from collections.abc import Iterator
from dataclasses import dataclass

from kgsynth.engines.llm import ModelWritten
from kgsynth.llms.records import Prompt, Usage
from kgsynth.llms.request import input_tokens
from kgsynth.llms.roles import Models
from kgsynth.scenarios import Plan, scenario
from kgsynth.types import QueryType

REPAIRED = 0.15  # of the questions: what is expected to need a second call
DOUBTED = 0.4  # likewise, what its writer is expected to doubt
_QUESTION, _TWO, _VERDICT, _ANSWER, _PERSONAS, _CRITIQUE = 390, 710, 40, 60, 440, 270  # tokens of a reply


@dataclass(frozen=True, slots=True)
class Stage:
    """One row of an estimate.

    Attributes:
        cost: USD; None where the price is not known.
    """

    name: str
    model: str
    requests: int
    input_tokens: int
    output_tokens: int
    cost: float | None


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run would ask of models. The prompts are rendered, so their size is close; replies are guessed."""

    stages: tuple[Stage, ...]

    @property
    def total(self) -> Stage:
        """All stages in one row."""
        costs = [stage.cost for stage in self.stages]
        known = [cost for cost in costs if cost is not None]
        return Stage(
            "total",
            "",
            sum(stage.requests for stage in self.stages),
            sum(stage.input_tokens for stage in self.stages),
            sum(stage.output_tokens for stage in self.stages),
            sum(known) if len(known) == len(costs) else None,
        )


def estimated(
    planned: Plan, engine: ModelWritten, models: Models, *, readership: Prompt | None, verify: str
) -> Estimate:
    """The stages of a run that goes as expected.

    Args:
        readership: the prompt that asks who reads the corpus; None where the personas are given.
        verify: how the drafts are verified.
    """
    prompts = list(_prompts(planned, engine))
    tokens = sum(input_tokens(prompt) for prompt in prompts)
    repaired = round(REPAIRED * len(prompts))
    reply = _reply(planned)
    stages = [
        _stage("questions", "questions", models, len(prompts), tokens, reply),
        _stage("repairs", "questions", models, repaired, round(REPAIRED * tokens), reply),
    ]
    if readership:
        stages.insert(0, _stage("personas", "questions", models, 1, input_tokens(readership), _PERSONAS))
    average = tokens // max(1, len(prompts))
    if verify == "lexical":
        doubted = round(DOUBTED * len(prompts))
        stages.append(_stage("doubts", "questions", models, doubted, doubted * average // 2, _CRITIQUE))
    if verify in {"critique", "llm"}:
        stages.append(_stage("critiques", "verdicts", models, len(prompts), len(prompts) * average // 2, _CRITIQUE))
    if verify == "llm":
        trials = sum(_trials(slot.query_type) for slot in planned.slots)
        stages.append(_stage("answers", "answers", models, trials, trials * average // 2, _ANSWER))
        stages.append(_stage("verdicts", "verdicts", models, trials, trials * 300, _VERDICT))
    return Estimate(tuple(stages))


def _reply(planned: Plan) -> int:
    """The tokens of a reply, on the average: where a question over several passages is asked for, it holds two."""
    several = sum(slot.query_type is QueryType.MULTI_HOP for slot in planned.slots)
    return _QUESTION + round((_TWO - _QUESTION) * several / max(1, len(planned.slots)))


def _prompts(planned: Plan, engine: ModelWritten) -> Iterator[Prompt]:
    """The prompt of each slot with a route of its kind; as in the run, unless that goes through more of them."""
    routes = {kind: [route for family in families for route in family] for kind, families in planned.routes.items()}
    used = dict.fromkeys(routes, 0)
    for slot in planned.slots:
        supply = routes[slot.query_type] or routes[QueryType.SINGLE_HOP]
        if supply:
            yield engine.prompt(scenario(slot, supply[used[slot.query_type] % len(supply)]))
            used[slot.query_type] += 1


def _trials(query_type: QueryType) -> int:
    """From all of the evidence, from elsewhere, from nothing, and with each of two chunks left out."""
    return 3 if query_type is QueryType.SINGLE_HOP else 5


def _stage(name: str, role: str, models: Models, requests: int, tokens: int, reply: int) -> Stage:
    price = models.prices[role]
    cost = price.of(Usage(requests, tokens, requests * reply)) if price else None
    return Stage(name, models.names[role], requests, tokens, requests * reply, cost)
