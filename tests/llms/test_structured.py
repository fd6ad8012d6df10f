"""Schemas in the strict form, and records out of whatever models write around them."""

import json
import time
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai.lib._pydantic import to_strict_json_schema
from pydantic import BaseModel, ConfigDict, Field, field_validator

from kgsynth.llms.refusals import refuses
from kgsynth.llms.structured import Malformed, instruction, json_schema, parse, read


class Kind(StrEnum):
    YES = "yes"
    NO = "no"


class Quote(BaseModel):
    """A verbatim quote."""

    model_config = ConfigDict(frozen=True)
    context: int = Field(default=0, ge=0, le=9)
    text: str = Field(min_length=1, max_length=500, description="letter for letter")


class Written(BaseModel):
    """A question."""

    question: str = Field(min_length=3)
    answer: str | None = None
    title: str = "none"  # named as a keyword is
    kind: Kind = Kind.YES
    mode: Literal["a"] = "a"
    first: Quote | None = Field(default=None, description="the best one")
    main: Quote = Field(default=Quote(text="x"), description="the one that matters")
    quotes: tuple[Quote, ...] = ()
    pair: tuple[int, str] = (1, "a")


class Node(BaseModel):
    name: str
    below: list["Node"] = []


class Plain(BaseModel):
    question: str
    answer: str


GOOD = '{"question": "Why?", "answer": "Because."}'


def nodes(schema: object) -> Iterator[dict[str, object]]:
    if isinstance(schema, dict):
        if schema.keys() & {"type", "$ref", "anyOf", "enum"}:
            yield schema
        for part in schema.values():
            yield from nodes(part)
    if isinstance(schema, list):
        for part in schema:
            yield from nodes(part)


# -- schemas -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Written, Node, Plain])
def test_a_schema_is_strict(model: type[BaseModel]) -> None:
    """Every object names all its properties as required and allows no other, and only plain keywords are left."""
    schema = json_schema(model)
    assert schema["type"] == "object"
    allowed = {"type", "description", "enum", "items", "anyOf", "properties", "required", "additionalProperties"}
    for node in nodes(schema):
        assert node.keys() <= allowed | {"$ref", "$defs"}, node
        assert "$ref" not in node or len(node) == 1
        if node.get("type") == "object":
            properties = node["properties"]
            assert isinstance(properties, dict) and node["required"] == list(properties)
            assert node["additionalProperties"] is False


def test_a_schema_keeps_what_guides_a_model() -> None:
    """Descriptions, choices and a property that is called like a keyword stay."""
    schema = json.dumps(json_schema(Written))
    for kept in ('"letter for letter"', '"the best one"', '"the one that matters"', '["yes", "no"]', '"title"'):
        assert kept in schema
    assert "minLength" not in schema and "default" not in schema


def test_the_sdk_would_change_nothing() -> None:
    """OpenAI's own rewriting leaves the same properties required."""
    ours, theirs = json_schema(Plain), to_strict_json_schema(Plain)
    assert ours["required"] == theirs["required"]
    assert ours["additionalProperties"] == theirs["additionalProperties"]


def test_open_mappings_have_no_strict_schema() -> None:
    """A record with free keys is refused before anything is sent."""

    class Open(BaseModel):
        counts: dict[str, int]

    with pytest.raises(TypeError, match="list of records"):
        json_schema(Open)


def test_a_described_reference_is_written_out_once() -> None:
    """A record that describes itself does not go on for ever."""

    class Self(BaseModel):
        inner: list[Annotated["Self", Field(description="again")]]

    assert "$ref" in json.dumps(json_schema(Self))


def test_the_instruction_carries_the_schema() -> None:
    """Where an endpoint takes no schema, the prompt says it, and says JSON."""
    assert "JSON" in instruction(Plain) and json.dumps(json_schema(Plain)) in instruction(Plain)


# -- records -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Here you are:\n\n```\n{GOOD}\n```\nI hope this helps {{really}}!",
        f"[{GOOD}]",
        f"<think>Perhaps {{'question': 'no'}} or {GOOD.replace('Why', 'Who')}?</think>\n{GOOD}",
        f"<Thinking>\nlong\n</Thinking>\n<reasoning>more</reasoning>{GOOD}",
        f"I should write {GOOD.replace('Why', 'Who')} maybe.\n</think>\n\n{GOOD}",
        f"[THINK]hm[/THINK]{GOOD}",
        f"◁think▷hm◁/think▷{GOOD}",
        f"<|channel|>analysis<|message|>Use {{}}<|end|><|start|>assistant<|channel|>final<|message|>{GOOD}<|return|>",
        f"<|channel|>analysis<|message|>So<|end|><|start|>assistant<|channel|>final <|constrain|>json<|message|>{GOOD}",
        f"analysisWe need JSON.assistantfinal{GOOD}",
        f'{{"example": "like this"}} and then {GOOD}',
        f"{GOOD.replace('Why', 'Who')} No, better: {GOOD}",
        json.dumps({"name": "Plain", "arguments": json.loads(GOOD)}),
        json.dumps({"name": "Plain", "arguments": GOOD}),
        json.dumps({"result": {"value": json.loads(GOOD)}}),
        '{"question": "Why?", "answer": "Because.",}',
        "{'question': 'Why?', 'answer': 'Because.'}",
        '{question: "Why?", answer: "Because."}',
        '{"question": "Why?", "answer": "Because."',
        '```json\n{"question": "Why?", "answer": "Because."\n```',
        '{"question": "Why?" // asked\n, "answer": "Because."}',
    ],
)
def test_a_record_is_found(text: str) -> None:
    """Fences, prose, reasoning, calls that were written down, and JSON that is slightly wrong do not hide it."""
    assert parse(text, Plain) == Plain(question="Why?", answer="Because.")


