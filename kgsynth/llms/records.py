"""What is sent to a model and what comes back. Everything else in this package turns one into the other.

An `Ask` sends one prompt and waits. Wrappers are made of an `Ask` and are one themselves:
``Cached(Budgeted(Retried(RateLimited(adapter))))``. Only `Pool` takes batches, and only there are threads.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request.

    Attributes:
        system: what does not change from request to request; first, so that a provider's prompt cache can hold it.
        user: what does.
        schema: the record that the reply must be; None for free text.
        role: what the reply is for ("questions", "repair", "answers", "verdicts", "personas"): costs are told by role.
        temperature: 0 for answers and verdicts.
        seed: passed on where the endpoint knows it; a part of the request's identity.
        max_tokens: the most that the reply may take; doubled, once, where it was cut short.
    """

    system: str
    user: str
    schema: type[BaseModel] | None = None
    role: str = "questions"
    temperature: float = 0.0
    seed: int = 0
    max_tokens: int = 1200


@dataclass(frozen=True, slots=True)
class Usage:
    """What was spent: requests that the endpoint answered, and tokens (estimated from characters where not told)."""

    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.requests + other.requests,
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
        )


UNANSWERED = frozenset({"timeout", "unreachable", "server_error", "rate_limited"})
"""The codes of replies that never came."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply, good or not: a bad reply is a record, not an exception.

    Attributes:
        text: as it came, without reasoning blocks.
        parsed: the record that was asked for, where it validates.
        error: a code, empty where all is well: "malformed", "refused", "truncated", "empty", "timeout", "unreachable",
            "server_error", "rate_limited", "budget". After ``": "`` may follow what it speaks of.
        model: the name that the endpoint gave.
        cached: whether it came from disk and cost nothing.
    """

    text: str
    parsed: BaseModel | None = None
    error: str = ""
    usage: Usage = field(default_factory=Usage)
    model: str = ""
    cached: bool = False

    @property
    def code(self) -> str:
        """The error without its detail."""
        return self.error.partition(":")[0]


Ask = Callable[[Prompt], Reply]
Batch = Callable[[Sequence[Prompt]], Iterator[Reply]]
"""Sends prompts together; the replies come in their order."""
