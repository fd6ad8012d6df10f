"""Source -> Document -> KnowledgeGraph."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kgsynth.embeddings import lsa
from kgsynth.entities import extract
from kgsynth.errors import InputError
from kgsynth.graph import KnowledgeGraph, build_graph
from kgsynth.pipeline.run import Progress, Run, run_of
from kgsynth.settings import Settings
from kgsynth.sources import Source, chunks_of, read_source
from kgsynth.types import Document


def build(
    source: Source, *, settings: Settings | None = None, progress: Progress | None = None, **overrides: Any
) -> KnowledgeGraph:
    """The knowledge graph of a folder of documents, for `generate(..., graph=graph)`. Arguments as for `generate`."""
    return built(source, run_of(settings, overrides, progress=progress))


def built(source: Source, run: Run) -> KnowledgeGraph:
    """The graph of what a source holds."""
    return graph_of(documents_in(source, run), run)


def documents_in(source: Source, run: Run) -> list[Document]:
    """What can be read in a source; what cannot is noted in the run.

    Raises:
        InputError: nothing can.
    """
    with run.timed("read"):
        documents, skipped = read_source(
            source, settings=run.settings, progress=lambda done, total: run.tell("read", done, total)
        )
    run.skipped.extend(skipped)
    if not documents:
        place = repr(str(source)) if isinstance(source, str | Path) else f"the {type(source).__name__} that was given"
        reasons = "; ".join(f"{skip.source}: {skip.reason}" for skip in skipped[:3])
        raise InputError(f"nothing could be read in {place}" + (f" ({reasons})" if reasons else ": it is empty"))
    return documents


def graph_of(documents: Sequence[Document], run: Run) -> KnowledgeGraph:
    """The graph of documents."""
    settings = run.settings
    with run.timed("chunk"):
        chunks = [piece for document in documents for piece in chunks_of(document, target_tokens=settings.chunk_tokens)]
    with run.timed("entities"):
        found = extract(chunks, spacy_model=settings.spacy_model, workers=settings.workers, progress=run.tell)
        mentions = list(found)
    with run.timed("graph"):
        return build_graph(documents, chunks, mentions, settings=settings, embed=_embed, progress=run.tell)


def _embed(texts: Sequence[str]) -> Any:
    return lsa.embed(texts)
