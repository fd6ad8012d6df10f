"""An SDK's exception -> try again (`Transient`), stop (`LLMError`), or do without this one prompt (`Declined`).

Exceptions are read by their attributes (``status_code``, ``body``, ``response``), which the SDKs of all providers
share, so that nothing has to be imported to understand them.
"""

import json
import math
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from kgsynth.errors import KgsynthError, LLMError
from kgsynth.llms.records import Usage

LONGEST_MESSAGE = 300
"""Characters of an endpoint's own words that are passed on."""

_SECRET = re.compile(r"\b(?:sk|pk|gsk|xai|hf)[-_][\w*.-]{6,}|\bAIza[\w-]{10,}|(?<=Bearer )[^\s'\"]+", re.IGNORECASE)
_TOO_LONG = re.compile(
    r"context[_ ](?:length|window|size)|maximum context|prompt is too long|too many (?:input )?tokens|input is too long"
)
_UNSAFE = re.compile(r"content[_ ]?(?:filter|policy|management)|responsibleai|moderation|safety system|flagged")
# Not "exceeded your current quota": Gemini says so of its limit per minute too.
_NO_CREDIT = re.compile(r"insufficient[_ ](?:quota|balance|credit|funds)|billing_hard_limit|credit balance")
_NO_MODEL = re.compile(
    r"model_not_found|model\b.{0,120}(?:not found|not exist|unknown|invalid)|(?:unknown|invalid) model"
)


class Transient(KgsynthError):
    """A failure that another try may heal.

    Attributes:
        code: as in `Reply.error`: "timeout", "unreachable", "server_error" or "rate_limited".
        cause: what happened, for people.
        retry_after: the seconds that the endpoint asks to be left alone, where it says so.
        usage: what the failed try has cost (an answer that is an error is a request too).
    """

    def __init__(self, code: str, cause: str, retry_after: float | None = None, usage: Usage | None = None) -> None:
        super().__init__(f"{code}: {cause}")
        self.code = code
        self.cause = cause
        self.retry_after = retry_after
        self.usage = usage or Usage()


class Declined(Exception):
    """The endpoint will not answer this prompt, though it may answer others: adapters make it a `Reply`."""

    def __init__(self, code: str, cause: str) -> None:
        super().__init__(f"{code}: {cause}")


@dataclass(frozen=True, slots=True)
class Fault:
    """An HTTP error as the endpoint told it: its own words, the parameter it blames, its own code."""

    status: int
    message: str = ""
    param: str = ""
    code: str = ""
    retry_after: float | None = None

    @property
    def words(self) -> str:
        """All that it says, in small letters."""
        return f"{self.code} {self.param} {self.message}".lower()

    def __str__(self) -> str:
        return f"HTTP {self.status}: {self.message}" if self.message else f"HTTP {self.status}"


def fault_of(error: Exception, *, secret: str = "") -> Fault | None:
    """What the endpoint answered, where `error` is about an answer; without the key."""
    response = getattr(error, "response", None)
    status = getattr(error, "status_code", None) or getattr(response, "status_code", None)
    body = getattr(error, "body", None) or str(error)
    if isinstance(hidden := _hidden(error, response), dict):
        status, body = hidden.get("code"), hidden
    if not isinstance(status, int) or status < 400:
        return None
    headers = getattr(response, "headers", None)
    wait = retry_after(headers) if isinstance(headers, Mapping) else None
    return told(status, body, wait=wait, secret=secret)


def _hidden(error: Exception, response: object) -> object:
    """An error in an answer that says 200, which SDKs stumble over or pass on as it is."""
    if getattr(response, "status_code", None) != 200:
        return error.args[0] if error.args else None
    try:
        data = response.json()  # type: ignore[attr-defined]
    except ValueError:
        return None
    return data.get("error") if isinstance(data, dict) else None


def told(status: int, body: object, *, wait: float | None = None, secret: str = "") -> Fault:
    """A fault from the body of an answer, in any of the shapes that servers use."""
    inner = body.get("error", body) if isinstance(body, dict) else body
    if not isinstance(inner, dict):
        return Fault(status, readable(inner, secret=secret), retry_after=wait)
    message = inner.get("message") or inner.get("detail") or inner
    param, code = inner.get("param"), inner.get("code") or inner.get("type")
    return Fault(status, readable(message, secret=secret), str(param or ""), str(code or ""), wait)


