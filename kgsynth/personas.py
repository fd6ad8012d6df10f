"""Who asks: the built-in ladder from novice to expert, or the personas in a file."""

import json
from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import ValidationError

from kgsynth.errors import SettingsError
from kgsynth.types import Persona

BUILT_IN: tuple[Persona, ...] = (
    Persona(
        name="Novice",
        role_description=(
            "Meets the subject for the first time. Asks what a thing is, what it is for, and how to take the first "
            "steps; asks about one thing at a time, in everyday words."
        ),
        expertise="novice",
    ),
    Persona(
        name="Practitioner",
        role_description=(
            "Works with the subject every week. Asks which option, setting or rule fits a task, under which conditions "
            "it holds, in which order steps are taken, and what happens if one is left out."
        ),
        expertise="practitioner",
    ),
    Persona(
        name="Expert",
        role_description=(
            "Knows the subject and decides about it. Asks for exact numbers, limits, dates and defaults, for the "
            "reason why, for exceptions, and how two things compare."
        ),
        expertise="expert",
    ),
)


def load_personas(path: str | Path) -> tuple[Persona, ...]:
    """The personas in a YAML or JSON file: a list of names or tables, or a table with such a list as ``personas``.

    Raises:
        SettingsError: the file cannot be read, is no such list, or gives two personas one name.
    """
    found = _parsed(Path(path))
    listed = found.get("personas") if isinstance(found, dict) else found
    if not isinstance(listed, list) or not listed:
        raise SettingsError(f"no personas in {str(path)!r}: write a list of them, each with at least a name")
    return distinct([_persona(entry, number, path) for number, entry in enumerate(listed, start=1)])


def distinct(personas: Sequence[Persona]) -> tuple[Persona, ...]:
    """The personas, if no two share a name."""
    names = [persona.name.casefold().strip() for persona in personas]
    twice = sorted({persona.name for persona, name in zip(personas, names, strict=True) if names.count(name) > 1})
    if twice:
        raise SettingsError(f"personas must have different names; given more than once: {', '.join(map(repr, twice))}")
    return tuple(personas)


def _parsed(path: Path) -> object:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot read the personas in {str(path)!r}: {error}") from error
    try:
        return json.loads(text) if path.suffix.lower() == ".json" else yaml.safe_load(text)
    except (json.JSONDecodeError, yaml.YAMLError) as error:
        raise SettingsError(f"the personas in {str(path)!r} are neither YAML nor JSON: {error}") from error


def _persona(entry: object, number: int, path: str | Path) -> Persona:
    try:
        return Persona(name=entry) if isinstance(entry, str) else Persona.model_validate(entry)
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'entry'}: {e['msg']}" for e in error.errors())
        raise SettingsError(
            f"persona {number} in {str(path)!r} is not one ({problems}); it may have name, role_description, "
            "expertise, topics"
        ) from error
