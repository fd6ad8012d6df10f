"""The body of a request -> what is asked: documents, question, schema, length, and a key of its content."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from kgsynth.testing.questions import WORDS, Context

Json = Any
"""What JSON can hold: a schema or a reply is walked without knowing more of it."""

_CONTEXT = re.compile(r'^<context id="?(\d+)"?[^>\n]*>\n(.*?)^</context>\s*$', re.MULTILINE | re.DOTALL)
_TITLES = re.compile(r'^<titles id="?(\d+)"?[^>\n]*>\n(.*?)^</titles>\s*$', re.MULTILINE | re.DOTALL)
_ELSEWHERE = re.compile(r'^<elsewhere id="?\d+"?[^>\n]*>\n(.*?)^</elsewhere>\s*$', re.MULTILINE | re.DOTALL)
_QUESTION = re.compile(r"^\W*(?:user )?(?:question|query)\W*:\s*(.+\S)\s*$", re.MULTILINE | re.IGNORECASE)
_ENDS_IN_MARK = re.compile(r"^.*\w.*[?？؟]\s*$", re.MULTILINE)
_REFERENCE = re.compile(r"<reference>\s*(.*?)\s*</reference>", re.DOTALL)
_ANSWER = re.compile(r"<answer>\s*(.*?)\s*</answer>", re.DOTALL)

_LENGTHS = {"short": (5, 10), "medium": (11, 18), "long": (19, 30)}
_LABEL = re.compile(r"length\W[^\n]{0,30}?\b(short|medium|long)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(\d+)\s*(?:-|–|to|and)\s*(\d+) words", re.IGNORECASE)
_AT_MOST = re.compile(r"\b(?:at most|up to|no more than|under|within) (\d+) words", re.IGNORECASE)

_NEEDED = re.compile(r"^passages needed: (one|two) of the \d+", re.MULTILINE | re.IGNORECASE)
_JOINED = re.compile(r"^passages (\d+) and (\d+):", re.MULTILINE | re.IGNORECASE)

_DELIVERY = frozenset({"stream", "stream_options", "user", "metadata", "store"})
"""Fields of a request that say how the reply is sent, not what it is."""


class Form(StrEnum):
    """How the reply is to be put."""

    TEXT = "text"
    JSON = "json"
    TOOL = "tool"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A request, read.

    Attributes:
        key: the same for the same content, whatever the order of requests and the way the reply is sent.
        words: the same for the same messages, so that each way to ask for structure gets the same reply.
        system: the first message, where it is the system's.
        asked: what the last user message says outside of its documents.
        contexts: the documents fenced in the last message that has any.
        elsewhere: what that message tells of other documents, of which nothing is to be asked.
        question: the question that is to be answered, where there is one.
        schema: what the reply must fit; None for free text.
        tool: the name of the function to call.
        length: the fewest and the most words of a question.
        choices: the documents that a question may be asked of, by their numbers, where the prompt leaves a choice.
    """

    key: str
    words: str
    system: str
    asked: str
    contexts: tuple[Context, ...]
    question: str
    form: Form
    schema: Mapping[str, Json] | None = None
    tool: str = ""
    length: tuple[int, int] = WORDS
    choices: tuple[tuple[int, ...], ...] = ()
    elsewhere: tuple[str, ...] = ()
    texts: tuple[str, ...] = field(default=(), repr=False)

    @property
    def size(self) -> int:
        """Tokens, at four characters each."""
        return sum(map(tokens_of, self.texts)) + (tokens_of(json.dumps(self.schema)) if self.schema else 0)

    @property
    def judged(self) -> tuple[str, str] | None:
        """The reference and the answer that are to be compared, where the prompt holds both."""
        reference, answer = _REFERENCE.search(self.asked), _ANSWER.search(self.asked)
        return (reference[1], answer[1]) if reference and answer else None


def tokens_of(text: str) -> int:
    """About how many tokens a text takes."""
    return (len(text) + 3) // 4


def read(body: Mapping[str, Json]) -> Prompt:
    """What a request to ``/chat/completions`` asks for."""
    messages = [(str(message.get("role", "")), _text(message.get("content"))) for message in body["messages"]]
    texts = tuple(text for _, text in messages)
    fenced = next((text for text in reversed(texts) if _CONTEXT.search(text)), "")
    asked = _outside(next((text for role, text in reversed(messages) if role == "user"), "")).strip()
    form, schema, tool = _structure(body, texts)
    contexts = tuple(_contexts(fenced))
    return Prompt(
        key=_digest({name: value for name, value in body.items() if name not in _DELIVERY}),
        words=_digest([list(messages), body.get("seed")]),
        system=texts[0] if messages and messages[0][0] in ("system", "developer") else "",
        asked=asked,
        contexts=contexts,
        question=_question(asked),
        form=form,
        schema=schema,
        tool=tool,
        length=_length(_outside(fenced) if fenced else asked),
        choices=tuple(_choices(_outside(fenced), contexts)),
        elsewhere=tuple(_ELSEWHERE.findall(fenced)),
        texts=texts,
    )