def test_broken_lines_inside_strings_are_kept() -> None:
    """A model may break a line inside a string."""
    found = parse('{"question": "Why\nnot?", "answer": "A"}', Plain)
    assert found == Plain(question="Why\nnot?", answer="A")


def test_an_answer_may_be_about_reasoning_tags() -> None:
    """A record whose text has such a tag keeps it, and so does free text."""
    record = Plain(question="What does <think> do?", answer="It opens, and </think> closes.")
    assert parse(record.model_dump_json(), Plain) == record
    assert parse(f"<think>hm</think>{record.model_dump_json()}", Plain) == record
    assert read("The tag <think> opens what </think> closes.", None).text.startswith("The tag <think>")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It depends.", "no JSON object"),
        ("<think>and on and on {", "no JSON object"),
        ('{"question": "Why?"}', "answer: Field required"),
        ('{"question": "Why?", "answer": 3}', "answer: Input should be a valid string"),
        ('{"question": "Why?", "answer": "Bec', "breaks off"),
        ('{"question": "Why?", "answer": "x", "list": [{"a": 1}, {"b": "half', "breaks off"),
    ],
)
def test_a_reason_is_short_and_says_what_to_mend(text: str, reason: str) -> None:
    """What is not a record says why in words that can be told to the model, and half a record is none."""
    with pytest.raises(Malformed, match=reason) as caught:
        parse(text, Plain)
    assert len(caught.value.reason) < 300 and "pydantic" not in caught.value.reason


def test_reasons_do_not_repeat_the_reply() -> None:
    """The values of a reply are not in the reason, and a rule of one's own is."""

    class Ruled(BaseModel):
        question: str

        @field_validator("question")
        @classmethod
        def asks(cls, value: str) -> str:
            if not value.endswith("?"):
                raise ValueError("must end with a question mark")
            return value

    with pytest.raises(Malformed, match="question mark") as caught:
        parse('{"question": "sesame"}', Ruled)
    assert "sesame" not in caught.value.reason and not caught.value.shapeless


def test_deep_and_long_texts_end() -> None:
    """Hostile replies cost little and are malformed."""
    began = time.perf_counter()
    for text in ("[" * 100_000, '{"a":' * 50_000, "{" * 100_000, "<think>" * 20_000, "\n" * 50_000 + "{"):
        with pytest.raises(Malformed):
            parse(text, Plain)
    assert time.perf_counter() - began < 5


@given(st.text(), st.text(max_size=50))
def test_any_text_goes_through(question: str, around: str) -> None:
    """Whatever the fields hold, the record comes back from its JSON in a fence."""
    record = Plain(question=question, answer="a")
    prose = "".join(letter for letter in around if letter not in "{}[]<`")
    assert parse(f"Well {prose}\n```json\n{record.model_dump_json()}\n```", Plain) == record


@given(st.text())
def test_reading_never_raises(text: str) -> None:
    """Any text has a reading: a record, or an error with a code."""
    reading = read(text, Plain)
    assert (reading.parsed is None) == bool(reading.error)


def test_a_part_of_a_broken_record_is_not_the_record() -> None:
    """Where the whole has to be mended, none of its parts is taken for it."""

    class Loose(BaseModel):
        text: str = ""
        quotes: list[Quote] = []

    text = '{"text": "whole", "quotes": [{"text": "part"}, {"text": "other"}],,}'
    found = parse(text, Loose)
    assert isinstance(found, Loose) and found.text == "whole" and len(found.quotes) == 2


# -- codes -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, but I can't help with that.",
        "I’m sorry, but I cannot assist with this request.",
        "Sorry, I can't help with that.",
        "I cannot comply.",
        "As an AI language model, I cannot do this.",
        "Es tut mir leid, aber ich kann dabei nicht helfen.",
        "Je suis désolé, mais je ne peux pas vous aider.",
        "Lo siento, pero no puedo ayudar con eso.",
        "Desculpe, mas não posso ajudar.",
        "Mi dispiace, ma non posso aiutarti.",
        "Извините, но я не могу помочь с этим.",
        "申し訳ありませんが、お手伝いできません。",
        "抱歉，我无法协助。",
        "죄송하지만 도와드릴 수 없습니다.",
    ],
)
def test_a_refusal_is_known(text: str) -> None:
    """A refusal is one in free text and where a record was asked for."""
    assert refuses(text)
    assert read(text, None).error == read(text, Plain).error == "refused"


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, but I cannot find the answer in these passages.",
        "The refund takes 14 days.",
        "Sorry pages are shown when the server cannot help.",
        "죄송하지만 답을 찾을 수 없습니다.",
    ],
)
def test_not_knowing_is_no_refusal(text: str) -> None:
    """That the evidence does not tell is an answer."""
    assert read(text, None).error == ""


def test_codes() -> None:
    """Nothing is empty, prose for a record is malformed, and free text is fine."""
    assert read("  \n", None).error == read("<think>only this</think>", Plain).error == "empty"
    assert read("It depends.", Plain).error.startswith("malformed: ")
    assert read("It depends.", Plain).shapeless
    assert read("<think>hm</think> 42 ", None).text == "42"
