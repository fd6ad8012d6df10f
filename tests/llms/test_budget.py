"""What is spent is counted, and nothing is spent beyond what was allowed."""

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgsynth.errors import LLMError, SettingsError
from kgsynth.llms.budget import Budgeted, Ledger
from kgsynth.llms.cache import Cached
from kgsynth.llms.errors import Transient
from kgsynth.llms.pool import Pool
from kgsynth.llms.prices import Price, price_of, read_prices
from kgsynth.llms.records import Prompt, Reply, Usage
from kgsynth.llms.request import input_tokens
from kgsynth.llms.scripted import Scripted

PROMPT = Prompt("system", "user", max_tokens=100)
PRICE = Price(input=1_000_000, output=2_000_000)  # a dollar a token, and two


def prompts(number: int) -> list[Prompt]:
    return [Prompt("", f"{place:04}", max_tokens=100) for place in range(number)]


def costing(input_tokens: int = 10, output_tokens: int = 5, requests: int = 1) -> Callable[[Prompt], Reply]:
    """A model whose every reply costs the same."""
    return lambda prompt: Reply("good", usage=Usage(requests, input_tokens, output_tokens))


def row(**numbers: float | None) -> dict[str, float | None]:
    """A line of a ledger, with what is not said at 0."""
    return {
        "cached": 0, "cost": 0, "failures": 0, "input_tokens": 0, "output_tokens": 0, "requests": 0, **numbers,
    }  # fmt: skip


# ------------------------------------------------------------------------------------------------- the ledger


def test_the_ledger_counts_by_role_and_in_all(tmp_path: Path) -> None:
    """Requests, tokens, cost, failures, and replies that came from disk; sorted, and ready for JSON."""
    ledger = Ledger()
    replies = [
        Reply("good", usage=Usage(1, 10, 5)),
        Reply("", error="malformed", usage=Usage(2, 30, 9)),
        Reply("good", usage=Usage(1, 7, 1)),
    ]
    asked = [Prompt("", "1"), Prompt("", "2"), Prompt("", "1"), Prompt("", "3", role="answers")]
    budgeted = Budgeted(Scripted(replies), ledger, price=PRICE)
    cached = Cached(budgeted, tmp_path / "replies.sqlite", name="m", on_hit=ledger.hit)
    for prompt in asked:
        cached(prompt)
    cached.close()
    counted = ledger.as_dict()
    assert counted == {
        "answers": row(requests=1, input_tokens=7, output_tokens=1, cost=9.0),
        "questions": row(requests=3, input_tokens=40, output_tokens=14, cost=68.0, failures=1, cached=1),
        "total": row(requests=4, input_tokens=47, output_tokens=15, cost=77.0, failures=1, cached=1),
    }
    assert list(counted) == ["answers", "questions", "total"]
    assert all(list(each) == sorted(each) for each in counted.values())
    assert json.loads(json.dumps(counted)) == counted


def test_a_cost_of_which_a_part_is_not_known_is_not_told() -> None:
    """A sum that leaves out a model would be too low."""
    ledger = Ledger()
    Budgeted(costing(), ledger, price=PRICE)(PROMPT)
    assert ledger.as_dict()["total"]["cost"] == 20.0
    Budgeted(costing(), ledger)(PROMPT)
    assert ledger.as_dict()["total"]["cost"] is None


def test_a_request_that_ends_in_an_exception_is_counted() -> None:
    """With what it is known to have cost; the exception passes."""
    ledger = Ledger()
    script = Scripted([Transient("server_error", "HTTP 500", usage=Usage(1, 20, 0)), LLMError("no such model")])
    budgeted = Budgeted(script, ledger)
    for kind in (Transient, LLMError):
        with pytest.raises(kind):
            budgeted(PROMPT)
    assert ledger.as_dict()["total"] == row(requests=2, failures=2, input_tokens=20, cost=None)


# ------------------------------------------------------------------------------------------------- the caps


@settings(max_examples=30, deadline=None)
@given(cap=st.integers(0, 40), wanted=st.integers(0, 60), workers=st.integers(1, 16))
def test_exactly_as_many_calls_as_allowed_are_sent(cap: int, wanted: int, workers: int) -> None:
    """By any number of threads; the rest gets a reply that says why."""
    script = Scripted(costing())
    replies = list(Pool(Budgeted(script, Ledger(), max_calls=cap), workers)(prompts(wanted)))
    assert len(script.asked) == min(cap, wanted)
    refused = [reply.error for reply in replies if reply.error]
    assert refused == [f"budget: {cap} calls are spent (--max-calls)"] * max(0, wanted - cap)


def test_calls_are_counted_over_all_models() -> None:
    """Writer and judge share one ledger, and one budget."""
    ledger = Ledger()
    writer, judge = (Budgeted(costing(), ledger, max_calls=3) for _ in range(2))
    assert [ask(PROMPT).code for ask in (writer, judge, writer, judge, writer)] == ["", "", "", "budget", "budget"]


