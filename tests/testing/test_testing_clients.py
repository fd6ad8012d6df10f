"""The clients that people use, on the fake server: openai, LangChain, LlamaIndex."""

import math
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import SecretStr
from testing_prompts import KESTREL, TARNOW, Written, answering, asking, client, fenced, write

from kgsynth.testing import FakeOpenAI

langchain = pytest.importorskip("langchain_openai")
llama_index = pytest.importorskip("llama_index.llms.openai_like")
prompts = pytest.importorskip("llama_index.core.prompts")
messages = pytest.importorskip("llama_index.core.llms")

QUESTION = "Which port does the Kestrel server listen on?"


@pytest.fixture(scope="module")
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as running:
        yield running


def is_good(made: object) -> bool:
    return isinstance(made, Written) and made.evidence[0].quote in KESTREL and made.evidence[1].quote in TARNOW


# -- openai ------------------------------------------------------------------------------------------------------------


def test_openai_parses(server: FakeOpenAI) -> None:
    """Structured outputs, strict, with the usage of tokens."""
    assert is_good(write(client(server), KESTREL, TARNOW))


def test_openai_tools_and_json_mode_give_the_same(server: FakeOpenAI) -> None:
    """Each way to ask for structure has the same reply."""
    openai, asked = client(server), asking(KESTREL, TARNOW)
    schema = Written.model_json_schema()
    called = openai.chat.completions.create(
        model="fake",
        messages=asked,
        tools=[{"type": "function", "function": {"name": "Written", "parameters": schema}}],
        tool_choice={"type": "function", "function": {"name": "Written"}},
    ).choices[0]
    assert called.finish_reason == "tool_calls"
    assert called.message.tool_calls is not None
    call = called.message.tool_calls[0]
    assert call.type == "function"
    parsed = openai.chat.completions.parse(model="fake", messages=asked, response_format=Written)
    assert Written.model_validate_json(call.function.arguments) == parsed.choices[0].message.parsed
    assert parsed.usage is not None
    assert parsed.usage.prompt_tokens > parsed.usage.completion_tokens > 50


@pytest.mark.parametrize("with_tools", [False, True])
def test_openai_streams(server: FakeOpenAI, with_tools: bool) -> None:
    """The pieces of a stream make the whole reply, and its usage comes last."""
    function = {"name": "Written", "parameters": Written.model_json_schema()}
    tools = {"tools": [{"type": "function", "function": function}]} if with_tools else {}
    pieces, used = [], 0
    for event in client(server).chat.completions.create(  # type: ignore[call-overload]
        model="fake", messages=asking(KESTREL), stream=True, stream_options={"include_usage": True}, **tools
    ):
        used = event.usage.completion_tokens if event.usage else used
        for choice in event.choices:
            pieces.append(choice.delta.content or "")
            pieces.extend(call.function.arguments for call in choice.delta.tool_calls or ())
    assert len(pieces) > 3
    assert used > 0
    text = "".join(pieces)
    assert Written.model_validate_json(text).evidence[0].quote in KESTREL if with_tools else text in KESTREL


def test_openai_embeds(server: FakeOpenAI) -> None:
    """Vectors of unit length; texts that share words are near."""
    openai = client(server)
    texts = ["The Kestrel server listens.", "A Kestrel server listened", "Thermometers in Tarnów", ""]
    vectors = [each.embedding for each in openai.embeddings.create(model="fake", input=texts).data]
    assert all(math.isclose(math.hypot(*vector), 1.0, rel_tol=1e-5) for vector in vectors)
    near, far = (
        math.sumprod(vectors[0], other) if hasattr(math, "sumprod") else dot(vectors[0], other)
        for other in vectors[1:3]
    )
    assert near > 0.7 > far
    short = openai.embeddings.create(model="fake", input=texts[0], dimensions=8, encoding_format="float")
    assert len(short.data[0].embedding) == 8


def dot(first: list[float], second: list[float]) -> float:
    return sum(one * other for one, other in zip(first, second, strict=True))


def test_openai_lists_models(server: FakeOpenAI) -> None:
    """The one model, by its name."""
    openai = client(server)
    assert [model.id for model in openai.models.list()] == ["fake"]
    assert openai.models.retrieve("fake").id == "fake"


def test_cached_tokens_are_told() -> None:
    """A long system message costs less the second time."""
    with FakeOpenAI() as server:
        long: Any = [{"role": "system", "content": "Be exact. " * 600}, *answering(QUESTION, KESTREL)]
        replies = [client(server).chat.completions.create(model="fake", messages=long) for _ in range(2)]
        used = [reply.usage.prompt_tokens_details for reply in replies if reply.usage]
        assert [each.cached_tokens for each in used if each] == [0, 1408]


# -- LangChain ---------------------------------------------------------------------------------------------------------


def chat(server: FakeOpenAI) -> Any:
    return langchain.ChatOpenAI(
        model="fake", base_url=server.base_url, api_key=SecretStr("none"), max_retries=0, timeout=10
    )


@pytest.mark.parametrize("method", ["json_schema", "function_calling", "json_mode"])
def test_langchain_structured_output(server: FakeOpenAI, method: str) -> None:
    """By each of its methods."""
    model = chat(server).with_structured_output(Written, method=method, include_raw=True)
    words = f"Reply with JSON that fits this schema:\n{Written.model_json_schema()}".replace("'", '"')
    reply = model.invoke([("system", words), ("user", fenced([KESTREL, TARNOW]))])
    assert isinstance(reply, dict)
    assert is_good(reply["parsed"])


def test_langchain_streams(server: FakeOpenAI) -> None:
    """Piece by piece."""
    asked = f"{fenced([KESTREL])}\n\nQuestion: {QUESTION}"
    pieces = [str(piece.content) for piece in chat(server).stream(asked)]
    assert len(pieces) > 1
    assert "8080" in "".join(pieces)


# -- LlamaIndex --------------------------------------------------------------------------------------------------------


def like(server: FakeOpenAI, *, tools: bool) -> Any:
    return llama_index.OpenAILike(
        model="fake",
        api_base=server.base_url,
        api_key="none",
        is_chat_model=True,
        is_function_calling_model=tools,
        max_retries=0,
        timeout=10.0,
    )


@pytest.mark.parametrize("tools", [True, False])
def test_llama_index_structured_predict(server: FakeOpenAI, tools: bool) -> None:
    """With function calls, and with the schema in the words of the prompt."""
    prompt = prompts.PromptTemplate("{contexts}\n\nWrite a question.")
    made = like(server, tools=tools).structured_predict(Written, prompt, contexts=fenced([KESTREL, TARNOW]))
    assert is_good(made)


def test_llama_index_streams(server: FakeOpenAI) -> None:
    """Piece by piece."""
    asked = messages.ChatMessage(role="user", content=f"{fenced([KESTREL])}\n\nQuestion: {QUESTION}")
    pieces = [piece.delta for piece in like(server, tools=False).stream_chat([asked])]
    assert len(pieces) > 1
    assert "8080" in "".join(piece or "" for piece in pieces)
