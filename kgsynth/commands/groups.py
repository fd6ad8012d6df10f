"""Options that belong together, as records: a command takes the record, the command line shows its fields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from inspect import Parameter, signature
from typing import Any

from kgsynth.options import (
    AnswerLlm,
    BaseUrl,
    ChunkTokens,
    Concurrency,
    DropClosedBook,
    Encoding,
    Examples,
    JudgeLlm,
    Language,
    Lengths,
    Llm,
    MaxCalls,
    MaxCost,
    MaxTokens,
    MultiHop,
    NoCache,
    Personas,
    PriceFile,
    Prompts,
    RequestsPerMinute,
    Seed,
    Size,
    SpacyModel,
    Styles,
    Timeout,
    TokensPerMinute,
    Unanswerable,
    Verify,
    Workers,
)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What to ask."""

    size: Size = None
    multi_hop: MultiHop = None
    unanswerable: Unanswerable = None
    style: Styles = None
    length: Lengths = None
    personas: Personas = None
    seed: Seed = None

    def settings(self) -> dict[str, object]:
        """Settings by their names; None where nothing was said."""
        from kgsynth.configuration import weights
        from kgsynth.personas import load_personas

        return {
            "size": self.size,
            "multi_hop": self.multi_hop,
            "unanswerable": self.unanswerable,
            "query_styles": weights(self.style or ()),
            "query_lengths": weights(self.length or ()),
            "personas": load_personas(self.personas) if self.personas else None,
            "seed": self.seed,
        }


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """How to read the documents."""

    language: Language = None
    spacy_model: SpacyModel = None
    encoding: Encoding = None
    chunk_tokens: ChunkTokens = None
    workers: Workers = None

    def settings(self) -> dict[str, object]:
        """Settings by their names; None where nothing was said."""
        return dict(vars(self))


@dataclass(frozen=True, kw_only=True)
class Model:
    """Which models write and verify, and how they are asked."""

    llm: Llm = None
    base_url: BaseUrl = None
    answer_llm: AnswerLlm = None
    judge_llm: JudgeLlm = None
    verify: Verify = None
    drop_closed_book: DropClosedBook = False
    examples: Examples = None
    prompts: Prompts = None

    def settings(self) -> dict[str, object]:
        """Settings by their names; None where nothing was said."""
        from kgsynth.configuration import questions_in

        return {
            **vars(self),
            "drop_closed_book": self.drop_closed_book or None,
            "examples": questions_in(self.examples) if self.examples else None,
            "prompts": str(self.prompts) if self.prompts else None,
        }


@dataclass(frozen=True, kw_only=True)
class Spending:
    """What models may cost, and how fast they are asked."""

    max_calls: MaxCalls = None
    max_tokens: MaxTokens = None
    max_cost: MaxCost = None
    prices: PriceFile = None
    requests_per_minute: RequestsPerMinute = None
    tokens_per_minute: TokensPerMinute = None
    concurrency: Concurrency = None
    timeout: Timeout = None
    no_cache: NoCache = False

    def settings(self) -> dict[str, object]:
        """Settings by their names; None where nothing was said."""
        from kgsynth.configuration import price_table

        told = {name: value for name, value in vars(self).items() if name != "no_cache"}
        return {
            **told,
            "prices": price_table(self.prices) if self.prices else None,
            "cache": False if self.no_cache else None,
        }


def with_groups(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameters that are records are given field by field, which is what typer can read."""
    told = signature(command)
    groups = {each.name: each.annotation for each in told.parameters.values() if _is_group(each)}

    @wraps(command)
    def flat(**given: Any) -> None:
        records = {
            name: group(**{field.name: given.pop(field.name) for field in fields(group)})
            for name, group in groups.items()
        }
        command(**given, **records)

    options = [option for each in told.parameters.values() for option in _options(each)]
    flat.__dict__["__signature__"] = told.replace(parameters=options)
    flat.__annotations__ = {option.name: option.annotation for option in options}
    return flat


def _is_group(parameter: Parameter) -> bool:
    return is_dataclass(parameter.annotation)


def _options(parameter: Parameter) -> Iterator[Parameter]:
    """A parameter, or one for each field of its record."""
    if not _is_group(parameter):
        yield parameter.replace(kind=Parameter.KEYWORD_ONLY)
        return
    for field in fields(parameter.annotation):
        yield Parameter(field.name, Parameter.KEYWORD_ONLY, default=field.default, annotation=field.type)
