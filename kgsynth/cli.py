"""The command line: the commands under their names."""

import signal
from typing import Annotated

import typer

from kgsynth import __version__
from kgsynth.commands.exporting import export
from kgsynth.commands.generating import generate
from kgsynth.commands.graphing import graph
from kgsynth.commands.reporting import report
from kgsynth.commands.scoring import score
from kgsynth.commands.versions import check, diff, refresh

app = typer.Typer(
    name="kgsynth",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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


app.command("generate")(generate)
app.command("graph")(graph)
app.command("export")(export)
app.command("report")(report)
app.command("diff")(diff)
app.command("check")(check)
app.command("refresh")(refresh)
app.command("score")(score)


def main() -> None:
    """Run the command line. A request to terminate ends it as Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    app()
