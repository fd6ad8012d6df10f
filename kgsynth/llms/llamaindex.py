"""An LLM of LlamaIndex -> an ask. LlamaIndex is imported when such an object is used, and never before."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from pydantic import BaseModel

from kgsynth.llms.answers import Answer, at
from kgsynth.llms.brought import Brought, Turn, counted, saying
from kgsynth.llms.records import Prompt
from kgsynth.llms.structured import json_schema


@runtime_checkable
class LLM(Protocol):
    """What is used of LlamaIndex's models."""

    @property
    def metadata(self) -> object:
        """Its name, and whether it takes messages."""

    def chat(self, messages: Sequence[object]) -> object:
        """A response with a message."""

    def complete(self, prompt: str) -> object:
        """A response with a text."""

    def structured_predict(self, output_cls: type[BaseModel], prompt: object, **variables: str) -> object:
        """The record."""


def is_llamaindex(thing: object) -> bool:
    """Whether an object is of a class that comes from LlamaIndex."""
    return any(kind.__module__.startswith("llama_index.core.") for kind in type(thing).__mro__)


def from_llamaindex(llm: LLM) -> Brought:
    """An ask by an LLM of LlamaIndex."""
    return Brought(_LlamaIndex(llm))


class _LlamaIndex:
    def __init__(self, llm: LLM) -> None:
        self._llm = llm
        name = getattr(llm.metadata, "model_name", None)
        self.name = name if isinstance(name, str) and name not in {"", "unknown"} else type(llm).__name__

    def structured(self, prompt: Prompt) -> Answer:
        assert prompt.schema is not None
        from llama_index.core.base.llms.types import ChatMessage
        from llama_index.core.prompts import ChatPromptTemplate

        turns = {"system": prompt.system, "user": prompt.user} if prompt.system else {"user": prompt.user}
        # Texts are given as variables, as braces in a template have a meaning.
        template = ChatPromptTemplate([ChatMessage(role=role, content=f"{{{role}}}") for role in turns])
        record = self._llm.structured_predict(prompt.schema, template, **turns)
        answer = saying(Answer(""), record)
        schema = json.dumps(json_schema(prompt.schema))
        return replace(answer, usage=counted(0, 0, [*turns.items(), ("system", schema)], answer.text))

    def chat(self, turns: Sequence[Turn]) -> Answer:
        if not getattr(self._llm.metadata, "is_chat_model", False):
            return _answer(self._llm.complete("\n\n".join(text for _, text in turns)), turns)
        from llama_index.core.base.llms.types import ChatMessage

        return _answer(self._llm.chat([ChatMessage(role=role, content=text) for role, text in turns]), turns)


def _answer(response: object, turns: Sequence[Turn]) -> Answer:
    """What a response says, to messages or to a text."""
    message = getattr(response, "message", None)
    text = getattr(message, "content", None) or getattr(response, "text", None) or ""
    raw, spent = _raw(response), getattr(response, "additional_kwargs", None)
    return Answer(
        text=str(text),
        finish=str(at(raw, "choices", 0, "finish_reason") or at(raw, "stop_reason") or at(raw, "done_reason") or ""),
        refusal=str(at(raw, "choices", 0, "message", "refusal") or ""),
        model=str(at(raw, "model") or ""),
        usage=counted(at(spent, "prompt_tokens"), at(spent, "completion_tokens"), turns, str(text)),
    )


def _raw(response: object) -> Mapping[str, object]:
    """What the provider itself answered, where it is kept."""
    raw = getattr(response, "raw", None)
    if isinstance(raw, BaseModel):
        return raw.model_dump(warnings=False)
    return raw if isinstance(raw, Mapping) else {}
