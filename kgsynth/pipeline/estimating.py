"""Source -> Estimate: a run planned, and nothing asked."""

from dataclasses import replace
from typing import Any

from kgsynth.elsewhere import Elsewhere, search_over
from kgsynth.engines.llm import ModelWritten
from kgsynth.estimates import Estimate, estimated
from kgsynth.graph import KnowledgeGraph
from kgsynth.llms.prompts import PromptTexts
from kgsynth.llms.roles import open_models
from kgsynth.personas import BUILT_IN
from kgsynth.pipeline.building import built
from kgsynth.pipeline.run import Progress, run_of
from kgsynth.readership import readership_prompt
from kgsynth.scenarios import answerable, plan
from kgsynth.settings import Settings
from kgsynth.sources import Source


def estimate(
    source: Source,
    *,
    settings: Settings | None = None,
    graph: KnowledgeGraph | None = None,
    llm: object | None = None,
    answer_llm: object | None = None,
    judge_llm: object | None = None,
    progress: Progress | None = None,
    **overrides: Any,
) -> Estimate:
    """What `generate` would ask of models, by stage, without asking anything. Arguments as for `generate`."""
    run = run_of(settings, overrides, models=(llm, answer_llm, judge_llm), progress=progress)
    models = open_models(run.settings, run.models, api_key="none is needed to ask nothing")
    texts = PromptTexts.load(run.settings.prompts)
    if graph is None:
        graph = built(source, run)
    planned = plan(graph, settings=run.settings, personas=run.settings.personas or BUILT_IN, choice=True)
    planned = replace(planned, slots=answerable(planned.slots))
    engine = ModelWritten(
        models.batches["questions"],
        model="",
        texts=texts,
        examples=run.settings.examples,
        elsewhere=Elsewhere(graph, search_over(graph)),
    )
    first = None if run.settings.personas else readership_prompt(graph, texts=texts, seed=run.settings.seed)
    return estimated(planned, engine, models, readership=first, verify=run.settings.verify)
