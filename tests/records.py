"""Hand-built records for tests: a draft from its question, its answer and the texts that hold its evidence."""

from collections.abc import Sequence
from itertools import pairwise

from kgsynth.engines.extractive import Extractive
from kgsynth.types import (
    Chunk,
    Draft,
    EdgeKind,
    PathEdge,
    Persona,
    QueryLength,
    QueryStyle,
    QueryType,
    Scenario,
    Span,
)

PERSONA = Persona(name="Practitioner")
PORT = "The Kestrel server listens on port 8080 and writes its log to /var/log/kestrel."


def chunk(text: str, document: str = "d1", start: int = 0, language: str = "en", title: str = "") -> Chunk:
    """A chunk that begins at ``start`` of its document."""
    span = Span(document, start, start + len(text))
    return Chunk(
        id=f"{document}:{start}", span=span, text=text, source=f"{document}.md", language=language, title=title
    )


def span_of(piece: Chunk, text: str) -> Span:
    """Where a text stands in a chunk."""
    start = piece.span.start + piece.text.index(text)
    return Span(piece.document_id, start, start + len(text))


def draft(
    question: str = "Which port does the Kestrel server listen on?",
    answer: str = "port 8080",
    text: str = PORT,
    *,
    clean: str | None = None,
    kind: str = "fact",
    style: QueryStyle = QueryStyle.WELL_FORMED,
    language: str = "en",
    evidence: str | None = None,
    title: str = "",
    entities: tuple[str, ...] = (),
) -> Draft:
    """A single-hop draft whose evidence is (part of) the one chunk's text."""
    piece = chunk(text, language=language, title=title)
    scenario = _scenario(QueryType.SINGLE_HOP, [piece], style=style, entities=entities)
    return _draft(scenario, question, answer, (span_of(piece, evidence or text),), kind=kind, clean=clean)


def multi_hop_draft(
    question: str,
    answer: str,
    texts: Sequence[str],
    *,
    bridge: tuple[str, ...] = (),
    kind: str = "bridge",
    entities: tuple[str, ...] = (),
    joined: bool = True,
) -> Draft:
    """A draft with one chunk per text, each in a document of its own, joined in a row."""
    pieces = [chunk(text, f"d{number}") for number, text in enumerate(texts, start=1)]
    pairs = pairwise(pieces) if joined else ()
    path = tuple(
        PathEdge(source=one.id, target=other.id, kind=EdgeKind.SHARED_ENTITY, entities=bridge) for one, other in pairs
    )
    scenario = _scenario(QueryType.MULTI_HOP, pieces, path=path, entities=entities or bridge)
    return _draft(scenario, question, answer, tuple(piece.span for piece in pieces), kind=kind)


def _scenario(
    query_type: QueryType,
    pieces: Sequence[Chunk],
    *,
    style: QueryStyle = QueryStyle.WELL_FORMED,
    path: tuple[PathEdge, ...] = (),
    entities: tuple[str, ...] = (),
) -> Scenario:
    return Scenario(
        id="s1",
        query_type=query_type,
        chunks=tuple(pieces),
        persona=PERSONA,
        query_style=style,
        query_length=QueryLength.SHORT,
        path=path,
        entities=entities,
    )


def _draft(
    scenario: Scenario, question: str, answer: str, evidence: tuple[Span, ...], *, kind: str, clean: str | None = None
) -> Draft:
    return Draft(
        scenario=scenario,
        user_input=question,
        clean_user_input=question if clean is None else clean,
        reference=answer,
        evidence=evidence,
        question_kind=kind,
        engine="extractive",
    )


def written(engine: Extractive, *scenarios: Scenario) -> list[Draft]:
    """What an engine makes of scenarios, without its word on those that hold nothing."""
    return [each for each in engine.write(scenarios) if isinstance(each, Draft)]
