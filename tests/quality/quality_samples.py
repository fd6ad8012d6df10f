"""Hand-made samples for tests of the numbers: a sample from its question, its answer and the texts that hold it."""

from collections.abc import Sequence

from kgsynth.report.quality import Corpus
from kgsynth.types import (
    Difficulty,
    Document,
    Evidence,
    QueryLength,
    QueryStyle,
    QueryType,
    Sample,
    content_id,
)

PORT = "The Kestrel server listens on port 8080. It writes its log to /var/log/kestrel."
GATEWAY = "The Merlin gateway runs on the Kestrel server. Ann Lee released it in 2021."


def document(text: str, source: str = "d1.md", language: str = "en") -> Document:
    """A document whose id is its text's."""
    return Document(id=content_id(text), text=text, source=source, title="", language=language)


def corpus(*texts: str, language: str = "en", chunk_tokens: int = 300) -> Corpus:
    """The texts as documents d1.md, d2.md, ..."""
    documents = [document(text, f"d{number}.md", language) for number, text in enumerate(texts, start=1)]
    return Corpus.of_documents(documents, chunk_tokens=chunk_tokens)


def evidence(of: Document, text: str) -> Evidence:
    """Where a text stands in a document."""
    start = of.text.index(text)
    return Evidence(source=of.source, document_id=of.id, start=start, end=start + len(text), text=text)


def sample(
    question: str = "Which port does the Kestrel server listen on?",
    answer: str = "port 8080",
    texts: Sequence[str] = (PORT,),
    *,
    spans: Sequence[str] | None = None,
    kind: str = "factual",
    style: QueryStyle = QueryStyle.WELL_FORMED,
    put: str | None = None,
    language: str = "en",
    score: float = 0.5,
    persona: str = "Expert",
) -> Sample:
    """A sample whose contexts are the texts, one document each; all of them are evidence unless spans are given."""
    documents = [document(text, f"d{number}.md", language) for number, text in enumerate(texts, start=1)]
    found = [
        evidence(each, span)
        for each, own in zip(
            documents, [[text] for text in texts] if spans is None else _by_text(texts, spans), strict=True
        )
        for span in own
    ]
    multi_hop = len(texts) > 1
    return Sample(
        id=content_id(put or question, answer, *(each.text for each in found)),
        user_input=put or question,
        clean_user_input=question,
        reference=answer,
        reference_contexts=tuple(texts),
        reference_context_ids=tuple(content_id("chunk", text) for text in texts),
        evidence=tuple(found),
        query_type=QueryType.MULTI_HOP if multi_hop else QueryType.SINGLE_HOP,
        question_kind=kind,
        hops=len(texts),
        synthesizer_name="",
        persona_name=persona,
        query_style=style,
        query_length=QueryLength.SHORT,
        language=language,
        difficulty=Difficulty(score=score, parts={"hops": score}),
        documents=tuple(each.source for each in documents),
        engine="extractive",
    )


def _by_text(texts: Sequence[str], spans: Sequence[str]) -> list[list[str]]:
    return [[span for span in spans if span in text] for text in texts]
