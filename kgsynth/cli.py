"""The command line: parse, call, print. Heavy modules are imported inside the commands, so that --help is quick."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from kgsynth import __version__
from kgsynth.errors import KgsynthError

if TYPE_CHECKING:
    from kgsynth.graph import KnowledgeGraph
    from kgsynth.settings import Settings
    from kgsynth.testset import Testset

EXIT_BAD_CALL = 2
EXIT_SHORTFALL = 3
EXIT_INTERRUPTED = 130
SKIPPED_SHOWN = 10

SHAPE, CORPUS, OUTPUT = "What to ask", "How to read the documents", "Where it goes, and what is said"

app = typer.Typer(
    name="kgsynth",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
errors = Console(stderr=True)

Source = Annotated[
    Path, typer.Argument(metavar="SOURCE", help="A folder of documents, or one file.", show_default=False)
]
Config = Annotated[
    Path | None,
    typer.Option(
        help="Settings in a TOML, YAML or JSON file; options on the command line win.", rich_help_panel=CORPUS
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        help="Language of every document (en, de, ko, ...). Default: found per document.", rich_help_panel=CORPUS
    ),
]
SpacyModel = Annotated[
    str | None,
    typer.Option(help="An installed spaCy pipeline instead of the bundled English one.", rich_help_panel=CORPUS),
]
Encoding = Annotated[
    str | None, typer.Option(help="Encoding of text files. Default: found per file.", rich_help_panel=CORPUS)
]
ChunkTokens = Annotated[
    int | None, typer.Option(help="Target size of a passage, in tokens.  \\[default: 300]", rich_help_panel=CORPUS)
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.", rich_help_panel=OUTPUT)]


@app.callback(invoke_without_command=True)
def kgsynth(
    version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False,
) -> None:
    """Evaluation sets for RAG from a folder of documents: no key, no download, no network.

    Questions need one passage or several, and each comes with a reference answer and the exact
    characters of the documents that hold it.

    **Example:** `kgsynth generate docs/ -n 50 -o eval.jsonl`
    """
    if version:
        print_version()
        raise typer.Exit


@app.command("version")
def print_version() -> None:
    """Print the version."""
    typer.echo(f"kgsynth {__version__}")


@app.command("generate")
def generate_testset(
    source: Source,
    size: Annotated[
        int | None, typer.Option("--size", "-n", help="Samples wanted.  \\[default: 50]", rich_help_panel=SHAPE)
    ] = None,
    multi_hop: Annotated[
        float | None,
        typer.Option(help="Share that needs two passages or more, 0 to 1.  \\[default: 0.4]", rich_help_panel=SHAPE),
    ] = None,
    style: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=WEIGHT",
            help="How questions are put: well_formed, conversational, web_search, incomplete, poor_grammar, "
            "misspelled. Repeat for a mix.",
            rich_help_panel=SHAPE,
        ),
    ] = None,
    length: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=WEIGHT",
            help="How long they are: short, medium, long. Repeat for a mix.",
            rich_help_panel=SHAPE,
        ),
    ] = None,
    personas: Annotated[
        Path | None,
        typer.Option(help="Who asks: a YAML or JSON list of names, or of tables with a name.", rich_help_panel=SHAPE),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(help="The same seed gives the same bytes.  \\[default: 0]", rich_help_panel=SHAPE),
    ] = None,
    language: Language = None,
    spacy_model: SpacyModel = None,
    encoding: Encoding = None,
    chunk_tokens: ChunkTokens = None,
    graph: Annotated[
        Path | None,
        typer.Option(help="A graph that `kgsynth graph` saved: nothing is read anew.", rich_help_panel=CORPUS),
    ] = None,
    config: Config = None,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="Ends in .jsonl, .json or .csv.", rich_help_panel=OUTPUT),
    ] = Path("eval.jsonl"),
    rejections: Annotated[
        bool, typer.Option("--rejections", help="Save what the checks refused, too.", rich_help_panel=OUTPUT)
    ] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Exit with status 3 if fewer samples were found.", rich_help_panel=OUTPUT),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Make a test set from a folder of documents.

    Reads Markdown, text, HTML, PDF, Office and more, links their passages by what they share, and
    writes questions with reference answers and exact evidence. Every question has passed the checks.

    **Examples:**

    - `kgsynth generate docs/ -n 50 -o eval.jsonl`
    - `kgsynth generate docs/ --style well_formed=4 --style misspelled=1`
    - `kgsynth generate docs/ --config kgsynth.toml --strict --quiet`
    """
    with translated():
        from kgsynth.configuration import settings_from, weights
        from kgsynth.personas import load_personas
        from kgsynth.testset import require_known_suffix

        settings = settings_from(
            config,
            size=size,
            multi_hop=multi_hop,
            query_styles=weights(style or ()),
            query_lengths=weights(length or ()),
            personas=load_personas(personas) if personas else None,
            seed=seed,
            language=language,
            spacy_model=spacy_model,
            encoding=encoding,
            chunk_tokens=chunk_tokens,
        )
        require_known_suffix(output)
        testset = _generate(source, settings, graph, quiet=quiet)
        testset.save(output, rejections=rejections)
        _report(testset, output, quiet=quiet)
    raise typer.Exit(_status(testset, strict=strict))


