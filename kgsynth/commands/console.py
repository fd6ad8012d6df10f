"""What all commands share: where errors go, what an exit status means, exceptions as one line."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.text import Text

from kgsynth.errors import KgsynthError

EXIT_BAD_CALL = 2
EXIT_SHORTFALL = 3
EXIT_INTERRUPTED = 130

errors = Console(stderr=True)


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
