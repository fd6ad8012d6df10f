"""Options as records: what the command line shows, what a command is given, what becomes of it."""

from dataclasses import dataclass
from inspect import signature
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from kgsynth.commands.generating import generate
from kgsynth.commands.groups import Corpus, Model, Shape, Spending, with_groups
from kgsynth.commands.versions import refresh
from kgsynth.configuration import settings_from
from kgsynth.settings import Settings

Count = Annotated[int, typer.Option("--count", "-c", help="How many.")]


@dataclass(frozen=True, kw_only=True)
class Sizes:
    count: Count = 1
    wide: bool = False


@with_groups
def show(name: str, *, sizes: Sizes, loud: bool = False) -> None:
    """Show what it was given."""
    typer.echo(f"{name} {sizes} {loud}")


def test_the_fields_of_a_record_are_options() -> None:
    """In the place of the record, with their short names and defaults; the command gets the record."""
    assert list(signature(show).parameters) == ["name", "count", "wide", "loud"]
    app = typer.Typer()
    app.command()(show)
    assert CliRunner().invoke(app, ["x", "-c", "3", "--loud"]).stdout == "x Sizes(count=3, wide=False) True\n"
    assert CliRunner().invoke(app, ["x"]).stdout == "x Sizes(count=1, wide=False) False\n"
    assert "How many." in CliRunner().invoke(app, ["--help"]).stdout


@pytest.mark.parametrize("group", [Shape, Corpus, Model, Spending])
def test_what_a_group_gives_are_settings(group: type[Shape | Corpus | Model | Spending]) -> None:
    """By the names that settings have; and nothing where nothing was said."""
    given = group().settings()
    assert given.keys() <= Settings.model_fields.keys()
    assert set(given.values()) == {None} and settings_from(None, **given) == Settings()


@pytest.mark.parametrize("command", [generate, refresh])
def test_commands_that_ask_models_have_the_same_options_for_it(command: object) -> None:
    """Whoever writes or replaces questions can name a model, and a limit."""
    assert callable(command)
    assert {*vars(Model()), *vars(Spending())} <= signature(command).parameters.keys()
