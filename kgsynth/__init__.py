"""Evaluation sets for RAG from a folder of documents: single- and multi-hop questions with exact evidence spans.

Example:
    from kgsynth import generate

    testset = generate("docs/", size=50)
    testset.save("eval.jsonl")
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from kgsynth.errors import FileFormatError as FileFormatError
    from kgsynth.errors import InputError as InputError
    from kgsynth.errors import KgsynthError as KgsynthError
    from kgsynth.errors import LLMError as LLMError
    from kgsynth.errors import MissingExtraError as MissingExtraError
    from kgsynth.errors import SettingsError as SettingsError
    from kgsynth.errors import ShortfallError as ShortfallError
    from kgsynth.pipeline import build as build
    from kgsynth.pipeline import estimate as estimate
    from kgsynth.pipeline import generate as generate
    from kgsynth.pipeline import refresh as refresh
    from kgsynth.settings import Settings as Settings
    from kgsynth.sources import chunks_from as chunks_from
    from kgsynth.testset import Testset as Testset
    from kgsynth.types import Document as Document
    from kgsynth.types import Persona as Persona
    from kgsynth.types import QueryLength as QueryLength
    from kgsynth.types import QueryStyle as QueryStyle
    from kgsynth.types import QueryType as QueryType
    from kgsynth.types import Sample as Sample

# Where each public name lives. Imported when first asked for, so that ``import kgsynth`` costs next to nothing.
_HOMES = {
    "FileFormatError": "errors",
    "InputError": "errors",
    "KgsynthError": "errors",
    "LLMError": "errors",
    "MissingExtraError": "errors",
    "SettingsError": "errors",
    "ShortfallError": "errors",
    "build": "pipeline",
    "estimate": "pipeline",
    "generate": "pipeline",
    "refresh": "pipeline",
    "Settings": "settings",
    "chunks_from": "sources",
    "Testset": "testset",
    "Document": "types",
    "Persona": "types",
    "QueryLength": "types",
    "QueryStyle": "types",
    "QueryType": "types",
    "Sample": "types",
}

__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
