"""A folder of pages -> seconds per stage at several sizes, peak memory, and how fast each stage grows.

    python benchmarks/scale.py /usr/share/doc/postgresql-doc-15/html

Each size is a sample of the next, read cold in a process of its own, so that its peak memory is its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from random import Random
from statistics import linear_regression
from time import perf_counter, process_time

SIZES = (100, 300, 1000)
STAGES = ("read", "chunk", "entities", "graph", "plan", "questions")
WRITING = ("plan", "questions")  # what is left to do once the graph is there


@dataclass
class Run:
    """What one size took.

    Attributes:
        cpu, wall: seconds by stage.
        spacy: of the CPU seconds by stage, those inside spaCy.
    """

    pages: int
    words: int = 0
    chunks: int = 0
    samples: int = 0
    peak_mb: float = 0.0
    worker_mb: float = 0.0
    cpu: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    wall: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    spacy: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def main() -> None:
    """Measure every size, then print one table."""
    arguments = _arguments()
    if arguments.measure:
        print(json.dumps(vars(measured(arguments.folder, arguments.questions))))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folders = list(_samples(arguments.folder, Path(scratch), arguments.sizes, arguments.pattern, arguments.seed))
        runs = [_in_a_process(folder, arguments.questions) for folder in folders]
    print("\n".join(table(runs)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the pages are")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="pages per run")
    parser.add_argument("--pattern", default="*.html", help="which files are pages")
    parser.add_argument("--questions", type=int, default=50, help="samples asked for")
    parser.add_argument("--seed", type=int, default=0, help="of the draw of the pages")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _samples(folder: Path, scratch: Path, sizes: Sequence[int], pattern: str, seed: int) -> Iterator[Path]:
    """Folders of links to the first pages of one shuffled list: the small sample is part of the large."""
    pages = sorted(folder.resolve().rglob(pattern))
    Random(seed).shuffle(pages)
    for size in sorted(sizes):
        if size > len(pages):
            sys.exit(f"{folder} has {len(pages)} pages, {size} were asked for")
        for page in pages[:size]:
            link = scratch / str(size) / page.relative_to(folder.resolve())
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(page)
        yield scratch / str(size)


def _in_a_process(folder: Path, questions: int) -> Run:
    print(f"{folder.name} pages ...", file=sys.stderr)
    command = [sys.executable, __file__, str(folder), "--questions", str(questions), "--measure"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Run(**json.loads(done.stdout))


# ------------------------------------------------------------------------------------------- in that process


def measured(folder: Path, questions: int) -> Run:
    """One whole run over a folder, timed from inside."""
    run = Run(pages=sum(path.is_file() for path in folder.rglob("*")))
    with _stage("import", run):
        from kgsynth import pipeline
    with _watched(run):
        graph = pipeline.build(folder)
        testset = pipeline.generate(folder, graph=graph, size=questions)
    run.words = sum(len(document.text.split()) for document in graph.documents())
    run.chunks, run.samples = len(graph.chunks()), len(testset)
    run.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    run.worker_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return run


@contextmanager
def _watched(run: Run) -> Iterator[None]:
    """Meanwhile the pipeline's stages, and spaCy inside them, note their processor time in the run."""
    from spacy.language import Language

    from kgsynth.pipeline.run import Run as PipelineRun

    stages: list[str] = []
    usual_stage, usual_pipe = PipelineRun.timed, Language.pipe

    @contextmanager
    def timed(self: object, stage: str) -> Iterator[None]:
        stages.append(stage)
        with _stage(stage, run):
            yield
        stages.pop()

    def pipe(self: Language, texts: object, **options: object) -> Iterator[object]:
        docs = usual_pipe(self, texts, **options)  # type: ignore[call-overload]
        return docs if options.get("as_tuples") else _noting(docs, run, stages[-1])  # tuples: it calls itself without

    PipelineRun.timed = timed  # type: ignore[method-assign]
    Language.pipe = pipe  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        PipelineRun.timed = usual_stage  # type: ignore[method-assign]
        Language.pipe = usual_pipe  # type: ignore[method-assign]


@contextmanager
def _stage(stage: str, run: Run) -> Iterator[None]:
    cpu, wall = _processor_seconds(), perf_counter()
    yield
    run.cpu[stage] += _processor_seconds() - cpu
    run.wall[stage] += perf_counter() - wall


def _processor_seconds() -> float:
    """Of this process and of the workers that it has seen end."""
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + workers.ru_utime + workers.ru_stime


def _noting(docs: Iterator[object], run: Run, stage: str) -> Iterator[object]:
    while True:
        start = process_time()
        doc = next(docs, None)
        run.spacy[stage] += process_time() - start
        if doc is None:
            return
        yield doc


# ------------------------------------------------------------------------------------------------- the table


def table(runs: Sequence[Run]) -> Iterator[str]:
    """CPU seconds (wall seconds) by stage and size, and the exponent of the words."""
    yield _row("pages", [f"{run.pages:,}" for run in runs], "exponent")
    for name in ("words", "chunks", "samples"):
        yield _row(name, [f"{getattr(run, name):,}" for run in runs])
    yield _row("peak MB", [f"{run.peak_mb:,.0f}" for run in runs])
    yield _row("peak MB of a worker", [f"{run.worker_mb:,.0f}" for run in runs])
    yield _row("import", [_seconds(run, ["import"]) for run in runs])
    for stage in STAGES:
        yield _row(stage, [_seconds(run, [stage]) for run in runs], _exponent(runs, [stage]))
    yield _row("plan, questions", [_seconds(run, WRITING) for run in runs], _exponent(runs, WRITING))
    yield _row("samples a second", [f"{_rate(run):.1f}" for run in runs])
    yield _row("all", [_seconds(run, ["import", *STAGES]) for run in runs], _exponent(runs, STAGES))
    for stage in ("entities", "questions"):
        yield _row(f"spaCy in {stage}", [_share(run, stage) for run in runs])
    yield "Seconds are CPU (wall). The exponent is of CPU seconds over words: 1 is linear, 2 quadratic."


def _row(name: str, cells: Sequence[str], last: str = "") -> str:
    return f"{name:<20}" + "".join(f"{cell:>17}" for cell in cells) + f"{last:>10}"


def _seconds(run: Run, stages: Sequence[str]) -> str:
    return f"{sum(run.cpu[stage] for stage in stages):.2f} ({sum(run.wall[stage] for stage in stages):.2f})"


def _rate(run: Run) -> float:
    """Samples for each CPU second from the graph on."""
    return run.samples / max(sum(run.cpu[stage] for stage in WRITING), 1e-3)


def _share(run: Run, stage: str) -> str:
    """The part of spaCy in a stage; nothing is known of what worker processes do."""
    return f"{run.spacy[stage] / run.cpu[stage]:.0%}" if run.spacy.get(stage) else "in the workers"


def _exponent(runs: Sequence[Run], stages: Sequence[str]) -> str:
    if len(runs) < 2:
        return ""
    seconds = [sum(run.cpu[stage] for stage in stages) for run in runs]
    slope = linear_regression([log(run.words) for run in runs], [log(max(each, 1e-3)) for each in seconds]).slope
    return f"{slope:.2f}"


if __name__ == "__main__":
    main()
