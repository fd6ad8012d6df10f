"""``kgsynth diff``, ``check`` and ``refresh``: a test set over time, and over documents that change."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from kgsynth.commands.console import EXIT_INTERRUPTED, EXIT_SHORTFALL, errors, translated
from kgsynth.commands.groups import Model, Spending, with_groups
from kgsynth.commands.reporting import Format
from kgsynth.options import OUTPUT, SHAPE, Encoding, Quiet, Rejections, Source, Strict, Workers

if TYPE_CHECKING:
    from kgsynth.testset import Testset
    from kgsynth.versions import Check, Difference, Refreshed

EXIT_DIFFERENT = 1
EXIT_STALE = 1

Set = Annotated[
    Path, typer.Argument(metavar="TESTSET", help="A .jsonl or .json that kgsynth wrote.", show_default=False)
]
Old = Annotated[Path, typer.Argument(metavar="OLD", help="A test set as it was.", show_default=False)]
New = Annotated[Path, typer.Argument(metavar="NEW", help="A test set as it is now.", show_default=False)]
Form = Annotated[Format, typer.Option("--format", help="What is printed.", rich_help_panel=OUTPUT)]
Show = Annotated[int, typer.Option(metavar="N", min=0, help="Samples listed of each sort.", rich_help_panel=OUTPUT)]


def diff(
    old: Old,
    new: New,
    show: Show = 5,
    form: Form = Format.TERMINAL,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with status 1 if they differ.", rich_help_panel=OUTPUT)
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Say which samples of a test set were added, removed, changed and kept.

    Samples are the same if their ids are. Of the removed and added ones, those that ask the same
    question, or give the same answer from the same evidence, are told as two versions of one.

    **Examples:**

    - `kgsynth diff old.jsonl new.jsonl`
    - `kgsynth diff old.jsonl new.jsonl --format json`
    - `kgsynth diff old.jsonl new.jsonl --exit-code --quiet`
    """
    with translated():
        from kgsynth.testset import Testset
        from kgsynth.versions import diff

        difference = diff(Testset.load(old), Testset.load(new))
        _show_difference(difference, form, show=show, quiet=quiet)
    raise typer.Exit(EXIT_DIFFERENT if exit_code and difference else 0)


def check(
    testset: Set,
    source: Source,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where the set is saved, stale samples flagged.", rich_help_panel=OUTPUT),
    ] = None,
    show: Show = 5,
    form: Form = Format.TERMINAL,
    encoding: Encoding = None,
    quiet: Quiet = False,
) -> None:
    """Say which samples are stale: their evidence no longer stands in the documents.

    A sample is fresh where each stretch of its evidence stands where it stood, moved where it stands
    elsewhere, and stale where one is gone. The exit status is 0 if none is stale, and 1 if any is.

    **Examples:**

    - `kgsynth check eval.jsonl docs/`
    - `kgsynth check eval.jsonl docs/ --format json`
    - `kgsynth check eval.jsonl docs/ -o marked.jsonl --quiet`
    """
    with translated():
        from kgsynth.testset import Testset, require_known_suffix
        from kgsynth.versions import check

        if output:
            require_known_suffix(output)
        loaded = Testset.load(testset)
        found = check(loaded, source, encoding=encoding)
        _show_check(found, form, show=show, quiet=quiet)
        if output:
            _save_marked(loaded, found, output, quiet=quiet or form is Format.JSON)
    raise typer.Exit(EXIT_STALE if found.is_stale else 0)


