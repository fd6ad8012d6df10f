"""What goes wrong, how often, and what it looks like. Whether a request fails depends on its content alone."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from random import Random

from kgsynth.testing.prompts import Json
from kgsynth.testing.questions import Quote, Written


class Fault(StrEnum):
    """What is wrong with one reply: at most one thing."""

    NONE = ""
    ERRORS = "errors"
    MALFORMED = "malformed"
    REFUSALS = "refusals"
    TRUNCATED = "truncated"
    HANGS = "hangs"
    EMPTY = "empty"
    WRONG_LANGUAGE = "wrong_language"
    FALSE_QUOTES = "false_quotes"
    OBEYS = "obeys"
    THINKS = "thinks"

    @property
    def is_answer(self) -> bool:
        """Whether the reply fits its schema, so that nobody need ask again: what it says is another matter."""
        return self in (Fault.NONE, Fault.WRONG_LANGUAGE, Fault.FALSE_QUOTES, Fault.OBEYS, Fault.THINKS)


SORTS = ("cut", "prose", "commas", "fields", "quotes")
"""How JSON is broken: cut short, within prose, with trailing commas, with other fields, in single quotes."""


def _share(help: str) -> float:
    return field(default=0.0, metadata={"help": f"share of requests {help}", "share": True})


@dataclass(frozen=True, slots=True)
class Switches:
    """How the server behaves; all off by default. Shares are from 0 to 1 and together at most 1."""

    latency: float = field(default=0.0, metadata={"help": "seconds until a reply"})
    errors: float = _share("answered with HTTP 500")
    malformed: float = _share("answered with broken JSON")
    refusals: float = _share("that the model refuses to answer")
    truncated: float = _share("cut short, with finish_reason length")
    hangs: float = _share("never answered")
    empty: float = _share("answered with nothing")
    wrong_language: float = _share("answered in another language")
    false_quotes: float = _share("with quotes that stand in no document")
    obeys: float = _share("for which an instruction in a document is followed")
    thinks: float = _share("answered after thinking aloud in <think>")
    disagrees: float = field(default=0.0, metadata={"help": "share of verdicts that are no"})
    malformed_as: tuple[str, ...] = field(default=SORTS, metadata={"help": f"how JSON is broken: {', '.join(SORTS)}"})
    requests_per_second: float = field(
        default=0.0, metadata={"help": "more are answered with HTTP 429; 0 for no limit"}
    )
    refuses: frozenset[str] = field(
        default=frozenset(),
        metadata={"help": "what is answered with HTTP 400: json_schema, json_object, tools, or a parameter's name"},
    )
    leaks: str = field(default="", metadata={"help": "what the model lets slip in its replies"})

    def __post_init__(self) -> None:
        object.__setattr__(self, "refuses", frozenset(self.refuses))
        object.__setattr__(self, "malformed_as", tuple(self.malformed_as))
        shares = {each.name: getattr(self, each.name) for each in fields(self) if each.metadata.get("share")}
        if min(shares.values()) < 0 or sum(shares.values()) > 1 + 1e-9:
            raise ValueError(f"shares must not be below 0, nor above 1 together: {shares}")
        if unknown := set(self.malformed_as) - set(SORTS):
            raise ValueError(f"malformed_as knows {', '.join(SORTS)}, not {', '.join(sorted(unknown))}")

    def fault(self, key: str, attempt: int, seed: int) -> Fault:
        """What is wrong with the reply to a request that comes for the nth time."""
        drawn = chance(key, attempt, seed)
        for fault in list(Fault)[1:]:
            drawn -= getattr(self, fault)
            if drawn < 0:
                return fault
        return Fault.NONE


def chance(*parts: object) -> float:
    """A number from 0 to 1 that depends on the parts and nothing else."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


# ------------------------------------------------------------------------------------------ other words


def twist(fault: Fault) -> Callable[[Written], Written] | None:
    """What a fault makes of what was written; None where it leaves the words alone."""
    return {Fault.WRONG_LANGUAGE: _in_another_language, Fault.FALSE_QUOTES: _with_false_quotes}.get(fault)


_ENGLISH = ("At what time does the train from London to York leave?", "at seven in the morning")
_KOREAN = ("서울에서 부산까지 가는 기차는 몇 시에 떠납니까?", "아침 일곱 시에 떠납니다")


def _in_another_language(written: Written) -> Written:
    question, answer = _ENGLISH if written.language in ("ko", "th", "ja", "zh") else _KOREAN
    return replace(written, question=question, answer=answer)


def _with_false_quotes(written: Written) -> Written:
    return replace(written, quotes=tuple(Quote(each.context, _backwards(each.text)) for each in written.quotes))


def _backwards(text: str) -> str:
    words = text.split()
    return " ".join(reversed(words)) if len(words) > 3 else f"{text[::-1]} (sic)"


# ------------------------------------------------------------------------------------------ broken JSON


def broken(value: Json, sort: str) -> str:
    """A value as JSON that is none, or not the JSON that was asked for."""
    text = json.dumps(value, ensure_ascii=False)
    if sort == "cut":
        return text[: max(1, len(text) * 3 // 5)]
    if sort == "prose":
        return f"Sure! Here is the JSON that you asked for:\n\n```json\n{text}\n```\n\nLet me know if it should change."
    if sort == "commas":
        return re.sub(r"(?<=[\w\"\]}])(\s*\n\s*[}\]])", r",\1", json.dumps(value, ensure_ascii=False, indent=1))
    if sort == "fields":
        return json.dumps(_renamed(value), ensure_ascii=False)
    return repr(value)


def _renamed(value: Json) -> Json:
    if not isinstance(value, Mapping):
        return {"result": value}
    return {f"the_{name}": _renamed(each) if isinstance(each, Mapping) else each for name, each in value.items()}


def sort_of(sorts: tuple[str, ...], key: str, attempt: int, seed: int) -> str:
    """Which way the JSON of a reply is broken."""
    return Random(f"{key} {attempt} {seed}").choice(sorts or SORTS)
