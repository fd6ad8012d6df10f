"""What an option or a marker names -> the file that is meant."""

from pathlib import Path

import pytest

from kgsynth.errors import InputError


def existing(name: str | Path, places: tuple[Path, ...], *, what: str) -> Path:
    """The first file of that name in the places, in their order.

    Raises:
        InputError: there is none; says where it was looked for.
    """
    tried = list(dict.fromkeys(place / name for place in places))
    for path in tried:
        if path.exists():
            return path
    raise InputError(f"{what}: no file {' or '.join(repr(str(path)) for path in tried)}")


def of_option(config: pytest.Config) -> tuple[Path, ...]:
    """Where the files of options are: where pytest was called, else at the root of the suite."""
    return config.invocation_params.dir, config.rootpath
