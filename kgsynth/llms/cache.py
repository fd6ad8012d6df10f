"""An ask -> one that never pays for the same request twice: replies are kept in SQLite, by the content of the request.

A reply is on disk before it is given out, so a run that was killed and is started again goes on where it was.
"""

import os
import sqlite3
import warnings
import weakref
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from threading import Lock
from time import monotonic, sleep
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticSerializationError

from kgsynth.errors import FileFormatError
from kgsynth.llms.pausing import pause
from kgsynth.llms.records import Ask, Prompt, Reply, Usage
from kgsynth.llms.request import content_key

_APPLICATION = 0x6B677379  # "kgsy", in the file's header: how kgsynth knows a file for its own
_VERSION = 1
_PATIENCE = 30.0  # seconds to wait for another process that is writing
_TABLE = """
CREATE TABLE replies (
    key TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    parsed TEXT,
    model TEXT NOT NULL,
    requests INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL
) WITHOUT ROWID
"""


def cache_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where replies are kept: ``KGSYNTH_CACHE``, or ``kgsynth/replies.sqlite`` in the user's cache folder."""
    if named := environment.get("KGSYNTH_CACHE"):
        return Path(named).expanduser()
    folder = environment.get("XDG_CACHE_HOME")
    return (Path(folder) if folder else Path.home() / ".cache") / "kgsynth" / "replies.sqlite"


