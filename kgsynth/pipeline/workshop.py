"""KnowledgeGraph, Run -> Workshop: the gate and the engines of a run, and slots filled with them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kgsynth.audience import Audience
from kgsynth.checks import ChunkRanks, default_checks, searchable
from kgsynth.checks.critique import Critique
from kgsynth.checks.verification import Verification
from kgsynth.elsewhere import Elsewhere, rivals, search_over
from kgsynth.engine import Engine
from kgsynth.engines.extractive import Corpus, Extractive
from kgsynth.engines.llm import ModelWritten
from kgsynth.errors import LLMError
from kgsynth.filling import HANDFUL, Filling
from kgsynth.gate import Gate
from kgsynth.graph import KnowledgeGraph, graph_stats
from kgsynth.llms.prompts import PromptTexts
from kgsynth.llms.roles import Models
from kgsynth.pipeline.account import manifest_of, of_models, spent
from kgsynth.pipeline.run import Run
from kgsynth.scenarios import Plan, Routes, Slot
from kgsynth.settings import Settings
from kgsynth.subject import subject_of
from kgsynth.types import Chunk, Draft, Manifest, Shortfall

_READ_TOGETHER = 16  # drafts that models verify together


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the samples of a run are made with.

    Attributes:
        models: who writes and verifies; None where no model is asked.
        asked: the checks that ask models.
        ranks: a search by words over all chunks.
        gate: the checks that all fillings of the run share.
    """

    graph: KnowledgeGraph
    run: Run
    models: Models | None
    texts: PromptTexts
    asked: tuple[Critique | Verification, ...]
    ranks: ChunkRanks
    gate: Gate

    def engine(self) -> Engine:
        """A new engine: what an earlier one turned away for its length may be asked again."""
        if self.models is None:
            return self.extractive()
        return ModelWritten(
            self.models.batches["questions"],
            model=self.models.names["questions"],
            texts=self.texts,
            seed=self.run.settings.seed,
            examples=self.run.settings.examples,
            elsewhere=Elsewhere(self.graph, self.ranks),
        )

    def extractive(self) -> Extractive:
        """A new engine that asks no model."""
        pipeline = self.run.settings.spacy_model
        about, corpus = subject_of(self.graph), Corpus.of(self.graph.chunks())
        return Extractive(subject=about, spacy_model=pipeline, takes=self.gate.passes, corpus=corpus)

    def filled(self, slots: Iterable[Slot], offered: Routes, engine: Engine, *, exact: bool = False) -> Filling:
        """Slots with the samples that an engine and the gate found for them. Arguments as for `filling`."""
        numbered = tuple(replace(slot, number=number) for number, slot in enumerate(slots))
        filling = self.filling(numbered, offered, engine, exact=exact)
        if numbered:
            filling.run()
        return filling

    def filling(self, slots: Sequence[Slot], offered: Routes, engine: Engine, *, exact: bool = False) -> Filling:
        """Slots, to be filled by an engine and the gate.

        Args:
            exact: leave a slot open rather than give it another length or type than it wants.
        """
        settings = self.run.settings
        audience = Audience(self.graph) if engine.at_once else None
        plan = Plan(tuple(slots), offered, audience, loose=audience is not None and not settings.personas and not exact)
        attempts = settings.drafts_per_sample if engine.at_once else settings.attempts_per_sample
        return Filling(
            plan,
            engine,
            self.gate,
            attempts_per_sample=attempts,
            tell=self._tell,
            exact=exact,
            handful=_READ_TOGETHER if settings.verify in {"critique", "llm"} else HANDFUL,
        )

    def require_samples(self, filling: Filling) -> None:
        """Complain where not one reply was of use: that is no shortfall but a model that cannot do it.

        Raises:
            LLMError: so it is.
        """
        if self.models is None or filling.samples():
            return
        faults = Counter(each.reason.partition(":")[0] for each in filling.rejections if each.check == "model")
        if faults.keys() - {"budget"} and len(filling.rejections) == faults.total():
            told = ", ".join(f"{count} x {fault}" for fault, count in faults.most_common())
            raise LLMError(
                f"no reply of {self.models.names['questions']!r} could be used ({told}). The last one: "
                f"{filling.rejections[-1].reason}. Try another model, or check the server at --base-url"
            )

    def supply(self) -> str:
        """Why the graph has few paths, in words, if it has."""
        return " ".join(graph_stats(self.graph).problems)

    def manifest(self, fillings: Sequence[Filling], shortfalls: tuple[Shortfall, ...]) -> Manifest:
        """The account of the run."""
        manifest = manifest_of(self.graph, self.run, fillings, shortfalls)
        if self.models is None:
            return manifest
        unjudged = sum(check.unjudged for check in self.asked)
        told = of_models(self.models, self.texts, verify=self.run.settings.verify, unjudged=unjudged)
        return manifest.model_copy(update=told)

    def _tell(self, stage: str, done: int, total: int) -> None:
        """Progress that also shows what was spent, and how much was refused."""
        self.run.tell(stage, done, total)
        if self.models:
            self.run.status(f"{spent(self.models.ledger)}, {self.gate.counts.total()} refused")


def workshop(
    graph: KnowledgeGraph, run: Run, models: Models | None, texts: PromptTexts, *, kept: Sequence[Draft] = ()
) -> Workshop:
    """The workshop of a run.

    Args:
        kept: what a set holds already, and what comes is compared with.
    """
    ranks = search_over(graph)
    asked = _asked(models, texts, run.settings, partial(rivals, graph, ranks)) if models else ()
    checks = default_checks(
        run.settings,
        ranks=ranks,
        texts={piece.id: piece.text for piece in graph.chunks()},
        whole={piece.id: searchable(piece) for piece in graph.chunks()},
        own_words=models is not None,
        asked=asked,
    )
    checks[-1].check(kept)
    topics = {chunk: topic.name for topic in graph.topics().values() for chunk in topic.chunks}
    gate = Gate(checks, ranks=ranks, flags_of=partial(_flags_of, asked), topics=topics)
    return Workshop(graph, run, models, texts, asked, ranks, gate)


def _asked(
    models: Models, texts: PromptTexts, settings: Settings, elsewhere: Callable[[Draft], Sequence[Chunk]]
) -> tuple[Critique | Verification, ...]:
    """The checks that ask models, by the setting; the one that asks once comes first.

    Where nobody was asked to verify, what the writer itself doubts is read once more, by the same model.
    """
    if settings.verify == "none":
        return ()
    if settings.verify == "lexical":
        writer = models.batches["questions"]
        return (Critique(writer, texts=texts, elsewhere=elsewhere, seed=settings.seed, doubted_only=True),)
    verdicts = models.batches["verdicts"]
    critique = Critique(verdicts, texts=texts, elsewhere=elsewhere, seed=settings.seed)
    if settings.verify == "critique":
        return (critique,)
    answered = Verification(
        models.batches["answers"],
        verdicts,
        texts=texts,
        elsewhere=elsewhere,
        seed=settings.seed,
        drop_closed_book=settings.drop_closed_book,
    )
    return (critique, answered)


def _flags_of(asked: Sequence[Critique | Verification], draft: Draft) -> tuple[str, ...]:
    return tuple(dict.fromkeys(flag for check in asked for flag in check.flags_of(draft)))