def readable(words: object, *, secret: str = "") -> str:
    """An endpoint's words on one line, short, and without keys."""
    text = words if isinstance(words, str) else json.dumps(words, ensure_ascii=False, default=str)
    if secret:
        text = text.replace(secret, "[key]")
    text = " ".join(_SECRET.sub("[key]", text).split())
    return text if len(text) <= LONGEST_MESSAGE else text[:LONGEST_MESSAGE] + "…"


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait by ``retry-after-ms`` or ``retry-after`` (seconds or a date)."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    seconds = _number(value)
    return seconds if seconds is not None else _until(value)


def _number(value: str | None) -> float | None:
    try:
        number = float(value or "")
    except ValueError:
        return None
    return max(number, 0.0) if math.isfinite(number) else None


def _until(date: str | None) -> float | None:
    try:
        moment = parsedate_to_datetime(date or "").timestamp()
    except (ValueError, OverflowError):
        return None
    return max(moment - time.time(), 0.0)


@dataclass(frozen=True, slots=True)
class Place:
    """Which model is asked where, and what its user can do if the key or the address is wrong."""

    model: str
    endpoint: str
    key_advice: str = "Set OPENAI_API_KEY to a key of that endpoint, and check --base-url."
    address_advice: str = "Check the model's name and --base-url (it usually ends in /v1)."


def outcome(fault: Fault, place: Place) -> Exception:
    """The exception that an HTTP error comes to."""
    words, status = fault.words, fault.status
    if status == 402 or (status == 429 and _NO_CREDIT.search(words)):
        return LLMError(f"No credit is left at {place.endpoint} ({fault}). Add credit, or use another key or endpoint.")
    if status == 401:
        return LLMError(f"{place.endpoint} does not accept the API key (HTTP 401). {place.key_advice}")
    if status == 413 or (status < 500 and _TOO_LONG.search(words)):
        return Declined("too_long", str(fault))
    if status in {400, 403, 422} and _UNSAFE.search(words):
        return Declined("refused", str(fault))
    if status in {408, 409, 425, 429} or status >= 500:
        code = {408: "timeout", 429: "rate_limited"}.get(status, "server_error")
        return Transient(code, str(fault), fault.retry_after)
    return _unusable(fault, place)


def _unusable(fault: Fault, place: Place) -> LLMError:
    if fault.status == 403:
        advice = "Check what the key may be used for, and the model's name."
        return LLMError(f"The API key has no access to {place.model!r} at {place.endpoint} ({fault}). {advice}")
    if _NO_MODEL.search(fault.words):
        return LLMError(f"{place.endpoint} has no model {place.model!r} ({fault}). Check the model's name.")
    if fault.status in {404, 405}:
        what = f"{place.endpoint} does not answer chat requests for {place.model!r}"
        return LLMError(f"{what} ({fault}). {place.address_advice}")
    return LLMError(f"{place.endpoint} does not accept requests for {place.model!r} ({fault}).")


_TIMEOUTS = {"APITimeoutError", "TimeoutException", "TimeoutError", "Timeout", "DeadlineExceeded"}
_CONNECTIONS = {"APIConnectionError", "TransportError", "ConnectionError", "EndpointConnectionError"}
_CONNECT_TIMEOUTS = {"ConnectTimeout", "ConnectTimeoutError"}


def unanswered(error: BaseException, *, secret: str = "") -> Transient | None:
    """The failure where no answer came: out of time, or not reached; None where `error` is something else."""
    chain = _chain(error)
    names = {kind.__name__ for kind in type(error).__mro__}
    if any(type(link).__name__ in _CONNECT_TIMEOUTS for link in chain):
        return Transient("unreachable", "no connection in time")
    if _TIMEOUTS & names:
        return Transient("timeout", readable(str(error) or "timed out", secret=secret))
    if _CONNECTIONS & names:
        return Transient("unreachable", readable(str(chain[-1]) or type(chain[-1]).__name__, secret=secret))
    return None


def _chain(error: BaseException) -> list[BaseException]:
    """An exception, what caused it, and so on."""
    return [error, *(_chain(error.__cause__) if error.__cause__ else [])]


def failure(error: Exception, place: Place) -> Exception:
    """What any exception of a client comes to; one that is not understood stops the run."""
    fault = fault_of(error)
    if fault is not None:
        return outcome(fault, place)
    return unanswered(error) or LLMError(f"{place.model} failed ({type(error).__name__}): {readable(str(error))}")
