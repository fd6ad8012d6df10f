"""Hand-made samples over hand-made documents for the tests of exports."""

from kgsynth.exporters.records import Exported, Given, Passages
from kgsynth.exporters.writing import FORMATS
from kgsynth.files import pieces
from kgsynth.types import (
    Chunk,
    Difficulty,
    EdgeKind,
    Evidence,
    Manifest,
    PathEdge,
    QueryLength,
    QueryStyle,
    QueryType,
    Sample,
    Span,
)

KESTREL = "The Kestrel server listens on port 8080. Its log lies in /var/log/kestrel."
MERLIN = "The Merlin gateway sends mail to the Kestrel server every 90 seconds."
HERON = "The Heron server listens on another port than Kestrel, and nobody remembers which."
KOREAN = "케스트럴 서버는 8080 포트에서 연결을 기다립니다."
MANIFEST = Manifest(
    kgsynth_version="0.1.0",
    settings={"chunk_tokens": 300},
    seed=7,
    models={"questions": "extractive"},
    documents={"kestrel.md": "dk", "merlin.md": "dm"},
)


def evidence(text: str, document: str, within: str) -> Evidence:
    """Where a text lies in a document that holds nothing but ``within``."""
    start = within.index(text)
    return Evidence(source=f"{document}.md", document_id=document, start=start, end=start + len(text), text=text)


def sample(
    name: str = "s1",
    question: str = "Which port does the Kestrel server listen on?",
    answer: str = "port 8080",
    *,
    contexts: tuple[str, ...] = (KESTREL,),
    ids: tuple[str, ...] = ("ck",),
    spans: tuple[Evidence, ...] = (evidence("listens on port 8080", "dk", KESTREL),),
    kind: str = "numeric",
    style: QueryStyle = QueryStyle.WELL_FORMED,
    language: str = "en",
    clean: str | None = None,
) -> Sample:
    """A sample; with several contexts it is multi-hop."""
    several = len(contexts) > 1
    return Sample(
        id=name,
        user_input=question,
        clean_user_input=question if clean is None else clean,
        reference=answer,
        reference_contexts=contexts,
        reference_context_ids=ids,
        evidence=spans,
        query_type=QueryType.MULTI_HOP if several else QueryType.SINGLE_HOP,
        question_kind=kind,
        hops=len(contexts),
        synthesizer_name=f"{'multi' if several else 'single'}_hop_specific_query_synthesizer",
        persona_name="Practitioner",
        query_style=style,
        query_length=QueryLength.SHORT,
        language=language,
        difficulty=Difficulty(score=0.25, parts={"hops": 0.5, "rank": 0.0} if several else {"hops": 0.0}),
        path=(PathEdge(source=ids[0], target=ids[1], kind=EdgeKind.SHARED_ENTITY, entities=("Kestrel",)),)
        if several
        else (),
        entities=("Kestrel",),
        documents=tuple(dict.fromkeys(each.source for each in spans)),
        engine="extractive",
        checks_passed=("format", "grounding"),
    )


SINGLE = sample()
MULTI = sample(
    "s2",
    "What sends mail to teh server on port 8080?",
    "The Merlin gateway",
    clean="What sends mail to the server on port 8080?",
    contexts=(KESTREL, MERLIN),
    ids=("ck", "cm"),
    spans=(evidence("listens on port 8080", "dk", KESTREL), evidence(MERLIN, "dm", MERLIN)),
    kind="bridge",
    style=QueryStyle.MISSPELLED,
)
OPEN = sample("s3", "Who painted Kestrel?", "Not in the documents.", contexts=(), ids=(), spans=(), kind="unanswerable")
IN_KOREAN = sample(
    "s4",
    "케스트럴 서버는 어떤 포트를 씁니까?",
    "8080 포트",
    contexts=(KOREAN,),
    ids=("cko",),
    spans=(evidence("8080 포트", "dko", KOREAN),),
    language="ko",
)
NASTY = '=1+1 | "which", \r\n{{ port }}\tis\rit?'
HARD = sample("s5", NASTY, "@SUM(A1)\n-2 | 0o17", style=QueryStyle.INCOMPLETE)
SAMPLES = (SINGLE, MULTI, OPEN, IN_KOREAN, HARD)


def chunk(name: str, document: str, text: str, start: int = 0) -> Chunk:
    """A passage of a corpus."""
    span = Span(document, start, start + len(text))
    return Chunk(id=name, span=span, text=text, title=document.upper(), source=f"{document}.md")


CORPUS = Passages(
    (chunk("ck", "dk", KESTREL), chunk("cm", "dm", MERLIN), chunk("ch", "dh", HERON), chunk("cko", "dko", KOREAN))
)


def exported(
    form: str, *samples: Sample, corpus: Passages | None = None, plain: bool = False, manifest: Manifest = MANIFEST
) -> Exported:
    """What a format makes of samples, before it is written."""
    export = FORMATS[form].export(Given(samples, manifest, corpus, plain))
    files = {name: b"".join(pieces(content)) for name, content in export.files.items()}
    return Exported(files, export.rows, export.notes)


def text_of(export: Exported, name: str = "") -> str:
    """The text of one file of an export."""
    return b"".join(pieces(export.files[name])).decode("utf-8")