def _digest(value: Json) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _text(content: Json) -> str:
    """A message's text, which may come in parts."""
    if isinstance(content, list):
        return "\n".join(str(part.get("text", "")) for part in content if isinstance(part, Mapping))
    return str(content or "")


def _contexts(text: str) -> Iterator[Context]:
    titles = {number: title.strip() for number, title in _TITLES.findall(text)}
    for number, document in _CONTEXT.findall(text):
        yield Context(int(number), document.removesuffix("\n"), titles.get(number, ""))


def _choices(asked: str, contexts: Sequence[Context]) -> Iterator[tuple[int, ...]]:
    """Each document, or each two that are said to belong together, where no more are needed."""
    needed = _NEEDED.search(asked)
    if needed and needed[1].lower() == "one":
        yield from ((context.number,) for context in contexts)
    elif needed:
        yield from ((int(first), int(second)) for first, second in _JOINED.findall(asked))


def _outside(text: str) -> str:
    """What stands outside of the documents, their titles, and what is told of other documents."""
    return _ELSEWHERE.sub("", _TITLES.sub("", _CONTEXT.sub("", text)))


def _question(asked: str) -> str:
    for pattern in (_QUESTION, _ENDS_IN_MARK):
        if found := pattern.findall(asked):
            return str(found[-1]).strip()
    return ""


def _length(asked: str) -> tuple[int, int]:
    """The length that is asked for, in words: in figures, else by name."""
    if found := _BETWEEN.findall(asked):
        return int(found[-1][0]), int(found[-1][1])
    if found := _AT_MOST.findall(asked):
        return min(WORDS[0], int(found[-1])), int(found[-1])
    labels = _LABEL.findall(asked)
    return _LENGTHS[labels[-1].lower()] if labels else WORDS


# ------------------------------------------------------------------------------------------------- structure


def _structure(body: Mapping[str, Json], texts: Sequence[str]) -> tuple[Form, Mapping[str, Json] | None, str]:
    """How the reply is to be put, by which schema, and the name of the tool."""
    tools = [each["function"] for each in body.get("tools") or () if "function" in each]
    if tools and body.get("tool_choice", "auto") != "none":
        chosen = body.get("tool_choice")
        name = chosen["function"]["name"] if isinstance(chosen, Mapping) else tools[0]["name"]
        tool = next((each for each in tools if each["name"] == name), tools[0])
        return Form.TOOL, tool.get("parameters") or {"type": "object", "properties": {}}, tool["name"]
    wanted = body.get("response_format") or {}
    if wanted.get("type") == "json_schema":
        return Form.JSON, wanted["json_schema"].get("schema") or {}, ""
    schema = next(_schemas(texts), None)
    if wanted.get("type") == "json_object":
        return Form.JSON, schema or _by_example(texts), ""
    return (Form.JSON if schema else Form.TEXT), schema, ""


def _schemas(texts: Sequence[str]) -> Iterator[Mapping[str, Json]]:
    """JSON schemas in the words of a prompt, the last one first; none that a document holds."""
    for found in _objects(texts):
        if isinstance(found.get("properties"), Mapping) and not {"question", "answer"} & found.keys():
            yield found


def _objects(texts: Sequence[str]) -> Iterator[Mapping[str, Json]]:
    """Every JSON object outside of the documents, the last one first; LlamaIndex writes each of its braces twice."""
    for text in map(_outside, reversed(texts)):
        doubled = '{{"' in text
        yield from reversed(_objects_in(text.replace("{{", "{").replace("}}", "}") if doubled else text))


def _objects_in(text: str) -> list[Mapping[str, Json]]:
    decoder = json.JSONDecoder()
    found: list[Mapping[str, Json]] = []
    at = text.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except ValueError:
            end = at + 1
        else:
            found.append(value)
        at = text.find("{", end)
    return found


def _by_example(texts: Sequence[str]) -> Mapping[str, Json]:
    """A schema made of the example that a prompt shows; of an answer alone where it shows none."""
    example = next(_objects(texts), {"answer": ""})
    return _schema_of(example)


def _schema_of(value: Json) -> Mapping[str, Json]:
    if isinstance(value, Mapping):
        return {"type": "object", "properties": {name: _schema_of(each) for name, each in value.items()}}
    if isinstance(value, list):
        return {"type": "array", "items": _schema_of(value[0]) if value else {"type": "string"}}
    names = {bool: "boolean", int: "integer", float: "number", type(None): "null"}
    return {"type": names.get(type(value), "string")}
