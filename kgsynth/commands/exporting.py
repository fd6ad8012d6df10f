"""``kgsynth export``: a test set -> the files of another tool."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgsynth.commands.console import errors, translated
from kgsynth.options import CORPUS, OUTPUT, Quiet

if TYPE_CHECKING:
    from kgsynth.exporters.records import Corpus
    from kgsynth.testset import Testset
    from kgsynth.types import Manifest

STDOUT = Path("-")


def export(
    testset: Annotated[
        Path, typer.Argument(metavar="TESTSET", help="What `kgsynth generate` wrote.", show_default=False)
    ],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="One of those above.", show_default=False)],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="File or folder to write; - for standard output.", rich_help_panel=OUTPUT),
    ],
    plain: Annotated[
        bool, typer.Option("--plain", help="huggingface: JSON lines, not Parquet.", rich_help_panel=OUTPUT)
    ] = False,
    corpus: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="The documents, for the passages of beir and trec and for better negatives.",
            rich_help_panel=CORPUS,
        ),
    ] = None,
    graph: Annotated[
        Path | None,
        typer.Option(help="The same from a graph that `kgsynth graph` saved.", rich_help_panel=CORPUS),
    ] = None,
    chunk_tokens: Annotated[
        int | None,
        typer.Option(help="Target size of their passages.  \\[default: as for the test set]", rich_help_panel=CORPUS),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write a test set as another tool reads it.

    **Formats:**

    - `ragas`: rows of an EvaluationDataset, JSON lines
    - `ragas-testset`: the same with synthesizer_name, for ragas' Testset
    - `deepeval`: goldens, JSON
    - `giskard`: a QATestset, JSON lines
    - `langsmith`: examples, JSON
    - `langsmith-csv`: a table to upload
    - `llamaindex`: a LabelledRagDataset, JSON
    - `promptfoo`: test cases, YAML
    - `beir`: folder with corpus, queries and qrels
    - `trec`: folder with corpus, topics and qrels
    - `huggingface`: folder with Parquet and a dataset card
    - `sentence-transformers`: anchor, positive and hard negative, JSON lines
    - `csv`: every field; lists as JSON in their cells
    - `jsonl`: every field, as kgsynth saves it

    **Examples:**

    - `kgsynth export eval.jsonl --to ragas -o ragas.jsonl`
    - `kgsynth export eval.jsonl --to beir -o beir/ --corpus docs/`
    - `kgsynth export eval.jsonl --to promptfoo -o -`
    """
    with translated():
        from kgsynth.exporters.writing import format_called
        from kgsynth.testset import Testset

        format_called(to)
        _require_other_file(testset, output)
        loaded = Testset.load(testset)
        passages = _passages(corpus, graph, chunk_tokens, loaded.manifest)
        _write(loaded, to, output, passages, plain=plain, quiet=quiet)


def _require_other_file(testset: Path, output: Path) -> None:
    from kgsynth.errors import SettingsError

    if output.exists() and testset.exists() and output.samefile(testset):
        raise SettingsError(f"{str(output)!r} is the test set itself: give another path to -o")


def _write(testset: "Testset", to: str, output: Path, corpus: "Corpus | None", *, plain: bool, quiet: bool) -> None:
    from kgsynth.exporters.records import Given
    from kgsynth.exporters.writing import as_bytes

    if output == STDOUT:
        content, exported = as_bytes(Given(testset.samples, testset.manifest, corpus, plain), to)
        _print(content)
    else:
        exported = testset.export(to, output, corpus=corpus, plain=plain)
    for note in () if quiet else exported.notes:
        errors.print(note, style="yellow", highlight=False, soft_wrap=True)
    if not quiet and output != STDOUT:
        typer.echo(f"Saved to {output} ({exported.rows} rows)")


def _print(content: Iterable[bytes]) -> None:
    """Bytes as they are, whatever the locale; silently less of them for a reader that has gone (``| head``)."""
    stdout = typer.get_binary_stream("stdout")
    try:
        stdout.writelines(content)
        stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _passages(
    folder: Path | None, graph: Path | None, chunk_tokens: int | None, manifest: "Manifest"
) -> "Corpus | None":
    from kgsynth.errors import SettingsError

    if folder and graph:
        raise SettingsError("--corpus and --graph say the same: give one of them")
    if chunk_tokens and not folder:
        raise SettingsError("--chunk-tokens is for --corpus: give it the folder of the documents")
    if graph:
        from kgsynth.graph import load

        return load(graph)
    return _cut(folder, chunk_tokens, manifest) if folder else None


def _cut(folder: Path, chunk_tokens: int | None, manifest: "Manifest") -> "Corpus":
    """The passages of a folder, read as the test set's documents were."""
    from kgsynth.chunking import chunk
    from kgsynth.configuration import settings_from
    from kgsynth.exporters.records import Passages
    from kgsynth.readers import read_folder

    of_the_run = {name: manifest.settings.get(name) for name in ("language", "encoding", "max_file_bytes")}
    tokens = chunk_tokens or manifest.settings.get("chunk_tokens")
    settings = settings_from(None, chunk_tokens=tokens, **of_the_run)
    documents, _ = read_folder(
        folder, encoding=settings.encoding, language=settings.language, max_file_bytes=settings.max_file_bytes
    )
    pieces = (piece for document in documents for piece in chunk(document, target_tokens=settings.chunk_tokens))
    return Passages(tuple(pieces))