@settings(max_examples=20, deadline=None)
@given(cap=st.integers(100, 3000), output=st.integers(0, 100), workers=st.sampled_from([1, 4, 16]))
def test_tokens_are_never_overspent_and_nearly_used_up(cap: int, output: int, workers: int) -> None:
    """The longest reply is held while a request is under way; what it did not take is there for the next one."""
    prompt = prompts(1)[0]
    ledger = Ledger()

    def ask(prompt: Prompt) -> Reply:
        time.sleep(0.0005)
        return Reply("good", usage=Usage(1, input_tokens(prompt), output))

    list(Pool(Budgeted(ask, ledger, max_tokens=cap), workers)(prompts(40)))
    each = input_tokens(prompt) + output
    assert ledger.total.tokens <= cap
    assert ledger.total.tokens == 40 * each or cap - ledger.total.tokens < input_tokens(prompt) + prompt.max_tokens


def test_a_budget_of_tokens_says_what_is_left() -> None:
    """In numbers, with the option to raise it."""
    budgeted = Budgeted(costing(50, 30), Ledger(), max_tokens=150)
    assert not budgeted(PROMPT).error
    need = input_tokens(PROMPT) + 100
    assert budgeted(PROMPT).error == f"budget: 80 of 150 tokens are spent, {need} may be needed (--max-tokens)"


def test_a_budget_of_money_is_kept() -> None:
    """By the price of the longest reply."""
    ledger = Ledger()
    budgeted = Budgeted(costing(1000, 100), ledger, max_cost=0.01, price=Price(input=1, output=10), name="m")
    replies = [budgeted(PROMPT) for _ in range(10)]
    assert sum(not reply.error for reply in replies) == 5
    assert ledger.total.cost == pytest.approx(0.01)
    assert "$0.0100 of $0.01 are spent" in replies[-1].error and "--max-cost" in replies[-1].error


def test_a_budget_of_money_needs_a_price() -> None:
    """The error shows how to give one, in a form that works."""
    with pytest.raises(SettingsError, match=r"--max-cost.*'my-model'.*--prices") as raised:
        Budgeted(costing(), Ledger(), max_cost=1.0, name="my-model")
    assert "my-model: {input: 0.5, output: 1.5}" in str(raised.value)


def test_what_is_held_is_given_back() -> None:
    """Also by a request that ends in an exception: the next one has room."""
    ledger = Ledger()
    budgeted = Budgeted(Scripted([Transient("timeout", "60 s"), Reply("good")]), ledger, max_tokens=120)
    with pytest.raises(Transient):
        budgeted(PROMPT)
    assert budgeted(PROMPT).text == "good"


def test_who_waits_for_room_stops_when_the_run_is_stopped() -> None:
    """And sends nothing."""
    release = threading.Event()

    def slow(prompt: Prompt) -> str:
        if prompt.user != "0000":
            release.wait(5)
        return "good"

    script = Scripted(slow)
    budgeted = Budgeted(script, Ledger(), max_tokens=250)
    replies = Pool(budgeted, 4, grace=0.5)(prompts(10))
    next(replies)
    threading.Timer(0.1, release.set).start()
    replies.close()
    assert len(script.asked) <= 3


# ------------------------------------------------------------------------------------------------- prices


def test_a_dated_name_has_the_price_of_the_model() -> None:
    """And only a dated one: a longer name is another model."""
    mini = price_of("gpt-4o-mini")
    assert mini is not None and mini != price_of("gpt-4o")
    for name in ("gpt-4o-mini-2024-07-18", "gpt-4o-mini-latest", "gpt-4o-mini@20240718", "gpt-4o-mini-0718"):
        assert price_of(name) == mini
    for name in ("gpt-4o-mini-audio-preview", "gpt-4o-minimal", "gpt", "", "llama3:8b"):
        assert price_of(name) is None


def test_the_shipped_prices_make_sense() -> None:
    """Every model's replies cost at least as much as its prompts."""
    for name in ("gpt-5", "gpt-5-mini", "gpt-4.1-mini", "claude-sonnet-4-5-20250929", "gemini-2.5-flash"):
        price = price_of(name)
        assert price is not None and 0 < price.input <= price.output < 1000


def test_a_users_own_prices_come_first(tmp_path: Path) -> None:
    """For models that are known, and for those that are not."""
    path = tmp_path / "prices.yaml"
    path.write_text("gpt-4o-mini: {input: 0.2, output: 1}\nllama3:8b: {input: 0, output: 0}\n")
    prices = read_prices(path)
    assert price_of("gpt-4o-mini-2024-07-18", prices) == Price(input=0.2, output=1)
    assert price_of("llama3:8b", prices) == Price(input=0, output=0)
    assert price_of("gpt-4o", prices) == price_of("gpt-4o")


@pytest.mark.parametrize(
    "text", ["- a list", "my-model: 3", "my-model: {input: 1}", "my-model: {input: -1, output: 2}", "a: {b: c", "3"]
)
def test_prices_that_cannot_be_read_are_refused(tmp_path: Path, text: str) -> None:
    """With the name of the file and what a line should be."""
    path = tmp_path / "prices.yaml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=r"prices\.yaml"):
        read_prices(path)


def test_missing_prices_are_refused(tmp_path: Path) -> None:
    """With the name of the file."""
    with pytest.raises(SettingsError, match=r"none\.yaml"):
        read_prices(tmp_path / "none.yaml")
