"""Nothing is paid for twice: with threads, with processes, and after any kind of end."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field, field_validator

from kgsynth.errors import FileFormatError, KgsynthError, LLMError
from kgsynth.llms.cache import Cached, cache_path
from kgsynth.llms.records import Prompt, Reply, Usage
from kgsynth.llms.request import content_key

PROMPT = Prompt("system", "user")


class Answer(BaseModel):
    """What a prompt may ask for."""

    question: str
    words: list[str] = Field(default=[], alias="wordList")


class OtherAnswer(BaseModel):
    """The same for another purpose."""

    question: str
    sure: bool = True


class Model:
    """Gives each request a reply of its own, and counts them."""

    def __init__(self, mark: str = "") -> None:
        self.sent: list[Prompt] = []
        self._mark = mark

    def __call__(self, prompt: Prompt) -> Reply:
        self.sent.append(prompt)
        parsed = Answer(question=prompt.user, wordList=["a", "ü"]) if prompt.schema else None
        return Reply(f"{self._mark}{len(self.sent)}: {prompt.user}", parsed, usage=Usage(1, 100, 20), model="m-2026")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the cache is to be; the folder does not exist yet."""
    return tmp_path / "deep" / "replies.sqlite"


@pytest.fixture
def model() -> Model:
    return Model()


@pytest.fixture
def cached(path: Path, model: Model) -> Iterator[Cached]:
    with closing(Cached(model, path, name="m")) as cached:
        yield cached


def test_the_same_request_is_sent_once(cached: Cached, model: Model) -> None:
    """The second reply is the first one, marked, and costs nothing."""
    first, second = cached(PROMPT), cached(PROMPT)
    assert len(model.sent) == 1
    assert (first.cached, first.usage) == (False, Usage(1, 100, 20))
    assert second == replace(first, cached=True, usage=Usage())


def test_a_record_is_read_again_by_its_schema(cached: Cached, model: Model) -> None:
    """With all its fields, also those with names of their own in JSON."""
    prompt = replace(PROMPT, schema=Answer)
    cached(prompt)
    assert cached(prompt).parsed == Answer(question="user", wordList=["a", "ü"])
    assert len(model.sent) == 1


class Strict(BaseModel):
    """A record whose rules change while its schema does not."""

    forbidden: ClassVar[str] = ""
    text: str

    @field_validator("text")
    @classmethod
    def _allowed(cls, text: str) -> str:
        assert text != cls.forbidden
        return text


