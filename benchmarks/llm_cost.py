"""A folder of pages -> what a set written by a model costs: calls, seconds, and what faults and kills add to them.

    python benchmarks/llm_cost.py /usr/share/doc/postgresql-doc-15/html

Every model is `kgsynth.testing`'s server on this machine. The exit status is 1 if a target is missed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from statistics import median
from time import monotonic, perf_counter, sleep
from typing import Any

from kgsynth import pipeline
from kgsynth.errors import LLMError
from kgsynth.graph import KnowledgeGraph, save
from kgsynth.personas import BUILT_IN
from kgsynth.testing import FakeOpenAI, Request
from kgsynth.testset import Testset

SIZES = (10, 50, 200)
CALLS_PER_SAMPLE = 1.2
LATENCY, CONCURRENCY, OVER_IDEAL = 0.5, 16, 1.3
SEEDS = range(5)  # of runs whose median counts: one draft refused among the last is half a second more
REFUSED = 0.05
PER_SECOND = 5.0
DRAFTS_PER_SAMPLE = 3
ATTEMPTS, LONGEST_BACKOFF = 3, 0.5 + 1  # of one request that is not answered in time
TIMEOUT = 1.0
MOMENTS = 10
ON_ITS_WAY = 0.1  # seconds before a kill within which a reply may not have reached the disk
UNMENDABLE = ("cut", "fields")


@dataclass(frozen=True)
class Pages:
    """The pages to draw from, and graphs of draws; a small draw is part of a larger one."""

    folder: Path
    pattern: str
    seed: int
    scratch: Path

    def drawn(self, size: int) -> Path:
        """A folder of links to so many pages."""
        pages = sorted(self.folder.resolve().rglob(self.pattern))
        Random(self.seed).shuffle(pages)
        if size > len(pages):
            sys.exit(f"{self.folder} has {len(pages)} pages, {size} are needed")
        target = self.scratch / str(size)
        for page in pages[:size]:
            link = target / page.relative_to(self.folder.resolve())
            link.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                link.symlink_to(page)
        return target

    @cached_property
    def graph(self) -> KnowledgeGraph:
        """The graph of 50 pages."""
        return pipeline.build(self.drawn(50))


@dataclass(frozen=True, slots=True)
class Goal:
    """One target and what was reached."""

    target: str
    got: str
    met: bool

    def __str__(self) -> str:
        return f"{'met   ' if self.met else 'MISSED'}  {self.target}: {self.got}"


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of the benchmark prints."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    goals: tuple[Goal, ...]
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """The table, the targets, the notes."""
        table = [self.columns, *(tuple(map(str, row)) for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        for first, *rest in table:
            cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
            yield "  ".join((first.ljust(widths[0]), *cells))
        yield from map(str, self.goals)
        yield from self.notes


@dataclass(frozen=True, slots=True)
class Run:
    """One run on a server.

    Attributes:
        testset: None where the run ended with an error.
    """

    testset: Testset | None
    error: str
    seconds: float
    requests: tuple[Request, ...]

    @property
    def samples(self) -> int:
        return len(self.testset) if self.testset else 0

    @property
    def tokens(self) -> int:
        total = self.testset.manifest.spent["total"] if self.testset else {}
        return int(total.get("input_tokens") or 0) + int(total.get("output_tokens") or 0)

    @property
    def repeats(self) -> int:
        return sum(request.repeats for request in self.requests)

    @property
    def statuses(self) -> Counter[int]:
        return Counter(request.status for request in self.requests)


def main() -> None:
    """Measure the parts that are wanted, and print each as soon as it is there."""
    arguments = _arguments()
    missed = 0
    with tempfile.TemporaryDirectory() as scratch:
        pages = Pages(arguments.folder, arguments.pattern, arguments.seed, Path(scratch))
        for name in arguments.only or PARTS:
            start = perf_counter()
            part = PARTS[name](pages)
            print(f"\n{name} ({perf_counter() - start:.0f} s)", *part.lines(), sep="\n", flush=True)
            missed += sum(not goal.met for goal in part.goals)
    sys.exit(1 if missed else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the pages are")
    parser.add_argument("--only", choices=list(PARTS), nargs="+", help="the parts to run")
    parser.add_argument("--pattern", default="*.html", help="which files are pages")
    parser.add_argument("--seed", type=int, default=0, help="of the draw of the pages, and of the moments of the kills")
    return parser.parse_args()


def _run(graph: KnowledgeGraph, size: int, *, server: Mapping[str, Any] | None = None, **settings: Any) -> Run:
    """One run with nothing kept on disk."""
    with FakeOpenAI(**(server or {})) as endpoint:
        start, testset, error = perf_counter(), None, ""
        try:
            testset = _written(graph, size, endpoint.base_url, **settings)
        except LLMError as failure:
            error = str(failure)
        return Run(testset, error, perf_counter() - start, endpoint.requests)


def _written(graph: KnowledgeGraph, size: int, base_url: str, **settings: Any) -> Testset:
    return pipeline.generate("", graph=graph, size=size, llm="openai:fake", base_url=base_url, cache=False, **settings)


# ------------------------------------------------------------------------------------------------- calls


def calls(pages: Pages) -> Part:
    """Calls, tokens and seconds for 50 samples of folders of several sizes."""
    rows, goals = [], []
    for size in SIZES:
        start = perf_counter()
        graph = pipeline.build(pages.drawn(size))
        built = perf_counter() - start
        run = _run(graph, 50)
        sent, ragas = len(run.requests), _ragas(size, len(graph.chunks()), run.samples)
        each = sent / max(1, run.samples)
        sizes = (size, len(graph.chunks()), run.samples, sent, f"{each:.2f}", f"{run.tokens:,}")
        seconds = (f"{built:.1f}", f"{run.seconds:.1f}")
        rows.append((*sizes, *seconds, f"{ragas:,}", f"{ragas / max(1, run.samples):.1f}"))
        target = f"{size} documents: 50 samples, at most {CALLS_PER_SAMPLE} calls each"
        goals.append(Goal(target, f"{run.samples} samples, {each:.2f}", run.samples == 50 and each <= CALLS_PER_SAMPLE))
    columns = ("documents", "chunks", "samples", "calls", "per sample", "tokens", "graph s", "rest s")
    return Part((*columns, "ragas calls", "per sample"), tuple(rows), tuple(goals), (_RAGAS,))


_RAGAS = "ragas: 2 calls per document, 3 per chunk (first, for its graph), and 2.3 per question; computed, not run"


def _ragas(documents: int, chunks: int, samples: int) -> int:
    return round(2 * documents + 3 * chunks + 2.3 * samples)


# ------------------------------------------------------------------------------------------------- latency


def latency(pages: Pages) -> Part:
    """100 samples at half a second: all that follows the graph, against requests packed without a gap."""
    rows, goals = [], []
    ideal = 100 / CONCURRENCY * LATENCY
    for who, personas in (("given", BUILT_IN), ("drawn from the corpus", ())):
        with _apart(LATENCY) as url:
            runs = [
                _written(pages.graph, 100, url, concurrency=CONCURRENCY, personas=personas, seed=seed) for seed in SEEDS
            ]
        seconds = [run.manifest.timings["plan"] + run.manifest.timings["questions"] for run in runs]
        ratios = [each / ideal for each in seconds]
        sent = sorted(run.manifest.spent["total"]["requests"] for run in runs)
        samples = min(map(len, runs))
        told = (f"{median(seconds):.2f}", f"{ideal:.3f}", *(f"{of(ratios):.2f}" for of in (min, median, max)))
        rows.append((who, samples, f"{sent[0]}-{sent[-1]}", *told))
        target = f"personas {who}: 100 samples beyond the graph within {OVER_IDEAL} x {ideal:.3f} s"
        met = samples == 100 and median(ratios) <= OVER_IDEAL
        goals.append(Goal(target, f"{samples} samples, {median(ratios):.2f} x (median of {len(runs)} seeds)", met))
    columns = ("personas", "samples", "calls", "seconds", "ideal s", "best", "median", "worst")
    return Part(columns, tuple(rows), tuple(goals), (_LATENCY, _BEFORE))


_LATENCY = "loading the SDK comes before the documents are read, and is not counted"
_BEFORE = "personas that are drawn from the corpus take a call, which all but the first fifteen others wait for"


@contextmanager
def _apart(latency: float) -> Iterator[str]:
    """A server in a process of its own, by its address: one in this process would compete for the interpreter."""
    command = [sys.executable, "-m", "kgsynth.testing", "--port", "0", "--latency", str(latency)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().partition(" on ")[2].partition(";")[0]
        finally:
            server.terminate()
            server.communicate()


# ------------------------------------------------------------------------------------------------- faults


def faults(pages: Pages) -> Part:
    """What is delivered, and what it takes, by servers that have bad days."""
    runs = {
        "20 % HTTP 500, 10 % malformed": _run(pages.graph, 100, server={"errors": 0.2, "malformed": 0.1}),
        f"{PER_SECOND:g} requests/s allowed": _run(
            pages.graph, 100, server={"requests_per_second": PER_SECOND, "latency": LATENCY}
        ),
        "every reply malformed": _run(pages.graph, 100, server={"malformed": 1.0, "malformed_as": UNMENDABLE}),
        f"hangs, timeout {TIMEOUT:g} s": _run(pages.graph, 100, server={"hangs": 1.0}, timeout=TIMEOUT),
    }
    rows = tuple(
        (name, run.samples, len(run.requests), f"{run.seconds:.1f}", run.repeats, _told(run.statuses))
        for name, run in runs.items()
    )
    spoilt, paced, malformed, hanging = runs.values()
    notes = tuple(f"{name}: {run.error}" for name, run in runs.items() if run.error)
    goals = (_delivered(spoilt), _polite(paced), _given_up(malformed), _timed_out(hanging))
    return Part(("server", "samples", "requests", "seconds", "lost", "statuses"), rows, goals, notes)


def _told(statuses: Counter[int]) -> str:
    return ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items()))


def _delivered(run: Run) -> Goal:
    met = run.samples == 100 and run.repeats == 0
    return Goal("errors: exactly 100 samples, no reply lost", f"{run.samples}, {run.repeats} lost", met)


def _polite(run: Run) -> Goal:
    share = run.statuses[429] / max(1, len(run.requests))
    met = run.samples == 100 and share <= REFUSED
    return Goal(f"limit: at most {REFUSED:.0%} refused", f"{run.samples} samples, {share:.1%} refused", met)


def _given_up(run: Run) -> Goal:
    cap = DRAFTS_PER_SAMPLE * 100
    met = "malformed" in run.error and len(run.requests) <= cap
    got = f"{'an error' if run.error else 'none'}, {len(run.requests)} requests"
    return Goal(f"malformed: an error that says so, within {cap} requests", got, met)


def _timed_out(run: Run) -> Goal:
    most = (ATTEMPTS + 1) * TIMEOUT + LONGEST_BACKOFF  # of the first request; what went with it may end
    met = "no answer within" in run.error and run.seconds <= most
    got = f"{'the cause is told' if 'no answer within' in run.error else 'no cause'}, {run.seconds:.1f} s"
    return Goal(f"hangs: the cause, after {ATTEMPTS} attempts of one request ({most:.1f} s at most)", got, met)


# ------------------------------------------------------------------------------------------------- kill


@dataclass(frozen=True, slots=True)
class Trial:
    """One run that was killed, and its resumption.

    Attributes:
        repeats: replies that were paid for twice.
        on_their_way: of these, those whose reply left the server at the instant of the kill, or just before.
    """

    moment: float
    answered: int
    requests: int
    repeats: int
    on_their_way: int
    same: bool


def kill(pages: Pages) -> Part:
    """kill -9 at random moments from the first request to the end, then the same command again."""
    graph_file = pages.scratch / "graph.json"
    save(pages.graph, graph_file)
    whole, expected, asked, seconds = _uninterrupted(graph_file, pages.scratch)
    rng = Random(pages.seed)
    trials: list[Trial] = []
    while len(trials) < MOMENTS:
        trial = _killed(graph_file, pages.scratch / f"trial{rng.random()}", rng.uniform(asked, seconds), expected)
        trials += [trial] if trial else []  # a run that was over before its moment is no trial
    rows = tuple(
        (f"{each.moment:.2f} s", each.answered, each.requests, each.repeats, each.on_their_way, each.same)
        for each in trials
    )
    repeats = sum(each.repeats for each in trials)
    excused = sum(each.on_their_way for each in trials)
    goals = (
        Goal(
            "no reply is paid for twice but those on their way at the kill",
            f"{repeats} repeated, {excused} of them on their way",
            repeats == excused,
        ),
        Goal(
            "the set is that of the uninterrupted run, byte for byte",
            f"{sum(each.same for each in trials)} of {len(trials)}",
            all(each.same for each in trials),
        ),
    )
    columns = ("killed after", "answered until then", "requests in all", "repeated", "on their way", "same set")
    return Part(
        columns,
        rows,
        goals,
        (f"Uninterrupted: {whole} requests, the first after {asked:.1f} s, all over after {seconds:.1f} s",),
    )


def _uninterrupted(graph_file: Path, scratch: Path) -> tuple[int, bytes, float, float]:
    """How many requests, which bytes, and the seconds until the first request and until the end."""
    with FakeOpenAI(latency=LATENCY) as server:
        start = perf_counter()
        home = scratch / "whole"
        if _generating(graph_file, home, server).wait():
            sys.exit("the uninterrupted run failed")
        seconds = perf_counter() - start
        asked = min(request.at for request in server.requests)
        return len(server.requests), (home / "set.jsonl").read_bytes(), asked, seconds


def _killed(graph_file: Path, home: Path, moment: float, expected: bytes) -> Trial | None:
    """A run that is killed and then run again; None where it was over first."""
    began = monotonic()
    with FakeOpenAI(latency=LATENCY) as server:
        first = _generating(graph_file, home, server)
        sleep(moment)
        first.kill()
        killed = monotonic() - began
        if first.wait() == 0:
            return None
        resumed = monotonic() - began
        answered = sum(request.answered for request in server.requests)
        if _generating(graph_file, home, server).wait():
            sys.exit("a run that was resumed failed")
        requests = server.requests
    ends = {each.key: each.at + each.seconds for each in reversed(requests) if each.answered}  # the first of each
    late = {key for key, end in ends.items() if killed - ON_ITS_WAY < end < resumed}
    repeated = [each.key for each in requests if each.repeats]
    same = (home / "set.jsonl").read_bytes() == expected
    return Trial(moment, answered, len(requests), len(repeated), sum(key in late for key in repeated), same)


def _generating(graph_file: Path, home: Path, server: FakeOpenAI) -> subprocess.Popen[bytes]:
    """``kgsynth generate`` in a process and with a cache of its own."""
    home.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "kgsynth", "generate", str(graph_file.parent), "--graph", str(graph_file)]
    command += ["-n", "50", "--llm", "openai:fake", "--base-url", server.base_url, "-o", str(home / "set.jsonl"), "-q"]
    return subprocess.Popen(command, env={**os.environ, "KGSYNTH_CACHE": str(home / "replies.sqlite")})


PARTS: dict[str, Callable[[Pages], Part]] = {"calls": calls, "latency": latency, "faults": faults, "kill": kill}


if __name__ == "__main__":
    main()
