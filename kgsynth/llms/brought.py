"""A client that the user brought (of LangChain, of LlamaIndex) -> an ask.

The client is used as its owner has set it up: its temperature, its lengths and its own retries stay.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NoReturn, Protocol

from pydantic import BaseModel, ValidationError

from kgsynth.language.sizes import estimate_tokens
from kgsynth.llms.answers import Answer, answer_of
from kgsynth.llms.dialect import refuses_structure
from kgsynth.llms.errors import Declined, Fault, Place, Transient, failure, fault_of, readable
from kgsynth.llms.records import Prompt, Reply, Usage
from kgsynth.llms.structured import Malformed, Reading, correction, instruction, reason

Turn = tuple[str, str]
"""Who says what: "system", "user" or "assistant", and a text."""

_MISSES = 2
"""So many structured requests may bring nothing before a client is asked in plain words only."""


class Unstructured(Exception):
    """A client, or the endpoint behind it, cannot be asked for a record."""


class Client(Protocol):
    """What an adapter makes of a client."""

    name: str

    def structured(self, prompt: Prompt) -> Answer:
        """The answer to a prompt that has a schema, by the client's own means; its text is JSON.

        Raises:
            Unstructured, NotImplementedError: the client has no such means.
            ValueError, TypeError: the reply is not the record.
        """

    def chat(self, turns: Sequence[Turn]) -> Answer:
        """The answer to a conversation."""


class Brought:
    """An ask by somebody's own client."""

    def __init__(self, client: Client) -> None:
        self.name = client.name
        self._client = client
        self._structure = True  # whether the client has means for it, as far as is known
        self._structure_seen = False
        self._misses = 0

    def __call__(self, prompt: Prompt) -> Reply:
        """The reply to one prompt.

        Raises:
            Transient: no answer, where another try may bring one.
            LLMError: no answer, and none to be had.
        """
        return _Errand(self._client, prompt).reply(self)

    def structures(self, prompt: Prompt) -> bool:
        """Whether a prompt should be tried by the client's own means for records."""
        return prompt.schema is not None and self._structure

    def learn(self, worked: bool) -> None:
        """Take note of how a structured request went."""
        if worked:
            self._structure_seen = True
        elif not self._structure_seen:
            self._misses += 1
            self._structure = self._misses < _MISSES

    def unlearn(self) -> None:
        """Ask in plain words only from now on."""
        self._structure = False


class _Errand:
    """One prompt on its way to a reply, and what that has cost so far."""

    def __init__(self, client: Client, prompt: Prompt) -> None:
        self._client = client
        self._prompt = prompt
        self._usage = Usage()
        self._model = client.name

    def reply(self, ask: Brought) -> Reply:
        try:
            reading = self._settled(ask)
        except Declined as declined:
            reading = Reading("", error=str(declined))
        except Transient as error:
            raise Transient(error.code, error.cause, error.retry_after, self._usage) from None
        return Reply(reading.text, reading.parsed, reading.error, self._usage, self._model)

    def _settled(self, ask: Brought) -> Reading:
        reading = self._structured(ask) if ask.structures(self._prompt) else None
        reading = reading or self._said(self._turns())
        if not reading.reason:
            return reading
        again = correction(reading.reason)
        if reading.text:
            return self._said([*self._turns(), ("assistant", reading.text), ("user", again)])
        *before, (_, user) = self._turns()
        return self._said([*before, ("user", f"{user}\n\n{again}")])

    def _structured(self, ask: Brought) -> Reading | None:
        """What the client's own means give; None where it has none."""
        try:
            reading = self._answered(lambda: self._client.structured(self._prompt), self._not_structured)
        except Unstructured:
            ask.unlearn()
            return None
        except Malformed as malformed:
            self._usage += Usage(1, estimate_tokens(self._prompt.system + self._prompt.user))
            reading = Reading("", error=f"malformed: {malformed.reason}")
        if reading.parsed is not None or reading.reason:
            ask.learn(reading.parsed is not None)
        return reading

    def _said(self, turns: Sequence[Turn]) -> Reading:
        return self._answered(lambda: self._client.chat(turns), lambda error, fault: None)

    def _turns(self) -> list[Turn]:
        wanted = instruction(self._prompt.schema) if self._prompt.schema else ""
        system = "\n\n".join(part for part in (self._prompt.system, wanted) if part)
        return [*([("system", system)] if system else []), ("user", self._prompt.user)]

    def _answered(self, ask: Callable[[], Answer], otherwise: Callable[[Exception, Fault | None], None]) -> Reading:
        """What the client answers, also where it gives an answer away as an exception.

        Args:
            ask: the request.
            otherwise: raises what an exception means here, if anything special.

        Raises:
            Transient, LLMError, Declined: it did not answer.
        """
        try:
            answer = ask()
        except Exception as error:
            answer = _within(error) or self._failed(error, otherwise)
        self._usage += answer.usage
        self._model = answer.model or self._model
        return answer.read(self._prompt)

    def _failed(self, error: Exception, otherwise: Callable[[Exception, Fault | None], None]) -> NoReturn:
        fault = fault_of(error)
        self._usage += Usage(requests=0 if fault is None else 1)
        otherwise(error, fault)
        # An SDK's own words about a refused key may hold the key.
        raise failure(error, self._place) from (error if fault is None else None)

    @staticmethod
    def _not_structured(error: Exception, fault: Fault | None) -> None:
        if isinstance(error, Unstructured | NotImplementedError) or (fault is not None and refuses_structure(fault)):
            raise Unstructured(str(error)) from None
        if fault is None and isinstance(error, ValueError | TypeError):
            told = reason(error) if isinstance(error, ValidationError) else readable(str(error))
            raise Malformed(told) from error

    @property
    def _place(self) -> Place:
        name = self._client.name
        key_advice = "Check the key that the client was made with."
        address_advice = "Check the model's name and the address that the client was made with."
        return Place(name, f"the endpoint of {name}", key_advice, address_advice)


def _within(error: Exception) -> Answer | None:
    """The answer that an SDK read and then threw away, as it does not validate or was cut short."""
    response = getattr(error, "response", None)
    if getattr(response, "status_code", None) != 200:
        return None
    try:
        data = response.json()  # type: ignore[union-attr]
    except ValueError:
        return None
    return answer_of(data) if isinstance(data, Mapping) and data.get("choices") else None


def saying(answer: Answer, record: object) -> Answer:
    """An answer whose text is a record, where the client has read one."""
    return replace(answer, text=record.model_dump_json(by_alias=True)) if isinstance(record, BaseModel) else answer


def counted(input_tokens: object, output_tokens: object, turns: Sequence[Turn], text: str) -> Usage:
    """One request and its tokens: as the client tells them, else estimated."""
    if isinstance(input_tokens, int) and isinstance(output_tokens, int) and input_tokens + output_tokens:
        return Usage(1, input_tokens, output_tokens)
    return Usage(1, estimate_tokens("".join(said for _, said in turns)), estimate_tokens(text))