def test_a_record_that_is_valid_no_longer_is_asked_for_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the new one takes its place."""
    replies = iter([Reply("1", Strict(text="old")), Reply("2", Strict(text="new"))])
    prompt = replace(PROMPT, schema=Strict)
    with closing(Cached(lambda prompt: next(replies), path, name="m")) as cached:
        assert cached(prompt).text == "1"
        monkeypatch.setattr(Strict, "forbidden", "old")
        assert [(cached(prompt).text, cached(prompt).cached) for _ in range(2)] == [("2", True)] * 2


class OneWay(BaseModel):
    """A record that is written in another way than it is read."""

    text: str = Field(serialization_alias="written")


def test_a_record_that_cannot_be_read_again_is_still_given_out(path: Path) -> None:
    """It was paid for."""
    with closing(Cached(lambda prompt: Reply("1", OneWay(text="a")), path, name="m")) as cached:
        assert cached(replace(PROMPT, schema=OneWay)).parsed == OneWay(text="a")


def test_a_later_run_finds_it(path: Path, cached: Cached) -> None:
    """What it once cost stays in the file."""
    first = cached(PROMPT)
    cached.close()
    with closing(Cached(Model(), path, name="m")) as later:
        assert later(PROMPT) == replace(first, cached=True, usage=Usage())
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT model, requests, input_tokens, output_tokens FROM replies").fetchall()
    assert rows == [("m-2026", 1, 100, 20)]


def test_only_good_replies_are_kept(path: Path) -> None:
    """A reply with an error is asked for again, and replaced by a good one."""
    replies = iter([Reply("", error="timeout: 60 s"), Reply("good"), Reply("never sent")])
    with closing(Cached(lambda prompt: next(replies), path, name="m")) as cached:
        assert [cached(PROMPT).text for _ in range(3)] == ["", "good", "good"]


def test_hits_are_told(path: Path, model: Model) -> None:
    """So that they can be counted."""
    hits: list[Prompt] = []
    with closing(Cached(model, path, name="m", on_hit=hits.append)) as cached:
        cached(PROMPT)
        assert not hits
        cached(PROMPT)
    assert hits == [PROMPT]


# ------------------------------------------------------------------------------------------------- the key

ALIKE = st.builds(
    Prompt,
    system=st.sampled_from(["", "a", "ab", "\ud83d"]),
    user=st.sampled_from(["", "b", "ab"]),
    schema=st.sampled_from([None, Answer, OtherAnswer]),
    role=st.sampled_from(["questions", "repair"]),
    temperature=st.sampled_from([0, 0.0, 0.7]),
    seed=st.sampled_from([0, 1]),
    max_tokens=st.sampled_from([0, 1, 1200]),
)


def content(prompt: Prompt, name: str) -> tuple[object, ...]:
    """All that makes a request what it is."""
    return (
        name, prompt.system, prompt.user, prompt.schema, prompt.temperature, prompt.seed, prompt.max_tokens,
    )  # fmt: skip


@given(ALIKE, ALIKE, st.sampled_from(["", "m", "n"]), st.sampled_from(["", "m", "n"]))
def test_the_key_is_the_content(one: Prompt, other: Prompt, name: str, other_name: str) -> None:
    """Two requests have one key exactly if nothing differs but what they are for."""
    same = content_key(one, name=name) == content_key(other, name=other_name)
    assert same == (content(one, name) == content(other, other_name))


def test_the_key_is_the_same_in_any_process() -> None:
    """A change of the key would make everybody pay again: it is a decision, not an accident."""
    key = content_key(Prompt("s", "u", temperature=0.7, seed=3), name="m", endpoint="http://localhost/v1")
    assert key == KEY


KEY = "818e27af390804902ce51982289aaec89d37944bba6a3ae64950977d9fdf51ae"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=50))
def test_any_text_is_the_same_in_a_later_run(tmp_path: Path, text: str) -> None:
    """Whatever characters it holds, even halves of them."""
    prompt = Prompt("", text)
    with closing(Cached(lambda prompt: Reply(text), tmp_path / "replies.sqlite", name="m")) as cached:
        assert cached(prompt).text == cached(prompt).text


# ------------------------------------------------------------------------------------------------- threads


def together(number: int, work: Callable[[], Reply]) -> list[Reply | BaseException]:
    """What a function gives in several threads that start at once."""
    start = threading.Barrier(number)
    outcomes: list[Reply | BaseException] = []

    def run() -> None:
        start.wait()
        try:
            outcomes.append(work())
        except KgsynthError as error:
            outcomes.append(error)

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_threads_that_ask_the_same_at_once_send_one_request(path: Path) -> None:
    """All get the one reply, and only one of them its cost."""
    sent: list[Prompt] = []

    def slow(prompt: Prompt) -> Reply:
        sent.append(prompt)
        time.sleep(0.1)
        return Reply("good", usage=Usage(1, 100, 20))

    with closing(Cached(slow, path, name="m")) as cached:
        replies = together(8, lambda: cached(PROMPT))
    assert len(sent) == 1
    assert [reply.text for reply in replies if isinstance(reply, Reply)] == ["good"] * 8
    assert sum(reply.usage.requests for reply in replies if isinstance(reply, Reply)) == 1


def test_where_the_one_that_asks_fails_the_others_ask_themselves(path: Path) -> None:
    """An exception reaches the thread that met it, and nobody waits for ever."""
    outcomes: Iterator[Reply | LLMError] = iter([LLMError("the connection broke"), Reply("good")])
    lock = threading.Lock()

    def slow(prompt: Prompt) -> Reply:
        time.sleep(0.05)
        with lock:
            outcome = next(outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    with closing(Cached(slow, path, name="m")) as cached:
        replies = together(4, lambda: cached(PROMPT))
    assert sum(isinstance(reply, LLMError) for reply in replies) == 1
    assert [reply.text for reply in replies if isinstance(reply, Reply)] == ["good"] * 3


# ------------------------------------------------------------------------------------------------- processes

WRITER = textwrap.dedent("""
    import os, sys, threading, time
    from pathlib import Path
    from kgsynth.llms.cache import Cached
    from kgsynth.llms.pool import Pool
    from kgsynth.llms.records import Prompt, Reply

    path, number, mark, seconds, start = sys.argv[1:]

    def ask(prompt):
        os.write(1, f"sent {prompt.user}\\n".encode())
        time.sleep(float(seconds))
        return Reply(f"{mark} {prompt.user}")

    while not Path(start).exists():
        time.sleep(0.001)
    pool = Pool(Cached(ask, path, name="m"), 8)
    for reply in pool([Prompt("", str(each)) for each in range(int(number))]):
        os.write(1, f"got {reply.text}\\n".encode())
