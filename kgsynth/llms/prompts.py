"""Prompt texts: files in `texts/`, each of which a user's folder may replace; a hash says which were used."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Self

from kgsynth.errors import SettingsError
from kgsynth.types import Chunk, Persona

_SHIPPED = files("kgsynth.llms") / "texts"
NAMES = (
    "questions questions_user repair answers answers_user answers_alone verdicts verdicts_user critique critique_user "
    "personas personas_user"
).split()


_TAG = re.compile(r"<(?=\s*/?\s*(?:context|titles|elsewhere|topic|reference|answer)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class PromptTexts:
    """The texts by name."""

    texts: dict[str, str]

    @classmethod
    def load(cls, folder: str | Path | None = None) -> Self:
        """The shipped texts, with those that a folder holds under the same names (``questions.md``) in their place.

        Raises:
            SettingsError: the folder holds none of them, or one of them lacks a placeholder.
        """
        texts = {name: (_SHIPPED / f"{name}.md").read_text(encoding="utf-8") for name in NAMES}
        if folder is not None:
            texts.update(_replacements(Path(folder), texts))
        return cls(texts)

    @cached_property
    def version(self) -> str:
        """Twelve digits that differ where any text differs."""
        joined = "\0".join(f"{name}\0{self.texts[name]}" for name in NAMES)
        return hashlib.sha256(joined.encode()).hexdigest()[:12]

    def __getitem__(self, name: str) -> str:
        return self.texts[name]

    def filled(self, name: str, **values: str) -> str:
        """A text with its placeholders filled; what is filled in is not read for placeholders."""
        return Template(self.texts[name]).safe_substitute(values).strip() + "\n"


def fenced(texts: Sequence[str], tag: str = "context") -> str:
    """Passages as numbered blocks. A block cannot be closed, nor another opened, from inside."""
    return "\n".join(
        f'<{tag} id="{number}">\n{without_fences(text)}\n</{tag}>' for number, text in enumerate(texts, start=1)
    )


def titles_over(chunk: Chunk) -> str:
    """The titles that a chunk stands under, on one line, the page's first; empty where there are none."""
    titles = dict.fromkeys(title for title in (chunk.title, *chunk.headings) if title)
    return " ".join(" > ".join(titles).split())


def under_titles(chunk: Chunk, text: str) -> str:
    """A text of a chunk with the titles that it stands under, which say what it is about."""
    over = titles_over(chunk)
    return f"[{over}]\n{text}" if over else text


def described(persona: Persona) -> str:
    """A persona on one line."""
    said = f"{persona.name} ({persona.expertise})"
    return f"{said}: {persona.role_description}" if persona.role_description else said


def without_fences(text: str) -> str:
    """A text that opens and closes no block of a prompt: what would do so is no longer spelt as a tag."""
    return _TAG.sub("<\u200b", text)


def _replacements(folder: Path, shipped: dict[str, str]) -> dict[str, str]:
    found = {name: (folder / f"{name}.md") for name in NAMES if (folder / f"{name}.md").is_file()}
    if not found:
        raise SettingsError(f"no prompt in {str(folder)!r}: it may hold {', '.join(f'{name}.md' for name in NAMES)}")
    texts = {name: path.read_text(encoding="utf-8-sig") for name, path in found.items()}
    for name, text in texts.items():
        lost = _placeholders(shipped[name]) - _placeholders(text)
        if lost:
            needed = ", ".join(f"${each}" for each in sorted(lost))
            raise SettingsError(f"the prompt {str(found[name])!r} lacks {needed}")
    return texts


def _placeholders(text: str) -> set[str]:
    return set(Template(text).get_identifiers())
