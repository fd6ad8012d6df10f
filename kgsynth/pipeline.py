"""The whole chain, in order. Every other module does one step and knows none of the others."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from kgsynth import __version__
from kgsynth.checks import ChunkRanks, default_checks, searchable
from kgsynth.checks.orders import without_secrets
from kgsynth.checks.verification import Verification
from kgsynth.chunking import chunk
from kgsynth.embeddings import lsa
from kgsynth.embeddings.lexical import LexicalIndex
from kgsynth.engines.extractive import Extractive
from kgsynth.engines.llm import ModelWritten
from kgsynth.entities import extract
from kgsynth.errors import InputError, LLMError, SettingsError
from kgsynth.estimates import Estimate, estimated
from kgsynth.filling import Engine, Filling
from kgsynth.gate import Gate
from kgsynth.graph import KnowledgeGraph, build_graph, graph_stats
from kgsynth.llms.budget import Ledger
from kgsynth.llms.prompts import PromptTexts
from kgsynth.llms.roles import ROLES, Models, open_models
from kgsynth.personas import BUILT_IN
from kgsynth.readers import read_folder
from kgsynth.readership import readership, readership_prompt
from kgsynth.scenarios import plan, subject_of
from kgsynth.settings import Settings
from kgsynth.testset import Testset
from kgsynth.types import Document, Manifest, Persona, Rejection, Shortfall, Skipped

Progress = Callable[[str, int, int], None]
Status = Callable[[str], None]
_MODEL_SETTINGS = ("llm", "answer_llm", "judge_llm")


def generate(
    source: str | Path,
    *,
    settings: Settings | None = None,
    graph: KnowledgeGraph | None = None,
    llm: object | None = None,
    answer_llm: object | None = None,
    judge_llm: object | None = None,
    progress: Progress | None = None,
    status: Status | None = None,
    **overrides: Any,
) -> Testset:
    """A checked evaluation set from a folder of documents.

    Args:
        source: a folder, or one file.
        settings: every threshold; keyword arguments (``size=100``) override single ones.
        graph: a graph that was built before; then nothing is read, extracted or embedded.
        llm: who writes the questions: ``"openai:MODEL"``, a chat model of LangChain, an LLM of LlamaIndex, or a
            function from `kgsynth.llms.records.Prompt` to `Reply`. Without one, no model is needed.
        answer_llm, judge_llm: who verifies, with ``verify="llm"``; the writer where not given.
        progress: called with (stage, done, total) now and then.
        status: called with a line of text on what is spent, and on what is being waited for.

    Raises:
        InputError: nothing below ``source`` could be read.
        SettingsError: a setting has no meaning.
        LLMError: the model cannot be asked (no key, no such model), or no reply of it was of use.

    Example:
        >>> from kgsynth import generate
        >>> testset = generate("docs/", size=50)        # doctest: +SKIP
        >>> testset.save("eval.jsonl")                  # doctest: +SKIP
    """
    run = _run(settings, overrides, (llm, answer_llm, judge_llm), progress, status)
    texts = PromptTexts.load(run.settings.prompts)
    with _opened(run) as models:
        return _filled(_build(source, run) if graph is None else graph, run, models, texts)


def estimate(
    source: str | Path,
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
    run = _run(settings, overrides, (llm, answer_llm, judge_llm), progress, None)
    models = open_models(run.settings, run.models, api_key="none is needed to ask nothing")
    texts = PromptTexts.load(run.settings.prompts)
    if graph is None:
        graph = _build(source, run)
    planned = plan(graph, settings=run.settings, personas=run.settings.personas or BUILT_IN, any_path=True)
    engine = ModelWritten(models.batches["questions"], model="", texts=texts, examples=run.settings.examples)
    first = None if run.settings.personas else readership_prompt(graph, texts=texts, seed=run.settings.seed)
    return estimated(planned, engine, models, readership=first, verify=run.settings.verify == "llm")


def _run(
    settings: Settings | None,
    overrides: dict[str, Any],
    models: tuple[object | None, object | None, object | None],
    progress: Progress | None,
    status: Status | None,
) -> "_Run":
    """One run's settings. A model's name goes there; an object cannot be written down and is kept beside them."""
    named = {key: each for key, each in zip(_MODEL_SETTINGS, models, strict=True) if isinstance(each, str)}
    given = {
        role: each for role, each in zip(ROLES, models, strict=True) if each is not None and not isinstance(each, str)
    }
    return _Run(_settings(settings, {**overrides, **named}), progress, status, given)


def build(
    source: str | Path, *, settings: Settings | None = None, progress: Progress | None = None, **overrides: Any
) -> KnowledgeGraph:
    """The knowledge graph of a folder of documents, for `generate(..., graph=graph)`. Arguments as for `generate`."""
    return _build(source, _Run(_settings(settings, overrides), progress))


@dataclass
class _Run:
    """What one run was told and what it has noted on its way."""

    settings: Settings
    progress: Progress | None
    on_status: Status | None = None
    models: dict[str, object] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        start = perf_counter()
        yield
        self.timings[stage] = round(self.timings.get(stage, 0.0) + perf_counter() - start, 3)

    def tell(self, stage: str, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress(stage, done, total)

    def status(self, text: str) -> None:
        if self.on_status is not None:
            self.on_status(text)

    @property
    def wants_models(self) -> bool:
        """Whether a model writes the questions."""
        return self.settings.llm is not None or "questions" in self.models


def _settings(settings: Settings | None, overrides: dict[str, Any]) -> Settings:
    given = dict(settings) if settings is not None else {}  # not model_dump(): that leaves out what no manifest holds
    try:
        return Settings(**{**given, **overrides})
    except ValueError as error:
        raise SettingsError(str(error)) from error


def _build(source: str | Path, run: _Run) -> KnowledgeGraph:
    settings = run.settings
    with run.timed("read"):
        documents = _documents(source, run)
    with run.timed("chunk"):
        chunks = [piece for document in documents for piece in chunk(document, target_tokens=settings.chunk_tokens)]
    with run.timed("entities"):
        found = extract(chunks, spacy_model=settings.spacy_model, workers=settings.workers, progress=run.tell)
        mentions = list(found)
    with run.timed("graph"):
        graph = build_graph(documents, chunks, mentions, settings=settings, embed=_embed, progress=run.tell)
    return graph


def _embed(texts: Sequence[str]) -> Any:
    return lsa.embed(texts)


def _documents(source: str | Path, run: _Run) -> list[Document]:
    documents, skipped = read_folder(
        Path(source),
        encoding=run.settings.encoding,
        language=run.settings.language,
        max_file_bytes=run.settings.max_file_bytes,
        progress=lambda done, total: run.tell("read", done, total),
    )
    run.skipped.extend(skipped)
    if not documents:
        reasons = "; ".join(f"{skip.source}: {skip.reason}" for skip in skipped[:3])
        raise InputError(
            f"nothing could be read in {str(source)!r}" + (f" ({reasons})" if reasons else ": it is empty")
        )
    return documents


@contextmanager
def _opened(run: _Run) -> Iterator[Models | None]:
    """The models of a run, if it wants any: before anything is read, as a key may be missing."""
    if not run.wants_models:
        yield None
        return
    with closing(open_models(run.settings, run.models, tell=run.status)) as models:
        yield models


def _filled(graph: KnowledgeGraph, run: _Run, models: Models | None, texts: PromptTexts) -> Testset:
    settings = run.settings
    with run.timed("plan"):
        verification = _verification(models, texts, settings) if models and settings.verify == "llm" else None
        gate = _gate(graph, settings, models, verification)
        engine = _engine(graph, settings, models, texts)
        personas = settings.personas or (_readership(graph, settings, models, texts) if models else BUILT_IN)
        planned = plan(graph, settings=settings, personas=personas, any_path=models is not None)
    attempts = settings.drafts_per_sample if models else settings.attempts_per_sample
    filling = Filling(planned, engine, gate, attempts_per_sample=attempts, tell=_telling(run, models, gate))
    with run.timed("questions"):
        filling.run()
    samples = gate.flagged(filling.samples())
    shortfalls = filling.shortfalls(supply=" ".join(graph_stats(graph).problems))
    manifest = _manifest(graph, run, filling, shortfalls)
    if models:
        _require_samples(filling, models)
        manifest = manifest.model_copy(update=_account(models, texts, verification))
    return Testset(samples, tuple(without_secrets(filling.rejections)), manifest)


def _gate(graph: KnowledgeGraph, settings: Settings, models: Models | None, verification: Verification | None) -> Gate:
    chunks = graph.chunks()
    ranks = ChunkRanks(LexicalIndex([searchable(piece) for piece in chunks]), [piece.id for piece in chunks])
    checks = default_checks(
        settings,
        ranks=ranks,
        texts={piece.id: piece.text for piece in chunks},
        own_words=models is not None,
        verification=verification,
    )
    return Gate(checks, ranks=ranks, flags_of=verification.flags_of if verification else lambda draft: ())


def _engine(graph: KnowledgeGraph, settings: Settings, models: Models | None, texts: PromptTexts) -> Engine:
    if models is None:
        return Extractive(subject=subject_of(graph), spacy_model=settings.spacy_model)
    return ModelWritten(
        models.batches["questions"],
        model=models.names["questions"],
        texts=texts,
        seed=settings.seed,
        examples=settings.examples,
    )


def _verification(models: Models, texts: PromptTexts, settings: Settings) -> Verification:
    return Verification(
        models.batches["answers"],
        models.batches["verdicts"],
        texts=texts,
        seed=settings.seed,
        drop_closed_book=settings.drop_closed_book,
    )


def _readership(graph: KnowledgeGraph, settings: Settings, models: Models, texts: PromptTexts) -> tuple[Persona, ...]:
    """Who would read the corpus, by one call; the built-in ladder where that gives nothing."""
    return readership(graph, models.batches["questions"], texts=texts, seed=settings.seed) or BUILT_IN


def _telling(run: _Run, models: Models | None, gate: Gate) -> Progress:
    """Progress that also shows what was spent, and how much was refused."""

    def tell(stage: str, done: int, total: int) -> None:
        run.tell(stage, done, total)
        if models:
            run.status(f"{spent(models.ledger)}, {gate.counts.total()} refused")

    return tell


def spent(ledger: Ledger) -> str:
    """``37 calls, 41,200 tokens, $0.0210, 12 from disk``"""
    total = ledger.total
    parts = [f"{total.requests} calls", f"{total.tokens:,} tokens"]
    if total.requests and not total.unpriced:
        parts.append(f"${total.cost:.4f}")
    if total.cached:
        parts.append(f"{total.cached} from disk")
    return ", ".join(parts)


def _require_samples(filling: Filling, models: Models) -> None:
    """Complain where not one reply was of use: that is no shortfall but a model that cannot do it."""
    faults = Counter(each.reason.partition(":")[0] for each in filling.rejections if each.check == "model")
    if faults.keys() - {"budget"} and len(filling.rejections) == sum(faults.values()) and not filling.samples():
        told = ", ".join(f"{count} x {fault}" for fault, count in faults.most_common())
        raise LLMError(
            f"no reply of {models.names['questions']!r} could be used ({told}). The last one: "
            f"{filling.rejections[-1].reason}. Try another model, or check the server at --base-url"
        )


def _account(models: Models, texts: PromptTexts, verification: Verification | None) -> dict[str, Any]:
    """What the manifest says of models: who served which role, what was spent, what could not be judged."""
    roles = models.names if verification else {"questions": models.names["questions"]}
    return {
        "models": dict(roles),
        "prompt_version": texts.version,
        "spent": models.ledger.as_dict(),
        "unjudged": verification.unjudged if verification else 0,
    }


def _counted(rejections: Iterable[Rejection]) -> dict[str, int]:
    """How many were refused by each check for each reason."""
    counts = Counter(f"{each.check}: {each.reason.partition(': ')[0]}" for each in rejections)
    return dict(sorted(counts.items()))


def _manifest(graph: KnowledgeGraph, run: _Run, filling: Filling, shortfalls: tuple[Shortfall, ...]) -> Manifest:
    stages = Counter(documents=len(graph.documents()), chunks=len(graph.chunks()), entities=len(graph.entities()))
    stages.update(edges=sum(1 for _ in graph.edges()), topics=len(graph.topics()))
    stages.update(scenarios=filling.scenarios, drafts=filling.drafts, accepted=len(filling.samples()))
    return Manifest(
        kgsynth_version=__version__,
        settings=run.settings.model_dump(mode="json"),
        seed=run.settings.seed,
        documents={document.source: document.id for document in graph.documents()},
        skipped={skip.source: skip.reason for skip in run.skipped},
        models={"questions": "extractive"},
        counts=dict(stages),
        rejections=_counted(filling.rejections),
        shortfalls=shortfalls,
        timings=run.timings,
    )