""")


def writer(path: Path, number: int, mark: str, seconds: float, start: Path) -> subprocess.Popen[str]:
    """A process that asks numbered prompts through the cache, once a file is there."""
    command = [sys.executable, "-c", WRITER, str(path), str(number), mark, str(seconds), str(start)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_processes_share_a_file_and_agree_on_every_reply(tmp_path: Path) -> None:
    """Three that start at once, on a file that is not there yet, all go on with whichever reply was first."""
    path, start = tmp_path / "replies.sqlite", tmp_path / "start"
    runs = [writer(path, 60, mark, 0.002, start) for mark in "abc"]
    start.touch()
    outputs = [run.communicate(timeout=20) for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], outputs
    got = [[line for line in out.split("\n") if line.startswith("got")] for out, _ in outputs]
    assert len(got[0]) == 60
    assert got[0] == got[1] == got[2]


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
def test_a_killed_run_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    """After kill -9, the same prompts again: none that was given out is sent again, and all are answered the same."""
    path, start = tmp_path / "replies.sqlite", tmp_path / "start"
    start.touch()
    got: list[str] = []
    for lines, mark in ((12, "first"), (25, "second")):
        with writer(path, 50, mark, 0.01, start) as run:
            assert run.stdout is not None
            said = [run.stdout.readline().strip() for _ in range(lines)]
            run.send_signal(signal.SIGKILL)
            said += run.stdout.read().split("\n")
        again = [line.removeprefix("got ") for line in said if line.startswith("got ")]
        assert again[: len(got)] == got[: len(again)]
        got = max(again, got, key=len)
    model = Model()
    with closing(Cached(model, path, name="m")) as cached:
        replies = [cached(Prompt("", str(each))) for each in range(len(got))]
    assert got and not model.sent
    assert [reply.text for reply in replies] == got


# ------------------------------------------------------------------------------------------------- files


def test_a_file_of_another_kind_is_never_written_to(path: Path, model: Model) -> None:
    """The error names the file; nothing is sent."""
    path.parent.mkdir()
    path.write_text("my notes, which are long enough to be taken for the header of a database" * 20)
    with pytest.raises(FileFormatError, match=r"replies\.sqlite.*delete it.*KGSYNTH_CACHE"):
        Cached(model, path, name="m")(PROMPT)
    assert path.read_text().startswith("my notes")
    assert not model.sent


@pytest.mark.parametrize("content", [b"short text", b"\0" * 4096, b"SQLite format 3\0" + b"\xff" * 5000])
def test_rubbish_is_refused(path: Path, model: Model, content: bytes) -> None:
    """However short it is."""
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(KgsynthError, match="delete it"):
        Cached(model, path, name="m")(PROMPT)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(path: Path, model: Model) -> None:
    """Its tables are as they were."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()
    with pytest.raises(FileFormatError, match="another program made it"):
        Cached(model, path, name="m")(PROMPT)
    assert path.read_bytes() == before


def test_a_cache_of_another_version_is_refused(path: Path, cached: Cached, model: Model) -> None:
    """Instead of being read wrongly."""
    cached(PROMPT)
    cached.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(FileFormatError, match="another version"):
        Cached(model, path, name="m")(PROMPT)