class Cached:
    """Asks only what was never answered; a reply from disk is marked and costs nothing.

    Only good replies are kept. Of threads that ask the same at once, one sends and all get its reply. A file that
    cannot be written is told once, and the run goes on without.

    Args:
        path: the SQLite file; made where there is none. Any number of threads and processes may share it.
        name: the model's name, a part of the key.
        endpoint: where the model is served; a part of the key, too.
        on_hit: told of each prompt that cost nothing.
        tell: shown the warning that nothing can be kept; Python's own warnings where not given.

    Raises:
        FileFormatError: when first asked, if the file is damaged or not a cache of kgsynth's; says which to delete.
    """

    def __init__(
        self,
        ask: Ask,
        path: str | Path,
        *,
        name: str,
        endpoint: str = "",
        on_hit: Callable[[Prompt], None] | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self._ask = ask
        self._store = _Store(Path(path), tell or _warn)
        self._name = name
        self._endpoint = endpoint
        self._on_hit = on_hit or (lambda prompt: None)
        self._lock = Lock()
        self._under_way: dict[str, Future[Reply]] = {}

    def __call__(self, prompt: Prompt) -> Reply:
        key = content_key(prompt, name=self._name, endpoint=self._endpoint)
        while True:
            with self._lock:
                other = self._under_way.get(key)
                if other is None:
                    mine = self._under_way[key] = Future()
            reply = self._answer(key, prompt, mine) if other is None else _shared(other)
            if reply is not None:
                if reply.cached:
                    self._on_hit(prompt)
                return reply
            pause(0)  # the other thread has failed: unless the run is being stopped, this one tries for itself

    def close(self) -> None:
        """Close the file; the next request opens it again."""
        self._store.close()

    def _answer(self, key: str, prompt: Prompt, answer: Future[Reply]) -> Reply:
        """The reply from disk or from the model, for all that wait for it."""
        try:
            reply = self._kept(key, prompt) or self._asked(key, prompt)
        except BaseException as error:
            self._leave(key)
            answer.set_exception(error)
            raise
        self._leave(key)
        answer.set_result(reply)
        return reply

    def _leave(self, key: str) -> None:
        with self._lock:
            del self._under_way[key]

    def _kept(self, key: str, prompt: Prompt) -> Reply | None:
        row = self._store.get(key)
        reply = row.reply(prompt.schema) if row else None
        if row and not reply:
            self._store.drop(key)
        return reply

    def _asked(self, key: str, prompt: Prompt) -> Reply:
        reply = self._ask(prompt)
        row = None if reply.error else _Row.of(reply)
        # Another process may have been faster. A later run will find its reply, so this run takes it as well.
        first = row and self._store.put(key, row).reply(prompt.schema)
        return replace(first, usage=reply.usage, cached=False) if first else reply


def _shared(other: Future[Reply]) -> Reply | None:
    """What another thread was told, for nothing; None where it failed."""
    if other.exception() is not None:
        return None
    reply = other.result()
    return replace(reply, usage=Usage(), cached=not reply.error)


def _warn(text: str) -> None:
    warnings.warn(text, RuntimeWarning, stacklevel=2)


# ------------------------------------------------------------------------------------------------- the file


@dataclass(frozen=True, slots=True)
class _Row:
    """A good reply as it is kept, with what it once cost."""

    text: str
    parsed: str | None
    model: str
    requests: int
    input_tokens: int
    output_tokens: int

    @classmethod
    def of(cls, reply: Reply) -> "_Row | None":
        """None for what no file can hold: half a character (a lone surrogate) in the record."""
        try:
            parsed = reply.parsed.model_dump_json(by_alias=True) if reply.parsed is not None else None
        except PydanticSerializationError:
            return None
        # The same half character in the text alone becomes "?", in this run as in any later one.
        text = reply.text.encode("utf-8", "replace").decode("utf-8")
        return cls(text, parsed, reply.model, *astuple(reply.usage))

    def reply(self, schema: type[BaseModel] | None) -> Reply | None:
        """The reply, at no cost; None where its record fits the schema no longer (a validator has become stricter)."""
        try:
            parsed = schema.model_validate_json(self.parsed) if schema and self.parsed is not None else None
        except ValidationError:
            return None
        return Reply(self.text, parsed, model=self.model, cached=True)


class _Store:
    """Rows by key in one SQLite file. Where the file cannot be used, nothing is found and nothing is kept."""

    def __init__(self, path: Path, tell: Callable[[str], None]) -> None:
        self._path = path
        self._tell = tell
        self._told = False
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None

    def get(self, key: str) -> _Row | None:
        found = self._run(
            "SELECT text, parsed, model, requests, input_tokens, output_tokens FROM replies WHERE key = ?", key
        )
        return _Row(*found[0]) if found else None

    def put(self, key: str, row: _Row) -> _Row:
        """Keep a row, unless there is one; the one that is kept now."""
        self._run("INSERT OR IGNORE INTO replies VALUES (?, ?, ?, ?, ?, ?, ?)", key, *astuple(row))
        return self.get(key) or row

    def drop(self, key: str) -> None:
        self._run("DELETE FROM replies WHERE key = ?", key)

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _run(self, statement: str, *values: str | int | None) -> list[tuple[Any, ...]]:
        """The rows that a statement gives. Each statement is a transaction: on disk when it returns."""
        try:
            with self._lock:
                if self._connection is None:
                    self._connection = _opened(self._path)
                    # For those who never call close(); not at exit, when another thread may still be writing.
                    weakref.finalize(self, self._connection.close).atexit = False
                return self._connection.execute(statement, values).fetchall()
        except (OSError, sqlite3.OperationalError) as error:
            self._tell_once(error)
        except sqlite3.DatabaseError as error:
            raise _unreadable(self._path, str(error)) from error
        return []

    def _tell_once(self, error: Exception) -> None:
        if not self._told:
            self._told = True
            self._tell(
                f"cannot keep replies in {str(self._path)!r} ({error}): what is paid for now will be paid for again. "
                "Make room or give the right to write there, or name another file in KGSYNTH_CACHE"
            )


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make sure that the file is ours; make it where there is none. Two processes may do so at once."""
    connection.execute("PRAGMA synchronous = NORMAL")  # a killed process loses nothing; only a power cut might
    if _is_ours(connection, path):
        return
    _switch_to_wal(connection)
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        if not _is_ours(connection, path):
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {_VERSION}")


def _is_ours(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is a cache; False where it is empty, an error where it is anything else."""
    marks = tuple(connection.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version"))
    if marks == (_APPLICATION, _VERSION):
        return True
    if marks[0] == _APPLICATION:
        raise _unreadable(path, "another version of kgsynth made it")
    if marks[0] or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise _unreadable(path, "another program made it")
    return False


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """SQLite does not wait here by itself while another process does the same."""
    deadline = monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
        sleep(0.01)


def _unreadable(path: Path, why: str) -> FileFormatError:
    return FileFormatError(
        f"{str(path)!r} cannot hold the replies of models ({why}): delete it, with {path.name}-wal and {path.name}-shm "
        "where they lie beside it, or name another file in KGSYNTH_CACHE"
    )
