"""Every threshold in one place, with the default that the tests and the documentation speak of."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from kgsynth.types import Persona, QueryLength, QueryStyle

Share = Annotated[float, Field(ge=0.0, le=1.0)]


MODEL_LENGTHS = {QueryLength.SHORT: 0.4, QueryLength.MEDIUM: 0.4, QueryLength.LONG: 0.2}
"""What a model writes where nothing was said of lengths: it can tell the asker's situation, which takes words."""


class Settings(BaseModel):
    """What a run may be told. Frozen, and written to the manifest whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int = Field(50, ge=1, description="samples wanted")
    seed: int = 0
    multi_hop: Share = Field(0.4, description="share of multi-hop samples")
    unanswerable: Share = Field(0.0, description="share of questions that the documents do not answer")
    query_styles: dict[QueryStyle, float] = Field(
        default={
            QueryStyle.WELL_FORMED: 0.7,
            QueryStyle.CONVERSATIONAL: 0.1,
            QueryStyle.WEB_SEARCH: 0.1,
            QueryStyle.MISSPELLED: 0.05,
            QueryStyle.POOR_GRAMMAR: 0.05,
        },
        description="weight of each style",
    )
    query_lengths: dict[QueryLength, float] = Field(
        default={QueryLength.SHORT: 0.75, QueryLength.MEDIUM: 0.25, QueryLength.LONG: 0.0},
        description="weight of each length; with a model, MODEL_LENGTHS unless given",
    )
    personas: tuple[Persona, ...] = Field((), description="who asks; empty for the built-in ladder")

    language: str | None = Field(None, description="ISO 639-1 code of every document; detected where not given")
    spacy_model: str | None = Field(None, description="an installed spaCy pipeline to use instead of the bundled one")
    encoding: str | None = Field(None, description="encoding of text files; detected where not given")
    max_file_bytes: int = Field(50_000_000, ge=1, description="larger files are skipped with a record")
    workers: int | None = Field(None, ge=1, description="processes that look for names; one per core where not given")

    chunk_tokens: int = Field(300, ge=16, description="target size of a chunk, in estimated tokens")
    neighbours: int = Field(5, ge=1, description="similar chunks kept per chunk")
    similarity_floor: Share = Field(0.35, description="below this cosine two chunks are not similar")
    duplicate_ceiling: Share = Field(0.95, description="at or above this cosine two chunks are duplicates")
    hub_share: Share = Field(0.05, description="an entity in more than this share of the chunks joins none")
    hub_floor: int = Field(12, ge=2, description="... but one in fewer chunks than this always may")

    max_copied_tokens: int = Field(12, ge=3, description="longest run of words a question may copy")
    duplicate_rouge: Share = Field(0.7, description="ROUGE-L at which two questions are one")
    duplicate_cosine: Share = Field(0.95, description="cosine of question + answer at which two samples are one")
    dedup_scope: Literal["shared", "global"] = Field("shared", description="shared evidence or answer, or any pair")
    attempts_per_sample: int = Field(500, ge=1, description="scenarios tried per wanted sample before giving up")

    llm: str | None = Field(None, description="model that writes the questions, as openai:MODEL; none needed without")
    answer_llm: str | None = Field(None, description="model that answers them for verification; else the writer")
    judge_llm: str | None = Field(None, description="model that objects and compares answers; else the answering one")
    base_url: str | None = Field(None, description="server of those models, if it is not OpenAI's")
    verify: Literal["none", "lexical", "critique", "llm"] = Field(
        "lexical",
        description="how drafts are verified: free checks, a model that objects as well, or models that answer, too",
    )
    drop_closed_book: bool = Field(False, description="refuse what a model answers without any document")
    drafts_per_sample: int = Field(5, ge=1, description="scenarios that a model is given per wanted sample, at most")
    examples: tuple[str, ...] = Field((), description="questions of real users: a model writes in their manner")
    prompts: str | None = Field(None, exclude=True, description="folder with prompts that replace the shipped ones")
    prices: dict[str, dict[str, float]] = Field({}, description="USD per million tokens: model -> input, output")
    max_calls: int | None = Field(None, ge=0, description="requests to models, at most")
    max_tokens: int | None = Field(None, ge=0, description="tokens in and out, at most")
    max_cost: float | None = Field(None, ge=0, description="USD, at most")
    requests_per_minute: float | None = Field(None, gt=0, description="pace of requests; found out where not given")
    tokens_per_minute: float | None = Field(None, gt=0, description="pace of tokens")
    concurrency: int = Field(16, ge=1, description="requests at once")
    timeout: float = Field(60.0, gt=0, description="seconds that one request may take")
    cache: bool = Field(True, description="keep replies on disk, so that a run that was stopped goes on for free")

    def given(self) -> dict[str, object]:
        """The settings that were given, whether or not they are the defaults."""
        return {name: getattr(self, name) for name in sorted(self.model_fields_set)}

    @model_validator(mode="after")
    def _leaves_room(self) -> Self:
        if self.multi_hop + self.unanswerable > 1:
            raise ValueError("multi_hop and unanswerable are shares of all samples: together 1 at most")
        return self

    @field_validator("query_styles", "query_lengths")
    @classmethod
    def _weights_have_a_sum(cls, weights: dict[str, float]) -> dict[str, float]:
        if not weights or min(weights.values()) < 0 or sum(weights.values()) <= 0:
            raise ValueError("give at least one weight above 0, and none below")
        return weights
