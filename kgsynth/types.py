"""Every record that flows, in the order it is made.

What is made by the million is a slotted frozen dataclass; what a user writes or a file holds is a frozen pydantic
model that forbids unknown fields. All offsets are in characters (code points) of ``Document.text``.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue

SCHEMA_VERSION = 1
UNANSWERABLE = "unanswerable"  # the kind of a question that the documents do not answer


def content_id(*parts: str, length: int = 16) -> str:
    """The first ``length`` hex digits of a SHA-256 over the parts: the same content has the same id everywhere."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


# ---------------------------------------------------------------------------------------------- documents


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (end excluded) of one document's text."""

    document_id: str
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: "Span") -> bool:
        """Whether all of ``other`` lies in this span."""
        return self.document_id == other.document_id and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the characters of its text in the document, and where it leads (as written)."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Document:
    """One source text as normalised Markdown. For Markdown and plain text it is the decoded file, letter for letter.

    Attributes:
        source: the path relative to the folder, with forward slashes; or what the caller's loader calls it.
        body_start: where the body begins (after YAML front matter).
        pages: where each page begins, for paged formats; empty otherwise.
        chunk_id: the caller's own id, where the document is one of the caller's chunks and so is not cut.
    """

    id: str
    text: str
    source: str
    title: str = ""
    language: str = "en"
    metadata: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    pages: tuple[int, ...] = ()
    body_start: int = 0
    chunk_id: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that gave no document (or gave one with a reservation), and why."""

    source: str
    reason: str


class ChunkKind(StrEnum):
    """What most of a chunk is."""

    PROSE = "prose"
    TABLE = "table"
    LIST = "list"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of one document that is read, linked and asked about as a whole.

    Attributes:
        headings: the titles of the sections around it, outermost first (without the markup).
        title, source, language, metadata: the document's, so that nobody need look back.
    """

    id: str
    span: Span
    text: str
    headings: tuple[str, ...] = ()
    kind: ChunkKind = ChunkKind.PROSE
    title: str = ""
    source: str = ""
    language: str = "en"
    metadata: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def document_id(self) -> str:
        return self.span.document_id

    def text_of(self, span: Span) -> str:
        """The characters of one of its spans; offsets count in the document."""
        return self.text[span.start - self.span.start : span.end - self.span.start]


# ------------------------------------------------------------------------------------- entities and graph


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where something is named.

    Attributes:
        text: the name as it stands there, markup removed.
        label: PERSON, ORG, PLACE, EVENT, DATE, NUMBER, TERM (a key phrase), CODE (an identifier) or THING.
    """

    text: str
    label: str
    span: Span
    chunk_id: str


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions of one thing were merged into."""

    id: str
    name: str
    label: str
    aliases: tuple[str, ...] = ()


class EdgeKind(StrEnum):
    """Why two chunks are joined."""

    SHARED_ENTITY = "shared_entity"
    SIMILAR = "similar"
    NEXT = "next"
    SECTION = "section"
    LINK = "link"
    SIBLING = "sibling"


class PathEdge(BaseModel):
    """One step of a multi-hop path: the two chunks, why they are joined, and the entities that both name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    target: str
    kind: EdgeKind
    entities: tuple[str, ...] = ()


# ---------------------------------------------------------------------------------------------- scenarios


class Persona(BaseModel):
    """Who asks.

    Attributes:
        expertise: novice, practitioner or expert.
        topics: names of the corpus's topics that they would read about; none where it may be any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    role_description: str = ""
    expertise: str = "practitioner"
    topics: tuple[str, ...] = ()


class QueryType(StrEnum):
    """How many chunks a question needs: one, or several."""

    SINGLE_HOP = "single_hop"
    MULTI_HOP = "multi_hop"


class QueryStyle(StrEnum):
    """How the question is put."""

    WELL_FORMED = "well_formed"
    CONVERSATIONAL = "conversational"
    WEB_SEARCH = "web_search"
    INCOMPLETE = "incomplete"
    POOR_GRAMMAR = "poor_grammar"
    MISSPELLED = "misspelled"


