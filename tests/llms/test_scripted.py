"""Replies that were written beforehand."""

import json
from pathlib import Path

import pytest
from pydantic import BaseModel

from kgsynth.errors import FileFormatError, LLMError
from kgsynth.llms.pool import Pool
from kgsynth.llms.records import Prompt, Reply
from kgsynth.llms.scripted import Scripted, recorded, save_prompts


class Answer(BaseModel):
    """What a prompt may ask for."""

    answer: str


PROMPT = Prompt("system", "user", schema=Answer)


def test_a_list_is_given_in_order() -> None:
    """And then there is nothing more: an error, not an exception."""
    script = Scripted(["one", "two"])
    replies = [script(Prompt("", str(place))) for place in range(3)]
    assert [reply.text for reply in replies] == ["one", "two", ""]
    assert [reply.code for reply in replies] == ["", "", "empty"]
    assert [prompt.user for prompt in script.asked] == ["0", "1", "2"]


def test_a_mapping_is_looked_up() -> None:
    """By what is said to the user, or by any function of the prompt."""
    assert Scripted({"user": "found"})(Prompt("system", "user")).text == "found"
    by_role = Scripted({"answers": "found"}, by=lambda prompt: prompt.role)
    assert by_role(Prompt("", "", role="answers")).text == "found"
    assert by_role(Prompt("", "", role="verdicts")).code == "empty"


def test_a_function_may_answer() -> None:
    """With a text, a record, or a whole reply."""
    reply = Reply("", error="refused")
    assert Scripted(lambda prompt: prompt.user.upper())(Prompt("", "loud")).text == "LOUD"
    assert Scripted(lambda prompt: reply)(PROMPT) is reply


def test_a_text_is_read_as_any_models_is() -> None:
    """The record in it is found, or the reply is malformed; it costs what its length suggests."""
    good, fenced, bad = (
        Scripted([text])(PROMPT) for text in ('{"answer": "42"}', 'Sure!\n```json\n{"answer": "42"}\n```', "no JSON")
    )
    assert good.parsed == fenced.parsed == Answer(answer="42")
    assert bad.code == "malformed"
    assert good.usage.requests == 1 and good.usage.input_tokens > 0 and good.usage.output_tokens > 0


def test_a_record_stands_for_its_text() -> None:
    """As if a model had written it."""
    reply = Scripted([Answer(answer="42")])(PROMPT)
    assert (reply.text, reply.parsed) == ('{"answer":"42"}', Answer(answer="42"))


def test_an_exception_is_raised() -> None:
    """To try what happens then."""
    with pytest.raises(LLMError):
        Scripted([LLMError("no such model")])(PROMPT)


def test_threads_share_a_script() -> None:
    """Each reply is given once."""
    script = Scripted([str(place) for place in range(200)])
    replies = [reply.text for reply in Pool(script, 8)([PROMPT_TEXT] * 200)]
    assert sorted(map(int, replies)) == list(range(200))


PROMPT_TEXT = Prompt("", "free text")


def test_prompts_can_be_answered_elsewhere(tmp_path: Path) -> None:
    """Written once each, filled in by somebody, and given back to the very prompts that they answer."""
    path = tmp_path / "prompts.jsonl"
    save_prompts([PROMPT, Prompt("system", "무엇?\u2028"), PROMPT, Prompt("other", "user")], path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    assert [(line["system"], line["user"], line["reply"]) for line in lines] == [
        ("system", "user", None), ("system", "무엇?\u2028", None), ("other", "user", None),
    ]  # fmt: skip
    lines[0]["reply"] = '{"answer": "42"}'
    lines[1] |= {"reply": "", "by": "reader 3"}
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    model = recorded(path)
    assert model(PROMPT).parsed == Answer(answer="42")
    assert model(Prompt("system", "user", temperature=0.7)).text == '{"answer": "42"}'
    assert model(Prompt("system", "무엇?\u2028")).error == "empty"
    assert model(Prompt("other", "user")).error.startswith("empty: the script has nothing")
    assert model(Prompt("systemuser", "")).code == "empty"


@pytest.mark.parametrize("line", ["no JSON", "[]", '{"system": "s"}', '{"system": "s", "user": "u", "reply": 3}'])
def test_a_line_that_is_no_prompt_is_named(tmp_path: Path, line: str) -> None:
    """With the file and the number of the line."""
    path = tmp_path / "replies.jsonl"
    path.write_text('{"system": "", "user": "", "reply": ""}\n' + line)
    with pytest.raises(FileFormatError, match=r"replies\.jsonl', line 2"):
        recorded(path)
