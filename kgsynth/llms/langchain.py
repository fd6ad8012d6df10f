"""A chat model of LangChain -> an ask. Nothing of LangChain is imported: the object brings its methods along."""

import json
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from kgsynth.llms.answers import Answer, at, text_of
from kgsynth.llms.brought import Brought, Turn, Unstructured, counted, saying
from kgsynth.llms.records import Prompt
from kgsynth.llms.structured import json_schema

_ROLES = {"system": "system", "user": "human", "assistant": "ai"}


@runtime_checkable
class Runnable(Protocol):
    """What is used of LangChain's runnables."""

    def invoke(self, input: list[tuple[str, str]]) -> object:
        """A message, or a mapping around one."""


def is_langchain(thing: object) -> bool:
    """Whether an object is of a class that comes from LangChain."""
    return any(kind.__module__.startswith("langchain_core.") for kind in type(thing).__mro__)


def from_langchain(model: Runnable) -> Brought:
    """An ask by a chat model of LangChain."""
    return Brought(_LangChain(model))


class _LangChain:
    def __init__(self, model: Runnable) -> None:
        self._model = model
        self.name = _name(model)

    def structured(self, prompt: Prompt) -> Answer:
        with_structure = getattr(self._model, "with_structured_output", None)
        if with_structure is None or prompt.schema is None:
            raise Unstructured(self.name)
        turns = [("system", prompt.system), ("user", prompt.user)] if prompt.system else [("user", prompt.user)]
        result = with_structure(prompt.schema, include_raw=True).invoke(_messages(turns))
        schema = json.dumps(json_schema(prompt.schema))
        return saying(_answer(at(result, "raw"), [*turns, ("system", schema)]), at(result, "parsed"))

    def chat(self, turns: Sequence[Turn]) -> Answer:
        return _answer(self._model.invoke(_messages(turns)), turns)


def _messages(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    return [(_ROLES[role], text) for role, text in turns]


def _answer(message: object, turns: Sequence[Turn]) -> Answer:
    """What a message says; models that complete text give a string."""
    if isinstance(message, str):
        return Answer(message, usage=counted(0, 0, turns, message))
    about = getattr(message, "response_metadata", None)
    spent = getattr(message, "usage_metadata", None)
    text = text_of(at(getattr(message, "tool_calls", None), 0, "args")) or text_of(getattr(message, "content", ""))
    return Answer(
        text=text,
        finish=str(at(about, "finish_reason") or at(about, "stop_reason") or at(about, "done_reason") or ""),
        refusal=text_of(at(getattr(message, "additional_kwargs", None), "refusal")),
        model=str(at(about, "model_name") or at(about, "model") or ""),
        usage=counted(at(spent, "input_tokens"), at(spent, "output_tokens"), turns, text),
    )


def _name(model: object) -> str:
    """The name of a model, which each provider keeps elsewhere, also where it is wrapped in bound arguments."""
    for thing in (model, getattr(model, "bound", None)):
        for attribute in ("model_name", "model", "model_id", "deployment_name"):
            if isinstance(name := getattr(thing, attribute, None), str) and name:
                return name
    return type(model).__name__
