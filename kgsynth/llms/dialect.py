"""What one endpoint and model have been found to understand, and a request in those words.

Endpoints that speak the protocol of OpenAI differ in what they know of it. Nothing is asked beforehand: a request is
made in the best form, and what is refused is left out from then on.
"""

import re
from collections.abc import Collection
from enum import IntEnum
from threading import Lock

from pydantic import BaseModel

from kgsynth.llms.errors import Fault
from kgsynth.llms.records import Prompt
from kgsynth.llms.structured import instruction, json_schema


class Rung(IntEnum):
    """How a reply is made to fit its schema, the surest way first."""

    JSON_SCHEMA = 0
    TOOL = 1
    JSON_OBJECT = 2
    TEXT = 3

    @property
    def next(self) -> "Rung":
        """One down; the last stays."""
        return Rung(min(self + 1, Rung.TEXT))

    @property
    def needs_words(self) -> bool:
        """Whether the prompt itself must carry the schema."""
        return self >= Rung.JSON_OBJECT


_DOUBT = 2
"""So many prompts must have succeeded only further down before a rung is given up that was never seen to work."""

_FUTILE = 3
"""After so many descents that found nothing, the model is at fault and not the rung."""

_WIDEST = 16

_STRUCTURE = re.compile(
    r"response_?format|json_schema|json_object|structured[ _]output|guided|grammar|tool_choice|\btools?\b"
    r"|function[ _-]?call|requested parameters"
)
_STRUCTURE_FAILS = re.compile(r"response_?format|json_schema|grammar")
_NO_SYSTEM = re.compile(
    r"system (?:role|message|prompt)|role.{0,60}\bsystem\b|\bsystem\b.{0,30}role|developer instruction"
)
_SYSTEM = "system"


class Dialect:
    """What has been learned, by all threads that use one endpoint and model.

    Args:
        limits: names of the parameter for the longest reply, the first one known best.
    """

    def __init__(self, limits: tuple[str, ...] = ("max_tokens", "max_completion_tokens")) -> None:
        self._lock = Lock()
        self._limits = limits
        self._refused: set[str] = set()
        self._rung = Rung.JSON_SCHEMA
        self._proven: set[Rung] = set()
        self._doubts = 0
        self._futile = 0
        self._room = 1
        self.answered = False
        """Whether anything was ever answered: then a bad request is about one prompt, not about the endpoint."""

    @property
    def rung(self) -> Rung:
        """Where the next prompt starts."""
        return self._rung

    @property
    def room(self) -> int:
        """How many times the asked-for length a reply needs, as models think aloud at its expense."""
        return self._room

    def widen(self) -> None:
        """Give replies more room from now on."""
        with self._lock:
            self._room = min(self._room * 2, _WIDEST)

    # -- a request ---------------------------------------------------------------------------------------------------

    def messages(self, prompt: Prompt, rung: Rung) -> list[tuple[str, str]]:
        """The roles and texts of a prompt."""
        wanted = instruction(prompt.schema) if prompt.schema and rung.needs_words else ""
        system = "\n\n".join(part for part in (prompt.system, wanted) if part)
        if system and _SYSTEM not in self._refused:
            return [("system", system), ("user", prompt.user)]
        return [("user", "\n\n".join(part for part in (system, prompt.user) if part))]

    def fields(self, prompt: Prompt, rung: Rung, max_tokens: int) -> dict[str, object]:
        """All else of a request, as far as the endpoint knows it."""
        fields: dict[str, object] = {"temperature": prompt.temperature, "seed": prompt.seed}
        limit = next((name for name in self._limits if name not in self._refused), None)
        if limit:
            fields[limit] = max_tokens
        known = {name: value for name, value in fields.items() if name not in self._refused}
        return known | (_structure(prompt.schema, rung) if prompt.schema else {})

    # -- what is learned ---------------------------------------------------------------------------------------------

    def drop(self, fault: Fault, sent: Collection[str]) -> bool:
        """Leave out from now on what a fault names of the parameters and roles that were sent; whether it names any."""
        no_system = _SYSTEM in sent and _NO_SYSTEM.search(fault.words) is not None
        if fault.status not in {400, 404, 422} and not (fault.status == 500 and no_system):
            return False
        names = [name for name in ("temperature", "seed", *self._limits) if name in sent and blames(fault, name)]
        if not names and no_system:
            names = [_SYSTEM]
        with self._lock:
            self._refused.update(names)
        return bool(names)

    def lower(self, rung: Rung) -> Rung:
        """Give a rung up for good, as the endpoint said that it does not know it; the rung to go on with."""
        with self._lock:
            self._rung = max(self._rung, rung.next)
            return self._rung

    def doubtful(self, rung: Rung) -> bool:
        """Whether a reply that ignores the schema may be the rung's fault, so that the next one is worth a try."""
        return rung < Rung.TEXT and not self._proven and self._futile < _FUTILE

    def worked(self, rung: Rung) -> None:
        """A record came back by this rung."""
        with self._lock:
            if rung > self._rung and self._rung not in self._proven:
                self._doubts += 1
                if self._doubts < _DOUBT:
                    return
                self._rung = rung
            self._proven.add(rung)

    def failed(self, rung: Rung) -> None:
        """No record came back, down to this rung."""
        if rung > self._rung:
            with self._lock:
                self._futile += 1


def refuses_structure(fault: Fault) -> bool:
    """Whether a fault says that the endpoint does not know a way to ask for structure."""
    if fault.status >= 500:
        return fault.status == 501 or _STRUCTURE_FAILS.search(fault.words) is not None
    return fault.status in {400, 404, 422} and _STRUCTURE.search(fault.words) is not None


def blames(fault: Fault, name: str) -> bool:
    """Whether a fault is about this parameter."""
    if fault.param:
        return fault.param.lower() == name
    return re.search(rf"(?<![a-z_]){name}(?![a-z_])", fault.words) is not None


def _structure(schema: type[BaseModel], rung: Rung) -> dict[str, object]:
    if rung == Rung.JSON_OBJECT:
        return {"response_format": {"type": "json_object"}}
    if rung == Rung.TEXT:
        return {}
    name, shape = named(schema), json_schema(schema)
    if rung == Rung.JSON_SCHEMA:
        wanted = {"name": name, "strict": True, "schema": shape}
        return {"response_format": {"type": "json_schema", "json_schema": wanted}}
    function = {"name": name, "description": "Give the result.", "parameters": shape}
    return {
        "tools": [{"type": "function", "function": function}],
        "tool_choice": {"type": "function", "function": {"name": name}},
    }


def named(schema: type[BaseModel]) -> str:
    """The name of a record, in the letters that a function may have."""
    return re.sub(r"[^A-Za-z0-9_-]+", "_", schema.__name__).strip("_")[:64] or "Result"
