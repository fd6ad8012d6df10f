"""``kgsynth graph``: a folder -> its knowledge graph."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from kgsynth.commands.console import errors, translated
from kgsynth.commands.groups import Corpus, with_groups
from kgsynth.options import OUTPUT, Config, Quiet, Source

if TYPE_CHECKING:
    from kgsynth.graph import KnowledgeGraph
    from kgsynth.settings import Settings


@with_groups
def graph(
    source: Source,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Where the graph is saved.", rich_help_panel=OUTPUT)
    ] = Path("graph.json"),
    stats: Annotated[
        bool, typer.Option("--stats", help="Print its size and what joins its passages.", rich_help_panel=OUTPUT)
    ] = False,
    corpus: Corpus,
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

        settings = settings_from(config, **corpus.settings())
        _save_graph(_build(source, settings, quiet=quiet), output, stats=stats, quiet=quiet)


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
