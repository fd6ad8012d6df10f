"""``kgsynth generate``: a folder -> a test set."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.text import Text

from kgsynth.commands.console import EXIT_INTERRUPTED, EXIT_SHORTFALL, errors, translated
from kgsynth.commands.groups import Corpus, Model, Shape, Spending, with_groups
from kgsynth.options import Config, DryRun, Quiet, Rejections, SavedGraph, Source, Strict, TestsetFile

if TYPE_CHECKING:
    from kgsynth.settings import Settings
    from kgsynth.testset import Testset

SKIPPED_SHOWN = 10


@with_groups
def generate(
    source: Source,
    *,
    shape: Shape,
    corpus: Corpus,
    graph: SavedGraph = None,
    config: Config = None,
    model: Model,
    dry_run: DryRun = False,
    spending: Spending,
    output: TestsetFile = Path("eval.jsonl"),
    rejections: Rejections = False,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Make a test set from a folder of documents.

    Reads Markdown, text, HTML, PDF, Office and more, links their passages by what they share, and
    writes questions with reference answers and exact evidence. Every question has passed the checks.

    **Examples:**

    - `kgsynth generate docs/ -n 50 -o eval.jsonl`
    - `kgsynth generate docs/ --style well_formed=4 --style misspelled=1`
    - `kgsynth generate docs/ --config kgsynth.toml --strict --quiet`
    - `kgsynth generate docs/ -n 100 --llm openai:gpt-5-mini --dry-run`
    - `kgsynth generate docs/ --llm openai:qwen3 --base-url http://localhost:11434/v1`
    """
    with translated():
        from kgsynth.configuration import settings_from
        from kgsynth.testset import require_known_suffix

        said = {**shape.settings(), **corpus.settings(), **model.settings(), **spending.settings()}
        settings = settings_from(config, **said)
        require_known_suffix(output)
        if dry_run:
            _estimate(source, settings, graph, quiet=quiet)
            raise typer.Exit
        _warn_of_one_model(settings, quiet=quiet)
        testset = _generate(source, settings, graph, quiet=quiet)
        testset.save(output, rejections=rejections)
        _report(testset, output, quiet=quiet)
    raise typer.Exit(_status(testset, strict=strict))


def _generate(source: Path, settings: "Settings", graph_file: Path | None, *, quiet: bool) -> "Testset":
    from kgsynth.graph import load
    from kgsynth.pipeline import generate
    from kgsynth.report.progress import progress_on

    graph = load(graph_file) if graph_file else None
    with progress_on(errors, quiet=quiet) as progress:
        return generate(source, settings=settings, graph=graph, progress=progress, status=progress.status)


def _estimate(source: Path, settings: "Settings", graph_file: Path | None, *, quiet: bool) -> None:
    from kgsynth.graph import load
    from kgsynth.pipeline import estimate
    from kgsynth.report.progress import progress_on
    from kgsynth.report.terminal import show_estimate

    graph = load(graph_file) if graph_file else None
    with progress_on(errors, quiet=quiet) as progress:
        expected = estimate(source, settings=settings, graph=graph, progress=progress)
    show_estimate(
        [
            (each.name, each.model, each.requests, each.input_tokens, each.output_tokens, each.cost)
            for each in (*expected.stages, expected.total)
        ],
        Console(),
    )


def _warn_of_one_model(settings: "Settings", *, quiet: bool) -> None:
    """A judge that judges itself is lenient."""
    judge = settings.judge_llm or settings.answer_llm or settings.llm
    if settings.llm and settings.verify in {"critique", "llm"} and judge == settings.llm and not quiet:
        errors.print(
            f"{settings.llm} judges what it wrote itself; name another model with --judge-llm",
            style="yellow",
            highlight=False,
        )


def _report(testset: "Testset", output: Path, *, quiet: bool) -> None:
    from kgsynth.report.terminal import show_testset

    if quiet:
        return
    _warn_of_skipped(testset.manifest.skipped)
    show_testset(testset, Console(), path=output)


def _warn_of_skipped(skipped: dict[str, str]) -> None:
    if not skipped:
        return
    errors.print(f"\n Not read, or read with a reservation: {len(skipped)}", style="yellow", highlight=False)
    for source, reason in list(skipped.items())[:SKIPPED_SHOWN]:
        errors.print(Text(f"   {source}: {reason}"))
    if len(skipped) > SKIPPED_SHOWN:
        errors.print(Text(f"   ... and {len(skipped) - SKIPPED_SHOWN} more: see the manifest"))


def _status(testset: "Testset", *, strict: bool) -> int:
    if testset.interrupted:
        errors.print("Interrupted: what was accepted until then is saved.", style="yellow")
        if testset.manifest.spent and testset.manifest.settings.get("cache"):
            errors.print("The same command goes on from here; replies that were paid for are not asked for again.")
        return EXIT_INTERRUPTED
    return EXIT_SHORTFALL if strict and testset.manifest.shortfalls else 0
