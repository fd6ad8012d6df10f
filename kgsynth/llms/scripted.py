"""Replies that were written beforehand, as a model: for tests, and for judging prompts by replies from elsewhere."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock

from pydantic import BaseModel, ConfigDict, ValidationError

from kgsynth.errors import FileFormatError
from kgsynth.language.sizes import estimate_tokens
from kgsynth.llms.records import Prompt, Reply, Usage
from kgsynth.llms.request import content_key, input_tokens
from kgsynth.llms.structured import read

MODEL = "scripted"

Written = str | BaseModel | Reply | Exception
"""What a script may hold: a text as a model writes it, the record that it stands for, a reply, or what is raised."""

Script = Sequence[Written] | Mapping[str, Written] | Callable[[Prompt], Written]


class Scripted:
    """Answers from a script: the next of a list, what lies under a prompt's key, or what a function makes of it.

    Texts are read as any model's are. A prompt that the script has nothing for gets the error "empty", so a run goes
    on. All prompts are kept in `asked`, in the order in which they came.

    Args:
        by: the key of a prompt, where the script is a mapping; what it says to the user where not given.

    Example:
        >>> Scripted(["42"])(Prompt("", "How many?")).text
        '42'
        >>> Scripted({"Who?": "Ada."})(Prompt("", "Where?")).code
        'empty'
    """

    def __init__(self, replies: Script, *, by: Callable[[Prompt], str] | None = None) -> None:
        self.asked: list[Prompt] = []
        self._replies = replies
        self._by = by or (lambda prompt: prompt.user)
        self._lock = Lock()

    def __call__(self, prompt: Prompt) -> Reply:
        with self._lock:
            place = len(self.asked)
            self.asked.append(prompt)
        written = self._written(prompt, place)
        if isinstance(written, Exception):
            raise written
        return written if isinstance(written, Reply) else _reply(written, prompt)

    def _written(self, prompt: Prompt, place: int) -> Written:
        if isinstance(self._replies, Mapping):
            return self._replies.get(self._by(prompt), _NOTHING)
        if isinstance(self._replies, Sequence):
            return self._replies[place] if place < len(self._replies) else _NOTHING
        return self._replies(prompt)


_NOTHING = Reply("", error="empty: the script has nothing for this prompt", model=MODEL)


def _reply(written: str | BaseModel, prompt: Prompt) -> Reply:
    text = written if isinstance(written, str) else written.model_dump_json(by_alias=True)
    reading = read(text, prompt.schema)
    usage = Usage(1, input_tokens(prompt), estimate_tokens(text))
    return Reply(reading.text, reading.parsed, reading.error, usage, MODEL)


# ------------------------------------------------------------------------------------------------- files


class _Line(BaseModel):
    model_config = ConfigDict(extra="allow")  # whoever writes the replies may add notes

    system: str
    user: str
    reply: str | None = None


def save_prompts(prompts: Iterable[Prompt], path: str | Path) -> None:
    """Write prompts as lines of JSON, each once and with room for its reply, for `recorded` to read when it is filled.

    A line is ``{"system": ..., "user": ..., "reply": null}``.
    """
    once = {_words(prompt): prompt for prompt in prompts}
    rows = ({"system": prompt.system, "user": prompt.user, "reply": None} for prompt in once.values())
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    Path(path).write_bytes(text.encode("utf-8", "surrogatepass"))


def recorded(path: str | Path) -> Scripted:
    """A model that gives to a prompt the reply that a file has beside the same words.

    Raises:
        FileFormatError: a line is none that `save_prompts` could have written; says which.
    """
    text = Path(path).read_bytes().decode("utf-8", "surrogatepass")
    lines = [_line(line, f"{str(path)!r}, line {at}") for at, line in enumerate(text.split("\n"), 1) if line.strip()]
    replies: dict[str, Written] = {
        _words(Prompt(line.system, line.user)): line.reply for line in lines if line.reply is not None
    }
    return Scripted(replies, by=_words)


def _words(prompt: Prompt) -> str:
    """The key of a prompt's words alone: a schema or a temperature can change while a reply stays of use."""
    return content_key(Prompt(prompt.system, prompt.user))


def _line(line: str, where: str) -> _Line:
    try:
        return _Line.model_validate(json.loads(line))
    except (ValueError, ValidationError) as error:
        raise FileFormatError(f"{where}: no prompt with its reply here ({' '.join(str(error).split())})") from error
