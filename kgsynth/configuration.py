"""Files and options -> Settings: what a user writes is checked here, before anything expensive begins."""

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from kgsynth.errors import SettingsError
from kgsynth.settings import Settings


def settings_from(path: str | Path | None = None, **overrides: object) -> Settings:
    """Settings from a TOML, YAML or JSON file, if any, and what is said otherwise (None says nothing).

    Raises:
        SettingsError: a name is unknown or a value has no meaning; says which.
    """
    written = _table(path) if path else {}
    said = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings.model_validate({**written, **said})
    except ValidationError as error:
        raise SettingsError(_problem(error, path)) from error


def weights(pairs: Iterable[str]) -> dict[str, float] | None:
    """``["well_formed=0.8", "misspelled=0.2"]`` as a table; None where nothing was said.

    >>> weights(["short=2", "long"])
    {'short': 2.0, 'long': 1.0}
    """
    table = dict(_weight(pair) for pair in pairs)
    return table or None


def price_table(path: str | Path) -> dict[str, Any]:
    """The prices in a YAML, TOML or JSON file, as settings hold them."""
    return _table(path)


def questions_in(path: str | Path) -> tuple[str, ...]:
    """The questions in a text file, one a line.

    Raises:
        SettingsError: the file cannot be read, or holds none.
    """
    found = tuple(line.strip() for line in _read(Path(path)).splitlines() if line.strip())
    if not found:
        raise SettingsError(f"no questions in {str(path)!r}: write one a line")
    return found


def _weight(pair: str) -> tuple[str, float]:
    name, sign, weight = pair.partition("=")
    try:
        return name.strip(), float(weight) if sign else 1.0
    except ValueError:
        raise SettingsError(f"the weight in {pair!r} is no number: write NAME=WEIGHT, such as misspelled=0.1") from None


def _table(path: str | Path) -> dict[str, Any]:
    data = _parsed(Path(path))
    if not isinstance(data, dict):
        raise SettingsError(f"{str(path)!r} holds no table of settings: write lines such as  size = 50")
    return data


def _parsed(path: Path) -> Any:
    text = _read(path)
    parse = {".toml": tomllib.loads, ".json": json.loads}.get(path.suffix.lower(), yaml.safe_load)
    try:
        return parse(text)
    except (ValueError, yaml.YAMLError) as error:
        raise SettingsError(f"cannot parse {str(path)!r}: {' '.join(str(error).split())}") from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise SettingsError(f"cannot read {str(path)!r}: {reason}") from error


def _problem(error: ValidationError, path: str | Path | None) -> str:
    first = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"] if part != "[key]")
    place = f" in {str(path)!r}" if path else ""
    if first["type"] == "extra_forbidden":
        return f"unknown setting {field!r}{place}: known are {', '.join(Settings.model_fields)}"
    return f"setting {field!r}{place}: {first['msg'].removeprefix('Value error, ')} (it is {first['input']!r})"