@app.command("graph")
def build_graph(
    source: Source,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Where the graph is saved.", rich_help_panel=OUTPUT)
    ] = Path("graph.json"),
    stats: Annotated[
        bool, typer.Option("--stats", help="Print its size and what joins its passages.", rich_help_panel=OUTPUT)
    ] = False,
    language: Language = None,
    spacy_model: SpacyModel = None,
    encoding: Encoding = None,
    chunk_tokens: ChunkTokens = None,
    config: Config = None,
    quiet: Quiet = False,
) -> None:
    """Build the knowledge graph of a folder and save it, to look at or to generate from.

    **Examples:**

    - `kgsynth graph docs/ -o graph.json --stats`
    - `kgsynth generate docs/ --graph graph.json -n 50`
    """
    with translated():
        from kgsynth.configuration import settings_from

        settings = settings_from(
            config, language=language, spacy_model=spacy_model, encoding=encoding, chunk_tokens=chunk_tokens
        )
        _save_graph(_build(source, settings, quiet=quiet), output, stats=stats, quiet=quiet)


def main() -> None:
    """Run the command line. A request to terminate ends it as Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    app()


# ------------------------------------------------------------------------------------- what commands call


def _generate(source: Path, settings: "Settings", graph_file: Path | None, *, quiet: bool) -> "Testset":
    from kgsynth.graph import load
    from kgsynth.pipeline import generate
    from kgsynth.report.progress import progress_on

    graph = load(graph_file) if graph_file else None
    with progress_on(errors, quiet=quiet) as progress:
        return generate(source, settings=settings, graph=graph, progress=progress)


def _build(source: Path, settings: "Settings", *, quiet: bool) -> "KnowledgeGraph":
    from kgsynth.pipeline import build
    from kgsynth.report.progress import progress_on

    with progress_on(errors, quiet=quiet) as progress:
        return build(source, settings=settings, progress=progress)


def _save_graph(graph: "KnowledgeGraph", output: Path, *, stats: bool, quiet: bool) -> None:
    from kgsynth.graph import graph_stats, save
    from kgsynth.report.terminal import show_graph

    output.parent.mkdir(parents=True, exist_ok=True)
    save(graph, output)
    if stats:
        show_graph(graph_stats(graph), Console())
    if not quiet:
        typer.echo(f"Saved to {output}")


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
        return EXIT_INTERRUPTED
    return EXIT_SHORTFALL if strict and testset.manifest.shortfalls else 0


@contextmanager
def translated() -> Iterator[None]:
    """Exceptions as one line and an exit status."""
    try:
        yield
    except KgsynthError as error:
        _complain(str(error))
        raise typer.Exit(EXIT_BAD_CALL) from error
    except OSError as error:
        _complain(f"{error.strerror or error}: {error.filename or 'the file'!r}; check the path and your rights to it")
        raise typer.Exit(EXIT_BAD_CALL) from error
    except KeyboardInterrupt:
        errors.print("Interrupted: nothing was accepted yet, so nothing is saved.", style="yellow")
        raise typer.Exit(EXIT_INTERRUPTED) from None


def _complain(message: str) -> None:
    errors.print(Text.assemble(("error: ", "bold red"), (" ".join(message.split()), "red")), soft_wrap=True)
