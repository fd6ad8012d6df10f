"""The JSON of a chat completion -> the parts of it that count, however loosely an endpoint keeps to the protocol."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kgsynth.llms.errors import readable
from kgsynth.llms.records import Prompt, Usage
from kgsynth.llms.structured import Reading, read


@dataclass(frozen=True, slots=True)
class Answer:
    """What an endpoint answered.

    Attributes:
        text: the content, or the arguments of the call.
        finish: why it ended: "stop", "length", "content_filter", ...
        refusal: the model's words where it refused, in the field that is for that.
        reasoned: whether some of the length went to thinking.
        model: the name that the endpoint gave.
        usage: one request and its tokens.
    """

    text: str
    finish: str = ""
    refusal: str = ""
    reasoned: bool = False
    model: str = ""
    usage: Usage = field(default_factory=Usage)

    @property
    def cut(self) -> bool:
        """Whether it ran out of length."""
        return self.finish in {"length", "max_tokens"}

    def read(self, prompt: Prompt) -> Reading:
        """What it says; what ran out of length must stand as it is."""
        if self.refusal or self.finish == "content_filter":
            return Reading(self.text, error=f"refused: {readable(self.refusal)}" if self.refusal else "refused")
        reading = read(self.text, prompt.schema, repair=not self.cut)
        if self.cut and reading.parsed is None:
            return replace(reading, error="truncated", shapeless=False)
        return reading


def answer_of(data: Mapping[str, object]) -> Answer:
    """What a chat completion says."""
    message = at(data, "choices", 0, "message")
    call = at(message, "tool_calls", 0, "function", "arguments") or at(message, "function_call", "arguments")
    content = text_of(at(message, "content"))
    spent = _count(data, "usage", "completion_tokens_details", "reasoning_tokens")
    thought = at(message, "reasoning_content") or at(message, "reasoning") or "<think>" in content
    return Answer(
        text=text_of(call) or content,
        finish=str(at(data, "choices", 0, "finish_reason") or ""),
        refusal=text_of(at(message, "refusal")),
        reasoned=bool(spent or thought),
        model=str(data.get("model") or ""),
        usage=Usage(1, _count(data, "usage", "prompt_tokens"), _count(data, "usage", "completion_tokens")),
    )


def at(data: object, *path: str | int) -> object:
    """What stands at a place in JSON; None where there is no such place."""
    for step in path:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and len(data) > step else None
        else:
            data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _count(data: object, *path: str | int) -> int:
    found = at(data, *path)
    return found if isinstance(found, int) else 0


def text_of(content: object) -> str:
    """A content's text: it may be a string, a list of parts, or arguments that came as an object."""
    if isinstance(content, list):
        return "".join(part if isinstance(part, str) else text_of(at(part, "text")) for part in content)
    if isinstance(content, dict):
        return json.dumps(content, ensure_ascii=False)
    return content if isinstance(content, str) else ""
