"""The whole chain, in order. Every other module does one step and knows none of the others."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from kgsynth import __version__
from kgsynth.checks import ChunkRanks, default_checks, searchable
from kgsynth.chunking import chunk
from kgsynth.embeddings import lsa
from kgsynth.embeddings.lexical import LexicalIndex
from kgsynth.engines.extractive import Extractive
from kgsynth.entities import extract
from kgsynth.errors import InputError, SettingsError
from kgsynth.filling import Filling
from kgsynth.gate import Gate
from kgsynth.graph import KnowledgeGraph, build_graph, graph_stats
from kgsynth.personas import BUILT_IN
from kgsynth.readers import read_folder
from kgsynth.scenarios import plan, subject_of
from kgsynth.settings import Settings
from kgsynth.testset import Testset
from kgsynth.types import Document, Manifest, Skipped

Progress = Callable[[str, int, int], None]


def generate(
    source: str | Path,
    *,
    settings: Settings | None = None,
    graph: KnowledgeGraph | None = None,
    progress: Progress | None = None,
    **overrides: Any,
) -> Testset:
    """A checked evaluation set from a folder of documents.

    Args:
        source: a folder, or one file.
        settings: every threshold; keyword arguments (``size=100``) override single ones.
        graph: a graph that was built before; then nothing is read, extracted or embedded.
        progress: called with (stage, done, total) now and then.

    Raises:
        InputError: nothing below ``source`` could be read.
        SettingsError: a setting has no meaning.

    Example:
        >>> from kgsynth import generate
        >>> testset = generate("docs/", size=50)        # doctest: +SKIP
        >>> testset.save("eval.jsonl")                  # doctest: +SKIP
    """
    chosen = _settings(settings, overrides)
    run = _Run(chosen, progress)
    if graph is None:
        graph = _build(source, run)
    return _generate(graph, run)


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


def _settings(settings: Settings | None, overrides: dict[str, Any]) -> Settings:
    given = settings.model_dump() if settings is not None else {}
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
        mentions = list(extract(chunks, spacy_model=settings.spacy_model, progress=run.tell))
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


def _generate(graph: KnowledgeGraph, run: _Run) -> Testset:
    settings = run.settings
    with run.timed("plan"):
        chunks = graph.chunks()
        ranks = ChunkRanks(LexicalIndex([searchable(piece) for piece in chunks]), [piece.id for piece in chunks])
        gate = Gate(
            default_checks(settings, ranks=ranks, texts={piece.id: piece.text for piece in chunks}), ranks=ranks
        )
        engine = Extractive(subject=subject_of(graph), spacy_model=settings.spacy_model)
        planned = plan(graph, settings=settings, personas=settings.personas or BUILT_IN)
    filling = Filling(planned, engine, gate, attempts_per_sample=settings.attempts_per_sample, tell=run.tell)
    with run.timed("questions"):
        filling.run()
    samples = gate.flagged(filling.samples())
    shortfalls = filling.shortfalls(supply=" ".join(graph_stats(graph).problems))
    return Testset(samples, tuple(filling.rejections), _manifest(graph, run, filling, gate, shortfalls))


def _manifest(graph: KnowledgeGraph, run: _Run, filling: Filling, gate: Gate, shortfalls: Any) -> Manifest:
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
        rejections={f"{check}: {reason}": count for (check, reason), count in sorted(gate.counts.items())},
        shortfalls=tuple(shortfalls),
        timings=run.timings,
    )
