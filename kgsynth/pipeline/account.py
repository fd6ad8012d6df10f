"""A run and its fillings -> Manifest: what was counted, refused and spent."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from kgsynth import __version__
from kgsynth.checks.orders import without_secrets
from kgsynth.filling import Filling
from kgsynth.graph import KnowledgeGraph
from kgsynth.llms.budget import Ledger
from kgsynth.llms.prompts import PromptTexts
from kgsynth.llms.roles import Models
from kgsynth.pipeline.run import Run
from kgsynth.types import Manifest, Rejection, Shortfall


def manifest_of(
    graph: KnowledgeGraph, run: Run, fillings: Sequence[Filling], shortfalls: tuple[Shortfall, ...]
) -> Manifest:
    """The account of a run without models."""
    stages = Counter(documents=len(graph.documents()), chunks=len(graph.chunks()), entities=len(graph.entities()))
    stages.update(edges=graph.edge_count(), topics=len(graph.topics()))
    for filling in fillings:
        stages.update(scenarios=filling.scenarios, drafts=filling.drafts, accepted=len(filling.samples()))
    return Manifest(
        kgsynth_version=__version__,
        settings=run.settings.model_dump(mode="json"),
        seed=run.settings.seed,
        documents={document.source: document.id for document in graph.documents()},
        skipped={skip.source: skip.reason for skip in run.skipped},
        models={"questions": "extractive"},
        counts=dict(stages),
        rejections=_counted(each for filling in fillings for each in filling.rejections),
        shortfalls=shortfalls,
        timings=run.timings,
    )


def of_models(models: Models, texts: PromptTexts, *, verify: str, unjudged: int) -> dict[str, Any]:
    """What a manifest says of models: who served which role, what was spent, what could not be judged."""
    idle = {"critique": {"answers"}, "llm": set()}.get(verify, {"answers", "verdicts"})
    return {
        "models": {role: name for role, name in models.names.items() if role not in idle},
        "prompt_version": texts.version,
        "spent": models.ledger.as_dict(),
        "unjudged": unjudged,
    }


def refusals(fillings: Iterable[Filling]) -> tuple[Rejection, ...]:
    """What was refused, as it may be saved."""
    return tuple(without_secrets(each for filling in fillings for each in filling.rejections))


def spent(ledger: Ledger) -> str:
    """``37 calls, 41,200 tokens, $0.0210, 12 from disk``"""
    total = ledger.total
    parts = [f"{total.requests} calls", f"{total.tokens:,} tokens"]
    if total.requests and not total.unpriced:
        parts.append(f"${total.cost:.4f}")
    if total.cached:
        parts.append(f"{total.cached} from disk")
    return ", ".join(parts)


def _counted(rejections: Iterable[Rejection]) -> dict[str, int]:
    """How many were refused by each check for each reason."""
    counts = Counter(f"{each.check}: {each.reason.partition(': ')[0]}" for each in rejections)
    return dict(sorted(counts.items()))