def test_a_damaged_cache_is_refused(path: Path, cached: Cached, model: Model) -> None:
    """Pages that were overwritten are found when they are read."""
    for number in range(100):
        cached(Prompt("", f"{number} " + "long " * 100))
    cached.close()
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\x55" * (len(damaged) - 4096)
    path.write_bytes(damaged)
    with pytest.raises(FileFormatError, match=r"delete it, with replies\.sqlite-wal"):
        Cached(model, path, name="m")(PROMPT)


def test_an_empty_file_becomes_a_cache(path: Path, model: Model) -> None:
    """Such as one that was made to hold the place."""
    path.parent.mkdir()
    path.touch()
    with closing(Cached(model, path, name="m")) as cached:
        cached(PROMPT)
        assert cached(PROMPT).cached


def test_where_nothing_can_be_kept_the_run_goes_on_without(tmp_path: Path, model: Model) -> None:
    """That is told once, with the cause."""
    (tmp_path / "file").touch()
    told: list[str] = []
    cached = Cached(model, tmp_path / "file" / "replies.sqlite", name="m", tell=told.append)
    assert [cached(PROMPT).text for _ in range(3)] == ["1: user", "2: user", "3: user"]
    assert len(told) == 1
    assert "replies.sqlite" in told[0] and "KGSYNTH_CACHE" in told[0]


def test_without_anybody_to_tell_it_is_a_warning(tmp_path: Path, model: Model) -> None:
    """Python shows it once."""
    (tmp_path / "file").touch()
    with pytest.warns(RuntimeWarning, match="cannot keep replies"):
        Cached(model, tmp_path / "file" / "replies.sqlite", name="m")(PROMPT)


LIMITED = textwrap.dedent("""
    import os, resource, sys
    from kgsynth.llms.cache import Cached
    from kgsynth.llms.records import Prompt, Reply

    path, kind = sys.argv[1:]
    told, sent = [], []

    def ask(prompt):
        sent.append(prompt)
        return Reply("reply " * 1000)

    cached = Cached(ask, path, name="m", tell=told.append)
    if kind == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
    elif os.getuid() == 0:
        os.setuid(65534)
    for each in [*range(40), 0, 39]:
        assert cached(Prompt("", str(each))).text
    print(len(sent), len(told), *told, sep="|")
""")


def limited(path: Path, kind: str) -> list[str]:
    """How many requests and warnings there were, and the warning, in a process that may not write all it wants."""
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path), kind], capture_output=True, text=True, timeout=20, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip().split("|")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_disk_that_fills_up_ends_no_run(tmp_path: Path) -> None:
    """What was kept before is still found."""
    path = tmp_path / "replies.sqlite"
    sent, warnings, said = limited(path, "full")
    assert (sent, warnings) == ("41", "1")  # the first prompt is found again, the last is not
    assert "full" in said or "disk" in said


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_a_cache_that_may_only_be_read_ends_no_run(model: Model) -> None:
    """As on a machine where somebody else has filled it."""
    with tempfile.TemporaryDirectory() as folder:  # one that anybody may enter, as pytest's may not be
        path = Path(folder) / "replies.sqlite"
        with closing(Cached(model, path, name="m")) as cached:
            cached(Prompt("", "0"))
        path.chmod(0o444)
        path.parent.chmod(0o555)
        sent, warnings, said = limited(path, "read-only")
        path.parent.chmod(0o755)
    assert (sent, warnings) == ("42", "1")
    assert "read" in said


def test_the_place_of_the_cache() -> None:
    """A name in the environment, else the user's cache folder."""
    assert cache_path({"KGSYNTH_CACHE": "/x/y.db", "XDG_CACHE_HOME": "/c"}) == Path("/x/y.db")
    assert cache_path({"XDG_CACHE_HOME": "/c"}) == Path("/c/kgsynth/replies.sqlite")
    assert cache_path({}) == Path.home() / ".cache" / "kgsynth" / "replies.sqlite"
    assert cache_path({"KGSYNTH_CACHE": "~/r.db"}) == Path(os.path.expanduser("~")) / "r.db"
