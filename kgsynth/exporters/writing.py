"""Samples -> the files of a format, by its name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kgsynth.errors import SettingsError
from kgsynth.exporters import (
    deepeval,
    giskard,
    huggingface,
    langsmith,
    llamaindex,
    plain,
    promptfoo,
    ragas,
    retrieval,
    triplets,
)
from kgsynth.exporters.records import THE_FILE, Export, Exported, Given
from kgsynth.files import pieces, replace


@dataclass(frozen=True, slots=True)
class Format:
    """How samples become a format.

    Attributes:
        folder: whether it is a folder with several files.
        corpus: whether it has a use for the passages that a search goes over.
        plain: whether it can be written as plain JSON lines instead.
    """

    export: Export
    folder: bool = False
    corpus: bool = False
    plain: bool = False


FORMATS: Mapping[str, Format] = {
    "ragas": Format(ragas.evaluation_dataset),
    "ragas-testset": Format(ragas.testset),
    "deepeval": Format(deepeval.goldens),
    "giskard": Format(giskard.qa_testset),
    "langsmith": Format(langsmith.examples),
    "langsmith-csv": Format(langsmith.csv_upload),
    "llamaindex": Format(llamaindex.labelled_rag_dataset),
    "promptfoo": Format(promptfoo.tests),
    "beir": Format(retrieval.beir, folder=True, corpus=True),
    "trec": Format(retrieval.trec, folder=True, corpus=True),
    "huggingface": Format(huggingface.dataset, folder=True, plain=True),
    "sentence-transformers": Format(triplets.triplets, corpus=True),
    "csv": Format(plain.csv_file),
    "jsonl": Format(plain.jsonl),
}


def format_called(name: str) -> Format:
    """The format with this name.

    Raises:
        SettingsError: there is none; names the nearest.
    """
    if name in FORMATS:
        return FORMATS[name]
    near = get_close_matches(name.lower(), FORMATS, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else "choose another:"
    raise SettingsError(f"there is no format {name!r}; {hint} There are {', '.join(FORMATS)}")


def export(given: Given, name: str, path: Path) -> Exported:
    """Write samples as a format to a file, or into a folder. A file is replaced only once the new one is complete."""
    exported = _rendered(given, name)
    for part, content in exported.files.items():
        target = path if part == THE_FILE else path / part
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(target, content)
    return exported


def as_bytes(given: Given, name: str) -> tuple[Iterator[bytes], Exported]:
    """The one file of a format, piece by piece, instead of writing it.

    Raises:
        SettingsError: the format is a folder.
    """
    if format_called(name).folder:
        raise SettingsError(f"{name!r} is a folder of files: give it a path, not '-'")
    exported = _rendered(given, name)
    return iter(pieces(exported.files[THE_FILE])), exported


def _rendered(given: Given, name: str) -> Exported:
    form = format_called(name)
    if given.corpus is not None and not form.corpus:
        raise _of_no_use("a corpus", name, [each for each in FORMATS if FORMATS[each].corpus])
    if given.plain and not form.plain:
        raise _of_no_use("'plain'", name, [each for each in FORMATS if FORMATS[each].plain])
    return form.export(given)


def _of_no_use(what: str, name: str, users: list[str]) -> SettingsError:
    return SettingsError(f"{name!r} has no use for {what}; leave it out (it is for {', '.join(users)})")
