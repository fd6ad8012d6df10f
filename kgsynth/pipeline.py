"""The whole chain, in order. Every other module does one step and knows none of the others."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from kgsynth import __version__
from kgsynth.checks import ChunkRanks, default_checks, searchable
from kgsynth.checks.orders import without_secrets
from kgsynth.checks.verification import Verification
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
from kgsynth.readership import readership, readership_prompt
from kgsynth.scenarios import Plan, Slot, answerable, plan, routes, slots, subject_of, unanswerable
from kgsynth.settings import Settings
from kgsynth.sources import Source, chunks_of, read_source
from kgsynth.testset import INTERRUPTED, Testset
from kgsynth.types import UNANSWERABLE, Document, Draft, Manifest, Persona, Rejection, Shortfall, Skipped
from kgsynth.versions.freshness import Check, check_documents, settings_of
from kgsynth.versions.replacing import (
    Refreshed,
    Routes,
    Wanted,
    drafts_of,
    numbered,
    of_today,
    only_of,
    over_all,
    refreshed,
    require_writer,
    size_of,
    unseen_first,
    wanted,
)

Progress = Callable[[str, int, int], None]
Status = Callable[[str], None]
_MODEL_SETTINGS = ("llm", "answer_llm", "judge_llm")


def generate(
    source: Source,
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
        source: a folder, or one file; a list or an iterator of texts, of (id, text, metadata), or of documents or
            nodes of LangChain or LlamaIndex; a loader of theirs; or chunks with ids of their own, as `chunks_from`
            gives them. docs/inputs.md has each.
        settings: every threshold; keyword arguments (``size=100``) override single ones.
        graph: a graph that was built before; then nothing is read, extracted or embedded.
        llm: who writes the questions: ``"openai:MODEL"``, a chat model of LangChain, an LLM of LlamaIndex, or a
            function from `kgsynth.llms.records.Prompt` to `Reply`. Without one, no model is needed.
        answer_llm, judge_llm: who verifies, with ``verify="llm"``; the writer where not given.
        progress: called with (stage, done, total) now and then.
        status: called with a line of text on what is spent, and on what is being waited for.

    Raises:
        InputError: nothing in ``source`` could be read, or it is of a kind that is not known.
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


def refresh(
    testset: Testset,
    source: Source,
    *,
    size: int | None = None,
    add: int = 0,
    llm: object | None = None,
    answer_llm: object | None = None,
    judge_llm: object | None = None,
    progress: Progress | None = None,
    status: Status | None = None,
    **overrides: Any,
) -> Refreshed:
    """The test set over the documents as they are now: what still stands is kept, what does not is replaced.

    Samples that stand keep their ids and words; where their evidence has moved, its offsets follow. Replacements have
    the type, persona, style and length of what they replace, come of new and changed documents first, and repeat no
    sample that is kept. Settings and seed are those of the manifest.

    Args:
        testset: a set that was made before; its manifest says from what, and how.
        source: what it was made from, as that is now.
        size: samples wanted; as many as before where not given.
        add: samples wanted beyond, from new and changed documents alone.
        llm, answer_llm, judge_llm, progress, status: as for `generate`; other settings by their names.

    Raises:
        InputError: nothing in ``source`` could be read.
        SettingsError: a setting has no meaning, or fewer samples are asked for than still stand.
        LLMError: the model cannot be asked (no key, no such model), or no reply of it was of use.
        KeyboardInterrupt: it was stopped; there is no half of a refreshed set.

    Example:
        >>> from kgsynth import Testset
        >>> refreshed = refresh(Testset.load("eval.jsonl"), "docs/")    # doctest: +SKIP
        >>> refreshed.testset.save("eval.jsonl")                        # doctest: +SKIP
    """
    overrides = {**overrides, "size": size_of(testset, size, add)}
    run = _run(settings_of(testset.manifest), overrides, (llm, answer_llm, judge_llm), progress, status)
    with run.timed("read"):
        documents = _documents(source, run)
    report = check_documents(testset, documents, run.skipped, chunk_tokens=run.settings.chunk_tokens)
    order = wanted(testset, report, run.settings, size=size, add=add)
    if not order:
        return refreshed(testset, report, order, of_today(testset, documents, run.skipped))
    require_writer(testset, has_model=run.wants_models)
    with _opened(run) as models:
        return _refilled(testset, report, order, _graph(documents, run), run, models)


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
    run = _run(settings, overrides, (llm, answer_llm, judge_llm), progress, None)
    models = open_models(run.settings, run.models, api_key="none is needed to ask nothing")
    texts = PromptTexts.load(run.settings.prompts)
    if graph is None:
        graph = _build(source, run)
    planned = plan(graph, settings=run.settings, personas=run.settings.personas or BUILT_IN, choice=True)
    planned = replace(planned, slots=answerable(planned.slots))
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
    source: Source, *, settings: Settings | None = None, progress: Progress | None = None, **overrides: Any
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


def _build(source: Source, run: _Run) -> KnowledgeGraph:
    with run.timed("read"):
        documents = _documents(source, run)
    return _graph(documents, run)


def _graph(documents: Sequence[Document], run: _Run) -> KnowledgeGraph:
    settings = run.settings
    with run.timed("chunk"):
        chunks = [piece for document in documents for piece in chunks_of(document, target_tokens=settings.chunk_tokens)]
    with run.timed("entities"):
        found = extract(chunks, spacy_model=settings.spacy_model, workers=settings.workers, progress=run.tell)
        mentions = list(found)
    with run.timed("graph"):
        graph = build_graph(documents, chunks, mentions, settings=settings, embed=_embed, progress=run.tell)
    return graph


def _embed(texts: Sequence[str]) -> Any:
    return lsa.embed(texts)


def _documents(source: Source, run: _Run) -> list[Document]:
    documents, skipped = read_source(
        source, settings=run.settings, progress=lambda done, total: run.tell("read", done, total)
    )
    run.skipped.extend(skipped)
    if not documents:
        place = repr(str(source)) if isinstance(source, str | Path) else f"the {type(source).__name__} that was given"
        reasons = "; ".join(f"{skip.source}: {skip.reason}" for skip in skipped[:3])
        raise InputError(f"nothing could be read in {place}" + (f" ({reasons})" if reasons else ": it is empty"))
    return documents


@contextmanager
def _opened(run: _Run) -> Iterator[Models | None]:
    """The models of a run, if it wants any: before anything is read, as a key may be missing."""
    if not run.wants_models:
        yield None
        return
    with closing(open_models(run.settings, run.models, tell=run.status)) as models:
        models.connect()
        yield models


def _filled(graph: KnowledgeGraph, run: _Run, models: Models | None, texts: PromptTexts) -> Testset:
    settings = run.settings
    with run.timed("plan"):
        verification = _verification(models, texts, settings) if models and settings.verify == "llm" else None
        personas = _personas(graph, settings, models, texts)
        gate = _gate(graph, settings, models, verification)
        engine = _engine(graph, settings, models, texts, gate)
        offered = routes(graph, settings, choice=models is not None)
        wanted = slots(settings, personas())
        planned = Plan(numbered(answerable(wanted)), offered)
    attempts = settings.drafts_per_sample if models else settings.attempts_per_sample
    filling = Filling(planned, engine, gate, attempts_per_sample=attempts, tell=_telling(run, models, gate))
    fillings = [filling]
    with run.timed("questions"):
        filling.run()
        shortfalls = filling.shortfalls(supply=" ".join(graph_stats(graph).problems))
        if models:
            _require_samples(filling, models)
        if settings.unanswerable and not filling.interrupted:
            fillings += _fill_unanswerable(unanswerable(wanted), graph, engine, gate, run, models)
            shortfalls += _short_of_unanswerable(fillings[1])
    samples = gate.flagged(sample for each in fillings for sample in each.samples())
    manifest = _manifest(graph, run, fillings, shortfalls)
    if models:
        manifest = manifest.model_copy(update=_account(models, texts, verification))
    return Testset(samples, tuple(without_secrets(r for each in fillings for r in each.rejections)), manifest)


def _fill_unanswerable(
    wanted: Sequence[Slot], graph: KnowledgeGraph, engine: Engine, gate: Gate, run: _Run, models: Models | None
) -> tuple[Filling, ...]:
    """Questions that no document answers, made without a model; where there are too few, others take their place."""
    settings = run.settings
    writer = (
        engine
        if isinstance(engine, Extractive)
        else Extractive(subject=subject_of(graph), spacy_model=settings.spacy_model, takes=gate.passes)
    )
    plan, tell = Plan(numbered(wanted), routes(graph, settings)), _telling(run, models, gate)
    filling = Filling(plan, writer, gate, attempts_per_sample=settings.attempts_per_sample, tell=tell)
    filling.run()
    if filling.interrupted or not filling.unfilled():
        return (filling,)
    rest = numbered(replace(slot, answerable=True) for slot in filling.unfilled())
    attempts = settings.drafts_per_sample if models else settings.attempts_per_sample
    offered = routes(graph, settings, choice=models is not None)
    other = Filling(Plan(rest, offered), engine, gate, attempts_per_sample=attempts, tell=tell)
    other.run()
    return filling, other


def _short_of_unanswerable(filling: Filling) -> tuple[Shortfall, ...]:
    """How many unanswerable questions are wanting, told as what they are."""
    short = (each for each in filling.shortfalls(supply="") if each.axis == "query_type")
    update = {"axis": "question_kind", "cell": UNANSWERABLE}
    return tuple(each.model_copy(update=update) for each in short)


def _refilled(
    old: Testset, report: Check, order: Wanted, graph: KnowledgeGraph, run: _Run, models: Models | None
) -> Refreshed:
    """Additions first, as they may come of new and changed documents only; replacements of these before others."""
    settings, kept = run.settings, tuple(order.kept.values())
    texts = PromptTexts.load(settings.prompts)
    with run.timed("plan"):
        verification = _verification(models, texts, settings) if models and settings.verify == "llm" else None
        gate = _gate(graph, settings, models, verification, kept=drafts_of(kept))
        # an engine of each filling's own: what the one before turned away for its length may be asked again
        engines = [_engine(graph, settings, models, texts, gate) for _ in range(3)]
        offered = unseen_first(routes(graph, settings, choice=models is not None), kept, report.unseen)
        unseen = only_of(offered, report.unseen)
    with run.timed("questions"):
        added = _fill(order.added, unseen, engines[0], gate, run, models)
        first = _fill(order.slots, unseen, engines[1], gate, run, models, exact=True)
        rest = _fill(first.unfilled(), offered, engines[2], gate, run, models)
    fillings = (added, first, rest)
    made, more = (gate.flagged(found) for found in ((*first.samples(), *rest.samples()), added.samples()))
    supply = " ".join(graph_stats(graph).problems)
    short = [each for filling in (added, rest) for each in filling.shortfalls(supply=supply)]
    manifest = _manifest(graph, run, fillings, over_all(short, (*kept, *made, *more)))
    if models:
        manifest = manifest.model_copy(update=_account(models, texts, verification))
    refused = tuple(without_secrets(each for filling in fillings for each in filling.rejections))
    return refreshed(old, report, order, manifest, made=made, added=more, rejections=refused)


def _fill(
    slots: Sequence[Slot],
    offered: Routes,
    engine: Engine,
    gate: Gate,
    run: _Run,
    models: Models | None,
    *,
    exact: bool = False,
) -> Filling:
    """One of several fillings of a run; what was interrupted is not gone on with."""
    attempts = run.settings.drafts_per_sample if models else run.settings.attempts_per_sample
    plan = Plan(numbered(slots), offered)
    filling = Filling(plan, engine, gate, attempts_per_sample=attempts, tell=_telling(run, models, gate), exact=exact)
    if slots:
        filling.run()
        if models:
            _require_samples(filling, models)
    if any(short.cause == INTERRUPTED for short in filling.shortfalls(supply="")):
        raise KeyboardInterrupt
    return filling


def _gate(
    graph: KnowledgeGraph,
    settings: Settings,
    models: Models | None,
    verification: Verification | None,
    *,
    kept: Sequence[Draft] = (),
) -> Gate:
    """The checks of a run.

    Args:
        kept: what a set holds already, and what comes is compared with.
    """
    chunks = graph.chunks()
    ranks = ChunkRanks(LexicalIndex([searchable(piece) for piece in chunks]), [piece.id for piece in chunks])
    checks = default_checks(
        settings,
        ranks=ranks,
        texts={piece.id: piece.text for piece in chunks},
        whole={piece.id: searchable(piece) for piece in chunks},
        own_words=models is not None,
        verification=verification,
    )
    checks[-1].check(kept)
    topics = {chunk: topic.name for topic in graph.topics().values() for chunk in topic.chunks}
    flags_of = verification.flags_of if verification else lambda draft: ()
    return Gate(checks, ranks=ranks, flags_of=flags_of, topics=topics)


def _engine(
    graph: KnowledgeGraph, settings: Settings, models: Models | None, texts: PromptTexts, gate: Gate
) -> Engine:
    if models is None:
        return Extractive(subject=subject_of(graph), spacy_model=settings.spacy_model, takes=gate.passes)
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


def _personas(
    graph: KnowledgeGraph, settings: Settings, models: Models | None, texts: PromptTexts
) -> Callable[[], Sequence[Persona]]:
    """Those that were given; else who would read the corpus, by one call that is on its way while the rest is planned;
    the built-in ladder where there is no model, or it gives nothing."""
    if settings.personas or models is None:
        return lambda: settings.personas or BUILT_IN
    readers = readership(graph, models.batches["questions"].ahead, texts=texts, seed=settings.seed)
    return lambda: readers() or BUILT_IN


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


def _manifest(
    graph: KnowledgeGraph, run: _Run, fillings: Sequence[Filling], shortfalls: tuple[Shortfall, ...]
) -> Manifest:
    stages = Counter(documents=len(graph.documents()), chunks=len(graph.chunks()), entities=len(graph.entities()))
    stages.update(edges=sum(1 for _ in graph.edges()), topics=len(graph.topics()))
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
