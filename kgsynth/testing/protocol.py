"""Replies -> the bodies that OpenAI's protocol has for them: completions, chunks of a stream, errors, embeddings."""

import base64
import json
import struct
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from zlib import crc32

from kgsynth.language.words import stem, tokens
from kgsynth.testing.prompts import Form, Json, Prompt, tokens_of

DIMENSIONS = 256
_PIECE = 24  # characters of one chunk of a stream
_CACHED_FROM, _CACHED_STEP = 1024, 128  # tokens: what OpenAI's prompt cache holds at least, and in which steps


@dataclass(frozen=True, slots=True)
class Said:
    """What the model says, before it is put into the protocol's form."""

    text: str
    finish: str = "stop"
    refusal: str = ""


def completion(prompt: Prompt, said: Said, *, model: str, cached: bool) -> dict[str, Json]:
    """The body of a reply to ``/chat/completions``.

    Args:
        cached: whether the same system message was answered before.
    """
    message: dict[str, Json] = {"role": "assistant", "content": said.text, "refusal": None}
    finish = said.finish
    if said.refusal:
        message.update(content=None, refusal=said.refusal)
    elif prompt.form is Form.TOOL:
        call = {"name": prompt.tool, "arguments": said.text}
        calls = [{"id": f"call_{prompt.key}", "type": "function", "function": call}]
        message.update(content=None, tool_calls=calls)
        finish = "tool_calls" if finish == "stop" else finish
    return {
        "id": f"chatcmpl-{prompt.key}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
        "usage": usage(prompt, said, cached=cached),
    }


def usage(prompt: Prompt, said: Said, *, cached: bool) -> dict[str, Json]:
    """Tokens, at four characters each."""
    prompted, replied = prompt.size, tokens_of(said.text or said.refusal)
    system = tokens_of(prompt.system)
    hit = system - system % _CACHED_STEP if cached and system >= _CACHED_FROM else 0
    return {
        "prompt_tokens": prompted,
        "completion_tokens": replied,
        "total_tokens": prompted + replied,
        "prompt_tokens_details": {"cached_tokens": hit},
        "completion_tokens_details": {"reasoning_tokens": 0},
    }


def chunks(body: Mapping[str, Json], *, with_usage: bool) -> Iterator[str]:
    """The events of a stream that says the same as a completion."""
    head = {name: body[name] for name in ("id", "created", "model")} | {"object": "chat.completion.chunk"}
    choice = body["choices"][0]
    for delta in _deltas(choice["message"]):
        yield _event({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
    yield _event({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}]})
    if with_usage:
        yield _event({**head, "choices": [], "usage": body["usage"]})
    yield "data: [DONE]\n\n"


def _deltas(message: Mapping[str, Json]) -> Iterator[dict[str, Json]]:
    yield {"role": "assistant", "content": None if message.get("tool_calls") else ""}
    for piece in _pieces(message["refusal"] or ""):
        yield {"refusal": piece}
    for piece in _pieces(message["content"] or ""):
        yield {"content": piece}
    for call in message.get("tool_calls", ()):
        opening = {**call, "index": 0, "function": {"name": call["function"]["name"], "arguments": ""}}
        yield {"tool_calls": [opening]}
        for piece in _pieces(call["function"]["arguments"]):
            yield {"tool_calls": [{"index": 0, "function": {"arguments": piece}}]}


def _pieces(text: str) -> Iterator[str]:
    return (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))


def _event(body: Mapping[str, Json]) -> str:
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"


def error(message: str, kind: str = "invalid_request_error", *, param: str = "", code: str = "") -> dict[str, Json]:
    """The body of a reply that is none."""
    return {"error": {"message": message, "type": kind, "param": param or None, "code": code or None}}


def models(name: str) -> dict[str, Json]:
    """The body of a reply to ``/models``."""
    return {"object": "list", "data": [{"id": name, "object": "model", "created": 0, "owned_by": "kgsynth"}]}


# --------------------------------------------------------------------------------------------- refusals


def refused(body: Mapping[str, Json], refuses: frozenset[str]) -> dict[str, Json] | None:
    """The error for what a server does not know of a request, or for what OpenAI's own would not take; else None."""
    form = (body.get("response_format") or {}).get("type", "")
    if form in refuses:
        message = f"Invalid parameter: 'response_format' of type '{form}' is not supported with this model."
        return error(message, param="response_format")
    for name in sorted(refuses & body.keys()):
        message = f"Unsupported parameter: '{name}' is not supported with this model."
        return error(message, param=name, code="unsupported_parameter")
    return _wrong(body, form)


def _wrong(body: Mapping[str, Json], form: str) -> dict[str, Json] | None:
    if not isinstance(body.get("messages"), list) or not body["messages"]:
        return error("Missing required parameter: 'messages'.", param="messages", code="missing_required_parameter")
    if form == "json_object" and "json" not in json.dumps(body["messages"]).lower():
        message = (
            "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
        )
        return error(message, param="messages")
    wanted = body["response_format"]["json_schema"] if form == "json_schema" else {}
    if wanted.get("strict") and (fault := _not_strict(wanted.get("schema", {}))):
        name = wanted.get("name", "")
        message = f"Invalid schema for response_format '{name}': {fault}"
        return error(message, param="response_format", code="invalid_json_schema")
    return None


def _not_strict(schema: Json) -> str:
    """What a schema lacks to be strict."""
    if isinstance(schema, list):
        return next(filter(None, map(_not_strict, schema)), "")
    if not isinstance(schema, Mapping):
        return ""
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            return "'additionalProperties' is required to be supplied and to be false."
        if set(schema.get("properties", {})) != set(schema.get("required", ())):
            return "'required' is required to be supplied and to be an array including every key in properties."
    return next(filter(None, (_not_strict(each) for each in schema.values())), "")


# ------------------------------------------------------------------------------------------- embeddings


def embeddings(body: Mapping[str, Json], model: str) -> dict[str, Json]:
    """The body of a reply to ``/embeddings``: words hashed to a fixed width, of unit length."""
    texts = _inputs(body.get("input", ""))
    width = int(body.get("dimensions") or DIMENSIONS)
    coded = body.get("encoding_format") == "base64"
    vectors = [embedded(text, width) for text in texts]
    total = sum(map(tokens_of, texts))
    return {
        "object": "list",
        "model": model,
        "data": [
            {"object": "embedding", "index": place, "embedding": _coded(vector) if coded else vector}
            for place, vector in enumerate(vectors)
        ],
        "usage": {"prompt_tokens": total, "total_tokens": total},
    }


def _inputs(given: Json) -> list[str]:
    """Texts, or token numbers, each as a word."""
    if isinstance(given, str) or not given or isinstance(given[0], int):
        given = [given]
    return [each if isinstance(each, str) else " ".join(map(str, each)) for each in given]


def embedded(text: str, width: int = DIMENSIONS) -> list[float]:
    """How often each word occurs, hashed, scaled to length 1; the first axis for a text without words."""
    counts = [0.0] * width
    for word in tokens(text):
        counts[crc32(stem(word).encode("utf-8", "surrogatepass")) % width] += 1.0
    length = sqrt(sum(count * count for count in counts))
    return [count / length for count in counts] if length else [1.0, *counts[1:]]


def _coded(vector: Sequence[float]) -> str:
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode("ascii")