class QueryLength(StrEnum):
    """How long the question is, in words: up to 10, up to 18, more."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Scenario:
    """All that is settled before a question is written: what to ask of which evidence, for whom, and how.

    Attributes:
        chunks: the evidence, one chunk or several; where the writer may choose, more than it needs. In a draft's
            scenario, those that its question needs, and the path between them.
        query_length: the length wished for; in a draft's scenario, the length that its question has.
        answerable: whether the documents are to answer it.
        others: who may ask instead of the persona, where the writer may choose.
        or_single: whether a question over one of several chunks is wanted besides, in case that the other is refused.
    """

    id: str
    query_type: QueryType
    chunks: tuple[Chunk, ...]
    persona: Persona
    query_style: QueryStyle
    query_length: QueryLength
    path: tuple[PathEdge, ...] = ()
    entities: tuple[str, ...] = ()
    answerable: bool = True
    others: tuple[Persona, ...] = ()
    or_single: bool = False

    @property
    def hops(self) -> int:
        return len(self.chunks)


# -------------------------------------------------------------------------------------- drafts and samples


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that no check has seen yet.

    Attributes:
        evidence: one span or more, each inside one of the scenario's chunks, in the order of the hops; none where the
            documents do not answer.
        question_kind: what is asked for: definition, numeric, how_to, bridge, comparison, ...
        doubted: whether its writer is less sure of it than of most others.
    """

    scenario: Scenario
    user_input: str
    clean_user_input: str
    reference: str
    evidence: tuple[Span, ...]
    question_kind: str
    engine: str
    model: str = ""
    prompt_version: str = ""
    doubted: bool = False

    @property
    def evidence_texts(self) -> tuple[str, ...]:
        """The characters that each evidence span points at."""
        return tuple(self._text_of(span) for span in self.evidence)

    def _text_of(self, span: Span) -> str:
        for chunk in self.scenario.chunks:
            if chunk.span.covers(span):
                return chunk.text_of(span)
        raise ValueError(f"evidence {span!r} lies in none of the scenario's chunks")


DECLINED = "declined"  # the reason of a model that finds no question in what it was given
NOTHING = "nothing"  # the same of rules; there is no end of such passages, so they are not told one by one


class Rejection(BaseModel):
    """A draft that a check refused, or a scenario that gave none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scenario_id: str
    check: str
    reason: str
    user_input: str = ""


class Evidence(BaseModel):
    """A stretch of a source text that holds (part of) the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    document_id: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Difficulty(BaseModel):
    """How hard a sample is: a score from 0 to 1, and the parts it is the mean of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    score: float
    parts: dict[str, float]


class Sample(BaseModel):
    """One checked row of the evaluation set. ``ragas`` column names wherever ragas has one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = SCHEMA_VERSION
    id: str
    user_input: str
    clean_user_input: str
    reference: str
    reference_contexts: tuple[str, ...]
    reference_context_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    query_type: QueryType
    question_kind: str
    hops: int
    synthesizer_name: str
    persona_name: str
    query_style: QueryStyle
    query_length: QueryLength
    language: str
    difficulty: Difficulty
    path: tuple[PathEdge, ...] = ()
    entities: tuple[str, ...] = ()
    documents: tuple[str, ...]
    engine: str
    model: str = ""
    prompt_version: str = ""
    checks_passed: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    topics: tuple[str, ...] = Field((), description="what its passages are about, as the graph groups them")
    metadata: dict[str, dict[str, JsonValue]] = Field(
        default_factory=dict, description="source -> what is known of that document"
    )


class Shortfall(BaseModel):
    """A cell of the quota that could not be filled, by how many, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    axis: str
    cell: str
    wanted: int
    got: int
    cause: str


class Manifest(BaseModel):
    """How a test set came about. Never a key, never a home path."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int = SCHEMA_VERSION
    kgsynth_version: str
    settings: dict[str, Any]
    seed: int
    documents: dict[str, str] = Field(default_factory=dict, description="source -> content hash")
    skipped: dict[str, str] = Field(default_factory=dict, description="source -> reason")
    models: dict[str, str] = Field(default_factory=dict, description="role -> name")
    counts: dict[str, int] = Field(default_factory=dict, description="stage -> how many came out of it")
    prompt_version: str = Field("", description="hash of the prompts; empty without a model")
    spent: dict[str, dict[str, int | float | None]] = Field(
        default_factory=dict, description="role -> requests, tokens, cost in USD, replies from disk, failures"
    )
    unjudged: int = Field(0, description="trials of the verification that ended without a verdict")
    rejections: dict[str, int] = Field(default_factory=dict, description="check: reason -> how many")
    shortfalls: tuple[Shortfall, ...] = ()
    timings: dict[str, float] = Field(default_factory=dict, description="stage -> seconds of wall time")
    refreshed: dict[str, int | str] = Field(
        default_factory=dict, description="the set it was refreshed from, by hash, and how many were kept and replaced"
    )
