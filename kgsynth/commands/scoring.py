"""``kgsynth score``: a test set, and a retriever or its results -> scores."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stdout
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from kgsynth.commands.console import EXIT_SHORTFALL, errors, translated
from kgsynth.options import OUTPUT, Quiet

if TYPE_CHECKING:
    from kgsynth.scoring import Comparison, Results, SampleScores, Summary
    from kgsynth.testset import Testset

SAID = 10
_RANKS = (1, 3, 5, 10)
_PRIMARY = ("evidence_recall", "token_f1", "refusal")
_SYSTEM, _TABLES = "What is scored", "What is compared and shown"


class Format(StrEnum):
    """How scores are printed."""

    TABLE = "table"
    JSON = "json"


def score(
    testset: Annotated[
        Path, typer.Argument(metavar="TESTSET", help="What `kgsynth generate` wrote.", show_default=False)
    ],
    retriever: Annotated[
        str | None,
        typer.Option(
            metavar="MODULE:FUNCTION",
            help="Takes a question, returns passages, best first: texts, or mappings with text, id, source, start, "
            "end. Modules of the working directory can be imported.",
            rich_help_panel=_SYSTEM,
        ),
    ] = None,
    results: Annotated[
        Path | None,
        typer.Option(
            help='Or what a system gave, a line a question: {"sample_id": ..., "retrieved": \\[...], "answer": ...}, '
            "with user_input in place of sample_id if you like.",
            rich_help_panel=_SYSTEM,
        ),
    ] = None,
    k: Annotated[
        int | None, typer.Option("-k", min=1, help="Only the first k passages count.", rich_help_panel=_SYSTEM)
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Scores saved before with -o, to compare with.", rich_help_panel=_TABLES)
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="AXIS",
            help="A table by query_type, question_kind, hops, persona_name, query_style, query_length, language, "
            "document or entity. Can be repeated.  \\[default: query_type]",
            rich_help_panel=_TABLES,
        ),
    ] = None,
    show_lost: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=0,
            help="Show the N worst samples; with --baseline, those that lost.",
            rich_help_panel=_TABLES,
        ),
    ] = 5,
    seed: Annotated[int, typer.Option(min=0, help="Of the draws behind the intervals.", rich_help_panel=_TABLES)] = 0,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Save the scores as JSON.", rich_help_panel=OUTPUT)
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="json: all numbers to standard output.", rich_help_panel=OUTPUT)
    ] = Format.TABLE,
    quiet: Quiet = False,
) -> None:
    """Score a retriever, or the answers of a system, on a test set. No model is asked.

    Evidence lies in the test set as characters of the documents, so that any chunking can be scored: what counts is
    how much of the evidence was retrieved, how early, and beside how much else.

    **Examples:**

    - `kgsynth score eval.jsonl --retriever search:top_passages -k 10 -o before.json`
    - `kgsynth score eval.jsonl --retriever search:top_passages --baseline before.json`
    - `kgsynth score eval.jsonl --results answers.jsonl --by question_kind --by document`
    - `kgsynth score eval.jsonl --results answers.jsonl --format json > scores.json`

    Questions at which the retriever fails are told with their cause, have no scores, and end the command with
    status 3; the others are scored all the same.
    """  # fmt: skip
    with translated():
        from kgsynth.scoring import compare, summarise
        from kgsynth.scoring.records import Results
        from kgsynth.testset import Testset

        samples = Testset.load(testset)
        axes = _axes(by, samples, testset)
        earlier = Results.load(baseline) if baseline else None
        scores = _scores(samples, retriever, results, k, quiet=quiet or form is Format.JSON)
        if output:
            scores.save(output)
        summary = summarise(scores, seed=seed)
        comparison = compare(earlier, scores, seed=seed) if earlier else None
        if form is Format.JSON:
            typer.echo(_json(summary, comparison, scores, axes))
        elif not quiet:
            _show(scores, summary, comparison, axes, show_lost, output)
    _tell_failures(scores)
    raise typer.Exit(EXIT_SHORTFALL if scores.failures else 0)


# ------------------------------------------------------------------------------------------------- scoring


def _axes(by: Sequence[str] | None, samples: "Testset", path: Path) -> list[str]:
    from kgsynth.errors import InputError, SettingsError
    from kgsynth.scoring import slices_of

    if not samples.samples:
        raise InputError(f"{str(path)!r} holds no samples: generate some with `kgsynth generate`")
    known = {axis for sample in samples for axis in slices_of(sample)}
    for axis in by or ():
        if axis not in known:
            raise SettingsError(f"--by {axis!r}: the samples have {', '.join(sorted(known))}")
    return list(dict.fromkeys(by or ["query_type"]))


def _scores(
    samples: "Testset", retriever: str | None, results: Path | None, k: int | None, *, quiet: bool
) -> "Results":
    from kgsynth.errors import SettingsError
    from kgsynth.report.progress import progress_on
    from kgsynth.scoring import evaluate

    ks = _ranks(k)
    if retriever and results is None:
        with redirect_stdout(sys.stderr):  # what the user's code prints must not stand in the scores
            function = _imported(retriever)
        with progress_on(errors, quiet=quiet) as progress, redirect_stdout(sys.stderr):
            return evaluate(samples, function, ks=ks, name=retriever, depth=k, progress=progress)
    if results and retriever is None:
        return _of_file(samples, results, ks, k)
    raise SettingsError("give either --retriever MODULE:FUNCTION or --results FILE")


def _ranks(k: int | None) -> tuple[int, ...]:
    """The usual ranks up to the one that is asked for, and that one."""
    return _RANKS if k is None else (*(rank for rank in _RANKS if rank < k), k)


def _of_file(samples: "Testset", path: Path, ks: Sequence[int], k: int | None) -> "Results":
    from kgsynth.scoring.runs import score_file

    run = score_file(samples, path, ks=ks, name=path.name, depth=k)
    _warn(f"Lines of {path} that fit no sample, left out: {len(run.stray)}", run.stray)
    _warn(f"Samples without a line in {path}, counted as nothing retrieved: {len(run.missing)}", run.missing)
    return run.results


def _imported(name: str) -> Callable[[str], Iterable[object]]:
    """The function that a name like ``search:top`` stands for; the working directory comes first."""
    from importlib import import_module

    from kgsynth.errors import SettingsError

    module_name, _, path = name.partition(":")
    if not module_name or not path:
        raise SettingsError(
            f"--retriever {name!r}: name a function as MODULE:FUNCTION, for example search:top_passages"
        )
    sys.path.insert(0, str(Path.cwd()))
    try:
        found: object = import_module(module_name)
    except Exception as error:  # The module is the user's: whatever it raises, it cannot be used.
        raise SettingsError(f"--retriever {name!r}: cannot import it ({type(error).__name__}: {error})") from error
    for part in path.split("."):
        found = getattr(found, part, None)
    if not callable(found):
        raise SettingsError(f"--retriever {name!r}: {module_name!r} has no function {path!r}")
    return found


# ------------------------------------------------------------------------------------------------- telling


def _json(summary: "Summary", comparison: "Comparison | None", scores: "Results", axes: Sequence[str]) -> str:
    from dataclasses import asdict

    told = asdict(summary)
    told["slices"] = {axis: told["slices"][axis] for axis in axes if axis in told["slices"]}
    told["failures"] = [failure.model_dump() for failure in scores.failures]
    if comparison:
        told["comparison"] = asdict(comparison)
    return json.dumps(told, ensure_ascii=False, indent=2)


def _show(
    scores: "Results",
    summary: "Summary",
    comparison: "Comparison | None",
    axes: Sequence[str],
    show_lost: int,
    output: Path | None,
) -> None:
    from kgsynth.scoring.terminal import show_comparison, show_samples, show_summary

    console = Console()
    show_summary(summary, console, by=axes)
    metric = next((name for name in _PRIMARY if name in summary.metrics), "")
    if comparison:
        show_comparison(comparison, console)
    lost = _lost(scores, metric, comparison, show_lost)
    show_samples(_lost_title(metric, comparison), lost, metric, console)
    if metric == _PRIMARY[0] and not summary.metrics[metric].mean:
        errors.print(
            "Nothing of the evidence was found: is it the same corpus, are its sources named alike?", soft_wrap=True
        )
    if output:
        console.print(Text(f" Saved to {output}"))


def _lost(scores: "Results", metric: str, comparison: "Comparison | None", most: int) -> list["SampleScores"]:
    """The samples that score lowest; against a baseline, of those that lost."""
    lost = comparison.metrics[metric].lost if comparison and metric in comparison.metrics else None
    held = [each for each in scores if each.metrics.get(metric, 1.0) < 1 and (lost is None or each.sample_id in lost)]
    return sorted(held, key=lambda each: (each.metrics[metric], each.sample_id))[:most]


def _lost_title(metric: str, comparison: "Comparison | None") -> str:
    return f"Lowest {metric.replace('_', ' ')}{' of those that lost' if comparison else ''}"


def _tell_failures(scores: "Results") -> None:
    causes = [f"{failure.sample_id}: {failure.cause}" for failure in scores.failures]
    _warn(f"Questions that failed and have no scores: {len(causes)} of {len(causes) + len(scores)}", causes)


def _warn(headline: str, lines: Sequence[str]) -> None:
    """A headline and some lines on standard error; nothing where there are no lines."""
    if not lines:
        return
    errors.print(Text(headline, style="yellow"), soft_wrap=True)
    for line in lines[:SAID]:
        errors.print(Text(f"   {line}"), soft_wrap=True)
    if len(lines) > SAID:
        errors.print(Text(f"   ... and {len(lines) - SAID} more"))
