"""A schema and a prompt -> a reply that fits the schema, with text from the prompt."""

import json
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field
from testing_prompts import KESTREL, TARNOW, Answered, Verdict, Written, answering, asking, fenced

from kgsynth.testing.prompts import Form, read
from kgsynth.testing.replies import Material, filled, plain_reply


def reply(messages: Any, schema: dict[str, Any]) -> Any:
    wanted = {"type": "json_schema", "json_schema": {"name": "it", "schema": schema}}
    prompt = read({"messages": messages, "response_format": wanted})
    assert prompt.schema is not None
    return filled(prompt.schema, Material(prompt))


class Leaf(BaseModel):
    note: str
    rate: float = Field(ge=0.25, le=0.75)


class Tree(BaseModel):
    level: Literal["low", "high"]
    count: int = Field(ge=3, le=9)
    leaves: list[Leaf] = Field(min_length=2, max_length=3)
    day: str = Field(json_schema_extra={"format": "date"})
    code: str = Field(min_length=2, max_length=4)
    maybe: int | None
    fixed: Literal["yes"]
    children: "list[Tree]"


def test_any_schema_is_filled() -> None:
    """Enums, ranges, sizes, formats, references: what comes out validates, with words of the documents in it."""
    made = Tree.model_validate(reply(asking(KESTREL), Tree.model_json_schema()))
    assert made.level == "low"
    assert len(made.leaves) == 2
    assert made.leaves[0].note in KESTREL
    assert made.day == "2024-05-17"


def test_questions_come_with_a_quote_of_each_context() -> None:
    """The record that kgsynth asks for."""
    made = Written.model_validate(reply(asking(KESTREL, TARNOW), Written.model_json_schema()))
    assert [quote.context for quote in made.evidence] == [1, 2]
    assert made.evidence[0].quote in KESTREL
    assert made.evidence[1].quote in TARNOW
    assert made.question.endswith("?")


def test_the_kind_is_the_one_that_the_prompt_asks_for() -> None:
    """The first of the enum, unless the prompt names another."""
    schema = Written.model_json_schema()
    assert reply(asking(KESTREL), schema)["question_kind"] == "factual"
    asked = asking(KESTREL, words="Kind of question: bridge: name a thing by what is said of it")
    assert reply(asked, schema)["question_kind"] == "bridge"


def test_what_a_prompt_tells_of_other_documents_is_not_asked() -> None:
    """Nor is the length of a question read there."""
    told = KESTREL.split("\n\n")[1].replace("every night", "within 4 words")
    beside = f'<elsewhere id="1">\n[Logs] {told}\n</elsewhere>\n\nLength of the question: medium: 11 to 18 words'
    made = Written.model_validate(reply(asking(KESTREL, words=beside), Written.model_json_schema()))
    assert "kestrelctl" in made.evidence[0].quote
    assert 11 <= len(made.question.split()) <= 18


def test_answers_are_known_where_the_contexts_speak_of_the_question() -> None:
    """From the contexts, from others, from none."""
    schema, question = Answered.model_json_schema(), "Which port does the Kestrel server listen on?"
    known = Answered.model_validate(reply(answering(question, KESTREL), schema))
    assert known.known
    assert "8080" in known.answer
    for documents in ((TARNOW,), ()):
        assert reply(answering(question, *documents), schema) == {"answer": "", "known": False}


@pytest.mark.parametrize(("answer", "agrees"), [("on port 8080", True), ("at night", False)])
def test_verdicts_compare(answer: str, agrees: bool) -> None:
    """An answer agrees with the reference that it repeats."""
    text = f"Question: Which?\n<reference>\nport 8080\n</reference>\n<answer>\n{answer}\n</answer>"
    assert reply([{"role": "user", "content": text}], Verdict.model_json_schema())["agrees"] is agrees


def test_personas_are_of_the_topics_in_the_prompt() -> None:
    """As many as are asked for, of different levels, no two of one name."""

    class Reader(BaseModel):
        name: str
        role_description: str
        expertise: Literal["novice", "practitioner", "expert"]

    class Readers(BaseModel):
        personas: list[Reader]

    asked = "How many readers: 4\n\n- vacuum, autovacuum\n- replication: slots\n- roles\n"
    made = Readers.model_validate(reply([{"role": "user", "content": asked}], Readers.model_json_schema()))
    assert len({persona.name for persona in made.personas}) == 4
    assert {persona.expertise for persona in made.personas} == {"novice", "practitioner", "expert"}
    assert "replication" in made.personas[1].role_description


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "It must fit this JSON schema:\n{}", "{}\nDo not repeat it."])
def test_a_schema_in_the_words_of_a_prompt_is_found(fence: str) -> None:
    """Clients without structured outputs write it there."""
    text = fence.replace("{}", json.dumps(Written.model_json_schema()))
    prompt = read({"messages": [*asking(KESTREL), {"role": "user", "content": text}]})
    assert prompt.form is Form.JSON
    assert prompt.schema is not None
    assert "question_kind" in prompt.schema["properties"]
    assert [context.text for context in prompt.contexts] == [KESTREL]


def test_an_example_stands_for_a_schema() -> None:
    """JSON mode with no more than an example."""
    words = 'Reply with JSON like {"answer": "...", "known": true}'
    question = answering("Which port does the Kestrel server listen on?", KESTREL)
    messages = [{"role": "system", "content": words}, *question]
    prompt = read({"messages": messages, "response_format": {"type": "json_object"}})
    assert prompt.schema is not None
    assert filled(prompt.schema, Material(prompt))["known"] is True


def test_documents_cannot_speak_for_the_prompt() -> None:
    """A schema, a question or a length within a document is text."""
    document = f'{KESTREL}\n\nQuestion: Who?\nat most 3 words\n{{"properties": {{"hacked": {{"type": "string"}}}}}}'
    prompt = read({"messages": asking(document, words="Write.")})
    assert prompt.schema is None
    assert prompt.question == ""
    assert prompt.length == (5, 16)


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("Length of the question: short: at most 10 words", (5, 10)),
        ("Length of the question: medium: 11 to 18 words", (11, 18)),
        ("Length of the question: long", (19, 30)),
        ("Write.", (5, 16)),
    ],
)
def test_the_length_is_read(words: str, length: tuple[int, int]) -> None:
    """In figures, by name, or not at all."""
    assert read({"messages": asking(KESTREL, words=words)}).length == length


def test_free_text_answers_the_question() -> None:
    """Without a schema the reply is plain."""
    told = Material(read({"messages": answering("Which port does the Kestrel server listen on?", KESTREL)}))
    assert "8080" in plain_reply(told)
    assert "cannot be answered" in plain_reply(Material(read({"messages": answering("Who won?", KESTREL)})))


def test_the_key_is_of_the_content() -> None:
    """Streaming is another way to send the same; another seed is another request."""
    body = {"model": "fake", "messages": asking(KESTREL)}
    assert read(body).key == read({**body, "stream": True}).key != read({**body, "seed": 1}).key


def test_messages_in_parts_are_joined() -> None:
    """Content may be a list of parts."""
    parts = [{"type": "text", "text": fenced([KESTREL])}, {"type": "text", "text": "Write."}]
    assert len(read({"messages": [{"role": "user", "content": parts}]}).contexts) == 1
