"""Hand-made samples over hand-made documents, and their pieces, for the tests of scoring."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kgsynth.scoring import Passage
from kgsynth.types import Difficulty, Evidence, QueryLength, QueryStyle, QueryType, Sample, content_id

SERVER = (
    "# The Kestrel server\n\nKestrel is a small server for maps. It was written in Utrecht and is free.\n\n"
    "The Kestrel server listens on port 8080 and writes its log to /var/log/kestrel. Nothing else is open. "
    "Administrators may change the port with the setting `listen.port`, which takes a number.\n\n"
    "## Tiles\n\nTiles are kept for nine days in the folder that the setting `tiles.folder` names. "
    "Older ones are removed every night, whatever their size; the night job reports how many there were.\n"
)
VIEWER = (
    "# The Merlin viewer\n\nMerlin shows the maps of a Kestrel server in a browser.\n\n"
    "The Merlin viewer asks for a password after 15 minutes, unless the administrator set another time. "
    "Passwords have twelve characters or more. They are asked for again when the browser was closed.\n"
)
DOCUMENTS = {"guide/server.md": SERVER, "guide/viewer.md": VIEWER}
PORT = "The Kestrel server listens on port 8080 and writes its log to /var/log/kestrel."
PASSWORD = "The Merlin viewer asks for a password after 15 minutes"


def sample(
    *evidence: tuple[str, str],
    documents: Mapping[str, str] = DOCUMENTS,
    question: str = "Which port does the Kestrel server listen on?",
    answer: str = "port 8080",
    kind: str = "numeric",
    language: str = "en",
    context: int = 200,
    entities: tuple[str, ...] = (),
) -> Sample:
    """A sample whose evidence is the given (source, text) pairs, each in a context of its own around it."""
    spans = [_evidence(documents[source], source, text) for source, text in evidence]
    contexts = tuple(documents[span.source][max(0, span.start - context) : span.end + context] for span in spans)
    return Sample(
        id=content_id(question, answer),
        user_input=question,
        clean_user_input=question,
        reference=answer,
        reference_contexts=contexts,
        reference_context_ids=tuple(content_id(text) for text in contexts),
        evidence=tuple(spans),
        query_type=QueryType.MULTI_HOP if len(spans) > 1 else QueryType.SINGLE_HOP,
        question_kind=kind,
        hops=len(spans),
        synthesizer_name="by_hand",
        persona_name="Practitioner",
        query_style=QueryStyle.WELL_FORMED,
        query_length=QueryLength.SHORT,
        language=language,
        difficulty=Difficulty(score=0.5, parts={}),
        entities=entities,
        documents=tuple(dict.fromkeys(span.source for span in spans)),
        engine="by_hand",
    )


def _evidence(document: str, source: str, text: str) -> Evidence:
    start = document.index(text)
    return Evidence(source=source, document_id=content_id(document), start=start, end=start + len(text), text=text)


SINGLE = sample(("guide/server.md", PORT))
DOUBLE = sample(
    ("guide/server.md", PORT),
    ("guide/viewer.md", PASSWORD),
    question="Where does the server listen, and when does its viewer ask for a password?",
    answer="on port 8080; after 15 minutes",
)
UNANSWERABLE = sample(kind="unanswerable", question="Who pays for Kestrel?", answer="The documents do not say.")


def pieces(documents: Mapping[str, str], size: int, step: int) -> list[Passage]:
    """The documents cut every ``step`` characters into pieces of ``size``, with their places."""
    return [
        Passage(text[at : at + size], source=source, start=at, end=min(at + size, len(text)))
        for source, text in documents.items()
        for at in range(0, len(text), step)
    ]


def cut(documents: Mapping[str, str], cuts: Sequence[float]) -> list[Passage]:
    """The documents cut at some shares of their length, with their places."""
    found = []
    for source, text in documents.items():
        edges = sorted({0, len(text), *(int(share * len(text)) for share in cuts)})
        found += [Passage(text[start:end], source=source, start=start, end=end) for start, end in pairwise(edges)]
    return found


def texts(passages: Sequence[Passage]) -> list[str]:
    """The bare texts of some passages."""
    return [passage.text for passage in passages]