@with_groups
def refresh(
    testset: Set,
    source: Source,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Where the new set is saved.  \\[default: in place]", rich_help_panel=OUTPUT
        ),
    ] = None,
    size: Annotated[
        int | None,
        typer.Option("--size", "-n", help="Samples wanted.  \\[default: as many as before]", rich_help_panel=SHAPE),
    ] = None,
    add: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, help="More samples, from new and changed documents alone.", rich_help_panel=SHAPE
        ),
    ] = 0,
    seed: Annotated[
        int | None, typer.Option(help="Of the new samples.  \\[default: as before]", rich_help_panel=SHAPE)
    ] = None,
    encoding: Encoding = None,
    workers: Workers = None,
    model: Model,
    spending: Spending,
    form: Annotated[
        Format, typer.Option("--format", help="What is printed of the account.", rich_help_panel=OUTPUT)
    ] = Format.TERMINAL,
    rejections: Rejections = False,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Bring a test set up to date with its documents: keep what stands, replace what is stale.

    What stands keeps its id. What is stale gives way to a sample of the same type, persona, style and
    length, from new and changed documents first. Settings, seed and model are those of the manifest;
    options given here win. The file is replaced only when the new set is complete.

    **Examples:**

    - `kgsynth refresh eval.jsonl docs/`
    - `kgsynth refresh eval.jsonl docs/ -o new.jsonl --add 10`
    - `kgsynth refresh eval.jsonl docs/ --llm openai:gpt-5-mini --max-cost 1`
    """
    with translated():
        from kgsynth.testset import Testset, require_known_suffix

        output = output or testset
        require_known_suffix(output)
        given = {
            "seed": seed,
            "encoding": encoding,
            "workers": workers,
            **model.settings(),
            **spending.settings(),
        }
        refreshed = _refresh(Testset.load(testset), source, given, size=size, add=add, quiet=quiet)
        is_new = refreshed.changed or output != testset
        if is_new:
            refreshed.testset.save(output, rejections=rejections)
        _show_refreshed(refreshed, form, output if is_new else None, quiet=quiet)
    raise typer.Exit(EXIT_SHORTFALL if strict and refreshed.short else 0)


def _refresh(
    testset: "Testset", source: Path, given: dict[str, object], *, size: int | None, add: int, quiet: bool
) -> "Refreshed":
    from kgsynth.pipeline import refresh
    from kgsynth.report.progress import progress_on

    said = {name: value for name, value in given.items() if value is not None}
    try:
        with progress_on(errors, quiet=quiet) as progress:
            return refresh(testset, source, size=size, add=add, progress=progress, status=progress.status, **said)
    except KeyboardInterrupt:
        errors.print("Interrupted: the test set is left as it was. The same command begins again.", style="yellow")
        raise typer.Exit(EXIT_INTERRUPTED) from None


def _show_difference(difference: "Difference", form: Format, *, show: int, quiet: bool) -> None:
    from kgsynth.versions.plain import difference_values
    from kgsynth.versions.terminal import show_difference

    if form is Format.JSON:
        typer.echo(json.dumps(difference_values(difference), ensure_ascii=False, indent=2))
    elif not quiet:
        show_difference(difference, Console(), show=show)


def _show_check(found: "Check", form: Format, *, show: int, quiet: bool) -> None:
    from kgsynth.versions.plain import check_values
    from kgsynth.versions.terminal import show_check

    if form is Format.JSON:
        typer.echo(json.dumps(check_values(found), ensure_ascii=False, indent=2))
    elif not quiet:
        show_check(found, Console(), show=show)


def _save_marked(testset: "Testset", found: "Check", output: Path, *, quiet: bool) -> None:
    from dataclasses import replace

    replace(testset, samples=found.marked()).save(output)
    if not quiet:
        typer.echo(f" Saved to {output}")


def _show_refreshed(refreshed: "Refreshed", form: Format, saved: Path | None, *, quiet: bool) -> None:
    from kgsynth.report.terminal import show_testset
    from kgsynth.versions.plain import refreshed_values
    from kgsynth.versions.terminal import show_refreshed

    if form is Format.JSON:
        typer.echo(json.dumps(refreshed_values(refreshed), ensure_ascii=False, indent=2))
    elif not quiet:
        show_refreshed(refreshed, Console())
        if saved:
            show_testset(refreshed.testset, Console(), path=saved)
        else:
            typer.echo(" Nothing is stale, and nothing has moved: the test set is left as it was.")
