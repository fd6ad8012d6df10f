"""``kgsynth report``: a test set -> the numbers that say how good it is."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from kgsynth.commands.console import errors, translated
from kgsynth.errors import FileFormatError, SettingsError
from kgsynth.options import CORPUS, OUTPUT, Quiet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgsynth.report.quality import Corpus, Quality, Verdict
    from kgsynth.settings import Settings
    from kgsynth.testset import Testset
    from kgsynth.types import Manifest

EXIT_NOT_MET = 1


class Format(StrEnum):
    """What a report is printed as."""

    TERMINAL = "terminal"
    JSON = "json"


def report(
    testset: Annotated[
        Path, typer.Argument(metavar="TESTSET", help="A .jsonl or .json that kgsynth wrote.", show_default=False)
    ],
    corpus: Annotated[
        Path | None,
        typer.Option(metavar="SOURCE", help="The documents that it was made of.", rich_help_panel=CORPUS),
    ] = None,
    graph: Annotated[
        Path | None, typer.Option(help="Or the graph that was built of them.", rich_help_panel=CORPUS)
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="What is printed.", rich_help_panel=OUTPUT)] = (
        Format.TERMINAL
    ),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where the numbers are saved, as JSON.", rich_help_panel=OUTPUT),
    ] = None,
    require: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME[=VALUE]",
            help="Exit with status 1 if this target is missed: grounded, copied_runs=0.3, ... or all. May be repeated.",
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Which sentences of the documents are drawn.", rich_help_panel=CORPUS)] = 0,
    quiet: Quiet = False,
) -> None:
    """Say how good a test set is: evidence, coverage, variety, wording, difficulty, and what it can show.

    Much is told by the set alone. What needs the documents is measured with `--corpus` or `--graph`.

    **Examples:**

    - `kgsynth report eval.jsonl --corpus docs/`
    - `kgsynth report eval.jsonl --graph graph.json -o report.json`
    - `kgsynth report eval.jsonl --corpus docs/ --require all --require copied_runs=0.3 --quiet`
    """
    with translated():
        _require_one_source(corpus, graph)
        _require_json(output)
        from kgsynth.testset import Testset

        loaded = Testset.load(testset)
        from kgsynth.report.quality import measure, requirements, verdicts

        bounds = requirements(require or ())
        quality = measure(loaded, _corpus(loaded, corpus, graph, quiet=quiet), seed=seed)
        found = verdicts(quality, bounds)
        _require_measured(found, bounds)
        _save(quality, found, output)
        _show(quality, found, form, output, quiet=quiet)
    raise typer.Exit(_status(found, bounds))


def _require_one_source(corpus: Path | None, graph: Path | None) -> None:
    if corpus and graph:
        raise SettingsError("--corpus and --graph were both given: the graph holds the documents, so give that alone")


def _require_json(output: Path | None) -> None:
    if output and output.suffix.lower() != ".json":
        raise FileFormatError(f"cannot write a report as {output.name!r}: name it with .json")


def _require_measured(verdicts: "tuple[Verdict, ...]", bounds: "Mapping[str, float | None]") -> None:
    for verdict in verdicts:
        if verdict.name in bounds and verdict.met is None:
            raise SettingsError(
                f"{verdict.name!r} is required and could not be measured: give --graph GRAPH.json or --corpus FOLDER; "
                "if one was given, the test set has no samples of that sort"
            )


def _corpus(testset: "Testset", folder: Path | None, graph_file: Path | None, *, quiet: bool) -> "Corpus | None":
    from kgsynth.graph import load
    from kgsynth.report.quality import Corpus

    if graph_file:
        return Corpus.of_graph(load(graph_file))
    return _read(folder, testset.manifest, quiet=quiet) if folder and len(testset) else None


def _read(folder: Path, manifest: "Manifest", *, quiet: bool) -> "Corpus":
    """The documents, read and cut as they were for the test set."""
    from kgsynth.errors import InputError
    from kgsynth.readers import read_folder
    from kgsynth.report.progress import progress_on
    from kgsynth.report.quality import Corpus

    settings = _settings(manifest)
    with progress_on(errors, quiet=quiet) as progress:
        documents, _ = read_folder(
            folder,
            encoding=settings.encoding,
            language=settings.language,
            max_file_bytes=settings.max_file_bytes,
            progress=lambda done, total: progress("read", done, total),
        )
    if not documents:
        raise InputError(f"nothing could be read in {str(folder)!r}: give the folder that the test set was made of")
    return Corpus.of_documents(documents, chunk_tokens=settings.chunk_tokens)


def _settings(manifest: "Manifest") -> "Settings":
    """Those of the run that speak of reading; the defaults where a manifest is missing."""
    from kgsynth.configuration import settings_from

    names = ("encoding", "language", "max_file_bytes", "chunk_tokens")
    return settings_from(**{name: manifest.settings.get(name) for name in names})


def _save(quality: "Quality", verdicts: "tuple[Verdict, ...]", output: Path | None) -> None:
    if output:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(_json(quality, verdicts), encoding="utf-8")


def _json(quality: "Quality", verdicts: "tuple[Verdict, ...]") -> str:
    import json

    numbers = quality.model_dump(mode="json")
    numbers["verdicts"] = [verdict.model_dump(mode="json") for verdict in verdicts]
    return json.dumps(numbers, ensure_ascii=False, indent=2) + "\n"


def _show(
    quality: "Quality", verdicts: "tuple[Verdict, ...]", form: Format, output: Path | None, *, quiet: bool
) -> None:
    from kgsynth.report.quality_terminal import show_quality

    if quiet:
        return
    if form is Format.JSON:
        typer.echo(_json(quality, verdicts), nl=False)
        return
    show_quality(quality, verdicts, Console())
    if output:
        typer.echo(f" Saved to {output}")


def _status(verdicts: "tuple[Verdict, ...]", bounds: "Mapping[str, float | None]") -> int:
    missed = [verdict for verdict in verdicts if verdict.name in bounds and verdict.met is False]
    for verdict in missed:
        sign = "at least" if verdict.at_least else "at most"
        said = f"not met: {verdict.name} is {verdict.value:.4g}, {sign} {verdict.target:.4g} is required"
        errors.print(Text(said, style="red"), soft_wrap=True)
    return EXIT_NOT_MET if missed else 0
